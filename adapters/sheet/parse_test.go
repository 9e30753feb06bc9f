package sheet

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vaoso/domain/es"
	"vaoso/domain/viet"
)

// One row in every way in which an office may write it.
func TestParseTakesEveryWayToWriteAFile(t *testing.T) {
	t.Parallel()
	semicolons := strings.NewReplacer(",", ";").Replace
	want, err := Parse(Workers, strings.NewReader(workersCSV))
	if err != nil || len(want.Rows) != 1 || len(want.Rows[0].Problems) > 0 {
		t.Fatalf("%v %+v", err, want)
	}
	header, row, _ := strings.Cut(workersCSV, "\n")
	vi := "Số CCCD,Họ và tên,Ngày sinh,Giới tính,Mã xã,Điện thoại,Trình độ,Nghề nghiệp,Tìm việc từ,Ngày đăng ký"
	for name, csv := range map[string]string{
		"BOM":              "\ufeff" + workersCSV,
		"semicolons":       semicolons(workersCSV),
		"tabs":             strings.ReplaceAll(workersCSV, ",", "\t"),
		"CRLF":             strings.ReplaceAll(workersCSV, "\n", "\r\n"),
		"quotes":           header + "\n\"" + strings.ReplaceAll(strings.TrimSpace(row), ",", "\",\"") + "\"\n",
		"NFD":              norm.NFD.String(workersCSV),
		"Vietnamese":       vi + "\n" + row,
		"no diacritics":    viet.Plain(vi) + "\n" + row,
		"capitals":         strings.ToUpper(header) + "\n" + row,
		"blank lines":      header + "\n\n" + row + "\n\n",
		"trailing columns": strings.ReplaceAll(workersCSV, "\n", ",,\n"),
		"rows of nothing":  header + "\n" + row + ",,,,,,,,,\n",
		"no last newline":  strings.TrimSpace(workersCSV),
		"spaces":           header + "\n" + strings.ReplaceAll(row, ",", " , "),
		"rejects' columns": header + ",dòng,kết quả,lý do\n" + strings.TrimSpace(row) + ",7,từ chối,vì vậy\n",
	} {
		got, err := Parse(Workers, strings.NewReader(csv))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(got.Rows) != 1 || len(got.Rows[0].Problems) > 0 {
			t.Errorf("%s: %+v", name, got.Rows)
			continue
		}
		for _, c := range Columns(Workers) {
			if g, w := got.Rows[0].Value(c.Name), want.Rows[0].Value(c.Name); g != w {
				t.Errorf("%s: %s is %q, want %q", name, c.Name, g, w)
			}
		}
	}
}

