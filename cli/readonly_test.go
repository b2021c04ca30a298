package cli_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadOnlyRecord opens a record that may be read and not written, as on a medium handed over: all that only reads works, and what writes says
// why it does not.
func TestReadOnlyRecord(t *testing.T) {
	t.Parallel()
	from, fact := filled(t)
	dir := openTemp(t)
	if err := os.CopyFS(filepath.Join(dir, "record"), os.DirFS(filepath.Join(from, "record"))); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "more.txt"), report("more"))
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(p, 0o755)
		}
		return os.Chmod(p, 0o444)
	})
	if err == nil {
		err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				return os.Chmod(p, 0o555)
			}
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	before := tree(t, filepath.Join(dir, "record"))
	for _, args := range [][]string{{"list", "facts"}, {"list", "acts", "--json"}, {"show", fact}, {"show", "act_1"}, {"search", "station"}, {"verify"}} {
		if r := finish(t, asNobody(t, factum(t, dir, args...))); r.code != 0 || r.out == "" || r.err != "" {
			t.Errorf("%v: exit code %d\n%s%s", args, r.code, r.out, r.err)
		}
	}
	for _, args := range [][]string{{"add", "more.txt"}, {"recode", "--all"}, {"rebuild"},
		{"--by", "anna", "decide", fact, "--status", "refuted", "--standard", "balance", "--reason", "r"}} {
		r := finish(t, asNobody(t, factum(t, dir, args...)))
		if r.code != 1 || r.out != "" {
			t.Errorf("%v: exit code %d\n%s", args, r.code, r.out)
		}
		says(t, r.err, "permission denied", "can be read here but not written")
	}
	if r := finish(t, asNobody(t, factum(t, dir, "--record", "new", "init"))); r.code != 1 || r.err == "" {
		t.Errorf("init where nothing may be written: exit code %d, %s", r.code, r.err)
	}
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
	if err := os.Chmod(filepath.Join(dir, "record", "factum.toml"), 0); err != nil {
		t.Fatal(err)
	}
	r := finish(t, asNobody(t, factum(t, dir, "list", "facts")))
	if says(t, r.err, "permission denied", "may not read the record"); r.code != 1 || strings.Contains(r.err, "can be read here") {
		t.Errorf("a record that may not be read: exit code %d, %s", r.code, r.err)
	}
}
