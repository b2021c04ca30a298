package custody

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum"
)

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
