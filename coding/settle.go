package coding

import (
	"maps"
	"slices"
	"sort"

	"factum"
)

// retold is how far back, in bytes, a text is taken to speak of the same happening; it also bounds the cost of long texts.
const retold = 8000

// settle joins drafts that tell one happening: within a sentence, of heading and body, by a word that points back,
// and where trigger and parties are the same. Drafts come in text order.
func (r *run) settle(ds []draft) []draft {
	// within a sentence
	for i := range ds {
		for j := i + 1; j < len(ds) && ds[j].s == ds[i].s; j++ {
			a, b := &ds[i], &ds[j]
			if a.dead || b.dead {
				continue
			}
			r.oneSentence(a, b)
		}
	}
	// across sentences
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
			if r.told(a, b) {
				merge(a, b)
				break
			}
		}
	}
	// headings last: into the first claim of the body that fits
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
			if b.dead || b.s.heading || own && len(b.claim.Attribution) != len(a.claim.Attribution) {
				continue
			}
			if kindred(a, b) && compatible(&a.claim, &b.claim) && (b.order < a.order+6000) {
				if own && !sameSpeakers(a.claim.Attribution, b.claim.Attribution) {
					continue
				}
				merge(b, a)
				break
			}
		}
	}
	out := ds[:0]
	for _, d := range ds {
		if !d.dead {
			out = append(out, d)
		}
	}
	return out
}

func sameSpeakers(a, b []factum.Attribution) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Code == y.Code && x.Code != "" && (x.Name == y.Name) {
				return true
			}
		}
	}
	return len(a) == 0 && len(b) == 0
}

