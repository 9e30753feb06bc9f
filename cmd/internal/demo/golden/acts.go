package golden

// Acts are what a year's commands do to the figures beside the files.
type Acts struct {
	Left      map[string]string    // last days of jobs that were ended, by citizen id
	Annulled  map[[2]string]string // days on which jobs were annulled, by citizen id and first day
	Moved     map[string]Move      // by citizen id
	Dead      map[string]string    // days, by citizen id
	Closed    map[string]string    // days from which an employer hires nobody, by tax code
	Irregular map[string]string    // days on which departures round the gate were reported, by contract
	Suspended map[string][2]string // first and last day of a suspension, by licence
	Confirmed map[string]bool      // proposals to put a loan or a grant right that another person confirmed, by number
}

// Move is to the ward, from the day on.
type Move struct{ On, Ward string }

// year is what the shipped year's commands do, written down by hand from
// demo/acts.go.
var year = Acts{
	Left: map[string]string{
		"000091000067": "2021-05-31",
		"000194000504": "2021-06-30",
		"000170000223": "2021-09-15",
	},
	Annulled: map[[2]string]string{
		{"000064001821", "2021-05-10"}: "2021-06-21",
		{"000302000848", "2021-05-24"}: "2021-07-12",
		{"000300000812", "2021-08-11"}: "2021-09-13",
		{"000080000879", "2021-10-13"}: "2021-11-03",
	},
	Moved: map[string]Move{
		"000079000554": {"2021-07-05", "08713"},
		"000192001058": {"2021-11-01", "08722"},
	},
	Dead:      map[string]string{"000063999997": "2021-10-15"},
	Closed:    map[string]string{"0000000715": "2021-09-30"},
	Irregular: map[string]string{"C-2021-0006": "2021-09-07"},
	Confirmed: map[string]bool{"VV-01235-1": true},
	Suspended: map[string][2]string{"26-014": {"2021-07-01", "2021-08-29"}},
}
