package score

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
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
		Code string   `json:"code"`
		Also []string `json:"also"` // codes that are right as well
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

// Mark is words of the text, their nth occurrence (from 1; 0 is the first). An optional one need not be found, and is not counted when it is
// found and read right.
type Mark struct {
	Text     string `json:"text"`
	Nth      int    `json:"nth"`
	Optional bool   `json:"optional"`
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

	pronounBytes = 6 // the longest pronoun; a name as short ("Moscow") is told by its being a place's name as well
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
			}, func(m marked) bool {
				return m.pronoun || kind == "places" && namesActor(gold["actors"], found["actors"], m)
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
	also     []string // what is right as well
	optional bool
	pronoun  bool   // which the gold doesn't mark
	country  string // of a place found
	lat, lon float64
	km       float64 // of a place of the gold: how near is right
}

// agrees reports whether what was found says what the gold says.
func (m marked) agrees(found marked) bool {
	if m.km > 0 {
		return found.says != "" && measure.Km(m.lat, m.lon, found.lat, found.lon) <= m.km
	}
	return timeValue(m.says) == timeValue(found.says) || slices.Contains(m.also, found.says)
}

// holds reports whether what was found is a piece of the gold mark and says the same or, of a time, less: the day of a day with its hour, the
// person beside the office.
func (m marked) holds(found marked) bool {
	within := m.span.Start <= found.span.Start && found.span.End <= m.span.End
	return within && (m.agrees(found) || found.says != "" && m.km == 0 && strings.HasPrefix(m.says, found.says+"T"))
}

// namesActor reports whether a place found is in the words of an actor of the gold and is of the actor's own state, or is read as that very actor
// ("Brussels" for the EU): the name is read right, and whether it is listed among the places too ("Moscow denies", "the mayor of Irpin") is
// neither asked for nor held against the reader.
func namesActor(gold, found []marked, place marked) bool {
	return slices.ContainsFunc(gold, func(g marked) bool {
		asActor := func(a marked) bool { return a.span == place.span && g.agrees(a) }
		return g.span.Start <= place.span.Start && place.span.End <= g.span.End && (g.says == place.country || slices.ContainsFunc(found, asActor))
	})
}

// compareMarks counts. Marks are tied one to one where they overlap, those that agree first. What the gold doesn't have is held against the
// reader unless it is a piece of a mark that was read right, or free.
func compareMarks(gold, found []marked, wrong func(gold, found string), free func(marked) bool) measure.Count {
	c := measure.Count{Found: len(found)}
	used := make([]bool, len(found))
	var right []marked
	for i, j := range pairMarks(gold, found) {
		g := gold[i]
		agrees := j >= 0 && g.agrees(found[j])
		if agrees {
			right = append(right, g)
			used[j] = true
		}
		switch {
		case g.optional && agrees:
			c.Found--
		case g.optional:
		case agrees:
			c.Gold++
			c.Right++
		case j < 0:
			c.Gold++
			wrong(g.text+" = "+g.says, "")
		default:
			c.Gold++
			used[j] = true
			wrong(g.text+" = "+g.says, found[j].text+" = "+found[j].says)
		}
	}
	for j, m := range found {
		switch {
		case used[j]:
		case free(m), slices.ContainsFunc(right, func(g marked) bool { return g.holds(m) }):
			c.Found--
		default:
			wrong("", m.text+" = "+m.says)
		}
	}
	return c
}

