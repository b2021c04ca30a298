package reading

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"factum"
	"factum/language"
)

// slow is how long any input of a fuzz test may take: they are small, so that what is slower does not grow with its length alone.
const slow = 5 * time.Second

// FuzzRead gives any bytes under any name to the whole reader: an error that is a gap, or a document whose every span lies on
// characters of its text and leads back into the decoded form; twice the same.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Kop\n\nKYIV, 5 april 2022 (ANP) – „Wij gaan\u00adniet terug”, zei Jens Stoltenberg. Кие\u200bв.\n"), "a.txt")
	f.Add([]byte("# Kop\n\n> Росія заявила, що 40 осіб загинули у Львові минулого вівторка.\n\nDe minister zei: 'Nee.'\n"), "a.md")
	f.Add([]byte("<html lang=uk><h1>Kop</h1><blockquote>Кра&shy;маторськ&#x200b;</blockquote><p>at least 12 people, 5 April"), "a.html")
	f.Add([]byte("From: a@b.c\nTo: d@e.f\nSubject: =?utf-8?q?x?=\nContent-Type: text/plain\n\nDe troepen trekken weg.\n--\nx"), "a.eml")
	f.Add([]byte("\xff\xfeK\x00\x12\x04\xd8\x00\n\x00"), "")
	f.Add([]byte("\xed\xa0\xbd\xed\xb8\x80 \xc0\xaf \xf4\x90\x80\x80 De troepen"), "a.txt")
	r := New()
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		start := time.Now()
		docs, err := r.Read(b, Meta{Name: name})
		if took := time.Since(start); took > slow {
			t.Fatalf("%v for %d bytes", took, len(b))
		}
		if err != nil {
			if factum.KindOf(err) != factum.Invalid || err.Error() == "" {
				t.Fatalf("no gap: %v", err)
			}
			return
		}
		for _, d := range docs {
			check(t, d)
			onCharacters(t, d)
		}
		again, err := r.Read(b, Meta{Name: name})
		first, _ := json.Marshal(docs)
		second, _ := json.Marshal(again)
		if err != nil || string(first) != string(second) {
			t.Fatalf("the same bytes read otherwise (%v)\n%s\n%s", err, first, second)
		}
	})
}

// onCharacters holds every span of a document to whole characters of valid text, and the words of mentions to what stands there.
func onCharacters(t testing.TB, d factum.Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) || !utf8.ValidString(d.Title) {
		t.Fatal("the text is not UTF-8")
	}
	on := func(part string, s factum.Span) {
		text := d.PartText(part)
		if s.Start < 0 || s.End > len(text) || s.Start > s.End || !border(text, s.Start) || !border(text, s.End) {
			t.Fatalf("%v of %s (%d bytes) is not on characters", s, part, len(text))
		}
	}
	is := func(part string, s factum.Span, words string) {
		if on(part, s); s.In(d.PartText(part)) != words || words == "" {
			t.Fatalf("%q stands at %v of %s, not %q", s.In(d.PartText(part)), s, part, words)
		}
	}
	for _, b := range d.Paragraphs {
		on(factum.PartText, b.Span)
		if b.Lang != "" && (b.Lang == d.Lang || !language.Known(b.Lang)) {
			t.Fatalf("a paragraph in %q of a document in %q", b.Lang, d.Lang)
		}
	}
	for _, s := range d.Sentences {
		on(factum.PartText, s)
	}
	for _, s := range d.Segments {
		on(s.Part, s.Span)
	}
	m := d.Mentions
	for _, x := range m.Times {
		is(x.Part, x.Span, x.Text)
	}
	for _, x := range m.Places {
		is(x.Part, x.Span, x.Text)
	}
	for _, x := range m.Actors {
		is(x.Part, x.Span, x.Text)
	}
	for _, x := range m.Quotes {
		is(x.Part, x.Span, x.Text)
		for _, s := range []*factum.Span{x.SpeakerSpan, x.CueSpan} {
			if s != nil {
				on(x.Part, *s)
			}
		}
	}
	for _, x := range m.Quantities {
		is(x.Part, x.Span, x.Text)
	}
	for _, x := range m.Items {
		is(x.Part, x.Span, x.Text)
	}
}

// border reports whether a character begins or the text ends at i.
func border(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// FuzzHeads gives any line to what reads dates, datelines, bylines, credits and sign-offs: what comes out is part of the line, or a
// date of the calendar.
func FuzzHeads(f *testing.F) {
	for _, s := range []string{"2022-04-05T10:00:00+02:00", "Tue, 05 Apr 2022 10:00:00 +0300", "5 kwietnia 2022 r.", "31 februari 2022", "KYIV, 5 April 2022 (Reuters) – De",
		"By Ann Lee and Bob van Dam in Kyiv", "Redactie buitenland, De Vlieger", "Bron: ANP", "автор: Іван Франко", "nl-NL", "BRUSSEL (İstanbul) — x", "Дата: 5 квітня 2022 року"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		line = strings.ToValidUTF8(line, "\uFFFD")
		start := time.Now()
		for _, at := range []*factum.Time{parseStated(line)} {
			if at == nil {
				continue
			}
			for _, s := range []string{at.From, at.To} {
				_, day := time.Parse("2006-01-02", s)
				if _, err := time.Parse(time.RFC3339, s); err != nil && day != nil {
					t.Fatalf("%q gives %+v", line, at)
				}
			}
			if at.From > at.To {
				t.Fatalf("%q ends before it begins: %+v", line, at)
			}
		}
		if d, ok := leadDateline(line); ok && (d.end <= 0 || d.end > len(line) || !border(line, d.end)) {
			t.Fatalf("%q has a dateline of %d bytes", line, d.end)
		}
		wholeDateline(line)
		for _, n := range byline(line) {
			if n == "" {
				t.Fatalf("%q has an author without a name", line)
			}
		}
		if o, ok := signOff(line); ok && !strings.Contains(line, o) {
			t.Fatalf("%q is signed by %q", line, o)
		}
		credit(line)
		agency(line)
		if l := langCode(line); l != "" && (len(l) > 3 || strings.ToLower(l) != l) {
			t.Fatalf("%q gives the language %q", line, l)
		}
		if took := time.Since(start); took > slow {
			t.Fatalf("%v for %d bytes", took, len(line))
		}
	})
}
