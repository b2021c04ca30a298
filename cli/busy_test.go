package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestTwoWritersAtOnce has a writer that waits for its standard input: a second one is told who holds the record, and reading beside it works.
func TestTwoWritersAtOnce(t *testing.T) {
	t.Parallel()
	dir := started(t)
	put(t, filepath.Join(dir, "one.txt"), report("one"))
	put(t, filepath.Join(dir, "two.txt"), report("two"))
	want(t, 0, dir, "add", "one.txt")
	first := factum(t, dir, "add", "--json", "two.txt", "-", "--by", "anna")
	in, err := first.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := first.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	first.Stderr = &errs
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Process.Kill() }()
	// What is done is reported while the next input still waits.
	said, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	says(t, said, `"source":"two.txt"`, `"status":"captured"`)
	for _, args := range [][]string{{"add", "one.txt"},
		{"--by", "boris", "decide", "fct_aaaaaaaaaaaaaaaaaaaaaaaaaa", "--status", "refuted", "--standard", "balance", "--reason", "r"}} {
		r := want(t, 5, dir, args...)
		says(t, r.err, fmt.Sprint(first.Process.Pid), "again")
		if r.out != "" {
			t.Errorf("%v printed %s", args, r.out)
		}
	}
	for _, args := range [][]string{{"list", "facts"}, {"list", "captures"}, {"search", "Lozova"}, {"show", "act_1"}, {"verify"}} {
		r := want(t, 0, dir, args...)
		if r.out == "" {
			t.Errorf("%v printed nothing", args)
		}
		if args[0] == "list" {
			says(t, r.err, "the facts lag behind the claims")
		}
	}
	if _, err := fmt.Fprint(in, report("three")); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	clean(t, dir)
	if n := strings.Count(want(t, 0, dir, "list", "captures").out, "\n"); n != 3 {
		t.Errorf("%d captures, want 3", n)
	}
}
