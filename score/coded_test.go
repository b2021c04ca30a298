package score

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum"
	"factum/coding"
	"factum/language"
	"factum/score/measure"
)

// TestCodedSentences scores coding on own gold, whose authors saw neither lexicons nor rules: the table is a golden file.
func TestCodedSentences(t *testing.T) {
	compare(t, "coded.txt", codedTable(t, "../coding/testdata/gold"))
}

// TestCodedDevelopment scores it on the sentences that whoever writes lexicons may look at; -explain says what is wrong with each.
func TestCodedDevelopment(t *testing.T) {
	compare(t, "coded-development.txt", codedTable(t, "../coding/testdata/dev"))
}

// TestCodedCheck scores it on sentences that nobody who writes lexicons or rules has opened, written when they were done: a first look.
func TestCodedCheck(t *testing.T) {
	compare(t, "coded-check.txt", codedTable(t, "../coding/testdata/check"))
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
	b.WriteString("\n             gold right   P    R   taken for                                               made of nothing\n")
	for _, x := range factum.EventTypes {
		typeLine(&b, x, sum.Taken)
	}
	return b.String()
}

// typeLine writes how one type fared: of the gold's claims how many were right, what others were taken for, and how often it was made where the
// gold has nothing. A right claim counts for the type it has.
func typeLine(b *strings.Builder, x factum.EventType, taken map[Taken]int) {
	gold, made, right := 0, 0, taken[Taken{x, x}]
	var others []string
	for _, y := range append([]factum.EventType{""}, factum.EventTypes...) {
		n := taken[Taken{x, y}]
		gold += n
		made += taken[Taken{y, x}]
		if n > 0 && y != x {
			name := string(y)
			if y == "" {
				name = "nothing"
			}
			others = append(others, fmt.Sprintf("%s %d", name, n))
		}
	}
	fmt.Fprintf(b, "%-10s   %4d  %4d  %.2f %.2f  %-55s %d\n", x, gold, right, measure.Share(right, made), measure.Share(right, gold), strings.Join(others, ", "), taken[Taken{"", x}])
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
