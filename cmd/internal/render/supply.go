package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"

	"vaoso/projections/supplydemand"
)

// Supply writes labour supply and demand as a table.
func Supply(w io.Writer, r supplydemand.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Cung – cầu lao động từ %s đến hết ngày %s · vị trí %s\nLabour supply and demand from %s up to %s · log position %s\n\n",
		r.From.Vietnamese(), r.AsOf.Vietnamese(), r.Position, r.From, r.AsOf, r.Position); err != nil {
		return err
	}
	heads, cells := supplyKeys(r.By)
	var rows [][]string
	for _, x := range r.Rows {
		rows = append(rows, append(cells(x), supplyFigures(x.Figures)...))
	}
	total := slices.Repeat([]string{""}, len(heads))
	total[len(total)-1] = "Cộng/total"
	rows = append(rows, append(total, supplyFigures(r.Total)...))
	if err := grid(w, append(heads, "còn tuyển/open>", "tìm việc/seekers>", "giới thiệu/referred>", "tuyển được/hired>", "hết hạn/expired>"), rows); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "\nCòn tuyển (chỗ) và tìm việc (người có đăng ký) tính đến cuối kỳ; giới thiệu, tuyển được (người), hết hạn (chỗ) tính trong kỳ.\nOpen (positions) and seekers (registered persons) at the end; referred, hired (persons) and expired (positions) over the period.\n\nTư vấn / counselled: %s · phiên giao dịch / fairs: %s (đến dự / came: %s, phỏng vấn / interviewed: %s, tuyển / hired: %s)\n",
		number(r.Counselled), number(r.Fairs.Held), number(r.Fairs.Attendance), number(r.Fairs.Interviewed), number(r.Fairs.Hired)); err != nil {
		return err
	}
	for _, i := range r.Intermediaries {
		if _, err := fmt.Fprintf(w, "%s (%s): giới thiệu / referred %s, tuyển được / hired %s\n", i.Name, or(i.ProvinceName, "chưa rõ"), number(i.Referred), number(i.Hired)); err != nil {
			return err
		}
	}
	return nil
}

// supplyKeys are the headings before the figures, and what a row has there.
func supplyKeys(by supplydemand.By) (columns, func(supplydemand.Row) []string) {
	code := func(x supplydemand.Row) string { return or(x.Ward, x.Province) }
	ward := func(x supplydemand.Row) string { return or(x.WardName, or(x.ProvinceName, "chưa rõ")) }
	occupation := func(x supplydemand.Row) string { return or(x.Occupation, "không ghi") }
	switch by {
	case supplydemand.ByWard:
		return columns{"mã/code", "phường, xã, tỉnh/ward, province"}, func(x supplydemand.Row) []string { return []string{code(x), ward(x)} }
	case supplydemand.ByMonth:
		return columns{"tháng/month"}, func(x supplydemand.Row) []string { return []string{x.Month} }
	case supplydemand.ByAll:
		return columns{"nghề/occupation", "mã/code", "phường, xã, tỉnh/ward, province"}, func(x supplydemand.Row) []string {
			return []string{occupation(x), code(x), ward(x)}
		}
	case supplydemand.ByOccupation:
	}
	return columns{"nghề/occupation"}, func(x supplydemand.Row) []string { return []string{occupation(x)} }
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func supplyFigures(f supplydemand.Figures) []string {
	return []string{number(f.Open), number(f.Seekers), number(f.Referred), number(f.Hired), number(f.Expired)}
}

// SupplyCSV writes the same for a spreadsheet.
func SupplyCSV(w io.Writer, r supplydemand.Report) error {
	rows := [][]string{{"occupation", "ward", "ward_name", "month", "open", "seekers", "referred", "hired", "expired", "province", "province_name"}}
	for _, x := range r.Rows {
		row := []string{x.Occupation, x.Ward, x.WardName, x.Month}
		for _, n := range []int{x.Open, x.Seekers, x.Referred, x.Hired, x.Expired} {
			row = append(row, whole(&n))
		}
		rows = append(rows, append(row, x.Province, x.ProvinceName))
	}
	return writeCSV(csv.NewWriter(w), rows)
}
