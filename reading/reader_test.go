package reading

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"factum"
)

func read(t testing.TB, name string, b []byte) factum.Document {
	t.Helper()
	docs, err := (&Reader{}).Read(b, Meta{Name: name})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(docs) != 1 {
		t.Fatalf("%s: %d documents", name, len(docs))
	}
	check(t, docs[0])
	return docs[0]
}

// check holds a document to what the package promises of every one.
func check(t testing.TB, d factum.Document) {
	t.Helper()
	end := 0
	for _, b := range d.Paragraphs {
		if b.Span.Start < end || b.Span.End > len(d.Text) || b.Span.Len() <= 0 || b.Kind == "" {
			t.Fatalf("block %v %q after %d of %d", b.Span, b.Kind, end, len(d.Text))
		}
		end = b.Span.End
	}
	i := 0
	covered := make([]int, len(d.Paragraphs))
	for _, s := range d.Sentences {
		for i < len(d.Paragraphs) && !d.Paragraphs[i].Span.Contains(s) {
			i++
		}
		if i == len(d.Paragraphs) {
			t.Fatalf("sentence %v lies in no block", s)
		}
		for _, r := range s.In(d.Text) {
			if seen(r) {
				covered[i]++
			}
		}
	}
	for i, b := range d.Paragraphs {
		n := 0
		for _, r := range b.Span.In(d.Text) {
			if seen(r) {
				n++
			}
		}
		if covered[i] != n {
			t.Fatalf("sentences hold %d of %d characters of %q", covered[i], n, b.Span.In(d.Text))
		}
	}
	if d.TitleSpan != nil && (d.TitleApart || d.TitleSpan.In(d.Text) != d.Title || d.Title == "") {
		t.Fatalf("title %q at %v", d.Title, d.TitleSpan)
	}
	at := map[string]int{}
	for _, s := range d.Segments {
		if s.Span.Start < at[s.Part] || s.Span.End > len(d.PartText(s.Part)) || s.Span.Len() <= 0 || s.From.Start < 0 {
			t.Fatalf("segment %+v", s)
		}
		at[s.Part] = s.Span.End
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte(`:null`)) {
		for _, key := range []string{`"decoding":null`, `"authors":null`, `"paragraphs":null`, `"sentences":null`, `"segments":null`, `"notes":null`} {
			if bytes.Contains(b, []byte(key)) {
				t.Fatalf("%s", key)
			}
		}
	}
}

// seen reports whether a character shows.
func seen(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
}

