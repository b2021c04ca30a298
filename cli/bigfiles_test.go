package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// long reports whether the tests that take minutes and gigabytes were asked for.
func long() bool { return os.Getenv("FACTUM_LONG") != "" }

// TestZeros adds a sparse file of zeros, 256 MiB or with FACTUM_LONG 2 GiB: it is kept whole in bounded memory, and is a gap to reading.
func TestZeros(t *testing.T) {
	t.Parallel()
	size := int64(256 << 20)
	if long() {
		size = 2 << 30
	}
	dir := started(t)
	path := filepath.Join(dir, "zeros.bin")
	put(t, path, "")
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "good.txt"), report("good"))
	r := want(t, 1, dir, "add", "--json", "zeros.bin", "good.txt")
	if r.peak == 0 && runtime.GOOS == "linux" {
		t.Error("it is not known how much memory it held")
	}
	if r.peak > 300<<20 {
		t.Errorf("it held %d MiB", r.peak>>20)
	}
	ls := lines[line](t, r.out)
	if len(ls) != 2 || ls[0].Status != "gap" || ls[0].Capture == "" || ls[1].Status != "captured" {
		t.Fatalf("%s", r.out)
	}
	says(t, ls[0].Reason, fmt.Sprint(size), "MiB")
	hex := strings.TrimPrefix(ls[0].Capture, "sha256:")
	if i, err := os.Stat(filepath.Join(dir, "record/blobs", hex[:2], hex)); err != nil || i.Size() != size {
		t.Errorf("kept %v, %v; want %d bytes", i, err, size)
	}
	v := want(t, 0, dir, "verify")
	if v.peak > 300<<20 {
		t.Errorf("verify held %d MiB", v.peak>>20)
	}
	if r := want(t, 1, dir, "read", "zeros.bin"); r.peak > 300<<20 {
		t.Errorf("read held %d MiB", r.peak>>20)
	}
}

// TestOneLongLine gives a text of 60 MB in a single line to add, read and code: kept, and a gap that names the limit.
func TestOneLongLine(t *testing.T) {
	t.Parallel()
	dir := started(t)
	put(t, filepath.Join(dir, "line.txt"), strings.Repeat("Russian forces shelled Lozova on Friday. ", 60_000_000/41))
	r := want(t, 1, dir, "add", "--json", "line.txt")
	l := lines[line](t, r.out)[0]
	if l.Capture == "" || l.Status != "gap" {
		t.Errorf("%+v", l)
	}
	says(t, l.Reason, "32 MiB")
	if r.peak > 400<<20 {
		t.Errorf("it held %d MiB", r.peak>>20)
	}
	says(t, want(t, 1, dir, "code", "line.txt").err, "32 MiB")
	// A jsonl line of that length is within what a line may be.
	put(t, filepath.Join(dir, "line.jsonl"), `{"id":"a","text":"Russian forces shelled Lozova."}`+"\n"+strings.Repeat("x", 70<<20)+"\n"+`{"id":"b","text":"Russian forces shelled Lozova."}`)
	r = want(t, 1, dir, "code", "--jsonl", "line.jsonl")
	says(t, r.out, `"ref":"a"`, `"ref":"b"`, "line 2: it is longer than 64 MiB")
	clean(t, dir)
}

// TestLongText codes one text of a megabyte in a single line: what is within the limits costs bounded time.
func TestLongText(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "text.txt"), strings.Repeat("Russian forces shelled Lozova on Friday. ", 1<<20/41))
	put(t, filepath.Join(dir, "word.txt"), strings.Repeat("Lozova", 1<<20/6))
	put(t, filepath.Join(dir, "marks.txt"), strings.Repeat("\"", 1<<19)+strings.Repeat("(", 1<<19))
	for _, f := range []string{"text.txt", "word.txt", "marks.txt"} {
		began := time.Now()
		r := finish(t, factum(t, dir, "code", "--json", f))
		if d := time.Since(began); d > 30*time.Second || r.peak > 1<<30 {
			t.Errorf("%s: %v, %d MiB", f, d.Round(time.Millisecond), r.peak>>20)
		}
	}
}

// TestManySmallFiles adds 5,000 files in folders of a hundred.
func TestManySmallFiles(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const n = 5000
	for i := range n {
		put(t, filepath.Join(dir, "many", fmt.Sprintf("%02d", i/100), fmt.Sprintf("%04d.txt", i)), fmt.Sprintf("Note %d of the day.\n", i))
	}
	r := want(t, 0, dir, "add", "--json", "many")
	ls := lines[line](t, r.out)
	if len(ls) != n {
		t.Fatalf("%d lines for %d files", len(ls), n)
	}
	for i, l := range ls {
		if want := fmt.Sprintf("many/%02d/%04d.txt", i/100, i); l.Source != want || l.Status != "captured" {
			t.Fatalf("line %d is %+v, want %s captured", i, l, want)
		}
	}
	if r.peak > 300<<20 {
		t.Errorf("it held %d MiB", r.peak>>20)
	}
	if got := len(lines[map[string]any](t, want(t, 0, dir, "list", "captures", "--json").out)); got != n {
		t.Errorf("%d captures are listed", got)
	}
	clean(t, dir)
}
