package render

import (
	"io"
	"strconv"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Projections writes how the views are doing.
func Projections(w io.Writer, reports []engine.Report) error {
	var rows [][]string
	for _, r := range reports {
		behind, trouble := number(r.Behind), ""
		if r.Behind >= engine.CountedBehind {
			behind += "+"
		}
		if r.Halt != nil {
			trouble = r.Halt.Type + " @ " + r.Halt.Position.String() + ": " + r.Halt.Error
		}
		rows = append(rows, []string{r.Projection, "v" + strconv.Itoa(r.Version) + "." + strconv.Itoa(r.Number), string(r.State()), r.Position.String(), r.Head.String(), behind, r.Since.In(civil.Zone).Format("2006-01-02 15:04:05 -07:00"), trouble})
	}
	return grid(w, columns{"bảng đọc/projection", "bản/version", "trạng thái/state", "vị trí/position>", "cuối sổ/head>", "còn lại/behind>", "từ/since", "lỗi/error"}, rows)
}
