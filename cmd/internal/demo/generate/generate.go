package generate

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// Options say what to make up.
type Options struct {
	Seed    uint64
	Workers int // persons; 1 to 900,000
	// Clean leaves out the mistakes and repeats that are planted otherwise. The
	// gate still refuses the departures that are fated to be refused.
	Clean bool
}

// Demo are the options of the data that ship with the program. The seed is one
// for which the year nearly meets the plan.
var Demo = Options{Seed: 2021, Workers: 1900}

// mostWorkers is what the six digits of a serial hold beside the made-up
// strangers of faults.go.
const mostWorkers = 900_000

// File is one of the files: its name without ".csv", its header and rows.
type File struct {
	Name   string
	Header []string
	Rows   [][]string
}

// CSV is the file as bytes: UTF-8, commas, "\n".
func (f File) CSV() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{f.Header}, f.Rows...)); err != nil {
		return nil, fmt.Errorf("couldn't write %s.csv: %w", f.Name, err)
	}
	return b.Bytes(), nil
}

// Files makes up the files, in the order in which they are taken in.
func Files(o Options) ([]File, error) {
	if o.Workers < 1 || o.Workers > mostWorkers {
		return nil, fmt.Errorf("generate: %d workers, from 1 to %d can be made up", o.Workers, mostWorkers)
	}
	employers := o.employers()
	people := make([]person, o.Workers)
	follow := o.following(employers)
	var jobs []job
	var contracts []contract
	for i := range people {
		people[i] = o.person(i)
		if n, abroad := contractOf(i); abroad {
			c := o.contract(n, &people[i])
			contracts = append(contracts, c)
			if before, ok := jobBefore(c, employers); ok {
				jobs = append(jobs, before)
			}
			continue
		}
		own := o.jobs(&people[i], employers)
		follow.follows(&people[i], own)
		jobs = append(jobs, own...)
	}
	made := follow.files()
	follow.slips(people, jobs, made)
	for _, f := range []File{
		employerFile(employers), workerFile(people), agencyFile(), placementFile(jobs), contractFile(contracts), o.inspectionFile(),
	} {
		made[f.Name] = &f
	}
	files := make([]File, len(names))
	for i, name := range names {
		files[i] = *made[name]
	}
	if !o.Clean {
		plant(files, people, jobs, employers)
		plantMore(files, jobs, employers)
	}
	byDay(file(files, "workers").Rows, 9)
	byDay(file(files, "placements").Rows, 8)
	return files, nil
}
