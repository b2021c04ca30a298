package mentions

import (
	"factum"
	"factum/gazetteer"
)

// Most words between marks that are a quote only where somebody is known to say them.
const fewWords = 2

// direct finds what is said between marks.
func (f *framing) direct(marks []marked) {
	p := f.p
	var last *factum.Quote
	lastPara := int32(-1)
	said := false // the words between the marks before were a quote
	for n, m := range marks {
		words := 0
		for i := m.from; i < m.to; i++ {
			if p.toks[i].Kind != gazetteer.Mark {
				words++
			}
		}
		c := f.around(m, marks, n)
		if !f.isQuote(m, words, c) && !(n > 0 && said && words > 0 && f.beside(marks[n-1], m)) {
			said = false
			continue
		}
		said = true
		q := factum.Quote{Part: p.name, Span: p.inner(m), Form: factum.FormDirect}
		q.Text = p.words(q.Span)
		if m.heading || f.fillsHeading(m) {
			if f.repeated(m, marks[n+1:]) {
				continue
			}
		}
		switch {
		case c.ok:
			f.speaker(&q, c)
		case last != nil && lastPara == f.para[m.open] && last.Speaker != "" && !f.otherPerson(last, m):
			q.Speaker, q.Code, q.Role, q.SpeakerSpan, q.At = last.Speaker, last.Code, last.Role, last.SpeakerSpan, last.At
		default:
			c := f.caller(m)
			if c.actor == nil && c.span == nil {
				c = f.earlier(m)
			}
			f.speaker(&q, c)
			q.CueSpan = nil
		}
		if q.Speaker == "" && words <= fewWords {
			said = false
			continue // a word held at arm's length, or a name
		}
		p.quotes = append(p.quotes, q)
		last, lastPara = &p.quotes[len(p.quotes)-1], f.para[m.open]
	}
}

// inner is the span of the words between the marks; a comma that belongs to the sentence around it is left out.
func (p *part) inner(m marked) factum.Span {
	from, to := m.from, m.to
	for to > from && p.mark(to-1, ',') {
		to--
	}
	if to == from {
		to = m.to
	}
	return factum.Span{Start: p.toks[from].Start, End: p.toks[to-1].End}
}

// isQuote tells a quote from a name or a word held at arm's length between marks.
func (f *framing) isQuote(m marked, words int, c cue) bool {
	p := f.p
	last := m.to - 1
	sentence := p.toks[last].Kind == gazetteer.Mark && containsRune(".!?,…", p.toks[last].Letter)
	switch {
	case words == 0 || c.inset:
		return c.inset
	case words <= 3 && m.close >= 0 && (p.mark(m.close+1, ':') || p.mark(m.close+2, ':')):
		return false // whoever is interviewed, set off by marks
	case words <= 3 && p.cueWords.is(m.open-1, "according"):
		return false // "laut „tagesschau.de“"
	case words <= 3 && p.toks[m.from].Case == gazetteer.Lower:
		return !p.cueWords.is(m.open-1, "titled") && (c.ok || f.reported(m) || f.called(m)) // "a grave mistake": no name
	case words <= 8 && p.cueWords.is(m.open-1, "titled"):
		return false
	case words <= 2 && p.doc.nounsCapital() && f.calledBy(m, "name"):
		return true
	case words <= 2:
		return c.ok && c.strong && sentence && (words == 2 || p.toks[last].Letter != '.')
	case words <= 6 && !sentence && p.capital(m.from) && p.doc.nounsCapital() && f.called(m):
		return true
	case words <= 6 && !sentence && p.capital(m.from) && f.named(m):
		return false
	case c.ok && words <= 6 && p.toks[m.from].Case != gazetteer.Lower:
		// a title, unless it ends like a sentence or the marks stand where somebody speaks
		return sentence || p.mark(m.open-1, ':') || p.mark(m.open-1, ',') || m.close >= 0 && p.mark(m.close+1, ',')
	case c.ok:
		return words >= 4 || sentence || c.strong
	case p.toks[m.from].Case == gazetteer.Lower && (f.reported(m) || f.called(m)):
		return true
	case m.heading || f.fillsHeading(m):
		return words >= 3
	case words >= 8:
		return sentence || !p.capital(m.from) || !f.named(m)
	}
	return words >= 4 && sentence && p.capital(m.from)
}

