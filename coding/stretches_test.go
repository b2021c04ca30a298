package coding_test

import (
	"strings"
	"testing"

	"factum"
	"factum/coding"
	"factum/reading"
	"factum/reading/mentions"
)

// A paragraph in another language is coded by that language's rules, in its place, and what a colon before it introduces is somebody's words.
func TestParagraphInAnotherLanguage(t *testing.T) {
	text := `Raketten op Lozova

Russische troepen beschoten vrijdag het station van Lozova. Dat zei de burgemeester, die met zijn medewerkers in de schuilkelder van het stadhuis zat.

De Britse minister van Buitenlandse Zaken James Cleverly schreef daarover:

Russian forces attacked the railway station in Lozova on Friday while hundreds of people were waiting there for a train. The United Kingdom condemns this attack, and it will deliver more air defence systems to Ukraine in the coming weeks.

Oekraïense troepen vielen zaterdag een depot bij Belgorod aan. Het ministerie in Moskou bevestigde dat, en zei dat er niemand gewond raakte.
`
	docs, err := (&reading.Reader{Find: mentions.Find}).Read([]byte(text), reading.Meta{Name: "a.txt", Date: "2022-04-10"})
	if err != nil {
		t.Fatal(err)
	}
	d := &docs[0]
	cs := coder(t).Code(d, factum.Digest{}, "r")
	check(t, d, cs)
	statement := d.Paragraphs[3].Span
	if d.Paragraphs[3].Lang != "en" || d.Lang != "nl" {
		t.Fatalf("the document is read in %s, the statement in %q", d.Lang, d.Paragraphs[3].Lang)
	}
	before, within, behind, last := 0, 0, 0, 0
	for _, c := range cs {
		if c.Trigger.Span.Start < last {
			t.Errorf("%q stands before what comes first", c.Trigger.Text)
		}
		last = c.Trigger.Span.Start
		want := "nl"
		switch {
		case statement.Contains(c.Trigger.Span):
			want = "en"
			if c.Type == factum.Assault {
				within++
				if len(c.Attribution) == 0 || c.Attribution[0].Name != "James Cleverly" {
					t.Errorf("%q is said by %+v", c.Passage.Text, c.Attribution)
				}
			}
		case c.Type == factum.Assault && last < statement.Start:
			before++
		case c.Type == factum.Assault:
			behind++
		}
		if c.Lang != want {
			t.Errorf("%q is coded in %s", c.Passage.Text, c.Lang)
		}
	}
	if before == 0 || within == 0 || behind == 0 {
		t.Errorf("assaults before, within and behind the statement: %d, %d, %d", before, within, behind)
	}
}

// Of a text without end the beginning is coded, in time and memory that have a bound.
func TestLongText(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: it takes some seconds")
	}
	story := "Russische troepen beschoten vrijdag het station van Lozova, zei de burgemeester. "
	docs, err := (&reading.Reader{Find: mentions.Find}).Read([]byte(strings.Repeat(story, coding.MaxBytes/len(story)*2)), reading.Meta{Name: "a.txt"})
	if err != nil {
		t.Fatal(err)
	}
	cs := coder(t).Code(&docs[0], factum.Digest{}, "r")
	if len(cs) == 0 || cs[len(cs)-1].Trigger.Span.End > coding.MaxBytes+len(story) {
		t.Errorf("%d claims, the last at %v", len(cs), cs[len(cs)-1].Trigger.Span)
	}
	if n := strings.Join(docs[0].Notes, "\n"); !strings.Contains(n, "gives no claims") {
		t.Errorf("notes: %q", n)
	}
}

// A trigger with a soft hyphen, or with a letter of another alphabet that looks alike, is read as a person reads it.
func TestDisguisedTrigger(t *testing.T) {
	for _, verb := range []string{"shelled", "shel\u00adled", "shеlled"} {
		docs, err := (&reading.Reader{Find: mentions.Find}).Read([]byte("Russian forces "+verb+" the railway station in Lozova on Friday, the mayor of the town said in the evening."), reading.Meta{Name: "a.txt", Date: "2022-04-10"})
		if err != nil {
			t.Fatal(err)
		}
		cs := coder(t).Code(&docs[0], factum.Digest{}, "r")
		check(t, &docs[0], cs)
		if len(cs) != 1 || cs[0].Type != factum.Assault || cs[0].Trigger.Text != verb {
			t.Errorf("%+q: %+v", verb, cs)
		}
	}
}
