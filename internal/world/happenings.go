package world

import (
	"fmt"
	"slices"

	"factum"
)

// kind is a sort of happening.
type kind struct {
	name     string // line of words/
	typ      factum.EventType
	mode     string
	object   factum.EventType
	modality factum.Modality
	class    class
	weight   int // of 200
	harm     int // percent of happenings with dead and wounded
	detains  bool
	items    bool
	counts   bool // people or things are counted
}

// class is what a happening is made of.
type class int

const (
	deed  class = iota // done at a place, seen by people there
	state              // done by a state or body, announced
	talk               // a meeting
	words              // something said: whoever reports it rests on its having been said
)

var kinds = []kind{
	{name: "air", typ: factum.Assault, mode: "aerial", class: deed, weight: 17, harm: 75},
	{name: "shell", typ: factum.Assault, mode: "heavy-weapons", class: deed, weight: 21, harm: 70},
	{name: "drone", typ: factum.Assault, mode: "drone", class: deed, weight: 13, harm: 50},
	{name: "shoot", typ: factum.Assault, mode: "firearms", class: deed, weight: 4, harm: 85},
	{name: "bomb", typ: factum.Assault, mode: "explosives", class: deed, weight: 4, harm: 80},
	{name: "abduct", typ: factum.Assault, mode: "abduct", class: deed, weight: 3, detains: true},
	{name: "arrest", typ: factum.Coerce, mode: "arrest", class: deed, weight: 9, detains: true},
	{name: "seize", typ: factum.Coerce, mode: "seize", class: deed, weight: 2},
	{name: "curfew", typ: factum.Coerce, mode: "curfew", class: deed, weight: 2},
	{name: "troops", typ: factum.Mobilize, mode: "troops", class: deed, weight: 6, counts: true},
	{name: "arms", typ: factum.Mobilize, mode: "weapons", class: deed, weight: 4, items: true},
	{name: "demo", typ: factum.Protest, mode: "demo", class: deed, weight: 7, counts: true},
	{name: "strike", typ: factum.Protest, mode: "strike", class: deed, weight: 2, counts: true},
	{name: "withdraw", typ: factum.Retreat, mode: "withdraw", class: deed, weight: 5},
	{name: "release", typ: factum.Retreat, mode: "release", class: state, weight: 3, counts: true},
	{name: "sanction", typ: factum.Sanction, class: state, weight: 7},
	{name: "expel", typ: factum.Sanction, mode: "expel", class: state, weight: 2, counts: true},
	{name: "convict", typ: factum.Sanction, mode: "convict", class: state, weight: 2},
	{name: "aid", typ: factum.Aid, class: state, weight: 11, items: true, counts: true},
	{name: "trade", typ: factum.Cooperate, class: state, weight: 3},
	{name: "truce", typ: factum.Concede, class: state, weight: 3},
	{name: "sign", typ: factum.Support, class: state, weight: 2},
	{name: "probe", typ: factum.Accuse, mode: "investigate", class: state, weight: 3},
	{name: "promise", typ: factum.Agree, object: factum.Aid, modality: factum.Planned, class: state, weight: 9, items: true, counts: true},
	{name: "invite", typ: factum.Agree, object: factum.Consult, modality: factum.Planned, class: state, weight: 4},
	{name: "meet", typ: factum.Consult, class: talk, weight: 10},
	{name: "visit", typ: factum.Consult, mode: "visit", class: talk, weight: 5},
	{name: "phone", typ: factum.Consult, mode: "phone", class: talk, weight: 4},
	{name: "praise", typ: factum.Support, class: words, weight: 4},
	{name: "ask", typ: factum.Request, mode: "assist", object: factum.Aid, modality: factum.CalledFor, class: words, weight: 8, items: true},
	{name: "out", typ: factum.Request, mode: "yield", object: factum.Retreat, modality: factum.CalledFor, class: words, weight: 6},
	{name: "condemn", typ: factum.Accuse, mode: "disapprove", class: words, weight: 8},
	{name: "blame", typ: factum.Accuse, mode: "allege", object: factum.Assault, modality: factum.Alleged, class: words, weight: 6},
	{name: "refuse", typ: factum.Reject, mode: "yield", class: words, weight: 6},
	{name: "warn", typ: factum.Threaten, mode: "violence", object: factum.Assault, modality: factum.Hypothetical, class: words, weight: 4},
	{name: "warnsanction", typ: factum.Threaten, mode: "restrict", object: factum.Sanction, modality: factum.Hypothetical, class: words, weight: 4},
}

func kindOf(name string) *kind {
	return &kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })]
}

// party is a side of a happening.
type party struct {
	code, role string
	who        *speaker // who acts for it, nil nobody in particular
}

