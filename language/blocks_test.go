package language

import (
	"strings"
	"testing"

	"factum"
)

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"headings", "NAVO verlegt focus\n\nMoskou geeft niet op.\n\nBondgenoten helpen\n\nZij sturen wapens.",
			"heading:NAVO verlegt focus|paragraph:Moskou geeft niet op.|heading:Bondgenoten helpen|paragraph:Zij sturen wapens."},
		{"last line is no heading", "Eerste zin.\n\nAldus de minister", "paragraph:Eerste zin.|paragraph:Aldus de minister"},
		{"one line", "Rusland valt aan", "paragraph:Rusland valt aan"},
		{"question as headline", "Wie schoot er in Bucha?\n\nNiemand weet het.", "heading:Wie schoot er in Bucha?|paragraph:Niemand weet het."},
		{"headline without blank line", "Raketaanval op station\n" + strings.Repeat("Er vielen doden. ", 10),
			"heading:Raketaanval op station|paragraph:" + strings.TrimSpace(strings.Repeat("Er vielen doden. ", 10))},
		{"wrapped", "De minister van Buitenlandse Zaken zei dat het kabinet de\nkomende weken nog meer wapens zal leveren aan het leger.\nDe Kamer stemt morgen.",
			"paragraph:De minister van Buitenlandse Zaken zei dat het kabinet de\nkomende weken nog meer wapens zal leveren aan het leger.\nDe Kamer stemt morgen."},
		{"a line each", "Kort.\nDit is een heel andere regel die veel langer is dan de eerste en op een punt eindigt.\nNog een.",
			"paragraph:Kort.|paragraph:Dit is een heel andere regel die veel langer is dan de eerste en op een punt eindigt.|paragraph:Nog een."},
		{"items", "Geleverd:\n- tanks\n- munitie\n1. brood", "paragraph:Geleverd:|item:- tanks|item:- munitie|item:1. brood"},
		{"a date is no item", "5. April 2022 war ein Dienstag.", "paragraph:5. April 2022 war ein Dienstag."},
		{"speech is no item", "– Ми не підемо.\n– Вони знають.", "paragraph:– Ми не підемо.|paragraph:– Вони знають."},
		{"carriage returns", "Kop\r\n\r\nEen zin.\r\n", "heading:Kop|paragraph:Een zin."},
		{"nothing", " \n\t\n", ""},
	} {
		var got []string
		for _, b := range Blocks(c.text) {
			got = append(got, b.Kind+":"+b.Span.In(c.text))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, g, c.want)
		}
	}
}

// Blocks hold every visible byte, sentences every visible byte of their block, each once.
func FuzzSentences(f *testing.F) {
	for _, c := range sentenceCases {
		f.Add(c.lang, c.text)
	}
	f.Add("nl", "Kop\n\n- een\n- twee. 'Drie.' [3] (4.) \u2028 5. mei")
	f.Fuzz(func(t *testing.T, lang, text string) {
		blocks := Blocks(text)
		inBlocks := make([]factum.Span, len(blocks))
		for i, b := range blocks {
			inBlocks[i] = b.Span
		}
		covers(t, text, inBlocks)
		sentences := Sentences(lang, text, blocks)
		covers(t, text, sentences)
		i := 0
		for _, s := range sentences {
			for i < len(blocks) && !blocks[i].Span.Contains(s) {
				i++
			}
			if i == len(blocks) {
				t.Fatalf("sentence %v lies in no block", s)
			}
		}
	})
}

func covers(t *testing.T, text string, spans []factum.Span) {
	t.Helper()
	end := 0
	for _, s := range append(spans, factum.Span{Start: len(text), End: len(text)}) {
		if s.Start < end || s.End > len(text) || s.Start > s.End {
			t.Fatalf("%v after %d", s, end)
		}
		if gap := Trim(text, factum.Span{Start: end, End: s.Start}); gap.Len() > 0 {
			t.Fatalf("%q is in none", gap.In(text))
		}
		if s.Len() > 0 && Trim(text, s) != s {
			t.Fatalf("%q has white space at an end", s.In(text))
		}
		end = s.End
	}
}
