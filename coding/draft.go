package coding

// A claim on its way: what a trigger, its slots and what governs it make together.

import (
	"fmt"
	"slices"
	"strings"

	"factum"
)

// draft is a claim on its way, with what settling needs to know.
type draft struct {
	claim    factum.Claim
	frame    *Frame
	hit      *hit
	s        *sentence
	order    int // of the trigger in the part
	anaphor  bool
	definite bool
	score    int
	dead     bool
}

// draft makes a claim of a hit, or says why it makes none.
func (s *sentence) draft(k int) (draft, string) {
	h := &s.hits[k]
	f := h.e.frame
	g := &h.gov
	d := draft{frame: f, hit: h, s: s}
	if g.drop {
		return d, g.reason
	}
	modes := g.modes
	c := &d.claim
	c.Type, c.Modes = f.Type, append([]string{}, f.Modes...)
	c.ACLED = f.ACLED
	c.Part, c.Lang, c.Published = s.part, s.r.doc.Lang, s.r.doc.Published
	c.Attribution = s.attribution(h)
	c.Participants, c.Quantities, c.Items, c.Also = []factum.Actor{}, []factum.Quantity{}, []factum.Item{}, []factum.Passage{}
	s.fillRoles(h, c)
	if g.judged {
		s.judge(h, c)
	}
	if over := h.gov.over; over >= 0 && h.noun && f.Type == factum.Assault && len(c.Actors) == 0 {
		switch o := &s.hits[over]; {
		case o.e.frame.embeds == embedAllege && !o.noun && len(h.args) > 0: // who is accused of it did it
			doneBy(c, s.rolesOf(o).Recipients)
		case o.e.frame.embeds == embedDeny && len(c.Recipients) == 0 && h.hasSlot(sTarget|sPlace|sGoal): // a deed laid to nobody else is the one who denies it
			doneBy(c, s.rolesOf(o).Actors)
		}
	}
	s.fillPlace(h, c)
	if f.ID == "consult.visit" && c.Place != nil && c.Place.Country != "" && len(c.Actors) > 0 && c.Actors[0].Code != "" && c.Actors[0].Code != c.Place.Country && (len(c.Recipients) == 0 || c.Recipients[0].Code == "") {
		// whoever rules where the visitor is
		c.Recipients = []factum.Actor{{Text: c.Place.Span.In(s.text), Code: c.Place.Country, Basis: factum.BasisContext, Span: c.Place.Span}}
	}
	s.fillTime(h, c)
	s.ownWords(h, c)
	modes |= s.timeSays(h, c)
	speakers := len(c.Attribution)
	if f.ID == "request.must" {
		if speakers == 0 || modes&(mNegated|mHypo) != 0 || len(c.Recipients) == 0 && !h.passive || c.Attribution[speakers-1].Code != "" && len(c.Recipients) > 0 && c.Recipients[0].Code == c.Attribution[speakers-1].Code {
			return d, "no demand on somebody else"
		}
		d.demanded(h)
		return d, ""
	}
	must := g.must
	if must && g.due && speakers == 0 && dueTypes[f.Type] {
		modes, must = modes&^mCalled|mPlanned, false
	}
	if must { // "must be established": a demand by whoever says so
		if speakers == 0 || f.Type == factum.Request || f.Type == factum.Accuse && f.ID == "accuse.disapprove" {
			return d, "demanded by nobody named"
		}
		c.Object, c.Type = c.Type, factum.Request
		c.Recipients = append([]factum.Actor{}, c.Actors...)
		c.Modes, c.ACLED = []string{}, factum.ACLED{}
		d.demanded(h)
		return d, ""
	}
	if f.speaker && modes&mDenied != 0 {
		return d, "a charge denied by the one it is laid to"
	}
	if f.speaker && len(c.Actors) == 0 && speakers > 0 {
		c.Actors = []factum.Actor{contextActor(c.Attribution[speakers-1])}
	}
	if f.mayObject {
		s.takeObject(k, c)
	}
	if c.Object == factum.Aid {
		s.fillNumbers(h, c)
	}
	if len(c.Recipients) == 0 {
		s.infinitives(h, c)
	}
	if c.Type == factum.Agree && c.Object == factum.Retreat {
		c.Type = factum.Concede // a retreat that is promised gives way
	}
	if c.Type == factum.Concede && c.Object != factum.Retreat {
		c.Object = "" // what is lifted or regretted does not lie ahead
	}
	if speakers > 0 && modes&mNegated != 0 && modes&(mPlanned|mHypo|mCalled) == 0 && !g.refused && len(c.Actors) > 0 && c.Actors[0].Code != "" && c.Actors[0].Code == c.Attribution[speakers-1].Code && strings.HasSuffix(c.Type.Quad(), "conflict") {
		modes |= mDenied // what they say they did not do
	}
	m := modes.first()
	if c.Type == factum.Reject && m == factum.Planned && s.lx.negative(h.e) {
		m = factum.Asserted // "will not let them in": refused now
	}
	if c.Type == factum.Threaten && c.Object == "" && m.Happened() && s.conditioned() {
		m = factum.Hypothetical
	}
	if n := len(c.Attribution); m == factum.Denied && n > 0 && len(c.Actors) == 0 && strings.HasPrefix(c.Type.Quad(), "material") {
		if a := contextActor(c.Attribution[n-1]); a.Code != "" && !holds(c.Recipients, a) {
			c.Actors = []factum.Actor{a} // who denies it is who would have done it
		}
	}
	rule := s.r.c.book.types[c.Type]
	switch {
	case m == factum.Planned && rule.planned != "" && c.Object == "":
		c.Object, c.Type = c.Type, rule.planned
		if rule.planned == factum.Agree || rule.planned == factum.Concede {
			c.Modes, c.ACLED = []string{}, factum.ACLED{}
		}
	case m == factum.Negated && modes&mPlanned != 0 && h.noun == false && len(c.Actors) > 0 && (c.Type.Quad() == "verbal-cooperation" || c.Type.Quad() == "material-cooperation"):
		// "will not lift the ban": a refusal
		if c.Object == "" && c.Type != factum.Support {
			c.Object = c.Type
		}
		if c.Object == "" {
			m = factum.Asserted
		}
		c.Type, c.Modes, c.ACLED = factum.Reject, []string{}, factum.ACLED{}
	case m == factum.Negated && rule.negated != "" && g.refused && (c.Object == "" || c.Type == factum.Agree):
		c.Type = rule.negated
		c.Object, c.Modes, c.ACLED = "", []string{}, factum.ACLED{}
		m = factum.Asserted
		if h.noun {
			return d, "negated noun"
		}
	}
	m = stillToCome(c, f, m)
	if m == factum.CalledFor && c.Type != factum.Request {
		return d, "called for by nobody named"
	}
	if m == factum.Hypothetical && ((h.noun || h.adj) && len(codes(c.Actors)) == 0 || len(c.Actors)+len(c.Recipients) == 0) {
		return d, "only possible"
	}
	c.Modality = m
	if why := s.refuse(h, c); why != "" {
		return d, why
	}
	s.livesThere(h, c)
	s.further(h, c)
	d.finish(h)
	return d, ""
}

