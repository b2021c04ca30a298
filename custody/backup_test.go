package custody

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
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

// erase does to a record what an erasure does: an act, then openings and items go.
func erase(t *testing.T, dir string, act int64, item factum.Digest, wipe bool) {
	t.Helper()
	l := write(t, dir, Config{})
	at, err := l.Append(context.Background(), []factum.Draft{{Key: fmt.Sprint("erase", act), Kind: factum.Erased, Sealed: map[string]any{
		"erasure": factum.Erasure{Acts: []factum.ActIndex{factum.ActIndex(act)}, Items: []factum.Digest{item}, Ground: "court-order", Authority: "court"}}}})
	if err != nil || len(at) != 1 {
		t.Fatal(err)
	}
	closeLedger(t, l)
	if !wipe {
		return
	}
	blank(t, filepath.Join(dir, segmentName(dirSealed, 0)), int(act))
	if err := os.RemoveAll(filepath.Join(dir, blobFile(item))); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, segmentName(dirDerived, 0))
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n")) {
		if factum.DigestOf(l) == item {
			blank(t, name, i)
		}
	}
}

// blank overwrites a line with spaces.
func blank(t *testing.T, name string, n int) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(b, []byte("\n"))
	lines[n] = bytes.Repeat([]byte(" "), len(lines[n]))
	put(t, name, string(bytes.Join(lines, []byte("\n"))))
}

