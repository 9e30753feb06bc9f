package forms

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/outreach"
	"vaoso/projections/capacity"
	"vaoso/projections/engine"
)

// taught is a line of Biểu 09: a unit, or a course for those who work there.
type taught struct {
	key, label string
	capacity.Figures
	nobody int // units that had nobody trained
	course *capacity.Course
}

// form09 is Biểu 09, courses for officials and collaborators.
func form09() Definition {
	unit := func(key, vi, en, of string, n func(taught) int) column[taught] {
		c := figures(key, vi, en, of, func(t taught) Cell {
			if t.course != nil {
				return Cell{}
			}
			return number(n(t))
		})
		c.Adds = true
		return c
	}
	return define(Definition{
		Code: "09", Vi: "Tập huấn cán bộ, cộng tác viên", En: "Courses for officials and collaborators",
		Reads:  []engine.Projection{capacity.Projection},
		Groups: []Group{{"unit", "Theo phường, xã", "By ward and commune"}, {"course", "Theo lớp tập huấn", "By course"}},
	}, []column[taught]{
		keys("key", "Mã", "Code", func(t taught) (string, string) {
			if t.course != nil {
				return t.key, t.key
			}
			return t.key, coded(t.key)
		}),
		texts("label", "Nội dung", "Item", func(t taught) string { return t.label }),
		days("held_on", "Ngày", "Held on", func(t taught) civil.Date {
			if t.course == nil {
				return civil.Date{}
			}
			return t.course.HeldOn
		}),
		counts("officials", "Lượt cán bộ", "Officials", "attendances", func(t taught) int { return t.Officials }),
		counts("collaborators", "Lượt cộng tác viên", "Collaborators", "attendances", func(t taught) int { return t.Collaborators }),
		counts("hours", "Giờ học", "Hours", "person-hours", func(t taught) int { return t.Hours }),
		unit("active", "Cộng tác viên đang làm", "Active collaborators", persons, func(t taught) int { return t.Active }),
		unit("counselled", "Người được tư vấn", "Counselled", persons, func(t taught) int { return t.Counselled }),
		unit("placed", "Người có việc", "Placed", persons, func(t taught) int { return t.Placed }),
		unit("nobody", "Chưa ai được tập huấn", "Nobody trained", "units", func(t taught) int { return t.nobody }),
	}, teaching)
}

func teaching(ctx context.Context, s Source) (lines []line[taught], notes []Words, err error) {
	r, err := capacity.MakeReport(ctx, s, capacity.Question{From: s.plan.From, AsOf: s.AsOf, Units: s.Units, Synthetic: s.Synthetic})
	if err != nil {
		return nil, nil, err
	}
	attended := capacity.Figures{}
	var names []string
	for _, u := range r.Units {
		t := taught{key: u.Unit, label: u.Name, Figures: u.Figures}
		if u.Nobody {
			t.nobody = 1
			names = append(names, u.Name)
		}
		lines = append(lines, line[taught]{group: "unit", is: t})
	}
	lines = append(lines, line[taught]{group: "unit", total: true, is: taught{label: "Tổng số", Figures: r.Total, nobody: len(names)}})
	for _, c := range r.Courses {
		f := capacity.Figures{Officials: c.Officials, Collaborators: c.Collaborators, Hours: c.Hours * (c.Officials + c.Collaborators)}
		attended.Officials, attended.Collaborators, attended.Hours = attended.Officials+f.Officials, attended.Collaborators+f.Collaborators, attended.Hours+f.Hours
		lines = append(lines, line[taught]{group: "course", is: taught{key: strings.TrimPrefix(c.Course, "capacity-"), label: topicNames[c.Topic], Figures: f, course: &c}})
	}
	notes = attendances(r.Courses)
	lines = append(lines, line[taught]{group: "course", total: true, is: taught{label: "Tổng số", Figures: attended, course: &capacity.Course{}}})
	if len(names) > 0 {
		notes = append(notes, Words{"Chưa có ai được tập huấn: " + strings.Join(names, ", ") + ".", "Nobody trained: " + strings.Join(names, ", ") + "."})
	}
	return lines, notes, nil
}

// attendances are the numbers by which an attendance is annulled, a note a course.
func attendances(courses []capacity.Course) (notes []Words) {
	for _, c := range courses {
		list := slices.Clone(c.Attendances)
		slices.SortStableFunc(list, func(a, b capacity.Attendance) int {
			return cmp.Or(strings.Compare(a.Unit, b.Unit), -strings.Compare(string(a.Kind), string(b.Kind))) // officials first
		})
		var vi, en []string
		for i, a := range list {
			if n := strconv.FormatInt(a.Number, 10); i > 0 && list[i-1].Unit == a.Unit && list[i-1].Kind == a.Kind {
				vi[len(vi)-1] += ", " + n
				en[len(en)-1] += ", " + n
			} else {
				words := attendeeWords[a.Kind]
				vi, en = append(vi, a.Name+" ("+words.Vi+") "+n), append(en, a.Name+" ("+words.En+") "+n)
			}
		}
		if course := strings.TrimPrefix(c.Course, "capacity-"); len(list) > 0 {
			notes = append(notes, Words{
				"Lớp " + course + ", số của từng lượt dự, để hủy bỏ lượt ghi nhầm: " + strings.Join(vi, "; ") + ".",
				"Course " + course + ", the number of each attendance, to annul one entered wrongly: " + strings.Join(en, "; ") + ".",
			})
		}
	}
	return notes
}

var attendeeWords = map[outreach.AttendeeKind]Words{
	outreach.Official: {"cán bộ", "official"}, outreach.CollaboratorThere: {"cộng tác viên", "collaborator"},
}

var topicNames = map[outreach.Topic]string{
	outreach.TopicCounselling: "Tư vấn việc làm", outreach.TopicReferral: "Giới thiệu việc làm", outreach.TopicOverseas: "Đưa lao động đi làm việc ở nước ngoài",
	outreach.TopicManagement: "Quản lý lao động, việc làm",
}
