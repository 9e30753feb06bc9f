package app_test

import (
	"errors"
	"strconv"
	"testing"

	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/domain/es"
)

// count is how many events of the type the log has.
func (h *house) count(typ string) (n int) {
	h.t.Helper()
	for _, err := range h.Log.ReadAll(h.t.Context(), es.Start, es.Forward, es.Filter{Types: []string{typ}}) {
		if err != nil {
			h.t.Fatal(err)
		}
		n++
	}
	return n
}

// superviseTheYear adds to the made-up year what it hasn't of supervision. One
// suspension doesn't get to its licence, and a remedy isn't marked overdue: both
// are left for the policy.
func superviseTheYear(t *testing.T, a *app.App) {
	t.Helper()
	a.Book.Step = func(step string) error {
		if step == "sanctioned" {
			return errDies
		}
		return nil
	}
	defer func() { a.Book.Step = nil }()
	for i, c := range [][2]string{
		{"AdoptInspectionPlan", `{"year":2021,"quotas":[{"licenceNo":"26-012","count":2},{"unit":"08710","count":1}],"on":"2021-01-05"}`},
		{"OpenInspection", `{"inspection":"KT-2021-50","licenceNo":"26-012","inspector":"Thanh tra Mẫu 01","checklist":["hợp đồng","thu phí"],"on":"2021-06-01"}`},
		{"RecordChecklist", `{"inspection":"KT-2021-50","item":"thu phí","ok":false,"note":"thiếu biên lai","on":"2021-06-01"}`},
		{"RecordFinding", `{"inspection":"KT-2021-50","text":"thiếu biên lai","severity":"minor","on":"2021-06-02"}`},
		{"RequireRemedy", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","what":"bổ sung","dueOn":"2021-06-22","on":"2021-06-02"}`},
		{"ExtendRemedy", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","dueOn":"2021-06-30","on":"2021-06-22"}`},
		{"EscalateFinding", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","to":"Sở LĐ-TB&XH","on":"2021-07-05"}`},
		{"ImposeSanction", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","kind":"fine","amount":{"amount":5000000,"currency":"VND"},"decisionNo":"MẪU/QĐ-50","on":"2021-07-10"}`},
		{"ImposeSanction", `{"inspection":"KT-2021-50","findingId":"KT-2021-50-1","kind":"suspension","decisionNo":"MẪU/QĐ-50","from":"2021-12-30","on":"2021-12-20"}`},
		{"LodgeComplaint", `{"complaint":"KN-1","licenceNo":"26-012","subject":"thu phí","text":"Không có biên lai","on":"2021-10-02"}`},
		{"LodgeComplaint", `{"complaint":"KN-2","licenceNo":"26-014","subject":"ăn ở","on":"2021-10-03"}`},
		{"AnswerComplaint", `{"complaint":"KN-1","upheld":true,"on":"2021-10-20"}`},
		{"RefuteFlag", `{"flagId":"RF14-KT-2021-50-1","reason":"đã khắc phục","on":"2021-11-01"}`},
		{"PassDay", `{"city":"vinh-yen","day":"2022-01-01"}`},
	} {
		command, _ := book.Named(c[0])
		asked, err := command.Decode([]byte(c[1]))
		if err != nil {
			t.Fatal(err)
		}
		asked.LegalBasis = "thử"
		if _, err := a.Book.Do(t.Context(), command, asked, book.Request{Actor: "u-test", Key: "year-" + strconv.Itoa(i)}); err != nil && !errors.Is(err, errDies) {
			t.Fatalf("%s: %v", c[0], err)
		}
	}
}

var errDies = errors.New("the process dies")
