package sheet

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strconv"

	"vaoso/domain/es"
	"vaoso/domain/outreach"
	"vaoso/domain/territory"
	"vaoso/domain/viet"
)

// The steps of a collaborator, in their order.
const (
	appoint = "appoint"
	dismiss = "dismiss"
)

func (j *Job) collaborator(e *entry) {
	v := maps.Clone(e.row.values)
	id := v["collaborator"]
	v["ward_code"] = ward(j.book.Units, v["ward_code"], v.day("appointed_on"))
	stream := "collaborator-" + id
	step := e.stepper(stream, id)
	step(appoint, "appointed_on", "AppointCollaborator", outreach.AppointCollaborator{Collaborator: id, Name: v["full_name"], Unit: v["ward_code"]})
	step(dismiss, "dismissed_on", "DismissCollaborator", outreach.DismissCollaborator{Collaborator: id})
	compares(e, outreach.CollaboratorDecider, stream, v, func(l es.Loaded[outreach.Collaborator]) (present []string, have Values) {
		have = Values{}
		for _, r := range l.Events {
			switch p := r.Payload.(type) {
			case outreach.CollaboratorAppointed:
				present = append(present, appoint)
				have["ward_code"], have["appointed_on"] = p.Unit, r.On().String()
				if p.Name != "" { // what was erased says nothing
					have["full_name"] = p.Name
				}
			case outreach.CollaboratorDismissed:
				present = append(present, dismiss)
				have["dismissed_on"] = r.On().String()
			}
		}
		return present, have
	})
}

// attend is the second step of a row of a course for officials; the first, hold,
// is that of all its rows and is entered once.
const attend = "attend"

func (j *Job) capacity(e *entry) {
	v := maps.Clone(e.row.values)
	no, held := v["capacity_no"], v.day("held_on")
	stream := "capacity-" + no
	e.stepper(stream, no)(hold, "held_on", "HoldCapacityCourse", outreach.HoldCapacityCourse{Capacity: no, Topic: outreach.Topic(v["topic"]), Hours: v.number("hours")})
	if v["person"] != "" {
		on := v.day("attended_on")
		if on.IsZero() {
			on = held
		}
		v["unit"] = j.unit(v["unit"], v)
		e.add(Step{
			Name: attend, Day: on, On: on, Key: key(Capacity, attend, no, j.veiled(v["person"]+separator+v["unit"])), Command: "RecordAttendance", lane: stream,
			ask: asks(outreach.RecordAttendance{Capacity: no, PersonRef: v["person"], Unit: v["unit"], Kind: outreach.AttendeeKind(v["kind"])}),
		})
	}
	compares(e, outreach.CapacityDecider, stream, v, func(l es.Loaded[outreach.CapacityCourse]) ([]string, Values) {
		return capacitySays(l.Events, v)
	})
}

// capacitySays is what the book has of such a course and of the person's
// attendance, as the columns say it.
func capacitySays(events []es.Recorded, v Values) (present []string, have Values) {
	have = Values{}
	for _, r := range events {
		switch p := r.Payload.(type) {
		case outreach.CapacityCourseHeld:
			present = append(present, hold)
			have["topic"], have["hours"], have["held_on"] = string(p.Topic), strconv.Itoa(p.Hours), r.On().String()
		case outreach.AttendanceRecorded:
			if v["person"] != "" && clean(p.PersonRef) == v["person"] && p.Unit == v["unit"] {
				present = append(present, attend)
				have["kind"], have["attended_on"] = string(p.Kind), r.On().String()
			}
		}
	}
	return present, have
}

// unit is the ward of a cell, or the city itself.
func (j *Job) unit(cell string, v Values) string {
	switch viet.Slug(cell) {
	case territory.City, "thanh-pho", "phong-ld-tb-xh", "phong-ld-tbxh":
		return territory.City
	}
	on := v.day("attended_on")
	if on.IsZero() {
		on = v.day("held_on")
	}
	return ward(j.book.Units, cell, on)
}

// veiled stands for what names a person in a key: whoever hasn't the book's key
// can't guess it.
func (j *Job) veiled(name string) string {
	h := hmac.New(sha256.New, j.book.Key[:])
	h.Write([]byte(name))
	return hex.EncodeToString(h.Sum(nil))
}
