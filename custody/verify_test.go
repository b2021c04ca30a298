package custody

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
)

// plainBlobs is as much of a blob store as these tests need.
type plainBlobs struct{ dir string }

func (b plainBlobs) Put(_ context.Context, r io.Reader) (factum.Subject, bool, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return factum.Subject{}, false, err
	}
	s := factum.Subject{SHA256: factum.DigestOf(data), SHA512: factum.SHA512Of(data), Size: int64(len(data))}
	name := filepath.Join(b.dir, blobName(s.SHA256))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return s, false, err
	}
	return s, false, os.WriteFile(name, data, 0o644)
}

func (b plainBlobs) Open(_ context.Context, d factum.Digest) (io.ReadCloser, error) {
	return os.Open(filepath.Join(b.dir, blobName(d)))
}

// evidence makes a record of 300 acts in three sessions, with captures, derived items small and large and a blob that no act names.
func evidence(t *testing.T) string {
	t.Helper()
	ctx := context.Background()
	l, dir := create(t)
	closeLedger(t, l)
	blobs := plainBlobs{dir}
	n := 0
	for _, acts := range []int{2, 200, 97} {
		l = write(t, dir, Config{Blobs: blobs})
		var drafts []factum.Draft
		for range acts {
			n++
			if n%7 != 1 {
				drafts = append(drafts, draft(n))
				continue
			}
			s, _, err := blobs.Put(ctx, strings.NewReader(fmt.Sprintf("capture %d", n)))
			if err != nil {
				t.Fatal(err)
			}
			doc := fmt.Sprintf(`{"capture":"%s","n":%d}`, s.SHA256, n)
			set := fmt.Sprintf(`{"capture":"%s","claims":[%d]}`, s.SHA256, n)
			if n == 8 {
				doc = fmt.Sprintf(`{"capture":"%s","text":"%s"}`, s.SHA256, strings.Repeat("x", factum.MaxAct))
			}
			d, err := l.PutDerived(ctx, [][]byte{[]byte(doc), []byte(set)})
			if err != nil {
				t.Fatal(err)
			}
			drafts = append(drafts, factum.Draft{Key: fmt.Sprint("capture", n), Kind: factum.Captured, Sealed: map[string]any{"subject": s, "by": "anna"}})
			n++
			drafts = append(drafts, factum.Draft{Key: fmt.Sprint("code", n), Kind: factum.Coded, Sealed: map[string]any{"subject": s.SHA256,
				"result": factum.Result{Documents: []factum.DocumentResult{{Document: d[0], Claims: d[1]}}}}})
		}
		if _, err := l.Append(ctx, drafts); err != nil {
			t.Fatal(err)
		}
		closeLedger(t, l)
	}
	if _, _, err := blobs.Put(ctx, strings.NewReader("nobody names me")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// failures verifies and returns what does not hold.
func failures(t *testing.T, dir string, opts VerifyOptions) []Checked {
	t.Helper()
	var out []Checked
	sum, err := Verify(context.Background(), dir, opts, func(c Checked) {
		if c.Item == "" || c.Status == "" || c.OK == (c.Status == Changed || c.Status == MissingItem || c.Status == Added) {
			t.Errorf("ill-formed: %+v", c)
		}
		if !c.OK {
			out = append(out, c)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Failed != len(out) {
		t.Errorf("%d failed, %d reported", sum.Failed, len(out))
	}
	return out
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			out = append(out, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestVerifyHolds(t *testing.T) {
	dir := evidence(t)
	var statuses = map[string]int{}
	sum, err := Verify(context.Background(), dir, VerifyOptions{}, func(c Checked) {
		statuses[c.Status]++
		if !c.OK {
			t.Errorf("%+v", c)
		}
	})
	if err != nil || statuses[OK] < 600 || statuses[NotInLog] != 1 || sum.Failed != 0 {
		t.Errorf("%v %+v %v", statuses, sum, err)
	}
}

// evidenceFile reports whether a change to a file has to be found: locks and housekeeping hold no evidence.
func evidenceFile(name string) bool {
	return name != "lock" && !strings.HasSuffix(name, ".lock") && !strings.HasSuffix(name, "gcState")
}

// Every byte counts: in every file of a record, a changed, a removed and an added byte are found, and the file is named.
func TestEveryByteCounts(t *testing.T) {
	dir := evidence(t)
	all := files(t, dir)
	kinds := map[string]int{}
	for _, name := range all {
		kind := strings.SplitN(name, "/", 2)[0]
		if strings.HasPrefix(name, "log/tile/") {
			kind = filepath.Join("log/tile", strings.Split(name, "/")[2])
		}
		if kinds[kind]++; kinds[kind] > 2 || !evidenceFile(name) {
			continue // of blobs and tiles a few
		}
		path := filepath.Join(dir, name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
		for what, changed := range tampered(whole) {
			t.Run(name+"/"+what, func(t *testing.T) {
				if err := os.WriteFile(path, changed, 0o600); err != nil {
					t.Fatal(err)
				}
				got := failures(t, dir, VerifyOptions{})
				if !slices.ContainsFunc(got, func(c Checked) bool { return c.File == name }) {
					t.Errorf("not named: %+v", got)
				}
			})
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		optional := kind == "checkpoints" || name == fileKey || strings.Contains(name, ".p/") || string(whole) == "nobody names me"
		if got := failures(t, dir, VerifyOptions{}); len(got) == 0 && !optional {
			t.Errorf("%s was removed and nothing is missed", name)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("put back, still: %+v", got)
	}
	for _, want := range []string{"acts", "sealed", "derived", "blobs", "log/tile/0", "log/tile/1", "log/tile/entries", "log", "checkpoints", "factum.toml", "keys"} {
		if kinds[want] == 0 {
			t.Errorf("no file of kind %s was tried: %v", want, kinds)
		}
	}
}

// tampered gives a file's bytes changed in the ways that have to be found.
func tampered(b []byte) map[string][]byte {
	out := map[string][]byte{
		"added at the end":   append(slices.Clone(b), 'x'),
		"line end added":     append(slices.Clone(b), '\n'),
		"added at the front": append([]byte(" "), b...),
		"removed at the end": slices.Clone(b[:len(b)-1]),
		"emptied":            {},
	}
	for i := range 5 {
		at := i * (len(b) - 1) / 4
		f := slices.Clone(b)
		f[at] ^= 1
		out[fmt.Sprintf("bit %d flipped", 8*at)] = f
		out[fmt.Sprintf("byte %d removed", at)] = slices.Delete(slices.Clone(b), at, at+1)
	}
	if n := bytes.Count(b, []byte{'\n'}); n > 10 {
		lines := bytes.SplitAfter(b, []byte{'\n'})
		out["line removed"] = bytes.Join(slices.Delete(slices.Clone(lines), 5, 6), nil)
		swapped := slices.Clone(lines)
		swapped[5], swapped[6] = swapped[6], swapped[5]
		if len(lines) > 200 { // derived items have no order, and one may be there twice
			out["lines swapped"] = bytes.Join(swapped, nil)
			out["line doubled"] = bytes.Join(slices.Insert(slices.Clone(lines), 5, lines[5]), nil)
		}
		blank := slices.Clone(lines)
		blank[5] = []byte{'\n'}
		out["line blanked"] = bytes.Join(blank, nil)
	}
	return out
}

// One thing that changed is one thing that is reported, and by its own name.
func TestVerifyNamesTheItem(t *testing.T) {
	dir := evidence(t)
	line := func(name string, n int, change func([]byte) []byte) {
		path := filepath.Join(dir, name)
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(b, []byte{'\n'})
		lines[n] = change(slices.Clone(lines[n]))
		if err := os.WriteFile(path, bytes.Join(lines, nil), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	flip := func(b []byte) []byte { b[len(b)/2] ^= 2; return b }
	drop := func([]byte) []byte { return nil }
	for _, c := range []struct {
		what, name, item, status string
		n                        int
		change                   func([]byte) []byte
	}{
		{"act changed", "acts/00000000.jsonl", "act_17", Changed, 17, flip},
		{"act removed", "acts/00000000.jsonl", "act_17", MissingItem, 17, drop},
		{"last act removed", "acts/00000000.jsonl", "act_299", MissingItem, 299, drop},
		{"openings changed", "sealed/00000000.jsonl", "act_20", Changed, 20, flip},
		{"openings removed", "sealed/00000000.jsonl", "act_20", MissingItem, 20, drop},
		{"openings blanked", "sealed/00000000.jsonl", "act_20", MissingItem, 20, func([]byte) []byte { return []byte{'\n'} }},
	} {
		t.Run(c.what, func(t *testing.T) {
			path := filepath.Join(dir, c.name)
			whole, _ := os.ReadFile(path)
			line(c.name, c.n, c.change)
			got := failures(t, dir, VerifyOptions{})
			if len(got) != 1 || got[0].Item != c.item || got[0].Status != c.status || got[0].File != c.name {
				t.Errorf("got %+v", got)
			}
			if err := os.WriteFile(path, whole, 0o600); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestVerifyFindsWhatWasAdded(t *testing.T) {
	dir := evidence(t)
	for _, name := range []string{"note.txt", "acts/readme", "sealed/00000001.txt", "derived/x", "keys/other.key", "checkpoints/latest", "blobs/zz",
		"blobs/ab/hello", "log/tile/0/x001/000", "log/tile/9/000", "log/other", "blobs/00/" + strings.Repeat("ab", 32)} {
		path := filepath.Join(dir, name)
		_ = os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		got := failures(t, dir, VerifyOptions{})
		if !slices.ContainsFunc(got, func(c Checked) bool { return strings.HasPrefix(c.File, name) && c.Status == Added }) {
			t.Errorf("%s: %+v", name, got)
		}
		os.Remove(path)
	}
}

// Somebody who holds the key writes another history. What is inside agrees with itself; a checkpoint that was kept elsewhere does not.
func TestVerifyAgainstACheckpointKeptElsewhere(t *testing.T) {
	dir := evidence(t)
	kept, err := os.ReadFile(filepath.Join(dir, "checkpoints", "203"))
	if err != nil {
		es, _ := os.ReadDir(filepath.Join(dir, "checkpoints"))
		kept, err = os.ReadFile(filepath.Join(dir, "checkpoints", es[1].Name()))
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := failures(t, dir, VerifyOptions{Checkpoints: [][]byte{kept}}); len(got) != 0 {
		t.Errorf("the true history: %+v", got)
	}
	forged := rewritten(t, dir)
	if got := failures(t, forged, VerifyOptions{}); len(got) != 0 {
		t.Errorf("the other history does not agree with itself: %+v", got)
	}
	if got := failures(t, forged, VerifyOptions{Checkpoints: [][]byte{kept}}); len(got) != 1 || got[0].Status != Changed {
		t.Errorf("the other history: %+v", got)
	}
}

// rewritten makes a record of the same identity and key with other acts.
func rewritten(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "forged")
	for _, d := range directories {
		if err := os.MkdirAll(filepath.Join(out, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{fileConfig, fileKey} {
		b, _ := os.ReadFile(filepath.Join(dir, name))
		if err := os.WriteFile(filepath.Join(out, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	id, err := ReadIdentity(dir)
	if err != nil {
		t.Fatal(err)
	}
	r, err := OpenReader(dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(context.Background())
	l := &Ledger{dir: out, id: id, cfg: Config{}.withDefaults(), acts: newSeries(out, dirActs), sealed: newSeries(out, dirSealed), ver: r.ver}
	l.derived = newDerivedReader(l)
	lk, err := acquire(context.Background(), out, 0, l.cfg.Now)
	if err != nil {
		t.Fatal(err)
	}
	l.startSession(lk, extent{last: -1}, extent{last: -1}, 0, derivedTail{})
	drafts := []factum.Draft{{Key: "o", Kind: factum.Opened, Detail: map[string]any{"id": id.ID, "origin": id.Origin, "public_key": r.PublicKey(), "format": 1}}}
	for i := range 299 {
		drafts = append(drafts, draft(i))
	}
	if _, err := l.Append(context.Background(), drafts); err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	return out
}

func TestErasureIsNotALoss(t *testing.T) {
	dir := evidence(t)
	l := write(t, dir, Config{})
	_, err := l.Append(context.Background(), []factum.Draft{{Key: "erase", Kind: factum.Erased, Sealed: map[string]any{
		"erasure": factum.Erasure{Acts: []factum.ActIndex{20}, Items: []factum.Digest{factum.DigestOfString("capture 1")}, Ground: "consent withdrawn", Authority: "anna"}}}})
	if err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	path := filepath.Join(dir, "sealed/00000000.jsonl")
	b, _ := os.ReadFile(path)
	lines := bytes.SplitAfter(b, []byte{'\n'})
	lines[20] = []byte{'\n'}
	if err := os.WriteFile(path, bytes.Join(lines, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, blobName(factum.DigestOfString("capture 1")))); err != nil {
		t.Fatal(err)
	}
	erased := 0
	sum, err := Verify(context.Background(), dir, VerifyOptions{}, func(c Checked) {
		if c.Status == ErasedItem && strings.Contains(c.Why, "consent withdrawn") {
			erased++
		} else if !c.OK {
			t.Errorf("%+v", c)
		}
	})
	if err != nil || sum.Failed != 0 || erased != 2 {
		t.Errorf("%d erased, %+v, %v", erased, sum, err)
	}
	r, err := OpenReader(dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(context.Background())
	if e, err := r.Entry(20); err != nil || e.Openings != nil {
		t.Errorf("an erased act opens to %v, %v", e.Openings, err)
	}
}

// TestErasureUndone puts an erased act's openings back from a copy: verify names them.
func TestErasureUndone(t *testing.T) {
	dir := evidence(t)
	path := filepath.Join(dir, "sealed/00000000.jsonl")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l := write(t, dir, Config{})
	if _, err := l.Append(context.Background(), []factum.Draft{{Key: "erase", Kind: factum.Erased, Sealed: map[string]any{
		"erasure": factum.Erasure{Acts: []factum.ActIndex{20}, Ground: "court-order", Authority: "anna"}}}}); err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	after, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(after, before) {
		t.Fatal("the openings were not appended to: ", err)
	}
	var named []string
	sum, err := Verify(context.Background(), dir, VerifyOptions{}, func(c Checked) {
		if !c.OK {
			named = append(named, c.Item+" "+c.Status+": "+c.Why)
		}
	})
	if err != nil || sum.Failed != 1 || len(named) != 1 || !strings.Contains(named[0], "act_20 added") || !strings.Contains(named[0], "court-order") {
		t.Errorf("%v, %+v, %v", named, sum, err)
	}
}

func TestVerifyWhereThereIsNothing(t *testing.T) {
	_, err := Verify(context.Background(), t.TempDir(), VerifyOptions{}, func(Checked) {})
	if factum.KindOf(err) != factum.Missing {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Verify(ctx, evidence(t), VerifyOptions{}, func(Checked) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