// What was erased does not survive in a backup that is brought up to date, nor does a backup carry away what an erasure has not come to yet.
func TestBackupAfterErasure(t *testing.T) {
	t.Parallel()
	for _, wiped := range []bool{true, false} {
		dir := evidence(t)
		to := filepath.Join(t.TempDir(), "copy")
		backedUp(t, dir, to)
		p, err := newPlan(context.Background(), dir, BackupOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var capture, derived factum.Digest
		for _, d := range inOrder(p.scan.named) {
			if n := p.scan.named[d]; n.capture && n.act > 200 { // no other capture begins with the same words
				capture = d
			} else if p.scan.found[d] {
				derived = d
			}
		}
		at := p.scan.named[capture].act
		words, err := os.ReadFile(filepath.Join(dir, blobFile(capture)))
		if err != nil {
			t.Fatal(err)
		}
		l, err := OpenReader(dir, Config{})
		if err != nil {
			t.Fatal(err)
		}
		opening, err := l.sealed.line(at)
		if err != nil {
			t.Fatal(err)
		}
		item, err := l.Derived(context.Background(), derived)
		if err != nil {
			t.Fatal(err)
		}
		closeLedger(t, l)
		erase(t, dir, at, capture, wiped)
		erase(t, dir, at, derived, wiped)
		second := backedUp(t, dir, to)
		if second.Erased != 3 {
			t.Errorf("%d erased, want blob, opening and item", second.Erased)
		}
		fresh := filepath.Join(t.TempDir(), "fresh")
		backedUp(t, dir, fresh)
		var buf bytes.Buffer
		if _, err := BackupTar(context.Background(), dir, &buf, false, BackupOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, secret := range [][]byte{words, opening, item} {
			for _, place := range []string{to, fresh} {
				for n, b := range snapshot(t, place) {
					if strings.Contains(b, string(secret)) {
						t.Errorf("%s still holds %.60s", n, secret)
					}
				}
			}
			if bytes.Contains(buf.Bytes(), secret) {
				t.Errorf("the archive holds %.60s", secret)
			}
		}
		sound(t, to)
		sound(t, fresh)
	}
}

// An erasure or a change of keys while a backup is made makes it begin again; an archive on its way is never ended.
func TestBackupDisturbed(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	p, err := newPlan(context.Background(), dir, BackupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	victim := p.blobs[0].digest
	tries := 0
	o := BackupOptions{copied: func() {
		if tries++; tries == 1 {
			erase(t, dir, p.scan.named[victim].act, victim, true)
		}
	}}
	to := filepath.Join(t.TempDir(), "copy")
	done, err := BackupTo(context.Background(), dir, to, o)
	if err != nil || tries != 2 || done.Size != p.size+1 {
		t.Fatalf("%d tries, %+v, %v", tries, done, err)
	}
	if _, err := os.Stat(filepath.Join(to, blobFile(victim))); err == nil {
		t.Error("what was erased meanwhile is in the backup")
	}
	sound(t, to)

	victim = p.blobs[1].digest
	tries = 0
	file := filepath.Join(t.TempDir(), "copy.tar")
	o.copied = func() {
		if tries++; tries == 1 {
			erase(t, dir, p.scan.named[victim].act, victim, true)
		}
	}
	if _, err := BackupFile(context.Background(), dir, file, false, o); err != nil || tries != 2 {
		t.Fatalf("%d tries, %v", tries, err)
	}
	part := filepath.Join(t.TempDir(), "out")
	if b, err := os.ReadFile(file); err != nil || bytes.Contains(b, []byte(blobFile(victim))) {
		t.Errorf("what was erased is in the archive: %v", err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, _, err := Unpack(context.Background(), f, part, nil); err != nil {
		t.Fatal(err)
	}
	sound(t, part)

	n := int64(0)
	o.copied = func() {
		n++
		erase(t, dir, n, p.blobs[2].digest, false)
	}
	var buf bytes.Buffer
	if _, err := BackupTar(context.Background(), dir, &buf, true, o); factum.KindOf(err) != factum.Transient {
		t.Errorf("an archive on its way: %v", err)
	}
	if _, err := BackupTo(context.Background(), dir, filepath.Join(t.TempDir(), "never"), o); factum.KindOf(err) != factum.Transient || !strings.Contains(err.Error(), "5 times") {
		t.Errorf("disturbed again and again: %v", err)
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

// tarOf makes a whole archive of a record and takes it apart.
type tarEntry struct {
	h *tar.Header
	b []byte
}

func entriesOf(t *testing.T, archive []byte) []tarEntry {
	t.Helper()
	var out []tarEntry
	tr := tar.NewReader(bytes.NewReader(archive))
	for {
		h, err := tr.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(tr)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tarEntry{h, b})
	}
}

func archiveOf(t *testing.T, es []tarEntry) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, e := range es {
		h := *e.h
		if h.Typeflag == tar.TypeReg {
			h.Size = int64(len(e.b))
		}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestBackupArchive(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	var a, b, z bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if _, err := BackupTar(context.Background(), dir, w, false, BackupOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same record gave two archives")
	}
	done, err := BackupTar(context.Background(), dir, &z, true, BackupOptions{NoKeys: true})
	if err != nil || done.Keys != 0 || z.Len() >= a.Len() {
		t.Fatalf("%+v, %d bytes, %v", done, z.Len(), err)
	}
	for name, c := range map[string][]byte{"plain": a.Bytes(), "zipped": z.Bytes()} {
		part := filepath.Join(t.TempDir(), "out")
		got, failed, err := Unpack(context.Background(), bytes.NewReader(c), part, nil)
		if err != nil || len(failed) > 0 || got.Size != done.Size || got.Blobs != done.Blobs {
			t.Fatalf("%s: %+v, %v, %v", name, got, failed, err)
		}
		sound(t, part)
		if _, err := os.Stat(filepath.Join(part, fileKey)); (err == nil) != (name == "plain") {
			t.Errorf("%s: the key: %v", name, err)
		}
	}
	for cut := range 24 { // nothing that lacks its end is whole
		for _, c := range [][]byte{a.Bytes(), z.Bytes()} {
			n := len(c) * (cut + 1) / 25
			part := filepath.Join(t.TempDir(), "out")
			if _, _, err := Unpack(context.Background(), bytes.NewReader(c[:n]), part, nil); factum.KindOf(err) != factum.Integrity {
				t.Errorf("cut to %d of %d bytes: %v", n, len(c), err)
			}
		}
	}
}

func TestBackupHostileArchives(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	var whole bytes.Buffer
	if _, err := BackupTar(context.Background(), dir, &whole, false, BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	es := entriesOf(t, whole.Bytes())
	insert := func(h tar.Header, b string) []byte {
		if h.Mode == 0 {
			h.Mode = 0o644
		}
		return archiveOf(t, slices.Insert(slices.Clone(es), 1, tarEntry{&h, []byte(b)}))
	}
	file := func(name string) []byte { return insert(tar.Header{Typeflag: tar.TypeReg, Name: name}, "x") }
	edit := func(name, from, to string) []byte {
		out := slices.Clone(es)
		for i, e := range out {
			if e.h.Name == name {
				out[i].b = bytes.Replace(e.b, []byte(from), []byte(to), 1)
			}
		}
		return archiveOf(t, out)
	}
	zip := func(b []byte) []byte {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		_, _ = w.Write(b)
		w.Close()
		return buf.Bytes()
	}
	big := strings.Repeat("x", smallMax+1)
	for name, archive := range map[string][]byte{
		"up":                  file("../escaped"),
		"up within":           file("record/../../escaped"),
		"up at the end":       file("record/keys/.."),
		"absolute":            file("/tmp/escaped"),
		"backslashes":         file(`record\..\..\escaped`),
		"beside the record":   file("escaped"),
		"hidden":              file("record/.escaped"),
		"unknown":             file("record/escaped"),
		"a database":          file("record/record.db"),
		"a lock":              file("record/lock"),
		"a blob misnamed":     file("record/blobs/ab/escaped"),
		"a blob misplaced":    file("record/blobs/00/" + strings.Repeat("f", 64)),
		"a key above":         file("record/keys/a/../../escaped"),
		"a null in the name":  file("record/keys/a\x01b"),
		"twice":               file("record/factum.toml"),
		"an end before":       file("backup-end.json"),
		"a second beginning":  file("backup.json"),
		"a symbolic link":     insert(tar.Header{Typeflag: tar.TypeSymlink, Name: "record/keys/log.key", Linkname: "/etc/passwd"}, ""),
		"a link to a folder":  insert(tar.Header{Typeflag: tar.TypeSymlink, Name: "record/blobs", Linkname: "/tmp"}, ""),
		"a hard link":         insert(tar.Header{Typeflag: tar.TypeLink, Name: "record/keys/a", Linkname: "/etc/passwd"}, ""),
		"a device":            insert(tar.Header{Typeflag: tar.TypeChar, Name: "record/keys/a", Devmajor: 1, Devminor: 3}, ""),
		"a pipe":              insert(tar.Header{Typeflag: tar.TypeFifo, Name: "record/keys/a"}, ""),
		"a folder":            insert(tar.Header{Typeflag: tar.TypeDir, Name: "record/keys/"}, ""),
		"a large key":         insert(tar.Header{Typeflag: tar.TypeReg, Name: "record/keys/a"}, big),
		"attributes":          insert(tar.Header{Typeflag: tar.TypeReg, Name: "record/keys/a", PAXRecords: map[string]string{"SCHILY.xattr.user.x": "y"}}, "x"),
		"more than announced": file("record/keys/one-more"),
		"a file less":         archiveOf(t, slices.Delete(slices.Clone(es), 5, 6)),
		"without beginning":   archiveOf(t, es[1:]),
		"without end":         archiveOf(t, es[:len(es)-1]),
		"a bomb":              edit("backup.json", `"bytes":`, `"bytes":9000000000000000`),
		"nothing announced":   edit("backup.json", `"files":`, `"files":0`),
		"a later version":     edit("backup.json", `"v":1`, `"v":2`),
		"noise":               []byte(strings.Repeat("noise ", 1000)),
		"empty":               nil,
		"noise behind":        append(slices.Clone(whole.Bytes()), strings.Repeat("\x00", 3<<20)...),
		"zeros zipped":        zip(append(slices.Clone(whole.Bytes()), make([]byte, 64<<20)...)),
		"zipped noise":        zip([]byte("noise")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tmp := t.TempDir()
			part := filepath.Join(tmp, "a", "b", "out")
			_, _, err := Unpack(context.Background(), bytes.NewReader(archive), part, nil)
			if k := factum.KindOf(err); err == nil || k == factum.Other {
				t.Errorf("%v of kind %v", err, k)
			}
			if factum.HintOf(err) == "" {
				t.Errorf("no hint: %v", err)
			}
			for n := range snapshot(t, tmp) {
				if strings.Contains(n, "escaped") || strings.Contains(n, "one-more") && name != "more than announced" {
					t.Errorf("%s was made", n)
				}
				if fi, err := os.Lstat(n); err != nil || !fi.IsDir() && !fi.Mode().IsRegular() {
					t.Errorf("%s is no plain file", n)
				}
			}
			if _, err := os.Stat("/tmp/escaped"); err == nil {
				t.Error("it escaped")
			}
		})
	}
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

// What is damaged in a record comes back from a backup, and what was damaged is set aside.
func TestPutBack(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	from := filepath.Join(t.TempDir(), "copy")
	backedUp(t, dir, from)
	l := write(t, dir, Config{})
	for i := range 3 { // the record went on
		appendOne(t, l, 4000+i)
	}
	closeLedger(t, l)
	p, err := newPlan(context.Background(), dir, BackupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := content(t, dir)
	change := func(name, from, to string) {
		n := filepath.Join(dir, name)
		b, err := os.ReadFile(n)
		if err != nil || !bytes.Contains(b, []byte(from)) {
			t.Fatalf("%s: %v", name, err)
		}
		_ = os.Chmod(n, 0o644)
		put(t, n, strings.Replace(string(b), from, to, 1))
	}
	gone := func(name string) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	change("acts/00000000.jsonl", `"captured"`, `"gap"`)
	change("sealed/00000000.jsonl", "anna", "bert")
	change("derived/00000000.jsonl", `"n":`, `"m":`)
	change(p.blobs[2].name, "c", "k")
	lost := p.blobs[slices.IndexFunc(p.blobs[3:], func(f planned) bool { return p.scan.named[f.digest].capture })+3]
	gone(lost.name)
	gone(checkpointName(p.kept[0]))
	gone("log/tile/0/000")
	gone("factum.toml")
	gone(fileKey)
	if got := failures(t, dir, VerifyOptions{}); len(got) < 6 {
		t.Fatalf("only %d items are damaged", len(got))
	}
	n, err := PutBack(context.Background(), dir, from, nil)
	if err != nil || n != 9 {
		t.Fatalf("%d put back, %v", n, err)
	}
	sound(t, dir)
	untouched(t, want, content(t, dir))
	aside := snapshot(t, dir+asideSuffix)
	for _, name := range []string{"acts/00000000.jsonl", "sealed/00000000.jsonl", "derived/00000000.jsonl", p.blobs[2].name} {
		if _, ok := aside[filepath.Join(dir+asideSuffix, name)]; !ok {
			t.Errorf("%s was not set aside", name)
		}
	}
	if n, err := PutBack(context.Background(), dir, from, nil); n != 0 || err != nil {
		t.Errorf("%d put back again, %v", n, err)
	}
	if _, err := PutBack(context.Background(), dir, evidence(t), nil); factum.KindOf(err) != factum.Conflict {
		t.Errorf("from another record: %v", err)
	}
	write(t, dir, Config{}).Close(context.Background())
}

// A backup in a directory may come from others as well: what it links to is not taken.
func TestBackupHostileDirectory(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	from := filepath.Join(t.TempDir(), "copy")
	backedUp(t, dir, from)
	secret := filepath.Join(t.TempDir(), "secret")
	put(t, secret, "{}\n")
	for _, name := range []string{"acts/00000001.jsonl", "keys/other", "log/checkpoint", "factum.toml", "stamps/5.x", "blobs/00"} {
		hostile := copyTree(t, from)
		if err := os.RemoveAll(filepath.Join(hostile, name)); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(secret, filepath.Join(hostile, name)); err != nil {
			t.Fatal(err)
		}
		part, err := RestorePlace(filepath.Join(t.TempDir(), "new"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := CopyBackup(context.Background(), hostile, part, BackupOptions{}); factum.KindOf(err) != factum.Integrity {
			t.Errorf("a link at %s: %v", name, err)
		}
		if got := snapshot(t, part); len(got) != 1 {
			t.Errorf("a link at %s: %d files were made", name, len(got)-1)
		}
		if _, err := PutBack(context.Background(), dir, hostile, nil); factum.KindOf(err) != factum.Integrity {
			t.Errorf("putting back with a link at %s: %v", name, err)
		}
	}
}

// A key that is changed while a backup is made, or between two, is the new one in the backup; the old one does not stay there.
func TestBackupRekeyed(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	rekey := func() {
		l := write(t, dir, Config{})
		if _, _, err := l.Rekey(context.Background(), map[string]any{"by": "anna"}); err != nil {
			t.Error(err)
		}
		closeLedger(t, l)
	}
	tries := 0
	o := BackupOptions{copied: func() {
		if tries++; tries == 1 {
			rekey()
		}
	}}
	to := filepath.Join(t.TempDir(), "copy")
	if _, err := BackupTo(context.Background(), dir, to, o); err != nil || tries != 2 {
		t.Fatalf("%d tries, %v", tries, err)
	}
	for range 2 {
		sound(t, to)
		ours, err := os.ReadFile(filepath.Join(dir, fileKey))
		if err != nil {
			t.Fatal(err)
		}
		for n, b := range content(t, filepath.Join(to, dirKeys)) {
			if n != "/log.key" || b != string(ours) {
				t.Errorf("%s is not the key in use", n)
			}
		}
		rekey()
		l := write(t, dir, Config{})
		appendOne(t, l, 7000)
		closeLedger(t, l)
		backedUp(t, dir, to)
	}
	appended := write(t, to, Config{})
	appendOne(t, appended, 7001)
	closeLedger(t, appended)
	sound(t, to)
}

// A log that was lost or contradicts itself comes back from a backup that is as long as the record, and from no other.
func TestPutBackLog(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	older := filepath.Join(t.TempDir(), "older")
	backedUp(t, dir, older)
	l := write(t, dir, Config{})
	appendOne(t, l, 6000)
	closeLedger(t, l)
	from := filepath.Join(t.TempDir(), "copy")
	backedUp(t, dir, from)
	for _, lost := range []string{"log", "log/.state", "log/checkpoint", "log/.state/treeState"} {
		t.Run(lost, func(t *testing.T) {
			t.Parallel()
			dir := copyTree(t, dir)
			if err := os.RemoveAll(filepath.Join(dir, lost)); err != nil {
				t.Fatal(err)
			}
			before := content(t, dir)
			if n, err := PutBack(context.Background(), dir, older, nil); err != nil || n != 0 {
				t.Errorf("%d put back from an older one, %v", n, err)
			}
			untouched(t, before, content(t, dir))
			if n, err := PutBack(context.Background(), dir, from, nil); err != nil || n != 1 {
				t.Fatalf("%d put back, %v", n, err)
			}
			sound(t, dir)
			l := write(t, dir, Config{})
			appendOne(t, l, 6001)
			closeLedger(t, l)
			sound(t, dir)
		})
	}
}
