package cli_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// demo makes a record of the shipped examples.
func demo(t *testing.T) (dir, fact string) {
	t.Helper()
	dir = t.TempDir()
	r := want(t, 0, dir, "demo", ".", "--json")
	if lines[map[string]any](t, r.out); !strings.Contains(r.err, "$ factum verify") {
		t.Errorf("the walk was not told: %s", r.err)
	}
	return dir, lines[struct{ ID string }](t, want(t, 0, dir, "list", "facts", "--json").out)[0].ID
}

// TestJSON runs every command with --json: standard output is one object a line and nothing else.
func TestJSON(t *testing.T) {
	t.Parallel()
	dir, fact := demo(t)
	put(t, filepath.Join(dir, "in.jsonl"), `{"id":1,"text":"x"}`+"\n"+`{"id":"a","text":"Russian forces shelled Lozova."}`+"\n\nnonsense\n[]\n"+`{"id":"b"}`)
	for _, x := range []struct {
		code int
		args []string
	}{
		{0, []string{"list", "captures"}}, {0, []string{"list", "documents"}}, {0, []string{"list", "claims"}}, {0, []string{"list", "facts"}},
		{0, []string{"list", "lines"}}, {0, []string{"list", "statements"}}, {0, []string{"list", "sources"}}, {0, []string{"list", "acts"}},
		{0, []string{"list", "facts", "--limit", "2"}}, {0, []string{"search", "station"}}, {0, []string{"verify", "--all"}}, {0, []string{"verify", "--quick"}},
		{0, []string{"rebuild"}}, {0, []string{"version"}}, {0, []string{"completion", "zsh"}}, {0, []string{"recode", "--all"}},
		{0, []string{"show", fact, "act_0", "act_1"}}, {1, []string{"show", fact, "act_999"}},
		{1, []string{"add", "examples", "absent"}}, {0, []string{"list", "gaps"}},
		{1, []string{"read", "examples/07-marram-courier-moving-away.en.txt", "absent"}}, {1, []string{"code", "examples/07-marram-courier-moving-away.en.txt", "absent"}},
		{1, []string{"read", "--jsonl", "in.jsonl"}}, {1, []string{"code", "--jsonl", "in.jsonl"}}, {0, []string{"--record", "other", "init"}},
		{0, []string{"--by", "anna", "decide", fact, "--status", "refuted", "--standard", "balance", "--reason", "r"}},
	} {
		ways := [][]string{append([]string{"--json"}, x.args...), append(slices.Clone(x.args), "--json")}
		if x.args[0] != "list" { // the flag stands before or after any command alike
			ways = ways[1:]
		}
		for _, args := range ways {
			r := want(t, x.code, dir, args...)
			if len(lines[map[string]any](t, r.out)) == 0 {
				t.Errorf("%v printed nothing", args)
			}
			if x.code == 0 && r.err != "" && !strings.HasPrefix(r.err, "more: --after ") {
				t.Errorf("%v said %s", args, r.err)
			}
		}
	}
	for _, args := range [][]string{{"list", "claims", "--actor", "nobody at all"}, {"search", "zzzunheard"}} {
		if r := want(t, 0, dir, append(args, "--json")...); r.out != "" || r.err != "" {
			t.Errorf("%v: %q, %q", args, r.out, r.err)
		}
	}
	clean(t, dir)
}

// TestPages goes through a list two at a time and finds what the whole list has.
func TestPages(t *testing.T) {
	t.Parallel()
	dir, _ := demo(t)
	for _, args := range [][]string{{"list", "captures"}, {"list", "documents"}, {"list", "claims"}, {"list", "facts"}, {"list", "lines"}, {"list", "sources"},
		{"list", "acts"}, {"search", "station"}} {
		whole := want(t, 0, dir, append(args, "--json", "--limit", "0")...).out
		var parts strings.Builder
		for after := []string{}; ; {
			r := want(t, 0, dir, slices.Concat(args, []string{"--json", "--limit", "7"}, after)...)
			parts.WriteString(r.out)
			mark, more := strings.CutPrefix(strings.TrimSpace(r.err), "more: --after ")
			if !more {
				break
			}
			after = []string{"--after", mark}
		}
		if parts.String() != whole {
			t.Errorf("%v: the pages are not the list", args)
		}
	}
}

