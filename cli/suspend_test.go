package cli_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSuspended holds `add` in the middle for some seconds, as a laptop that is closed does. The record stays its own meanwhile: who writes is told
// so, who reads reads. Then it goes on as if nothing was.
func TestSuspended(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const files = 600
	for i := range files {
		put(t, filepath.Join(dir, "in", fmt.Sprintf("%04d.txt", i)), report(fmt.Sprint(i)))
	}
	put(t, filepath.Join(dir, "other.txt"), report("other"))
	c := factum(t, dir, "add", "--json", "in")
	var out safe
	var errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	out.await(t, 1)
	if err := c.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	said := lines[line](t, whole(out.String()))
	if len(said) == files {
		t.Fatal("it was done before it was held: the test tests nothing")
	}
	says(t, want(t, 5, dir, "add", "other.txt").err, fmt.Sprint(c.Process.Pid))
	if r := want(t, 0, dir, "list", "acts"); !strings.Contains(r.out, "captured") {
		says(t, r.err, "lag") // the index was not yet there when it was held, and it says so
	}
	clean(t, dir)
	time.Sleep(max(0, 3*time.Second-time.Since(began)))
	if err := c.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	if n := len(lines[line](t, out.String())); n != files {
		t.Errorf("%d lines for %d files", n, files)
	}
	if n := len(lines[struct{}](t, want(t, 0, dir, "list", "captures", "--json").out)); n != files {
		t.Errorf("%d captures", n)
	}
	want(t, 0, dir, "add", "other.txt")
	clean(t, dir)
}

// TestInterruptTwice presses Ctrl-C twice: it ends at once, and what was reported is kept all the same.
func TestInterruptTwice(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const files = 700
	for i := range files {
		put(t, filepath.Join(dir, "in", fmt.Sprintf("%04d.txt", i)), report(fmt.Sprint(i)))
	}
	for _, pause := range []time.Duration{time.Millisecond, 10 * time.Millisecond, 40 * time.Millisecond} {
		c := factum(t, dir, "add", "--json", "in")
		var out safe
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		out.await(t, 1)
		_ = c.Process.Signal(syscall.SIGINT)
		time.Sleep(pause)
		_ = c.Process.Signal(syscall.SIGINT)
		began := time.Now()
		_ = c.Wait()
		if d := time.Since(began); d > 5*time.Second {
			t.Errorf("it went on for %v", d)
		}
		if c.ProcessState.ExitCode() == 0 {
			t.Error("it ended as if it had done everything")
		}
		all := map[string]bool{}
		for _, c := range lines[struct{ Subject struct{ SHA256 string } }](t, want(t, 0, dir, "list", "captures", "--json").out) {
			all[c.Subject.SHA256] = true
		}
		for _, l := range lines[line](t, whole(out.String())) {
			if !all[l.Capture] {
				t.Errorf("%s was reported and is not there", l.Source)
			}
		}
		clean(t, dir)
	}
	want(t, 0, dir, "add", "in")
	clean(t, dir)
}

// whole leaves out a last line without its end.
func whole(s string) string { return s[:strings.LastIndexByte(s, '\n')+1] }
