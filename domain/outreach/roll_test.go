package outreach

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// TestARollIsAMap that never changes: whoever keeps one sees what was in it then.
func TestARollIsAMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var r *roll
		want := map[string]int{}
		type kept struct {
			r    *roll
			want map[string]int
		}
		var before []kept
		for i := range rapid.IntRange(1, 60).Draw(t, "trainees") {
			copied := map[string]int{}
			for k, v := range want {
				copied[k] = v
			}
			before = append(before, kept{r, copied})
			id := fmt.Sprint("worker-", rapid.IntRange(0, 25).Draw(t, "worker"))
			r, want[id] = r.with(Trainee{WorkerID: id, CertificateNo: fmt.Sprint(i)}), i
		}
		for _, k := range append(before, kept{r, want}) {
			list := k.r.all(nil)
			if len(list) != len(k.want) {
				t.Fatalf("%d trainees, want %d", len(list), len(k.want))
			}
			for i, x := range list {
				found, there := k.r.find(x.WorkerID)
				if !there || found.CertificateNo != fmt.Sprint(k.want[x.WorkerID]) || i > 0 && list[i-1].WorkerID >= x.WorkerID {
					t.Fatalf("%s is %+v, want %d", x.WorkerID, found, k.want[x.WorkerID])
				}
			}
		}
	})
}

// aLongCourse is the history of a course of n who enrol and complete.
func aLongCourse(n int) (history []es.Recorded) {
	add := func(on civil.Date, p any) {
		i := len(history)
		history = append(history, es.Recorded{Payload: p, Event: es.Event{ID: es.EventID("long", "course-1", i), Meta: es.Metadata{OccurredOn: on}}})
	}
	first := civil.On(2021, 3, 1)
	add(first, CourseAgreed{Seats: n})
	add(first, CourseStarted{})
	for i := range n {
		add(first, TraineeEnrolled{WorkerID: fmt.Sprintf("worker-%x", i*2654435761)})
	}
	for i := range n {
		id := fmt.Sprintf("worker-%x", i*2654435761)
		add(first.AddDays(31), TrainingAttendanceRecorded{WorkerID: id, Month: first.MonthOf(), Days: 1, Of: 2})
		add(first.AddDays(60), TrainingCompleted{WorkerID: id})
	}
	return history
}

// TestALongCourseIsFoldedInTime: 16 times the trainees take about 16 times as
// long, and some; with all of them copied at each event it was about 700 times.
func TestALongCourseIsFoldedInTime(t *testing.T) {
	t.Parallel()
	took := func(n int) time.Duration {
		history, best := aLongCourse(n), time.Hour
		for range 7 {
			start := time.Now()
			if c := CourseDecider.Fold(history); c.Taken() != n {
				t.Fatalf("%d of %d", c.Taken(), n)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	few, many := took(100), took(1600)
	t.Logf("100 trainees: %v, 1,600: %v (%.0f times)", few, many, float64(many)/float64(few))
	if many > 70*few {
		t.Errorf("16 times the trainees take %.0f times as long", float64(many)/float64(few))
	}
}