// TestSurroundings runs under other locales, time zones, terminals and from other folders: the same bytes.
func TestSurroundings(t *testing.T) {
	t.Parallel()
	dir, fact := demo(t)
	commands := [][]string{{"list", "facts"}, {"list", "acts", "--json"}, {"show", fact}, {"search", "вокзал"}, {"search", "STATION", "İSTANBUL"}, {"list", "claims", "--place", "istanbul"},
		{"code", "--json", "examples/19-zuiderlantaarn-dinsdag.nl.txt", "examples/02-donor-meeting-pledges.en.eml"}, {"read", "examples/16-zavolzhskaya-liniya-oproverzhenie.ru.txt"}, {"--help"}, {"verify"}}
	for _, args := range commands {
		plain := finish(t, factum(t, dir, args...))
		if plain.code != 0 {
			t.Errorf("%v: exit code %d\n%s", args, plain.code, plain.err)
		}
		for _, env := range [][]string{{"LANG=C", "LC_ALL=C"}, {"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"}, {"TZ=Pacific/Kiritimati"}, {"TZ=America/St_Johns", "LANG=uk_UA.UTF-8"}, {"TERM=xterm-256color"}} {
			c := factum(t, dir, args...)
			c.Env = append(c.Env, env...)
			if r := finish(t, c); r != (ran{plain.code, plain.out, plain.err, r.peak}) {
				t.Errorf("%v is different with %v", args, env)
			}
		}
	}
	// The record is found from elsewhere, by whatever way, also with spaces and letters of any kind in its name.
	odd := filepath.Join(dir, "ein Ördner ж", "the record")
	if err := os.MkdirAll(filepath.Dir(odd), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "record"), odd); err != nil {
		t.Fatal(err)
	}
	first := want(t, 0, dir, "list", "facts", "--record", odd)
	for _, x := range []struct{ cwd, record string }{{filepath.Dir(odd), "the record"}, {odd, "."}, {"/", odd + "/"}, {filepath.Join(odd, "acts"), "../../the record"}} {
		c := factum(t, x.cwd, "list", "facts")
		c.Env = append(c.Env, "FACTUM_RECORD="+x.record)
		if r := finish(t, c); r.code != 0 || r.out != first.out {
			t.Errorf("from %s as %s: exit code %d, %s", x.cwd, x.record, r.code, r.err)
		}
	}
	c := factum(t, odd, "add", "--json", "../../examples/01-zuiderlantaarn-niet-terug.nl.txt")
	c.Env = append(c.Env, "FACTUM_RECORD=.", "FACTUM_BY=Анна B")
	if r := finish(t, c); r.code != 0 || lines[line](t, r.out)[0].Status != "known" {
		t.Errorf("exit code %d, %s%s", r.code, r.out, r.err)
	}
	acts := strings.Split(strings.TrimSpace(want(t, 0, dir, "list", "acts", "--record", odd).out), "\n")
	says(t, acts[len(acts)-1], "Анна B")
}

// TestEarlyEnd closes the pipe after the first line: no panic, no complaint, and what was added verifies.
func TestEarlyEnd(t *testing.T) {
	t.Parallel()
	dir, fact := demo(t)
	for _, args := range [][]string{{"list", "claims"}, {"show", fact}, {"verify", "--all"}, {"add", "examples"}, {"code", "--json", "examples/19-zuiderlantaarn-dinsdag.nl.txt"}, {"--help"}} {
		c := factum(t, dir, args...)
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		c.Stdout, c.Stderr = w, &errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		if _, err := io.ReadFull(r, make([]byte, 1)); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		r.Close()
		var xe *exec.ExitError
		if err := c.Wait(); err != nil && !errors.As(err, &xe) {
			t.Fatal(err)
		}
		if s, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && s.Signaled() && s.Signal() != syscall.SIGPIPE {
			t.Errorf("%v ended by %v", args, s.Signal())
		}
		if errs.Len() > 0 {
			t.Errorf("%v complained: %s", args, errs.String())
		}
	}
	clean(t, dir)
}

// TestUnprintable prints where nothing can be printed: that is a failure, whatever the command.
func TestUnprintable(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("NOT TESTED: output that can't be written. %v", err)
	}
	defer full.Close()
	dir, fact := demo(t)
	put(t, filepath.Join(dir, "new.txt"), report("new"))
	for _, args := range [][]string{{"list", "claims"}, {"list", "claims", "--json"}, {"show", fact}, {"verify"}, {"add", "new.txt"}, {"version"}, {"--help"}, {"completion", "bash"},
		{"code", "new.txt"}, {"code", "--json", "new.txt"}, {"read", "new.txt"}, {"search", "station"}, {"rebuild"}} {
		c := factum(t, dir, args...)
		var errs bytes.Buffer
		c.Stdout, c.Stderr = full, &errs
		_ = c.Run()
		if code := c.ProcessState.ExitCode(); code != 1 || !strings.Contains(errs.String(), "no space left") || strings.Count(errs.String(), "\n") > 1 {
			t.Errorf("%v: exit code %d, %s", args, code, errs.String())
		}
	}
	clean(t, dir)
}