// happening is one thing that happened.
type happening struct {
	id       int
	kind     *kind
	war      *theatre
	day      int
	town     *town  // of a deed, else nil
	capital  string // where a meeting or statement was, "" of no account
	actor    party
	other    party // recipient, or the other party of a meeting
	toll     map[string]int64
	first    int64 // dead on the day itself, where the toll grows
	item     string
	site     int // number in the table, -1 none
	speakers []speaker
	twin     string
	of       *happening
	// what was written on it so far
	articles []*article
	roots    map[string]string // origin of what each agency writes on it
	clauses  map[string][]string
	quotes   map[string]quote // what each speaker said, by key
}

// quote is what a speaker said, word for word, in no language yet, and when.
type quote struct {
	verb, first, second int
	day                 int
}

// happen draws the next happening, or a twin of an earlier one. What nobody could tell from an earlier one is drawn again.
func (g *generator) happen() *happening {
	var h *happening
	for range 20 {
		if h = g.draw(); !g.taken[h.same(0)] && !g.taken[h.same(1)] && !g.taken[h.same(-1)] {
			break
		}
	}
	g.taken[h.same(0)] = true
	g.details(h)
	g.voices(h)
	g.all = append(g.all, h)
	return h
}

// same is what a happening would share with one that nobody could tell from it, some days off: of a deed the place and the sort, of others who and whom.
func (h *happening) same(days int) string {
	if h.kind.class == deed {
		return fmt.Sprint(h.kind.name, h.town.id, h.day)
	}
	return fmt.Sprint(h.kind.name, h.actor.code, h.actor.role, h.other.code, h.day+days)
}

func (g *generator) draw() *happening {
	blank := happening{id: len(g.all), site: -1, toll: map[string]int64{}, roots: map[string]string{}, clauses: map[string][]string{}, quotes: map[string]quote{}}
	h := blank
	if len(g.all) > 0 && g.chance(twinShare) && g.twinOf(&h, one(g, g.all)) {
		return &h
	}
	h = blank
	weights := make([]int, len(kinds))
	for i, k := range kinds {
		weights[i] = k.weight
	}
	h.kind = &kinds[g.share(weights...)]
	w := make([]int, len(g.theatres))
	for i, t := range g.theatres {
		w[i] = t.weight
	}
	h.war = g.theatres[g.share(w...)]
	h.day = g.IntN(g.days)
	g.where(&h)
	g.parties(&h)
	return &h
}

// twinOf makes h a near twin of a. It reports false where a has none.
func (g *generator) twinOf(h, a *happening) bool {
	h.kind, h.war, h.town, h.capital, h.actor, h.other, h.day = a.kind, a.war, a.town, a.capital, a.actor, a.other, a.day
	switch a.kind.class {
	case deed:
		switch g.IntN(3) {
		case 0:
			h.twin, h.day = "same town, another day", a.day+1+g.IntN(3)
		case 1:
			h.twin, h.town = "neighbouring town, same day", a.town.near
		default:
			if a.kind.typ != factum.Assault || a.kind.mode == "abduct" {
				return false
			}
			h.twin = "same town and day, another way of acting"
			for h.kind == a.kind {
				h.kind = kindOf(one(g, []string{"air", "shell", "drone", "shoot", "bomb"}))
			}
		}
	case talk:
		h.twin, h.day = "same parties meet again", a.day+4+g.IntN(22)
		if g.chance(60) {
			h.capital = one(g, []string{a.actor.code, a.other.code})
			if _, ok := capitals[h.capital]; !ok {
				h.capital = a.capital
			}
		}
	case words:
		h.twin, h.day = "same speaker, another day", a.day+2+g.IntN(12)
	case state:
		h.twin, h.day = "same parties, another time", a.day+3+g.IntN(25)
		if a.kind.name == "promise" && g.chance(50) {
			h.twin, h.kind = "what was promised is delivered", kindOf("aid")
		}
	}
	h.of = a
	return h.day < g.days
}

// where puts a deed into a town; the towns that are fought over come first.
func (g *generator) where(h *happening) {
	if h.kind.class != deed {
		return
	}
	if g.chance(frontTown) {
		h.town = h.war.towns[g.IntN(5)]
	} else {
		h.town = one(g, h.war.towns)
	}
}

