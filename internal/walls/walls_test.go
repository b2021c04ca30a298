// Package walls holds the test of which room may import which.
package walls

import (
	"go/build"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// May lists, for each room, the other rooms that its code (not its tests) may import.
// A folder below a room belongs to it unless it is listed itself.
var may = map[string][]string{
	"":                {},
	"language":        {""},
	"gazetteer":       {"", "language"},
	"capture":         {"", "internal/sniff"},
	"custody":         {"", "store"},
	"reading":         {"", "language", "gazetteer", "internal/sniff"},
	"coding":          {"", "language", "gazetteer"},
	"coding/model":    {"", "coding"},
	"corroboration":   {"", "language", "gazetteer"},
	"withhold":        {"", "language", "gazetteer"},
	"watch":           {"", "language", "gazetteer"},
	"store":           {"", "language"},
	"record":          {"", "language", "gazetteer", "capture", "custody", "reading", "coding", "coding/model", "corroboration", "store", "internal/sniff"},
	"score":           {"", "language", "gazetteer", "reading", "coding", "corroboration"},
	"cli":             {"", "language", "coding/model", "record", "store", "custody", "examples", "score"},
	"cmd":             {"", "cli"},
	"examples":        {},
	"internal/walls":  {},
	"internal/sniff":  {},
	"internal/warc":   {},
	"internal/golden": {},
	"internal/corpus": {"examples"},
	"internal/load":   {"internal/corpus"},
	"internal/soak":   {},
	// a made-up war for measuring corroboration; of that room it uses the print of a text alone
	"internal/world": {"", "corroboration"},
	// made-up wars whose focus moves, or does not, for measuring where watch finds shifts
	"internal/shiftworld": {"", "watch"},
	// what a small model would add to the rules, measured
	"internal/modeltrial": {"", "coding", "score"},
	// tools of whoever adds a language: they lay its tables over the sources and score its sentences
	"internal/addlanguage": {"", "language", "reading", "score"},
}

// TestWalls keeps the rooms apart: what passes between two stages is a type of the root package.
func TestWalls(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	err = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if n := d.Name(); path != root && (strings.HasPrefix(n, ".") || n == "testdata" || n == "bin" || n == "node_modules") {
			return filepath.SkipDir
		}
		p, err := build.ImportDir(path, 0)
		if err != nil {
			return nil // no Go code here
		}
		rel, _ := filepath.Rel(root, path)
		from := room(filepath.ToSlash(rel))
		allowed, ok := may[from]
		if !ok {
			t.Errorf("%s is in no room: name it in this test and in the architecture", rel)
			return nil
		}
		seen++
		for _, imp := range p.Imports {
			if imp != "factum" && !strings.HasPrefix(imp, "factum/") {
				continue
			}
			to := room(strings.TrimPrefix(strings.TrimPrefix(imp, "factum"), "/"))
			if to == from {
				continue
			}
			found := false
			for _, a := range allowed {
				found = found || a == to
			}
			if !found {
				t.Errorf("%s imports %s: %q may not import %q", rel, imp, from, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 8 {
		t.Errorf("only %d packages were looked at", seen)
	}
}

// room returns the longest listed room that a path lies in.
func room(path string) string {
	if path == "." {
		return ""
	}
	for p := path; p != "." && p != ""; p = filepath.ToSlash(filepath.Dir(p)) {
		if _, ok := may[p]; ok {
			return p
		}
	}
	return path
}
