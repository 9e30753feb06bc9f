package book

// Role is what an actor is in the office. Who may do what: DOMAIN, "Units and roles".
type Role string

// The roles.
const (
	WardClerk   Role = "ward_clerk"   // cán bộ phường, xã: labour and outreach commands of the own ward
	CityOfficer Role = "city_officer" // chuyên viên Phòng LĐ-TB&XH: plan, labour, overseas
	Inspector   Role = "inspector"    // thanh tra, kiểm tra: supervision, and acts on licences
	Auditor     Role = "auditor"      // kiểm toán: reads all, changes nothing
	Leader      Role = "leader"       // lãnh đạo: figures only
	Integrator  Role = "integrator"   // a connected system
	Admin       Role = "admin"        // people and tokens; no case data
	System      Role = "system"       // policies and the clock
)

// Roles are all roles.
var Roles = []Role{WardClerk, CityOfficer, Inspector, Auditor, Leader, Integrator, Admin, System}

// The roles that may issue the commands of a context; the first is whose job it is.
var (
	byOffice      = []Role{CityOfficer}
	byClerks      = []Role{CityOfficer, WardClerk}
	byInspectors  = []Role{Inspector}
	onLicences    = []Role{Inspector, CityOfficer}
	onLicencesToo = []Role{CityOfficer, Inspector} // inspectors for acts on licences alone
	bySystem      = []Role{System}
	byOperators   = []Role{Admin}
)
