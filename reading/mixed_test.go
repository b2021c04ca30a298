package reading

import (
	"strings"
	"testing"

	"factum"
)

// mixed are texts in two languages, paragraph by paragraph, with the language that each is read in ("" the document's) and what has to be recognised in
// the paragraphs of the other one.
var mixed = []struct {
	name, lang string
	text       string
	langs      string // of the paragraphs, "-" the document's
	places     string // names recognised, in text order
	speaker    string // of the statement in the other language
}{
	{"Ukrainian quotation in a Dutch story", "nl", `Drie dorpen zonder stroom na nachtelijke aanval

De gouverneur van de regio Charkov heeft woensdagochtend bekendgemaakt dat drie dorpen ten noorden van de stad geen stroom meer hebben. Er vielen volgens hem geen doden.

Op zijn kanaal schreef gouverneur Oleh Synjehoebov:

«Уночі ворог завдав удару по енергетичній підстанції поблизу Вовчанська. Без світла залишилися три села, ремонтні бригади вже працюють на місці. У Куп'янську двоє людей дістали поранення, їх доставили до лікарні.»

De netbeheerder verwacht dat de stroom in de loop van donderdag terugkeert. In Charkov zelf bleef het rustig.`,
		"- - - uk -", "Kharkiv Vovchansk Kupyansk Kharkiv", "Synjehoebov"},
	{"Russian statement on an English page", "en", `Ministry comments on prisoner exchange

The Russian Defence Ministry confirmed on Tuesday that an exchange had taken place, and published the text below in full. It gave no names of those who were released.

Spokesman Igor Konashenkov said:

В результате переговорного процесса сегодня с подконтрольной киевскому режиму территории возвращены 42 российских военнослужащих. Все они находятся в Белгороде, где им оказывается необходимая медицинская и психологическая помощь.

Взамен украинской стороне были переданы 42 военнопленных. Самолётами военно-транспортной авиации освобождённые будут доставлены в Москву для лечения и реабилитации в учреждениях министерства.

Officials in Kyiv said that the exchange was the third this month and that they would not comment on the number of those still held.`,
		"- - - ru ru -", "Belgorod Moscow Kyiv", "Konashenkov"},
	{"German paragraph in a Polish report", "pl", `Berlin zapowiada dalszą pomoc dla Ukrainy

Niemiecki rząd poinformował w piątek, że przekaże Ukrainie kolejne transportery opancerzone. Decyzję podjęto po rozmowach ministrów w Warszawie, które trwały do późnej nocy.

W oświadczeniu rządu czytamy:

Die Bundesregierung wird der Ukraine in den kommenden Wochen weitere gepanzerte Fahrzeuge liefern. Darüber hinaus werden ukrainische Soldaten, die in Hamburg angekommen sind, an diesen Systemen ausgebildet. Der Minister betonte, dass die Lieferung noch vor dem Sommer abgeschlossen sein soll.

Polski wiceminister obrony nie chciał komentować, ile pojazdów trafi na Ukrainę. Rozmowy mają być kontynuowane w przyszłym tygodniu w Krakowie.`,
		"- - - de -", "Warsaw Hamburg Kraków", ""},
	{"French communiqué in a Ukrainian report", "uk", `Париж підтвердив нову допомогу

Посольство Франції оприлюднило заяву про наступний пакет допомоги для українських лікарень. За словами посла, вантаж уже вирушив і прибуде до Львова до кінця тижня.

У заяві посольства сказано:

La France a décidé d'envoyer de nouvelles ambulances et des groupes électrogènes aux hôpitaux ukrainiens qui en ont fait la demande. Le premier convoi est parti de Strasbourg mardi matin et devrait arriver à la frontière avant la fin de la semaine, selon le ministère.

Міністерство охорони здоров'я подякувало французьким партнерам і повідомило, що частину обладнання отримають лікарні в Одесі та Миколаєві.`,
		"- - - fr -", "Lviv Strasbourg Odesa Mykolayiv", ""},
	{"words quoted within a paragraph", "nl", `Oproep van de president

In zijn toespraak van dinsdag riep de president het parlement op om niet te wachten. «Ми не маємо права чекати, поки нас почують», zei hij in het Oekraïens, waarna hij in het Engels verder sprak over de levering van luchtafweer en over de lange winter.

"We need this support and we need it now, before the winter comes", voegde hij er volgens de tolk aan toe. De leden van het parlement in Den Haag reageerden met een lang applaus.`,
		"- - -", "", ""},
	{"names and figures of another country", "en", `List of settlements without power

The operator said on Monday that the following towns had no electricity as of noon, and that crews were on their way to most of them.

Kharkiv, Izium, Balakliia, Chuhuiv, Vovchansk, Kupiansk, Lozova, Bohodukhiv, Derhachi, Merefa, Liubotyn, Pervomaiskyi, Barvinkove, Valky

It expects to restore supply within two days.`,
		"- - - -", "", ""},
}

func TestParagraphsInAnotherLanguage(t *testing.T) {
	for _, c := range mixed {
		docs, err := New().Read([]byte(c.text), Meta{Name: "a.txt", Date: "2023-06-07"})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		d := docs[0]
		check(t, d)
		onCharacters(t, d)
		var langs []string
		for _, b := range d.Paragraphs {
			if b.Lang == "" {
				b.Lang = "-"
			}
			langs = append(langs, b.Lang)
		}
		if got := strings.Join(langs, " "); d.Lang != c.lang || got != c.langs {
			t.Errorf("%s: read in %s as %q, want %s as %q", c.name, d.Lang, got, c.lang, c.langs)
		}
		at := 0
		for _, name := range strings.Fields(c.places) {
			found := false
			for ; at < len(d.Mentions.Places) && !found; at++ {
				found = strings.HasPrefix(d.Mentions.Places[at].Name, name)
			}
			if !found {
				t.Errorf("%s: no %s in its place among %s", c.name, name, placesOf(d))
			}
		}
		said := false
		for _, q := range d.Mentions.Quotes {
			said = said || strings.HasSuffix(q.Speaker, c.speaker) && q.Span.Len() > 100
		}
		if c.speaker != "" && !said {
			t.Errorf("%s: nobody says the statement: %+v", c.name, d.Mentions.Quotes)
		}
	}
}

func placesOf(d factum.Document) string {
	var out []string
	for _, p := range d.Mentions.Places {
		out = append(out, p.Text+"="+p.Name)
	}
	return strings.Join(out, " ")
}

// Sentences in another language are cut by its abbreviations: neither "г." nor "ул." ends a Russian one.
func TestSentencesOfTheParagraphsLanguage(t *testing.T) {
	text := mixed[1].text + "\n\nКолонна вышла из г. Белгорода утром, сообщил представитель министерства. По его словам, на ул. Победы её встретили родственники тех, кто вернулся домой."
	docs, err := New().Read([]byte(text), Meta{Name: "a.txt"})
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	last := d.Paragraphs[len(d.Paragraphs)-1]
	n := 0
	for _, s := range d.Sentences {
		if last.Span.Contains(s) {
			n++
		}
	}
	if last.Lang != "ru" || n != 2 {
		t.Errorf("the last paragraph is in %q and has %d sentences", last.Lang, n)
	}
}
