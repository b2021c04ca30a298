package coding

// What a phrase names: somebody or something, and of what kind.

// kind is a bit set of what a phrase names.
type kind uint16

const (
	kActor kind = 1 << iota // any actor of the tables
	kState
	kOrg
	kPerson
	kPlace
	kItem
	kMoney
	kCount
	kName   // any of actor, place, capitalised words
	kHuman  // somebody: actor, class human, capitalised
	kAnyone // any phrase at all
	kQuantity
	kEvent // another trigger of the lexicon
	kComplement
	kInfinitive
)

var kindNames = map[string]kind{"ACTOR": kActor, "STATE": kState, "ORG": kOrg, "PERSON": kPerson, "PLACE": kPlace, "ITEM": kItem,
	"MONEY": kMoney, "COUNT": kCount, "NAME": kName, "HUMAN": kHuman, "ANY": kAnyone, "QUANTITY": kQuantity, "EVENT": kEvent, "CLAUSE": kComplement, "INF": kInfinitive}

// kinds says what the phrase names; classes of its words come beside.
func (s *sentence) kinds(np int) (kind, classes) { return s.kindsOf(&s.nps[np-1]) }

func (s *sentence) kindsOf(p *phrase) (kind, classes) {
	var k kind
	var c classes
	for i := p.start; i < p.end; i++ {
		t := &s.toks[i]
		c.add(t.class)
		if t.actor > 0 {
			k |= kName | kHuman
			if s.r.code(t.actor) != "" {
				k |= kActor
			}
			switch s.r.doc.Mentions.Actors[t.actor-1].Kind {
			case "state":
				k |= kState
			case "organisation", "armed-group":
				k |= kOrg
			case "person":
				k |= kPerson
			}
		}
		if t.place > 0 {
			k |= kPlace | kName
		}
		if t.item > 0 {
			k |= kItem
		}
		if t.quantity > 0 {
			k |= kQuantity
			switch s.r.doc.Mentions.Quantities[t.quantity-1].Kind {
			case "money":
				k |= kMoney
			case "count", "affected":
				k |= kCount
			case "killed", "wounded", "missing", "displaced", "detained":
				k |= kCount | kHuman
			}
		}
		if t.numeral() {
			k |= kCount
		}
		if t.cue&(cPron|cObjPron) != 0 && (t.cue&(cDet|cPoss) == 0 || t.cue&cDet == 0 && p.end-p.start == 1) {
			k |= kHuman
		}
		svo := s.lx.baseForm()
		if t.cap && (i > 0 || svo && t.w == nil && !t.number) && (t.tag == 0 || svo && !t.verb) && !s.heading && (i == 0 || !s.opensQuote(i)) {
			k |= kName
			if t.place == 0 {
				k |= kHuman
			}
		}
		if t.class.has(s.r.human) {
			k |= kHuman
		}
		if s.eventAt(i) {
			k |= kEvent
		}
	}
	return k | kAnyone, c
}

// kindsWhole is kinds of a phrase, the ones coordinated with it, and what hangs on it by "of".
func (s *sentence) kindsWhole(np int) (kind, classes) {
	k, c := s.kinds(np)
	for n := np + 1; n <= len(s.nps) && n <= np+8; n++ {
		p := &s.nps[n-1]
		if p.of == n-1 || p.after {
			k2, c2 := s.kinds(n)
			if p.of > 0 && k&(kHuman|kCount) == 0 {
				k2 &^= kHuman
			}
			if p.of > 0 {
				k2 &^= kCount | kMoney | kQuantity | kEvent
			}
			k |= k2
			c.add(&c2)
			continue
		}
		break
	}
	return k, c
}

// opensQuote reports whether the token is the first word of a quotation, capital or not.
func (s *sentence) opensQuote(i int) bool {
	t, p := &s.toks[i], &s.toks[i-1]
	return t.quote > 0 && p.punct && (p.quote != t.quote || i == 1) && t.actor == 0
}

// acts reports whether the phrase names somebody, or a thing that acts for somebody.
func (s *sentence) acts(np int) bool {
	k, _ := s.kinds(np)
	return k&(kActor|kHuman) != 0 || s.instrument(np)
}

// instrument reports whether the phrase is a thing that acts for somebody: a missile, a drone.
func (s *sentence) instrument(np int) bool {
	_, c := s.kinds(np)
	i, ok := s.lx.classes["weapon"]
	return ok && c.has(i)
}

// thing reports whether the lexicon knows the noun at i, as a happening or by its classes, and by none of these as somebody.
func (s *sentence) thing(i int) bool {
	t := &s.toks[i]
	return (t.nominal || s.eventAt(i)) && !t.cap && !t.class.has(s.r.human) && t.actor == 0
}

// goods reports whether the phrase names arms or relief rather than people: what is asked for, not who is asked.
func (s *sentence) goods(np int) bool {
	t := &s.toks[s.nps[np-1].head]
	if t.actor > 0 && s.r.code(t.actor) != "" {
		return false
	}
	if t.item > 0 {
		return true
	}
	for _, name := range [...]string{"arms", "relief"} {
		if t.class.has(s.r.class(name)) && !t.class.has(s.r.human) {
			return true
		}
	}
	return false
}

// casualty reports whether the phrase names the dead or wounded, who do nothing and are asked for nothing.
func (s *sentence) casualty(np int) bool {
	return s.is(s.nps[np-1].head, "casualty")
}

// account reports whether the phrase names what somebody says rather than who: "nach ukrainischen Angaben".
func (s *sentence) account(np int) bool {
	return s.nps[np-1].prep >= 0 && s.is(s.nps[np-1].head, "account")
}

// pronoun reports whether the phrase is a pronoun that is not the speaker's own.
func (s *sentence) pronoun(np int) bool {
	p := &s.nps[np-1]
	t := &s.toks[p.head]
	return p.end-p.start == 1 && t.cue&(cPron|cObjPron) != 0 && t.cue&cDet == 0 && !s.lx.firstPerson[t.low] && t.actor == 0
}

// loose reports whether the phrase is one that names no party: a place or thing.
func (s *sentence) loose(a arg) bool {
	if a.np == 0 {
		return false
	}
	k, _ := s.kinds(a.np)
	return k&kHuman == 0
}
