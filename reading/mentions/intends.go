package mentions

import "factum"

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
