package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// ran is what one run of factum did.
type ran struct {
	code     int // exit code, -1 when a signal ended it
	out, err string
	peak     int64 // most memory held at once, in bytes; 0 where it is not known
}

// factum is this test binary, which acts as factum itself.
func factum(t testing.TB, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(stop)
	c := exec.CommandContext(ctx, self, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "FACTUM_TEST_IS_MAIN=1", "FACTUM_RECORD=", "FACTUM_BY=", "FACTUM_KEY=", "SSH_AUTH_SOCK=")
	return c
}

// finish runs it to its end.
func finish(t testing.TB, c *exec.Cmd) ran {
	t.Helper()
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	note := filepath.Join(t.TempDir(), "peak")
	c.Env = append(c.Env, "FACTUM_TEST_PEAK="+note)
	err := c.Run()
	var xe *exec.ExitError
	if err != nil && !errors.As(err, &xe) {
		t.Fatal(err)
	}
	r := ran{code: c.ProcessState.ExitCode(), out: out.String(), err: errs.String()}
	if b, err := os.ReadFile(note); err == nil {
		kib, err := strconv.ParseInt(string(b), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		r.peak = kib << 10
	}
	if strings.Contains(r.err, "goroutine ") {
		t.Fatalf("%v panicked:\n%s", c.Args[1:], r.err)
	}
	return r
}

// want runs factum in dir and wants an exit code.
func want(t testing.TB, code int, dir string, args ...string) ran {
	t.Helper()
	r := finish(t, factum(t, dir, args...))
	if r.code != code {
		t.Fatalf("factum %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), r.code, code, r.out, r.err)
	}
	return r
}

// says wants words in a text.
func says(t testing.TB, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not said in\n%s", w, text)
		}
	}
}

// line is what `add --json` prints for an input.
type line struct{ Capture, Source, Status, Lang, Reason string }

// lines parses what a command printed with --json; every line must be an object.
func lines[T any](t testing.TB, out string) []T {
	t.Helper()
	var all []T
	s := bufio.NewScanner(strings.NewReader(out))
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var x T
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			t.Fatalf("not a JSON object: %v: %.200s", err, s.Text())
		}
		all = append(all, x)
	}
	return all
}

// clean wants `verify` to find nothing wrong.
func clean(t testing.TB, dir string) {
	t.Helper()
	if r := finish(t, factum(t, dir, "verify")); r.code != 0 {
		t.Fatalf("verify: exit code %d\n%s%s", r.code, r.out, r.err)
	}
}

// started makes a folder with a record in it.
func started(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	want(t, 0, dir, "init")
	return dir
}

func put(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// report is a short text that is read and coded; n tells one from another.
func report(n string) string {
	return "LOZOVA, 8 April 2022 - Russian forces shelled the railway station of Lozova on Friday, killing at least twelve people. Report " + n + ".\n"
}

// tree is every file below dir with its content, to see that nothing was touched.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		all[strings.TrimPrefix(p, dir)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// untouched wants the files of before, byte for byte, and no others. SQLite's own companions of a database that is read come and
// go, and the lock's text is for whoever holds it.
func untouched(t testing.TB, before, after map[string]string) {
	t.Helper()
	skip := func(n string) bool {
		return strings.HasSuffix(n, "-shm") || strings.HasSuffix(n, "-wal") || strings.HasSuffix(n, "/lock")
	}
	for n, b := range before {
		if a, ok := after[n]; !skip(n) && (!ok || a != b) {
			t.Errorf("%s was changed or removed", n)
		}
	}
	for n := range after {
		if _, ok := before[n]; !ok && !skip(n) {
			t.Errorf("%s was made", n)
		}
	}
}

// safe is a buffer that can be looked at while a program writes to it.
type safe struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safe) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safe) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// await waits until so many lines were written.
func (s *safe) await(t testing.TB, n int) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if got := strings.Count(s.String(), "\n"); got >= n {
			return
		} else if time.Now().After(end) {
			t.Fatalf("%d lines were printed, %d are waited for", got, n)
		}
	}
}
