package coding

import (
	"cmp"
	"slices"
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
			c.Items = addItem(c.Items, s.r.doc.Mentions.Items[it-1].Item)
		}
		q := t.quantity
		if q == 0 || s.at(i-1).quantity == q || h.passive && t.np > 0 && s.fills(h, t.np, sAgent) {
			continue
		}
		m := s.r.doc.Mentions.Quantities[q-1].Quantity
		give := false
		switch {
		case m.Kind == "wounded" && harm == "killed" && t.np > 0 && s.suffers(h, t.np): // "two wounded died": of the dead they are some, of the wounded none
		case m.Kind == "count" && m.Unit == "person" && harm != "" && arg && s.suffers(h, t.np):
			m.Kind, give = harm, true
		case m.Kind == "count" && m.Unit == "person" && arg && slices.Contains(f.quantities, "count") && s.suffers(h, t.np):
			give = true
		case m.Kind == "count" && m.Unit != "person" && items:
			give = true
		default:
			for _, k := range kinds {
				give = give || m.Kind == k && (k != "count" || f.Type == factum.Protest || f.Type == factum.Mobilize || f.Type == factum.Retreat)
			}
		}
		if give {
			c.Quantities = addQuantity(c.Quantities, m)
		}
	}
	if q, ok := s.toll(h); ok {
		c.Quantities = addQuantity(c.Quantities, q)
	}
	if q, ok := s.uncounted(h, harm); ok && len(c.Quantities) == 0 {
		c.Quantities = append(c.Quantities, q)
	}
}

// uncounted is how many people the trigger harms where no number stands: one where the words name a single person, at least two for each
// plural of people, with those that are coordinated. It fails where the words leave open whether it is anybody at all.
func (s *sentence) uncounted(h *hit, harm string) (factum.Quantity, bool) {
	if harm != "killed" && harm != "wounded" {
		return factum.Quantity{}, false
	}
	for _, a := range h.args {
		if a.np == 0 || !s.suffers(h, a.np) || s.nps[a.np-1].time || s.nps[a.np-1].after {
			continue
		}
		n, open := int64(0), false
		sp := s.nps[a.np-1]
		for k := a.np; k <= len(s.nps); k++ {
			p := &s.nps[k-1]
			if k > a.np && p.of > 0 && !p.after {
				continue
			}
			if k > a.np && !p.after {
				break
			}
			if k > a.np && !p.coord {
				continue // an apposition
			}
			switch {
			case s.single(p):
				n++
			case s.several(p):
				n, open = n+2, true
			default:
				return factum.Quantity{}, false
			}
			sp.end = p.end
		}
		text, span := s.words(sp.start, sp.end)
		q := factum.Quantity{Kind: harm, Min: n, Max: &n, Unit: "person", Text: text, Span: span}
		if open {
			q.Max = nil
		}
		return q, true
	}
	return factum.Quantity{}, false
}

// single reports whether the phrase is one person: by name, by a noun that never means a body of people, or by the article that says one.
func (s *sentence) single(p *phrase) bool {
	head := &s.toks[p.head]
	if s.toks[p.start].quantity > 0 || s.toks[p.start].number || s.thing(p.head) || head.isPluralForm() {
		return false
	}
	if s.several(p) {
		return false
	}
	person := s.r.class("person")
	if head.class.has(person) {
		return s.toks[p.start].cue&cNeg == 0
	}
	if head.actor > 0 {
		if m := s.r.doc.Mentions.Actors[head.actor-1]; m.Kind == "person" && (m.Name != "" || s.lx.indefinite[s.toks[p.start].low] || s.lx.definite[s.toks[p.start].low]) {
			return true
		} else if m.Kind != "person" && m.Kind != "state" {
			return false
		}
	}
	for i := p.start; person >= 0 && i < p.head; i++ { // "the journalist Ann Bell"
		if t := &s.toks[i]; t.class.has(person) {
			return s.toks[p.start].cue&cNeg == 0
		}
	}
	k, _ := s.kindsOf(p)
	return k&kHuman != 0 && s.lx.indefinite[s.toks[p.start].low] && !s.is(p.head, "body-word")
}

