package custody

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"factum"
)

// backedUp makes a backup that has to succeed without anything damaged.
func backedUp(t *testing.T, dir, to string) BackedUp {
	t.Helper()
	done, err := BackupTo(context.Background(), dir, to, BackupOptions{Report: func(c Checked) { t.Errorf("damaged: %+v", c) }})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// sound wants a record to verify.
func sound(t *testing.T, dir string) {
	t.Helper()
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Fatalf("%s: %+v", dir, got)
	}
}

// content is the files that a record consists of, without what belongs to a session or the log's housekeeping.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		rel := strings.TrimPrefix(path, dir)
		if err != nil || e.IsDir() || rel == "/lock" || strings.Contains(rel, ".lock") || strings.HasSuffix(rel, "gcState") {
			return err
		}
		b, err := os.ReadFile(path)
		out[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBackup(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	before := snapshot(t, dir)
	to := filepath.Join(t.TempDir(), "deep", "copy")
	done := backedUp(t, dir, to)
	untouched(t, before, snapshot(t, dir))
	sound(t, to)
	ours, theirs := content(t, dir), content(t, to)
	for name := range theirs {
		if ours[name] != theirs[name] {
			t.Errorf("%s is not as in the record", name)
		}
	}
	for name := range ours {
		if _, ok := theirs[name]; !ok && !strings.Contains(name, ".p/") {
			t.Errorf("%s is not in the copy", name)
		}
	}
	if done.Files != len(theirs) || done.Size == 0 || done.Keys != 1 || done.Unnamed != 1 || done.New != done.Files || done.NewBytes != done.Bytes {
		t.Errorf("%+v for %d files", done, len(theirs))
	}
	if _, err := os.Stat(to + partSuffix); !errors.Is(err, os.ErrNotExist) {
		t.Error("the unfinished name is left")
	}
	w := write(t, to, Config{})
	if w.Size() != factum.ActIndex(done.Size) {
		t.Errorf("%d acts, want %d", w.Size(), done.Size)
	}
	appendOne(t, w, 5000)
	closeLedger(t, w)
	sound(t, to)
}

// TestBackupTwiceAtOnce makes several backups to one new place at the same time: one makes it, the others bring it up to date.
func TestBackupTwiceAtOnce(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	for n := range 5 {
		to := filepath.Join(t.TempDir(), strconv.Itoa(n), "copy")
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if _, err := BackupTo(context.Background(), dir, to, BackupOptions{}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		sound(t, to)
		if es, err := os.ReadDir(filepath.Dir(to)); err != nil || len(es) != 1 {
			t.Errorf("left beside the backup: %v %v", es, err)
		}
	}
}

func TestBackupBroughtUpToDate(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	to := filepath.Join(t.TempDir(), "copy")
	first := backedUp(t, dir, to)
	if again := backedUp(t, dir, to); again.New != 0 || again.NewBytes != 0 || again.Files != first.Files {
		t.Errorf("nothing is new, and %+v was done", again)
	}
	l := write(t, dir, Config{Blobs: plainBlobs{dir}})
	for i := range 40 {
		appendOne(t, l, 1000+i)
	}
	s, _, err := plainBlobs{dir}.Put(context.Background(), strings.NewReader("one more"))
	if err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	put(t, filepath.Join(to, "record.db"), "what somebody left who opened the backup")
	second := backedUp(t, dir, to)
	if second.Size != first.Size+40 || second.New == 0 || second.New > 20 || second.Blobs != first.Blobs+1 {
		t.Errorf("%+v after %+v", second, first)
	}
	if _, err := os.Stat(filepath.Join(to, blobFile(s.SHA256))); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(to, "record.db")); err == nil {
		t.Error("a database is left in the backup")
	}
	sound(t, to)
	fresh := filepath.Join(t.TempDir(), "fresh")
	backedUp(t, dir, fresh)
	a, b := content(t, to), content(t, fresh)
	for n := range b {
		if a[n] != b[n] {
			t.Errorf("%s is not as in a new backup", n)
		}
	}
	for n := range a {
		if _, ok := b[n]; !ok {
			t.Errorf("%s is not in a new backup", n)
		}
	}
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A record that does not continue an earlier backup leaves it untouched.
func TestBackupOfAnother(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	tmp := t.TempDir()
	old := copyTree(t, dir)
	grow := func(dir string, from, n int) {
		l := write(t, dir, Config{})
		for i := range n {
			appendOne(t, l, from+i)
		}
		closeLedger(t, l)
	}
	grow(dir, 2000, 3)
	to := filepath.Join(tmp, "copy")
	backedUp(t, dir, to)
	forked := copyTree(t, old)
	grow(forked, 3000, 5)
	other := evidence(t)
	put(t, filepath.Join(tmp, "things", "photo.jpg"), "x")
	before := snapshot(t, to)
	for _, x := range []struct {
		name, dir, to, says string
		kind                factum.Kind
	}{
		{"rolled back", old, to, "the backup holds 353 acts, the record 350", factum.Conflict},
		{"forked", forked, to, "are not those of the backup", factum.Conflict},
		{"another record", other, to, "another record", factum.Conflict},
		{"no backup", dir, filepath.Join(tmp, "things"), "not empty", factum.Conflict},
		{"no record", tmp, filepath.Join(tmp, "new"), "holds no record", factum.Missing},
	} {
		_, err := BackupTo(context.Background(), x.dir, x.to, BackupOptions{})
		if err == nil || !strings.Contains(err.Error(), x.says) || factum.KindOf(err) != x.kind {
			t.Errorf("%s: %v", x.name, err)
		}
	}
	untouched(t, before, snapshot(t, to))
	if _, err := os.Stat(filepath.Join(tmp, "new.part")); err == nil {
		t.Error("a backup of nothing was begun")
	}
}

// Whatever is damaged is named, the rest is copied, and what an earlier backup has whole is not replaced.
func TestBackupOfDamage(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir := evidence(t)
	earlier := filepath.Join(t.TempDir(), "earlier")
	backedUp(t, dir, earlier)
	p, err := newPlan(ctx, dir, BackupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	flip := func(name string, at int) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			t.Helper()
			n := filepath.Join(dir, name)
			b, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			b[(at+len(b))%len(b)] ^= 1
			if err := os.Chmod(n, 0o644); err != nil {
				t.Fatal(err)
			}
			put(t, n, string(b))
		}
	}
	gone := func(name string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	blob := p.blobs[3].name
	for _, x := range []struct {
		name string
		harm func(t *testing.T, dir string)
		file string // named
		raw  bool   // the log contradicts itself: no earlier backup is touched
		kept bool   // the earlier backup still holds afterwards
	}{
		{"a blob's byte", flip(blob, 2), blob, false, true},
		{"a blob", gone(blob), blob, false, true},
		{"an act's byte", flip("acts/00000000.jsonl", 5000), "acts/00000000.jsonl", false, true},
		{"an opening's byte", flip("sealed/00000000.jsonl", 5000), "sealed/00000000.jsonl", false, true},
		{"all openings", gone("sealed/00000000.jsonl"), "sealed/00000000.jsonl", false, true},
		{"a derived item's byte", flip("derived/00000000.jsonl", 200), "derived", false, true},
		{"derived items", gone("derived"), "derived", false, true},
		{"a tile", gone("log/tile/0/000"), "log/tile/0/000", false, true},
		{"a bundle's byte", flip("log/tile/entries/000", 300), "log/tile/entries/000", false, true},
		{"the checkpoint", gone("log/checkpoint"), "log", true, true},
		{"the state", gone("log/.state"), "log/.state/treeState", false, true},
		{"all acts", gone("acts/00000000.jsonl"), "log", true, true},
		{"the log", gone("log"), "log", true, true},
		{"factum.toml", func(t *testing.T, dir string) { put(t, filepath.Join(dir, "factum.toml"), "format = 1\n") }, "factum.toml", true, true},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			dir, earlier := copyTree(t, dir), copyTree(t, earlier)
			x.harm(t, dir)
			var named []string
			tell := func(c Checked) { named = append(named, c.File) }
			to := filepath.Join(t.TempDir(), "copy")
			done, err := BackupTo(ctx, dir, to, BackupOptions{Report: tell})
			if err != nil {
				t.Fatal(err)
			}
			if done.Failed == 0 || done.Failed != len(named) || !slices.ContainsFunc(named, func(n string) bool { return strings.HasPrefix(n, x.file) }) {
				t.Errorf("%d failed, %v are named, not %s", done.Failed, named, x.file)
			}
			copied := content(t, to)
			for n, b := range content(t, dir) { // a damaged file as it lies, the others whole
				if copied[n] != b && !strings.Contains(n, ".p/") {
					t.Errorf("%s was not copied", n)
				}
			}
			before := content(t, earlier)
			_, err = BackupTo(ctx, dir, earlier, BackupOptions{Report: func(Checked) {}})
			if (err != nil) != x.raw {
				t.Errorf("bringing the earlier one up to date: %v", err)
			}
			if x.kept {
				sound(t, earlier)
				untouched(t, before, content(t, earlier))
			}
			var buf bytes.Buffer
			if done, err := BackupTar(ctx, dir, &buf, false, BackupOptions{}); err != nil || done.Failed == 0 {
				t.Errorf("an archive of it: %+v, %v", done, err)
			}
			part := filepath.Join(t.TempDir(), "out.part")
			if err := os.Mkdir(part, 0o755); err != nil {
				t.Fatal(err)
			}
			if _, failed, err := Unpack(ctx, &buf, part, nil); err != nil || len(failed) == 0 {
				t.Errorf("unpacking it: %v, %v", failed, err)
			}
		})
	}
}

