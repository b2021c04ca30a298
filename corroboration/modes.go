package corroboration

import "factum"

// families groups the modes of a type by way of acting: acts of different families are different happenings, those of one
// are told of one happening by different words. A mode that is not listed goes with every family ("targeted" and
// "destroy" say what an attack was aimed at or left, not how it was made).
var families = map[factum.EventType]map[string]uint32{
	factum.Assault: {"abduct": 1, "sexual": 2, "beat": 4, "torture": 4, "primitive": 4, "firearms": 4 | 8, "explosives": 8,
		"suicide-attack": 8, "aerial": 8, "drone": 8, "heavy-weapons": 8, "crowd-control": 16, "unconventional": 32},
	factum.Coerce: {"seize": 1, "restrict": 2, "censor": 4, "curfew": 8, "martial-law": 8, "arrest": 16, "deport": 32,
		"withhold": 64, "misinformation": 128, "cyber": 256},
	factum.Retreat:  {"withdraw": 1, "release": 2, "disarm": 4, "ceasefire": 8, "access": 16, "resign": 32},
	factum.Mobilize: {"troops": 1, "weapons": 1, "police": 2, "militia": 1},
	factum.Sanction: {"convict": 1, "expel": 2, "withdraw": 4, "discontinue": 4},
	factum.Protest:  {"demo": 1, "riot": 1, "obstruct": 1, "vandalize": 1, "strike": 2, "hunger": 4, "boycott": 8},
	factum.Consult:  {"visit": 1, "phone": 2},
	factum.Request:  {"assist": 1, "change": 2, "yield": 4, "meet": 8},
	factum.Reject:   {"assist": 1, "change": 2, "yield": 4, "meet": 8},
	factum.Threaten: {"restrict": 1, "arrest": 2, "relations": 4, "expel": 8, "territory": 16, "violence": 32},
	factum.Accuse:   {"disapprove": 1, "allege": 1, "investigate": 2},
}

func family(t factum.EventType, modes []string) uint32 {
	var f uint32
	for _, m := range modes {
		f |= families[t][m]
	}
	return f
}

// bodily are the types that happen at a place: without a common one, only what identifies the happening puts claims together.
var bodily = map[factum.EventType]bool{factum.Assault: true, factum.Coerce: true, factum.Mobilize: true,
	factum.Retreat: true, factum.Protest: true}

// hurts are the types done to somebody, where doers are accused and deny.
var hurts = map[factum.EventType]bool{factum.Assault: true, factum.Coerce: true}

// spoken are the types that consist in saying something: told apart by speaker and day.
var spoken = map[factum.EventType]bool{factum.Request: true, factum.Accuse: true, factum.Reject: true,
	factum.Threaten: true, factum.Support: true, factum.Concede: true}

// uttered are those of them that are nothing but words: SUPPORT and CONCEDE can be deeds of a state.
var uttered = map[factum.EventType]bool{factum.Request: true, factum.Accuse: true, factum.Reject: true, factum.Threaten: true}

// together are the types whose parties stand on one footing, whichever list they are in.
var together = map[factum.EventType]bool{factum.Agree: true, factum.Consult: true, factum.Cooperate: true}

// matter is what sort of thing a claim is about; claims of different matters are never one fact.
type matter byte

const (
	happening    matter = 'h' // it happened or happens, or this is denied
	undertaken   matter = 'o' // there is an object: the type says what was done with it
	planned      matter = 'p'
	calledFor    matter = 'c'
	hypothetical matter = 'y'
)

func matterOf(c *factum.Claim) matter {
	switch {
	case c.Modality == factum.Hypothetical:
		return hypothetical
	case c.Object != "":
		return undertaken
	case c.Modality == factum.Planned:
		return planned
	case c.Modality == factum.CalledFor:
		return calledFor
	}
	return happening
}

func denies(m factum.Modality) bool { return m == factum.Denied || m == factum.Negated }
