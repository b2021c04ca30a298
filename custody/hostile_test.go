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

// The log's own files fail under a session: nothing further is acknowledged, and the next session logs what was durable.
func TestLogFails(t *testing.T) {
	dir := three(t)
	l := write(t, dir, Config{})
	appendOne(t, l, 4)
	tile := filepath.Join(dir, "log/tile")
	if err := os.Rename(tile, tile+".away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(tile, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if at, err := l.Append(context.Background(), []factum.Draft{draft(5)}); err == nil {
		t.Errorf("acknowledged at %v", at)
	}
	if _, err := l.Append(context.Background(), []factum.Draft{draft(6)}); err == nil {
		t.Error("the session went on")
	}
	if l.Size() != 5 {
		t.Errorf("%d acts are acknowledged", l.Size())
	}
	if err := l.Close(context.Background()); err == nil {
		t.Error("it closed as if nothing was")
	}
	if err := os.Remove(tile); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(tile+".away", tile); err != nil {
		t.Fatal(err)
	}
	l = write(t, dir, Config{})
	if l.Size() != 6 {
		t.Errorf("%d acts after it", l.Size())
	}
	closeLedger(t, l)
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// What is no file, or too long a line, is a finding and keeps nothing else from being checked.
func TestVerifyGoesOn(t *testing.T) {
	whole := three(t)
	for _, name := range []string{acts0, sealed0, derived0, fileCheckpoint, fileTreeState, fileConfig, fileKey, "log/tile/0/000.p/4", "log/tile/entries/000.p/4", "checkpoints/4"} {
		for _, what := range []string{"a directory", "a dead link", "an endless line"} {
			t.Run(name+" is "+what, func(t *testing.T) {
				dir := copyTree(t, whole)
				path := filepath.Join(dir, name)
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
				var err error
				switch what {
				case "a directory":
					err = os.Mkdir(path, 0o755)
				case "a dead link":
					err = os.Symlink("/nowhere/at/all", path)
				default:
					err = os.WriteFile(path, bytes.Repeat([]byte("x"), maxLine+1<<20), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
				checked := 0
				sum, err := Verify(context.Background(), dir, VerifyOptions{Quick: true}, func(c Checked) { checked++ })
				if name == fileKey && what == "a dead link" {
					return // a record without its key
				}
				if err != nil || sum.Failed == 0 || checked < 8 {
					t.Errorf("%d checked, %+v, %v", checked, sum, err)
				}
				l, err := OpenWriter(context.Background(), dir, Config{})
				if err == nil {
					closeLedger(t, l)
				}
				// What the log's right edge does not rest on is for Verify to find.
				if sound := slices.Contains([]string{"log/tile/entries/000.p/4", derived0}, name); err == nil && !sound {
					t.Error("it was opened to be written")
				}
			})
		}
	}
}

// A link among the blobs is no blob: bytes outside the record are not evidence in it.
func TestLinkedBlob(t *testing.T) {
	dir := evidence(t)
	d := factum.DigestOfString("capture 1")
	path := filepath.Join(dir, blobName(d))
	other := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.WriteFile(other, []byte("capture 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, path); err != nil {
		t.Fatal(err)
	}
	got := failures(t, dir, VerifyOptions{})
	if !slices.ContainsFunc(got, func(c Checked) bool { return c.File == blobName(d) }) {
		t.Errorf("got %+v", got)
	}
}

// A checkpoint signed over more acts than any record can hold must not make Verify ask for the memory.
func TestHugeCheckpoint(t *testing.T) {
	dir := three(t)
	edit(t, dir, fileTreeState, func([]byte) []byte {
		return []byte(`{"size":4611686018427387904,"root":"` + strings.Repeat("A", 43) + `="}`)
	})
	if got := failures(t, dir, VerifyOptions{}); len(got) != 1 || got[0].File != fileTreeState {
		t.Errorf("got %+v", got)
	}
	if _, err := OpenWriter(context.Background(), dir, Config{}); factum.KindOf(err) != factum.Unsafe {
		t.Errorf("writer: %v", err)
	}
}
