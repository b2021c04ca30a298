package mentions

import (
	"strings"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// indirect finds what is told without marks: "X said that …", "X said …", "according to X, …", "…, said X", "as X said, …",
// "That is what X said". A sentence most of whose words are a direct quote is left to it.
func (f *framing) indirect() {
	p := f.p
	direct := len(p.quotes)
	done := 0 // quotes before this one end before the sentence
	for n := range p.start {
		from := int(p.start[n])
		to := len(p.toks)
		if n+1 < len(p.start) {
			to = int(p.start[n+1])
		}
		if to-from > 200 || to-from < 5 {
			continue // no sentence
		}
		for done < direct && p.quotes[done].Span.End <= p.toks[from].Start {
			done++
		}
		if f.marked(from, to, done, direct) {
			continue
		}
		t := telling{framing: f, from: from, to: to, end: to}
		for t.end > from && p.toks[t.end-1].Kind == gazetteer.Mark {
			t.end--
		}
		p.quotes = append(p.quotes, t.told()...)
	}
}

// marked reports whether direct quotes, from the given one on, hold more than a third of the sentence.
func (f *framing) marked(from, to, done, direct int) bool {
	p := f.p
	n := 0
	for ; done < direct && p.quotes[done].Span.Start < p.toks[to-1].End; done++ {
		n += min(p.quotes[done].Span.End, p.toks[to-1].End) - max(p.quotes[done].Span.Start, p.toks[from].Start)
	}
	return 3*n > (p.toks[to-1].End - p.toks[from].Start)
}

// telling is a sentence in which something may be told: tokens [from,to), without its closing marks [from,end).
type telling struct {
	*framing
	from, to, end int
}

// told is what the sentence tells in somebody's name: every telling of it, the later ones inside or behind what was told before.
func (t *telling) told() []factum.Quote {
	p := t.p
	if w, ok := p.cueWords.get(t.from, "anaphor"); ok && t.from > 0 && t.para[t.from-1] == t.para[t.from] {
		if q, ok := t.before(w); ok {
			return []factum.Quote{q}
		}
		return nil
	}
	var out []factum.Quote
	if q, ok := t.as(); ok {
		out = append(out, q)
	}
	for j := t.from; j < t.end; j++ {
		if t.inside[j] || !p.cueWords.any(j) {
			continue
		}
		q, ok := t.tell(j)
		if !ok {
			continue
		}
		if n := len(out); n > 0 {
			last := &out[n-1]
			if a := p.tokenAt(q.CueSpan.Start) - 1; last.Span.Start < q.CueSpan.Start && q.CueSpan.Start < last.Span.End {
				if p.guards.is(a, "and") && last.Span.Start < p.toks[a].Start {
					last.Span.End = p.toks[a-1].End
				}
			}
			if q.Span.Start < last.Span.Start && last.Span.Start < q.Span.End && q.Span.End < last.Span.End { // "…, X said" behind it all
				last.Span.End = q.Span.End
			} else if last.Span.Overlaps(q.Span) && !(q.Span.Start > last.Span.Start && q.Span.End <= last.Span.End) {
				continue
			}
			last.Text = p.words(last.Span)
		}
		out = append(out, q)
	}
	return out
}

// tell is what a cue at token j tells.
func (t *telling) tell(j int) (factum.Quote, bool) {
	if q, ok := t.according(j); ok {
		return q, true
	}
	if q, ok := t.said(j); ok {
		return q, true
	}
	if q, ok := t.intends(j); ok {
		return q, true
	}
	return t.noun(j)
}

// intends is a verb of willing with what is willed behind it, which is laid at somebody's door without words of theirs: "plans to …", "called on … to …".
func (t *telling) intends(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := p.cueWords.get(j, "intend")
	if !ok {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	if c.actor, c.span = t.actorBefore(t.from, j); c.actor == nil && c.span == nil {
		if t.whoBefore(&c, t.from, j); c.span == nil {
			return factum.Quote{}, false
		}
	}
	q, ok := t.give(w.to, t.end, c)
	q.Form = factum.FormReported
	return q, ok
}

// Most words between a verb of saying and the comma before what was said, and most of that up to its verb.
const (
	clauseWords = 14
	moodWords   = 30
)

// give makes a quote of the tokens [a,b), said by whom the cue names.
func (t *telling) give(a, b int, c cue) (factum.Quote, bool) {
	p := t.p
	for a < b && p.toks[a].Kind == gazetteer.Mark {
		a++
	}
	for b > a && p.toks[b-1].Kind == gazetteer.Mark {
		b--
	}
	start := a
	a = t.dateline(a, b)
	if b-a < 3 {
		return factum.Quote{}, false
	}
	q := factum.Quote{Part: p.name, Form: factum.FormIndirect, Span: factum.Span{Start: p.toks[a].Start, End: p.toks[b-1].End}}
	q.Text = p.words(q.Span)
	if start > t.from {
		c.at = t.saidAt(t.from, start)
	}
	if c.at == nil {
		c.at = t.saidAt(b, t.to)
	}
	t.speaker(&q, c)
	return q, q.Speaker != ""
}

// before is "That is what X said": what was said stands in the sentence before.
func (t *telling) before(w match) (factum.Quote, bool) {
	p := t.p
	for j := w.from + 1; j < t.end; j++ {
		say, ok := p.cueWords.get(j, "say")
		if !ok {
			continue
		}
		c := cue{say: p.span(say.from, say.to)}
		if t.who(&c, say.to, t.end); c.actor == nil && c.span == nil {
			c.actor, c.span = t.actorBefore(w.from+1, j)
		}
		prev := p.sentenceStart(t.from - 1)
		if c.actor == nil && c.span == nil || t.inside[prev] || t.inside[t.from-1] {
			return factum.Quote{}, false
		}
		at := t.saidAt(t.from, t.end)
		q, ok := t.give(prev, t.from, c)
		q.At = at
		return q, ok
	}
	return factum.Quote{}, false
}

// as is "As X said, …": what was said follows the comma.
func (t *telling) as() (factum.Quote, bool) {
	p := t.p
	for i := t.from; i <= t.from+1 && i < t.end; i++ {
		w, ok := p.cueWords.get(i, "as")
		if !ok {
			continue
		}
		for j := w.to; j < min(t.end, w.to+30); j++ {
			say, ok := p.cueWords.get(j, "say")
			if !ok {
				continue
			}
			c := cue{say: p.span(say.from, say.to)}
			if j == w.to {
				t.who(&c, say.to, t.end)
			} else if t.whoBefore(&c, w.to, j); c.actor == nil && c.span == nil {
				t.who(&c, say.to, t.end)
			}
			for k := say.to; k < min(t.end, say.to+14); k++ {
				if p.mark(k, ',') && (c.actor == nil || p.toks[k].Start >= c.actor.Span.End) {
					return t.give(k, t.end, c)
				}
			}
			return factum.Quote{}, false
		}
	}
	return factum.Quote{}, false
}

// said is a verb of saying at token j with what follows or stands before it.
func (t *telling) said(j int) (factum.Quote, bool) {
	p := t.p
	w, to, ok := t.saying(j)
	if !ok || p.cueWords.is(j, "led") && !t.led(j, to) {
		return factum.Quote{}, false
	}
	weak := p.cueWords.is(j, "weak") && w.value == "0"
	that, hasThat := t.that(to)
	if weak && !hasThat {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	comma := t.commaBefore(t.from, j)
	opens := -1
	if !hasThat && p.doc.has(language.CommaSays) {
		opens = t.clauseBehind(to)
	}
	if hasThat || opens >= 0 {
		stop := opens
		if hasThat {
			stop = that.from
		}
		t.subject(&c, t.from, j, w.to, stop)
		if c.actor == nil && c.span == nil {
			return factum.Quote{}, false
		}
		if hasThat {
			return t.give(that.to, t.end, c)
		}
		if !(comma > t.from+3 && t.end-opens <= 6) {
			return t.give(opens, t.end, c)
		}
	}
	// "…, said X" and "…, X said" at the end of the sentence.
	if comma >= t.from+3 {
		tail := cue{say: c.say}
		t.who(&tail, w.to, t.end)
		inverted := j == comma+1 && (tail.actor != nil || tail.span != nil) && (!p.guards.is(w.to, "loc", "of") || p.guards.is(w.to, "definite") || p.timed(w.to+1) || p.timed(w.to))
		if !inverted {
			tail.actor, tail.span = t.actorBefore(comma+1, j)
		}
		if (inverted || t.end-w.to <= 8) && (tail.actor != nil || tail.span != nil) && j-comma <= 8 {
			return t.give(t.from, comma, tail)
		}
	}
	c.actor, c.span = t.actorBefore(t.from, j)
	if c.actor == nil && c.span == nil {
		if t.whoBefore(&c, t.from, j); c.span == nil {
			return factum.Quote{}, false
		}
	}
	if p.doc.has(language.ThatDropped) && t.end-to >= 4 && !p.guards.is(to, "loc") && p.toks[to].Kind == gazetteer.Word || p.mark(to, ':') {
		return t.give(to, t.end, c)
	}
	return factum.Quote{}, false
}

// clauseBehind is the comma that begins what was said without a conjunction, -1 where none does: right behind the verb of saying at token i,
// or later where the clause behind it is in the mood of telling or an infinitive ("sagte gegenüber der Presse, er sei …").
func (t *telling) clauseBehind(i int) int {
	p := t.p
	for k := i; k < min(t.end, i+clauseWords); k++ {
		if p.toks[k].Kind != gazetteer.Mark || t.inside[k] {
			continue
		}
		if !p.mark(k, ',') {
			if p.mark(k, '(') || p.mark(k, ')') || p.mark(k, '-') {
				continue
			}
			return -1
		}
		if p.cueWords.is(k+1, "because") {
			return -1
		}
		if t.toldMood(k+1) || k == i && !p.guards.is(k+1, "definite") {
			return k
		}
	}
	return -1
}

// toldMood reports that the clause at token i is in the mood of telling or an infinitive, "zu" inside a verb that is written as one too.
func (t *telling) toldMood(i int) bool {
	p := t.p
	for k := i; k < min(t.end, i+moodWords); k++ {
		if p.cueWords.is(k, "mood") {
			return true
		}
		if w := p.tok(k); p.toks[k].Case == gazetteer.Lower && strings.HasSuffix(w, "n") && strings.LastIndex(w, "zu") > 1 {
			return true
		}
	}
	return false
}

// that is the word that begins what was said, behind token i: right there, or within a few words ("said on Tuesday that …").
func (t *telling) that(i int) (match, bool) {
	p := t.p
	for i < t.end && p.mark(i, ',') {
		i++
	}
	if w, ok := p.cueWords.get(i, "that"); ok {
		return w, true
	}
	for k := i; k < t.end && k < i+8; k++ {
		if w, ok := p.cueWords.get(k, "that"); ok && w.value != "ask" {
			return w, true
		}
		if p.toks[k].Kind == gazetteer.Mark && !p.mark(k, ',') {
			break
		}
	}
	return match{}, false
}

// saying is the verb of saying at token j and where its words end: behind the word that closes it, where its table names one and that
// stands before a comma or the end ("gab … bekannt,").
func (t *telling) saying(j int) (match, int, bool) {
	p := t.p
	var plain match
	for _, w := range p.cueWords.all[p.cueWords.at[j]:p.cueWords.at[j+1]] {
		if w.class != "say" {
			continue
		}
		if w.value == "0" {
			if plain.word == nil {
				plain = w
			}
			continue
		}
		for k := w.to; k < min(t.end, w.to+24); k++ {
			if x, ok := p.cueWords.get(k, "close"); ok && x.value == w.value && (x.to >= t.end || p.toks[x.to].Kind == gazetteer.Mark || p.cueWords.is(x.to, "that")) {
				return w, x.to, true
			}
		}
	}
	return plain, plain.to, plain.word != nil
}

// noun is a noun of saying with what follows it: "the claim that …".
func (t *telling) noun(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := p.cueWords.get(j, "noun")
	if !ok {
		return factum.Quote{}, false
	}
	k := w.to
	for k < t.end && p.mark(k, ',') {
		k++
	}
	that, ok := p.cueWords.get(k, "that")
	if !ok || that.value == "ask" {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	if c.actor, c.span = t.actorBefore(t.from, j); c.actor == nil && c.span == nil {
		t.whoBefore(&c, t.from, j)
	}
	return t.give(that.to, t.end, c)
}

// dateline passes over "KYIV, Ukraine (AP) —" at the start of a sentence.
func (f *framing) dateline(a, b int) int {
	p := f.p
	if a >= b || p.toks[a].Case != gazetteer.Upper {
		return a
	}
	for j := a + 1; j < min(b-3, a+12); j++ {
		if p.mark(j, '—') || p.mark(j, '–') || p.mark(j, '-') && p.toks[j].Space > 0 {
			return j + 1
		}
	}
	return a
}

// commaBefore returns the last comma before token j.
func (f *framing) commaBefore(from, j int) int {
	for k := j - 1; k > from && k > j-9; k-- {
		if f.p.mark(k, ',') {
			return k
		}
	}
	return -1
}
