package language

import (
	"slices"
	"strings"
	"testing"
)

const (
	dutchParagraph     = "De minister van Defensie heeft dinsdag gezegd dat het land nieuwe luchtafweersystemen zal leveren, en dat de eerste al onderweg zijn."
	ukrainianParagraph = "Міністр оборони заявив у вівторок, що країна передасть нові системи протиповітряної оборони, і що перші з них уже в дорозі."
	russianParagraph   = "Министр обороны заявил во вторник, что страна передаст новые системы противовоздушной обороны, и что первые из них уже в пути."
	germanParagraph    = "Der Verteidigungsminister sagte am Dienstag, dass das Land neue Luftabwehrsysteme liefern werde und dass die ersten schon auf dem Weg seien."
	arabicParagraph    = "قال وزير الدفاع يوم الثلاثاء إن البلاد ستسلم أنظمة دفاع جوي جديدة وإن أولها في الطريق بالفعل إلى الحدود الشرقية للبلاد."
)

func TestMarkLanguages(t *testing.T) {
	for _, c := range []struct {
		name, lang string
		blocks     []string
		want       string
	}{
		{"one language", "nl", []string{dutchParagraph, dutchParagraph}, "- -"},
		{"each other one", "nl", []string{dutchParagraph, ukrainianParagraph, russianParagraph, germanParagraph, dutchParagraph}, "- uk ru de -"},
		{"near relatives", "uk", []string{ukrainianParagraph, russianParagraph, ukrainianParagraph}, "- ru -"},
		{"near relatives the other way", "ru", []string{russianParagraph, ukrainianParagraph}, "- uk"},
		{"a short one between", "nl", []string{ukrainianParagraph, "Слава Україні!", ukrainianParagraph, dutchParagraph}, "uk uk uk -"},
		{"a short one of the document's between", "nl", []string{ukrainianParagraph, "Zei hij ook.", ukrainianParagraph}, "uk - uk"},
		{"a short one alone", "nl", []string{dutchParagraph, "Слава Україні!", dutchParagraph}, "- - -"},
		{"a short one between two languages", "nl", []string{ukrainianParagraph, "Далі.", russianParagraph}, "uk - ru"},
		{"half and half", "nl", []string{dutchParagraph + " " + ukrainianParagraph}, "-"},
		{"foreign at the end", "nl", []string{dutchParagraph + " «" + ukrainianParagraph[:100] + "»"}, "-"},
		{"a language that is not read", "en", []string{arabicParagraph}, "-"},
		{"a document in no known language", Und, []string{arabicParagraph, dutchParagraph, ukrainianParagraph}, "- nl uk"},
		{"names", "en", []string{"Kyiv, Lviv, Odesa, Dnipro, Kharkiv, Donetsk, Luhansk, Kherson, Mykolaiv, Poltava, Sumy, Chernihiv, Cherkasy, Vinnytsia, Zhytomyr, Rivne"}, "-"},
	} {
		text := strings.Join(c.blocks, "\n\n")
		blocks := Blocks(text)
		any := MarkLanguages(c.lang, text, blocks)
		var got []string
		for _, b := range blocks {
			if b.Lang == "" {
				b.Lang = "-"
			}
			got = append(got, b.Lang)
		}
		if s := strings.Join(got, " "); s != c.want || any != strings.ContainsAny(c.want, "udrn") {
			t.Errorf("%s: %s (%v), want %s", c.name, s, any, c.want)
		}
	}
	text := dutchParagraph + "\n\n" + ukrainianParagraph
	blocks := Blocks(text)
	blocks[0].Lang, blocks[1].Kind = "fr", "byline"
	if MarkLanguages("nl", text, blocks) || blocks[0].Lang != "" || blocks[1].Lang != "" {
		t.Errorf("what was marked before, or a byline: %+v", blocks)
	}
}

// A paragraph in another language is indexed by its own stems, where it stands.
func TestParagraphTerms(t *testing.T) {
	text := dutchParagraph + "\n\n" + ukrainianParagraph + "\n\n" + dutchParagraph
	blocks := Blocks(text)
	MarkLanguages("nl", text, blocks)
	got := ParagraphTerms("nl", text, blocks)
	at := 0
	for _, b := range blocks {
		l := "nl"
		if b.Lang != "" {
			l = b.Lang
		}
		for _, want := range Terms(l, b.Span.In(text)) {
			want.Span.Start, want.Span.End = want.Span.Start+b.Span.Start, want.Span.End+b.Span.Start
			if at == len(got) || got[at] != want {
				t.Fatalf("term %d is not %+v", at, want)
			}
			at++
		}
	}
	if at != len(got) {
		t.Errorf("%d terms too many", len(got)-at)
	}
	for i := range blocks {
		blocks[i].Lang = ""
	}
	if !slices.Equal(ParagraphTerms("nl", text, blocks), Terms("nl", text)) {
		t.Error("a text in one language has other terms")
	}
}

// What is looked at for the language of each paragraph, beside the words of the text.
func BenchmarkMarkLanguages(b *testing.B) {
	text := strings.Repeat(dutchParagraph+" "+dutchParagraph+"\n\n", 8)
	blocks := Blocks(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		MarkLanguages("nl", text, blocks)
	}
}
