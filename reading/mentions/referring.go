package mentions

import "factum"

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
