package language

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"nl", "Kamer wil snel debat over luchtsteun"},
		{"nl", "NAVO: Rusland verlegt focus naar het Oosten"},
		{"en", "Allies pledge more air defences to Kyiv"},
		{"en", "Death toll rises after market is hit"},
		{"de", "Tote nach Angriff auf Marktplatz"},
		{"de", "Scholz sagt weitere Hilfe für Kiew zu"},
		{"fr", "Frappes sur un marché : plusieurs morts"},
		{"fr", "Paris promet des canons à Kiev"},
		{"es", "Varios muertos en un ataque contra un mercado"},
		{"it", "Attacco al mercato, ci sono vittime"},
		{"pl", "Atak na targowisko, są ofiary śmiertelne"},
		{"uk", "Окупанти обстріляли ринок, є загиблі"},
		{"uk", "Зеленський зустрівся з генсеком НАТО"},
		{"ru", "При обстреле рынка погибли люди"},
		{"ru", "Песков прокомментировал итоги встречи"},
		{"und", ""},
		{"und", "   \n "},
		{"und", "123 456, 2022-04-05"},
		{"und", "Bucha"},
		{"und", "ウクライナの首都で爆発がありました。"},
		{"und", "Οι αρχές ανακοίνωσαν ότι δώδεκα άμαχοι σκοτώθηκαν."},
		{"und", "Polícia prende suspeitos após ataque na cidade, não há feridos"},
		{"und", "Minst tre personer dödades när huset träffades i natt"},
		{"und", "Při útoku na tržiště zahynuly nejméně tři osoby, uvedla policie"},
		{"und", "При атаката срещу пазара загинаха трима души, съобщи полицията"},
		{"und", "Падчас удару па рынку загінулі трое чалавек, паведаміла міліцыя"},
		{"und", "xkcd qwrt zzpl vbnm ghjk wrtp sdfg"},
	} {
		if got := Identify(c.text); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
	long := strings.Repeat("Een lange Nederlandse zin staat hier. ", 500)
	if got := Identify(long); got != "nl" {
		t.Errorf("long: %s", got)
	}
}

func BenchmarkIdentifyHeadline(b *testing.B) {
	for b.Loop() {
		Identify("Kamer wil snel debat over luchtsteun")
	}
}

func BenchmarkIdentifyArticle(b *testing.B) {
	for b.Loop() {
		Identify(benchText)
	}
}

func BenchmarkSentences(b *testing.B) {
	blocks := Blocks(benchText)
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		Sentences("nl", benchText, blocks)
	}
}
