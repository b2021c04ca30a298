package record

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
)

// TestActsOfKinds finds acts over several files, past lines longer than what is read at once, and where a file is cut or missing.
func TestActsOfKinds(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "acts"), 0o755); err != nil {
		t.Fatal(err)
	}
	lines := func(from, n int, special map[int]string) string {
		var b strings.Builder
		for i := from; i < from+n; i++ {
			if s, ok := special[i]; ok {
				b.WriteString(s + "\n")
			} else {
				b.WriteString(`{"act":"captured"}` + "\n")
			}
		}
		return b.String()
	}
	long := strings.Repeat(`{"act":"decided"`, 50_000) // 800 KB, and not a decision
	special := map[int]string{0: `{"act":"decided","x":1}`, 1: "x" + long, 2: `{"act":"person-added"}`, 3: `{"act":"decided-again"}`, 4: `{"at":1,"act":"decided"}`, 5: "",
		6: `{"act":"decided","long":"` + long + `"}`, 65535: `{"act":"decided"}`, 65536: `{"act":"decided"}`, 65600: `{"act":"person-added"}`, 65601: `{"act":"decided"}`}
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "acts", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("00000000.jsonl", lines(0, factum.ActsPerSegment, special))
	put("00000001.jsonl", lines(factum.ActsPerSegment, 100, special))
	found := func(size factum.ActIndex, kinds ...factum.ActKind) (out []factum.ActIndex) {
		t.Helper()
		if err := actsOfKinds(t.Context(), dir, size, kinds, func(i factum.ActIndex, _ factum.ActKind) { out = append(out, i) }); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, x := range []struct {
		size  factum.ActIndex
		kinds []factum.ActKind
		want  []factum.ActIndex
	}{
		{65636, []factum.ActKind{factum.Decided, factum.PersonAdded}, []factum.ActIndex{0, 2, 6, 65535, 65536, 65600, 65601}},
		{65601, []factum.ActKind{factum.Decided, factum.PersonAdded}, []factum.ActIndex{0, 2, 6, 65535, 65536, 65600}},
		{65636, []factum.ActKind{factum.PersonAdded}, []factum.ActIndex{2, 65600}},
		{1, []factum.ActKind{factum.Decided}, []factum.ActIndex{0}},
		{0, []factum.ActKind{factum.Decided}, nil},
		{1 << 20, []factum.ActKind{factum.Decided}, []factum.ActIndex{0, 6, 65535, 65536, 65601}},
	} {
		if got := found(x.size, x.kinds...); !slices.Equal(got, x.want) {
			t.Errorf("%v below %d: %v, want %v", x.kinds, x.size, got, x.want)
		}
	}
	put("00000000.jsonl", `{"act":"decided"}`+"\n"+`{"act":"dec`)
	if got := found(65636, factum.Decided); !slices.Equal(got, []factum.ActIndex{0, 65536, 65601}) {
		t.Errorf("with a cut file: %v", got)
	}
	if err := os.Remove(filepath.Join(dir, "acts", "00000000.jsonl")); err != nil {
		t.Fatal(err)
	}
	if got := found(65636, factum.Decided); !slices.Equal(got, []factum.ActIndex{65536, 65601}) {
		t.Errorf("with a file missing: %v", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := actsOfKinds(ctx, dir, 65636, nil, nil); err == nil {
		t.Error("it cannot be interrupted")
	}
}
