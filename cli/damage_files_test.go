package cli_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"factum/cli"
)

// found is what `verify --json` prints of one thing.
type found struct {
	Item, File, Status, Why string
	OK, Summary             bool
	Failed                  int
}

// verified runs verify within this process.
func verified(t testing.TB, dir string, args ...string) (code int, named []found) {
	t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"--record", filepath.Join(dir, "record"), "verify", "--json"}, args...)
	code = cli.Run(context.Background(), args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, nil)
	if errs.Len() > 0 {
		t.Fatalf("verify said: %s", errs.String())
	}
	all := lines[found](t, out.String())
	if n := len(all); n == 0 || !all[n-1].Summary {
		t.Fatalf("no summary: %s", out.String())
	}
	failed := 0
	for _, f := range all[:len(all)-1] {
		if !f.OK {
			failed++
		}
	}
	if last := all[len(all)-1]; last.Failed != failed || (code == 3) != (failed > 0) {
		t.Errorf("exit code %d, %d failed, summary %d", code, failed, last.Failed)
	}
	return code, all[:len(all)-1]
}

// namedOnly wants exit code 3 and exactly these items of one file named as what does not hold; no items: any of that file.
func namedOnly(t testing.TB, dir, file string, items ...string) {
	t.Helper()
	code, named := verified(t, dir)
	if code != 3 {
		t.Errorf("exit code %d, want 3: %+v", code, named)
	}
	var got []string
	for _, f := range named {
		if f.OK {
			continue
		}
		if f.File != file {
			t.Errorf("%s of %s is named, and nothing in that file was touched: %+v", f.Item, f.File, f)
		}
		if !slices.Contains(got, f.Item) {
			got = append(got, f.Item)
		}
	}
	slices.Sort(items)
	slices.Sort(got)
	if len(items) > 0 && !slices.Equal(items, got) {
		t.Errorf("named: %.400q\nwant:  %.400q", got, items)
	}
}

// evidence makes a folder with a record of several sessions: captures read and coded, one of them long, 300 captures only kept, a gap, a person, a finding,
// and a blob that no act names.
func evidence(t testing.TB) string {
	t.Helper()
	dir, _ := filled(t)
	var long strings.Builder
	for i := range 900 {
		fmt.Fprintf(&long, "The council of Lozova met on day %d and heard reports of the week from the districts.\n\n", i)
	}
	put(t, filepath.Join(dir, "long.txt"), report("long")+long.String())
	for i := range 300 {
		put(t, filepath.Join(dir, "many", fmt.Sprintf("%03d.txt", i)), fmt.Sprintf("kept %d", i))
	}
	want(t, 0, dir, "add", "long.txt")
	want(t, 0, dir, "add", "--no-read", "many")
	want(t, 0, dir, "--by", "anna", "by", "add", "boris", "--role", "analyst")
	const nobodys = "nobody names me"
	put(t, filepath.Join(dir, "record/blobs", blobOf(nobodys)), nobodys)
	clean(t, dir)
	return dir
}

// digest is the SHA-256 of a text as it names files.
func digest(content string) string {
	d := sha256.Sum256([]byte(content))
	return hex.EncodeToString(d[:])
}

// blobOf is the place of a blob below blobs/.
func blobOf(content string) string {
	d := digest(content)
	return filepath.Join(d[:2], d)
}

// change writes a file anew and gives it back as it was when the test ends.
func change(t testing.TB, path string, f func([]byte) []byte) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(f(slices.Clone(before)))
	t.Cleanup(func() { write(before) })
}

// counts reports whether a file under the record holds evidence.
func counts(name string) bool {
	return name != "lock" && !strings.HasPrefix(name, "record.db") && !strings.HasSuffix(name, ".lock") && !strings.HasSuffix(name, "gcState")
}

// TestDamagedFiles flips a byte at the start, in the middle and at the end of every file that counts: the item that it belongs to is named, with its file, and
// nothing else.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	rec := filepath.Join(dir, "record")
	var names []string
	blobs := 0
	err := filepath.WalkDir(rec, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(rec, p)
		if strings.HasPrefix(name, "blobs/") {
			if blobs++; blobs%40 != 1 && e.Name() != digest("nobody names me") {
				return err // they are all alike: some are enough
			}
		}
		if counts(name) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"acts/", "sealed/", "derived/", "blobs/", "log/tile/0/", "log/tile/1/", "log/tile/entries/", "log/checkpoint", "log/.state/treeState", "checkpoints/", "keys/", "factum.toml"} {
		if !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, kind) }) {
			t.Errorf("the record has no %s", kind)
		}
	}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(rec, name))
		if err != nil {
			t.Fatal(err)
		}
		for what, at := range map[string]int{"start": 0, "middle": len(b) / 2, "end": len(b) - 1} {
			t.Run(name+"/"+what, func(t *testing.T) {
				change(t, filepath.Join(rec, name), func(b []byte) []byte { b[at] ^= 1; return b })
				namedOnly(t, dir, name, itemsAt(name, b, at)...)
			})
		}
	}
	clean(t, dir)
}

