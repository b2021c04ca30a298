package mentions

import (
	"sort"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// Kinds of actor mention.
const (
	kindState        = "state"
	kindOrganisation = "organisation"
	kindArmedGroup   = "armed-group"
	kindPerson       = "person"
	kindGroup        = "group"
)

// phrase is an actor as it is put together: tokens [from,to), names [first,last].
type phrase struct {
	from, to    int
	first, last int
	code        string
	role        string
	kind        string
	basis       string
	name        string
	head        gazetteer.SenseKind // of the role: Office, Body, Group
	adjective   bool                // nothing but an adjective so far
	either      bool                // the adjective is the state's name too ("US")
	open        bool                // ends in an adjective that wants its noun: "spokesman of the Russian"
	placed      bool                // the code is that of a town or region
}

// findActors composes the actors of all parts, then ties surnames, "the president" and "he" to whom they stand for.
func (d *document) findActors(c *context) {
	nato := d.speaksOf("NATO")
	for _, p := range d.parts {
		p.guardsOnce()
		for i := 0; i < len(p.names); {
			ph, ok := p.compose(i)
			if !ok {
				i++
				continue
			}
			p.keep(ph, nato)
			i = ph.last + 1
		}
		p.untitled()
	}
	d.corefer()
	for _, p := range d.parts {
		p.metonyms()
		p.whose()
		p.findLoose(c)
		sortBySpan(p.actors, func(m factum.ActorMention) factum.Span { return m.Span })
	}
}

func (p *part) guardsOnce() {
	if p.guards.at == nil {
		p.guards = findAll(in(guardWords(), p.doc.lang), p.toks)
	}
}

// speaksOf reports whether an organisation is named in the document, not only alluded to.
func (d *document) speaksOf(code string) bool {
	for _, p := range d.parts {
		for i := range p.names {
			if s := p.names[i].sense(gazetteer.Organisation); s != nil && s.Code == code {
				return true
			}
		}
	}
	return false
}

// compose puts an actor together from name i on: "NATO secretary-general Jens Stoltenberg", "the president of Ukraine",
// "Russian troops". It reports whether there is one.
func (p *part) compose(i int) (phrase, bool) {
	n := &p.names[i]
	ph := phrase{from: n.from, to: n.to, first: i, last: i, basis: factum.BasisNamed}
	switch s := p.best(n); {
	case s == nil:
		// A town or area counts when an office follows: "Kyiv mayor Vitali Klitschko".
		if n.place == nil || !p.namesLead() || i+1 >= len(p.names) || p.names[i+1].from != n.to || p.names[i+1].sense(gazetteer.Office) == nil {
			return ph, false
		}
		ph.code, ph.kind, ph.placed = n.place.Country, kindState, true
	case s.Kind == gazetteer.Person:
		ph.kind, ph.name, ph.code, ph.role = kindPerson, s.Holder.Name, "", ""
		p.holder(&ph, s)
	case s.Kind == gazetteer.Region:
		if !p.namesLead() || i+1 >= len(p.names) || p.names[i+1].from != n.to || p.names[i+1].sense(gazetteer.Office) == nil {
			return ph, false
		}
		ph.code, ph.kind, ph.placed = s.Code, kindState, true
	case s.Kind == gazetteer.Office || s.Kind == gazetteer.Body || s.Kind == gazetteer.Group:
		ph.role, ph.head, ph.kind = s.Role, s.Kind, kindGroup
	default:
		ph.code, ph.role, ph.kind = s.Code, s.Role, kindOf(s)
		ph.adjective = s.Kind == gazetteer.Adjective
		ph.either = ph.adjective && n.sense(gazetteer.State) != nil
		if ph.adjective && len(s.Code) != 3 {
			ph.basis, ph.kind = factum.BasisContext, kindOrganisation // "allied", "European"
		}
		if s.Kind == gazetteer.Seat {
			if contextual(s.Role) {
				ph.basis = factum.BasisContext
			}
		}
		if s.Kind == gazetteer.State && n.place == nil {
			return ph, false // part of somebody's name
		}
	}
	for ph.name == "" && p.extend(&ph) {
	}
	if ph.name == "" {
		p.unknownName(&ph)
	}
	if ph.name != "" {
		p.apposition(&ph)
	}
	if ph.placed && ph.role == "" || p.onlyWhere(&ph) {
		return ph, false
	}
	if ph.code == "" && ph.head == gazetteer.Office && (ph.role == "mayor" || ph.role == "governor") {
		if ph.code = p.placedNear(ph.from); ph.code != "" {
			ph.basis, ph.kind = factum.BasisContext, kindState
			if ph.name != "" {
				ph.kind = kindPerson
			}
		}
	}
	return ph, true
}

// namesLead reports whether a bare name may stand before the office it owns: "Kyiv mayor", but neither where adjectives follow nor where nouns have cases.
func (p *part) namesLead() bool {
	return !p.doc.has(language.AdjectiveBehind) && !gazetteer.Inflects(p.doc.lang)
}

// placedNear is the country of the places that the sentence of token i and the one before it name, "" where they name several or none: whose
// "the regional governor" is.
func (p *part) placedNear(i int) string {
	code := ""
	near := p.sentence[i] - 1
	for k := sort.Search(len(p.names), func(k int) bool { return p.sentence[p.names[k].from] >= near }); k < len(p.names); k++ {
		n := &p.names[k]
		if p.sentence[n.from] > p.sentence[i] {
			break
		}
		if n.place == nil || n.place.Country == "" {
			continue
		}
		if code != "" && code != n.place.Country {
			return ""
		}
		code = n.place.Country
	}
	return code
}

// contextual reports roles of a seat that are not the named body itself: "the Kremlin" is a building, "the Bundestag" the parliament.
func contextual(role string) bool {
	switch role {
	case "", "government", "president", "presidential office", "ministry of foreign affairs", "member states":
		return true
	}
	return false
}

func kindOf(s *gazetteer.Sense) string {
	switch s.Kind {
	case gazetteer.ArmedGroup:
		return kindArmedGroup
	case gazetteer.Organisation:
		return kindOrganisation
	case gazetteer.Seat:
		if len(s.Code) == 3 {
			if _, ok := gazetteer.Country(s.Code); ok {
				return kindState
			}
		}
		return kindOrganisation
	case gazetteer.People:
		return kindGroup
	}
	return kindState
}

// best returns the sense that an actor is built on.
func (p *part) best(n *name) *gazetteer.Sense {
	if s := n.sense(gazetteer.Person); s != nil && p.personFits(n, s) {
		return s
	}
	if s := n.sense(gazetteer.State); s != nil && n.sense(gazetteer.Adjective) == nil {
		return s
	}
	return n.sense(gazetteer.Organisation, gazetteer.ArmedGroup, gazetteer.Seat, gazetteer.Adjective, gazetteer.State, gazetteer.People,
		gazetteer.Body, gazetteer.Office, gazetteer.Group, gazetteer.Region)
}

// personFits keeps a rare surname from being read into other words: it has to be a full name, famous, or stand behind a title;
// and no other first name may stand before it.
func (p *part) personFits(n *name, s *gazetteer.Sense) bool {
	if s.Full {
		return true
	}
	if j := n.from - 1; j >= 0 && p.toks[n.from].Space == 1 && p.guards.is(j, "given") && p.capital(j) {
		return false
	}
	if s.Holder.Famous {
		return true
	}
	if m := p.nameAt(n.from - 1); m != nil && m.sense(gazetteer.Office) != nil {
		return true
	}
	return p.doc.fullyNamed()[s.Holder]
}

// fullyNamed are the office-holders whom the document names in full somewhere.
func (d *document) fullyNamed() map[*gazetteer.Holder]bool {
	if d.inFull == nil {
		d.inFull = map[*gazetteer.Holder]bool{}
		for _, p := range d.parts {
			for i := range p.names {
				if s := p.names[i].sense(gazetteer.Person); s != nil && s.Full {
					d.inFull[s.Holder] = true
				}
			}
		}
	}
	return d.inFull
}

// holder fills code and role of an office-holder as of the publication date; who no longer held it is "former".
func (p *part) holder(ph *phrase, s *gazetteer.Sense) {
	date := ""
	if p.doc.anchor.known {
		date = p.doc.anchor.to.String()
	}
	term, held := s.Holder.At(date)
	if ph.code == "" {
		ph.code = term.Code
	}
	if ph.role == "" {
		ph.role = term.Role
		if !held && ph.code == term.Code && ph.role != "" {
			ph.role = "former " + ph.role
		}
	}
}

// keep writes a phrase as a mention.
func (p *part) keep(ph phrase, nato bool) {
	if ph.code == "NATO" && ph.basis == factum.BasisContext && !nato {
		if ph.role == "" || ph.name != "" {
			return
		}
		ph.code, ph.kind, ph.role = "", kindGroup, "allies"
	}
	if ph.code == "" && ph.role == "commission president" {
		ph.code = "EU" // no other commission has one that reports call so
	}
	role := ph.role
	if ph.adjective && ph.role == "" && p.doc.has(language.AdjectiveBehind) && p.peopleAlone(&ph) {
		ph.adjective, ph.kind, role = false, kindGroup, "people" // "los rusos", no noun beside it
	}
	if ph.adjective && ph.role == "" && !ph.either {
		if len(ph.code) != 3 {
			return // "European", "allied" alone are nobody
		}
		role, ph.basis = "adjective", factum.BasisContext
	}
	if ph.code != "" && ph.kind == kindGroup && ph.name == "" && ph.head != gazetteer.Group && ph.role != "people" {
		ph.kind = kindState
		if len(ph.code) != 3 {
			ph.kind = kindOrganisation
		} else if _, ok := gazetteer.Country(ph.code); !ok {
			ph.kind = kindOrganisation
		}
	}
	if ph.code == "" && ph.name == "" && ph.to == ph.from+1 {
		if vals, next := in(itemWords(), p.doc.lang).Longest(p.toks, ph.from); next > ph.to && chooseItem(vals, p.toks[ph.from].Case) != nil {
			return // "military aid" is a thing
		}
	}
	if j := ph.from - 2; j >= 0 && ph.head != 0 && p.mark(j+1, '-') && p.toks[j+1].Space == 0 && p.toks[ph.from].Space == 0 && p.toks[j].Kind == gazetteer.Word {
		ph.from = j // "SPD-Politiker"
	}
	s := p.span(ph.from, ph.to)
	p.actors = append(p.actors, factum.ActorMention{Part: p.name, Span: s, Text: p.words(s), Code: ph.code, Name: ph.name, Role: role, Kind: ph.kind, Basis: ph.basis})
}

// peopleAlone reports an adjective of nationality that stands for its people: in their form, behind an article or number.
func (p *part) peopleAlone(ph *phrase) bool {
	if ph.first != ph.last || p.names[ph.first].sense(gazetteer.People) == nil || ph.from == 0 {
		return false
	}
	return p.guards.is(ph.from-1, "definite") || p.timeWords.is(ph.from-1, "article") || p.numWords.is(ph.from-1, "unit", "vague", "scale") ||
		p.toks[ph.from-1].Kind == gazetteer.Number
}

func (p *part) actorMentions() []factum.ActorMention {
	if p.actors == nil {
		return []factum.ActorMention{}
	}
	return p.actors
}
