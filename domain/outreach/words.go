package outreach

// Grade is how well a trainee finished (xếp loại).
type Grade string

// The grades.
const (
	Excellent Grade = "excellent" // giỏi
	Good      Grade = "good"      // khá
	Average   Grade = "average"   // trung bình
)

// DropReason is why a trainee left.
type DropReason string

// The reasons to leave a course.
const (
	DropHealth  DropReason = "health"
	DropFamily  DropReason = "family"
	DropWork    DropReason = "work" // found other work
	DropMoved   DropReason = "moved"
	DropAbsence DropReason = "absence" // wasn't there often enough
	DropOther   DropReason = "other"
)

// Assessor is who judges a course.
type Assessor string

// Those who judge.
const (
	ByEmployer    Assessor = "employer"
	ByInstitution Assessor = "institution"
	ByCity        Assessor = "city"
)

// IntermediaryType is what brings workers and employers together.
type IntermediaryType string

// The types of intermediary.
const (
	ServiceCentre IntermediaryType = "service_centre" // trung tâm dịch vụ việc làm
	SupplyFirm    IntermediaryType = "supply_firm"    // doanh nghiệp dịch vụ việc làm
)

// Outcome is what a referral came to.
type Outcome string

// The outcomes; after Interviewed another follows.
const (
	Interviewed Outcome = "interviewed"
	Hired       Outcome = "hired"
	Declined    Outcome = "declined"
	NoShow      Outcome = "no_show"
)

// Topic is what a course for officials and collaborators teaches.
type Topic string

// The topics.
const (
	TopicCounselling Topic = "counselling"
	TopicReferral    Topic = "referral"
	TopicOverseas    Topic = "overseas"
	TopicManagement  Topic = "management"
)

// AttendeeKind is who takes part in such a course.
type AttendeeKind string

// The kinds.
const (
	Official          AttendeeKind = "official"
	CollaboratorThere AttendeeKind = "collaborator"
)

var (
	grades            = []Grade{Excellent, Good, Average}
	dropReasons       = []DropReason{DropHealth, DropFamily, DropWork, DropMoved, DropAbsence, DropOther}
	assessors         = []Assessor{ByEmployer, ByInstitution, ByCity}
	intermediaryTypes = []IntermediaryType{ServiceCentre, SupplyFirm}
	outcomes          = []Outcome{Interviewed, Hired, Declined, NoShow}
	topics            = []Topic{TopicCounselling, TopicReferral, TopicOverseas, TopicManagement}
	attendeeKinds     = []AttendeeKind{Official, CollaboratorThere}
)
