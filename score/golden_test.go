package score

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum"
	"factum/internal/golden"
	"factum/reading"
)

// TestGolden holds every claim of the shipped examples, whole, one file an example: what a change of lexicon or rules
// does to them shows as a diff. Only the coder's version is left out. Write them anew with -update, after looking at each.
func TestGolden(t *testing.T) {
	coder := newCoder(t)
	files, err := filepath.Glob("../examples/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := reading.New().Read(b, reading.Meta{Name: file})
		if err != nil {
			t.Fatal(err)
		}
		doc := &docs[0]
		seen++
		name := filepath.Base(file)
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		for _, c := range coder.Code(doc, factum.DigestOfString(doc.Text), name) {
			c.Coder.Version = ""
			if err := e.Encode(c); err != nil {
				t.Fatal(err)
			}
			for _, w := range []factum.Words{c.Passage, c.Trigger} {
				if w.Span.In(doc.PartText(c.Part)) != w.Text || w.Text == "" {
					t.Errorf("%s: %s: %v is not %q", name, c.ID, w.Span, w.Text)
				}
			}
		}
		golden.Check(t, filepath.Join("testdata", "golden", strings.TrimSuffix(name, filepath.Ext(name))+".jsonl"), out.Bytes())
	}
	if seen < 20 {
		t.Errorf("%d examples, want at least 20", seen)
	}
}
