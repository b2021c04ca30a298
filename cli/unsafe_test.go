package cli_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnsafeLog gives the program a record whose log is not the one that its acts are in: lost in part, rolled back, restored from an older copy, of
// another record. Every command that would write refuses with exit code 4, whatever it would have done, and touches nothing: no log is begun
// anew, nothing is signed. What only reads either reads or says why not.
func TestUnsafeLog(t *testing.T) {
	t.Parallel()
	keep, fact := filled(t)
	older := t.TempDir()
	if err := os.CopyFS(older, os.DirFS(keep)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(keep, "later.txt"), report("later"))
	want(t, 0, keep, "add", "later.txt")
	other := started(t)
	capture := lines[struct{ Subject struct{ SHA256 string } }](t, want(t, 0, keep, "list", "captures", "--json").out)[0].Subject.SHA256
	restore := func(name string) func(t *testing.T, rec string) {
		return func(t *testing.T, rec string) { again(t, filepath.Join(older, "record"), rec, name) }
	}
	both := func(fs ...func(t *testing.T, rec string)) func(t *testing.T, rec string) {
		return func(t *testing.T, rec string) {
			for _, f := range fs {
				f(t, rec)
			}
		}
	}
	gone := func(name string) func(t *testing.T, rec string) {
		return func(t *testing.T, rec string) { remove(t, rec, name) }
	}
	// A database that has applied more acts than the log holds is what tells that the log is an older one: with it restored as well nothing in the
	// record does, as docs/trust.md says.
	for _, x := range []struct {
		name  string
		harm  func(t *testing.T, rec string)
		reads bool // list still answers
	}{
		{"no .state", gone("log/.state"), true},
		{"no state of the tree", gone("log/.state/treeState"), true},
		{"an empty state of the tree", func(t *testing.T, rec string) { put(t, filepath.Join(rec, "log/.state/treeState"), "") }, false},
		{"no checkpoint", gone("log/checkpoint"), true},
		{"neither state nor checkpoint", both(gone("log/.state"), gone("log/checkpoint")), false},
		{"an empty log folder", both(gone("log"), func(t *testing.T, rec string) {
			if err := os.Mkdir(filepath.Join(rec, "log"), 0o755); err != nil {
				t.Fatal(err)
			}
		}), false},
		{"state rolled back", restore("log/.state"), true},
		{"state and checkpoint rolled back", both(restore("log/.state"), restore("log/checkpoint")), true},
		{"log from an older copy", restore("log"), true},
		{"log and kept checkpoints from an older copy", both(restore("log"), restore("checkpoints")), true},
		{"acts from an older copy", restore("acts"), true},
		{"openings from an older copy", restore("sealed"), true},
		{"acts and openings from an older copy", both(restore("acts"), restore("sealed")), true},
		{"everything but checkpoints from an older copy", both(restore("acts"), restore("sealed"), restore("log"), restore("derived"), restore("record.db")), true},
		{"log of another record", func(t *testing.T, rec string) { again(t, filepath.Join(other, "record"), rec, "log") }, true},
		{"key of another record", func(t *testing.T, rec string) { again(t, filepath.Join(other, "record"), rec, "keys") }, true},
		{"no key", gone("keys/log.key"), true},
		{"factum.toml of another record", func(t *testing.T, rec string) { again(t, filepath.Join(other, "record"), rec, "factum.toml") }, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(keep)); err != nil {
				t.Fatal(err)
			}
			rec := filepath.Join(dir, "record")
			x.harm(t, rec)
			before := tree(t, rec)
			for _, args := range [][]string{{"add", "more.txt"}, {"recode", "--all"}, {"rebuild"},
				{"--by", "anna", "decide", fact, "--status", "refuted", "--standard", "balance", "--reason", "r"},
				{"--by", "anna", "erase", capture, "--ground", "court-order", "--authority", "a", "--reason", "r"}} {
				r := finish(t, factum(t, dir, args...))
				if r.code != 4 || r.out != "" || strings.Count(r.err, "\n") < 2 {
					t.Errorf("%v: exit code %d, printed %q, said %q", args, r.code, r.out, r.err)
				}
			}
			for _, args := range [][]string{{"list", "facts"}, {"show", fact}, {"verify"}} {
				r := finish(t, factum(t, dir, args...))
				if x.reads && args[0] == "list" && r.code != 0 {
					t.Errorf("%v: exit code %d\n%s", args, r.code, r.err)
				}
				if r.code != 0 && r.err == "" && args[0] != "verify" {
					t.Errorf("%v: exit code %d without a word", args, r.code)
				}
			}
			untouched(t, before, tree(t, rec))
		})
	}
}

// again puts a part of another record in the place of this one's.
func again(t *testing.T, from, rec, name string) {
	t.Helper()
	remove(t, rec, name)
	err := filepath.WalkDir(filepath.Join(from, name), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil {
			put(t, filepath.Join(rec, rel), string(b))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