// The shipped examples: what is read of each is what its list says of it.
func TestExamples(t *testing.T) {
	for _, c := range []struct{ file, lang, outlet, wire, from, precision, title string }{
		{"01-zuiderlantaarn-niet-terug.nl.txt", "nl", "De Zuiderlantaarn", "", "2022-03-31", "day", "Moskou: wij trekken ons niet terug bij Kyiv"},
		{"02-donor-meeting-pledges.en.eml", "en", "Tallinn Donor Meeting – Secretariat", "", "2022-04-01T13:40:00Z", "minute", "Estonia pledges anti-tank weapons, Portugal €25 million for Ukraine"},
		{"03-try-krynytsi-obmin.uk.txt", "uk", "Вісник Трьох Криниць", "", "2022-04-02", "day", "Біля Запоріжжя обміняли полонених: додому повернулися 42 військові"},
		{"04-kadezicht-ivankiv.nl.html", "nl", "Avondblad Kadezicht", "", "2022-04-03T17:20:00Z", "minute", "Doden gevonden in Ivankiv, VN-kantoor wil onderzoek"},
		{"05-wattbote-iwankiw.de.txt", "de", "Der Wattbote", "", "2022-04-04", "day", "Leichen in Iwankiw: Gemeinde spricht von 34 Toten"},
		{"06-peilschaal-handvest.nl.txt", "nl", "De Peilschaal", "", "2022-04-05", "day", "Handvest moet herstel van Oekraïens stroomnet regelen"},
		{"07-marram-courier-moving-away.en.txt", "en", "The Marram Courier", "", "2022-04-05", "day", "Ivankiv buries its dead as Moscow says units are moving away"},
		{"08-phare-du-marais-expulsions.fr.html", "fr", "Le Phare du Marais", "", "2022-04-06T16:45:00Z", "minute", "Paris expulse douze diplomates russes"},
		{"09-heronsgate-post-accusation.en.md", "en", "The Heronsgate Post", "", "2022-04-06", "day", "Kyiv accuses Russian brigade over killings in Ivankiv"},
		{"10-skerry-dispatch-charter.en.html", "en", "The Skerry Dispatch", "", "2022-04-07T15:12:38Z", "second", "Ministers endorse charter on repair of Ukraine's power grid"},
		{"11-uralsky-fonar-zaderzhaniya.ru.html", "ru", "Уральский фонарь", "", "2022-04-07T17:40:00Z", "minute", "В Екатеринбурге задержали 23 участника антивоенной акции"},
		{"12-veerstoep-lozova.nl.txt", "nl", "Dagblad De Veerstoep", "Noordpers", "2022-04-08", "day", "Zeker twaalf doden bij raketaanval op station van Lozova"},
		{"13-lantern-bay-tribune-suitcases.en.txt", "en", "Lantern Bay Tribune", "Noordpers", "2022-04-08", "day", "'There were only people with suitcases'"},
		{"14-deichpost-losowa.de.html", "de", "Neue Deichpost", "Noordpers", "2022-04-09T04:02:00Z", "minute", "Raketen treffen Bahnhof in Losowa: „Nur Menschen mit Koffern“"},
		{"15-tallow-ledger-platform.en.txt", "en", "The Tallow Street Ledger", "", "2022-04-09", "day", "The station clock in Lozova stands at 9.42"},
		{"16-zavolzhskaya-liniya-oproverzhenie.ru.txt", "ru", "Заволжская линия", "ПриволжИнформ", "2022-04-09", "day", "Минобороны: российские войска не наносили удара по вокзалу в Лозовой"},
		{"17-polderkompas-zondag.nl.md", "nl", "Polderkompas", "", "2022-04-10", "day", "Regen trekt zich terug, toernooi in Oudedijk gaat door"},
		{"18-vuzlova-provadzhennia.uk.eml", "uk", "Прес-центр «Вузлова»", "", "2022-04-11T11:05:00Z", "minute", "Лозова: відкрито провадження за фактом удару по вокзалу"},
		{"19-zuiderlantaarn-dinsdag.nl.txt", "nl", "De Zuiderlantaarn", "", "2022-04-12", "day", "Oorlog in Oekraïne: het nieuws van dinsdag"},
		{"20-courrier-des-ecluses-enquete.fr.txt", "fr", "Le Courrier des Écluses", "", "2022-04-15", "day", "À Ivankiv, une équipe de l'ONU cherche des preuves"},
	} {
		b, err := os.ReadFile(filepath.Join("..", "examples", c.file))
		if err != nil {
			t.Error(err)
			continue
		}
		d := read(t, c.file, b)
		if d.Lang != c.lang || d.Outlet != c.outlet || d.Wire != c.wire || d.Title != c.title {
			t.Errorf("%s: %s %q %q %q", c.file, d.Lang, d.Outlet, d.Wire, d.Title)
		}
		if d.Published == nil || d.Published.From != c.from || d.Published.Precision != c.precision {
			t.Errorf("%s: published %+v", c.file, d.Published)
		}
		if strings.HasSuffix(c.file, ".txt") || strings.HasSuffix(c.file, ".md") {
			if d.Text != string(b) || d.TitleApart {
				t.Errorf("%s: the text is not the file", c.file)
			}
		} else if !d.TitleApart {
			t.Errorf("%s: the title is not apart", c.file)
		}
		for _, stray := range []string{"cookie", "Cookie", "Lees ook", "More from", "Advertisement", "lire aussi", "Читайте", "©", "Mehr zum", "partners", "Einwilligen"} {
			if strings.HasSuffix(c.file, ".html") && strings.Contains(d.Text, stray) {
				t.Errorf("%s: %q is in the text", c.file, stray)
			}
		}
	}
}

