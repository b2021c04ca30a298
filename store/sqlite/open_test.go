package sqlite

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"factum"
	"factum/store"
	"factum/store/storetest"
)

func loaded(t *testing.T, cfg Config) (path string, entries []factum.Entry, items store.Items) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "record.db")
	entries, items = storetest.Load(t, 3)
	db, err := Open(context.Background(), path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(context.Background(), entries, items); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path, entries, items
}

func TestReadOnly(t *testing.T) {
	cfg := Config{RecordID: "r", Weigher: storetest.Weigher{}}
	path, entries, items := loaded(t, cfg)
	dir := filepath.Dir(path)
	for name, mode := range map[string]os.FileMode{path: 0o444, dir: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cfg.ReadOnly = true
	db, err := Open(context.Background(), path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if p, err := db.Claims(context.Background(), store.Filter{}); err != nil || len(p.Items) != 3 {
		t.Errorf("%d claims, %v", len(p.Items), err)
	}
	if err := db.Apply(context.Background(), entries, items); factum.KindOf(err) != factum.ReadOnly {
		t.Errorf("apply: %v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was written")
	}
}

// A reader sees what a writer commits, and is not in its way.
func TestReaderBesideWriter(t *testing.T) {
	ctx := context.Background()
	cfg := Config{RecordID: "r", Weigher: storetest.Weigher{}}
	path, entries, items := loaded(t, cfg)
	w, err := Open(ctx, path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	cfg.ReadOnly = true
	r, err := Open(ctx, path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	more := entries[1]
	more.Index = factum.ActIndex(len(entries))
	if err := w.Apply(ctx, []factum.Entry{more}, items); err != nil {
		t.Fatal(err)
	}
	if n, err := r.Cursor(ctx); int(n) != len(entries)+1 || err != nil {
		t.Errorf("the reader stands at %d, %v", n, err)
	}
}

// A file that does not fit is refused to readers and made again by writers.
func TestFileThatDoesNotFit(t *testing.T) {
	ctx := context.Background()
	cfg := Config{RecordID: "r", Weigher: storetest.Weigher{}}
	for what, change := range map[string]func(path string, c *Config){
		"another record": func(_ string, c *Config) { c.RecordID = "s" },
		"another schema": func(path string, _ *Config) {
			db, err := sql.Open("sqlite", source(path))
			if err == nil {
				_, err = db.Exec("PRAGMA user_version = 999")
				db.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			path, _, _ := loaded(t, cfg)
			c := cfg
			change(path, &c)
			c.ReadOnly = true
			if _, err := Open(ctx, path, c); factum.KindOf(err) != factum.Conflict {
				t.Errorf("reader: %v", err)
			}
			c.ReadOnly = false
			db, err := Open(ctx, path, c)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if n, err := db.Cursor(ctx); n != 0 || err != nil {
				t.Errorf("the cursor is %d, %v", n, err)
			}
		})
	}
	t.Run("other versions", func(t *testing.T) {
		path, entries, _ := loaded(t, cfg)
		for _, c := range []struct {
			versions string
			readOnly bool
			want     int
		}{{"2", true, len(entries)}, {"", false, len(entries)}, {"2", false, 0}, {"2", false, 0}} {
			db, err := Open(ctx, path, Config{RecordID: "r", Weigher: storetest.Weigher{}, Versions: c.versions, ReadOnly: c.readOnly})
			if err != nil {
				t.Fatal(err)
			}
			if n, err := db.Cursor(ctx); int(n) != c.want || err != nil {
				t.Errorf("%+v: the cursor is %d, %v", c, n, err)
			}
			db.Close()
		}
	})
	t.Run("missing", func(t *testing.T) {
		if _, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"), Config{ReadOnly: true}); factum.KindOf(err) != factum.Missing {
			t.Errorf("got %v", err)
		}
	})
	t.Run("no database", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "x.db")
		if err := os.WriteFile(path, []byte("these are plainly not the bytes of a database, and long enough to tell"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{true, false} {
			_, err := Open(ctx, path, Config{ReadOnly: readOnly})
			if factum.KindOf(err) != factum.Integrity || factum.HintOf(err) == "" {
				t.Errorf("read-only %v: %v", readOnly, err)
			}
		}
	})
}

// A term that full text lost is found by its own check.
func TestCheckTextFinds(t *testing.T) {
	ctx := context.Background()
	cfg := Config{Weigher: storetest.Weigher{}}
	path, _, _ := loaded(t, cfg)
	db, err := Open(ctx, path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.CheckText(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := db.w.ExecContext(ctx, "UPDATE document_terms SET text = text || ' more' WHERE n = (SELECT min(n) FROM document_terms)"); err != nil {
		t.Fatal(err)
	}
	if err := db.CheckText(ctx); factum.KindOf(err) != factum.Integrity {
		t.Errorf("got %v", err)
	}
}
