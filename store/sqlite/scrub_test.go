package sqlite

import (
	"context"
	"os"
	"strings"
	"testing"

	"factum"
	"factum/store/storetest"
)

// What was deleted is in none of the files, while the database is open too; where somebody reads it stays due, and the next opening does it.
func TestScrub(t *testing.T) {
	ctx := context.Background()
	cfg := Config{RecordID: "r", Weigher: storetest.Weigher{}}
	path, _, _ := loaded(t, cfg)
	db, err := Open(ctx, path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	holds := func() (in []string) {
		for _, end := range []string{"", "-wal", "-shm"} {
			if b, err := os.ReadFile(path + end); err == nil && strings.Contains(string(b), "Zzyzxova") {
				in = append(in, path+end)
			}
		}
		return in
	}
	drop := func() {
		for _, q := range []string{"PRAGMA busy_timeout = 50", "INSERT INTO meta VALUES('secret', 'Zzyzxova')", "DELETE FROM meta WHERE name = 'secret'",
			"INSERT OR IGNORE INTO scrub VALUES(1)"} {
			if _, err := db.w.ExecContext(ctx, q); err != nil {
				t.Fatal(err)
			}
		}
		if len(holds()) == 0 {
			t.Fatal("it is nowhere before the scrub: the test tests nothing")
		}
	}
	drop()
	if err := db.Scrub(ctx); err != nil || len(holds()) > 0 {
		t.Errorf("%v, it is in %v", err, holds())
	}
	drop()
	reader, err := db.r.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := reader.QueryRowContext(ctx, "SELECT count(*) FROM acts").Scan(&n); err != nil {
		t.Fatal(err)
	}
	if err := db.Scrub(ctx); factum.KindOf(err) != factum.Busy || factum.HintOf(err) == "" {
		t.Errorf("beside a reader: %v", err)
	}
	if err := reader.Rollback(); err != nil {
		t.Fatal(err)
	}
	var due bool
	if err := db.w.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM scrub)").Scan(&due); err != nil || !due {
		t.Errorf("it is not due any more, %v", err)
	}
	db.Close()
	if db, err = Open(ctx, path, cfg); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.w.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM scrub)").Scan(&due); err != nil || due || len(holds()) > 0 {
		t.Errorf("opened again it is due: %v, in %v, %v", due, holds(), err)
	}
}
