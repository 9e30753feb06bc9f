// Package data has the files of the made-up year 2021, as
// [vaoso/cmd/internal/demo/generate] makes them. Nobody in them exists.
//
// Don't edit the files: go generate ./cmd/internal/demo writes them anew, and
// a test there fails where they aren't what the generator makes.
package data

import "embed"

// Files are the files, by their names: "workers.csv" and so on.
//
//go:embed *.csv
var Files embed.FS

// Names are the files' names without ".csv", in the order in which they are
// taken in: a row may speak of one in an earlier file only.
var Names = []string{
	"employers", "workers", "agencies", "institutions", "intermediaries", "collaborators", "courses", "trainees", "attendance", "vacancies", "fairs", "referrals", "loans",
	"placements", "loan-jobs", "retention", "grants", "unemployment", "capacity", "contracts", "inspections", "corrections",
}
