package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// filled makes a folder with a record of two captures, a gap and a finding in it, and inputs that are not yet added.
func filled(t testing.TB) (dir, fact string) {
	t.Helper()
	dir = started(t)
	for _, n := range []string{"one", "two", "more"} {
		put(t, filepath.Join(dir, n+".txt"), report(n))
	}
	want(t, 1, dir, "add", "one.txt", "two.txt", "absent.txt")
	fact = lines[struct{ ID string }](t, want(t, 0, dir, "list", "facts", "--json").out)[0].ID
	want(t, 0, dir, "--by", "anna", "decide", fact, "--status", "unresolved", "--standard", "balance", "--reason", "one more is wanted")
	return dir, fact
}

func edit(t *testing.T, path string, f func(string) string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, path, f(string(b)))
}

// TestNewerFormat opens a record that says it is of format 2: what writes refuses with a hint and touches nothing.
func TestNewerFormat(t *testing.T) {
	t.Parallel()
	dir, fact := filled(t)
	edit(t, filepath.Join(dir, "record/factum.toml"), func(s string) string { return strings.Replace(s, "format = 1", "format = 2", 1) })
	before := tree(t, filepath.Join(dir, "record"))
	for _, args := range [][]string{{"add", "more.txt"}, {"rebuild"}, {"recode"},
		{"--by", "anna", "decide", fact, "--status", "refuted", "--standard", "balance", "--reason", "r"}} {
		r := want(t, 1, dir, args...)
		says(t, r.err, "format 2", "newer")
		if r.out != "" {
			t.Errorf("%v printed %s", args, r.out)
		}
	}
	for _, args := range [][]string{{"list", "facts"}, {"show", fact}, {"search", "Lozova"}} {
		if r := finish(t, factum(t, dir, args...)); r.code != 0 {
			says(t, r.err, "format 2", "newer")
		}
	}
	if r := finish(t, factum(t, dir, "verify")); r.code != 1 && r.code != 3 {
		t.Errorf("verify of a format that it does not know: exit code %d\n%s%s", r.code, r.out, r.err)
	}
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
}

// TestUnknownAct opens a record with an act of a kind that this version does not know.
func TestUnknownAct(t *testing.T) {
	t.Parallel()
	dir, _ := filled(t)
	edit(t, filepath.Join(dir, "record/acts/00000000.jsonl"), func(s string) string {
		return strings.Replace(s, `{"act":"decided"`, `{"act":"foretold"`, 1)
	})
	before := tree(t, filepath.Join(dir, "record"))
	says(t, want(t, 1, dir, "rebuild").err, "foretold", "newer version")
	says(t, want(t, 3, dir, "verify").out, "acts/00000000.jsonl", "act_6")
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
	// Without a database every command comes upon it. Only the database is begun anew: it is a projection.
	remove(t, filepath.Join(dir, "record"), "record.db")
	delete(before, "/record.db")
	for _, args := range [][]string{{"add", "more.txt"}, {"list", "acts"}} {
		r := want(t, 1, dir, args...)
		says(t, r.err, "foretold", "newer version")
		if r.out != "" {
			t.Errorf("%v printed %s", args, r.out)
		}
	}
	after := tree(t, filepath.Join(dir, "record"))
	delete(after, "/record.db")
	untouched(t, before, after)
}

// TestCutRecord takes parts of a record away: who writes refuses with exit code 4 and touches nothing, and verify names the part.
func TestCutRecord(t *testing.T) {
	t.Parallel()
	keep, _ := filled(t)
	for _, x := range []struct {
		name  string
		cut   func(t *testing.T, rec string)
		named string
	}{
		{"no acts", func(t *testing.T, rec string) { remove(t, rec, "acts/00000000.jsonl") }, "acts/00000000.jsonl"},
		{"no acts folder", func(t *testing.T, rec string) { remove(t, rec, "acts") }, "acts"},
		{"an act less", func(t *testing.T, rec string) { edit(t, filepath.Join(rec, "acts/00000000.jsonl"), butLast) }, "acts/00000000.jsonl"},
		{"no openings", func(t *testing.T, rec string) { remove(t, rec, "sealed/00000000.jsonl") }, "sealed/00000000.jsonl"},
		{"no log", func(t *testing.T, rec string) { remove(t, rec, "log") }, "log"},
		{"no tiles", func(t *testing.T, rec string) { remove(t, rec, "log/tile") }, "log"},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(keep)); err != nil {
				t.Fatal(err)
			}
			x.cut(t, filepath.Join(dir, "record"))
			before := tree(t, filepath.Join(dir, "record"))
			r := want(t, 4, dir, "add", "more.txt")
			if r.out != "" || strings.Count(r.err, "\n") < 2 {
				t.Errorf("it printed %q and said %q, without a hint", r.out, r.err)
			}
			untouched(t, before, tree(t, filepath.Join(dir, "record")))
			says(t, want(t, 3, dir, "verify").out, x.named)
			untouched(t, before, tree(t, filepath.Join(dir, "record")))
		})
	}
}