// oneSentence applies the codebook's rules about what may stand side by side.
func (r *run) oneSentence(a, b *draft) {
	ta, tb := a.claim.Type, b.claim.Type
	drop := func(d *draft) { d.dead = true }
	if ta == tb {
		if (a.claim.Object == b.claim.Object || a.claim.Object == "" || b.claim.Object == "") && a.claim.Modality == b.claim.Modality && compatible(&a.claim, &b.claim) {
			if a.s.toks[a.hit.tok].quote != b.s.toks[b.hit.tok].quote || ta != factum.Assault && (a.frame != b.frame && (!manysided[ta] || apart(a.claim.Modes, b.claim.Modes)) || others(a, b)) {
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

// manysided are the types that one happening has several frames of: a trip with its talks, an order with its demand, soldiers sent and put on alert.
var manysided = map[factum.EventType]bool{factum.Consult: true, factum.Request: true, factum.Mobilize: true, factum.Agree: true}

// others reports whether two verbs of a sentence have each somebody else to whom they happen: "they arrested the mayor and jailed two clerks".
func others(a, b *draft) bool {
	if a.hit.noun || b.hit.noun || a.hit.adj || b.hit.adj || len(a.claim.Recipients) == 0 || len(b.claim.Recipients) == 0 {
		return false
	}
	for _, x := range a.claim.Recipients {
		if x.Basis == factum.BasisContext || same(x, b.claim.Recipients[0]) {
			return false
		}
	}
	return b.claim.Recipients[0].Basis != factum.BasisContext
}

// apart reports whether two lists of modes name different things: a strike is no march.
func apart(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && a[0] != b[0]
}

// told reports whether b tells again what a told.
func (r *run) told(a, b *draft) bool {
	if !kindred(a, b) || !compatible(&a.claim, &b.claim) {
		return false
	}
	if a.s.heading != b.s.heading {
		return false
	}
	if ta := a.claim.Type; ta != factum.Assault && apart(a.claim.Modes, b.claim.Modes) {
		return false
	}
	if quotedAnew(&a.claim, &b.claim) {
		return false
	}
	if counts(&a.claim, &b.claim, a.s.part == b.s.part && r.oneParagraph(a.s.span, b.s.span)) {
		return false
	}
	if b.anaphor || b.definite && (b.hit.noun) {
		return b.order-a.order < 2500 || b.anaphor
	}
	if m := b.claim.Modality; (m == factum.Denied || m == factum.Negated) && b.order-a.order < 1500 && !quotedAnew(&a.claim, &b.claim) {
		return true // denied once more
	}
	// the same words of the same parties
	if sameParties(&a.claim, &b.claim) && a.frame == b.frame && (a.hit.e == b.hit.e || a.hit.e.first == b.hit.e.first || b.hit.noun != a.hit.noun) {
		return true
	}
	if c := &b.claim; (a.claim.Type == factum.Assault || a.frame == b.frame && (a.claim.Type == factum.Coerce || a.claim.Type == factum.Protest)) && b.order-a.order < 900 &&
		len(codes(c.Actors)) == 0 && len(codes(c.Recipients)) == 0 && c.Place == nil && c.Time == nil && c.Modality == a.claim.Modality && len(c.Quantities) == 0 {
		return true // goes on about it and names nothing new
	}
	if b.frame.needViolence && a.claim.Type == factum.Assault && b.order-a.order < 700 && len(b.claim.Actors) == 0 && b.claim.Place == nil {
		return true // the toll of what was just told
	}
	return false
}

// counts reports whether b counts the dead or wounded anew: another number than a has of them, or one on the word of
// a speaker whom a does not have, further on than the same paragraph (near).
func counts(a, b *factum.Claim, near bool) bool {
	for _, q := range b.Quantities {
		if q.Kind == "count" || q.Kind == "money" {
			continue
		}
		have := false
		for _, p := range a.Quantities {
			if p.Kind == q.Kind {
				have = true
				if p.Min != q.Min || (p.Max == nil) != (q.Max == nil) {
					return true
				}
			}
		}
		if !have && !near && len(b.Attribution) > 0 && !sameSpeakers(a.Attribution, b.Attribution) {
			return true
		}
	}
	return false
}

// quotedAnew reports whether b stands in the own words of a speaker by name whom a does not have.
func quotedAnew(a, b *factum.Claim) bool {
	for _, x := range b.Attribution {
		if x.Form != factum.FormDirect || x.Name == "" {
			continue
		}
		known := false
		for _, y := range a.Attribution {
			known = known || y.Name == x.Name
		}
		if !known {
			return true
		}
	}
	return false
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

// kindred reports whether the two are of one type, object and reality.
func kindred(a, b *draft) bool {
	if a.claim.Type != b.claim.Type || a.claim.Object != b.claim.Object {
		return false
	}
	if (a.claim.Modality == factum.Alleged) != (b.claim.Modality == factum.Alleged) && apart(a.claim.Modes, b.claim.Modes) {
		return false // "possibly gas" beside "air strikes"
	}
	not := func(m factum.Modality) bool { return m == factum.Denied || m == factum.Negated }
	return a.claim.Modality.Happened() == b.claim.Modality.Happened() && not(a.claim.Modality) == not(b.claim.Modality)
}

func codes(list []factum.Actor) map[string]bool {
	m := map[string]bool{}
	for _, a := range list {
		if a.Code != "" {
			m[a.Code] = true
		}
	}
	return m
}

func disjoint(a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for k := range a {
		if b[k] {
			return false
		}
	}
	return true
}

// compatible reports whether nothing that both claims say excludes that they are one happening.
func compatible(a, b *factum.Claim) bool {
	if disjoint(codes(a.Actors), codes(b.Actors)) || disjoint(codes(a.Recipients), codes(b.Recipients)) {
		return false
	}
	if a.Place != nil && b.Place != nil && a.Place.Name != "" && b.Place.Name != "" && a.Place.GeoNames != b.Place.GeoNames && a.Place.Name != b.Place.Name {
		wide := func(p *factum.Place) bool { return p.Precision == "country" || p.Precision == "region" }
		if !(wide(a.Place) || wide(b.Place)) || a.Place.Country != b.Place.Country && a.Place.Country != "" && b.Place.Country != "" {
			return false
		}
	}
	if a.Time != nil && b.Time != nil {
		x, y := a.Time, b.Time
		if x.From != "" && y.To != "" && x.From > y.To || y.From != "" && x.To != "" && y.From > x.To {
			return false
		}
	}
	return true
}

func sameParties(a, b *factum.Claim) bool {
	ca, cb := codes(a.Actors), codes(b.Actors)
	ra, rb := codes(a.Recipients), codes(b.Recipients)
	if len(ca)+len(ra) == 0 || len(cb)+len(rb) == 0 {
		return false
	}
	return maps.Equal(ca, cb) && (maps.Equal(ra, rb) || len(ra) == 0 || len(rb) == 0)
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

// rate is the score of a draft, higher the surer its words were read; confidence turns it into a share.
func (d *draft) rate() int {
	c, h := &d.claim, d.hit
	n := 50
	if h.e.strong {
		n += 12
	}
	if h.e.weak {
		n -= 12
	}
	n += 4 * min(len(h.slotted), 2)
	if len(c.Actors) > 0 {
		n += 6
		if c.Actors[0].Code != "" {
			n += 6
		}
		if c.Actors[0].Basis == factum.BasisContext {
			n -= 4
		}
	}
	if len(c.Recipients) > 0 {
		n += 4
		if c.Recipients[0].Code != "" {
			n += 3
		}
	}
	if c.Place != nil && d.s.near(h, c.Place.Span) {
		n += 5
	}
	if c.Time != nil {
		n += 3
	}
	if len(c.Quantities) > 0 {
		n += 4
	}
	if h.noun {
		n -= 6
	}
	if h.adj {
		n -= 10
	}
	if c.Modality != factum.Asserted {
		n -= 5
	}
	if len(d.s.toks) > 45 {
		n -= 5
	}
	return n
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

// armsAgainst reports that what an actor sent went to where it attacks: tanks sent to a town of a country that the same sentence has the sender shell
// are no aid to that country.
func armsAgainst(assault, aid *factum.Claim) bool {
	if assault.Place == nil || aid.Place == nil || assault.Place.Country == "" || assault.Place.Country != aid.Place.Country {
		return false
	}
	for _, r := range aid.Recipients {
		if r.Basis != "context" || r.Code != aid.Place.Country {
			return false
		}
	}
	for _, x := range assault.Actors {
		for _, y := range aid.Actors {
			if x.Code != "" && x.Code == y.Code && x.Code != aid.Place.Country {
				return true
			}
		}
	}
	return false
}
