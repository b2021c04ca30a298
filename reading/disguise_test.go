package reading

import (
	"strings"
	"testing"

	"factum"
)

// Names that are written to be missed, or only broken for the eye, are found where they stand, and the notes say what a person would want to know.
func TestDisguisedNames(t *testing.T) {
	story := func(name string) string {
		return "De gouverneur zei dinsdag dat er in " + name + " zeker twaalf doden zijn gevallen, en dat het station van de stad is gesloten."
	}
	ukrainian := func(name string) string {
		return "Губернатор заявив у вівторок, що у місті " + name + " загинули щонайменше дванадцять людей, а вокзал закрито."
	}
	for _, c := range []struct{ what, text, words, place, note string }{
		{"soft hyphen", story("Kra\u00adma\u00adtorsk"), "Kra\u00adma\u00adtorsk", "Kramatorsk", ""},
		{"zero-width space", ukrainian("Крама\u200bторськ"), "Крама\u200bторськ", "Kramatorsk", "1 word has invisible characters"},
		{"zero-width joiner", story("Khar\u200dkiv"), "Khar\u200dkiv", "Kharkiv", "1 word has invisible characters"},
		{"byte-order mark", story("Khar\uFEFFkiv"), "Khar\uFEFFkiv", "Kharkiv", "1 word has invisible characters"},
		{"turned direction", story("Khar\u202ekiv\u202c"), "Khar\u202ekiv", "Kharkiv", "1 word has invisible characters"},
		{"marks around it", story("\u200eKharkiv\u200e"), "Kharkiv", "Kharkiv", ""},
		{"Cyrillic in Latin", story("Krаmаtоrsk"), "Krаmаtоrsk", "Kramatorsk", `1 word is of Latin and Cyrillic letters that look alike; read as words of one alphabet. The first: "Krаmаtоrsk"`},
		{"Latin in Ukrainian", ukrainian("Харкiв"), "Харкiв", "Kharkiv", "1 word is of Latin and Cyrillic letters"},
		{"decomposed Ukrainian", ukrainian("Киі\u0308в"), "Киі\u0308в", "Kyiv", ""},
		{"decomposed Latin", story("Krako\u0301w"), "Krako\u0301w", "Kraków", ""},
	} {
		docs, err := New().Read([]byte(c.text), Meta{Name: "a.txt", Date: "2022-04-08"})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		d := docs[0]
		check(t, d)
		onCharacters(t, d)
		if d.Text != c.text {
			t.Errorf("%s: the text was changed", c.what)
		}
		found := false
		for _, p := range d.Mentions.Places {
			found = found || p.Text == c.words && p.Name == c.place
		}
		if !found {
			t.Errorf("%s: no %+q=%s among %s", c.what, c.words, c.place, placesOf(d))
		}
		if notes := strings.Join(d.Notes, "\n"); !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
			t.Errorf("%s: notes %q, want %q", c.what, notes, c.note)
		}
	}
}

// In a title apart from the text spans lead back too.
func TestDisguisedTitle(t *testing.T) {
	d, err := New().ReadText("De gouverneur zei dinsdag dat er niemand is omgekomen.", Meta{Title: "Raketten op Kra\u00admatorsk", Lang: "nl"})
	if err != nil {
		t.Fatal(err)
	}
	onCharacters(t, d)
	if len(d.Mentions.Places) != 1 || d.Mentions.Places[0].Text != "Kra\u00admatorsk" || d.Mentions.Places[0].Part != factum.PartTitle {
		t.Errorf("%+v", d.Mentions.Places)
	}
}

// Soft hyphens of a page are for the browser: its text is without them, and leads back to the source with them.
func TestSoftHyphensOfPages(t *testing.T) {
	src := "<html lang=de><h1>Raketen auf Kra&shy;ma\u00adtorsk</h1><p>Der Gou&shy;ver&shy;neur sagte am Diens<wbr>&shy;<b>tag</b>, dass in Kra&#173;matorsk nie&shy;mand um&shy;ge&shy;kommen sei.</p>" +
		"<p>Der Bahn&shy;hof bleibt ge&shy;schlossen, bis die Ar&shy;beiten beendet sind, wie der Bürgermeister am Abend mitteilte.</p>"
	d := read(t, "a.html", []byte(src))
	segmentsHold(t, d, src)
	if strings.Contains(d.Text+d.Title, "\u00ad") || !strings.Contains(d.Text, "am Dienstag, dass in Kramatorsk niemand umgekommen") || d.Title != "Raketen auf Kramatorsk" {
		t.Errorf("%+q\n%+q", d.Title, d.Text)
	}
}
