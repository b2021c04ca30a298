package coding

// Claims of one happening become one.

import (
	"slices"
	"sort"

	"factum"
)

// settle joins drafts that tell one happening: within a sentence, of heading and body, by a word that points back,
// and where trigger and parties are the same. Drafts come in text order.
func (r *run) settle(ds []draft) []draft {
	for i := range ds {
		for j := i + 1; j < len(ds) && ds[j].s == ds[i].s; j++ {
			if a, b := &ds[i], &ds[j]; !a.dead && !b.dead {
				r.oneSentence(a, b)
			}
		}
	}
	r.acrossSentences(ds)
	headings(ds)
	return slices.DeleteFunc(ds, func(d draft) bool { return d.dead })
}

// acrossSentences joins what a sentence tells again with what was told last.
func (r *run) acrossSentences(ds []draft) {
	for j := range ds {
		b := &ds[j]
		if b.dead {
			continue
		}
		for i := j - 1; i >= 0 && ds[i].order > b.order-retold; i-- {
			a := &ds[i]
			if a.dead || a.s == b.s || a.s.heading && !b.s.heading {
				continue
			}
			if r.tellsAgain(a, b) {
				merge(a, b)
				break
			}
		}
	}
}

// headings joins what a heading tells with the first claim of the body that fits. What somebody says in the heading is told in the body by as
// many, and on the same word.
func headings(ds []draft) {
	for i := range ds {
		a := &ds[i]
		if a.dead || !a.s.heading {
			continue
		}
		own := false
		for _, at := range a.claim.Attribution {
			own = own || at.Form != factum.FormDirect || a.s.toks[a.hit.tok].quote == 0
		}
		for j := range ds {
			b := &ds[j]
			if b.dead || b.s.heading || b.order >= a.order+6000 || !kindred(a, b) || !compatible(&a.claim, &b.claim) {
				continue
			}
			if own && (len(b.claim.Attribution) != len(a.claim.Attribution) || !sameSpeakers(a.claim.Attribution, b.claim.Attribution)) {
				continue
			}
			merge(b, a)
			break
		}
	}
}

// oneSentence applies the codebook's rules about what may stand side by side.
func (r *run) oneSentence(a, b *draft) {
	ta, tb := a.claim.Type, b.claim.Type
	drop := func(d *draft) { d.dead = true }
	if ta == tb {
		if (a.claim.Object == b.claim.Object || a.claim.Object == "" || b.claim.Object == "") && a.claim.Modality == b.claim.Modality && compatible(&a.claim, &b.claim) {
			if a.s.toks[a.hit.tok].quote != b.s.toks[b.hit.tok].quote || ta != factum.Assault && (a.frame != b.frame && (!manysided[ta] || otherModes(a.claim.Modes, b.claim.Modes)) || others(a, b)) {
				return
			}
			if b.score > a.score && !(b.frame.needViolence && !a.frame.needViolence) || a.frame.needViolence && !b.frame.needViolence {
				absorb(b, a)
			} else {
				absorb(a, b)
			}
		}
		return
	}
	pair := func(x, y factum.EventType) (*draft, *draft) {
		if ta == x && tb == y {
			return a, b
		}
		if ta == y && tb == x {
			return b, a
		}
		return nil, nil
	}
	for _, d := range [][2]*draft{{a, b}, {b, a}} { // "denies that its troops shelled": the denied happening says it all
		p, q := d[0], d[1]
		if o := q.hit.gov.over; p.claim.Type == factum.Reject && p.frame.embeds == embedDeny && q.claim.Modality == factum.Denied && o >= 0 && &q.s.hits[o] == p.hit {
			drop(p)
		}
	}
	happened := func(d *draft) bool { return d.claim.Modality.Happened() }
	if x, d := pair(factum.Assault, factum.Aid); d != nil && happened(a) && happened(b) && armsAgainst(&x.claim, &d.claim) {
		drop(d)
	}
	if _, m := pair(factum.Assault, factum.Mobilize); m != nil && happened(a) && happened(b) {
		drop(m)
	}
	for _, t := range []factum.EventType{factum.Request, factum.Accuse, factum.Reject, factum.Threaten} { // what a demonstration is about
		if p, q := pair(factum.Protest, t); q != nil && (len(q.claim.Actors) == 0 || len(p.claim.Actors) > 0 && holds(q.claim.Actors, p.claim.Actors[0])) {
			if len(p.claim.Recipients) == 0 {
				p.claim.Recipients = q.claim.Recipients
			}
			drop(q)
		}
	}
	if c, q := pair(factum.Sanction, factum.Accuse); q != nil && len(c.claim.Modes) > 0 && c.claim.Modes[0] == "convict" && len(q.claim.Modes) > 0 && q.claim.Modes[0] == "allege" {
		drop(q)
	}
	if p, q := pair(factum.Reject, factum.Consult); q != nil && q.hit.noun && (p.frame.ID == "reject.fail" || p.frame.ID == "reject.cancel") {
		if len(p.claim.Actors) == 0 { // talks that failed: whoever took part
			p.claim.Actors = q.claim.Actors
		}
		drop(q)
	}
	if p, q := pair(factum.Reject, factum.Consult); q != nil && q.hit.noun && p.frame.ID == "reject.refuse" && q.hit.clause == p.hit.clause && q.order > p.order {
		for _, x := range q.claim.Actors { // talks that are refused: with whom
			if !holds(p.claim.Actors, x) && !holds(p.claim.Recipients, x) {
				p.claim.Recipients = append(p.claim.Recipients, x)
			}
		}
		drop(q)
	}
	if p, q := pair(factum.Agree, factum.Consult); q != nil && p.claim.Object == factum.Consult && compatible(&p.claim, &q.claim) {
		drop(q)
	}
	if p, q := pair(factum.Agree, factum.Aid); q != nil && q.hit.noun && p.claim.Object == factum.Aid && compatible(&p.claim, &q.claim) && (len(q.claim.Actors) == 0 || holds(p.claim.Actors, q.claim.Actors[0])) {
		drop(q) // "will give 200 million for humanitarian aid"
	}
	if p, q := pair(factum.Concede, factum.Retreat); q != nil && p.claim.Object == factum.Retreat && q.claim.Modality == factum.Planned {
		drop(q)
	}
}