func TestParseTakesColumnsInAnyOrder(t *testing.T) {
	t.Parallel()
	f, err := Parse(Agencies, strings.NewReader("markets;licensed_on;name;licence_no\n\"JP;TW\";2017-05-12;A;26-014\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := f.Rows[0]; r.Value("markets") != "JP;TW" || r.Value("licence_no") != "26-014" || r.Line != 2 {
		t.Errorf("%+v", r)
	}
}

func TestParseRefusesFiles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		csv  string
		want *es.Refusal
		says []string
	}{
		"unknown header":  {strings.Replace(workersCSV, "phone", "fax", 1), ErrHeaderUnknown, []string{"fax", "citizen_id (số CCCD)", "registered_on"}},
		"missing column":  {"citizen_id,full_name\n", ErrHeaderMissing, []string{"birth_date", "sex", "phone"}},
		"column twice":    {strings.Replace(workersCSV, "phone", "CMND", 1), ErrHeaderTwice, []string{"citizen_id", "CMND"}},
		"empty":           {"", ErrFileEmpty, []string{"citizen_id"}},
		"only spaces":     {" \r\n ", ErrFileEmpty, nil},
		"not UTF-8":       {workersCSV + "\xff\n", ErrNotUTF8, []string{"line 3", "UTF-8"}},
		"UTF-16":          {"\xff\xfec\x00i\x00", ErrNotUTF8, nil},
		"a stray quote":   {workersCSV + "a,\"b\"c,\n", ErrBrokenCSV, []string{"line 3"}},
		"an open quote":   {workersCSV + "\"a,b,c\n", ErrBrokenCSV, nil},
		"another's file":  {employersCSV, ErrHeaderUnknown, nil},
		"a quote, header": {"\"citizen_id,full_name\n", ErrBrokenCSV, nil},
	} {
		_, err := Parse(Workers, strings.NewReader(c.csv))
		refused, ok := es.AsRefused(err)
		if !ok || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want.Code)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(refused.English(), s) {
				t.Errorf("%s: %q doesn't say %q", name, refused.English(), s)
			}
		}
		if s := refused.Vietnamese() + refused.English(); strings.ContainsAny(s, "{}") {
			t.Errorf("%s: a fact is missing in %q", name, s)
		}
	}
	if _, err := Parse("people", strings.NewReader("a\n")); !errors.Is(err, ErrKindUnknown) {
		t.Errorf("an unknown kind: %v", err)
	}
	if _, err := Parse(Workers, broken{}); err == nil || errors.Is(err, ErrBrokenCSV) {
		t.Errorf("a reader that fails: %v", err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// What is wrong with a row, by the column that is named.
func TestParseFindsInvalidRows(t *testing.T) {
	t.Parallel()
	w := func(old, new string) string { return strings.Replace(workersCSV, old, new, 1) }
	p := func(row string) string { return placementsHeader + row + "\n" }
	c := func(old, new string) string { return contractsHeader + strings.Replace(contractRow, old, new, 1) }
	i := func(row string) string { return inspectionsHeader + row + "\n" }
	for name, x := range map[string]struct {
		kind   Kind
		csv    string
		column string
	}{
		"birth date":          {Workers, w("03/02/1994", "1994"), "birth_date"},
		"required":            {Workers, w("08710", ""), "ward_code"},
		"seeking later":       {Workers, w("2021-01-04", "2021-01-12"), "job_seeking_since"},
		"too few cells":       {Workers, w(",2021-01-11", ""), ""},
		"too many cells":      {Workers, w("2021-01-11", "2021-01-11,x"), ""},
		"ward of province 26": {Employers, strings.Replace(employersCSV, "08728", "", 1), "ward_code"},
		"licence's end":       {Agencies, strings.Replace(agenciesCSV, "2023-01-01", "2017-05-12", 1), "expires_on"},
		"employer":            {Placements, p("000094000123,,may,mùa vụ,10/03/2021,3,6500000,self,2021-03-18"), "tax_code"},
		"own employer":        {Placements, p("000094000123,0000010008,may,tự tạo việc làm,10/03/2021,,6500000,self,2021-03-18"), "tax_code"},
		"reported early":      {Placements, p("000094000123,0000010008,may,mùa vụ,10/03/2021,3,6500000,self,2021-03-09"), "reported_on"},
		"agency":              {Contracts, c("26-014", ""), "licence_no"},
		"certificate's day":   {Contracts, c("20/03/2021", ""), "oriented_on"},
		"certificate":         {Contracts, c("ĐH-0071", ""), "orientation_certificate"},
		"registration":        {Contracts, c("ĐK-26-88", ""), "registration_no"},
		"departed early":      {Contracts, c("18/05/2021", "01/03/2021"), "departed_on"},
		"returned early":      {Contracts, c("18/05/2021,,,", "18/05/2021,18/05/2021,hết hạn,"), "returned_on"},
		"return's reason":     {Contracts, c("18/05/2021,,,", "18/05/2021,18/06/2021,,"), "return_reason"},
		"returned, never left": {Contracts, c("18/05/2021,,,", ",18/06/2021,hết hạn,"),
			"departed_on"},
		"liquidated early":   {Contracts, c("18/05/2021,,,", "18/05/2021,18/06/2021,hết hạn,17/06/2021"), "liquidated_on"},
		"currency":           {Contracts, c("JPY", ""), "currency"},
		"severity":           {Inspections, i("KT-1,26-014,10/06/2021,T,Thu quá,,L,,,"), "severity"},
		"legal basis":        {Inspections, i("KT-1,26-014,10/06/2021,T,Thu quá,nhẹ,,,,"), "legal_basis"},
		"remedy of nothing":  {Inspections, i("KT-1,26-014,10/06/2021,T,,,,11/06/2021,,"), "finding"},
		"remedied, undue":    {Inspections, i("KT-1,26-014,10/06/2021,T,Thu quá,nhẹ,L,,11/06/2021,"), "remedy_due_on"},
		"due early":          {Inspections, i("KT-1,26-014,10/06/2021,T,Thu quá,nhẹ,L,09/06/2021,,"), "remedy_due_on"},
		"closed early":       {Inspections, i("KT-1,26-014,10/06/2021,T,,,,,,09/06/2021"), "closed_on"},
		"a cell too far out": {Workers, strings.Replace(strings.Replace(workersCSV, "\n", ",\n", 1), "2021-01-11", "2021-01-11,x", 1), ""},
	} {
		f, err := Parse(x.kind, strings.NewReader(x.csv))
		if err != nil || len(f.Rows) != 1 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r := f.Rows[0]; len(r.Problems) == 0 || r.Problems[0].Column != x.column {
			t.Errorf("%s: problems %+v, want one of %q", name, r.Problems, x.column)
		}
	}
}

func TestMessagesHaveNoPersonalValues(t *testing.T) {
	t.Parallel()
	secret := "123456789012345,Bí 77 Mật,33/33/1999,x,,88887777,,,,\n"
	b := newBook()
	r := file(t, b, Workers, workersCSV+secret, clerk)
	want(t, r, Taken, Invalid)
	said := told(r)
	for _, p := range r.Rows[1].Problems {
		said += p.Value + p.Rule.Vi + p.Rule.En + p.Fix.Vi
	}
	for _, word := range []string{"123456789012345", "Bí 77", "33/33", "8888"} {
		if strings.Contains(said, word) {
			t.Errorf("%q is told: %s", word, said)
		}
	}
	if !strings.Contains(said, masked) {
		t.Errorf("nothing is masked: %s", said)
	}
}
