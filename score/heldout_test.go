package score

import (
	"path/filepath"
	"strings"
	"testing"

	"factum/coding"
	"factum/internal/golden"
)

// heldOut are articles coded by hand by people who had not seen the lexicons, committed before the coder first ran on them. Nobody who writes
// lexicons or rules opens them: only the sums below are looked at. least is the type F1 that must be kept.
var heldOut = []struct {
	folder string
	least  float64
}{{"../coding/testdata/heldout/nl", 0.70}, {"../coding/testdata/heldout/en", 0.70}}

func TestHeldOut(t *testing.T) {
	coder := newCoder(t)
	for _, h := range heldOut {
		articles, err := Articles([]string{h.folder})
		if err != nil || len(articles) != 12 {
			t.Fatalf("%s: %d articles, %v", h.folder, len(articles), err)
		}
		var sum Total
		none := 0
		for _, a := range articles {
			r, err := Article(coder, a)
			if err != nil {
				t.Fatal(err)
			}
			sum.Add(r)
			if r.Gold == 0 {
				none++
				if r.Made > 0 {
					t.Errorf("%s: %d claims made of sports, weather or culture", filepath.Base(a), r.Made)
				}
			}
		}
		t.Logf("%s: type P %.3f R %.3f F1 %.3f; %d of %d matched in full", h.folder, sum.Precision(), sum.Recall(), sum.F1(), sum.Matched, sum.Gold)
		if none != 3 {
			t.Errorf("%s: %d articles without events, want 3", h.folder, none)
		}
		if sum.F1() < h.least {
			t.Errorf("%s: type F1 %.3f, at least %.2f is to be kept", h.folder, sum.F1(), h.least)
		}
	}
}

// TestTables holds the tables of scores of the examples and development articles: a change of lexicon or rules shows as a diff.
// Write them anew with -update.
func TestTables(t *testing.T) {
	coder := newCoder(t)
	for name, folder := range map[string]string{"examples": "../examples", "dev": "../coding/testdata/dev"} {
		articles, err := Articles([]string{folder})
		if err != nil {
			t.Fatal(err)
		}
		var rs []Result
		for _, a := range articles {
			r, err := Article(coder, a)
			if err != nil {
				t.Fatal(err)
			}
			if name == "examples" && len(r.Violations) > 0 {
				t.Errorf("%s: %v", a, r.Violations)
			}
			rs = append(rs, r)
		}
		var b strings.Builder
		Print(&b, rs, false)
		compare(t, name+".txt", b.String())
	}
}

// compare holds a table against the one in testdata, or writes it anew.
func compare(t *testing.T, name, got string) {
	t.Helper()
	golden.Check(t, filepath.Join("testdata", name), []byte(got))
}

func newCoder(t *testing.T) coding.Coder {
	t.Helper()
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
