package cli_test

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKill ends `add` with kill -9 ten times at different moments. Whatever it had acknowledged is there afterwards, the record
// verifies before and after it is touched again, and the same `add` completes.
func TestKill(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const rounds, files = 10, 120
	rnd := rand.New(rand.NewSource(1))
	acked := map[string]string{} // source → capture
	cut := 0
	for round := range rounds {
		from := filepath.Join(dir, fmt.Sprintf("in%d", round))
		for i := range files {
			put(t, filepath.Join(from, fmt.Sprintf("%03d.txt", i)), report(fmt.Sprintf("%d of round %d", i, round)))
		}
		c := factum(t, dir, "add", "--json", filepath.Base(from))
		var out safe
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if round%2 == 0 { // at some line; else at some moment
			at := 1 + rnd.Intn(files-20)
			out.await(t, at)
		} else {
			time.Sleep(time.Duration(100+rnd.Intn(200)) * time.Millisecond)
		}
		if err := c.Process.Kill(); err != nil && err != os.ErrProcessDone {
			t.Fatal(err)
		}
		_ = c.Wait()
		whole := out.String()
		whole = whole[:strings.LastIndexByte(whole, '\n')+1]
		got := lines[line](t, whole)
		if len(got) < files {
			cut++
		}
		for _, l := range got {
			if l.Status != "captured" {
				t.Fatalf("round %d: %+v", round, l)
			}
			acked[l.Source] = l.Capture
		}
		if round%3 == 0 {
			clean(t, dir) // as the crash left it
		}
	}
	if cut < rounds/2 {
		t.Errorf("only %d of %d runs were cut off: the test tests little", cut, rounds)
	}
	there := func() map[string]bool {
		all := map[string]bool{}
		for _, c := range lines[struct{ Subject struct{ SHA256 string } }](t, want(t, 0, dir, "list", "captures", "--json").out) {
			all[c.Subject.SHA256] = true
		}
		return all
	}
	now := there()
	for s, c := range acked {
		if !now[c] {
			t.Errorf("%s was acknowledged as %s and is not there", s, c)
		}
	}
	args := []string{"add", "--json"}
	for round := range rounds {
		args = append(args, fmt.Sprintf("in%d", round))
	}
	if got := lines[line](t, want(t, 0, dir, args...).out); len(got) != rounds*files {
		t.Errorf("%d lines for %d files", len(got), rounds*files)
	}
	if now = there(); len(now) != rounds*files {
		t.Errorf("%d captures, want %d", len(now), rounds*files)
	}
	clean(t, dir)
}

// TestInterrupt stops `add` with Ctrl-C: it says what is kept and exits 1, and nothing is broken.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const files = 700
	for i := range files {
		put(t, filepath.Join(dir, "in", fmt.Sprintf("%04d.txt", i)), report(fmt.Sprint(i)))
	}
	c := factum(t, dir, "add", "--json", "in")
	var out safe
	var errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	out.await(t, 1)
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if code := c.ProcessState.ExitCode(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	got := lines[line](t, out.String())
	if len(got) == 0 || len(got) == files {
		t.Fatalf("%d of %d lines: nothing was interrupted", len(got), files)
	}
	says(t, errs.String(), "stopped", fmt.Sprintf("%d input", len(got)), "can be added again")
	if strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("more than a line: %s", errs.String())
	}
	clean(t, dir)
	if n := len(lines[struct{}](t, want(t, 0, dir, "list", "captures", "--json").out)); n != len(got) {
		t.Errorf("%d captures, %d were reported", n, len(got))
	}
	want(t, 0, dir, "add", "in")
	clean(t, dir)
	// Coding again what is interrupted likewise leaves no gap and nothing without its name.
	c = factum(t, dir, "recode", "--all", "--json")
	var again safe
	errs.Reset()
	c.Stdout, c.Stderr = &again, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(150 * time.Millisecond)
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if c.ProcessState.ExitCode() == 1 {
		says(t, errs.String(), "stopped")
	}
	for _, l := range lines[line](t, again.String()) {
		if l.Status != "known" || !strings.HasPrefix(l.Source, dir) {
			t.Errorf("coded again: %+v", l)
		}
	}
	if r := want(t, 0, dir, "list", "gaps", "--json"); r.out != "" {
		t.Errorf("an interruption is no gap: %s", r.out)
	}
	clean(t, dir)
}

// TestInterruptWaiting stops commands that wait for their input.
func TestInterruptWaiting(t *testing.T) {
	t.Parallel()
	dir := started(t)
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"add", "-"}, {"code"}, {"read", "--jsonl"}, {"code", "pipe"}} {
		c := factum(t, dir, args...)
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		c.Stderr = &errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond)
		if err := c.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
		select {
		case <-ended:
			if code := c.ProcessState.ExitCode(); code != 1 || !strings.Contains(errs.String(), "stopped") {
				t.Errorf("%v: exit code %d, %s", args, code, errs.String())
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%v goes on waiting", args)
			_ = c.Process.Kill()
			<-ended
		}
		in.Close()
	}
	clean(t, dir)
}
