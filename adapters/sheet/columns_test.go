package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vaoso/domain/viet"
)

// Every column's own example, and every word that it lists, must be taken.
func TestColumnsTakeWhatTheySayTheyTake(t *testing.T) {
	t.Parallel()
	row := Values{"currency": "JPY"}
	for _, kind := range Kinds {
		for _, c := range Columns(kind) {
			if c.Vi == "" || c.En == "" || len(c.Aliases) == 0 {
				t.Errorf("%s.%s lacks a description or a Vietnamese name", kind, c.Name)
			}
			if got, wrong := c.read(c.Example, row); wrong != nil || got == "" {
				t.Errorf("%s.%s doesn't take its example %q: %+v", kind, c.Name, c.Example, wrong)
			}
			for _, w := range c.Words {
				for _, cell := range append([]string{w.Code, strings.ToUpper(w.Code)}, w.Also...) {
					for _, s := range []string{cell, strings.ToUpper(cell), viet.Plain(cell), norm.NFD.String(cell)} {
						if got, wrong := c.read(s, row); wrong != nil || got != w.Code {
							t.Errorf("%s.%s reads %q as %q, want %q", kind, c.Name, s, got, w.Code)
						}
					}
				}
			}
		}
	}
}

// Every header, however it is written, means its column.
func TestHeadersMeanTheirColumns(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds {
		for i, c := range columns[kind] {
			for _, name := range append([]string{c.Name, strings.ReplaceAll(c.Name, "_", " ")}, c.Aliases...) {
				for _, h := range []string{name, strings.ToUpper(name), "  " + name + " ", viet.Plain(name), norm.NFD.String(name)} {
					if at, ok := headers(kind)[viet.Slug(clean(h))]; !ok || at != i {
						t.Errorf("%s: header %q means column %d (%v), want %s", kind, h, at, ok, c.Name)
					}
				}
			}
		}
	}
}

// Two columns of a file never share a header.
func TestHeadersAreUnambiguous(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds {
		owner := map[string]string{}
		for _, c := range columns[kind] {
			for _, name := range append([]string{c.Name}, c.Aliases...) {
				slug := viet.Slug(name)
				if other, twice := owner[slug]; twice && other != c.Name {
					t.Errorf("%s: %q means %s and %s", kind, name, other, c.Name)
				}
				owner[slug] = c.Name
			}
		}
	}
}

// Literal samples of DOMAIN.md §9, so that the table above can't drift with
// its own test.
func TestHeadersOfTheSpecification(t *testing.T) {
	t.Parallel()
	for kind, samples := range map[Kind]map[string]string{
		Workers: {
			"số CCCD": "citizen_id", "cccd": "citizen_id", "cmnd": "citizen_id", "số định danh": "citizen_id", "họ và tên": "full_name", "họ tên": "full_name",
			"ngày sinh": "birth_date", "giới tính": "sex", "mã xã": "ward_code", "phường": "ward_code", "phường/xã": "ward_code", "điện thoại": "phone", "sđt": "phone",
			"trình độ": "education", "nghề": "occupation", "nghề nghiệp": "occupation", "tìm việc từ": "job_seeking_since", "ngày đăng ký": "registered_on",
		},
		Employers: {
			"mã số thuế": "tax_code", "mst": "tax_code", "tên doanh nghiệp": "name", "tên đơn vị": "name", "ngành": "sector", "mã ngành": "sector",
			"mã tỉnh": "province_code", "mã xã": "ward_code", "quy mô": "size",
		},
		Placements: {
			"nghề": "occupation", "công việc": "occupation", "loại hợp đồng": "contract_kind", "ngày bắt đầu": "started_on", "ngày làm việc": "started_on",
			"thời hạn": "months", "số tháng": "months", "lương": "monthly_wage_vnd", "mức lương": "monthly_wage_vnd", "nguồn": "source", "nguồn giới thiệu": "source", "ngày báo cáo": "reported_on",
		},
		Agencies: {"số giấy phép": "licence_no", "tên doanh nghiệp": "name", "ngày cấp": "licensed_on", "ngày hết hạn": "expires_on", "thị trường": "markets"},
		Contracts: {
			"số hợp đồng": "contract_no", "cccd": "citizen_id", "số giấy phép": "licence_no", "hình thức": "kind", "thị trường": "market", "nghề": "occupation", "ngày ký": "signed_on",
			"thời hạn": "months", "lương": "monthly_wage", "loại tiền": "currency", "tiền dịch vụ": "service_fee", "tiền môi giới": "brokerage_fee", "tiền ký quỹ": "deposit",
			"số chứng chỉ": "orientation_certificate", "ngày cấp chứng chỉ": "oriented_on", "số đăng ký": "registration_no", "ngày đăng ký": "registered_on",
			"ngày xuất cảnh": "departed_on", "ngày về nước": "returned_on", "lý do về": "return_reason", "ngày thanh lý": "liquidated_on",
		},
		Inspections: {
			"số cuộc kiểm tra": "inspection_no", "số giấy phép": "licence_no", "ngày kiểm tra": "opened_on", "người kiểm tra": "inspector", "sai phạm": "finding",
			"mức độ": "severity", "căn cứ": "legal_basis", "hạn khắc phục": "remedy_due_on", "ngày khắc phục": "remedied_on", "ngày kết thúc": "closed_on",
		},
	} {
		for h, want := range samples {
			at, ok := headers(kind)[viet.Slug(h)]
			if !ok || columns[kind][at].Name != want {
				t.Errorf("%s: %q doesn't mean %s", kind, h, want)
			}
		}
	}
}

func TestTemplateIsAFileWithoutRows(t *testing.T) {
	t.Parallel()
	for _, kind := range Kinds {
		f, err := Parse(kind, strings.NewReader(Template(kind)))
		if err != nil || len(f.Rows) != 0 || len(f.Header) != len(Columns(kind)) {
			t.Errorf("%s: %v, %+v", kind, err, f)
		}
	}
}

func TestParseKind(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Kind{"workers": Workers, "Workers": Workers, "người lao động": Workers, "hop dong": Contracts} {
		if got, err := ParseKind(s); err != nil || got != want {
			t.Errorf("%q is %q (%v), want %q", s, got, err, want)
		}
	}
	if _, err := ParseKind("people"); err == nil {
		t.Error("people is taken for a kind")
	}
}
