package language

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzIdentify: any text is in one of the nine languages or in none, and in the same when asked again.
func FuzzIdentify(f *testing.F) {
	for _, c := range sentenceCases {
		f.Add(c.text)
	}
	f.Add("\xff\xfe Кие\u200bв 'n ǆ İ ß \u0301")
	f.Fuzz(func(t *testing.T, text string) {
		l := Identify(text)
		if l != Und && !Known(l) || l != Identify(text) {
			t.Fatalf("%q is in %q, then in %q", text, l, Identify(text))
		}
		if l != Identify(strings.Clone(text)) {
			t.Fatal("the language hangs on where the text lies")
		}
	})
}

// FuzzTerms: terms stand on the words they are of, in order, are never empty, and keep the text's validity; a word is found again by the variants
// that a query asks for.
func FuzzTerms(f *testing.F) {
	for _, c := range sentenceCases {
		f.Add(c.lang, c.text)
	}
	f.Add("uk", "об'єднання В’ячеслав anti-tankwapens U.S. 1.480 Кие\u200bв ĳs İ ﬁ")
	f.Fuzz(func(t *testing.T, lang, text string) {
		from := 0
		for _, x := range Terms(lang, text) {
			if x.Term == "" || x.Span.Start < from || x.Span.Len() <= 0 || x.Span.End > len(text) {
				t.Fatalf("%+v after %d of %d", x, from, len(text))
			}
			if utf8.ValidString(text) && (!utf8.ValidString(x.Term) || !utf8.RuneStart(text[x.Span.Start])) {
				t.Fatalf("%+v is not on characters", x)
			}
			from = x.Span.Start
			if w := x.Span.In(text); !x.Whole && (Known(lang) || lang == Und) && !slices.Contains(Variants(w), x.Term) {
				t.Fatalf("%q is indexed as %q but looked for as %q", w, x.Term, Variants(w))
			}
		}
		for _, l := range Languages {
			if w := strings.ToLower(text); utf8.ValidString(w) && !utf8.ValidString(Stem(l, w)) {
				t.Fatalf("the %s stem of %q is broken: %q", l, w, Stem(l, w))
			}
		}
	})
}

// A long run of bytes that belong to no character moved the middle sample behind the text's end.
func TestIdentifyBrokenBytes(t *testing.T) {
	for _, n := range []int{901, 3007, 10_000} {
		if l := Identify(strings.Repeat("\x80", n)); l != Und {
			t.Errorf("%d broken bytes are in %q", n, l)
		}
		if l := Identify("De minister zei dat de troepen " + strings.Repeat("\xbf", n)); l != Und && l != "nl" {
			t.Errorf("%d broken bytes behind Dutch are in %q", n, l)
		}
	}
}

// FuzzLanguageTable: a table of languages is refused with file and line, or every language of it can stem.
func FuzzLanguageTable(f *testing.F) {
	b, err := files.ReadFile("data/languages.tsv")
	if err == nil {
		f.Add(string(b))
	}
	f.Add("ro\tRomanian\tăâîșț\t-\tROU,MDA\t-")
	f.Add("xx\t\xff\t-\tdutch\tNLD\t-")
	f.Fuzz(func(t *testing.T, table string) {
		langs, err := parseLanguages("languages.tsv", table, nil)
		if err != nil {
			if !strings.Contains(err.Error(), "languages.tsv") {
				t.Fatalf("the place of the fault is not said: %v", err)
			}
			return
		}
		for _, l := range langs {
			if l.stem != nil {
				l.stem("oekraïne")
			}
		}
	})
}
