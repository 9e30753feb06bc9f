package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"vaoso/domain/outreach"
	"vaoso/projections/capacity"
)

// Capacity writes who was trained in which ward, and what collaborators did.
func Capacity(w io.Writer, r capacity.Report) error {
	if err := capacityHead(w, r); err != nil {
		return err
	}
	var rows [][]string
	for _, u := range r.Units {
		nobody := ""
		if u.Nobody {
			nobody = "chưa có ai/nobody"
		}
		rows = append(rows, append([]string{u.Name}, append(capacityFigures(u.Figures), nobody)...))
	}
	rows = append(rows, append([]string{"Cộng/total"}, append(capacityFigures(r.Total), "")...))
	heads := columns{"đơn vị/unit", "lượt cán bộ/officials>", "lượt cộng tác viên/collaborators>", "giờ × lượt/hours>", "cộng tác viên/active>", "tư vấn/counselled>", "có việc/placed>", "tập huấn/training"}
	if err := grid(w, heads, rows); err != nil {
		return err
	}
	var courses [][]string
	for _, c := range r.Courses {
		courses = append(courses, []string{strings.TrimPrefix(c.Course, "capacity-"), topicWords(c.Topic), c.HeldOn.Vietnamese(), number(c.Hours), number(c.Officials), number(c.Collaborators)})
	}
	if len(courses) > 0 {
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := grid(w, columns{"lớp/course", "nội dung/topic", "ngày/held on", "giờ/hours>", "cán bộ/officials>", "cộng tác viên/collaborators>"}, courses); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\nPhường, xã chưa có ai được tập huấn: %s\nWards and communes with nobody trained: %s\nNgười dự hai lớp tính hai lượt. / Who attended two courses counts twice.\n", number(len(r.Nobody)), number(len(r.Nobody)))
	return err
}

func capacityHead(w io.Writer, r capacity.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "Tập huấn cán bộ, cộng tác viên từ %s đến hết ngày %s · vị trí %s\nTraining of officials and collaborators from %s up to %s · log position %s\n\n",
		r.From.Vietnamese(), r.AsOf.Vietnamese(), r.Position, r.From, r.AsOf, r.Position)
	return err
}

// Attendances writes each attendance with the number by which it can be annulled.
// Nobody is named: the book has no name of theirs.
func Attendances(w io.Writer, r capacity.Report) error {
	if err := capacityHead(w, r); err != nil {
		return err
	}
	var rows [][]string
	for _, c := range r.Courses {
		for _, a := range c.Attendances {
			kind := "cán bộ/official"
			if a.Kind == outreach.CollaboratorThere {
				kind = "cộng tác viên/collaborator"
			}
			rows = append(rows, []string{strings.TrimPrefix(c.Course, "capacity-"), strconv.FormatInt(a.Number, 10), c.HeldOn.Vietnamese(), a.Name, kind})
		}
	}
	if err := grid(w, columns{"lớp/course", "số/number>", "ngày/held on", "đơn vị/unit", "người dự/who"}, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "\nHủy bỏ một lượt ghi nhầm: lệnh AnnulAttendance với mã lớp (capacity) và số (number).\nTo annul one that was entered wrongly: AnnulAttendance with the course (capacity) and the number.")
	return err
}

// AttendancesCSV writes the same for a spreadsheet.
func AttendancesCSV(w io.Writer, r capacity.Report) error {
	rows := [][]string{{"course", "number", "held_on", "unit", "name", "kind"}}
	for _, c := range r.Courses {
		for _, a := range c.Attendances {
			rows = append(rows, []string{strings.TrimPrefix(c.Course, "capacity-"), strconv.FormatInt(a.Number, 10), c.HeldOn.String(), a.Unit, a.Name, string(a.Kind)})
		}
	}
	return writeCSV(csv.NewWriter(w), rows)
}

func capacityFigures(f capacity.Figures) []string {
	return []string{number(f.Officials), number(f.Collaborators), number(f.Hours), number(f.Active), number(f.Counselled), number(f.Placed)}
}

func topicWords(t outreach.Topic) string {
	return map[outreach.Topic]string{
		outreach.TopicCounselling: "tư vấn", outreach.TopicReferral: "giới thiệu việc làm", outreach.TopicOverseas: "làm việc ở nước ngoài", outreach.TopicManagement: "quản lý",
	}[t]
}

// CapacityCSV writes the units for a spreadsheet.
func CapacityCSV(w io.Writer, r capacity.Report) error {
	rows := [][]string{{"unit", "name", "officials", "collaborators", "hours", "active", "counselled", "placed", "nobody"}}
	for _, u := range r.Units {
		row := []string{u.Unit, u.Name}
		for _, n := range []int{u.Officials, u.Collaborators, u.Hours, u.Active, u.Counselled, u.Placed} {
			row = append(row, whole(&n))
		}
		rows = append(rows, append(row, fmt.Sprint(u.Nobody)))
	}
	return writeCSV(csv.NewWriter(w), rows)
}
