package mentions

import (
	"fmt"
	"os"
	"testing"

	"factum"
	"factum/language"
)

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

func TestShow(t *testing.T) {
	file := os.Getenv("SHOW")
	if file == "" {
		t.Skip("SHOW not set")
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := docOf(os.Getenv("LANG2"), os.Getenv("PUB"), "", string(b))
	Find(d)
	for _, m := range d.Mentions.Times {
		fmt.Printf("T %q %s %s %v\n", m.Text, m.Type, m.Value, m.When)
	}
	for _, m := range d.Mentions.Places {
		fmt.Printf("P %q %s %s %s %.5f %.5f %d %s (%s)\n", m.Text, m.Name, m.Country, m.Admin1, m.Lat, m.Lon, m.GeoNames, m.Precision, m.Why)
	}
	for _, m := range d.Mentions.Actors {
		fmt.Printf("A %q code=%s role=%s name=%s kind=%s basis=%s\n", m.Text, m.Code, m.Role, m.Name, m.Kind, m.Basis)
	}
	for _, m := range d.Mentions.Quotes {
		cue := ""
		if m.CueSpan != nil {
			cue = d.PartText(m.Part)[m.CueSpan.Start:m.CueSpan.End]
		}
		at := ""
		if m.At != nil {
			at = m.At.From
		}
		fmt.Printf("Q %s %q speaker=%q code=%s role=%s cue=%q at=%s\n", m.Form, m.Text, m.Speaker, m.Code, m.Role, cue, at)
	}
	for _, m := range d.Mentions.Quantities {
		mx := "-"
		if m.Max != nil {
			mx = fmt.Sprint(*m.Max)
		}
		fmt.Printf("N %s %d..%s %s %q\n", m.Kind, m.Min, mx, m.Unit, m.Text)
	}
	for _, m := range d.Mentions.Items {
		fmt.Printf("I %s %q\n", m.Code, m.Text)
	}
}
