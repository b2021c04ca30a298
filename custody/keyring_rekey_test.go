package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// rekey changes the key of a record in a session of its own.
func rekey(t *testing.T, dir string, cfg Config) (factum.ActIndex, string) {
	t.Helper()
	l := write(t, dir, cfg)
	at, vkey, err := l.Rekey(context.Background(), map[string]any{"reason": "a new laptop", "by": "anna"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(context.Background(), []factum.Draft{draft(999)}); err == nil {
		t.Error("the session took an act after the new key")
	}
	closeLedger(t, l)
	return at, vkey
}

func read(t *testing.T, dir string, cfg Config) *Ledger {
	t.Helper()
	l, err := OpenReader(dir, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close(context.Background()) })
	return l
}

// holds wants every kept checkpoint, every inclusion under every one of them, and verify to hold.
func holds(t *testing.T, dir string, cfg Config) {
	t.Helper()
	ctx := context.Background()
	l := read(t, dir, cfg)
	sizes, err := l.Kept()
	if err != nil || len(sizes) == 0 {
		t.Fatal(sizes, err)
	}
	var last Checkpoint
	for n, size := range sizes {
		cp, err := l.Checkpoint(size)
		if err != nil {
			t.Fatalf("checkpoint over %d: %v", size, err)
		}
		for i := range size {
			if _, err := l.InclusionUnder(ctx, factum.ActIndex(i), cp); err != nil {
				t.Errorf("act %d under %d: %v", i, size, err)
			}
		}
		if n > 0 {
			if _, err := l.Consistency(ctx, last, cp); err != nil {
				t.Error(err)
			}
		}
		last = cp
	}
	if cp, err := l.Latest(); err != nil || cp.Size != int64(l.Size()) {
		t.Errorf("the latest covers %d of %d acts: %v", cp.Size, l.Size(), err)
	}
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// A key changes twice, with acts between; every checkpoint is checked with the key of its size.
func TestRekey(t *testing.T) {
	l, dir := create(t)
	appendOne(t, l, 1)
	closeLedger(t, l)
	old, err := os.ReadFile(filepath.Join(dir, fileKey))
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, dir, Config{}) // opened before, used after
	at, first := rekey(t, dir, Config{})
	if at != 2 {
		t.Fatalf("the key is named by act %d", at)
	}
	if fi, err := os.Stat(filepath.Join(dir, fileKey)); err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("the new key: %v, %v", fi.Mode(), err)
	}
	if es, err := os.ReadDir(filepath.Join(dir, dirKeys)); err != nil || len(es) != 1 {
		t.Errorf("keys/ holds %v, %v", es, err)
	}
	now, err := os.ReadFile(filepath.Join(dir, fileKey))
	if err != nil || string(now) == string(old) {
		t.Error("log.key is the old key")
	}
	holds(t, dir, Config{})
	l = write(t, dir, Config{})
	appendOne(t, l, 4)
	appendOne(t, l, 5)
	closeLedger(t, l)
	_, second := rekey(t, dir, Config{})
	l = write(t, dir, Config{})
	appendOne(t, l, 7)
	closeLedger(t, l)
	holds(t, dir, Config{})
	holds(t, dir, Config{Rekeyed: func(context.Context) ([]factum.ActIndex, factum.ActIndex, error) {
		return []factum.ActIndex{2, 5}, 7, nil
	}})
	// An index that leaves one out, or names a wrong act, is seen through.
	for _, acts := range [][]factum.ActIndex{{}, {2}, {1, 2, 5}} {
		hint := Config{Rekeyed: func(context.Context) ([]factum.ActIndex, factum.ActIndex, error) { return acts, 7, nil }}
		if cp, err := read(t, dir, hint).Latest(); len(acts) < 3 && (err != nil || cp.Size != 7) {
			t.Errorf("with %v: %d acts, %v", acts, cp.Size, err)
		}
	}
	closeLedger(t, write(t, dir, Config{Rekeyed: func(context.Context) ([]factum.ActIndex, factum.ActIndex, error) { return nil, 7, nil }}))

	keys, err := read(t, dir, Config{}).Keys(context.Background())
	if err != nil || len(keys) != 3 || keys[1] != (LogKey{first, 2}) || keys[2] != (LogKey{second, 5}) {
		t.Errorf("%+v, %v", keys, err)
	}
	if err := before.Refresh(); err != nil {
		t.Fatal(err)
	}
	if cp, err := before.Latest(); err != nil || cp.Size != 7 {
		t.Errorf("a reader from before the change: %d acts, %v", cp.Size, err)
	}
	forged(t, dir, string(old))
	rekey(t, dir, Config{}) // twice, one act after the other
	rekey(t, dir, Config{})
	l = write(t, dir, Config{})
	appendOne(t, l, 10)
	closeLedger(t, l)
	holds(t, dir, Config{})
}

