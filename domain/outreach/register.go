package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Registered is the state of a stream that begins with its registration and has
// nothing else: an institution's or an intermediary's.
type Registered struct {
	On     civil.Date
	Ledger correction.Ledger // the stream's facts, to be put right
}

// Exists says whether it was registered.
func (r Registered) Exists() bool { return !r.On.IsZero() }

// InstitutionDecider has the rules of an institution.
var InstitutionDecider = institutionRules.Decider()

func evolveRegistered(s Registered, e es.Recorded) Registered {
	switch e.Payload.(type) {
	case InstitutionRegistered, IntermediaryRegistered:
		s.On = e.On()
	}
	return s
}

func decideInstitution(s Registered, command InstitutionCommand, asked es.Asked) ([]any, error) {
	switch c := command.(type) {
	case RegisterInstitution:
		if s.Exists() {
			return nil, ErrInstitutionExists
		}
		var f es.Fields
		f.Need("name", c.Name != "")
		f.Need("occupations", len(c.Occupations) > 0)
		f.Invalid("accreditedOn", c.AccreditedOn.After(asked.On), "không được sau ngày đăng ký", "it doesn't come after the registration")
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		return []any{InstitutionRegistered{c.Name, c.Occupations, c.AccreditedOn}}, nil
	}
	return nil, nil
}

// IntermediaryDecider has the rules of an intermediary.
var IntermediaryDecider = intermediaryRules.Decider()

func decideIntermediary(s Registered, command IntermediaryCommand, _ es.Asked) ([]any, error) {
	switch c := command.(type) {
	case RegisterIntermediary:
		if s.Exists() {
			return nil, ErrIntermediaryExists
		}
		var f es.Fields
		f.Need("name", c.Name != "")
		es.OneOf(&f, "type", c.Type, intermediaryTypes)
		f.Need("province", c.Province != "")
		f.Invalid("province", c.Province != "" && !provinceCode(c.Province), "cần mã tỉnh hai chữ số", "a two-digit code is wanted")
		if err := f.Refuse(); err != nil {
			return nil, err
		}
		return []any{IntermediaryRegistered{c.Name, c.Type, c.Province, c.LicenceNo}}, nil
	}
	return nil, nil
}

func provinceCode(s string) bool {
	return len(s) == 2 && s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
}
