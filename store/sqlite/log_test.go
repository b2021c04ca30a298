package sqlite

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
)

// The acts of the log are found without going through all acts.
func TestLogActs(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"), Config{RecordID: "r"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var es []factum.Entry
	for i := range 200 {
		e := factum.Entry{Index: factum.ActIndex(i), Act: factum.Act{V: 1, Kind: factum.Noted}}
		switch i {
		case 17, 190:
			e.Act.Kind = factum.Rekeyed
		case 18:
			e.Act.Kind = factum.Stamped
		}
		es = append(es, e)
	}
	if err := db.Apply(ctx, es, nil); err != nil {
		t.Fatal(err)
	}
	rekeyed, stamped, upTo, err := db.LogActs(ctx)
	if err != nil || !slices.Equal(rekeyed, []factum.ActIndex{17, 190}) || !slices.Equal(stamped, []factum.ActIndex{18}) || upTo != 200 {
		t.Errorf("%v, %v, %d, %v", rekeyed, stamped, upTo, err)
	}
	var plan string
	var n, parent, unused int
	if err := db.r.QueryRowContext(ctx, "EXPLAIN QUERY PLAN SELECT n, kind FROM acts WHERE kind IN ('rekeyed', 'stamped') ORDER BY n").Scan(&n, &parent, &unused, &plan); err != nil || !strings.Contains(plan, "acts_log") {
		t.Errorf("%q, %v", plan, err)
	}
}