// forged puts a checkpoint of the present size, signed by a key that was replaced, in the place of the published and the kept one.
func forged(t *testing.T, dir, skey string) {
	t.Helper()
	dir = copyTree(t, dir)
	s, err := note.NewSigner(strings.TrimSpace(skey))
	if err != nil {
		t.Fatal(err)
	}
	cp, err := read(t, dir, Config{}).Latest()
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(cp.Note, "\n\n")
	bad, err := note.Sign(&note.Note{Text: text + "\n"}, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{fileCheckpoint, checkpointName(cp.Size)} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.Remove(path), os.WriteFile(path, bad, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := read(t, dir, Config{}).Latest(); err == nil || !strings.Contains(err.Error(), "act_0 names") {
		t.Errorf("a reader: %v", err)
	}
	if l, err := OpenWriter(context.Background(), dir, Config{}); factum.KindOf(err) != factum.Unsafe {
		t.Errorf("a writer: %v", err)
		if err == nil {
			closeLedger(t, l)
		}
	}
	got := failures(t, dir, VerifyOptions{})
	if len(got) != 2 || got[0].File != fileCheckpoint || got[1].File != checkpointName(cp.Size) {
		t.Errorf("verify: %+v", got)
	}
}

// stopFS fails all writing from the n-th call on, as if the program had been killed there.
type stopFS struct {
	Disk
	left int
}

var errKilled = errors.New("killed")

func (f *stopFS) step() error {
	if f.left--; f.left < 0 {
		return errKilled
	}
	return nil
}

func (f *stopFS) Write(name string, b []byte, perm os.FileMode, replace bool) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.Disk.Write(name, b, perm, replace)
}

func (f *stopFS) Append(name string) (File, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	return f.Disk.Append(name)
}

func (f *stopFS) Remove(name string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.Disk.Remove(name)
}

// A change of key is stopped at each write; the next session finishes it when the log has the act, else drops it.
func TestRekeyStopped(t *testing.T) {
	whole := three(t)
	done := false
	for n := 0; !done; n++ {
		dir := copyTree(t, whole)
		l := write(t, dir, Config{FS: &stopFS{left: n}})
		_, vkey, err := l.Rekey(context.Background(), map[string]any{"reason": "r", "by": "anna"})
		cerr := l.Close(context.Background())
		done = err == nil && cerr == nil
		if n > 20 {
			t.Fatal("it never ends")
		}
		holdsMidway(t, dir)
		l = write(t, dir, Config{})
		has := l.Size() == 5
		appendOne(t, l, 50)
		closeLedger(t, l)
		keys, err := read(t, dir, Config{}).Keys(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if newest := keys[len(keys)-1].Key; has && vkey != "" && newest != vkey || has != (len(keys) == 2) {
			t.Errorf("stopped at write %d: %d keys, the act there: %v", n, len(keys), has)
		}
		if es, err := os.ReadDir(filepath.Join(dir, dirKeys)); err != nil || len(es) != 1 {
			t.Errorf("stopped at write %d: keys/ holds %v, %v", n, es, err)
		}
		holds(t, dir, Config{})
	}
}

// holdsMidway wants a record whose change of key was interrupted to be readable and to verify.
func holdsMidway(t *testing.T, dir string) {
	t.Helper()
	if _, err := read(t, dir, Config{}).Latest(); err != nil {
		t.Error(err)
	}
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// What is not a change of key under the old key is refused, untouched.
func TestRekeyForged(t *testing.T) {
	l, dir := create(t)
	closeLedger(t, l)
	rekey(t, dir, Config{})
	l = write(t, dir, Config{})
	appendOne(t, l, 2)
	closeLedger(t, l)
	for _, c := range []struct {
		what string
		edit func(dir string) error
		is   string
	}{
		{"the checkpoint under the old key is gone", func(d string) error { return os.Remove(filepath.Join(d, "checkpoints/2")) }, "act_1"},
		{"the signing key is another", func(d string) error {
			skey, _, err := newKey(l.id.Origin)
			return errors.Join(err, os.WriteFile(filepath.Join(d, fileKey), []byte(skey+"\n"), 0o600))
		}, "not the key that act_1 names"},
	} {
		t.Run(c.what, func(t *testing.T) {
			dir := copyTree(t, dir)
			if err := c.edit(dir); err != nil {
				t.Fatal(err)
			}
			if _, err := OpenWriter(context.Background(), dir, Config{}); factum.KindOf(err) != factum.Unsafe || !strings.Contains(err.Error(), c.is) {
				t.Errorf("%v", err)
			}
			if got := failures(t, dir, VerifyOptions{}); len(got) == 0 {
				t.Error("verify found nothing")
			}
		})
	}
	if _, err := l.Append(context.Background(), []factum.Draft{{Key: "k", Kind: factum.Rekeyed}}); factum.KindOf(err) != factum.Invalid {
		t.Errorf("a rekeyed act by Append: %v", err)
	}
}
