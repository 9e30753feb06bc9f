package generate

import (
	"fmt"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// Act is a command of a day.
type Act struct {
	Key     string // idempotency key, the same in every run
	On      civil.Date
	Role    book.Role
	Reason  string
	Basis   string // legal basis; "": none of its own
	Command any    // a placement is named by Job, where there is one: ask [Act.In]
	Job     Job
	Refused string // the code of the refusal that it is meant to meet; "": it is to be carried out
	Again   bool   // an earlier act handed in once more, under the same key: nothing comes of it
	Second  bool   // by another person of the office than its other acts

	reported civil.Date // the day on which it is entered
	delay    int        // days until then, at the least
	subject  string     // what the city's own act is about: acts of one subject are entered one by one
	// The shared subjects that a person's act is about, from 1 on; 0: none.
	course, vacancy, fair int
}

// Job names a placement, whose id depends on the book's key.
type Job struct {
	CitizenID, TaxCode string // no tax code: self-employed
	StartedOn          civil.Date
}

// placement is the job's id in a book with the key.
func (j Job) placement(key book.Key) es.UUID {
	employer := labour.SelfEmployment
	if j.TaxCode != "" {
		employer = key.Employer(j.TaxCode)
	}
	return labour.PlacementID(key.Worker(j.CitizenID), employer, j.StartedOn)
}

// In is the command as it is asked of a book with the key.
func (a Act) In(key book.Key) any {
	if a.Job == (Job{}) {
		return a.Command
	}
	switch c := a.Command.(type) {
	case labour.CheckRetention:
		c.PlacementID = a.Job.placement(key)
		return c
	case labour.CorrectPlacement:
		c.PlacementID = a.Job.placement(key)
		return c
	case labour.AnnulPlacement:
		c.PlacementID = a.Job.placement(key)
		return c
	case labour.ExtendPlacement:
		c.PlacementID = a.Job.placement(key)
		return c
	}
	return a.Command
}

// Subjects are what the act changes: of two acts with one in common the later
// follows the earlier.
func (a Act) Subjects() []string {
	if a.subject != "" {
		return []string{a.subject}
	}
	_, key, _ := strings.Cut(a.Key, ":")
	person, _, _ := strings.Cut(key, ":")
	subjects := []string{"person " + person}
	if a.course > 0 {
		subjects = append(subjects, fmt.Sprint("course ", a.course))
	}
	return subjects
}

// Day is what is entered on a day: acts of one batch are of different subjects
// and stand in no order; a later batch follows an earlier one.
type Day struct {
	On      civil.Date
	Batches [][]Act
	Of      int // how many acts all days have
}

// city is an act of the city's own, entered on the day it happens.
func city(key, subject string, on civil.Date, reason string, command any) Act {
	return Act{Key: "lives:" + key, On: on, Role: book.CityOfficer, Reason: reason, Command: command, reported: on, subject: subject}
}

// by is the act of another role, with its legal basis.
func (a Act) by(role book.Role, basis string) Act {
	a.Role, a.Basis = role, basis
	return a
}
