package score

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum/coding"
	"factum/language"
)

// TestCodedSentences scores coding on own gold, whose authors saw neither lexicons nor rules: the table is a golden file.
func TestCodedSentences(t *testing.T) {
	compare(t, "coded.txt", codedTable(t, "../coding/testdata/gold"))
}

// TestCodedDevelopment scores it on the sentences that whoever writes lexicons may look at; -explain says what is wrong with each.
func TestCodedDevelopment(t *testing.T) {
	compare(t, "coded-development.txt", codedTable(t, "../coding/testdata/dev"))
}

func codedTable(t *testing.T, dir string) string {
	t.Helper()
	c := newCoder(t)
	var b strings.Builder
	b.WriteString("       type P    R   F1 gold   actor recipient modality object   claims of sentences without\n")
	var sum CodedCount
	for _, lang := range language.Languages {
		gold, err := os.ReadFile(filepath.Join(dir, lang+".jsonl"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		n := coded(t, gold, lang, c)
		sum.Add(n)
		codedLine(&b, lang, n)
	}
	codedLine(&b, "all", sum)
	b.WriteString("\nconfidence   claims   of a right type\n")
	for i, s := range sum.Sure {
		if s.Made > 0 {
			fmt.Fprintf(&b, ".%d to .%d    %6d   %.2f\n", i, i+1, s.Made, float64(s.Right)/float64(s.Made))
		}
	}
	return b.String()
}

func coded(t *testing.T, gold []byte, lang string, c coding.Coder) CodedCount {
	t.Helper()
	n, err := CodedSentences(gold, lang, c, func(id, what string) {
		if *explain {
			t.Logf("%s\t%s", id, what)
		}
	})
	if err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	return n
}

func codedLine(b *strings.Builder, lang string, n CodedCount) {
	fmt.Fprintf(b, "%-3s      %.2f %.2f %.2f  %3d     %.2f      %.2f     %.2f   %.2f     %d of %d\n", lang, n.Type.Precision(), n.Type.Recall(), n.Type.F1(), n.Type.Gold,
		n.Actor.Recall(), n.Recipient.Recall(), n.Modality.Recall(), n.Object.Recall(), n.False, n.Empty)
}
