package measure_test

import (
	"math"
	"slices"
	"testing"

	"factum"
	"factum/score/measure"
)

func TestCount(t *testing.T) {
	c := measure.Count{Right: 3, Found: 4, Gold: 6}
	if c.Precision() != .75 || c.Recall() != .5 || math.Abs(c.F1()-.6) > 1e-9 {
		t.Errorf("P %v R %v F1 %v", c.Precision(), c.Recall(), c.F1())
	}
	if (measure.Count{}).F1() != 0 {
		t.Error("nothing found of nothing is not 0")
	}
	m := measure.Macro(map[string]measure.Count{"a": {Right: 1, Found: 1, Gold: 1}, "b": {Found: 2, Gold: 2}, "only found": {Found: 5}})
	if m != .5 {
		t.Errorf("macro %v", m)
	}
}

func TestPairs(t *testing.T) {
	span := func(a, b int) factum.Span { return factum.Span{Start: a, End: b} }
	got := measure.Pairs([]factum.Span{span(0, 10), span(5, 30), span(40, 41)}, []factum.Span{span(4, 29), span(8, 12), span(41, 50)})
	if !slices.Equal(got, []int{1, 0, -1}) {
		t.Errorf("%v", got)
	}
}

func TestKm(t *testing.T) {
	if d := measure.Km(50.45, 30.52, 50.85, 4.35); math.Abs(d-1837) > 10 { // Kyiv to Brussels
		t.Errorf("%v km", d)
	}
	if measure.Km(1, 2, 1, 2) != 0 {
		t.Error("a point is away from itself")
	}
}

func TestJaccard(t *testing.T) {
	if j := measure.Jaccard(map[string]bool{"a": true, "b": true}, map[string]bool{"b": true, "c": true}); math.Abs(j-1./3) > 1e-9 {
		t.Errorf("%v", j)
	}
	if measure.Jaccard(nil, nil) != 1 {
		t.Error("two empty sets differ")
	}
}
