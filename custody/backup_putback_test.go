package custody

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
)

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
