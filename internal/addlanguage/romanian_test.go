package addlanguage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"factum/score"
)

// laid builds the packages of the tree with the tables of Romanian laid over it and returns the folder of the programs.
func laid(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("it builds the program anew with another language's tables, which takes half a minute")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	overlay, err := Overlay(root, "testdata/ro/tree", filepath.Join(dir, "tables"))
	if err != nil {
		t.Fatal(err)
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlay, "-o", dir+string(filepath.Separator), "./cmd/factum", "./internal/addlanguage/marks")
	build.Dir, build.WaitDelay = root, time.Second
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", filepath.Base(name), args, err, errs.String())
	}
	return string(out)
}

// TestRomanian: with the tables of testdata/ro and no line of Go a program reads Romanian: the language is told, sentences are cut, and times, places,
// actors and quantities are found, of the twenty sentences of testdata/ro/gold.jsonl, marked before the tables were written, nine in ten or more.
func TestRomanian(t *testing.T) {
	dir := laid(t)
	factum := filepath.Join(dir, "factum")

	got := output(t, filepath.Join(dir, "marks"), "-wrong", "ro", "testdata/ro/gold.jsonl")
	scored := 0
	for line := range strings.Lines(got) {
		var told, all int
		if n, _ := fmt.Sscanf(line, "language %d of %d", &told, &all); n == 2 && (told < 19 || all != 20) {
			t.Errorf("the language is told of %d of %d", told, all)
		}
		kind := strings.Fields(line)[0]
		if _, f1, ok := strings.Cut(line, " F1 "); ok && slices.Contains(score.Kinds, kind) {
			scored++
			if f, err := strconv.ParseFloat(strings.Fields(f1)[0], 64); err != nil || f < .9 {
				t.Errorf("want an F1 of .90: %s", line)
			}
		}
	}
	if scored != len(score.Kinds) || t.Failed() {
		t.Errorf("%d kinds are scored:\n%s", scored, got)
	}

	cut := output(t, filepath.Join(dir, "marks"), "-cut", "ro", "testdata/ro/cut.txt")
	if n := strings.Count(cut, "\n"); n != 4 {
		t.Errorf("%d sentences of 4:\n%s", n, cut)
	}

	var doc struct {
		Lang       string
		Times      []struct{ Value string }
		Places     []struct{ Name, Country string }
		Actors     []struct{ Code string }
		Quantities []struct {
			Kind string
			Min  int
		}
		Quotes []struct{ Text, Form string }
	}
	line, err := json.Marshal(map[string]string{"id": "1", "date": "2024-03-14", "text": "Dl. Popescu, prof. la Iași, a plecat marți din Odesa. Potrivit armatei, cel puțin trei civili au fost uciși la Harkiv. " +
		"„Trupele rusești nu au intrat în oraș”, a declarat președintele Ucrainei."})
	if err != nil {
		t.Fatal(err)
	}
	read := exec.CommandContext(t.Context(), factum, "read", "--jsonl", "-")
	read.Stdin = bytes.NewReader(append(line, '\n'))
	out, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if doc.Lang != "ro" {
		t.Errorf("language %s", doc.Lang)
	}
	has := func(what string, ok bool) {
		t.Helper()
		if !ok {
			t.Errorf("no %s in %s", what, out)
		}
	}
	for _, city := range []string{"Iaşi", "Odesa", "Kharkiv"} {
		has(city, slices.ContainsFunc(doc.Places, func(p struct{ Name, Country string }) bool { return p.Name == city }))
	}
	has("marți", slices.ContainsFunc(doc.Times, func(x struct{ Value string }) bool { return x.Value == "2024-03-12" }))
	for _, code := range []string{"RUS", "UKR"} {
		has(code, slices.ContainsFunc(doc.Actors, func(a struct{ Code string }) bool { return a.Code == code }))
	}
	has("three killed", len(doc.Quantities) == 1 && doc.Quantities[0].Kind == "killed" && doc.Quantities[0].Min == 3)
	has("quote", slices.ContainsFunc(doc.Quotes, func(q struct{ Text, Form string }) bool {
		return q.Form == "direct" && strings.HasPrefix(q.Text, "Trupele")
	}))
}
