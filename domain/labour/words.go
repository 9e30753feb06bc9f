package labour

// Sex is as the citizen's papers say it.
type Sex string

// The sexes that the papers know.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// Education is the highest training finished (trình độ).
type Education string

// The levels of training.
const (
	NoTraining   Education = "none"
	Elementary   Education = "elementary"
	Intermediate Education = "intermediate"
	College      Education = "college"
	University   Education = "university"
	Postgraduate Education = "postgraduate"
)

// SeekingEnd is why somebody no longer seeks a job.
type SeekingEnd string

// The reasons to seek no longer. Deceased is final.
const (
	Studying  SeekingEnd = "studying"
	Housework SeekingEnd = "housework"
	IllHealth SeekingEnd = "health"
	MovedAway SeekingEnd = "moved_away"
	Retired   SeekingEnd = "retired"
	Deceased  SeekingEnd = "deceased"
)

// ContractKind is the kind of labour contract (Labour Code 45/2019 art. 20),
// or work on one's own account.
type ContractKind string

// The kinds of contract.
const (
	Indefinite   ContractKind = "indefinite"
	FixedTerm    ContractKind = "fixed_term"
	Seasonal     ContractKind = "seasonal"
	SelfEmployed ContractKind = "self_employed"
)

// Source is how the worker came to the job (nguồn giới thiệu).
type Source string

// The ways to a job.
const (
	Direct           Source = "direct"
	ServiceCentre    Source = "service_centre"
	SupplyFirm       Source = "supply_firm"
	JobFair          Source = "fair"
	TrainingOnOrder  Source = "training"
	LoanFund         Source = "loan"
	FromCollaborator Source = "collaborator"
	SelfFound        Source = "self"
)

// PlacementEnd is why a placement ended.
type PlacementEnd string

// The reasons for which a placement ends.
const (
	EndOfTerm  PlacementEnd = "term"
	Resigned   PlacementEnd = "resigned"
	Dismissed  PlacementEnd = "dismissed"
	Redundant  PlacementEnd = "redundant"
	EndHealth  PlacementEnd = "health"
	ToOverseas PlacementEnd = "to_overseas"
	OtherEnd   PlacementEnd = "other"
)

// Retention is what was found when somebody asked whether a worker still has a job.
type Retention string

// What may be found.
const (
	StillThere  Retention = "still"
	HasLeft     Retention = "left"
	Unreachable Retention = "unreachable"
)

// ReleaseReason is why a contract abroad occupies a worker no longer.
type ReleaseReason string

// The reasons to release. After Annulled, Expired and Refused the worker was
// never engaged; after Terminated only if the departure had been confirmed.
const (
	Returned   ReleaseReason = "returned"
	Terminated ReleaseReason = "terminated"
	Annulled   ReleaseReason = "annulled"
	Expired    ReleaseReason = "expired"
	Refused    ReleaseReason = "refused"
)

// Size is an employer's size (quy mô).
type Size string

// The sizes of employers.
const (
	Micro  Size = "micro"
	Small  Size = "small"
	Medium Size = "medium"
	Large  Size = "large"
)

var (
	sexes          = []Sex{Male, Female}
	educations     = []Education{NoTraining, Elementary, Intermediate, College, University, Postgraduate}
	seekingEnds    = []SeekingEnd{Studying, Housework, IllHealth, MovedAway, Retired, Deceased}
	contractKinds  = []ContractKind{Indefinite, FixedTerm, Seasonal, SelfEmployed}
	sources        = []Source{Direct, ServiceCentre, SupplyFirm, JobFair, TrainingOnOrder, LoanFund, FromCollaborator, SelfFound}
	placementEnds  = []PlacementEnd{EndOfTerm, Resigned, Dismissed, Redundant, EndHealth, ToOverseas, OtherEnd}
	retentions     = []Retention{StillThere, HasLeft, Unreachable}
	releaseReasons = []ReleaseReason{Returned, Terminated, Annulled, Expired, Refused}
	sizes          = []Size{Micro, Small, Medium, Large}
)