// pairMarks ties marks one to one where they overlap: those that agree first, then those asked for, then those that share most; the earlier on
// a tie. It returns for each mark of the gold the index of what was found, or -1.
func pairMarks(gold, found []marked) []int {
	type tie struct{ disagree, optional, shared, i, j int }
	var ties []tie
	number := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	for i, g := range gold {
		for j, m := range found {
			if n := measure.Overlap(g.span, m.span); n > 0 {
				ties = append(ties, tie{number(!g.agrees(m)), number(g.optional), n, i, j})
			}
		}
	}
	slices.SortFunc(ties, func(x, y tie) int {
		return cmp.Or(cmp.Compare(x.disagree, y.disagree), cmp.Compare(x.optional, y.optional), cmp.Compare(y.shared, x.shared),
			cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	out, taken := slices.Repeat([]int{-1}, len(gold)), make([]bool, len(found))
	for _, t := range ties {
		if out[t.i] < 0 && !taken[t.j] {
			out[t.i], taken[t.j] = t.j, true
		}
	}
	return out
}

func (g *Sentence) marks() (map[string][]marked, error) {
	out := map[string][]marked{}
	var err error
	add := func(kind string, m Mark, x marked) {
		var e error
		if x.span, e = m.Span(g.Text); e != nil && err == nil {
			err = e
		}
		x.text, x.optional = m.Text, m.Optional
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
		add("actors", a.Mark, marked{says: a.Code, also: a.Also})
	}
	for _, t := range g.Times {
		add("times", t.Mark, marked{says: t.Value})
	}
	for _, q := range g.Quantities {
		from := int64(0) // "up to fifty" sets no least
		if q.Min != nil {
			from = *q.Min
		}
		add("quantities", q.Mark, marked{says: amount(q.Kind, from, q.Max, q.Unit)})
	}
	return out, err
}

// marksOf are the marks that reading makes, as the gold counts them: resolved places, actors with a code.
func marksOf(d *factum.Document) map[string][]marked {
	out := map[string][]marked{}
	add := func(kind string, s factum.Span, x marked) {
		x.span, x.text = s, s.In(d.Text)
		out[kind] = append(out[kind], x)
	}
	for _, p := range d.Mentions.Places {
		if p.Resolved() {
			add("places", p.Span, marked{says: fmt.Sprintf("%s/%s %.2f,%.2f", p.Name, p.Country, p.Lat, p.Lon), country: p.Country, lat: p.Lat, lon: p.Lon})
		}
	}
	names := map[factum.Span]bool{}
	for _, p := range d.Mentions.Places {
		names[p.Span] = true
	}
	for _, a := range d.Mentions.Actors {
		if a.Code != "" {
			short := a.Span.End-a.Span.Start <= pronounBytes
			add("actors", a.Span, marked{says: a.Code, pronoun: short && a.Basis == "context" && !names[a.Span]})
		}
	}
	for _, t := range d.Mentions.Times {
		add("times", t.Span, marked{says: t.Value})
	}
	for _, q := range d.Mentions.Quantities {
		add("quantities", q.Span, marked{says: amount(q.Kind, q.Min, q.Max, q.Unit)})
	}
	return out
}

// amount says a quantity; of money the currency as well, of what is counted only the number, since the words for things differ.
func amount(kind string, from int64, to *int64, unit string) string {
	if kind == "money" {
		kind += " in " + unit
	}
	if to == nil {
		return fmt.Sprintf("%s %d or more", kind, from)
	}
	return fmt.Sprintf("%s %d to %d", kind, from, *to)
}

var duration = regexp.MustCompile(`^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$`)

// timeValue writes equal durations alike: two weeks are fourteen days, a year and a half eighteen months, an hour and a half ninety minutes.
// Other values, and what is said of other kinds, stay as they are.
func timeValue(v string) string {
	m := duration.FindStringSubmatch(v)
	if m == nil {
		return v
	}
	n := func(i int) int {
		x, _ := strconv.Atoi(m[i]) // "" is none
		return x
	}
	var b strings.Builder
	b.WriteByte('P')
	for _, u := range []struct {
		n    int
		unit string
	}{{12*n(1) + n(2), "M"}, {7*n(3) + n(4), "D"}, {60*n(5) + n(6), "min"}} {
		if u.n > 0 {
			fmt.Fprintf(&b, "%d%s", u.n, u.unit)
		}
	}
	return b.String()
}
