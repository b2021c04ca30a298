package sets_test

import (
	"os"
	"testing"

	"factum/score/sets"
)

// TestSets prints the table where the sets lie beside the project.
func TestSets(t *testing.T) {
	dir := os.Getenv("FACTUM_SETS")
	if dir == "" {
		t.Skip("FACTUM_SETS names no folder with the development sets")
	}
	for _, s := range sets.All {
		rows, err := s.Score(t.Context(), dir)
		if err != nil {
			t.Error(err)
		}
		for _, r := range rows {
			t.Logf("%-22s %-55s %.3f  n=%d  wanted %s", r.Set, r.Measure, r.Value, r.N, r.Wanted)
		}
	}
}
