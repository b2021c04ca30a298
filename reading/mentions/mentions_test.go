package mentions

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"factum"
	"factum/language"
)

// docOf makes a document as the reader would; published is a day, a month or "".
func docOf(lang, published, title, text string) *factum.Document {
	blocks := language.Blocks(text)
	d := &factum.Document{Lang: lang, Title: title, TitleApart: title != "", Text: text, Paragraphs: blocks, Sentences: language.Sentences(lang, text, blocks)}
	switch len(published) {
	case 10:
		d.Published = &factum.Time{From: published, To: published, Precision: "day"}
	case 7:
		first, _ := parseDay(published + "-01")
		y, m, _ := first.ymd()
		d.Published, _ = monthTime(y, m)
	}
	return d
}

// lines prints mentions one a line, as the tables below give them.
func lines(d *factum.Document) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, m := range d.Mentions.Times {
		add("time %s=%s", m.Text, m.Value)
	}
	for _, m := range d.Mentions.Places {
		add("place %s=%s/%s/%s", m.Text, m.Name, m.Country, m.Precision)
	}
	for _, m := range d.Mentions.Actors {
		add("actor %s=%s/%s/%s/%s", m.Text, m.Code, m.Role, m.Name, m.Basis)
	}
	for _, m := range d.Mentions.Quotes {
		add("quote %s %s: %s", m.Form, m.Speaker, m.Text)
	}
	for _, m := range d.Mentions.Quantities {
		top := "-"
		if m.Max != nil {
			top = fmt.Sprint(*m.Max)
		}
		add("number %s=%s %d..%s %s", m.Text, m.Kind, m.Min, top, m.Unit)
	}
	for _, m := range d.Mentions.Items {
		add("item %s=%s", m.Text, m.Code)
	}
	return out
}

// check runs Find over a sentence and wants lines in what it finds; "!" before a line wants it absent, by prefix.
func check(t *testing.T, lang, published, text string, want ...string) {
	t.Helper()
	d := docOf(lang, published, "", text)
	Find(d)
	got := lines(d)
	for _, w := range want {
		absent := strings.HasPrefix(w, "!")
		w = strings.TrimPrefix(w, "!")
		found := false
		for _, g := range got {
			found = found || g == w || absent && strings.HasPrefix(g, w)
		}
		if found == absent {
			t.Errorf("%s: %q\n  want %v %q\n  got  %s", lang, text, !absent, w, strings.Join(got, "\n       "))
		}
	}
	spans(t, d)
}

// spans checks that every mention's words stand at its span.
func spans(t *testing.T, d *factum.Document) {
	t.Helper()
	at := func(part string, s factum.Span, text string) {
		whole := d.PartText(part)
		if s.Start < 0 || s.End > len(whole) || s.Start >= s.End || whole[s.Start:s.End] != text {
			t.Errorf("span %v of part %q is not %q", s, part, text)
		}
	}
	for _, m := range d.Mentions.Times {
		at(m.Part, m.Span, m.Text)
	}
	for _, m := range d.Mentions.Places {
		at(m.Part, m.Span, m.Text)
	}
	for _, m := range d.Mentions.Actors {
		at(m.Part, m.Span, m.Text)
	}
	for _, m := range d.Mentions.Quotes {
		at(m.Part, m.Span, m.Text)
	}
	for _, m := range d.Mentions.Quantities {
		at(m.Part, m.Span, m.Text)
	}
	for _, m := range d.Mentions.Items {
		at(m.Part, m.Span, m.Text)
	}
}

