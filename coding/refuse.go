package coding

// Claims that cannot stand.

import (
	"slices"
	"sort"
	"strings"

	"factum"
)

// refuse says why a claim cannot stand: what its frame needs is not there.
func (s *sentence) refuse(h *hit, c *factum.Claim) string {
	f := h.e.frame
	coded := len(codes(c.Actors))+len(codes(c.Recipients)) > 0
	someone := len(c.Actors)+len(c.Recipients) > 0
	if f.needPolitical && !h.e.sure && !coded && !someone && !s.armed(h) && !(c.Type != factum.Assault && c.Place != nil && c.Place.Country != "" && s.near(h, c.Place.Span)) {
		return "needs an actor"
	}
	if h.e.weak && !coded {
		return "too vague without a known actor"
	}
	if h.open > 0 && !coded && !(openAt[c.Type] && !h.noun && !s.isReduced(h.tok, h) && !h.adj && c.Place != nil && c.Place.Country != "" && s.near(h, c.Place.Span)) {
		return "its words do not say enough"
	}
	placed := c.Type == factum.Assault && c.Place != nil && s.near(h, c.Place.Span)
	known := coded && s.known(c)
	if !known && !placed && !h.e.sure && s.astray(h) {
		return "nobody known, and no word of violence or politics beside one of another subject"
	}
	if s.toldByWork(h, c.Modality) {
		return "told by a film or a book"
	}
	if s.guarded(known) && (!h.e.strong || h.open > 0) {
		return "a sentence on another subject"
	}
	if (c.Type == factum.Assault || c.Type == factum.Coerce) && s.natural(h, known) {
		return "done by nature or an accident"
	}
	if !known && c.Place == nil && (c.Time == nil || c.Time.Precision == "not-after") && s.technical() {
		return "how a weapon is made"
	}
	if c.Type == factum.Assault && s.onRoad(h, known) {
		return "an accident on the road"
	}
	if c.Type == factum.Assault && s.figurative(h) {
		return "a figure of speech"
	}
	if c.Type == factum.Mobilize && h.passive && !known && (c.Modality == factum.Ongoing || c.Modality == factum.Historical) {
		return "stands where it has long stood"
	}
	if f.needViolence && !h.e.sure && !s.violence(h, c) {
		return "no violence spoken of"
	}
	if why := s.refuseAlone(h, c, coded); why != "" {
		return why
	}
	if why := s.refuseNoun(h, c, coded); why != "" {
		return why
	}
	if why := s.refuseAside(h, c); why != "" {
		return why
	}
	if c.Modality == factum.Denied || c.Modality == factum.Negated {
		if !someone {
			return "denied of nobody"
		}
		if c.Modality == factum.Negated && c.Type != factum.Assault && c.Type != factum.Retreat && c.Type != factum.Concede && (h.noun || h.adj || len(c.Actors) == 0) {
			return "did not happen"
		}
	}
	return ""
}

// refuseAlone says why a claim cannot stand that needs somebody to whom it is done, or with whom; it looks for one further on first.
func (s *sentence) refuseAlone(h *hit, c *factum.Claim, coded bool) string {
	f := h.e.frame
	switch c.Type {
	case factum.Aid, factum.Cooperate, factum.Sanction:
		if len(c.Recipients) == 0 && !(f.participants && len(c.Actors) > 1) {
			s.findRecipient(h, c)
			if len(c.Recipients) == 0 {
				s.hostRecipient(h, c)
			}
			if len(c.Recipients) == 0 && c.Type == factum.Aid {
				s.meantFor(h, c)
			}
		}
		if len(c.Recipients) == 0 && c.Type != factum.Cooperate && coded && !h.noun {
			s.recipientBefore(c)
		}
		if len(c.Recipients) == 0 && !((f.participants || c.Type == factum.Cooperate) && len(c.Actors) > 1) && f.needRecipient {
			return "needs a recipient"
		}
	case factum.Consult:
		if len(c.Actors)+len(c.Recipients) == 0 {
			return "needs somebody who meets"
		}
		if !coded && !h.e.strong && !h.e.sure {
			return "needs a known actor"
		}
	}
	return ""
}

// refuseNoun says why a noun or an adjective tells no happening of its own: neither party, place, time nor number stands with it.
func (s *sentence) refuseNoun(h *hit, c *factum.Claim, coded bool) string {
	f := h.e.frame
	if h.noun || h.adj {
		specific := len(c.Actors) > 0 && (c.Actors[0].Basis != factum.BasisContext || c.Actors[0].Code != "") || len(c.Recipients) > 0 && (coded || h.adj || h.hasSlot(sObj)) ||
			f.Type == factum.Protest && h.hasSlot(sTarget|sFor) || c.Place != nil && s.near(h, c.Place.Span) || len(c.Quantities) > 0 || c.Time != nil && s.near(h, c.Time.Span)
		if over := h.gov.over; s.lightOver(h) || s.heading && !h.adj || over >= 0 && s.hits[over].e.frame.embeds == embedAllege && len(c.Actors) > 0 {
			specific = true
		}
		if !specific && !h.e.sure && (f.needSpecific || s.definite(h) == defYes) {
			return "a noun without anything of its own"
		}
	}
	return ""
}

