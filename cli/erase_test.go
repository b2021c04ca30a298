package cli_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// statement is a report with a name and words that nothing else has, in its text, its file's name and its quotation.
const statement = "LOZOVA, 8 April 2022 - Russian forces shelled the railway station of Lozova on Friday, killing at least twelve people, " +
	"Zzyzxova Quuxenko said. \"We vroomfondled for hours in the cellar,\" said Zzyzxova Quuxenko, a teacher.\n"

// betrays are what must be nowhere: words as written, folded and stemmed as full text has them.
var betrays = []string{"Zzyzxova", "zzyzxova", "Quuxenko", "quuxenko", "vroomfondle", "hushhush", "collectorx"}

// nowhere walks every file of a record and wants none of the words in it, nor the capture's digest but in what the erased acts opened to.
func nowhere(t testing.TB, dir, digest string) {
	t.Helper()
	for name, content := range tree(t, dir) {
		for _, w := range betrays {
			if strings.Contains(content, w) {
				t.Errorf("%q is in %s", w, name)
			}
		}
		if strings.Contains(name, "/record.db") {
			continue // which says of the digest that it was erased
		}
		for i, l := range strings.Split(content, "\n") {
			if strings.Contains(l, digest) && !strings.Contains(l, `"erasure"`) {
				t.Errorf("the digest is in line %d of %s", i+1, name)
			}
		}
		if strings.Contains(name, digest) {
			t.Errorf("the digest names %s", name)
		}
	}
}

// confided makes a record with the statement in it, obtained twice, in whose facts other reports stand as well.
func confided(t *testing.T) (dir, digest string) {
	t.Helper()
	dir = started(t)
	put(t, filepath.Join(dir, "hushhush.txt"), statement)
	for _, n := range []string{"one", "two", "three"} {
		put(t, filepath.Join(dir, n+".txt"), report(n))
	}
	want(t, 0, dir, "add", "one.txt")
	want(t, 0, dir, "--by", "collectorx", "add", "hushhush.txt")
	want(t, 0, dir, "add", "two.txt", "hushhush.txt")
	want(t, 0, dir, "recode", "--all")
	s := sha256.Sum256([]byte(statement))
	return dir, hex.EncodeToString(s[:])
}

var grounds = []string{"--ground", "consent-withdrawn", "--authority", "form 17", "--reason", "the witness asked for it"}

func eraseArgs(ids ...string) []string {
	return append(append([]string{"--by", "carla", "erase"}, ids...), grounds...)
}

// TestErase takes a statement out of a record, as the witness asked: it is nowhere in its files afterwards, everything verifies, also after a
// rebuild, and whoever asks is told why it is gone.
func TestErase(t *testing.T) {
	t.Parallel()
	dir, digest := confided(t)
	rec := filepath.Join(dir, "record")
	found := map[string]bool{}
	for name, content := range tree(t, rec) {
		for _, w := range betrays {
			if strings.Contains(content, w) {
				found[w], found[strings.Split(name, "/")[1]] = true, true
			}
		}
	}
	for _, w := range append([]string{"record.db", "sealed", "derived", "blobs"}, betrays...) {
		if !found[w] {
			t.Fatalf("%q is not found before it is erased: the test tests little", w)
		}
	}
	says(t, want(t, 0, dir, "search", "Quuxenko").out, "Zzyzxova")

	r := want(t, 0, dir, eraseArgs("sha256:"+digest)...)
	says(t, r.out, "erased    sha256:"+digest, "on ground consent-withdrawn")
	nowhere(t, rec, digest)
	v := want(t, 0, dir, "verify")
	says(t, v.out, "erased on ground consent-withdrawn")
	nowhere(t, rec, digest)
	want(t, 0, dir, "rebuild")
	nowhere(t, rec, digest)
	clean(t, dir)

	says(t, want(t, 0, dir, "show", "sha256:"+digest).out, "on ground consent-withdrawn", "form 17", "the witness asked for it", "carla")
	acts := want(t, 0, dir, "list", "acts").out
	if n := strings.Count(acts, "erased on ground consent-withdrawn"); n < 3 {
		t.Errorf("list acts tells of %d erased acts:\n%s", n, acts)
	}
	says(t, finish(t, factum(t, dir, "search", "Quuxenko")).err, "nothing")
	if facts := want(t, 0, dir, "list", "facts").out; !strings.Contains(facts, "Lozova") {
		t.Errorf("what others report is gone as well:\n%s", facts)
	}

	// Again: nothing is left to do, and it says so.
	before := tree(t, filepath.Join(rec, "acts"))
	says(t, want(t, 0, dir, eraseArgs("sha256:"+digest)...).out, "known", "was erased on ground consent-withdrawn")
	untouched(t, before, tree(t, filepath.Join(rec, "acts")))

	// Added again it is a gap and not kept, unless somebody says that it may be.
	put(t, filepath.Join(dir, "plain.txt"), statement)
	r = want(t, 1, dir, "add", "plain.txt", "three.txt")
	says(t, r.out, "gap       plain.txt: these bytes were erased on ground consent-withdrawn", "--again", "captured")
	nowhere(t, rec, digest)
	clean(t, dir)
	says(t, want(t, 0, dir, "add", "--again", "plain.txt").out, "captured")
	says(t, want(t, 0, dir, "show", "sha256:"+digest).out, "capture sha256:", "before", "taken in again")
	says(t, want(t, 0, dir, "add", "plain.txt").out, "known")
	clean(t, dir)
	want(t, 0, dir, eraseArgs("sha256:"+digest)...)
	nowhere(t, rec, digest)
	clean(t, dir)
}

