package mentions

import (
	"slices"

	"factum"
	"factum/gazetteer"
)

// Most words behind the word that leads a further voice in, up to the mark that ends its phrase; most of that where no comma opened it.
const (
	asideWords = 14
	asideTail  = 3
)

// Most words between a verb of quoting and who quotes or is quoted.
const quotedWords = 12

// aside is a stretch of a sentence that names a further voice for what the sentence tells: tokens [from,to), the commas around it with it.
type aside struct {
	from, to int
	voice    cue
	outer    bool // it quotes the speaker ("quoted by Y"); else the speaker has it from there ("citing Y")
}

// findAsides finds the further voices of the part, so that nobody takes them for the speaker.
func (f *framing) findAsides() {
	p := f.p
	for _, w := range p.cueWords.all {
		if w.class != "cite" || f.inside[w.from] || f.aside(w.from) != nil {
			continue
		}
		from, end := w.from, p.sentenceEnd(w.from)
		opened := from > p.sentenceStart(from) && (p.mark(from-1, ',') || p.mark(from-1, '('))
		phrase := w.to
		for phrase < end && phrase < w.to+asideWords && (p.toks[phrase].Kind != gazetteer.Mark || f.joins(phrase) || f.hyphen(phrase) || f.inside[phrase]) && !p.cueWords.is(phrase, "that", "say", "close") {
			phrase++
		}
		c := cue{say: p.span(w.from, w.to)}
		if !f.voice(&c, w.to, phrase) {
			continue
		}
		last := c.span
		if c.actor != nil {
			last = &c.actor.Span
		}
		a := aside{from: from, to: p.tokenAt(last.End-1) + 1, voice: c, outer: w.value == "outer"}
		closed := phrase < end && (p.mark(phrase, ',') || p.mark(phrase, ')') || p.mark(phrase, ':') || p.cueWords.is(phrase, "that", "say", "close"))
		if closed && (opened || phrase <= a.to+asideTail) {
			a.to = phrase
		}
		if opened {
			a.from--
			if a.to < end && (p.mark(a.to, ',') || p.mark(a.to, ')')) {
				a.to++
			}
		}
		f.asides = append(f.asides, a)
	}
}

// hyphen reports a hyphen or apostrophe inside a word at token i.
func (f *framing) hyphen(i int) bool {
	p := f.p
	return (p.mark(i, '-') || p.mark(i, '\'') || p.mark(i, '’')) && p.toks[i].Space == 0 && i+1 < len(p.toks) && p.toks[i+1].Space == 0
}

// voice gives the cue who is named at tokens [a,b): a person, else an actor, a name or the words for somebody who can be asked. What is cited otherwise (a law, a
// lack of time) is nobody.
func (f *framing) voice(c *cue, a, b int) bool {
	p := f.p
	for k := f.first(a); k < len(f.at) && f.at[k] < b; k++ {
		x := &p.actors[k]
		if x.Role == "adjective" && x.Name == "" {
			continue
		}
		if f.hangs(a, f.at[k]) {
			break
		}
		if c.actor == nil || c.actor.Kind != kindPerson && x.Kind == kindPerson {
			c.actor = x
		}
	}
	if c.actor != nil && (c.actor.Kind == kindPerson || f.end[f.first(p.tokenAt(c.actor.Span.Start))] >= a+1) {
		return true
	}
	for k := a; k < b && !f.hangs(a, k); k++ {
		if p.cueWords.is(k, "voice", "source") || p.capital(k) && !p.doc.nounsCapital() && !p.timed(k) || p.capital(k) && f.inside[k] {
			c.actor = nil
			s := p.span(a, b)
			c.span = &s
			return true
		}
	}
	return false
}

// hangs reports that what begins at token i hangs by a preposition on a thing named from token a on that cannot be asked: "citing the release of X".
func (f *framing) hangs(a, i int) bool {
	p := f.p
	hangs := false
	for k := a; k < i; k++ {
		if p.cueWords.is(k, "voice", "source") {
			return false
		}
		hangs = hangs || k > a && (p.guards.is(k, "of", "loc") || p.cueWords.is(k, "oblique")) && !p.guards.is(k, "definite")
	}
	return hangs
}

// aside is the further voice whose stretch holds token i, nil none.
func (f *framing) aside(i int) *aside {
	for k := range f.asides {
		if a := &f.asides[k]; a.from <= i && i < a.to {
			return a
		}
	}
	return nil
}

// over is the token behind the further voices that begin at token i, i itself where none does.
func (f *framing) over(i int) int {
	for a := f.aside(i); a != nil; a = f.aside(i) {
		i = a.to
	}
	return i
}

// back is the first token of the further voices that end before token i, i itself where none does.
func (f *framing) back(i int) int {
	for a := f.aside(i - 1); a != nil; a = f.aside(i - 1) {
		i = a.from
	}
	return i
}

