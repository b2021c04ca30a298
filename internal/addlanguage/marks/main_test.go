package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	write := func(s string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	try := func(code int, want string, args ...string) {
		t.Helper()
		out.Reset()
		errs.Reset()
		if got := run(args, &out, &errs); got != code || !strings.Contains(out.String()+errs.String(), want) {
			t.Errorf("%v: %d, %s%s; want %d, %s", args, got, out.String(), errs.String(), code, want)
		}
	}
	try(2, "usage")
	try(2, "zz is no language of language/data/languages.tsv", "zz", path)
	try(1, "gold.jsonl", "nl", path)
	write(`{"id":"a","date":"2024-03-14","text":"Gisteren kwamen drie soldaten om in Boetsja.","times":[{"text":"Gisteren","value":"2024-03-12"}]}` + "\n")
	try(0, "a\ttimes\tGisteren = 2024-03-12\t| Gisteren = 2024-03-13", "-wrong", "nl", path)
	try(0, "language   1 of 1", "nl", path)
	write("{\n")
	try(1, "line 1", "nl", path)
	write("Dat zei dr. De Vries. Hij ging weg.\n")
	try(0, "Dat zei dr. De Vries.\nHij ging weg.\n", "-cut", "nl", path)
}