// refuseAside says why an adjective, or a participle behind its noun, only says in passing what somebody or something is.
func (s *sentence) refuseAside(h *hit, c *factum.Claim) string {
	f := h.e.frame
	if h.adj && (f.needViolence || c.Type != factum.Assault && c.Type != factum.Coerce) {
		return "an adjective in passing"
	}
	if !h.noun && !h.adj && h.passive && c.Type == factum.Support && s.isReduced(h.tok, h) && !s.heading {
		return "an aside"
	}
	if s.lx.headFirst && !h.noun && !h.adj && h.passive && c.Type != factum.Assault && c.Type != factum.Coerce && c.Type != factum.Retreat && !s.heading && s.isReduced(h.tok, h) && s.npBefore(h.tok) > 0 && !h.hasSlot(sAgent) {
		return "an adjective" // "l'accord conclu à Pretoria"
	}
	if h.adj && (f.person || c.Type != factum.Assault && c.Type != factum.Coerce && c.Type != factum.Retreat) {
		return "an adjective" // "armed men", "jailed leaders"
	}
	if h.adj && strings.Contains(s.toks[h.tok].low, "-") && s.lx.baseForm() {
		return "an adjective" // "drought-hit districts"
	}
	if h.adj && c.Place == nil && len(c.Quantities) == 0 && len(c.Actors) == 0 {
		return "an adjective without a place"
	}
	return ""
}

// armed reports whether what does it is a thing that acts for somebody, or a number of them: "hit by a dozen missiles".
func (s *sentence) armed(h *hit) bool {
	k := s.r.class("weapon")
	return k >= 0 && !h.noun && slices.ContainsFunc(h.args, func(a arg) bool {
		if a.np == 0 || a.slot&(sSubj|sAgent) == 0 {
			return false
		}
		_, c := s.kindsWhole(a.np)
		return c.has(k)
	})
}

// openAt are the types that a place is enough for, where nothing is known of the slots an entry asks for.
var openAt = map[factum.EventType]bool{factum.Assault: true, factum.Coerce: true, factum.Protest: true}

// near reports whether the words stand within reach of the trigger.
func (s *sentence) near(h *hit, sp factum.Span) bool {
	t := s.toks[h.tok].span
	return sp.Start-t.End < 80 && t.Start-sp.End < 60
}

// lightOver reports whether a verb of doing, undergoing or happening carries the noun.
func (s *sentence) lightOver(h *hit) bool {
	np := s.toks[h.tok].np
	if np == 0 || s.nps[np-1].prep >= 0 {
		return false
	}
	v := s.governingVerb(np)
	return v >= 0 && s.toks[v].cue&(cDoLight|cHappen|cUndergo) != 0
}

// violence reports whether sentence or document speaks of deliberate violence.
func (s *sentence) violence(h *hit, c *factum.Claim) bool {
	for j := range s.hits {
		o := &s.hits[j]
		if o != h && o.open == 0 && o.e.frame.Type == factum.Assault && !o.e.frame.needViolence {
			return true
		}
	}
	if s.topics.has(s.r.class("violence")) {
		return true
	}
	if len(c.Actors) > 0 {
		if h.noun || h.adj {
			return c.Actors[0].Code != "" || s.r.violent >= 2
		}
		return true
	}
	return s.r.violent >= 2 || s.toldBefore() || s.toldSoon()
}

// toldSoon reports whether an attack is told within two sentences behind this one, and no accident, disaster or weather up to there: reports
// begin with the toll.
func (s *sentence) toldSoon() bool {
	r := s.r
	k := sort.SearchInts(r.attacks, s.index)
	if k == len(r.attacks) || r.attacks[k] > s.index+2 || r.all[r.attacks[k]].part != s.part {
		return false
	}
	return !r.mishap(r.all[s.index : r.attacks[k]+1])
}

// mishaps are the classes of words for what nobody does on purpose.
var mishaps = [...]string{"accident", "disaster", "weather"}

// mishap reports whether one of the sentences speaks of an accident, a disaster or the weather.
func (r *run) mishap(all []*sentence) bool {
	for _, b := range all {
		for _, name := range mishaps {
			if b.topics.has(r.class(name)) {
				return true
			}
		}
	}
	return false
}

// tollReach is how many sentences behind an attack its dead and wounded may be told.
const tollReach = 12

// toldBefore reports whether violence was told not long before, in the same part, and no accident, disaster or weather since.
func (s *sentence) toldBefore() bool {
	r := s.r
	k := sort.SearchInts(r.attacks, s.index) - 1
	if k < 0 {
		return false
	}
	last := r.attacks[k]
	if r.all[last].part != s.part || s.index-last > tollReach || r.all[last].heading && s.index-last > 3 {
		return false
	}
	return !r.mishap(r.all[last : s.index+1])
}
