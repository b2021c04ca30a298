package score

import (
	"fmt"
	"io"
	"path/filepath"
	"sort"
)

// Total sums results.
type Total struct {
	Articles, Gold, Made, Matched, Typed, Extra, Violations int
}

// Add counts a result.
func (t *Total) Add(r Result) {
	t.Articles++
	t.Gold += r.Gold
	t.Made += r.Made
	t.Matched += r.Matched
	t.Typed += r.Typed
	t.Extra += r.Extra
	t.Violations += len(r.Violations)
}

// Recall is the share of gold claims whose type was found, in [0,1].
func (t Total) Recall() float64 { return ratio(t.Typed, t.Gold) }

// Precision is the share of claims, optional ones left out, that gold has, in [0,1].
func (t Total) Precision() float64 { return ratio(t.Typed, t.Typed+t.Extra) }

// F1 is the harmonic mean of the two.
func (t Total) F1() float64 { return ratio(2*t.Typed, t.Gold+t.Typed+t.Extra) }

// ratio is a/b, and 1 of nothing: nothing was asked and nothing made.
func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// Print writes a table of results with a line of sums for each language; detail adds what was missed, extra, and different.
func Print(w io.Writer, rs []Result, detail bool) {
	fmt.Fprintf(w, "%-36s %4s %4s %7s %5s %5s %6s %6s\n", "article", "gold", "made", "matched", "typed", "extra", "breach", "quotes")
	sums := map[string]*Total{}
	for _, r := range rs {
		name := filepath.Base(r.Article)
		if len(name) > 36 {
			name = name[:36]
		}
		fmt.Fprintf(w, "%-36s %4d %4d %7d %5d %5d %6d %3d/%d\n", name, r.Gold, r.Made, r.Matched, r.Typed, r.Extra, len(r.Violations), r.Quotes, r.QuotesGold)
		if sums[r.Lang] == nil {
			sums[r.Lang] = &Total{}
		}
		sums[r.Lang].Add(r)
		if !detail {
			continue
		}
		for _, x := range []struct {
			name string
			list []string
		}{{"missed", r.Missed}, {"differs", r.Differs}, {"extra", r.Extras}, {"BREACH", r.Violations}, {"to judge: never", r.MustNot}} {
			for _, l := range x.list {
				fmt.Fprintf(w, "    %s: %s\n", x.name, l)
			}
		}
	}
	langs := make([]string, 0, len(sums))
	for l := range sums {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	for _, l := range langs {
		t := sums[l]
		fmt.Fprintf(w, "%s: %d articles, %d of %d matched in full; type: precision %.3f recall %.3f F1 %.3f; %d extra, %d breaches\n",
			l, t.Articles, t.Matched, t.Gold, t.Precision(), t.Recall(), t.F1(), t.Extra, t.Violations)
	}
}
