package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"factum"
	"factum/reading"
	"factum/reading/mentions"
	"factum/score/measure"
)

// Sentence is a line of own gold for reading: a few sentences with every place, actor, time and quantity that a careful reader marks.
type Sentence struct {
	ID     string `json:"id"`
	Date   string `json:"date"` // of publication
	Text   string `json:"text"`
	Places []struct {
		Mark
		Lat  float64 `json:"lat"`
		Lon  float64 `json:"lon"`
		Wide bool    `json:"wide"` // a region or country: the point is its middle
	} `json:"places"`
	Actors []struct {
		Mark
		Code string `json:"code"`
	} `json:"actors"`
	Times []struct {
		Mark
		Value string `json:"value"`
	} `json:"times"`
	Quantities []struct {
		Mark
		Kind string `json:"kind"`
		Min  *int64 `json:"min"`
		Max  *int64 `json:"max"`
		Unit string `json:"unit"`
	} `json:"quantities"`
}

// Mark is words of the text, their nth occurrence (from 1; 0 is the first).
type Mark struct {
	Text string `json:"text"`
	Nth  int    `json:"nth"`
}

// Span is where the mark stands. It fails where the words don't.
func (m Mark) Span(text string) (factum.Span, error) {
	at := 0
	for n := max(m.Nth, 1); ; n-- {
		i := strings.Index(text[at:], m.Text)
		if i < 0 || m.Text == "" {
			return factum.Span{}, fmt.Errorf("%q does not stand there", m.Text)
		}
		if n == 1 {
			return factum.Span{Start: at + i, End: at + i + len(m.Text)}, nil
		}
		at += i + len(m.Text)
	}
}

// Kinds of mark, in the order of the table.
var Kinds = []string{"places", "actors", "times", "quantities"}

const (
	nearKm = 25  // a settlement is right within this
	wideKm = 400 // so is the middle of a region or country: middles are a matter of taste
)

// Lines decodes JSON lines.
func Lines[T any](b []byte) ([]T, error) {
	var out []T
	s := bufio.NewScanner(bytes.NewReader(b))
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(out)+1, err)
		}
		out = append(out, v)
	}
	return out, s.Err()
}

// Sentences reads own gold and scores this version's reading of it: what was right, found and marked, by kind. wrong is told of each mark that
// was missed or read otherwise and of each that is not in the gold; it may be nil.
func Sentences(b []byte, lang string, wrong func(id, kind, gold, found string)) (map[string]measure.Count, error) {
	counts := map[string]measure.Count{}
	reader := &reading.Reader{Find: mentions.Find}
	sentences, err := Lines[Sentence](b)
	if err != nil {
		return nil, err
	}
	for _, g := range sentences {
		doc, err := reader.ReadText(g.Text, reading.Meta{Lang: lang, Date: g.Date, Capture: factum.DigestOfString(g.Text)})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.ID, err)
		}
		gold, err := g.marks()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.ID, err)
		}
		found := marksOf(&doc)
		for _, kind := range Kinds {
			c := compareMarks(gold[kind], found[kind], func(a, b string) {
				if wrong != nil {
					wrong(g.ID, kind, a, b)
				}
			})
			sum := counts[kind]
			sum.Add(c)
			counts[kind] = sum
		}
	}
	return counts, nil
}

// marked is a mark to compare: where it stands, what it says, and whether another says the same.
type marked struct {
	span     factum.Span
	text     string
	says     string
	lat, lon float64
	km       float64 // of a place of the gold: how near is right
}

func (m marked) agrees(o marked) bool {
	if m.km > 0 {
		return o.says != "" && measure.Km(m.lat, m.lon, o.lat, o.lon) <= m.km
	}
	return m.says == o.says
}

func compareMarks(gold, found []marked, wrong func(gold, found string)) measure.Count {
	var a, b []factum.Span
	for _, m := range gold {
		a = append(a, m.span)
	}
	for _, m := range found {
		b = append(b, m.span)
	}
	c := measure.Count{Found: len(found), Gold: len(gold)}
	used := make([]bool, len(found))
	for i, j := range measure.Pairs(a, b) {
		switch {
		case j < 0:
			wrong(gold[i].text+" = "+gold[i].says, "")
			continue
		case gold[i].agrees(found[j]):
			c.Right++
		default:
			wrong(gold[i].text+" = "+gold[i].says, found[j].text+" = "+found[j].says)
		}
		used[j] = true
	}
	for j, m := range found {
		if !used[j] {
			wrong("", m.text+" = "+m.says)
		}
	}
	return c
}

func (g *Sentence) marks() (map[string][]marked, error) {
	out := map[string][]marked{}
	var err error
	add := func(kind string, m Mark, x marked) {
		var e error
		if x.span, e = m.Span(g.Text); e != nil && err == nil {
			err = e
		}
		x.text = m.Text
		out[kind] = append(out[kind], x)
	}
	for _, p := range g.Places {
		km := float64(nearKm)
		if p.Wide {
			km = wideKm
		}
		add("places", p.Mark, marked{says: fmt.Sprintf("%.2f,%.2f", p.Lat, p.Lon), lat: p.Lat, lon: p.Lon, km: km})
	}
	for _, a := range g.Actors {
		add("actors", a.Mark, marked{says: a.Code})
	}
	for _, t := range g.Times {
		add("times", t.Mark, marked{says: t.Value})
	}
	for _, q := range g.Quantities {
		from := int64(0) // "up to fifty" sets no least
		if q.Min != nil {
			from = *q.Min
		}
		add("quantities", q.Mark, marked{says: amount(q.Kind, from, q.Max)})
	}
	return out, err
}

// marksOf are the marks that reading makes, as the gold counts them: resolved places, actors with a code, words rather than pronouns.
func marksOf(d *factum.Document) map[string][]marked {
	out := map[string][]marked{}
	add := func(kind string, s factum.Span, x marked) {
		x.span, x.text = s, s.In(d.Text)
		out[kind] = append(out[kind], x)
	}
	for _, p := range d.Mentions.Places {
		if p.Resolved() {
			add("places", p.Span, marked{says: fmt.Sprintf("%s/%s %.2f,%.2f", p.Name, p.Country, p.Lat, p.Lon), lat: p.Lat, lon: p.Lon})
		}
	}
	for _, a := range d.Mentions.Actors {
		if a.Code != "" && !(a.Basis == "context" && a.Span.End-a.Span.Start <= 6) {
			add("actors", a.Span, marked{says: a.Code})
		}
	}
	for _, t := range d.Mentions.Times {
		add("times", t.Span, marked{says: t.Value})
	}
	for _, q := range d.Mentions.Quantities {
		add("quantities", q.Span, marked{says: amount(q.Kind, q.Min, q.Max)})
	}
	return out
}

func amount(kind string, from int64, to *int64) string {
	if to == nil {
		return fmt.Sprintf("%s %d or more", kind, from)
	}
	return fmt.Sprintf("%s %d to %d", kind, from, *to)
}
