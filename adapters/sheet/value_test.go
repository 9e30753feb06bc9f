package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// cells are what a column makes of cells; "!" is a flaw.
func TestCells(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("á", 81)
	for _, c := range []struct {
		kind   Kind
		column string
		cells  map[string]string
	}{
		{Workers, "citizen_id", map[string]string{"000094000123": "000094000123", "012345678": "012345678", "000 094 000 123": "000094000123", "94000123": "!", "00009400012x": "!", "0000940001234": "!"}},
		{Workers, "full_name", map[string]string{"Nguyễn Văn Á": "Nguyễn Văn Á", "Y Ê-ban": "Y Ê-ban", "Á": "!", "Nguyễn Văn 2": "!", "A " + long: "!"}},
		{Workers, "birth_date", map[string]string{
			"03/02/1994": "1994-02-03", "3/2/1994": "1994-02-03", "1994-02-03": "1994-02-03", "7/4/2021": "2021-04-07", "27/04/2021": "2021-04-27",
			"02/30/2021": "!", "04/27/2021": "!", "31/02/2021": "!", "27-04-2021": "!", "27/04/21": "!", "2021/04/27": "!", "/4/2021": "!", "a/4/2021": "!", "44313": "!", "2021-04-27 00:00": "!",
		}},
		{Workers, "phone", map[string]string{"0000000123": "0000000123", "+84912345678": "0912345678", "0912 345 678": "0912345678", "02113 861 234": "02113861234", "912345678": "!", "01234567": "!", "012345678901": "!", "0912x45678": "!"}},
		{Workers, "sex", map[string]string{"nam": "male", "Nữ": "female", "NU": "female", "f": "female", "M": "male", "male": "male", "x": "!"}},
		{Workers, "ward_code", map[string]string{"08710": "08710", "phường Liên Bảo": "phường Liên Bảo", "x\x07y": "!", long: "!"}},
		{Employers, "tax_code", map[string]string{"0000010008": "0000010008", "0000010008-001": "0000010008-001", "10008": "!", "0000010008-1": "!", "0000010008-": "!", "00000100081": "!"}},
		{Employers, "sector", map[string]string{"C": "C", "c": "C", "Xây dựng": "F", "cong nghiep che bien, che tao": "C", "V": "!", "C13": "!"}},
		{Employers, "province_code", map[string]string{"26": "26", "01": "01", "1": "!", "2x": "!", "026": "!"}},
		{Employers, "name", map[string]string{strings.Repeat("a", 200): strings.Repeat("a", 200), strings.Repeat("a", 201): "!"}},
		{Agencies, "licence_no", map[string]string{"26-014": "26-014", "123/LĐTBXH-GP": "123/LĐTBXH-GP", "--": "!"}},
		{Agencies, "markets", map[string]string{"JP;TW": "JP;TW", "tw; jp ;JP": "JP;TW", "Nhật Bản;Đài Loan;Hàn Quốc": "JP;KR;TW", "JP,TW": "!", "XX": "!", ";": "!", "MY": "MY", "Mỹ": "US"}},
		{Placements, "months", map[string]string{"12": "12", "012": "12", "0": "!", "-1": "!", "+3": "!", "12 tháng": "!", "1.5": "!", "601": "!"}},
		{Placements, "monthly_wage_vnd", map[string]string{
			"6500000": "6500000", "6.500.000": "6500000", "6,500,000": "6500000", "1000000": "1000000", "500.000.000": "500000000",
			"999999": "!", "500000001": "!", "6.500,000": "!", "6,500.000": "!", "65.00.000": "!", "6.5": "!", "6500000đ": "!", "-6500000": "!", "6500000.00": "!", "6.500000": "!", ".500.000": "!", "6 500 000": "!", "99999999999999999999": "!",
		}},
		{Placements, "contract_kind", map[string]string{"Xác định thời hạn": "fixed_term", "khong xac dinh thoi han": "indefinite", "mùa vụ": "seasonal", "Tự tạo việc làm": "self_employed", "fixed_term": "fixed_term", "khác": "!"}},
		{Placements, "source", map[string]string{"trung tâm DVVL": "service_centre", "phiên giao dịch": "fair", "self": "self", "báo": "!"}},
		{Contracts, "contract_no", map[string]string{"C-2021-0007": "C-2021-0007", "HĐ.7/2021_a": "HĐ.7/2021_a", "C 7": "!", "C#7": "!", strings.Repeat("a", 61): "!"}},
		{Contracts, "kind", map[string]string{"dịch vụ": "service", "trúng thầu/đầu tư": "contractor", "đầu tư": "contractor", "thực tập": "trainee", "cá nhân": "individual", "trainee": "trainee", "khác": "!"}},
		{Contracts, "months", map[string]string{"1": "1", "120": "120", "121": "!", "0": "!"}},
		{Contracts, "currency", map[string]string{"jpy": "JPY", "đồng": "VND", "đ": "VND", "XXX": "!", "yên": "!"}},
		{Contracts, "return_reason", map[string]string{"hết hạn": "term", "về trước hạn": "early_own", "chủ sử dụng": "early_employer", "sức khoẻ": "early_health", "bất khả kháng": "early_force", "trục xuất": "deported", "tử vong": "deceased"}},
		{Inspections, "severity", map[string]string{"nhẹ": "minor", "Nặng": "major", "nghiem trong": "critical", "vừa": "!"}},
	} {
		col, ok := columnNamed(c.kind, c.column)
		if !ok {
			t.Fatalf("no column %s.%s", c.kind, c.column)
		}
		for cell, want := range c.cells {
			got, wrong := col.read(cell, Values{})
			if wrong != nil {
				got = "!"
				for _, s := range []string{wrong.rule.Vi, wrong.rule.En, wrong.fix.Vi, wrong.fix.En} {
					if s == "" {
						t.Errorf("%s.%s: a flaw of %q lacks a sentence", c.kind, c.column, cell)
					}
				}
			}
			if got != want {
				t.Errorf("%s.%s reads %q as %q, want %q", c.kind, c.column, cell, got, want)
			}
		}
	}
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	for code, cells := range map[string]map[string]string{
		"JPY": {"150000": "150000", "150.000": "150000", "150,000": "150000", "0": "0", "150000.00": "!", "150,00": "!"},
		"USD": {"3600": "360000", "3.600": "360000", "3,600": "360000", "3,600.50": "360050", "3.600,50": "360050", "3600.50": "360050", "3600,05": "360005", "3600.5": "!", "3,600,50": "!", "1.23.45": "!", "3600.": "!", ".50": "!"},
		"TWD": {"24.000": "2400000", "24000,00": "2400000"},
		"EUR": {"1.000.000,25": "100000025"},
		"KWD": {"120": "120000", "1.500": "!"},
		"":    {"150000": "!"},
	} {
		for cell, want := range cells {
			got, wrong := amount(cell, Values{"currency": code})
			if wrong != nil {
				got = "!"
			}
			if got != want {
				t.Errorf("%q of %s is %q, want %q", cell, code, got, want)
			}
		}
	}
}

func TestCleanCells(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"  Nguyễn   Văn\u00a0Á\t":     "Nguyễn Văn Á",
		norm.NFD.String("Nguyễn Văn"): "Nguyễn Văn",
		"a\nb":                        "a b",
		"'+84912345678":               "+84912345678",
		"'=1+1":                       "=1+1",
		"'tám":                        "'tám",
		"\ufeffa\u200b":               "a",
	} {
		if got := clean(cell); got != want {
			t.Errorf("%q is read as %q, want %q", cell, got, want)
		}
	}
}
