package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"vaoso/domain/viet"
)

// rowsOfThePlan is what the plan's text asks for, a row each, in the text's
// order, with the test that goes from the row's commands to its report.
var rowsOfThePlan = []struct{ text, test string }{
	{"giải quyết việc làm cho 1.300 lao động. Trong đó, đưa được 30 … nước ngoài", "TestGiaiQuyetViecLamCho1300LaoDong"},
	{"UBND thành phố đã ban hành Kế hoạch", "TestUBNDThanhPhoDaBanHanhKeHoach"},
	{"đào tạo nghề gắn với doanh nghiệp … đào tạo theo địa chỉ sử dụng", "TestDaoTaoNgheGanVoiDoanhNghiep"},
	{"nâng cao chất lượng giáo dục nghề nghiệp, … chất lượng cao", "TestNangCaoChatLuongGiaoDucNgheNghiep"},
	{"gắn kết … với thị trường lao động việc làm bền vững", "TestGanKetVoiThiTruongLaoDongViecLamBenVung"},
	{"đa dạng hóa các dịch vụ cung ứng nhân lực", "TestDaDangHoaCacDichVuCungUngNhanLuc"},
	{"phối hợp với các trung tâm dịch vụ việc làm của tỉnh, doanh nghiệp … ngoài tỉnh … đưa lao động ngoại tỉnh đến làm việc", "TestPhoiHopVoiCacTrungTamDichVuViecLamCuaTinh"},
	{"chính sách hỗ trợ giải quyết việc làm duy trì việc làm", "TestChinhSachHoTroGiaiQuyetViecLam"},
	{"khuyến khích các doanh nghiệp xuất khẩu lao động đủ điều kiện pháp lý năng lực", "TestKhuyenKhichCacDoanhNghiepXuatKhauLaoDong"},
	{"Tăng cường công tác kiểm tra, giám sát", "TestTangCuongCongTacKiemTraGiamSat"},
	{"tập huấn … tư vấn, giới thiệu việc làm và cung ứng lao động … cán bộ, công chức, viên chức và cộng tác viên cấp cơ sở", "TestTapHuanTuVanGioiThieuViecLam"},
	{"giảm tỷ lệ lao động thất nghiệp", "TestGiamTyLeLaoDongThatNghiep"},
	{"tăng cường an ninh trật tự xã hội", "TestTangCuongAnNinhTratTuXaHoi"},
	{"hoàn thành chỉ tiêu … theo nghị quyết Đại hội Đảng bộ thành phố", "TestHoanThanhChiTieuTheoNghiQuyetDaiHoi"},
}

// TestEveryRowOfThePlansText: every row has its test, which is called like the
// row, says the row's text, and asks a report.
func TestEveryRowOfThePlansText(t *testing.T) {
	t.Parallel()
	tests := testsHere(t)
	for _, row := range rowsOfThePlan {
		if called := "Test" + camel(row.text); !strings.HasPrefix(called, row.test) {
			t.Errorf("%q is tested by %s, which isn't the beginning of %s", row.text, row.test, called)
		}
		source, there := tests[row.test]
		switch {
		case !there:
			t.Errorf("%q has no test; it is to be called %s", row.text, row.test)
		case !strings.Contains(source, row.text):
			t.Errorf("%s doesn't say its row's text: %s", row.test, row.text)
		case !strings.Contains(source, `"/api/`) && !strings.Contains(source, ".form(") && !strings.Contains(source, ".block("):
			t.Errorf("%s ends at no report", row.test)
		}
	}
}

// testsHere is the source of every test of this package, with its comment in
// one line, by name.
func testsHere(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	sources, set := map[string]string{}, token.NewFileSet()
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(set, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			if f, ok := declared.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Test") {
				from, to := set.Position(f.Pos()).Offset, set.Position(f.End()).Offset
				sources[f.Name.Name] = strings.Join(strings.Fields(f.Doc.Text()), " ") + "\n" + string(text[from:to])
			}
		}
	}
	return sources
}

// camel is Vietnamese text as a name: without marks, each word with a capital.
func camel(text string) string {
	words := strings.FieldsFunc(strings.ReplaceAll(text, ".", ""), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		if w == strings.ToUpper(w) { // UBND
			continue
		}
		plain := viet.Plain(w)
		words[i] = strings.ToUpper(plain[:1]) + plain[1:]
	}
	return strings.Join(words, "")
}
