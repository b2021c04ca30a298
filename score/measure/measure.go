// Package measure has the measures that labelled sets are scored with. It knows no set and no stage.
package measure

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"factum"
)

// Count is what was found of what there was to find.
type Count struct {
	Right int // found and in the gold
	Found int // all found
	Gold  int // all in the gold
}

// Add adds another count.
func (c *Count) Add(o Count) {
	c.Right += o.Right
	c.Found += o.Found
	c.Gold += o.Gold
}

// Precision is the share of what was found that is right, 0 when nothing was found.
func (c Count) Precision() float64 { return Share(c.Right, c.Found) }

// Recall is the share of the gold that was found, 0 when there is none.
func (c Count) Recall() float64 { return Share(c.Right, c.Gold) }

// F1 is the harmonic mean of both.
func (c Count) F1() float64 { return Share(2*c.Right, c.Found+c.Gold) }

// Share is a/b, 0 when b is.
func Share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Macro is the mean F1 over classes that the gold has.
func Macro(classes map[string]Count) float64 {
	sum, n := 0.0, 0
	for _, k := range slices.Sorted(maps.Keys(classes)) {
		if c := classes[k]; c.Gold > 0 {
			sum += c.F1()
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// Overlap is how many bytes two spans share.
func Overlap(a, b factum.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// Pairs ties the spans of two lists one to one where they overlap, those that share most first, the earlier on a tie. It returns for each
// span of a the index of its partner in b, or -1.
func Pairs(a, b []factum.Span) []int {
	type tie struct{ i, j, n int }
	var ties []tie
	for i := range a {
		for j := range b {
			if n := Overlap(a[i], b[j]); n > 0 {
				ties = append(ties, tie{i, j, n})
			}
		}
	}
	slices.SortFunc(ties, func(x, y tie) int {
		return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	out, taken := make([]int, len(a)), make([]bool, len(b))
	for i := range out {
		out[i] = -1
	}
	for _, t := range ties {
		if out[t.i] < 0 && !taken[t.j] {
			out[t.i], taken[t.j] = t.j, true
		}
	}
	return out
}

// Km is the distance of two points on the globe in kilometres, by the haversine on a sphere of 6,371 km.
func Km(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*rad/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin((lon2-lon1)*rad/2), 2)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(a)))
}

// Jaccard is the share of what two sets have in common of all that they hold, 1 for two empty ones.
func Jaccard(a, b map[string]bool) float64 {
	both := 0
	for k := range a {
		if b[k] {
			both++
		}
	}
	all := len(a) + len(b) - both
	if all == 0 {
		return 1
	}
	return float64(both) / float64(all)
}
