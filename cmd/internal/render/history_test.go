package render_test

import (
	"strings"
	"testing"

	"vaoso/cmd/internal/render"
	"vaoso/domain/book"
	"vaoso/domain/overseas"
)

// TestACorrectionIsReadable: a contract's history says what was corrected, not
// all facts once more.
func TestACorrectionIsReadable(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	steps := []book.HistoryStep{{Type: "ContractCorrected"}, {Type: "ContractSigned"}}
	steps[0].Data = []byte(`{"changes":[{"field":"months","from":36,"to":12}],"facts":[{"type":"ContractSigned"}]}`)
	steps[1].Data = []byte(`{"contractNo":"C-1"}`)
	if err := render.History(&out, "C-1", steps, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"from":36,"to":12}]}` + "\n", `{"contractNo":"C-1"}` + "\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it hasn't %s:\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), `"facts"`) {
		t.Errorf("it lists all facts:\n%s", &out)
	}
}

// TestAStateIsInVietnamese: an auditor reads where a contract stood, not the
// program's word for it.
func TestAStateIsInVietnamese(t *testing.T) {
	t.Parallel()
	for phase, want := range map[overseas.Phase]string{
		overseas.Signed: "→ đã ký / signed", overseas.Departed: "→ đang làm việc ở nước ngoài / working abroad", overseas.Liquidated: "→ đã thanh lý / liquidated", "other": "→ other",
	} {
		var out strings.Builder
		if err := render.History(&out, "C-1", []book.HistoryStep{{Type: "ContractSigned", State: book.ContractState{Phase: phase}}}, false); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s isn't %q:\n%s", phase, want, &out)
		}
	}
}

// TestAnAnnulledContractsState is that there is none, and not an empty line.
func TestAnAnnulledContractsState(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := render.History(&out, "C-1", []book.HistoryStep{{Type: "ContractAnnulled"}}, false); err != nil {
		t.Fatal(err)
	}
	if want := "→ không có hợp đồng / there is no contract\n"; !strings.HasSuffix(out.String(), want) {
		t.Errorf("it hasn't %s:\n%s", want, &out)
	}
}
