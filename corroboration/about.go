package corroboration

import (
	"slices"
	"strings"
	"unicode"

	"factum"
	"factum/language"
)

// attributed is what a report says beside the words themselves: who said them, and when.
type attributed struct {
	doc    *factum.Document
	people []factum.ActorMention // those who can be meant as speakers
	words  string                // all that stands outside the quotes
	at     factum.Span
	day    string
	dayAt  factum.Span
}

// contents parts a report into its pieces, a sentence or quote each, and what it says of the speaker. Where quotes were recognised the pieces are what is quoted, and the words
// that ask, deny or blame for the speaker ("called on A to stop", "denied that"); else the sentence without people's names.
func contents(t *Telling) ([]*piece, attributed) {
	d := t.Document
	about := attributed{doc: d}
	all := t.At
	if all.End == 0 {
		all = factum.Span{End: len(d.Text)}
	}
	var pieces []*piece
	for _, s := range d.Sentences {
		if !overlap(all, s) {
			continue
		}
		var people, quotes []factum.Span
		size := 0
		for _, m := range d.Mentions.Actors {
			if m.Part == factum.PartText && overlap(m.Span, s) && m.Kind == "person" && m.Basis != "context" {
				people = append(people, m.Span)
			}
		}
		for _, q := range d.Mentions.Quotes {
			// Words in which somebody stands as speaker were taken too wide.
			if q.Part == factum.PartText && overlap(q.Span, s) && (q.Form == "direct" || !covered(people, q.Span)) {
				at := factum.Span{Start: max(q.Span.Start, s.Start), End: min(q.Span.End, s.End)}
				if !slices.ContainsFunc(quotes, func(o factum.Span) bool { return o.Start <= at.Start && at.End <= o.End }) {
					quotes = slices.DeleteFunc(quotes, func(o factum.Span) bool { return at.Start <= o.Start && o.End <= at.End })
					quotes = append(quotes, at)
				}
			}
		}
		slices.SortFunc(quotes, func(a, b factum.Span) int { return a.Start - b.Start })
		quotes = apartSpans(quotes)
		for _, q := range quotes {
			size += q.End - q.Start
		}
		people = slices.DeleteFunc(people, func(p factum.Span) bool { return covered(quotes, p) })
		for _, m := range d.Mentions.Actors {
			if m.Part == factum.PartText && slices.Contains(people, m.Span) {
				about.people = append(about.people, m)
			}
		}
		about.note(s, quotes)
		outside := outsideOf(s, quotes)
		spans := []factum.Span{s}
		if 10*size >= 35*(s.End-s.Start)/10 {
			spans = quotes
			for _, o := range outside {
				if !about.speaks(o, people) || asks(d, o, people) {
					spans = append(spans, o)
				}
			}
			slices.SortFunc(spans, func(a, b factum.Span) int { return a.Start - b.Start })
		}
		p := readPiece(t, spans, people)
		if len(p.anchors) > 0 {
			pieces = append(pieces, p)
		}
	}
	return pieces, about
}

// speaks reports whether a stretch outside the quotes names who speaks.
func (a *attributed) speaks(o factum.Span, people []factum.Span) bool {
	if covered(people, o) {
		return true
	}
	return slices.ContainsFunc(a.doc.Mentions.Quotes, func(q factum.Quote) bool {
		return q.Part == factum.PartText && (q.SpeakerSpan != nil && overlap(*q.SpeakerSpan, o) || q.CueSpan != nil && overlap(*q.CueSpan, o))
	})
}

// asks reports whether a stretch outside the quotes has words that ask, deny or blame for the speaker.
func asks(d *factum.Document, o factum.Span, people []factum.Span) bool {
	return slices.ContainsFunc(cuesIn(d.LangAt(o.Start), d.Text, o), func(c cue) bool {
		return !covered(people, c.span) && (c.class == "demand" || c.class == "blame" || c.class == "neg")
	})
}

// apartSpans joins spans that overlap, given in order.
func apartSpans(spans []factum.Span) []factum.Span {
	var out []factum.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// outsideOf is what of a piece lies outside spans, which are in order.
func outsideOf(s factum.Span, spans []factum.Span) []factum.Span {
	var out []factum.Span
	at := s.Start
	for _, o := range spans {
		if o.Start > at {
			out = append(out, factum.Span{Start: at, End: o.Start})
		}
		at = max(at, o.End)
	}
	if at < s.End {
		out = append(out, factum.Span{Start: at, End: s.End})
	}
	return out
}

// note keeps what stands outside the quotes of a sentence, and the day that it names there.
func (a *attributed) note(s factum.Span, quotes []factum.Span) {
	for _, o := range outsideOf(s, quotes) {
		a.words += " " + a.doc.Text[o.Start:o.End]
	}
	// The day of saying stands by the speaker.
	best := -1
	for _, m := range a.doc.Mentions.Times {
		if m.Part != factum.PartText || !overlap(m.Span, s) || covered(quotes, m.Span) || m.When == nil || m.When.Precision != "day" || a.day != "" && best < 0 {
			continue
		}
		far := len(a.doc.Text)
		for _, p := range a.people {
			far = min(far, max(p.Span.Start-m.Span.End, m.Span.Start-p.Span.End, 0))
		}
		if best < 0 || far < best {
			best, a.day, a.dayAt = far, day(m.When.From), m.Span
		}
	}
}

// differences says whether the words are laid in another mouth or put on another day.
func (a *attributed) differences(primary *Telling) []factum.Difference {
	var out []factum.Difference
	if m, ok := a.otherSpeaker(primary.Speaker); ok {
		out = append(out, factum.Difference{Kind: factum.ReAttributed, What: "speaker", Version: a.said(m.Span)})
	}
	if a.day != "" && primary.Day != "" {
		lo, ok1 := dayOf(primary.Day, false)
		hi, ok2 := dayOf(a.day, false)
		// What was said late is published on the day after.
		if ok1 && ok2 && (hi > lo || hi < lo-1) {
			out = append(out, factum.Difference{Kind: factum.ReDated, What: "day", Version: a.said(a.dayAt)})
		}
	}
	return out
}

func (a *attributed) said(s factum.Span) *factum.Words {
	return &factum.Words{Text: a.doc.Text[s.Start:s.End], Span: s}
}

// otherSpeaker finds the person named as speaker where the primary's is not named at all, under no spelling of the family name. Who holds the same office of the same
// state is the same person where the scripts differ or the given names sound alike.
func (a *attributed) otherSpeaker(s factum.Attribution) (factum.ActorMention, bool) {
	named := strings.Fields(s.Name)
	if len(named) > 0 {
		for _, w := range strings.FieldsFunc(a.words, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
			if soundsLike(w, named[len(named)-1]) || len(language.Sound(w)) > 2 && soundsLike(w, named[0]) {
				return factum.ActorMention{}, false
			}
		}
	}
	for _, m := range a.people {
		code := m.Code != "" && s.Code != "" && m.Code != s.Code
		role := m.Role != "" && s.Role != "" && m.Role != s.Role
		office := m.Code != "" && m.Code == s.Code && m.Role != "" && m.Role == s.Role
		switch given := strings.Fields(m.Name); {
		case len(given) == 0:
			if role {
				return m, true
			}
		case len(named) == 0:
			if code || role {
				return m, true
			}
		case office && (!sameScript(given[0], named[0]) || soundsLike(given[0], named[0])):
		default:
			return m, true
		}
	}
	return factum.ActorMention{}, false
}