// several reports whether the phrase is a plural of people without a number.
func (s *sentence) several(p *phrase) bool {
	head := &s.toks[p.head]
	for i := p.start; i <= p.head; i++ {
		if t := &s.toks[i]; t.quantity > 0 || t.number || t.cue&cNeg != 0 {
			return false
		}
	}
	if s.is(p.head, "persons") {
		return true
	}
	if head.actor > 0 {
		if k := s.r.doc.Mentions.Actors[head.actor-1].Kind; k == "state" || k == "organisation" || k == "armed-group" {
			return false
		}
	}
	return head.class.has(s.r.human) && head.isPluralForm()
}

// within reports whether the token stands in the trigger's clause or in one that only goes on with it.
func (s *sentence) within(i int, h *hit, items bool) bool {
	c := s.toks[i].clause
	if c == h.clause {
		return true
	}
	cl := &s.clauses[c]
	if h.e.frame.Type == factum.Assault && len(cl.verbs) == 0 && cl.kind == clMain && c == h.clause+1 && s.toks[i].quote == s.toks[h.tok].quote {
		return !s.hitIn(c) // "Attack in Kabul: eight dead"
	}
	if cl.parent != h.clause {
		return false
	}
	if cl.kind == clPurpose && items { // "… to defend itself, with tanks": unless something else happens there
		return !s.hitIn(c)
	}
	return cl.kind == clPart
}

// hitIn reports whether something happens in the clause.
func (s *sentence) hitIn(c int) bool {
	for k := range s.hits {
		if s.hits[k].clause == c && !s.hits[k].gov.drop {
			return true
		}
	}
	return false
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

// fills reports whether the phrase stands in one of the trigger's slots.
func (s *sentence) fills(h *hit, np int, sl slot) bool {
	for _, a := range h.args {
		if a.np == np && a.slot&sl != 0 {
			return true
		}
	}
	return false
}

// suffers reports whether the phrase is what the trigger befalls: its object, or what its frame has as recipient.
func (s *sentence) suffers(h *hit, np int) bool {
	recip := cmp.Or(h.e.recip, h.e.frame.recipient|sObj)
	for _, a := range h.args {
		if a.np == np && a.slot&recip != 0 && (a.tok < 0 || a.slot&(sOf|sObj) != 0 || h.noun && a.slot&sTarget != 0) {
			return true
		}
	}
	return false
}

// harm is what befell people that the trigger's object counts, by its entry or frame, or by a word of the trigger that says so ("shot dead");
// "" where it says nothing.
func (s *sentence) harm(h *hit) string {
	if f := h.e.frame; f.Type != factum.Assault {
		return f.harm
	}
	deadly := s.r.class("deadly")
	for i := h.tok; i <= h.last; i++ {
		if s.toks[i].class.has(deadly) {
			return "killed"
		}
	}
	if s.at(s.before(h.tok)).class.has(deadly) {
		return "killed"
	}
	return cmp.Or(h.e.harm, h.e.frame.harm)
}

// toll is the bare number in figures that the clause of a death toll comes to: "the death toll has risen to 23".
func (s *sentence) toll(h *hit) (factum.Quantity, bool) {
	if h.passive && h.noun || !s.is(h.last, "toll") {
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

// addQuantity adds one that does not stand there yet.
func addQuantity(list []factum.Quantity, q factum.Quantity) []factum.Quantity {
	if slices.ContainsFunc(list, func(x factum.Quantity) bool { return x.Span == q.Span }) {
		return list
	}
	return append(list, q)
}

// addItem adds one that does not stand there yet.
func addItem(list []factum.Item, it factum.Item) []factum.Item {
	if slices.ContainsFunc(list, func(x factum.Item) bool { return x.Span == it.Span }) {
		return list
	}
	return append(list, it)
}
