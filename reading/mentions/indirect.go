package mentions

import (
	"factum"
	"factum/gazetteer"
	"factum/language"
)

// indirect finds what is told without marks: "X said that …", "X said …", "according to X, …", "…, said X".
// A sentence that holds a direct quote is left to it.
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
		if to-from > 200 {
			continue // no sentence
		}
		for done < direct && p.quotes[done].Span.End <= p.toks[from].Start {
			done++
		}
		if to-from < 5 || done < direct && p.quotes[done].Span.Start < p.toks[to-1].End {
			continue
		}
		if q, ok := f.indirectIn(from, to); ok {
			p.quotes = append(p.quotes, q)
		}
	}
}

func (f *framing) indirectIn(from, to int) (factum.Quote, bool) {
	p := f.p
	q := factum.Quote{Part: p.name, Form: factum.FormIndirect}
	end := to
	for end > from && p.toks[end-1].Kind == gazetteer.Mark {
		end--
	}
	give := func(a, b int, c cue) (factum.Quote, bool) {
		for a < b && p.toks[a].Kind == gazetteer.Mark {
			a++
		}
		for b > a && p.toks[b-1].Kind == gazetteer.Mark {
			b--
		}
		start := a
		a = f.dateline(a, b)
		if b-a < 3 {
			return q, false
		}
		q.Span = factum.Span{Start: p.toks[a].Start, End: p.toks[b-1].End}
		q.Text = p.words(q.Span)
		if start > from {
			c.at = f.saidAt(from, start)
		}
		if c.at == nil {
			c.at = f.saidAt(b, to)
		}
		f.speaker(&q, c)
		return q, q.Speaker != ""
	}
	if w, ok := p.cueWords.get(from, "anaphor"); ok && from > 0 && f.para[from-1] == f.para[from] {
		// "Dat heeft X gezegd": what was said stands in the sentence before.
		for j := w.to; j < end; j++ {
			say, ok := p.cueWords.get(j, "say")
			if !ok {
				continue
			}
			c := cue{say: p.span(say.from, say.to)}
			if c.actor, c.span = f.actorAfter(w.to, end); c.actor == nil && c.span == nil {
				c.actor, c.span = f.actorBefore(w.to, j)
			}
			if before := p.sentenceStart(from - 1); c.actor != nil && !f.inside[before] && !f.inside[from-1] {
				c.at = f.saidAt(from, end)
				q, ok := give(before, from, c)
				q.At = c.at
				return q, ok
			}
			return q, false
		}
		return q, false
	}
	for j := from; j < end; j++ {
		if w, ok := p.cueWords.get(j, "according"); ok && (j == from || j > from && (p.mark(j-1, ',') || p.toks[j-1].Kind == gazetteer.Mark) || !p.doc.has(language.AccordingLed)) {
			c := cue{say: p.span(w.from, w.to)}
			c.actor, c.span = f.actorAfter(w.to, end)
			if c.actor == nil && c.span == nil {
				continue
			}
			stop := f.cueEnd(w.to, end, c)
			if j <= from+2 {
				return give(stop, end, c)
			}
			if stop >= end-1 || p.mark(stop, ',') || p.mark(j-1, ',') {
				return give(from, j, c)
			}
			return give(from, j, c)
		}
		w, ok := p.cueWords.get(j, "say")
		if !ok {
			continue
		}
		weak := p.cueWords.is(j, "weak")
		next := w.to
		for next < end && p.mark(next, ',') {
			next++
		}
		that, hasThat := p.cueWords.get(next, "that")
		if !hasThat { // "said on Tuesday that …": within a few words
			for k := next; k < end && k < next+8; k++ {
				if t, ok := p.cueWords.get(k, "that"); ok && t.value != "ask" {
					that, hasThat = t, true
					break
				}
				if p.toks[k].Kind == gazetteer.Mark && !p.mark(k, ',') {
					break
				}
			}
		}
		if weak && !hasThat {
			continue
		}
		c := cue{say: p.span(w.from, w.to)}
		c.actor, c.span = f.actorBefore(from, j)
		if hasThat {
			if c.actor == nil && c.span == nil {
				c.actor, c.span = f.actorAfter(w.to, that.from)
			}
			if c.actor == nil && c.span == nil {
				continue
			}
			return give(that.to, end, c)
		}
		// "…, said X" and "…, X said" at the end of the sentence.
		if comma := f.commaBefore(from, j); comma > from+3 {
			tail := cue{say: c.say}
			tail.actor, tail.span = f.actorAfter(w.to, end)
			inverted := j == comma+1 && (tail.actor != nil || tail.span != nil)
			if !inverted {
				tail.actor, tail.span = f.actorBefore(comma+1, j)
			}
			if (inverted || end-w.to <= 8) && (tail.actor != nil || tail.span != nil) && j-comma <= 8 {
				return give(from, comma, tail)
			}
		}
		if c.actor == nil && c.span == nil {
			continue
		}
		if p.mark(w.to, ',') && p.doc.has(language.CommaSays) || p.doc.has(language.ThatDropped) && end-w.to >= 4 && !p.guards.is(w.to, "loc") && p.toks[w.to].Kind == gazetteer.Word || p.mark(w.to, ':') {
			return give(w.to, end, c)
		}
	}
	return q, false
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

// cueEnd is where the words of "according to X" end: behind the speaker, a comma with it.
func (f *framing) cueEnd(i, end int, c cue) int {
	p := f.p
	s := i
	if c.actor != nil {
		s = p.tokenAt(c.actor.Span.End-1) + 1
	} else if c.span != nil {
		s = p.tokenAt(c.span.End-1) + 1
	}
	for k := s; k < end && k < s+8; k++ {
		if p.mark(k, ',') && k+1 < end && p.toks[k+1].Space > 0 {
			return k + 1
		}
	}
	return s
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
