package book_test

import (
	"errors"
	"fmt"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// TestWhoRegistersAndClosesAnEmployer: the clerk of the employer's ward, or the
// city. An employer outside the city any clerk registers, and the city alone closes.
func TestWhoRegistersAndClosesAnEmployer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		place             string
		registers, closes error // what the clerk of formerWard meets
	}{
		"of the own ward":        {`"province":"26","ward":"08710"`, nil, nil},
		"of another ward":        {`"province":"26","ward":"08728"`, book.ErrOtherWard, book.ErrOtherWard},
		"of the province's rest": {`"province":"26","ward":"08737"`, nil, book.ErrOtherWard},
		"of another province":    {`"province":"01"`, nil, book.ErrOtherWard},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, by := range []struct {
				role              book.Role
				registers, closes error
			}{{book.WardClerk, c.registers, c.closes}, {book.CityOfficer, nil, nil}, {book.Inspector, es.ErrNotPermitted, es.ErrNotPermitted}} {
				d := newDesk(t)
				ask := func(command, fields string) error {
					_, err := d.askAs(book.Request{Role: string(by.role), Unit: formerWard, Key: command}, command, `{"taxCode":"0000010008",`+fields+`}`)
					return err
				}
				register := `"name":"Công ty Mẫu May 01","sector":"C",` + c.place + `,"on":"2021-01-02"`
				for range 2 {
					if err := ask("RegisterEmployer", register); !errors.Is(err, by.registers) {
						t.Errorf("%s registers: %v", by.role, err)
					}
				}
				if by.registers != nil {
					d.must("RegisterEmployer", `{"taxCode":"0000010008",`+register+`}`)
				}
				for range 2 {
					if err := ask("CloseEmployer", `"on":"2021-07-01"`); !errors.Is(err, by.closes) {
						t.Errorf("%s closes: %v", by.role, err)
					}
				}
			}
		})
	}
}

// TestWhoIsMovedAway by their ward's clerk, or back by the other's: the same asked
// again comes to the same, though they are the other ward's by then.
func TestWhoIsMovedAway(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register)
	for _, x := range []struct {
		command, ward, fields string
		want                  error
	}{
		{"MoveWorker", wardNow, `"ward":"08713","on":"2021-08-01"`, book.ErrOtherWard},
		{"MoveWorker", formerWard, `"ward":"08713","on":"2021-08-01"`, nil},
		{"MoveWorker", formerWard, `"ward":"08713","on":"2021-08-01"`, nil},
		{"AnnulMove", formerWard, `"on":"2021-08-02"`, book.ErrOtherWard},
		{"AnnulMove", wardNow, `"on":"2021-08-02"`, nil},
		{"AnnulMove", wardNow, `"on":"2021-08-02"`, nil},
	} {
		_, err := d.askAs(book.Request{Role: string(book.WardClerk), Unit: x.ward, Key: x.command + x.ward}, x.command, `{"citizenId":"000094000123",`+x.fields+`,"reason":"chuyển nơi ở"}`)
		if !errors.Is(err, x.want) {
			t.Errorf("%s by %s: %v", x.command, x.ward, err)
		}
	}
}

// TestAnEmployerThatIsMovedAway by its ward's clerk: the same asked again comes to
// the same, though it is another ward's by now.
func TestAnEmployerThatIsMovedAway(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterEmployer", `{"taxCode":"0000010008","name":"Công ty Mẫu May 01","sector":"C","province":"26","ward":"08710","on":"2021-01-02"}`)
	for i, want := range []error{nil, nil, book.ErrOtherWard} {
		key := fmt.Sprint(i / 2)
		if _, err := d.askAs(book.Request{Role: string(book.WardClerk), Unit: formerWard, Key: key}, "CorrectEmployer", `{"taxCode":"0000010008","ward":"08713","reason":"nhầm phường"}`); !errors.Is(err, want) {
			t.Errorf("%d: %v", i, err)
		}
	}
}
