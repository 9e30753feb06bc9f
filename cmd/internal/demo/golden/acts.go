package golden

// What the year's commands do to the figures beside the files, written down by
// hand from demo/acts.go.
var (
	// left are the last days of jobs that were ended, by citizen id.
	left = map[string]string{
		"000091000067": "2021-05-31",
	}
	// annulled are jobs entered wrongly, by citizen id and first day.
	annulled = map[[2]string]bool{}
	// moved are moves: from the day on the person lives in the ward.
	moved = map[string]struct{ on, ward string }{}
	// dead and closed end what can be entered, by citizen id and tax code.
	dead   = map[string]string{}
	closed = map[string]string{}
	// irregular are departures found to have gone round the gate, by contract.
	irregular = map[string]bool{}
	// suspended are licences' suspensions.
	suspended = map[string][2]string{"26-014": {"2021-07-01", "2021-08-29"}}
)
