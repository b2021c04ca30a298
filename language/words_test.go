package language

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

func pieces(text string) string {
	var out []string
	for _, w := range Words(text) {
		out = append(out, w.In(text))
	}
	return strings.Join(out, "·")
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"anti-tankwapens, NAVO-bondgenoten.", "anti·-·tankwapens·,·NAVO·-·bondgenoten·."},
		{"Stoltenberg's foto's", "Stoltenberg·'s·foto·'s"},
		{"l'armée d’Ukraine, aujourd'hui qu'il", "l'·armée·d’·Ukraine·,·aujourd'hui·qu'·il"},
		{"dell'esercito", "dell'·esercito"},
		{"В'ячеслав п’ять", "В'ячеслав·п’ять"},
		{"don't O'Brien zo'n z'n", "don't·O'Brien·zo'n·z'n"},
		{"'s Ochtends in 't huis", "'s·Ochtends·in·'t·huis"},
		{"'We zien', zei hij", "'·We·zien·'·,·zei·hij"},
		{"the U.S. a.m. т.д. end.", "the·U.S.·a.m.·т.д.·end·."},
		{"Kyiv.The", "Kyiv·.·The"},
		{"1.480 6,5 10:00 6-7 5th 40kg", "1.480·6,5·10·:·00·6·-·7·5th·40kg"},
		{"S-300 F16 BMP-2", "S·-·300·F16·BMP·-·2"},
		{"Oekra\u00ADïne", "Oekra\u00ADïne"},
		{"北京 2022", "北·京·2022"},
		{"\xff\xfe a", "\xff·\xfe·a"},
		{"", ""},
	} {
		if got := pieces(c.text); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestCompound(t *testing.T) {
	text := "De NAVO-bondgenoten - Stoltenberg's anti-tank-wapens"
	var got []string
	w := Words(text)
	for i := 0; i < len(w); i = Compound(text, w, i) {
		got = append(got, text[w[i].Span.Start:w[Compound(text, w, i)-1].Span.End])
	}
	if g, want := strings.Join(got, "·"), "De·NAVO-bondgenoten·-·Stoltenberg's·anti-tank-wapens"; g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}

// Where UAX #29 sees a boundary between two letters or digits, so do we, but for what the package comment lists.
func TestWordsKeepUAX29(t *testing.T) {
	for _, c := range sentenceCases {
		text := strings.NewReplacer("|", "", "'", " ", "’", " ", ".", " ").Replace(c.text)
		ours := map[int]bool{}
		for _, w := range Words(text) {
			ours[w.Span.Start] = true
		}
		it := words.FromString(text)
		for it.Next() {
			if v := it.Value(); strings.TrimSpace(v) != "" && !ours[it.Start()] {
				t.Errorf("%q: UAX #29 has a word at %d (%q), we have none", text, it.Start(), v)
			}
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Oekraïne": "oekraine", "ŁÓDŹ": "lodz", "Straße": "strasse", "Пётр Київ Йосип": "петр київ йосип",
		"В’ячеслав": "в'ячеслав", "İstanbul": "istanbul", "naïve\u00AD": "naive", "ÆØÅ": "aeoa", "е\u0301": "е", "Ǆ": "dz",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestStems(t *testing.T) {
	for _, c := range []struct {
		lang  string
		words string // all share a stem
	}{
		{"nl", "ministers minister"}, {"en", "attacks attacked attack"}, {"de", "soldaten soldat"}, {"fr", "soldats soldat"},
		{"es", "ataques ataque"}, {"it", "soldati soldato"}, {"ru", "ракеты ракета ракетами ракету"},
		{"uk", "ракети ракета ракетами ракету ракет"}, {"uk", "міністерство міністерства міністерству"},
		{"uk", "український українська українських українського"}, {"pl", "rakieta rakiety rakietami rakiecie_"}, {"pl", "wojska wojsko wojskami"},
	} {
		stems := map[string]bool{}
		for _, w := range strings.Fields(c.words) {
			if !strings.HasSuffix(w, "_") { // a change inside the stem is beyond a light stemmer
				stems[Stem(c.lang, w)] = true
			}
		}
		if len(stems) != 1 {
			t.Errorf("%s %s: stems %v", c.lang, c.words, stems)
		}
	}
	if got := Stem("und", "walking"); got != "walking" {
		t.Errorf("und: %q", got)
	}
}

func TestTerms(t *testing.T) {
	text := "NAVO-bondgenoten leverden anti-tankwapens in de U.S. op 6 april"
	var got []string
	for _, x := range Terms("nl", text) {
		s := x.Term
		if x.Whole {
			s = "(" + s + ")"
		}
		got = append(got, s)
	}
	want := "(navobondgenot) navo bondgenot leverd (antitankwapen) anti tankwapen in de us op 6 april"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %s\nwant %s", g, want)
	}
	v := strings.Join(Variants("ministers"), " ")
	if !strings.Contains(v, Terms("nl", "minister")[0].Term) || !strings.Contains(v, "ministers") {
		t.Errorf("Variants: %s", v)
	}
}

func FuzzWords(f *testing.F) {
	for _, c := range sentenceCases {
		f.Add(c.text)
	}
	f.Add("'s \xff 1,2.3 a.b.c. - ’‘")
	f.Add("\xc5\u07f0\x85")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, w := range Words(text) {
			if w.Span.Start < end || w.Span.Len() <= 0 || w.Span.End > len(text) {
				t.Fatalf("word %v after %d", w, end)
			}
			for _, r := range text[end:w.Span.Start] {
				if k := classOf(r); k != space && k != format {
					t.Fatalf("%q skipped", r)
				}
			}
			end = w.Span.End
		}
		if s := Fold(text); Fold(s) != s || utf8.ValidString(text) && !utf8.ValidString(s) {
			t.Fatalf("Fold(%q) = %q, again %q", text, s, Fold(s))
		}
		for _, l := range append([]string{Und}, Languages...) {
			Terms(l, text)
		}
	})
}

var benchText = strings.Repeat("De NAVO-ministers van Buitenlandse Zaken, die deze week in Brussel bijeenkomen, bespreken de invasie van president Poetin in Oekraïne. ", 400)

func BenchmarkWords(b *testing.B) {
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		Words(benchText)
	}
}

func BenchmarkTerms(b *testing.B) {
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		Terms("nl", benchText)
	}
}
