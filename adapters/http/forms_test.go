package http

import (
	"encoding/json"
	"testing"

	"vaoso/projections/forms"
	"vaoso/projections/targetprogress"
)

// shown is a form as clients read it.
type shown struct {
	Form    string           `json:"form"`
	Stamp   forms.Stamp      `json:"stamp"`
	Columns []forms.Column   `json:"columns"`
	Rows    []map[string]any `json:"rows"`
}

func TestFormsOverHTTP(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	at := d.year().String()
	f := get[shown](d, "/api/forms/01?period=year&after="+at)
	if f.Form != "01" || f.Stamp.Position.String() != at || f.Stamp.Plan != "vinh-yen-2021" || f.Stamp.Period.Span != forms.Year || !f.Stamp.Synthetic || len(f.Columns) < 10 {
		t.Errorf("%+v", f)
	}
	last := f.Rows[len(f.Rows)-1]
	if last["row"] != "total" || last["achieved"] != 1.0 || last["overseas"] != 1.0 || f.Rows[0]["unit"] == "" {
		t.Errorf("%v", f.Rows)
	}
	if early := get[shown](d, "/api/forms/4?asOf=2021-05-17&after="+at); early.Stamp.AsOf.String() != "2021-05-17" || early.Rows[0]["departed"] != 0.0 {
		t.Errorf("the day before: %+v", early)
	}
	r := get[struct {
		Stamp  forms.Stamp `json:"stamp"`
		Forms  []shown     `json:"forms"`
		Signed []any       `json:"signed"`
	}](d, "/api/reports/quarter?after="+at)
	if len(r.Forms) != len(forms.Of(forms.Quarter)) || len(r.Signed) != 2 || r.Forms[0].Form != "01" || r.Stamp.Position.String() != at {
		t.Errorf("%+v", r)
	}
	counted := get[targetprogress.Recount](d, "/api/plans/vinh-yen-2021/recount?rules=vinh-yen-2021-open&after="+at)
	if counted.Was.Total != 1 || counted.Is.Total != 1 || counted.Other != "vinh-yen-2021-open" {
		t.Errorf("%+v", counted)
	}
	for path, want := range map[string]struct {
		status int
		code   string
	}{
		"/api/forms/99":                                       {404, "ErrFormUnknown"},
		"/api/forms/01?plan=nowhere":                          {404, "ErrPlanNotThere"},
		"/api/forms/01?period=week":                           {400, "ErrFieldInvalid"},
		"/api/forms/01?asOf=x":                                {400, "ErrFieldInvalid"},
		"/api/reports/week":                                   {400, "ErrFieldInvalid"},
		"/api/plans/vinh-yen-2021/recount?rules=law":          {400, "ErrFieldInvalid"},
		"/api/plans/nowhere/recount?rules=vinh-yen-2021-open": {404, "ErrPlanNotThere"},
	} {
		if a := d.send("GET", path, ""); a.status != want.status || a.problem.Code != want.code {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	// Every form is there, and a client reads its rows.
	for _, code := range forms.Codes() {
		var any shown
		if a := d.send("GET", "/api/forms/"+code+"?after="+at, ""); a.status != 200 || json.Unmarshal([]byte(a.body), &any) != nil || any.Form != code {
			t.Errorf("form %s: %d %s", code, a.status, a.body)
		}
	}
}
