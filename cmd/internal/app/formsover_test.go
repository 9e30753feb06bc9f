package app_test

import (
	"encoding/json"
	"testing"

	"vaoso/projections/forms"
)

// TestFormsOfAPlanThatIsOver: asked for in the next year, when life has gone on,
// the annual report is what it is as of the plan's last day.
func TestFormsOfAPlanThatIsOver(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2022-02-10")
	sewing := firm{"0000010008", "C", "08728"}
	h.found(sewing)
	workers := people(9, "may", "08707", "08710", "08728")
	for i := range workers {
		workers[i].since = "2020-06-01"
	}
	h.register(workers...)
	h.do(steps[1][0], steps[1][1])
	h.place(workers[0], sewing, "2021-09-20", 0, "direct", "")
	h.place(workers[1], sewing, "2021-09-21", 0, "fair", "")
	h.depart(workers[2], "C-1", "2021-05-18")
	h.teach(workers, sewing, []string{"truong-01"}, []lesson{
		{no: "K-1", school: "truong-01", from: "2021-11-01", to: "2022-01-20", order: sewing, seats: 4, promised: 3, learners: []learner{
			{who: 3, completed: "2022-01-20", certificate: "CC-1", hired: "2022-01-25", promisedBy: "yes"}, {who: 4, dropped: "2022-01-10"},
		}},
		{no: "K-2", school: "truong-01", from: "2021-03-01", to: "2021-05-31", order: sewing, seats: 4, promised: 3, learners: []learner{{who: 3, completed: "2021-05-31"}}},
	})
	h.market(workers, []centre{{"ttdvvl-26", "service_centre", "26"}}, []opening{{no: "V-1", at: sewing, trade: "may", quantity: 2, on: "2021-06-01", closes: "2022-06-30"}},
		[]introduction{{who: 5, by: "ttdvvl-26", to: "V-1", referred: "2021-12-20", outcome: "hired", hired: "2022-01-05", source: "service_centre"}})
	for _, next := range [][2]string{
		{"CheckRetention", `{"citizenId":"` + workers[0].id + `","mark":3,"outcome":"still","on":"2021-12-22"}`},
		{"CheckRetention", `{"citizenId":"` + workers[1].id + `","mark":3,"outcome":"left","on":"2022-01-05"}`},
		{"EndPlacement", `{"citizenId":"` + workers[0].id + `","reason":"resigned","seeking":true,"on":"2022-01-15"}`},
		{"ReportAbsconded", `{"contract":"C-1","reporter":"nghiệp đoàn","on":"2022-01-10"}`},
		{"RecordIncident", `{"contract":"C-1","kind":"accident","on":"2022-01-09"}`},
		{"LodgeComplaint", `{"complaint":"KN-1","contract":"C-1","subject":"lương","on":"2021-12-05"}`},
		{"AnswerComplaint", `{"complaint":"KN-1","upheld":true,"on":"2022-01-20"}`},
		{"OpenInspection", `{"inspection":"KT-1","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","checklist":["hợp đồng"],"on":"2021-12-01"}`},
		{"RecordFinding", `{"inspection":"KT-1","text":"thu vượt trần","severity":"major","on":"2021-12-02"}`},
		{"RequireRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","what":"hoàn tiền","dueOn":"2022-01-02","on":"2021-12-02"}`},
		{"RecordRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","evidenceRef":"HS-1","on":"2022-01-20"}`},
		{"ApproveLoan", `{"loan":"1","taxCode":"0000010008","amount":{"amount":300000000,"currency":"VND"},"months":36,"jobsPromised":3,"on":"2022-02-01"}`},
		{"RecordUnemploymentNotice", `{"citizenId":"` + workers[6].id + `","on":"2022-01-06"}`},
		{"EndJobSeeking", `{"citizenId":"` + workers[8].id + `","reason":"studying","on":"2022-01-15"}`},
		{"AppointCollaborator", `{"collaborator":"08710-1","name":"Lê Thị Á","unit":"08710","on":"2021-02-01"}`},
		{"DismissCollaborator", `{"collaborator":"08710-1","on":"2022-02-01"}`},
	} {
		h.do(next[0], next[1])
	}
	at := h.place(workers[7], sewing, "2022-01-03", 0, "direct", "")
	live, past := h.figures("/api/reports/year?", at), h.figures("/api/reports/year?asOf=2021-12-31", at)
	then := listed(past, "forms", "form")
	for code, form := range listed(live, "forms", "form") {
		got, _ := json.Marshal(form["rows"])        //nolint:errchkjson // it came as JSON
		want, _ := json.Marshal(then[code]["rows"]) //nolint:errchkjson // it came as JSON
		if string(got) != string(want) {
			t.Errorf("Biểu %s says\n%s\nas of the plan's last day\n%s", code, got, want)
		}
	}
	if n := len(live["forms"].([]any)); n < len(forms.Codes()) {
		t.Errorf("the report has %d forms", n)
	}
}
