package score

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum/language"
)

// TestDevelopmentSentences scores reading on the sentences that whoever writes tables may look at; -explain names each mark that is read otherwise.
func TestDevelopmentSentences(t *testing.T) {
	var b strings.Builder
	for _, lang := range language.Languages {
		gold, err := os.ReadFile(filepath.Join("../reading/testdata/dev", lang+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		counts, err := Sentences(gold, lang, func(id, kind, gold, found string) {
			if *explain {
				t.Logf("%s\t%s\t%s\t| %s", id, kind, gold, found)
			}
		})
		if err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		fmt.Fprintf(&b, "%s", lang)
		for _, k := range Kinds {
			c := counts[k]
			fmt.Fprintf(&b, "   %s P %.2f R %.2f F1 %.2f of %d", k, c.Precision(), c.Recall(), c.F1(), c.Gold)
		}
		b.WriteByte('\n')
	}
	compare(t, "development.txt", b.String())
}