// timeSays is what the claim's time makes of it: long past, since then, still to come, now. A day to come beside a past tense is the one a week before.
func (s *sentence) timeSays(h *hit, c *factum.Claim) map8 {
	var m map8
	if c.Time != nil {
		switch {
		case s.r.beforeTelling(c.Time.To):
			if s.r.longAgo(c.Time.To) {
				m |= mHistoric
			}
		case s.sinceTime(h):
			m |= mOngoing
		case c.Time.From != "" && s.r.reference != "" && c.Time.From > s.r.reference && s.present(h):
			m |= mPlanned
		case c.Time.Precision == "day" && c.Time.From == c.Time.To && s.r.reference != "" && c.Time.From > s.r.reference && !h.noun && !s.present(h):
			// "was sent in on Thursday", told on a Tuesday: the Thursday before
			if day := weekBefore(c.Time.From); day != "" && day <= s.r.reference {
				c.Time.From, c.Time.To = day, day
			}
		}
		if c.Time.Precision == "not-after" && !s.r.bygone(c.Time.Span) {
			m |= mOngoing
		}
	}
	if s.nowIn(h) || s.unfolds(h) {
		m |= mOngoing
	}
	if s.r.reference == "" && s.ahead(h) {
		m |= mPlanned
	}
	return m
}

// demanded makes the claim a demand of the last who speaks.
func (d *draft) demanded(h *hit) {
	c := &d.claim
	c.Actors = []factum.Actor{contextActor(c.Attribution[len(c.Attribution)-1])}
	c.Modality = factum.CalledFor
	d.finish(h)
}

// takeObject makes the happening in the trigger's complement the claim's object, with its place and time: another trigger, a bare noun, or what is
// given.
func (s *sentence) takeObject(k int, c *factum.Claim) {
	h := &s.hits[k]
	f := h.e.frame
	c.Object = f.object
	for j := range s.hits {
		if s.hits[j].gov.over == k && !s.hits[j].gov.deep && c.Object == "" && s.hits[j].e.frame.Type != f.Type {
			o := &s.hits[j]
			c.Object = o.e.frame.Type
			if o.e.frame.object != "" && c.Object == factum.Agree {
				c.Object = o.e.frame.object
			}
			s.borrow(o, c)
		}
	}
	if c.Object == "" {
		c.Object = s.bareObject(h)
	}
	if c.Object == "" && (c.Type == factum.Agree || c.Type == factum.Request) && s.givesAid(h) {
		c.Object = factum.Aid
	}
}

