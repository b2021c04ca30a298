package cli_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestBadFiles adds everything that can be wrong with a file in one run: each gets a line of its own with a clear reason, and nothing
// keeps the good one from being captured.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	dir := started(t)
	at := func(n string) string { return filepath.Join(dir, n) }
	put(t, at("good.txt"), report("one"))
	put(t, at("empty.txt"), "")
	put(t, at("broken.txt"), "Russian troops withdrew from \"Kyiv\" on 2 April 2022, caf\xe9 owners of \xff\xfe Lozova said.\n")
	put(t, at("two\nlines.txt"), report("two"))
	put(t, at("bytes\xff\xc3.txt"), report("three"))
	put(t, at(strings.Repeat("x", 251)+".txt"), report("four"))
	put(t, at("page.html"), zipped(t, "inside.txt", report("five")))
	put(t, at("bomb.txt"), zipped(t, "bomb", strings.Repeat("0", 64<<20)))
	put(t, at("gz.txt"), gzipped(t, strings.Repeat("0", 64<<20)))
	put(t, at("noise.bin"), strings.Repeat("\x00\x9c\x01\xf3\x7f", 1000))
	put(t, at("loop/in/deep.txt"), report("six"))
	for _, x := range [][2]string{{".", "loop/in/again"}, {"../..", "loop/in/up"}, {"self", "self"}, {"nowhere", "dangling"}} {
		if err := os.Symlink(x[0], at(x[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(at("hollow"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"pipe", "loop/pipe"} {
		if err := syscall.Mkfifo(at(p), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	r := want(t, 1, dir, "add", "--json", "absent.txt", "empty.txt", "broken.txt", "two\nlines.txt", "bytes\xff\xc3.txt", strings.Repeat("x", 251)+".txt",
		"page.html", "bomb.txt", "gz.txt", "noise.bin", "loop", "self", "dangling", "hollow", "pipe", strings.Repeat("y", 300), "a\x01b", "", "good.txt")
	if d := time.Since(began); d > 30*time.Second {
		t.Errorf("it took %v", d)
	}
	if r.peak > 300<<20 {
		t.Errorf("it held %d MiB", r.peak>>20)
	}
	got := map[string]line{}
	for _, l := range lines[line](t, r.out) {
		got[l.Source] = l
	}
	for _, x := range []struct {
		source, status, reason string
		kept                   bool
	}{
		{"absent.txt", "gap", "no such file", false},
		{"empty.txt", "gap", "empty", true},
		{"broken.txt", "captured", "", true},
		{"two\nlines.txt", "captured", "", true},
		{`bytes\xff\xc3.txt`, "captured", "", true},
		{strings.Repeat("x", 251) + ".txt", "captured", "", true},
		{"page.html", "gap", "zip", true},
		{"bomb.txt", "gap", "zip", true},
		{"gz.txt", "gap", "gzip", true},
		{"noise.bin", "gap", "not text", true},
		{"loop/in/deep.txt", "captured", "", true},
		{"loop/in/up", "gap", "leads out of the folder", false},
		{"loop/pipe", "gap", "named pipe", false},
		{"self", "gap", "leads back to itself", false},
		{"dangling", "gap", "no such file", false},
		{"hollow", "gap", "no files", false},
		{"pipe", "gap", "named pipe", false},
		{strings.Repeat("y", 300), "gap", "too long", false},
		{"a\x01b", "gap", "no such file", false},
		{"", "gap", "empty name", false},
		{"good.txt", "captured", "", true},
	} {
		g, ok := got[x.source]
		if !ok {
			t.Errorf("no line for %q in\n%s", x.source, r.out)
			continue
		}
		if g.Status != x.status || !strings.Contains(strings.ToLower(g.Reason), x.reason) || (g.Capture != "") != x.kept {
			t.Errorf("%.40q: %s, %q, capture %q; want %s, %q, kept %v", x.source, g.Status, g.Reason, g.Capture, x.status, x.reason, x.kept)
		}
		if g.Status == "captured" && g.Lang != "en" {
			t.Errorf("%.40q was read as %q", x.source, g.Lang)
		}
	}
	clean(t, dir)
	// Every gap is on record, one printed line each that no name breaks.
	gaps := lines[struct{ Reason string }](t, want(t, 0, dir, "list", "gaps", "--json").out)
	if n := strings.Count(r.out, `"status":"gap"`); len(gaps) != n {
		t.Errorf("%d gaps are listed, %d were reported", len(gaps), n)
	}
	for _, l := range strings.Split(want(t, 0, dir, "list", "captures").out, "\n") {
		if l != "" && !strings.HasPrefix(l, "sha256:") {
			t.Errorf("a name broke the line: %q", l)
		}
	}
	says(t, want(t, 1, dir, "add", "a\x1b[2Jb", "two\nlines.txt").out, `"a\x1b[2Jb"`, `"two\nlines.txt"`)
}

// TestDeepPage wants a page nested a hundred thousand deep to cost bounded time and memory.
func TestDeepPage(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const n = 100_000
	put(t, filepath.Join(dir, "deep.html"), "<html><body>"+strings.Repeat("<div>", n)+"<p>"+report("deep")+"</p>"+strings.Repeat("</div>", n))
	put(t, filepath.Join(dir, "open.html"), "<html><body><p>"+report("open")+strings.Repeat("<table><tr><td><b><i>", n/5))
	r := finish(t, factum(t, dir, "add", "--json", "deep.html", "open.html"))
	if ls := lines[line](t, r.out); len(ls) != 2 || ls[0].Capture == "" || ls[1].Capture == "" {
		t.Errorf("not kept: %s", r.out)
	}
	if r.peak > 600<<20 {
		t.Errorf("it held %d MiB", r.peak>>20)
	}
	clean(t, dir)
}

// TestGrowingFile adds a file that another program goes on writing: what was read is what is kept, and it is said.
func TestGrowingFile(t *testing.T) {
	t.Parallel()
	dir := started(t)
	path := filepath.Join(dir, "growing.txt")
	put(t, path, report("growing"))
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stop, stopped := make(chan bool), make(chan error)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			if _, err := fmt.Fprintf(f, "And line %d came while it was read, said a witness.\n", i); err != nil {
				stopped <- err
				return
			}
			time.Sleep(20 * time.Microsecond)
		}
	}()
	var grew bool
	for i := 0; i < 20 && !grew; i++ {
		r := want(t, 0, dir, "add", "--json", "growing.txt")
		show := want(t, 0, dir, "show", "--json", lines[line](t, r.out)[0].Capture)
		grew = strings.Contains(show.out, `"grew":true`)
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	if !grew {
		t.Error("the file grew while it was read and it was not said")
	}
	clean(t, dir)
}

// TestNoPermission adds what may not be read.
func TestNoPermission(t *testing.T) {
	t.Parallel()
	dir := openTemp(t)
	put(t, filepath.Join(dir, "secret.txt"), report("secret"))
	put(t, filepath.Join(dir, "closed/in.txt"), report("closed"))
	put(t, filepath.Join(dir, "folder/open.txt"), report("open"))
	put(t, filepath.Join(dir, "folder/shut/in.txt"), report("shut"))
	c := asNobody(t, factum(t, dir, "init"))
	for p, mode := range map[string]os.FileMode{".": 0o777, "secret.txt": 0, "closed": 0, "folder/shut": 0o311} {
		if err := os.Chmod(filepath.Join(dir, p), mode); err != nil {
			t.Fatal(err)
		}
	}
	if r := finish(t, c); r.code != 0 {
		t.Fatal(r.err)
	}
	r := finish(t, asNobody(t, factum(t, dir, "add", "--json", "secret.txt", "closed/in.txt", "closed", "folder")))
	if r.code != 1 {
		t.Errorf("exit code %d\n%s", r.code, r.err)
	}
	got := map[string]line{}
	for _, l := range lines[line](t, r.out) {
		got[l.Source] = l
	}
	for _, p := range []string{"secret.txt", "closed/in.txt", "closed", "folder/shut"} {
		if got[p].Status != "gap" || !strings.Contains(got[p].Reason, "may not be read") {
			t.Errorf("%s: %+v", p, got[p])
		}
	}
	if got["folder/open.txt"].Status != "captured" {
		t.Errorf("the rest did not go on: %+v", got)
	}
	if r := finish(t, asNobody(t, factum(t, dir, "read", "secret.txt"))); r.code != 1 || !strings.Contains(r.err, "may not be read") {
		t.Errorf("read: exit code %d, %s", r.code, r.err)
	}
	if r := finish(t, asNobody(t, factum(t, dir, "verify"))); r.code != 0 {
		t.Errorf("verify: %s", r.out)
	}
}

func zipped(t testing.TB, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
