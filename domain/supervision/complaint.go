package supervision

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// ComplaintCommand is what can be asked of a complaint.
//
//sumtype:decl
type ComplaintCommand interface{ complaintCommand() }

// LodgeComplaint enters a complaint of a worker, or their family, against an
// agency. The agency may be left out where a contract with one is named, and the
// worker where it is the contract's. Refusals: ErrComplaintExists,
// ErrSubjectUnknown.
type LodgeComplaint struct {
	Complaint string `json:"complaint"` // its number: "KN-2021-03"
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"` // names the worker instead; personal
	Agency    string `json:"agency,omitempty"`
	LicenceNo string `json:"licenceNo,omitempty"` // names the agency instead
	Contract  string `json:"contract,omitempty"`
	Subject   string `json:"subject"`        // what it is about, in a few words that name nobody
	Text      string `json:"text,omitempty"` // personal

	// The streams that are named; SubjectKnown says that the book has the agency
	// and the contract. The caller looks them up.
	WorkerID     string `json:"-"`
	AgencyID     string `json:"-"`
	ContractID   string `json:"-"`
	SubjectKnown bool   `json:"-"`
}

// AnswerComplaint enters the answer. Refusals: ErrComplaintUnknown,
// ErrComplaintClosed, ErrBeforeOpening.
type AnswerComplaint struct {
	Complaint string `json:"complaint"`
	Upheld    *bool  `json:"upheld"` // has to be said: a complaint isn't rejected by leaving it out
}

func (LodgeComplaint) complaintCommand()  {}
func (AnswerComplaint) complaintCommand() {}

// ComplaintEvent is any event of a complaint's stream.
//
//sumtype:decl
type ComplaintEvent interface{ complaintEvent() }

// ComplaintLodged: a worker or their family complained about an agency.
type ComplaintLodged struct {
	ComplaintNo string `json:"complaintNo"`
	WorkerID    string `json:"workerId,omitempty"`
	AgencyID    string `json:"agencyId"`
	ContractID  string `json:"contractId,omitempty"`
	Subject     string `json:"subject"`
	Text        string `json:"text,omitempty"` // personal
}

// ComplaintAnswered: the complaint was answered, and upheld or not.
type ComplaintAnswered struct {
	Upheld bool `json:"upheld"`
}

func (ComplaintLodged) complaintEvent()   {}
func (ComplaintAnswered) complaintEvent() {}

// Complaint is the state of a complaint's stream.
type Complaint struct {
	No         string // "": there is none
	LodgedOn   civil.Date
	AnsweredOn civil.Date // zero: not answered
	Upheld     bool
	Lodged     ComplaintLodged
	Ledger     correction.Ledger // the stream's facts, to be put right
}

// ComplaintDecider has the rules of a complaint's stream, "complaint-<number>".
var ComplaintDecider = complaintRules.Decider()

func evolveComplaint(s Complaint, e es.Recorded) Complaint {
	event, ok := e.Payload.(ComplaintEvent)
	if !ok {
		return s
	}
	switch p := event.(type) {
	case ComplaintLodged:
		s.No, s.LodgedOn, s.Lodged = p.ComplaintNo, e.On(), p
	case ComplaintAnswered:
		s.AnsweredOn, s.Upheld = e.On(), p.Upheld
	case correction.Effect: // the ledger has what it puts right
	}
	return s
}

func decideComplaint(s Complaint, command ComplaintCommand, asked es.Asked) ([]any, error) {
	switch c := command.(type) {
	case LodgeComplaint:
		switch {
		case s.No != "":
			return nil, ErrComplaintExists.With("complaint", s.No)
		case c.Subject == "":
			return nil, es.ErrFieldMissing.With("field", "subject")
		case !c.SubjectKnown:
			return nil, ErrSubjectUnknown
		case c.AgencyID == "":
			return nil, es.ErrFieldMissing.With("field", "licenceNo")
		}
		return []any{ComplaintLodged{c.Complaint, c.WorkerID, c.AgencyID, c.ContractID, c.Subject, c.Text}}, nil
	case AnswerComplaint:
		switch {
		case s.No == "":
			return nil, ErrComplaintUnknown
		case !s.AnsweredOn.IsZero():
			return nil, ErrComplaintClosed.With("answered", s.AnsweredOn)
		case asked.On.Before(s.LodgedOn):
			return nil, ErrBeforeOpening.With("on", asked.On, "opened", s.LodgedOn)
		case c.Upheld == nil:
			return nil, es.ErrFieldMissing.With("field", "upheld")
		}
		return []any{ComplaintAnswered{*c.Upheld}}, nil
	case correction.Command[Complaint]: // correct_complaint.go has it
	}
	return nil, fmt.Errorf("supervision: a complaint takes no %T", command)
}