// absorb joins b into a, both of one sentence.
func absorb(a, b *draft) {
	fill(&a.claim, &b.claim)
	if a.claim.Object == "" {
		a.claim.Object = b.claim.Object
	}
	p, q := a.claim.Passage.Span, b.claim.Passage.Span
	p.Start, p.End = min(p.Start, q.Start), max(p.End, q.End)
	a.claim.Passage = factum.Words{Text: p.In(a.s.text), Span: p}
	a.claim.Why = append(a.claim.Why, b.claim.Why[0])
	if len(a.claim.Modes) == 0 {
		a.claim.Modes, a.claim.ACLED = b.claim.Modes, b.claim.ACLED
	}
	a.score += 15
	b.dead = true
}

// fill takes from b what a does not say: only within a sentence, where the words are one telling.
func fill(a, b *factum.Claim) {
	if len(a.Actors) == 0 {
		for _, x := range b.Actors {
			if !holds(a.Recipients, x) {
				a.Actors = append(a.Actors, x)
			}
		}
	}
	if len(a.Recipients) == 0 {
		for _, x := range b.Recipients {
			if !holds(a.Actors, x) {
				a.Recipients = append(a.Recipients, x)
			}
		}
	}
	if a.Place == nil {
		a.Place = b.Place
	}
	if a.Time == nil {
		a.Time = b.Time
	}
	if len(a.Attribution) == 0 {
		a.Attribution = b.Attribution
	}
	for _, q := range b.Quantities {
		a.Quantities = addQuantity(a.Quantities, q)
	}
	for _, it := range b.Items {
		a.Items = addItem(a.Items, it)
	}
}

// merge notes b as a further place where a is told.
func merge(a, b *draft) {
	a.claim.Also = append(a.claim.Also, factum.Passage{Part: b.claim.Part, Text: b.claim.Passage.Text, Span: b.claim.Passage.Span})
	a.claim.Also = append(a.claim.Also, b.claim.Also...)
	if a.s.part == b.s.part && !b.s.heading && a.claim.Type == factum.Assault { // "Thirty were wounded.", told behind the attack
		for _, q := range b.claim.Quantities {
			if !slices.ContainsFunc(a.claim.Quantities, func(p factum.Quantity) bool { return p.Kind == q.Kind }) {
				a.claim.Quantities = append(a.claim.Quantities, q)
			}
		}
	}
	a.score += 8
	b.dead = true
}

// charged lays what an accuser says the accused did at the accuser's door: in an own statement shortly after a charge
// it is alleged, whatever its wording.
func charged(ds []draft) {
	for i := range ds {
		b := &ds[i]
		c := &b.claim
		n := len(c.Attribution)
		if n == 0 || !c.Modality.Happened() || c.Modality == factum.Alleged || c.Type.Quad() != "material-conflict" || len(c.Actors) == 0 {
			continue
		}
		by, who := c.Attribution[n-1].Code, codes(c.Actors)
		for j := i - 1; j >= 0 && by != "" && !who[by] && ds[j].order > b.order-retold/4; j-- {
			a := &ds[j]
			if a.claim.Type != factum.Accuse || a.frame.ID == "accuse.investigate" || a.s.part != b.s.part || !codes(a.claim.Actors)[by] {
				continue
			}
			if len(who) > 0 && !disjoint(codes(a.claim.Recipients), who) && len(codes(a.claim.Recipients)) > 0 {
				c.Modality = factum.Alleged
				c.Why = append(c.Why, "modality: alleged, by the accuser of "+a.hit.e.id)
				break
			}
		}
	}
}

func order(ds []draft) {
	sort.SliceStable(ds, func(i, j int) bool {
		a, b := &ds[i].claim, &ds[j].claim
		if a.Part != b.Part {
			return a.Part == factum.PartTitle
		}
		if a.Trigger.Span.Start != b.Trigger.Span.Start {
			return a.Trigger.Span.Start < b.Trigger.Span.Start
		}
		return a.Type < b.Type
	})
}