// stillToCome is the modality of what is asked, promised, conceded or threatened: it has not happened yet, whether or not its type is known.
func stillToCome(c *factum.Claim, f *Frame, m factum.Modality) factum.Modality {
	if c.Type == factum.Request && m.Happened() {
		return factum.CalledFor
	}
	if c.Type == factum.Agree && f.promise && m.Happened() {
		m = factum.Planned
	}
	if c.Object == "" || m == factum.Denied || m == factum.Negated {
		return m
	}
	switch {
	case c.Type == factum.Request:
		return factum.CalledFor
	case (c.Type == factum.Agree || c.Type == factum.Concede) && m != factum.Hypothetical:
		return factum.Planned
	case c.Type == factum.Threaten:
		return factum.Hypothetical // it comes about only if what is warned of does
	}
	return m
}

// finish sets what the claim rests on.
func (d *draft) finish(h *hit) {
	s, c := d.s, &d.claim
	c.Quad = c.Type.Quad()
	a, b := h.tok, max(h.tok, h.last)
	for a > 0 && h.noun && !s.lx.headFirst && a > h.last-len(h.e.rest) {
		a--
	}
	text, sp := s.words(a, b+1)
	if h.e.kind != 'n' && h.last-h.tok > 6 {
		text, sp = s.words(h.tok, h.tok+1)
	}
	c.Trigger = factum.Words{Text: text, Span: sp}
	from, to := h.tok, h.last
	cl := h.clause
	for i := range s.toks {
		if s.toks[i].clause == cl && !s.toks[i].punct {
			from, to = min(from, i), max(to, i)
		}
	}
	for _, g := range h.args {
		if g.np > 0 {
			from, to = min(from, s.nps[g.np-1].start), max(to, s.nps[g.np-1].end-1)
		}
	}
	text, sp = s.words(from, to+1)
	c.Passage = factum.Words{Text: text, Span: sp}
	why := h.e.id + ": " + strings.Join(strings.Fields(c.Trigger.Text), " ")
	if len(h.slotted) > 0 {
		why = fmt.Sprintf("%s … %s", why, strings.Join(h.slotted, " … "))
	}
	c.Why = []string{why}
	if c.Object != "" {
		for j := range s.hits {
			if o := &s.hits[j]; o.gov.over >= 0 && &s.hits[o.gov.over] == h && o.e.frame.Type == c.Object {
				c.Why = append(c.Why, "object "+o.e.id+": "+s.toks[o.tok].span.In(s.text))
				break
			}
		}
	}
	if c.Modality != factum.Asserted {
		c.Why = append(c.Why, "modality: "+string(c.Modality))
	}
	d.order = c.Trigger.Span.Start
	def := s.definite(h)
	d.anaphor, d.definite = def == defAnaphor, def == defYes
	d.score = d.rate()
}

// also is what happens together with what a draft tells, by the codebook: who is sentenced to prison is put there.
func (s *sentence) also(d draft) (draft, bool) {
	f := d.frame.also
	if f == nil || !d.claim.Modality.Happened() {
		return d, false
	}
	k := s.r.class(d.frame.alsoWith)
	for i := range s.toks {
		t := &s.toks[i]
		if !t.class.has(k) || t.clause != d.hit.clause && (i < d.hit.tok || i > d.hit.last) {
			continue
		}
		c, was := &d.claim, d.frame.Type
		d.frame = f
		c.Type, c.Modes, c.ACLED, c.Quad = f.Type, append([]string{}, f.Modes...), f.ACLED, f.Type.Quad()
		c.Trigger = factum.Words{Text: t.span.In(s.text), Span: t.span}
		c.Why = append(slices.Clone(c.Why), "beside "+string(was)+": "+c.Trigger.Text)
		return d, true
	}
	return d, false
}

// judge makes whoever was convicted or charged the one who did what for, on the word of the court or prosecutor.
func (s *sentence) judge(h *hit, c *factum.Claim) {
	over := s.rolesOf(&s.hits[h.gov.over])
	c.Actors = []factum.Actor{}
	doneBy(c, over.Recipients)
	if len(over.Actors) > 0 && len(c.Attribution) == 0 {
		a := over.Actors[0]
		c.Attribution = append(c.Attribution, factum.Attribution{Text: a.Text, Code: a.Code, Role: a.Role, Form: factum.FormReported, Wording: factum.WordingUnknown, Span: a.Span})
	}
}

