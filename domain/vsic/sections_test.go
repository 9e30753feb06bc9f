package vsic_test

import (
	"testing"

	"vaoso/domain/vsic"
)

func TestFind(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"C": "C", "c": "C", "xay dung": "F", "Dịch vụ khác": "S", "manufacturing": "C"} {
		if got, ok := vsic.Find(in); !ok || got.Letter != want {
			t.Errorf("Find(%q) = %+v, want %s", in, got, want)
		}
	}
	if got, ok := vsic.Find("V"); ok {
		t.Errorf("V is %+v", got)
	}
	if n := len(vsic.Sections()); n != 21 {
		t.Errorf("%d sections", n)
	}
}
