package record

import (
	"math"
	"strings"
	"testing"
)

// TestAgree works published examples through.
func TestAgree(t *testing.T) {
	table := func(values string, rows ...[]int) (out [][2]string) { // counts by first (rows) and second (columns)
		for i, r := range rows {
			for j, n := range r {
				for range n {
					out = append(out, [2]string{values[i : i+1], values[j : j+1]})
				}
			}
		}
		return out
	}
	lists := func(a, b string) (out [][2]string) {
		x, y := strings.Fields(a), strings.Fields(b)
		for i := range x {
			out = append(out, [2]string{x[i], y[i]})
		}
		return out
	}
	none := math.NaN()
	for _, c := range []struct {
		name                  string
		pairs                 [][2]string
		percent, kappa, alpha float64 // NaN: not looked at
	}{
		{"Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, table 18.1: psychotic, neurotic, organic",
			table("pno", []int{75, 1, 4}, []int{5, 4, 1}, []int{0, 0, 10}), 89, 0.68, none},
		{"Krippendorff 2011, A: two observers, binary", lists("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 60, none, 0.095},
		{"Krippendorff 2011, B: two observers, nominal", lists("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 75, none, 0.692},
		{"no agreement beyond chance", table("yn", []int{25, 25}, []int{25, 25}), 50, 0, none},
		{"whole agreement", table("yn", []int{5, 0}, []int{0, 7}), 100, 1, 1},
	} {
		a := Agree(c.pairs)
		for _, x := range []struct {
			what string
			got  *float64
			want float64
			half float64 // of the last digit that was published
		}{{"percent", a.Percent, c.percent, 0.5}, {"kappa", a.Kappa, c.kappa, 0.005}, {"alpha", a.Alpha, c.alpha, 0.0005}} {
			if !math.IsNaN(x.want) && (x.got == nil || math.Abs(*x.got-x.want) > x.half) {
				t.Errorf("%s: %s %v, want %v", c.name, x.what, x.got, x.want)
			}
		}
		if a.N != len(c.pairs) || a.TooFew {
			t.Errorf("%s: %d pairs, too few: %v", c.name, a.N, a.TooFew)
		}
	}
	if a := Agree(nil); a.N != 0 || a.Percent != nil || a.Kappa != nil || a.Alpha != nil || !a.TooFew {
		t.Errorf("no pairs: %+v", a)
	}
	// Where everybody says one thing there is nothing to tell agreement from chance by.
	if a := Agree(table("y", []int{12})); a.Kappa != nil || a.Alpha != nil || *a.Percent != 100 {
		t.Errorf("all alike: %+v", a)
	}
	if a := Agree(table("yn", []int{4, 1}, []int{0, 4})); !a.TooFew {
		t.Error("nine pairs are enough")
	}
}
