package supplydemand

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
)

// TestDaysOfSeekingAreReadAsTheLibraryReadsThem, whichever of the two wrote them.
func TestDaysOfSeekingAreReadAsTheLibraryReadsThem(t *testing.T) {
	t.Parallel()
	day := rapid.Custom(func(t *rapid.T) civil.Date {
		return civil.On(2019, 1, 1).AddDays(rapid.IntRange(0, 2000).Draw(t, "day"))
	})
	maybe := rapid.OneOf(rapid.Just(civil.Date{}), day)
	words := rapid.OneOf(rapid.SampledFrom([]string{"", "hàn", "điện tử", `"may"`, "a<b>&", "x\\y", "\u2028", "]", "},"}), rapid.String())
	seeking := rapid.Custom(func(t *rapid.T) labour.Seeking {
		return labour.Seeking{
			Occupation: words.Draw(t, "occupation"), DiedOn: maybe.Draw(t, "died"),
			Homes: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) labour.Home {
				return labour.Home{From: maybe.Draw(t, "from"), Ward: words.Draw(t, "ward")}
			}), 0, 3).Draw(t, "homes"),
			Turns: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) labour.Turn {
				return labour.Turn{On: day.Draw(t, "on"), Seeks: rapid.Bool().Draw(t, "seeks")}
			}), 0, 3).Draw(t, "turns"),
			Engaged: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) labour.Occupying {
				return labour.Occupying{Ref: words.Draw(t, "ref"), From: day.Draw(t, "from"), To: maybe.Draw(t, "to"), Off: rapid.Bool().Draw(t, "off"), Departed: rapid.Bool().Draw(t, "departed")}
			}), 0, 3).Draw(t, "engaged"),
		}
	})
	rapid.Check(t, func(r *rapid.T) {
		s := seeking.Draw(r, "seeking")
		library, err := json.Marshal(s)
		if err != nil {
			r.Fatal(err)
		}
		byHand, err := text(s)
		if err != nil {
			r.Fatal(err)
		}
		var want labour.Seeking
		if err := json.Unmarshal(library, &want); err != nil {
			r.Fatal(err)
		}
		for _, written := range []string{byHand, string(library)} {
			var read labour.Seeking
			if err := json.Unmarshal([]byte(written), &read); err != nil || !reflect.DeepEqual(read, want) {
				r.Fatalf("the library reads %s as %+v %v, want %+v", written, read, err, want)
			}
			if read, err := seekingOf(written); err != nil || !reflect.DeepEqual(read, want) {
				r.Fatalf("%s is read as %+v %v, want %+v", written, read, err, want)
			}
		}
	})
	for _, broken := range []string{"", "{", `{"homes":[{"from":"2021-02-30","ward":"x"}]}`, `{} x`} {
		if _, err := seekingOf(broken); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
	if fields := reflect.TypeFor[labour.Seeking]().NumField() + reflect.TypeFor[labour.Home]().NumField() + reflect.TypeFor[labour.Turn]().NumField() + reflect.TypeFor[labour.Occupying]().NumField(); fields != 14 {
		t.Errorf("days of seeking have %d fields; text writes 14", fields)
	}
}