// beside reports that nothing but "and" or "or" stands between two stretches: „weak“ or „bad“.
func (f *framing) beside(a, b marked) bool {
	p := f.p
	return a.close >= 0 && b.open == a.close+2 && p.toks[b.from].Case == p.toks[a.from].Case && (p.guards.is(a.close+1, "and") || p.cueWords.is(a.close+1, "or"))
}

// called reports that the words between the marks are what somebody calls something, where nouns are written with a capital: a verb of calling
// stands in the sentence and "as" or "a" before the mark, or "a" does and the sentence is in the mood of telling.
func (f *framing) called(m marked) bool {
	return f.calledBy(m, "") || f.articleBefore(m) && f.reported(m)
}

// calledBy is called by a verb alone: of one value, "" any.
func (f *framing) calledBy(m marked, value string) bool {
	p := f.p
	if !f.articleBefore(m) && !p.cueWords.is(m.open-1, "calledas") {
		return false
	}
	for i := p.sentenceStart(m.open); i < p.sentenceEnd(m.open); i++ {
		if w, ok := p.cueWords.get(i, "call"); ok && !f.inside[i] && (value == "" || w.value == value) {
			return true
		}
	}
	return false
}

// caller is the subject of the verb of calling that stands over the words between the marks, of its sentence.
func (f *framing) caller(m marked) (c cue) {
	p := f.p
	from := p.sentenceStart(m.open)
	for i := from; i < p.sentenceEnd(m.open); i++ {
		if w, ok := p.cueWords.get(i, "call"); ok && !f.inside[i] {
			f.subject(&c, from, i, w.to, m.open)
			return c
		}
	}
	return c
}

// articleBefore reports an article before the mark, or before one word in small letters there.
func (f *framing) articleBefore(m marked) bool {
	p := f.p
	return p.cueWords.is(m.open-1, "article") || p.cueWords.is(m.open-2, "article") && p.toks[m.open-1].Kind == gazetteer.Word && !p.capital(m.open-1)
}

// named reports that an article, a preposition or "according to" stands right before the mark, where nouns are written with a capital: a paper
// or a work is named between the marks.
func (f *framing) named(m marked) bool {
	p := f.p
	return p.doc.nounsCapital() && (p.cueWords.is(m.open-1, "oblique", "article", "according") || p.guards.is(m.open-1, "definite"))
}

// reported reports that the sentence around a few quoted words is in the mood of telling.
func (f *framing) reported(m marked) bool {
	p := f.p
	for i := p.sentenceStart(m.open); i < p.sentenceEnd(m.open); i++ {
		if w, ok := p.cueWords.get(i, "mood"); ok && w.value == "0" && !f.inside[i] {
			return true
		}
	}
	return false
}

func (f *framing) fillsHeading(m marked) bool {
	p := f.p
	return m.close >= 0 && (m.open == 0 || f.para[m.open-1] != f.para[m.open]) && (m.close+1 >= len(p.toks) || f.para[m.close+1] != f.para[m.close]) && !p.ended(m.close)
}

// repeated reports whether a heading's words come again in one of the quotes that follow: two longer words, or one if it has no more.
func (f *framing) repeated(m marked, later []marked) bool {
	p := f.p
	long := func(i int) bool { return p.toks[i].Kind == gazetteer.Word && p.toks[i].End-p.toks[i].Start >= 6 }
	for _, l := range later {
		same, all := 0, 0
		for i := m.from; i < m.to; i++ {
			if !long(i) {
				continue
			}
			all++
			for j := l.from; j < l.to; j++ {
				if long(j) && p.toks[j].Hash == p.toks[i].Hash {
					same++
					break
				}
			}
		}
		if same >= 2 || same == 1 && all <= 2 {
			return true
		}
	}
	return false
}

// otherPerson reports whether another person is named between a quote and the next.
func (f *framing) otherPerson(q *factum.Quote, m marked) bool {
	at := f.p.toks[m.open].Start
	for i := f.first(f.p.tokenAt(q.Span.End)); i < len(f.at) && f.at[i] < m.open; i++ {
		a := &f.p.actors[i]
		if a.Span.Start >= q.Span.End && a.Span.End <= at && a.Kind == kindPerson && a.Name != q.Speaker && a.Name != "" {
			return true
		}
	}
	return false
}
