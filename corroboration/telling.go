package corroboration

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
	"factum/language"
)

// Telling is a piece of a document in which somebody's words are given: a report of them, or, of a primary, the words themselves.
type Telling struct {
	Document *factum.Document
	Claims   []factum.Claim // of the document
	Speaker  factum.Attribution
	// Day is when it was said (RFC 3339 date), "" unknown.
	Day string
	// At is where in the document's text it stands; empty: the whole text.
	At factum.Span
}

// anchor is something of a text that stays what it is in every language: a number, a party, a place, a notion.
type anchor struct {
	kind   string // number party place term type item word
	key    string
	weight int
	span   factum.Span
	min    int64 // of a number
	max    int64
	within string // of a place: its country
	vague  bool   // of a number: "some", "several": it may be there or not
}

// What an anchor weighs when the sentence of a primary is looked for. A number of ten or more hardly ever stands in two sentences; notions are wide.
const (
	weighNumber = 6
	weighMark   = 8
	weighPlace  = 5
	weighParty  = 4
	weighItem   = 3
	weighTerm   = 2
	weighType   = 2
	weighWord   = 2
	weighLegal  = 3
	weighCue    = 1
)

// piece is part of a text made comparable.
type piece struct {
	spans   []factum.Span // where it stands
	text    string
	lang    string
	anchors []anchor
	cues    []cue
	sounds  []string      // of words that may be names
	unknown []factum.Span // names that are no party, place or time
}

// has lists the cues of a class, with value "" of any value.
func (s *piece) has(class string) []cue {
	var out []cue
	for _, c := range s.cues {
		if c.class == class {
			out = append(out, c)
		}
	}
	return out
}

// merge adds what another piece has.
func (s *piece) merge(o *piece) {
	s.spans = append(s.spans, o.spans...)
	s.anchors = append(s.anchors, o.anchors...)
	s.cues = append(s.cues, o.cues...)
	s.sounds = append(s.sounds, o.sounds...)
	s.unknown = append(s.unknown, o.unknown...)
}

// readPiece makes spans of a document's text comparable. People's mentions in without are left out: they say who speaks.
func readPiece(t *Telling, spans []factum.Span, without []factum.Span) *piece {
	d := t.Document
	s := &piece{spans: spans, text: d.Text, lang: d.LangAt(spans[0].Start)}
	in := func(sp factum.Span) bool {
		return slices.ContainsFunc(spans, func(o factum.Span) bool { return o.Start <= sp.Start && sp.End <= o.End }) &&
			!slices.ContainsFunc(without, func(o factum.Span) bool { return overlap(o, sp) })
	}
	var times, quantities, people, known []factum.Span
	for _, m := range d.Mentions.Times {
		if m.Part == factum.PartText && m.When != nil {
			times = append(times, m.Span)
		}
	}
	for _, q := range d.Mentions.Quantities {
		if q.Part != factum.PartText || !in(q.Span) {
			continue
		}
		quantities = append(quantities, q.Span)
		a := anchor{kind: "number", span: q.Span, min: q.Min, max: maxCount, weight: weighNumber}
		if q.Max != nil {
			a.max = *q.Max
		}
		if a.min >= 10 {
			a.weight = weighMark
		}
		if a.min == 1 && a.max == 1 {
			continue
		}
		a.vague = a.min < 10 && a.max != maxCount && a.max >= 2*a.min && !strings.ContainsFunc(q.Text, unicode.IsDigit)
		a.key = strconv.FormatInt(a.min, 10)
		s.anchors = append(s.anchors, a)
	}
	for _, m := range d.Mentions.Actors {
		if m.Part != factum.PartText || !in(m.Span) {
			continue
		}
		text := d.Text[m.Span.Start:m.Span.End]
		if m.Role == "armed forces" && !unicode.IsUpper(firstLetter(text)) && !strings.Contains(text, " ") {
			continue // "the enemy": whose words stand for whom, not a name
		}
		if m.Code != "" && m.Basis != "context" || m.Code != "" && m.Kind != "person" && unicode.IsUpper(firstLetter(d.Text[m.Span.Start:])) {
			s.anchors = append(s.anchors, anchor{kind: "party", key: m.Code, weight: weighParty, span: m.Span})
			people = append(people, m.Span)
			known = append(known, m.Span)
		}
	}
	for _, m := range d.Mentions.Places {
		if m.Part == factum.PartText && m.Resolved() {
			known = append(known, m.Span)
		}
		if m.Part != factum.PartText || !in(m.Span) || slices.ContainsFunc(people, func(o factum.Span) bool { return o == m.Span }) || !m.Resolved() {
			continue
		}
		if m.Precision == "country" {
			if !slices.ContainsFunc(people, func(o factum.Span) bool { return overlap(o, m.Span) }) {
				s.anchors = append(s.anchors, anchor{kind: "party", key: m.Country, weight: weighParty, span: m.Span})
			}
			continue
		}
		kind := "place"
		if m.Precision == "region" {
			kind = "region" // "the south" helps to find a sentence; what bears south of a town is no place of its own
		}
		s.anchors = append(s.anchors, anchor{kind: kind, key: placeKey(m.Name), weight: weighPlace, span: m.Span, within: m.Country})
	}
	for _, m := range d.Mentions.Items {
		if m.Part == factum.PartText && in(m.Span) {
			s.anchors = append(s.anchors, anchor{kind: "item", key: m.Code, weight: weighItem, span: m.Span})
		}
	}
	for i := range t.Claims {
		c := &t.Claims[i]
		if c.Part == factum.PartText && in(c.Trigger.Span) {
			s.anchors = append(s.anchors, anchor{kind: "type", key: string(c.Type) + string(c.Object), weight: weighType, span: c.Trigger.Span})
		}
	}
	for _, sp := range spans {
		for _, c := range cuesIn(s.lang, d.Text, sp) {
			if slices.ContainsFunc(without, func(o factum.Span) bool { return overlap(o, c.span) }) {
				continue
			}
			switch {
			case c.class == "term":
				s.anchors = append(s.anchors, anchor{kind: "term", key: c.value, weight: weighTerm, span: c.span})
			case strings.HasPrefix(c.class, "num") && (covered(times, c.span) || covered(quantities, c.span)):
			case c.class == "may" && covered(times, c.span):
			case strings.HasSuffix(c.class, "?") && slices.ContainsFunc(times, func(o factum.Span) bool { return c.span.Start < o.End && o.Start <= c.span.End+1 }): // until a date
			case c.class == "num":
				n, _ := strconv.ParseInt(c.value, 10, 64)
				s.anchors = append(s.anchors, anchor{kind: "number", key: c.value, weight: weighNumber, span: c.span, min: n, max: n})
			default:
				s.cues = append(s.cues, c)
				weight := weighCue
				if c.class == "legal" {
					weight = weighLegal
				}
				if !strings.HasSuffix(c.class, "?") {
					s.anchors = append(s.anchors, anchor{kind: "cue", key: c.class, weight: weight, span: c.span})
				}
			}
		}
		for i, w := range language.Words(d.Text[sp.Start:sp.End]) {
			at := factum.Span{Start: sp.Start + w.Span.Start, End: sp.Start + w.Span.End}
			if !in(at) {
				continue
			}
			word := d.Text[at.Start:at.End]
			if n, ok := digits(word); ok && n != 1 && !covered(times, at) && !covered(quantities, at) && !inName(d.Text, at) {
				weight := weighNumber
				if n >= 10 {
					weight = weighMark
				}
				s.anchors = append(s.anchors, anchor{kind: "number", key: strconv.FormatInt(n, 10), weight: weight, span: at, min: n, max: n})
				continue
			}
			if i > 0 && !language.Of(s.lang).Has(language.CapitalNouns) && unicode.IsUpper(firstLetter(word)) && !covered(known, at) && !covered(times, at) {
				s.unknown = append(s.unknown, at)
			}
			if k := language.Sound(word); mayName(word, k) && !covered(known, at) {
				s.sounds = append(s.sounds, k)
			}
			if unicode.IsLetter(firstLetter(word)) && utf8.RuneCountInString(word) >= 4 {
				s.anchors = append(s.anchors, anchor{kind: "word", key: s.lang + ":" + language.Stem(s.lang, language.Fold(word)), weight: weighWord, span: at})
			}
		}
	}
	return s
}

