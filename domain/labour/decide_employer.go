package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/territory"
)

// homeProvince is Vĩnh Phúc, whose employers are entered with their ward.
const homeProvince = "26"

func registerEmployer(units territory.Units, e Employer, c RegisterEmployer, asked es.Asked) ([]any, error) {
	if e.Registered {
		return nil, ErrEmployerExists.With("taxCode", e.TaxCode)
	}
	if err := c.check(units, asked.On); err != nil {
		return nil, err
	}
	return []any{EmployerRegistered{TaxCode: c.TaxCode, Name: c.Name, Sector: c.Sector, Province: c.Province, Ward: c.Ward, Size: c.Size}}, nil
}

// check refuses what can be seen to be wrong from the command alone.
func (c RegisterEmployer) check(units territory.Units, on civil.Date) error {
	var f es.Fields
	f.Need("taxCode", c.TaxCode != "")
	f.Need("name", c.Name != "")
	f.Need("sector", c.Sector != "")
	f.Need("province", c.Province != "")
	f.Need("ward", c.Ward != "" || c.Province != homeProvince)
	f.Invalid("sector", c.Sector != "" && (len(c.Sector) != 1 || c.Sector < "A" || c.Sector > "U"),
		"phải là một chữ cái từ A đến U (ngành cấp 1 VSIC)", "it is a letter from A to U (a VSIC section)")
	f.Invalid("province", c.Province != "" && !territory.IsProvinceCode(c.Province),
		"mã tỉnh gồm 2 chữ số, ví dụ 26", "a province's code has 2 digits, e.g. 26")
	es.MaybeOneOf(&f, "size", c.Size, sizes)
	if c.TaxCode != "" {
		f.Add(checkTaxCode(c.TaxCode))
	}
	// An employer's list may be entered long after it was made: the ward is an
	// address, and a unit that is no more is one too.
	if c.Ward != "" && !units.Has(c.Ward) {
		f.Add(checkWard(units, c.Ward, on))
	}
	return f.Refuse()
}

// correctEmployer decides the registration as if it were entered now as it
// should have been.
func correctEmployer(units territory.Units, e Employer, c CorrectEmployer, asked es.Asked) ([]any, error) {
	if !e.Registered {
		return nil, ErrEmployerUnknown.With()
	}
	was := EmployerRegistered{TaxCode: e.TaxCode, Name: e.Name, Sector: e.Sector, Province: e.Province, Ward: e.Ward, Size: e.Size}
	now := was
	given(&now.Name, c.Name)
	given(&now.Sector, c.Sector)
	given(&now.Province, c.Province)
	if now.Province != was.Province {
		now.Ward = "" // it is another province's
	}
	given(&now.Ward, c.Ward)
	given(&now.Size, c.Size)
	right := RegisterEmployer{TaxCode: now.TaxCode, Name: now.Name, Sector: now.Sector, Province: now.Province, Ward: now.Ward, Size: now.Size}
	if err := right.check(units, asked.On); err != nil {
		return nil, err
	}
	changes, err := changed(was, now, nil, "name", "sector", "province", "ward", "size")
	if err != nil {
		return nil, err
	}
	return []any{EmployerCorrected{
		Of:   correction.Of{EventID: e.entered, Action: correction.Correct, Changes: changes},
		Name: now.Name, Sector: now.Sector, Province: now.Province, Ward: now.Ward, Size: now.Size,
	}}, nil
}

func closeEmployer(e Employer, asked es.Asked) ([]any, error) {
	switch {
	case !e.Registered:
		return nil, ErrEmployerUnknown.With()
	case !e.ClosedOn.IsZero():
		return nil, ErrEmployerClosed.With("taxCode", e.TaxCode, "closedOn", e.ClosedOn)
	}
	return []any{EmployerClosed{}}, nil
}

// hires refuses an employer that can't have hired anybody on the day.
func (e Employer) hires(on civil.Date) error {
	switch {
	case !e.Registered:
		return ErrEmployerUnknown.With()
	case e.ClosedBy(on):
		return ErrEmployerClosed.With("taxCode", e.TaxCode, "closedOn", e.ClosedOn)
	}
	return nil
}
