package coding

// Conditions of an entry on its slots.

// cond is a condition on a slot: one of the kinds or classes must, or with not must not, stand there.
type cond struct {
	slot  slot
	not   bool
	kinds kind
	class *classes
}

// What meets a condition, beside the number of an argument.
const (
	byClause  = -1
	byNothing = -2 // that could be shown
)

// meets tests a condition; by is which argument of the hit meets it.
func (s *sentence) meets(h *hit, c cond) (ok bool, by int) {
	if c.slot&sAny != 0 {
		for i := range s.toks {
			t := &s.toks[i]
			if i >= h.tok && i <= h.last && !c.not {
				continue
			}
			if t.telling().meets(c.class) && !t.verb {
				return true, byNothing
			}
		}
		if c.kinds != 0 {
			for n := range s.nps {
				if k, _ := s.kinds(n + 1); k&c.kinds != 0 {
					return true, byNothing
				}
			}
		}
		if c.slot == sAny {
			return false, byNothing
		}
	}
	if c.kinds&kComplement != 0 && s.toldBehind(h.tok) {
		return true, byClause
	}
	if c.kinds&(kComplement|kInfinitive) != 0 {
		for i := h.last + 1; i < len(s.toks) && i < h.last+22; i++ {
			if k := s.opens(i); k == clThat && c.kinds&kComplement != 0 || k == clPurpose || !s.lx.marked && s.toks[i].verb && s.toks[i].tag&tInf != 0 && s.toks[i].tag&tFinite == 0 || s.toks[i].tag&tMarked != 0 || s.toks[i].cue&cInf != 0 && (s.lx.verbLast || s.at(i+1).tag&tInf != 0 || i == h.last+1 && s.unknown(i+1)) {
				return true, byClause
			}
			if i == h.last+1 && s.toks[i].verb && s.toks[i].tag&tIng != 0 {
				return true, byClause // "denied shelling"
			}
			if s.toks[i].verb && !s.lx.verbLast && s.toks[i].clause == h.clause {
				break
			}
		}
	}
	want := c.slot
	if h.passive && want&sSubj != 0 {
		want |= sAgent // whoever does it stands behind "by"
	}
	for k := range h.args {
		a := &h.args[k]
		if a.slot&want == 0 {
			continue
		}
		if a.np == 0 {
			if len(a.given) > 0 && c.kinds&(kActor|kName|kHuman|kAnyone) != 0 && (a.given[0].Code != "" || c.kinds&(kHuman|kAnyone) != 0) {
				return true, byNothing
			}
			continue
		}
		kinds, cl := s.kindsWhole(a.np)
		if kinds&c.kinds != 0 || cl.meets(c.class) {
			return true, k
		}
	}
	return false, byNothing
}

// untold reports whether nothing is known of what fills a condition's slot, because nothing does or words of no class that name nobody and no
// place.
func (s *sentence) untold(h *hit, c cond) bool {
	if c.slot&sAny != 0 || c.kinds&(kComplement|kInfinitive) != 0 && c.class == nil {
		return false
	}
	want := c.slot
	if h.passive && want&sSubj != 0 {
		want |= sAgent
	}
	for _, a := range h.args {
		if a.slot&want == 0 || a.np == 0 {
			continue
		}
		p := &s.nps[a.np-1]
		if k, _ := s.kindsOf(p); k&^(kAnyone|kCount) != 0 || s.toks[p.head].nominal {
			return false
		}
	}
	return true
}
