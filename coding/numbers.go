package coding

import (
	"strconv"

	"factum"
)

// fillNumbers gives the claim the quantities and items of its kind that stand in its own clause, or in a phrase that
// fills one of its slots: "31 civilians who were killed".
func (s *sentence) fillNumbers(h *hit, c *factum.Claim) {
	f := h.e.frame
	if c.Quantities == nil {
		c.Quantities, c.Items = []factum.Quantity{}, []factum.Item{}
	}
	kinds, items := f.quantities, f.items
	if c.Object == factum.Aid { // what is promised or asked for
		kinds, items = []string{"money", "count"}, true
	}
	own := s.ownPhrases(h)
	harm := s.harm(h)
	for i := range s.toks {
		t := &s.toks[i]
		arg := t.np > 0 && own[t.np]
		if !arg && !s.within(i, h, items) {
			continue
		}
		if it := t.item; it > 0 && items {
			if m := s.r.doc.Mentions.Items[it-1].Item; !hasItem(c.Items, m) {
				c.Items = append(c.Items, m)
			}
		}
		q := t.quantity
		if q == 0 || s.at(i-1).quantity == q {
			continue
		}
		m := s.r.doc.Mentions.Quantities[q-1].Quantity
		give := false
		switch {
		case m.Kind == "count" && m.Unit == "person" && harm != "" && arg && s.suffers(h, t.np):
			m.Kind, give = harm, true
		case m.Kind == "count" && m.Unit == "person" && arg && contains(f.quantities, "count") && s.suffers(h, t.np):
			give = true
		case m.Kind == "count" && m.Unit != "person" && items:
			give = true
		default:
			for _, k := range kinds {
				give = give || m.Kind == k && (k != "count" || f.Type == factum.Protest || f.Type == factum.Mobilize || f.Type == factum.Retreat)
			}
		}
		if give && !hasQuantity(c.Quantities, m) {
			c.Quantities = append(c.Quantities, m)
		}
	}
	if q, ok := s.toll(h); ok && !hasQuantity(c.Quantities, q) {
		c.Quantities = append(c.Quantities, q)
	}
}

// within reports whether the token stands in the trigger's clause or in one that only goes on with it.
func (s *sentence) within(i int, h *hit, items bool) bool {
	c := s.toks[i].clause
	if c == h.clause {
		return true
	}
	cl := &s.clauses[c]
	if cl.parent != h.clause {
		return false
	}
	if cl.kind == clPurpose && items { // "… to defend itself, with tanks": unless something else happens there
		for k := range s.hits {
			if s.hits[k].clause == c && !s.hits[k].gov.drop {
				return false
			}
		}
		return true
	}
	return cl.kind == clPart
}

// ownPhrases are the phrases that fill a slot of the trigger beside the subject of a deed.
func (s *sentence) ownPhrases(h *hit) map[int]bool {
	own := map[int]bool{}
	for _, a := range h.args {
		if a.np > 0 && a.slot&(sSubj|sAgent|sSpeaker) == 0 && !s.nps[a.np-1].time {
			own[a.np] = true
		}
	}
	return own
}

// suffers reports whether the phrase is what the trigger befalls: its object, or what its frame has as recipient.
func (s *sentence) suffers(h *hit, np int) bool {
	recip := h.e.frame.recipient | sObj
	if h.e.recip != 0 {
		recip = h.e.recip
	}
	for _, a := range h.args {
		if a.np == np && a.slot&recip != 0 && (a.tok < 0 || a.slot&sOf != 0) {
			return true
		}
	}
	return false
}

// harm is what befell people that the trigger's object counts, by the frame or by a word of the trigger that says
// so ("shot dead"); "" where it says nothing.
func (s *sentence) harm(h *hit) string {
	if f := h.e.frame; f.harm != "" || f.Type != factum.Assault {
		return f.harm
	}
	if k := s.r.class("deadly"); k >= 0 {
		for i := h.tok; i <= h.last; i++ {
			if s.toks[i].class.has(k) {
				return "killed"
			}
		}
		if p := s.before(h.tok); p >= 0 && s.toks[p].class.has(k) {
			return "killed"
		}
	}
	return ""
}

// toll is the bare number in figures that the clause of a death toll comes to: "the death toll has risen to 23".
func (s *sentence) toll(h *hit) (factum.Quantity, bool) {
	k := s.r.class("toll")
	if k < 0 || h.passive && h.noun || !s.toks[h.last].class.has(k) {
		return factum.Quantity{}, false
	}
	for i := h.last + 1; i < len(s.toks); i++ {
		t := &s.toks[i]
		if t.clause != h.clause || !t.number || t.time > 0 || t.quantity > 0 || t.np == 0 || s.nps[t.np-1].head != i {
			continue
		}
		n, err := strconv.ParseInt(t.low, 10, 64)
		if p := &s.nps[t.np-1]; err != nil || p.prep < 0 && !s.at(s.before(p.start)).verb || p.prep >= 0 && s.toks[p.prep].slots&sGoal == 0 {
			continue
		}
		return factum.Quantity{Kind: "killed", Min: n, Max: &n, Unit: "person", Text: t.span.In(s.text), Span: t.span}, true
	}
	return factum.Quantity{}, false
}

func contains(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func hasQuantity(list []factum.Quantity, q factum.Quantity) bool {
	for _, x := range list {
		if x.Span == q.Span {
			return true
		}
	}
	return false
}

func hasItem(list []factum.Item, it factum.Item) bool {
	for _, x := range list {
		if x.Span == it.Span {
			return true
		}
	}
	return false
}