func TestSeed(t *testing.T) {
	b, err := os.ReadFile("../../../shared/seed/navo-2022-04.nl.txt")
	if err != nil {
		t.Skipf("SKIPPED: the seed article is not beside this checkout: %v", err)
	}
	d := docOf("nl", "2022-04", "", string(b))
	Find(d)
	spans(t, d)
	var direct []factum.Quote
	for _, q := range d.Mentions.Quotes {
		if q.Form == factum.FormDirect {
			direct = append(direct, q)
		}
	}
	want := []struct{ begins, ends, at string }{
		{"We zien nu", "het oosten", "2022-04-05"},
		{"Het richten op", "gebracht", ""},
		{"In een tijd waarin", "te beschermen", ""},
	}
	if len(direct) != len(want) {
		t.Fatalf("%d direct quotes, want %d: %+v", len(direct), len(want), direct)
	}
	for i, w := range want {
		q := direct[i]
		at := ""
		if q.At != nil {
			at = q.At.From
		}
		if !strings.HasPrefix(q.Text, w.begins) || !strings.HasSuffix(q.Text, w.ends) || q.Speaker != "Jens Stoltenberg" || q.Code != "NATO" || q.Role != "secretary-general" || at != w.at || q.CueSpan == nil {
			t.Errorf("quote %d: %+v, at %q", i, q, at)
		}
	}
	got := strings.Join(lines(d), "\n") + "\n"
	for _, w := range []string{
		"time dinsdag=2022-04-05", "time 6-7 april 2022=2022-04-06/2022-04-07", "time deze week=2022-W14", "time nu=PRESENT_REF",
		"place Kiev=Kyiv/UKR/settlement", "place Bucha=Bucha/UKR/settlement", "place Brussel=Brussels/BEL/settlement",
		"place oosten=Eastern Ukraine/UKR/region", "place Oosten=Eastern Ukraine/UKR/region", "place andere plaatsen=//",
		"actor Moskou=RUS///context", "actor president Poetin=RUS/president/Vladimir Putin/named",
		"actor NAVO-secretaris-generaal Jens Stoltenberg=NATO/secretary-general/Jens Stoltenberg/named",
		"actor NAVO-bondgenoten=NATO/member states//named", "actor Bondgenoten=NATO/member states//context",
		"actor NAVO-ministers van Buitenlandse Zaken=NATO/foreign ministers//named", "actor Bondgenootschap=NATO///context",
		"actor Republiek Korea=KOR///named", "actor Europese Unie=EU///named", "actor Nieuw-Zeeland=NZL///named", "actor burgers=/civilians//named",
		"item antitankwapens=anti-tank-weapons", "item luchtverdedigingssystemen=air-defence-systems", "item andere uitrusting=other-equipment",
		"item humanitaire hulp=humanitarian-aid", "item financiële hulp=financial-aid",
	} {
		if !strings.Contains(got, w+"\n") {
			t.Errorf("missing %q in\n%s", w, got)
		}
	}
	for _, m := range d.Mentions.Times {
		if m.Text == "nu" && (m.When == nil || m.When.To != "2022-04-05" || m.When.Precision != "not-after") {
			t.Errorf("nu: %+v", m.When)
		}
	}
}

// TestSame: the same document gives the same mentions, also from many goroutines at once.
func TestSame(t *testing.T) {
	text := "Kyiv said on Monday that 40 people were killed in Bucha. \"We will rebuild,\" President Zelensky said."
	first := docOf("en", "2022-04-09", "Headline", text)
	Find(first)
	want := strings.Join(lines(first), "\n")
	done := make(chan string)
	for range 8 {
		go func() {
			d := docOf("en", "2022-04-09", "Headline", text)
			Find(d)
			done <- strings.Join(lines(d), "\n")
		}()
	}
	for range 8 {
		if got := <-done; got != want {
			t.Fatalf("differs:\n%s\n\n%s", got, want)
		}
	}
}

// FuzzFind: no text, however broken, makes Find fail or point outside the text.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "'", "„“", "5 - 7 April", "\xff\xfe 'a\n\n'b", "at least 999999999999999999999 million", "tweeëntwintig «", "30 February 2022", "l'", "12:99", "$$$ 3", "Rutte zei dat", "LONDON said that", "according to", "in Kyiv,", "at least", "the president of"} {
		f.Add("nl", s)
		f.Add("en", s)
	}
	f.Fuzz(func(t *testing.T, lang, text string) {
		if len(text) > 4000 {
			return
		}
		d := docOf("und", "2022-04", "", text)
		d.Lang = lang
		Find(d)
		spans(t, d)
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("At least 52 people, including five children, were killed on Friday when a missile hit the station in Kramatorsk, "+
		"governor Pavlo Kyrylenko said. \"This is an evil that has no limits,\" President Volodymyr Zelensky said in a video address. Moscow denies it.\n\n", 8)
	d := docOf("en", "2022-04-09", "", text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(d)
	}
}
