package book_test

import (
	"errors"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/labour"
)

// TestAUnitThatIsNoMoreIsCorrectedStill: what was entered of a ward of 2021 is put
// right in 2026, when there are other wards: the fact's day decides.
func TestAUnitThatIsNoMoreIsCorrectedStill(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	attended := `{"capacity":"TH-1","personRef":"cb-01","unit":"08710","kind":"official","on":"2021-03-01"}`
	d.must("HoldCapacityCourse", `{"capacity":"TH-1","topic":"counselling","hours":8,"on":"2021-03-01"}`, "RecordAttendance", attended,
		"AppointCollaborator", `{"collaborator":"CTV-1","name":"Nguyễn Văn Á","unit":"08710","on":"2021-02-01"}`)
	d.setToday("2026-03-01")
	annul := `{"capacity":"TH-1","personRef":"cb-01","unit":"08710","kind":"official","reason":"ghi nhầm"}`
	clerk := book.Request{Role: string(book.WardClerk), Unit: "08713", Key: "k-clerk"}
	if _, err := d.askAs(clerk, "AnnulAttendance", annul); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("another ward's clerk annuls an attendance: %v", err)
	}
	if _, err := d.askAs(clerk, "CorrectCollaborator", `{"collaborator":"CTV-1","unit":"08713","reason":"ghi nhầm"}`); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("another ward's clerk takes a collaborator: %v", err)
	}
	d.refuses(labour.ErrUnitUnknown, "CorrectCollaborator", `{"collaborator":"CTV-1","unit":"08713","appointedOn":"2026-02-01","reason":"ghi nhầm"}`)
	d.must("AnnulAttendance", annul, "CorrectCollaborator", `{"collaborator":"CTV-1","unit":"08713","reason":"ghi nhầm"}`)
}