// rolesOf is a claim with nothing but who does what a trigger tells, and to whom.
func (s *sentence) rolesOf(h *hit) factum.Claim {
	var c factum.Claim
	s.fillRoles(h, &c)
	return c
}

// doneBy adds to a claim's actors, by context, those of a list that it does not have as recipients.
func doneBy(c *factum.Claim, list []factum.Actor) {
	for _, a := range list {
		if !holds(c.Recipients, a) {
			a.Basis = factum.BasisContext
			c.Actors = append(c.Actors, a)
		}
	}
}

// contextActor is a speaker as actor.
func contextActor(a factum.Attribution) factum.Actor {
	return factum.Actor{Text: a.Text, Code: a.Code, Role: a.Role, Basis: factum.BasisContext, Span: a.Span}
}

// borrow takes place and time of a complement for the claim whose object it is.
func (s *sentence) borrow(o *hit, c *factum.Claim) {
	var tmp factum.Claim
	s.fillRoles(o, &tmp)
	s.fillPlace(o, &tmp)
	s.fillTime(o, &tmp)
	if c.Place == nil {
		c.Place = tmp.Place
	}
	if tmp.Time != nil && tmp.Time.Precision != "not-after" {
		c.Time = tmp.Time
	}
	if len(c.Recipients) == 0 && c.Type != factum.Threaten {
		for _, r := range tmp.Recipients {
			if !holds(c.Actors, r) {
				c.Recipients = append(c.Recipients, r)
			}
		}
	}
	if len(c.Recipients) == 0 && c.Type == factum.Request {
		for _, r := range tmp.Actors {
			if !holds(c.Actors, r) {
				c.Recipients = append(c.Recipients, r)
			}
		}
	}
	if c.Object == factum.Consult && c.Type == factum.Agree {
		for _, r := range tmp.Actors {
			if !holds(c.Actors, r) && !holds(c.Recipients, r) {
				c.Actors = append(c.Actors, r)
			}
		}
	}
}

// bareObject is the type of a noun in the complement that is no trigger by itself: "called for an investigation".
func (s *sentence) bareObject(h *hit) factum.EventType {
	for _, a := range h.args {
		if a.np == 0 || a.slot&(sObj|sFor|sGoal|sTarget|sTopic|sOf|sWith) == 0 || h.noun && a.tok < 0 || a.slot&sSubj != 0 {
			continue
		}
		if h.passive && a.tok < 0 && h.e.frame.Type == factum.Request && a.slot == sObj && len(h.args) > 1 {
			continue
		}
		p := &s.nps[a.np-1]
		t := &s.toks[p.head]
		if t.w == nil || t.verb || p.start <= h.tok && p.end > h.tok || h.e.kind == 'x' && s.wordOf(p.head, h.e.rest) || h.e.frame.embeds == embedAllege && p.end <= h.last+1 {
			continue
		}
		for _, f := range t.w.forms {
			if f.tag&tNoun == 0 {
				continue
			}
			for _, e := range s.lx.patterns[f.lemma] {
				if e.kind == 'n' && len(e.rest) == 0 && e.frame.Type != h.e.frame.Type && !e.asksForWords() {
					return e.frame.Type
				}
			}
		}
	}
	return ""
}

// givesAid reports whether what is promised or asked for is money, arms or relief.
func (s *sentence) givesAid(h *hit) bool {
	for _, a := range h.args {
		if a.np == 0 || a.slot&(sObj|sFor|sTopic) == 0 {
			continue
		}
		k, c := s.kinds(a.np)
		if k&(kMoney|kItem) != 0 && k&kHuman == 0 || s.goods(a.np) {
			return true
		}
		for _, name := range [...]string{"aid", "arms", "relief", "money"} {
			if c.has(s.r.class(name)) && k&kHuman == 0 {
				return true
			}
		}
	}
	return false
}

// dueTypes are the types of which a duty that nobody speaks of tells what is to come: "doit rencontrer", "doit comparaître".
var dueTypes = map[factum.EventType]bool{factum.Consult: true, factum.Cooperate: true, factum.Support: true, factum.Accuse: true, factum.Protest: true}

type definiteness uint8

const (
	defNo definiteness = iota
	defYes
	defAnaphor
)

// definite says whether the noun comes with an article that points back.
func (s *sentence) definite(h *hit) definiteness {
	np := s.toks[h.tok].np
	if np == 0 || !h.noun {
		return defNo
	}
	d := defNo
	p := &s.nps[np-1]
	for i := p.start; i <= h.tok; i++ {
		if s.toks[i].cue&cAnaphor != 0 {
			return defAnaphor
		}
		if s.toks[i].cue&cDet != 0 && i == p.start && s.lx.definite[s.toks[i].low] {
			d = defYes
		}
	}
	return d
}