// Beside a writer a backup waits for a checkpoint over all that was acknowledged before it began, and holds no more than the log did.
func TestBackupBesideWriter(t *testing.T) {
	t.Parallel()
	l, dir := create(t)
	closeLedger(t, l)
	l = write(t, dir, Config{Blobs: plainBlobs{dir}})
	stop, ended := make(chan struct{}), make(chan struct{})
	acked := make(chan factum.ActIndex, 100_000)
	go func() {
		defer close(ended)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			s, _, err := plainBlobs{dir}.Put(context.Background(), strings.NewReader(fmt.Sprint("capture ", i)))
			if err == nil {
				_, err = l.PutDerived(context.Background(), [][]byte{fmt.Appendf(nil, `{"n":%d}`, i)})
			}
			var at []factum.ActIndex
			if err == nil {
				at, err = l.Append(context.Background(), []factum.Draft{{Key: fmt.Sprint("k", i), Kind: factum.Captured, Sealed: map[string]any{"subject": s}}})
			}
			if err != nil {
				t.Error(err)
				return
			}
			acked <- at[0]
		}
	}()
	last := factum.ActIndex(0)
	to := filepath.Join(t.TempDir(), "copy")
	for round := range 4 {
		time.Sleep(150 * time.Millisecond)
		for len(acked) > 0 {
			last = <-acked
		}
		done := backedUp(t, dir, to)
		if done.Size <= int64(last) {
			t.Errorf("round %d: %d acts are in the backup, act %d was acknowledged before", round, done.Size, last)
		}
		if cp, _, err := plainCheckpoint([]byte(done.Checkpoint)); err != nil || cp != done.Size {
			t.Errorf("round %d: the checkpoint covers %d of %d acts, %v", round, cp, done.Size, err)
		}
		sound(t, to)
	}
	close(stop)
	<-ended
	closeLedger(t, l)
	w := write(t, to, Config{})
	closeLedger(t, w)
}

// A backup that was interrupted is gone on with, and never has the name of a whole one before.
func TestBackupInterrupted(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	to := filepath.Join(t.TempDir(), "copy")
	ctx, stop := context.WithCancel(context.Background())
	_, err := BackupTo(ctx, dir, to, BackupOptions{Step: func(done, of int64) {
		if done > of/3 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "copy.part") {
		t.Fatal(err)
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("half a backup looks like a whole one")
	}
	done := backedUp(t, dir, to)
	if done.New == 0 || done.New >= done.Files {
		t.Errorf("nothing was gone on with: %+v", done)
	}
	sound(t, to)
}
