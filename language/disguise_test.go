package language

import (
	"strings"
	"testing"

	"factum"
)

func TestSmoothen(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "De minister in Kyiv, «Київ», F16, l'armée, НАТО – € 5", ""},
		{"soft hyphen", "in Kra\u00admatorsk,", "in Kramatorsk,"},
		{"zero-width space", "в Кие\u200bве.", "в Киеве."},
		{"zero-width joiners", "Ху\u200d\u200cрем", "Хурем"},
		{"two words", "слово\u200bСлово", ""},
		{"at the end of a word", "word\u200b next", ""},
		{"direction", "\u202aKyiv\u202c and \u200eLviv\u200f", "Kyiv and Lviv"},
		{"direction within", "Ky\u202eiv", "Kyiv"},
		{"Latin i in Ukrainian", "у Киïвi та Львiвi", "у Київі та Львіві"},
		{"Cyrillic a in Latin", "Krаmаtorsk", "Kramatorsk"},
		{"capitals", "XЕРСОН і Маріуполь", "ХЕРСОН і Маріуполь"},
		{"all look alike, more Latin", "Сaspe", "Caspe"},
		{"all look alike, as many", "ас" + "pe", "асре"},
		{"both alphabets for real", "HIMARSами", ""},
		{"a part in each", "IT-шник", ""},
		{"Latin mark apart", "Kharkiv, Krako\u0301w", "Kharkiv, Kraków"},
		{"Cyrillic marks apart", "Харьковскии\u0306 и Киі\u0308в", "Харьковский и Київ"},
		{"stress", "Ки\u0301ев", ""},
		{"byte-order mark first", "\uFEFFKyiv", ""},
		{"byte-order mark within", "Ky\uFEFFiv", "Kyiv"},
	} {
		s := Smoothen(c.in)
		got := ""
		if s != nil {
			got = s.Text
		}
		if got != c.want {
			t.Errorf("%s: %+q, want %+q", c.name, got, c.want)
		}
	}
	s := Smoothen("Krаmatorsk und Kie\u200bw und Lemb\u00aderg und Kuiv")
	if s.Mixed != 1 || s.FirstMixed != "Krаmatorsk" || s.Hidden != 1 || s.FirstHidden != "Kie\u200bw" {
		t.Errorf("%+v", s)
	}
	if Plain("Krаma\u00adtorsk") != "Kramatorsk" || Plain("Київ") != "Київ" {
		t.Error("single words")
	}
}

// A word of the smooth text leads back to the bytes that it was made of, and they to it.
func TestSmoothSpans(t *testing.T) {
	text := "Aan \u200ehet\u200f front bij Kra\u00adma\u00adtorsk (Краmаторск) en Кие\u200bв, zei zij\u200b."
	s := Smoothen(text)
	for word, original := range map[string]string{
		"het": "het", "front": "front", "Kramatorsk": "Kra\u00adma\u00adtorsk", "Киев": "Кие\u200bв", "zij": "zij", "Aan": "Aan", "bij Kramatorsk": "bij Kra\u00adma\u00adtorsk",
	} {
		i := strings.Index(s.Text, word)
		if i < 0 {
			t.Errorf("no %q in %q", word, s.Text)
			continue
		}
		smooth := factum.Span{Start: i, End: i + len(word)}
		back := s.Back(smooth)
		if back.In(text) != original {
			t.Errorf("%q leads back to %+q", word, back.In(text))
		}
		if s.Forward(back) != smooth {
			t.Errorf("%q leads to %v, not %v", original, s.Forward(back), smooth)
		}
	}
}

// FuzzSmoothen: what leads back and forth stays where it was; nothing is smoothed twice; words lead to their own original.
func FuzzSmoothen(f *testing.F) {
	for _, s := range []string{"Kra\u00admatorsk", "Кие\u200bв Киïв", "\u202aKyiv\u202c", "и\u0306 a\u0301\u0323", "\uFEFF\u200bA\u200bb\u200bC", "Краmаторсќ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		s := Smoothen(text)
		if s == nil {
			return
		}
		end := 0
		for _, w := range Words(s.Text) {
			b := s.Back(w.Span)
			if b.Start < 0 || b.End > len(text) || b.Start >= b.End || b.Start < end && s.Back(factum.Span{Start: w.Span.Start, End: w.Span.Start}).Start >= end {
				t.Fatalf("%+q: word %v of %+q leads back to %v", text, w.Span, s.Text, b)
			}
			end = b.Start
			if f := s.Forward(b); f.Start > w.Span.Start || f.End < w.Span.End {
				t.Fatalf("%+q: word %v leads to %v and that to %v", text, w.Span, b, f)
			}
		}
		all := factum.Span{End: len(s.Text)}
		if b := s.Back(all); b.End > len(text) {
			t.Fatalf("all of it leads to %v", b)
		}
		if again := Smoothen(s.Text); again != nil && again.Text != s.Text && Smoothen(again.Text) != nil && Smoothen(again.Text).Text != again.Text {
			t.Fatalf("%+q is never smooth", text)
		}
	})
}

func BenchmarkSmoothen(b *testing.B) {
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		if Smoothen(benchText) != nil {
			b.Fatal("it is smooth")
		}
	}
}

// A word is found by search as it is read, whatever is in it.
func TestTermsOfDisguisedWords(t *testing.T) {
	for disguised, plain := range map[string]string{"Krаmаtоrsk": "Kramatorsk", "Харкiв": "Харків", "Киі\u0308в": "Київ", "Kra\u00admatorsk": "Kramatorsk"} {
		if a, b := Terms("uk", disguised), Terms("uk", plain); len(a) != 1 || a[0].Term != b[0].Term {
			t.Errorf("%+q is indexed as %+v, %q as %+v", disguised, a, plain, b)
		}
	}
}
