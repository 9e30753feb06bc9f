package supervision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/correction"
	"vaoso/domain/es"
)

func decide(s Inspection, command Command, asked es.Asked) ([]any, error) {
	if _, opens := command.(OpenInspection); !opens {
		if !s.Opened {
			return nil, ErrInspectionUnknown
		}
		if asked.On.Before(s.OpenedOn) {
			return nil, ErrBeforeOpening.With("on", asked.On, "opened", s.OpenedOn)
		}
	}
	switch c := command.(type) {
	case OpenInspection:
		return decideOpen(s, c)
	case RecordFinding:
		return decideFinding(s, c, asked)
	case RecordChecklist:
		return decideChecklist(s, c)
	case RequireRemedy:
		return decideRequire(s, c, asked)
	case ExtendRemedy:
		return decideExtend(s, c, asked)
	case RecordRemedy:
		return decideRemedy(s, c, asked)
	case FallOverdue:
		return decideOverdue(s, c)
	case EscalateFinding:
		return decideEscalate(s, c, asked)
	case ImposeSanction:
		return decideSanction(s, c, asked)
	case CloseInspection:
		return decideClose(s, c, asked)
	case correction.Command[Inspection]: // correct.go has them
	}
	return nil, fmt.Errorf("supervision: an inspection takes no %T", command)
}

func decideOpen(s Inspection, c OpenInspection) ([]any, error) {
	subjects := 0
	for _, named := range []bool{c.Agency != "" || c.LicenceNo != "", c.Unit != "", c.Contract != ""} {
		if named {
			subjects++
		}
	}
	switch {
	case s.Opened:
		return nil, ErrInspectionExists.With("inspection", c.Inspection)
	case c.Inspector == "":
		return nil, es.ErrFieldMissing.With("field", "inspector")
	case subjects != 1:
		return nil, es.ErrFieldInvalid.With("field", "agency", "vi", "ghi đúng một đối tượng: agency (hoặc licenceNo), unit hoặc contract", "en", "name exactly one subject: agency (or licenceNo), unit or contract")
	case !c.SubjectKnown:
		return nil, ErrSubjectUnknown
	}
	return []any{InspectionOpened{c.Inspection, c.AgencyID, c.Unit, c.ContractID, c.Inspector, c.Checklist, c.Announced}}, nil
}

func decideChecklist(s Inspection, c RecordChecklist) ([]any, error) {
	record := ChecklistRecorded{c.Item, c.OK, c.Note}
	switch {
	case s.Closed:
		return nil, ErrInspectionClosed.With("closed", s.ClosedOn)
	case c.Item == "":
		return nil, es.ErrFieldMissing.With("field", "item")
	case len(s.Checklist) > 0 && !slices.Contains(s.Checklist, c.Item):
		return nil, es.ErrFieldInvalid.With("field", "item", "vi", "không có trong danh mục kiểm tra: "+strings.Join(s.Checklist, "; "), "en", "it isn't on the inspection's checklist: "+strings.Join(s.Checklist, "; "))
	case slices.Contains(s.Checked, record):
		return nil, nil
	}
	return []any{record}, nil
}

func decideFinding(s Inspection, c RecordFinding, asked es.Asked) ([]any, error) {
	id := c.FindingID
	if id == "" {
		id = fmt.Sprintf("%s-%d", s.No, len(s.Findings)+1)
	}
	_, known := s.Finding(id)
	basis := cmp.Or(c.Basis, asked.LegalBasis)
	switch {
	case s.Closed:
		return nil, ErrInspectionClosed.With("closed", s.ClosedOn)
	case known:
		return nil, ErrFindingExists.With("finding", id)
	case c.Text == "":
		return nil, es.ErrFieldMissing.With("field", "text")
	case c.Severity != Minor && c.Severity != Major && c.Severity != Critical:
		return nil, es.ErrFieldInvalid.With("field", "severity", "vi", "phải là minor (nhẹ), major (nặng) hoặc critical (nghiêm trọng)", "en", "must be minor, major or critical")
	case basis == "":
		return nil, ErrLegalBasisMissing
	case c.Contract != "" && !c.ContractKnown:
		return nil, ErrSubjectUnknown
	}
	return []any{FindingRecorded{id, c.Text, c.Severity, basis, c.ContractID, s.AgencyID}}, nil
}

func decideClose(s Inspection, c CloseInspection, asked es.Asked) ([]any, error) {
	if s.Closed {
		return nil, ErrInspectionClosed.With("closed", s.ClosedOn)
	}
	for _, f := range s.Findings {
		// A remedy may come after the inspectors have left; one that is late by
		// then must have been handed on.
		if state := f.StateOn(asked.On); state == StateRecorded || state == StateOverdue {
			return nil, ErrOpenFindings.With("finding", f.ID)
		}
		if asked.On.Before(f.RecordedOn) {
			return nil, ErrBeforeOpening.With("on", asked.On, "opened", f.RecordedOn)
		}
	}
	if c.Conclusion == "" {
		return nil, es.ErrFieldMissing.With("field", "conclusion")
	}
	return []any{InspectionClosed{c.Conclusion}}, nil
}
