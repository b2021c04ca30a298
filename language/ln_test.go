package language

import (
	"math"
	"testing"
)

func TestLn(t *testing.T) {
	for x := 1e-12; x < 1e12; x *= 1.0137 {
		if got, want := ln(x), math.Log(x); math.Abs(got-want) > 1e-13*math.Max(1, math.Abs(want)) {
			t.Fatalf("ln(%v) = %v, want %v", x, got, want)
		}
	}
	if ln(1) != 0 {
		t.Errorf("ln(1) = %v", ln(1))
	}
}
