package language

import (
	"strings"
	"testing"

	"factum"
)

// In each case | stands where a sentence ends.
var sentenceCases = []struct{ lang, text string }{
	{"nl", "De minister, prof. dr. De Vries, sprak.| Dhr. Jansen zweeg.| Zie art. 5 van het verdrag."},
	{"nl", "'Het richten op burgers is een oorlogsmisdaad.| Alle feiten moeten worden vastgesteld', zei hij."},
	{"nl", "Zij kwamen uit Boetsja enz.| De stad was leeg."},
	{"nl", "'s Ochtends vielen er schoten.| 's Middags was het stil."},
	{"nl", "Hij zei: \"Wij gaan door!\" en vertrok.| Toen werd het stil."},
	{"nl", "De aanval kwam om 10.30 uur.| Er vielen 1.480 doden."},
	{"nl", "Dat gebeurde in de VS.| Volgens J. de Boer en A.B. van Dam klopt het."},
	{"nl", "Op 6 april 2022.De vergadering begon.| Zie www.nato.int voor meer."},
	{"nl", "Vijf doden bij schietpartij in Luik| Bij een schietpartij in Luik zijn vijf mensen gedood.| De dader is op de vlucht."},
	{"nl", "Minister wil meer agenten op straat| De Vlaamse minister sprak De Morgen over het plan van De Block."},
	{"nl", "Zij las vaak in De stille kracht en vond het mooi.| Hij las het boek In de ban van de ring."},
	{"nl", "De burgemeester zegt : De politie deed haar werk.| Een agent van De Panne las Het verdriet van België."},
	{"en", "The U.S. Supreme Court ruled.| He lives in the U.S.| The court is in Washington, D.C.| It sat."},
	{"en", "Gen. Mark Milley met Mr. Smith at 10 a.m. Tuesday.| They talked."},
	{"en", "\"Are you safe?\" Jens Stoltenberg asked.| \"Yes.\"| He left."},
	{"en", "He said no.| The president agreed…| Nobody moved."},
	{"en", "It was wrong (very wrong.)| Nobody said so. [12]| The rest is known."},
	{"en", "Ford Motor Co. Chairman Smith left.| Acme Inc.| The rest"},
	{"de", "Das Treffen war am 5. April in Kiew.| Die 93. Brigade zog ab.| Er wurde 45.| Danach kam Ludwig XIV.| Das war z. B. Unsinn."},
	{"de", "„Wir bleiben.“| Das sagte Prof. Dr. Müller.| »Wo seid ihr?« fragte er.| Niemand antwortete usw.| Die Stadt war leer."},
	{"fr", "M. Macron a parlé.| « Nous resterons ! » a-t-il dit.| « C'est fini. »| Il est parti."},
	{"es", "El Sr. Pérez llegó.| ¿Quién lo hizo?| ¡Nadie!| EE. UU. votó a favor."},
	{"it", "Il dott. Rossi e l'on. Bianchi arrivarono.| Era il 5 aprile.| Nessuno parlò."},
	{"pl", "W dniu 5 kwietnia 2022 r. Rosja ostrzelała miasto.| Było to w 2022 r.| Potem nastała cisza.| Gen. Kowalski i prof. Nowak przybyli."},
	{"pl", "Naprawa drogi potrwa do 2023 r.| Droga jest zamknięta."},
	{"uk", "Станом на 5 квітня 2022 р. Україна збирала докази.| Міст відкрили у травні 2022 р.| Дорогу перекрито."},
	{"pl", "Walczyła tam 93. Brygada.| Zginęło 40 osób itd.| Nikt nie ocalał."},
	{"uk", "У 2022 р. Росія напала на Україну.| Це сталося 24 лютого 2022 р.| Після цього м. Буча було зайняте."},
	{"uk", "Там були танки, гармати і т. д.| Потім усе стихло.| В. Зеленський приїхав у с. Мощун."},
	{"uk", "– Ми не підемо, – сказав він.| – Вони знають.| «Де ви?» – запитала вона.| Ніхто не відповів."},
	{"ru", "В 2022 г. Россия начала вторжение.| Это случилось в г. Буча.| Затем В. В. Путин выступил."},
	{"ru", "«Стой!» — крикнул он.| Были танки и т. п.| Потом стало тихо."},
	{"und", "Ein Satz.| Noch einer."},
}

func cut(lang, text string) []factum.Span {
	return Sentences(lang, text, []factum.Block{{Span: factum.Span{End: len(text)}, Kind: "paragraph"}})
}

func TestSentences(t *testing.T) {
	for _, c := range sentenceCases {
		text := strings.ReplaceAll(c.text, "|", "")
		var got []string
		for _, s := range cut(c.lang, text) {
			got = append(got, s.In(text))
		}
		want := strings.Split(c.text, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
			t.Errorf("%s: got\n%s\nwant\n%s", c.lang, g, w)
		}
	}
}