// TestEraseOthers erases what is no capture, and is refused what cannot go.
func TestEraseOthers(t *testing.T) {
	t.Parallel()
	dir, fact := filled(t)
	rec := filepath.Join(dir, "record")
	want(t, 1, dir, "--by", "anna", "add", "hushhush.txt")
	gap := lines[struct{ ID string }](t, want(t, 0, dir, "list", "gaps", "--json").out)[1].ID
	says(t, want(t, 0, dir, eraseArgs(gap)...).out, "erased    act_")
	nowhere(t, rec, "none")
	says(t, want(t, 0, dir, "list", "gaps").out, gap, "erased on ground consent-withdrawn")
	says(t, want(t, 0, dir, "show", gap).out, "erased on ground consent-withdrawn")
	clean(t, dir)

	var decided, captured string
	for _, a := range lines[struct {
		Index int
		Act   string
	}](t, want(t, 0, dir, "list", "acts", "--json").out) {
		switch a.Act {
		case "decided":
			decided = fmt.Sprint("act_", a.Index)
		case "captured":
			captured = fmt.Sprint("act_", a.Index)
		}
	}
	before := tree(t, rec)
	for _, c := range []struct {
		id, says string
		code     int
	}{
		{"act_0", "opened", 2}, {captured, "goes with its capture", 2}, {"act_999", "holds nothing", 1}, {fact, "follows from claims", 2},
		{"sha256:" + strings.Repeat("ab", 32), "holds nothing", 1}, {"hello", "too short", 2},
	} {
		says(t, want(t, c.code, dir, eraseArgs(decided, c.id)...).err, c.says)
	}
	says(t, want(t, 2, dir, eraseArgs(decided)[2:]...).err, "needs to know who you are")
	says(t, want(t, 2, dir, "--by", "carla", "erase", decided, "--ground", "because", "--authority", "a", "--reason", "r").err, "no ground", "court-order")
	says(t, want(t, 2, dir, "--by", "carla", "erase", decided, "--ground", "court-order", "--authority", " ", "--reason", "r").err, "authority")
	untouched(t, before, tree(t, rec))

	want(t, 0, dir, eraseArgs(decided)...)
	if out := want(t, 0, dir, "show", fact).out; strings.Contains(out, "one more is wanted") {
		t.Errorf("the finding is still there:\n%s", out)
	}
	clean(t, dir)
}

// TestEraseReadOnly cannot erase in a record that cannot be written, and touches nothing.
func TestEraseReadOnly(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("NOT TESTED: root writes everywhere; readonly_test.go has the commands on a read-only mount")
	}
	dir, digest := confided(t)
	rec := filepath.Join(dir, "record")
	for _, p := range []string{rec, filepath.Join(rec, "lock")} {
		if err := os.Chmod(p, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(rec, 0o755) })
	before := tree(t, rec)
	want(t, 1, dir, eraseArgs("sha256:"+digest)...)
	untouched(t, before, tree(t, rec))
}

// TestEraseKill ends erase with kill -9 at different moments. Once it is logged it is finished by whatever writes next; else nothing was lost.
func TestEraseKill(t *testing.T) {
	t.Parallel()
	dir, digest := confided(t)
	rec := filepath.Join(dir, "record")
	for round := range 8 {
		c := factum(t, dir, eraseArgs("sha256:"+digest)...)
		var out bytes.Buffer
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+15*round*round) * time.Millisecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		clean(t, dir) // as it was left
		want(t, 0, dir, "add", "one.txt")
		shown := want(t, 0, dir, "show", "sha256:"+digest).out
		switch {
		case strings.Contains(shown, "on ground consent-withdrawn") && !strings.Contains(shown, "taken in again"):
			nowhere(t, rec, digest)
			want(t, 0, dir, "--by", "collectorx", "add", "--again", "hushhush.txt")
		case strings.Contains(out.String(), "erased"):
			t.Fatalf("round %d: it was acknowledged and is there:\n%s", round, shown)
		}
		clean(t, dir)
	}
	want(t, 0, dir, eraseArgs("sha256:"+digest)...)
	nowhere(t, rec, digest)
	clean(t, dir)
}
