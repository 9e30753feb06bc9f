package sheet

import (
	"strings"
	"testing"
)

// TestAProblemIsNamedAsTheFileDoes: a clerk whose file has Vietnamese headers is
// told of those, and of Vietnamese words, and the JSON keeps the column's name.
func TestAProblemIsNamedAsTheFileDoes(t *testing.T) {
	t.Parallel()
	const head, row = "Số CCCD,Họ tên,Ngày sinh,giới tính,Phường/xã,registered_on\n", "000195000457,Lê Thị C,31/02/1995,x,08710,31/02/2021\n"
	f, err := Parse(Workers, strings.NewReader(head+row))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, s := range (Result{Problems: f.Rows[0].Problems}).Sentences() {
		said = append(said, s.Vi, s.En)
	}
	text := strings.Join(said, "\n")
	for _, want := range []string{"Ngày sinh: không phải một ngày có thật", "Ngày sinh: it isn't a day", "giới tính: không phải một trong các từ của cột này; ghi một trong: nam, nữ", "write one of: male (nam), female (nữ)", "registered_on: không phải"} {
		if !strings.Contains(text, want) {
			t.Errorf("it doesn't say %q:\n%s", want, text)
		}
	}
	for _, p := range f.Rows[0].Problems {
		if p.Column == "birth_date" && p.Header != "Ngày sinh" || p.Column == "registered_on" && p.Header != "" {
			t.Errorf("%s is called %q", p.Column, p.Header)
		}
	}
}