// placeKey is a place by name, a region of a town's name the same as the town: which of both is meant is often not said.
func placeKey(name string) string {
	f := strings.Fields(fold(name))
	if len(f) == 2 && slices.Contains([]string{"oblast", "region", "raion", "city", "governorate", "province"}, f[1]) {
		return f[0]
	}
	return strings.Join(f, " ")
}

func overlap(a, b factum.Span) bool { return a.Start < b.End && b.Start < a.End }

func covered(by []factum.Span, s factum.Span) bool {
	return slices.ContainsFunc(by, func(o factum.Span) bool { return overlap(o, s) })
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// digits is the number that a word of digits gives, grouped or not.
func digits(w string) (int64, bool) {
	if w == "" || !unicode.IsDigit(firstLetter(w)) {
		return 0, false
	}
	var n int64
	numbers := 0
	eachWord(w, func(d string, number bool) {
		if x, err := strconv.ParseInt(d, 10, 64); number && err == nil {
			n = x
			numbers++
		} else {
			numbers = 2
		}
	})
	return n, numbers == 1
}

// inName reports whether digits are part of a name: F-16, MH17, 9M-X. An ending in small letters makes an ordinal of them.
func inName(text string, at factum.Span) bool {
	b, _ := utf8.DecodeLastRuneInString(text[:at.Start])
	a := firstLetter(text[at.End:])
	return b == '-' || unicode.IsLetter(b) || a == '-' && unicode.IsUpper(firstLetter(text[at.End+1:])) || unicode.IsLetter(a)
}

// soundsLike reports whether two words can be one name, with Cyrillic г as either of the two sounds it has.
func soundsLike(a, b string) bool {
	hard := strings.NewReplacer("г", "к", "Г", "К")
	x, y := language.Sound(a), language.Sound(b)
	return len(x) > 0 && x == y || len(x) > 0 && language.Sound(hard.Replace(a)) == language.Sound(hard.Replace(b))
}

// mayName reports whether a word of this sound can be recognised as a name in another language: four letters, and two sounds or a capital.
func mayName(word, sound string) bool {
	n := utf8.RuneCountInString(word)
	return len(sound) >= 2 && n >= 4 || sound != "" && n >= 4 && unicode.IsUpper(firstLetter(word))
}