// itemsAt is the items that a byte of a file belongs to; a line end belongs to the line before and ties the next to it.
func itemsAt(name string, b []byte, at int) []string {
	base := filepath.Base(name)
	n := bytes.Count(b[:at], []byte{'\n'})
	switch strings.SplitN(name, "/", 2)[0] {
	case "blobs":
		return []string{"sha256:" + base}
	case "checkpoints":
		return []string{"checkpoint/" + base}
	case "acts", "sealed":
		items := []string{fmt.Sprint("act_", n)}
		if b[at] == '\n' && at < len(b)-1 {
			items = append(items, fmt.Sprint("act_", n+1))
		}
		return items
	case "derived":
		items := []string{"sha256:" + digest(strings.Split(string(b), "\n")[n])}
		if b[at] == '\n' && at < len(b)-1 {
			items = append(items, "sha256:"+digest(strings.Split(string(b), "\n")[n+1]))
		}
		return items
	}
	if name == "log/checkpoint" {
		return []string{"checkpoint/published"}
	}
	return []string{name}
}

// TestDamagedLines removes, doubles and exchanges lines and cuts files.
func TestDamagedLines(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	rec := filepath.Join(dir, "record")
	const acts, sealed, derived = "acts/00000000.jsonl", "sealed/00000000.jsonl", "derived/00000000.jsonl"
	read := func(name string) [][]byte {
		b, err := os.ReadFile(filepath.Join(rec, name))
		if err != nil {
			t.Fatal(err)
		}
		return slices.Collect(bytes.Lines(b))
	}
	n := len(read(acts))
	from := func(first int) (items []string) {
		for i := first; i < n; i++ {
			items = append(items, fmt.Sprint("act_", i))
		}
		return items
	}
	item := func(line int) string {
		return "sha256:" + digest(strings.TrimSuffix(string(read(derived)[line]), "\n"))
	}
	lines := func(f func(ls [][]byte) [][]byte) func([]byte) []byte {
		return func(b []byte) []byte {
			return bytes.Join(f(slices.Collect(bytes.Lines(b))), nil)
		}
	}
	removed := lines(func(ls [][]byte) [][]byte { return slices.Delete(ls, 3, 4) })
	doubled := lines(func(ls [][]byte) [][]byte { return slices.Insert(ls, 3, ls[3]) })
	swapped := lines(func(ls [][]byte) [][]byte { ls[3], ls[4] = ls[4], ls[3]; return ls })
	blanked := lines(func(ls [][]byte) [][]byte {
		ls[3] = append(bytes.Repeat([]byte{' '}, len(ls[3])-1), '\n')
		return ls
	})
	half := func(b []byte) []byte { return b[:len(b)/2] }
	cutAt := func(name string) int {
		b, err := os.ReadFile(filepath.Join(rec, name))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Count(half(b), []byte{'\n'})
	}
	for _, x := range []struct {
		name, file string
		do         func([]byte) []byte
		items      []string
	}{
		{"act removed", acts, removed, []string{"act_3"}},
		{"act doubled", acts, doubled, []string{acts + ":5"}},
		{"acts swapped", acts, swapped, []string{"act_3", "act_4"}},
		{"act blanked", acts, blanked, []string{"act_3"}},
		{"acts cut", acts, half, from(cutAt(acts))},
		{"openings removed", sealed, removed, []string{"act_3"}},
		{"openings doubled", sealed, doubled, []string{sealed + ":5"}},
		{"openings swapped", sealed, swapped, []string{"act_3", "act_4"}},
		{"openings blanked", sealed, blanked, []string{"act_3"}},
		{"openings cut", sealed, half, from(cutAt(sealed))},
		{"openings exchanged for those of an act far away", sealed, lines(func(ls [][]byte) [][]byte { ls[3], ls[200] = ls[200], ls[3]; return ls }), []string{"act_3", "act_200"}},
		{"one opening's salt", sealed, lines(func(ls [][]byte) [][]byte {
			at := bytes.Index(ls[5], []byte(`"key":["`)) + len(`"key":["`)
			ls[5][at] = "10"[b2i(ls[5][at] == '1')]
			return ls
		}), []string{"act_5"}},
		{"one opening for that of another act", sealed, lines(func(ls [][]byte) [][]byte {
			ls[50] = bytes.Replace(ls[50], openingOf(ls[50], "subject"), openingOf(ls[51], "subject"), 1)
			return ls
		}), []string{"act_50"}},
		{"derived item removed", derived, removed, []string{item(3)}},
		{"derived item blanked", derived, blanked, []string{item(3), derived + ":4"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			change(t, filepath.Join(rec, x.file), x.do)
			namedOnly(t, dir, x.file, x.items...)
		})
	}
	// Derived items are named by their digests and have no order; only the database says where they lie.
	t.Run("derived items swapped", func(t *testing.T) {
		change(t, filepath.Join(rec, derived), swapped)
		namedOnly(t, dir, "record.db", "derived "+item(4), "derived "+item(3))
	})
	clean(t, dir)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// openingOf is the list that opens a field, as it stands in a line of openings.
func openingOf(line []byte, field string) []byte {
	at := bytes.Index(line, []byte(`"`+field+`":[`)) + len(field) + 3
	return line[at : at+bytes.Index(line[at:], []byte(`}]`))+2]
}

// TestReplacedFiles puts one file in the place of another.
func TestReplacedFiles(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	rec := filepath.Join(dir, "record")
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(rec, name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	glob := func(pattern string) (names []string) {
		all, err := filepath.Glob(filepath.Join(rec, pattern))
		if err != nil || len(all) < 2 {
			t.Fatalf("%s: %v, %v", pattern, all, err)
		}
		for _, p := range all {
			name, _ := filepath.Rel(rec, p)
			names = append(names, name)
		}
		return names
	}
	kept := glob("checkpoints/*")
	slices.SortFunc(kept, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	oldest, newest := kept[0], kept[len(kept)-1]
	skey, _, err := note.GenerateKey(rand.Reader, strings.Split(string(read("log/checkpoint")), "\n")[0])
	if err != nil {
		t.Fatal(err)
	}
	var small []string // blobs of the same size
	for _, name := range glob("blobs/*/*") {
		if len(read(name)) == len("kept 100") {
			small = append(small, name)
		}
	}
	for _, x := range []struct {
		name, file string
		with       []byte
	}{
		{"a tile by another", "log/tile/0/000", read("log/tile/entries/000")},
		{"entries by others", "log/tile/entries/000", append(read("log/tile/entries/000")[34:], read("log/tile/entries/000")[:34]...)},
		{"a checkpoint by another", oldest, read(newest)},
		{"the newest kept checkpoint by an older one", newest, read(oldest)},
		{"the published checkpoint by an older one", "log/checkpoint", read(oldest)},
		{"the key by another of the same name", "keys/log.key", []byte(skey + "\n")},
		{"a blob by another of the same size", small[0], read(small[1])},
	} {
		t.Run(x.name, func(t *testing.T) {
			change(t, filepath.Join(rec, x.file), func([]byte) []byte { return x.with })
			namedOnly(t, dir, x.file, itemsAt(x.file, []byte{0}, 0)...)
		})
	}
	t.Run("a blob added whose bytes are others", func(t *testing.T) {
		name := "blobs/" + blobOf("these")
		put(t, filepath.Join(rec, name), "those")
		defer os.Remove(filepath.Join(rec, name))
		namedOnly(t, dir, name, "sha256:"+digest("these"))
	})
	t.Run("a blob added", func(t *testing.T) {
		put(t, filepath.Join(rec, "blobs", blobOf("these")), "these")
		defer os.Remove(filepath.Join(rec, "blobs", blobOf("these")))
		code, named := verified(t, dir)
		if i := slices.IndexFunc(named, func(f found) bool { return f.Item == "sha256:"+digest("these") }); code != 0 || i < 0 || named[i].Status != "not-in-log" {
			t.Errorf("exit code %d, %+v", code, named)
		}
	})
	t.Run("a blob removed", func(t *testing.T) {
		path := filepath.Join(rec, small[0])
		b := read(small[0])
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		defer put(t, path, string(b))
		namedOnly(t, dir, small[0], itemsAt(small[0], b, 0)...)
	})
	clean(t, dir)
}

// TestAnotherHistory has somebody who holds the record and its key write another history, from an early copy on. It agrees with itself: that is as far as a record
// can vouch for itself. A checkpoint that was kept elsewhere gives it away.
func TestAnotherHistory(t *testing.T) {
	t.Parallel()
	dir := started(t)
	other := t.TempDir()
	if err := os.CopyFS(other, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "one.txt"), report("one"))
	put(t, filepath.Join(other, "two.txt"), report("two"))
	want(t, 0, dir, "add", "one.txt")
	want(t, 0, other, "add", "two.txt")
	kept := filepath.Join(dir, "record/log/checkpoint")
	early, err := filepath.Glob(filepath.Join(dir, "record/checkpoints/1"))
	if err != nil || len(early) != 1 {
		t.Fatalf("%v, %v", early, err)
	}
	clean(t, other)
	if code, named := verified(t, dir, "--checkpoint", kept, "--checkpoint", early[0]); code != 0 {
		t.Errorf("the true history: exit code %d, %+v", code, named)
	}
	code, named := verified(t, other, "--checkpoint", early[0], "--checkpoint", kept)
	var bad []found
	for _, f := range named {
		if !f.OK {
			bad = append(bad, f)
		}
	}
	if code != 3 || len(bad) != 1 || bad[0].File != kept || bad[0].Status != "changed" {
		t.Errorf("the other history: exit code %d, %+v", code, bad)
	}
	says(t, want(t, 3, other, "verify", "--explain", "--checkpoint", kept).out, "checkpoint kept elsewhere: 1 item", "What it means", "Not touched", "What to do")
	says(t, want(t, 2, other, "verify", "--checkpoint", "absent").err, "absent", "no such file")
}