// chain gives every further voice a quote of its own over the words of the one nearest to it: the outer voice before the inner.
func (f *framing) chain() {
	p := f.p
	for n := 0; n < len(p.quotes); n++ {
		if q, outer, ok := f.quotedBy(&p.quotes[n]); ok {
			f.link(n, q, outer)
			n++
		}
	}
	for k := range f.asides {
		a := &f.asides[k]
		near, best := -1, 0
		for n := range p.quotes {
			q := &p.quotes[n]
			at := q.CueSpan
			if at == nil || q.Form == factum.FormReported || p.sentence[p.tokenAt(at.Start)] != p.sentence[a.from] {
				continue
			}
			d := p.toks[a.from].Start - at.End
			if d < 0 {
				d = at.Start - p.toks[a.to-1].End
			}
			if q.Span.Start <= p.toks[a.from].Start && p.toks[a.to-1].End <= q.Span.End {
				d += len(p.text) // what holds it only when nothing else does
			}
			if near < 0 || d < best {
				near, best = n, d
			}
		}
		if near < 0 {
			continue
		}
		q := p.quotes[near]
		q.At = nil
		f.speaker(&q, a.voice)
		if s := p.quotes[near].SpeakerSpan; s == nil || s.Overlaps(*q.SpeakerSpan) || q.Speaker == p.quotes[near].Speaker {
			continue
		}
		f.link(near, q, a.outer)
	}
}

// link puts a quote of an outer voice before the quote with number n, one of an inner voice behind it.
func (f *framing) link(n int, q factum.Quote, outer bool) {
	if !outer {
		n++
	}
	f.p.quotes = slices.Insert(f.p.quotes, n, q)
}

// quotedBy is who quotes the speaker of a quote or is quoted by them, where its verb is one of quoting and names both: "the paper quoted X as saying", "X was
// quoted by the paper". Of a person and a body the person is quoted; else whoever stands behind the verb, or before its passive.
func (f *framing) quotedBy(q *factum.Quote) (other factum.Quote, outer, ok bool) {
	p := f.p
	if q.CueSpan == nil || q.SpeakerSpan == nil {
		return other, false, false
	}
	var w match
	for i := p.tokenAt(q.CueSpan.Start); i < len(p.toks) && p.toks[i].Start < q.CueSpan.End && !ok; i++ {
		w, ok = p.cueWords.get(i, "citing")
	}
	if !ok {
		return other, false, false
	}
	var near *factum.ActorMention
	person := false // the speaker is one
	far := 0
	to := p.sentenceEnd(w.from)
	for k := f.first(p.sentenceStart(w.from)); k < len(f.at) && f.at[k] < to; k++ {
		a := &p.actors[k]
		if a.Span.Overlaps(*q.SpeakerSpan) {
			person = a.Kind == kindPerson
			continue
		}
		if a.Role == "adjective" && a.Name == "" || f.inside[f.at[k]] || f.aside(f.at[k]) != nil || f.thatBetween(w.to, f.at[k]) || a.Span.Overlaps(q.Span) || a.Name != "" && a.Name == q.Speaker {
			continue
		}
		if d := max(f.at[k]-w.to, w.from-f.end[k]); d <= quotedWords && (near == nil || d < far) {
			near, far = a, d
		}
	}
	if near == nil {
		return other, false, false
	}
	other = *q
	other.At = nil
	f.speaker(&other, cue{actor: near, say: *q.CueSpan})
	outer = near.Span.Start < q.SpeakerSpan.Start // the first quotes the second
	if other := near.Kind == kindPerson; other != person {
		outer = person
	} else if f.passive(w.from) {
		outer = !outer
	}
	return other, outer, other.SpeakerSpan != nil && !other.SpeakerSpan.Overlaps(*q.SpeakerSpan)
}

// thatBetween reports a word that begins what is said among tokens [a,b).
func (f *framing) thatBetween(a, b int) bool {
	for ; a < b; a++ {
		if f.p.cueWords.is(a, "that") {
			return true
		}
	}
	return false
}

// passive reports a helping verb of the passive in the sentence of token i, near it.
func (f *framing) passive(i int) bool {
	p := f.p
	for k := max(p.sentenceStart(i), i-quotedWords); k < min(p.sentenceEnd(i), i+2); k++ {
		if p.cueWords.is(k, "passive") && !f.inside[k] {
			return true
		}
	}
	return false
}

// cited is what a sentence tells that names nobody but a further voice: "…, citing Y".
func (t *telling) cited() (factum.Quote, bool) {
	for k := range t.asides {
		a := &t.asides[k]
		if a.outer || a.from < t.from || a.to > t.to {
			continue
		}
		if a.from <= t.from+1 {
			return t.give(a.to, t.end, a.voice)
		}
		return t.give(t.from, a.from, a.voice)
	}
	return factum.Quote{}, false
}
