package shiftworld

import (
	"reflect"
	"testing"
)

// TestMake: the same seed makes the same world, another one another; every observation is told by somebody, after it happened or began.
func TestMake(t *testing.T) {
	a, b, c := World{Seed: 1}.Make(), World{Seed: 1}.Make(), World{Seed: 2}.Make()
	if !reflect.DeepEqual(a, b) || reflect.DeepEqual(a, c) {
		t.Error("the seed is not what makes a world")
	}
	if len(a) < 800 || len(a) > 2500 {
		t.Errorf("%d observations in a year of four happenings a day", len(a))
	}
	for _, o := range a {
		if len(o.Sources) == 0 || o.Published < o.From || o.To < o.From {
			t.Fatalf("%+v", o)
		}
	}
}