// parties draws who acts and towards whom.
func (g *generator) parties(h *happening) {
	w := h.war
	enemies := []string{w.attack, w.defend}
	switch h.kind.class {
	case deed:
		a, d := w.attack, w.defend
		if h.town.region.country == a { // the war comes home
			a, d = d, a
		}
		h.actor, h.other = party{code: a}, party{code: d}
		switch h.kind.name {
		case "arrest", "seize", "curfew", "troops", "arms", "withdraw":
			if g.chance(40) {
				h.actor, h.other = h.other, h.actor
			}
		case "demo", "strike":
			h.actor, h.other = party{role: "civilians"}, party{}
		}
	case state, talk, words:
		friend, third := one(g, w.friends), one(g, w.others)
		switch h.kind.name {
		case "sanction", "expel", "convict", "probe", "warnsanction":
			h.actor, h.other = party{code: one(g, []string{friend, w.defend, third})}, party{code: w.attack}
		case "aid", "promise":
			h.actor, h.other = party{code: friend}, party{code: w.defend}
		case "ask":
			h.actor, h.other = party{code: w.defend}, party{code: friend}
		case "praise", "sign", "trade":
			h.actor, h.other = party{code: friend}, party{code: w.defend}
			if g.chance(25) {
				h.actor, h.other = party{code: w.attack}, party{code: third}
			}
		case "release", "truce":
			i := g.IntN(2)
			h.actor, h.other = party{code: enemies[i]}, party{code: enemies[1-i]}
		case "meet", "visit", "phone", "invite":
			h.actor, h.other = party{code: one(g, []string{friend, third})}, party{code: one(g, enemies)}
			if h.actor.code == h.other.code {
				h.actor = party{code: friend}
			}
		default: // words between enemies, or of friends on the enemy
			h.actor, h.other = party{code: one(g, []string{w.defend, w.defend, friend, w.attack})}, party{code: w.attack}
			if h.actor.code == w.attack {
				h.other = party{code: w.defend}
			}
		}
		if h.actor.code == h.other.code {
			h.actor = party{code: w.defend}
			if h.other.code == w.defend {
				h.actor = party{code: w.attack}
			}
		}
	}
	if h.kind.class == words || h.kind.class == talk {
		s := g.official(h.actor.code, "president", "foreign minister", "defence minister")
		h.actor.role, h.actor.who = s.role, &s
	}
	if h.kind.class == talk {
		s := g.official(h.other.code, "president", "foreign minister", "defence minister")
		h.other.role, h.other.who = s.role, &s
		h.capital = h.actor.code
		if h.kind.name == "visit" || g.chance(50) {
			h.capital = h.other.code
		}
		if h.kind.name == "phone" {
			h.capital = ""
		}
	}
	if _, ok := capitals[h.capital]; !ok {
		h.capital = ""
	}
}

// details draws numbers, things and the spot.
func (g *generator) details(h *happening) {
	k := h.kind
	if k.harm > 0 && g.chance(k.harm) {
		n := int64(1 + g.IntN(6))
		switch g.share(70, 22, 8) {
		case 1:
			n = int64(5 + g.IntN(15))
		case 2:
			n = int64(15 + g.IntN(60))
		}
		h.toll["killed"], h.first = n, n
		if g.chance(75) {
			h.toll["wounded"] = n + int64(g.IntN(int(3*n)+4))
		}
		if n > 2 && g.chance(growingToll) {
			h.first = max(1, n*int64(40+g.IntN(50))/100)
		}
	} else if k.harm > 0 && g.chance(50) {
		h.toll["wounded"] = int64(1 + g.IntN(12))
	}
	if k.detains {
		h.toll["detained"] = int64(1 + g.IntN(40))
	}
	if k.items {
		h.item = one(g, itemCodes)
		if h.of != nil && h.of.item != "" && g.chance(60) {
			h.item = h.of.item
		}
	}
	if k.counts && g.chance(80) {
		n := int64(3 + g.IntN(60))
		switch k.typ {
		case factum.Protest, factum.Mobilize:
			n = int64(2+g.IntN(80)) * 100
		}
		h.toll["count"] = n
	}
	if (k.name == "aid" || k.name == "promise") && g.chance(45) {
		delete(h.toll, "count")
		h.toll["money"] = int64(5+g.IntN(200)) * 5_000_000
	}
	if h.twin == "what was promised is delivered" && g.chance(60) {
		h.item = h.of.item
		h.toll = map[string]int64{}
		for _, kind := range numberKinds {
			if n, ok := h.of.toll[kind]; ok {
				h.toll[kind] = n
			}
		}
	}
	if k.typ == factum.Assault && g.chance(60) {
		h.site = g.IntN(10)
	}
}

// voices draws who speaks of the happening: the first most.
func (g *generator) voices(h *happening) {
	switch h.kind.class {
	case deed:
		c := h.town.region.country
		h.speakers = append(h.speakers, g.local(h.town.region.name, c, "governor"))
		if g.chance(50) {
			h.speakers = append(h.speakers, g.local(h.town.name+h.town.region.name, c, "mayor"))
		}
		for _, code := range []string{h.actor.code, h.other.code} {
			if code != "" && g.chance(45) {
				h.speakers = append(h.speakers, g.official(code, "spokesperson"))
			}
		}
		g.Shuffle(len(h.speakers), func(i, j int) { h.speakers[i], h.speakers[j] = h.speakers[j], h.speakers[i] })
	case words:
		h.speakers = []speaker{*h.actor.who}
	default:
		h.speakers = []speaker{g.official(h.actor.code, "president", "foreign minister", "defence minister", "spokesperson")}
		if h.other.code != "" && g.chance(40) {
			h.speakers = append(h.speakers, g.official(h.other.code, "president", "foreign minister", "spokesperson"))
		}
	}
}

// known is the toll of a kind as it is known some days after.
func (h *happening) known(kind string, after int) int64 {
	n := h.toll[kind]
	if kind == "killed" && h.first < n {
		grown := h.first + (n-h.first)*int64(min(max(after, 0), 4))/4
		return grown
	}
	return n
}
