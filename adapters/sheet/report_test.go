package sheet

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

func TestRejects(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	bad := "kind;contract_no;citizen_id;market;occupation;signed_on;months;monthly_wage;currency;service_fee;Lý do\n" +
		"cá nhân;C-1;000094000123;JP;=cmd|'/C calc'!A0;02/03/2021;36;150000;JPY;x;cũ\n" +
		"cá nhân;C-2;000094000123;JP;hàn;02/03/2021;36;150000;JPY;0;\n" +
		"cá nhân;C-3;000094000999;JP;@hàn;02/03/2021;36;150000;JPY;0;\n"
	r := file(t, b, Contracts, bad, clerk)
	want(t, r, Invalid, Taken, Refused)
	var out bytes.Buffer
	if err := r.Rejects(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "\ufeffkind,contract_no,") || !strings.HasSuffix(lines[0], "service_fee,dòng,kết quả,lý do") {
		t.Fatalf("the rejects are\n%s", out.String())
	}
	if !strings.Contains(lines[1], ",'=cmd") || !strings.Contains(lines[1], ",2,không hợp lệ,") || !strings.Contains(lines[2], ",'@hàn,") || !strings.Contains(lines[2], "ErrWorkerUnknown") {
		t.Errorf("the rejects are\n%s", out.String())
	}
	mended := strings.Replace(strings.Replace(out.String(), ",x,2", ",0,2", 1), "000094000999", "000094000123", 1)
	again := file(t, b, Contracts, mended, clerk)
	want(t, again, Taken, Taken)
	l, err := es.Load(t.Context(), b.Book, overseas.ContractDecider, overseas.ContractID("C-3"))
	if err != nil || l.State.Occupation != "@hàn" {
		t.Errorf("the occupation is %q (%v)", l.State.Occupation, err)
	}
}

func TestAReportAsJSON(t *testing.T) {
	t.Parallel()
	b := newBook()
	r := file(t, b, Workers, workersCSV+"000094000123x,Bí Mật,,nam,08710,,,,,2021-01-11\n", clerk)
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{`"kind":"workers"`, `"counts":{"invalid":1,"taken":1}`, `"line":2,"outcome":"taken"`, `"column":"citizen_id","value":"•••"`} {
		if !bytes.Contains(text, []byte(s)) {
			t.Errorf("%s isn't in %s", s, text)
		}
	}
	if bytes.Contains(text, []byte("Bí Mật")) || bytes.Contains(text, []byte("000094000123")) {
		t.Errorf("a person is in %s", text)
	}
}

func TestARowMayWarn(t *testing.T) {
	t.Parallel()
	r := file(t, newBook(), Workers, strings.Replace(workersCSV, ",nam,", ",nữ,", 1), clerk)
	want(t, r, Taken)
	if len(r.Rows[0].Warnings) != 1 {
		t.Errorf("warnings are %v", r.Rows[0].Warnings)
	}
}
