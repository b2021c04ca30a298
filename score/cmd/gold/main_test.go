package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) string {
		t.Helper()
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	article := write("a.txt", "Russian artillery shelled Kharkiv on Monday.\n")
	var out, errs bytes.Buffer
	call := func(args ...string) int {
		out.Reset()
		errs.Reset()
		return run(args, &out, &errs)
	}
	if call() != 2 || !strings.Contains(errs.String(), "usage") {
		t.Errorf("without arguments: %s", errs.String())
	}
	if call(filepath.Join(dir, "none.txt")) != 1 || !strings.Contains(errs.String(), "not there") {
		t.Errorf("an absent path: %s", errs.String())
	}
	if call(article) != 1 || !strings.Contains(errs.String(), "no gold file") {
		t.Errorf("without gold: %s", errs.String())
	}
	if call("--explain", article) != 0 || !strings.Contains(out.String(), "assault.heavy") {
		t.Errorf("--explain: %s%s", out.String(), errs.String())
	}
	write("a.claims.json", `{"lang":"en","published":"2022-04-12","claims":[{"n":1,"types":["ASSAULT"],"passage":"shelled Kharkiv"}]}`)
	if call("--detail", dir) != 0 || !strings.Contains(out.String(), "en: 1 articles, 1 of 1 matched in full") {
		t.Errorf("%s%s", out.String(), errs.String())
	}
	if call("--json", article) != 0 || !strings.Contains(out.String(), `"typed":1`) {
		t.Errorf("--json: %s%s", out.String(), errs.String())
	}
}
