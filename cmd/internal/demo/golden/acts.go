package golden

// What the year's commands do to the figures beside the files, written down by
// hand from demo/acts.go.
var (
	// left are the last days of jobs that were ended, by citizen id.
	left = map[string]string{
		"000091000067": "2021-05-31",
		"000194000504": "2021-06-30",
		"000170000223": "2021-09-15",
	}
	// annulled are jobs entered wrongly, by citizen id and first day.
	annulled = map[[2]string]bool{
		{"000064001821", "2021-05-10"}: true,
		{"000302000848", "2021-05-24"}: true,
		{"000300000812", "2021-08-11"}: true,
		{"000080000879", "2021-10-13"}: true,
	}
	// moved are moves: from the day on the person lives in the ward.
	moved = map[string]struct{ on, ward string }{
		"000079000554": {"2021-07-05", "08713"},
		"000192001058": {"2021-11-01", "08722"},
	}
	// dead and closed end what can be entered, by citizen id and tax code.
	dead   = map[string]string{"000063999997": "2021-10-15"}
	closed = map[string]string{"0000000715": "2021-09-30"}
	// irregular are departures found to have gone round the gate, by contract.
	irregular = map[string]bool{"C-2021-0006": true}
	// suspended are licences' suspensions.
	suspended = map[string][2]string{"26-014": {"2021-07-01", "2021-08-29"}}
)
