package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for path, text := range map[string]string{"tables/a.tsv": "one\n", "tree/tables/a.tsv": "two\n", "tree/tables/b.txt": "three\n"} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	if run(nil, &out, &errs) != 2 || !strings.Contains(errs.String(), "usage") {
		t.Errorf("without arguments: %s", errs.String())
	}
	if run([]string{"nosuch", "laid"}, &out, &errs) != 1 || !strings.Contains(errs.String(), "nosuch") {
		t.Errorf("a folder that is not there: %s", errs.String())
	}
	if run([]string{"tree", "laid"}, &out, &errs) != 0 {
		t.Fatal(errs.String())
	}
	b, err := os.ReadFile(strings.TrimSpace(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(b, &overlay); err != nil {
		t.Fatal(err)
	}
	// A table keeps its own rows before the new ones; a file of the language's own is there whole.
	for path, want := range map[string]string{"tables/a.tsv": "one\ntwo\n", "tables/b.txt": "three\n"} {
		full, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(overlay.Replace[full]); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}