// TestBrokenDatabase damages record.db in all sorts of ways: a clear hint to rebuild, and rebuild mends it.
func TestBrokenDatabase(t *testing.T) {
	t.Parallel()
	keep, fact := filled(t)
	for _, x := range []struct {
		name string
		harm func(string) string
	}{
		{"truncated", func(s string) string { return s[:len(s)/2] }},
		{"a torn page", func(s string) string { return s[:5000] }},
		{"empty", func(string) string { return "" }},
		{"garbage", func(string) string { return strings.Repeat("no database at all\n", 1000) }},
		{"zeros behind the head", func(s string) string { return s[:4096] + strings.Repeat("\x00", len(s)-4096) }},
		{"noise within", func(s string) string {
			b := []byte(s)
			for i := 8192; i < len(b); i += 7 {
				b[i] ^= 0x55
			}
			return string(b)
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(keep)); err != nil {
				t.Fatal(err)
			}
			db := filepath.Join(dir, "record/record.db")
			for _, end := range []string{"-wal", "-shm"} {
				_ = os.Remove(db + end)
			}
			edit(t, db, x.harm)
			for _, args := range [][]string{{"list", "facts"}, {"show", fact}, {"search", "station"}, {"add", "more.txt"}} {
				r := finish(t, factum(t, dir, args...))
				switch {
				case r.code == 0: // it was made again on the way, or that part was whole
				case r.code != 1 && r.code != 4:
					t.Errorf("%v: exit code %d\n%s", args, r.code, r.err)
				default:
					says(t, r.err, "factum rebuild")
				}
			}
			if r := finish(t, factum(t, dir, "verify")); r.code != 0 && (r.code != 3 || !strings.Contains(r.out, "record.db")) {
				t.Errorf("verify: exit code %d\n%s%s", r.code, r.out, r.err)
			}
			want(t, 0, dir, "rebuild")
			says(t, want(t, 0, dir, "show", fact).out, "one more is wanted")
			want(t, 0, dir, "add", "more.txt")
			clean(t, dir)
		})
	}
}

// TestNoRecordThere points at what is no record.
func TestNoRecordThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "file"), "x")
	put(t, filepath.Join(dir, "other/photo.jpg"), "x")
	put(t, filepath.Join(dir, "half/factum.toml"), "format = \"one\"\n")
	for _, d := range []string{"file", "other", "absent", "file/under"} {
		r := want(t, 2, dir, "--record", d, "list", "facts")
		says(t, r.err, "no record in "+d, "factum init")
	}
	says(t, want(t, 4, dir, "--record", "half", "add", "file").err, "half/factum.toml", "Restore")
	says(t, want(t, 3, dir, "--record", "half", "verify").out, "factum.toml")
	for _, d := range []string{"file", "other", "half"} {
		if r := finish(t, factum(t, dir, "--record", d, "init")); r.code != 1 || r.err == "" {
			t.Errorf("init in %s: exit code %d, %s", d, r.code, r.err)
		}
	}
}

func remove(t *testing.T, rec, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(rec, name)); err != nil {
		t.Fatal(err)
	}
}

// butLast leaves out the last line.
func butLast(s string) string {
	s = strings.TrimSuffix(s, "\n")
	return s[:strings.LastIndexByte(s, '\n')+1]
}

// TestQuietChange alters a row and makes the database look as if it merely lagged: that hides nothing.
func TestQuietChange(t *testing.T) {
	t.Parallel()
	sqlite, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("NOT TESTED: rows altered in a database. There is no sqlite3")
	}
	for _, x := range []struct {
		name, sql string
		code      int
		says      string
	}{
		{"a row", "UPDATE facts SET json = replace(json, 'Lozova', 'Kyiv')", 3, "facts"},
		{"a row, claims to be weighed", "UPDATE claims SET json = replace(json, 'Lozova', 'Kyiv'); INSERT INTO pending SELECT max(n), 0 FROM claims", 3, "claims"},
		{"a row, an act behind", "UPDATE gaps SET json = replace(json, 'absent', 'present'); DELETE FROM findings; DELETE FROM acts WHERE kind = 'decided'; DELETE FROM keys WHERE act = 6; UPDATE meta SET value = 6 WHERE name = 'cursor'", 3, "gaps"},
		{"an act too many", "UPDATE meta SET value = 8 WHERE name = 'cursor'", 3, "record.db"},
		{"a finding gone", "DELETE FROM findings", 3, "findings"},
		{"only claims to be weighed", "INSERT INTO pending SELECT max(n), 0 FROM claims", 0, "still to be weighed"},
		{"made with other versions", "UPDATE meta SET value = 'weigher 0' WHERE name = 'versions'", 0, "made with weigher 0"},
	} {
		t.Run(x.name, func(t *testing.T) {
			dir, _ := filled(t)
			if out, err := exec.Command(sqlite, filepath.Join(dir, "record/record.db"), x.sql).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			before := tree(t, filepath.Join(dir, "record"))
			says(t, want(t, x.code, dir, "verify").out, x.says) // writes nothing
			untouched(t, before, tree(t, filepath.Join(dir, "record")))
			if x.code == 0 {
				if r := want(t, 0, dir, "list", "facts"); r.err != "" { // the next command
					t.Errorf("it is not brought up to date: %s", r.err)
				}
			} else {
				want(t, 0, dir, "rebuild")
			}
			if r := want(t, 0, dir, "verify"); strings.Contains(r.out, "record.db") {
				t.Errorf("it is not settled: %s", r.out)
			}
		})
	}
}
