package reading

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum/internal/golden"
)

// Each sample in testdata/documents, in a charset and format of its own, reads as the document beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/documents/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, ".json") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, filepath.Base(f), b)
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(d); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, f+".json", out.Bytes())
		lang := strings.Split(filepath.Base(f), ".")
		if l := lang[len(lang)-2]; d.Lang != l {
			t.Errorf("%s: language %s", f, d.Lang)
		}
	}
}
