package score

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum/language"
	"factum/score/measure"
)

var explain = flag.Bool("explain", false, "print each mark of the own gold that is read otherwise")

// TestSentences scores reading on own gold: the table is a golden file, so that a change shows as a difference.
func TestSentences(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "%-6s", "")
	for _, k := range Kinds {
		fmt.Fprintf(&b, "%24s", k)
	}
	b.WriteString("\n      " + strings.Repeat("       P    R   F1   gold", len(Kinds)) + "\n")
	for _, lang := range []string{"nl", "en", "de", "fr", "es", "it", "pl", "uk", "ru"} {
		gold, err := os.ReadFile(filepath.Join("../reading/testdata/gold", lang+".jsonl"))
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
		fmt.Fprintf(&b, "%-6s", lang)
		for _, k := range Kinds {
			c := counts[k]
			fmt.Fprintf(&b, "    %4.2f %4.2f %4.2f %6d", c.Precision(), c.Recall(), c.F1(), c.Gold)
		}
		b.WriteByte('\n')
	}
	b.WriteString("\nlanguage told from   30 characters: " + identified(t, 30) + "   a sentence: " + identified(t, 0) + "\n")
	compare(t, "sentences.txt", b.String())
}

// identified is the share of the gold's sentences whose language is told from their first characters, 0 from the first sentence.
func identified(t *testing.T, characters int) string {
	t.Helper()
	right := measure.Count{}
	for _, lang := range language.Languages {
		b, err := os.ReadFile(filepath.Join("../reading/testdata/gold", lang+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		sentences, err := Lines[Sentence](b)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sentences {
			text := []rune(s.Text)
			if characters > 0 {
				text = text[:min(characters, len(text))]
			} else if first, _, ok := strings.Cut(s.Text, ". "); ok {
				text = []rune(first)
			}
			right.Gold++
			if language.Identify(string(text)) == lang {
				right.Right++
			}
		}
	}
	return fmt.Sprintf("%.3f of %d", right.Recall(), right.Gold)
}