func TestPlainHeads(t *testing.T) {
	story := "\n\nDe troepen trekken weg uit de stad, zei de minister. Er vielen geen doden.\n\nDe burgemeester sprak van een wonder."
	for _, c := range []struct{ name, text, title, from, precision, wire, outlet string }{
		{"date before the headline", " date 2022-04 NAVO: Rusland verlegt focus" + story, "NAVO: Rusland verlegt focus", "2022-04-01", "month", "", ""},
		{"day before the headline", "2022-04-05 – Troepen weg" + story, "Troepen weg", "2022-04-05", "day", "", ""},
		{"dateline with agency", "Troepen weg\n\nBRUSSEL, 5 april 2022 (Noordpers) - De troepen trekken weg." + story, "Troepen weg", "2022-04-05", "day", "Noordpers", ""},
		{"agency, no date", "Troepen weg\n\nKYIV (Reuters) - De troepen trekken weg." + story, "Troepen weg", "", "", "Reuters", ""},
		{"country in brackets is no agency", "Troepen weg\n\nBUCHA (Oekraïne) – De troepen trekken weg." + story, "Troepen weg", "", "", "", ""},
		{"fields", "Title: Troepen weg\nDate: 5 April 2022\nSource: De Vlieger\n" + story, "Troepen weg", "2022-04-05", "day", "", "De Vlieger"},
		{"credit at the end", "Troepen weg" + story + "\n\nBron: ANP", "Troepen weg", "", "", "ANP", ""},
		{"Reuters", "Troops leave" + story + "\n\n(Reporting by Ann Lee; Editing by Bob Day)", "Troops leave", "", "", "Reuters", ""},
		{"sign-off", "Troepen weg" + story + "\n\nRedactie buitenland, De Vlieger", "Troepen weg", "", "", "", "De Vlieger"},
		{"a last sentence is no sign-off", "Troepen weg" + story + "\n\nAldus de minister", "Troepen weg", "", "", "", ""},
		{"date alone", "Troepen weg\n\nDinsdag 5 april 2022" + story, "Troepen weg", "2022-04-05", "day", "", ""},
		{"no headline", strings.TrimSpace(story), "", "", "", "", ""},
		{"German", "Truppen ziehen ab\n\nBerlin, 5. April 2022 (dpa) – Die Truppen ziehen ab." + story, "Truppen ziehen ab", "2022-04-05", "day", "dpa", ""},
		{"Spanish", "Tropas se van\n\nMADRID, 5 de abril de 2022 (EFE) – Las tropas se van." + story, "Tropas se van", "2022-04-05", "day", "EFE", ""},
		{"Italian", "Le truppe via\n\nROMA, 5 aprile 2022 – Le truppe vanno via." + story, "Le truppe via", "2022-04-05", "day", "", ""},
		{"Polish", "Wojska odchodzą\n\nWARSZAWA, 5 kwietnia 2022 r. (PAP) – Wojska odchodzą." + story, "Wojska odchodzą", "2022-04-05", "day", "PAP", ""},
		{"range of days", "Top in Lyon\n\nDe ministers komen op 6-7 april 2022 bijeen in Lyon." + story, "Top in Lyon", "", "", "", ""},
	} {
		d := read(t, "a.txt", []byte(c.text))
		from, precision := "", ""
		if d.Published != nil {
			from, precision = d.Published.From, d.Published.Precision
		}
		if d.Text != c.text || d.Title != c.title || from != c.from || precision != c.precision || d.Wire != c.wire || d.Outlet != c.outlet {
			t.Errorf("%s: title %q published %s %s wire %q outlet %q", c.name, d.Title, from, precision, d.Wire, d.Outlet)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2022-04-05T10:00:00+02:00": "2022-04-05T08:00:00Z minute", "2022-04-05T10:00:07Z": "2022-04-05T10:00:07Z second",
		"2022-04-05T10:00:00": "2022-04-05 day", "2022-04": "2022-04-01 month", "2022": "2022-01-01 year", "20220405": "2022-04-05 day",
		"Tue, 05 Apr 2022 10:00:00 +0300": "2022-04-05T07:00:00Z minute", "Tue, 05 Apr 2022 10:00:05 GMT": "2022-04-05T10:00:05Z second",
		"5 april 2022": "2022-04-05 day", "April 5, 2022": "2022-04-05 day", "Apr. 5, 2022": "2022-04-05 day", "5. April 2022": "2022-04-05 day", "le 1er avril 2022": "2022-04-01 day",
		"5 de abril de 2022": "2022-04-05 day", "5 kwietnia 2022 r.": "2022-04-05 day", "5 квітня 2022 року": "2022-04-05 day", "5 апреля 2022 г.": "2022-04-05 day",
		"05.04.2022": "2022-04-05 day", "25/04/2022": "2022-04-25 day", "04/25/2022": "2022-04-25 day", "5/5/2022": "2022-05-05 day", "04/05/2022": "",
		"April 2022": "2022-04-01 month", "31 februari 2022": "", "6-7 april 2022": "", "mayday": "", "": "", "12:30": "",
	} {
		got := ""
		if p := parseStated(in); p != nil {
			got = p.From + " " + p.Precision
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if p := parseStated("2022-02"); p == nil || p.To != "2022-02-28" {
		t.Errorf("February: %+v", p)
	}
}

func TestGaps(t *testing.T) {
	for _, c := range []struct {
		name string
		b    []byte
		want error
		say  string
	}{
		{"empty.txt", nil, ErrNoText, "empty"},
		{"blank.txt", []byte(" \n\t\r\n"), ErrNoText, "no text in it"},
		{"zeros.bin", make([]byte, 1<<20), ErrNoText, "no text in it"},
		{"figures.txt", []byte("1 2 3, 4.5\n"), ErrNoText, "no words"},
		{"page.html", []byte("PK\x03\x04\x14\x00\x00\x00\x08\x00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), ErrNotText, "ZIP"},
		{"photo.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), ErrNotText, "an image (image/png)"},
		{"a.json", []byte(`{"text": "De troepen trekken weg"}`), ErrNotText, "JSON"},
		{"empty.html", []byte("<!DOCTYPE html><html><body><script>x()</script></body></html>"), ErrNoText, "page without text"},
		{"noise.txt", bytes.Repeat([]byte("tekst \x01\x02\x03\x04"), 100), ErrNotText, "not text"},
		{"image.eml", []byte("From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"), ErrNoText, "without a text part"},
	} {
		_, err := (&Reader{}).Read(c.b, Meta{Name: c.name})
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.say) || factum.KindOf(err) != factum.Invalid {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := (&Reader{}).Read([]byte("De troepen trekken weg."), Meta{Partial: true}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("part of a capture: %v", err)
	}
	if _, err := (&Reader{}).ReadText("Text here", Meta{Date: "soon"}); factum.KindOf(err) != factum.Invalid || factum.HintOf(err) == "" {
		t.Errorf("date: %v", err)
	}
}

// What New makes recognises names; the mentions themselves are tested where they are found.
func TestNewRecognises(t *testing.T) {
	text := "Moskou trekt zich terug uit Kyiv, zei Jens Stoltenberg dinsdag."
	d, err := New().ReadText(text, Meta{Lang: "nl", Date: "2022-04-05"})
	if err != nil || len(d.Mentions.Places)+len(d.Mentions.Actors) == 0 {
		t.Errorf("%v %+v", err, d.Mentions)
	}
}

func TestStatedStandsAbove(t *testing.T) {
	d, err := (&Reader{}).ReadText("De troepen trekken weg uit Kyiv. Dat zei de minister.", Meta{Title: "Troepen weg", Lang: "nl", Date: "2022-04-05", URL: "https://a.example/1"})
	if err != nil {
		t.Fatal(err)
	}
	check(t, d)
	if d.Title != "Troepen weg" || !d.TitleApart || d.Lang != "nl" || d.Published.From != "2022-04-05" || d.URL != "https://a.example/1" || d.Capture != factum.DigestOfString(d.Text) {
		t.Errorf("%+v", d)
	}
	page := []byte(`<html lang="de"><title>Seite</title><h1>Die Truppen ziehen ab</h1><p>Die Truppen ziehen nach Angaben des Ministers aus der Stadt ab.</p>`)
	docs, err := (&Reader{}).Read(page, Meta{Title: "Andere", Date: "2022-04"})
	if err != nil || docs[0].Title != "Andere" || docs[0].Published.Precision != "month" || docs[0].Lang != "de" {
		t.Errorf("%v %+v", err, docs)
	}
	check(t, docs[0])
}
