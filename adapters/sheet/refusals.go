package sheet

import "vaoso/domain/es"

// The ways in which a whole file is refused. Nothing of it has been entered.
var (
	ErrKindUnknown = es.NewRefusal("ErrKindUnknown", es.Malformed,
		"không có loại tệp «{kind}»; có: {kinds}",
		"there is no kind of file {kind}; there are: {kinds}")
	ErrNotUTF8 = es.NewRefusal("ErrNotUTF8", es.Malformed,
		"tệp không phải UTF-8 (dòng {line}); trong Excel chọn Lưu thành → «CSV UTF-8 (phân cách bằng dấu phẩy)», trong LibreOffice chọn bộ ký tự Unicode (UTF-8)",
		"the file isn't UTF-8 (line {line}); in Excel save as “CSV UTF-8 (Comma delimited)”, in LibreOffice choose the character set Unicode (UTF-8)")
	ErrFileTooLarge = es.NewRefusal("ErrFileTooLarge", es.Malformed,
		"tệp lớn hơn {limit} MiB; hãy chia thành nhiều tệp",
		"the file is larger than {limit} MiB; split it")
	ErrFileEmpty = es.NewRefusal("ErrFileEmpty", es.Malformed,
		"tệp trống: dòng đầu phải có tên cột; các cột: {columns}",
		"the file is empty: the first line has the names of columns; they are: {columns}")
	ErrBrokenCSV = es.NewRefusal("ErrBrokenCSV", es.Malformed,
		"dòng {line}, ký tự {column}: dấu ngoặc kép sai; ô có dấu phân cách phải nằm trong \"…\", và \" bên trong viết thành \"\"",
		"line {line}, character {column}: a quote is out of place; a cell with a delimiter stands in \"…\", and a \" in it is written \"\"")
	ErrHeaderUnknown = es.NewRefusal("ErrHeaderUnknown", es.Malformed,
		"tệp {kind} không có cột «{header}»; các cột: {columns}",
		"a file of {kind} has no column {header}; it has: {columns}")
	ErrHeaderTwice = es.NewRefusal("ErrHeaderTwice", es.Malformed,
		"cột {column} có hai lần: «{header}» và «{other}»; các cột: {columns}",
		"column {column} is there twice, as {header} and {other}; the columns are: {columns}")
	ErrHeaderMissing = es.NewRefusal("ErrHeaderMissing", es.Malformed,
		"thiếu cột bắt buộc: {missing}; các cột: {columns}",
		"required columns are missing: {missing}; the columns are: {columns}")
)

// ErrRowsOpen is an inspection that isn't closed yet because another of its
// rows isn't in the book.
var ErrRowsOpen = es.NewRefusal("ErrRowsOpen", es.Rule,
	"cuộc kiểm tra {inspection} chưa kết thúc: còn dòng khác của cuộc này chưa vào sổ",
	"inspection {inspection} isn't closed: another of its rows isn't in the book")
