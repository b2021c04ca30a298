package mentions

import (
	"strings"

	"factum"
	"factum/gazetteer"
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
	nato := d.names_("NATO")
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
		p.findLoose(c)
		sortBySpan(p.actors, func(m factum.ActorMention) factum.Span { return m.Span })
	}
}

func (p *part) guardsOnce() {
	if p.guards.at == nil {
		p.guards = findAll(in(guardWords(), p.doc.lang), p.toks)
	}
}

// names_ reports whether an organisation is named in the document, not only alluded to.
func (d *document) names_(code string) bool {
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
		if n.place == nil || i+1 >= len(p.names) || p.names[i+1].from != n.to || p.names[i+1].sense(gazetteer.Office) == nil {
			return ph, false
		}
		ph.code, ph.kind, ph.placed = n.place.Country, kindState, true
	case s.Kind == gazetteer.Person:
		ph.kind, ph.name, ph.code, ph.role = kindPerson, s.Holder.Name, "", ""
		p.holder(&ph, s)
	case s.Kind == gazetteer.Region:
		if i+1 >= len(p.names) || p.names[i+1].from != n.to || p.names[i+1].sense(gazetteer.Office) == nil {
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
	if ph.placed && ph.role == "" {
		return ph, false
	}
	return ph, true
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
	for _, q := range p.doc.parts {
		for i := range q.names {
			if f := q.names[i].sense(gazetteer.Person); f != nil && f.Full && f.Holder == s.Holder {
				return true
			}
		}
	}
	return false
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

// extend takes the next name into the phrase where it belongs there; it reports whether it did.
func (p *part) extend(ph *phrase) bool {
	if ph.last+1 >= len(p.names) {
		return false
	}
	m := &p.names[ph.last+1]
	gap := p.gap(ph.to, m.from)
	take := func() bool {
		ph.to, ph.last, ph.adjective, ph.open = m.to, ph.last+1, false, false
		return true
	}
	if ph.open {
		if m.sense(gazetteer.Body, gazetteer.Office) == nil || gap != gapNone {
			return false
		}
		return take()
	}
	if s := m.sense(gazetteer.Person); s != nil && p.personFits(m, s) && (gap == gapNone || gap == gapComma && ph.role != "" && ph.head == gazetteer.Office && ph.code != "") {
		if ph.head == gazetteer.Group || ph.code != "" && !s.Full && ph.role == "" {
			return false
		}
		if gap == gapComma && !s.Full {
			return false
		}
		if ph.code != "" && ph.role == "" && !holds(s.Holder, ph.code) {
			return false
		}
		ph.name, ph.kind = s.Holder.Name, kindPerson
		p.holder(ph, s)
		return take()
	}
	if s := m.sense(gazetteer.Office, gazetteer.Body, gazetteer.Group); s != nil && m.sense(gazetteer.Organisation, gazetteer.State, gazetteer.Seat) == nil {
		near := gap == gapNone || gap == gapHyphen || gap == gapPossessive
		if !near && gap == gapWord && ph.role == "" && ph.code != "" && p.isAdjective(ph) {
			near = true
		}
		if !near || ph.code == "" && !(ph.head == gazetteer.Body && s.Kind == gazetteer.Office) || ph.kind == kindGroup && ph.code != "" && ph.role == "people" {
			return false
		}
		if ph.role == "" || ph.head == 0 || ph.head == gazetteer.Body && s.Kind == gazetteer.Office || ph.head == gazetteer.Office && s.Kind == gazetteer.Office {
			if ph.role == "" || ph.head == 0 || ph.head == gazetteer.Body {
				ph.role, ph.head = s.Role, s.Kind
			}
			if ph.basis == factum.BasisContext && p.text[p.toks[ph.from].Start] < 'a' {
				ph.basis = factum.BasisNamed
			}
			return take()
		}
		return false
	}
	if ph.role != "" && ph.code == "" && ph.head != 0 && gap == gapNone && adjectiveBehind[p.doc.lang] {
		if s := m.sense(gazetteer.Adjective); s != nil {
			ph.code = s.Code
			take()
			p.portfolio(ph)
			return true
		}
	}
	// The state or organisation behind the office: "president of Ukraine", "генсек НАТО", "Generalsekretär der Vereinten Nationen".
	if ph.role != "" && ph.code == "" && ph.head != 0 {
		if gap != gapOf && !(gap == gapNone && p.toks[m.from].Letter >= 0x400) {
			return false
		}
		if s := m.sense(gazetteer.State, gazetteer.Organisation, gazetteer.ArmedGroup, gazetteer.Adjective, gazetteer.Region, gazetteer.Seat); s != nil && (s.Kind != gazetteer.Adjective || p.toks[m.from].Letter < 0x400) {
			if s.Kind == gazetteer.Adjective {
				if next := ph.last + 2; next >= len(p.names) || p.names[next].from != m.to || p.names[next].sense(gazetteer.Body, gazetteer.Office) == nil {
					return false
				}
				ph.code = s.Code
				take()
				ph.open = true
				return true
			}
			ph.code = s.Code
			return take()
		}
		if m.place != nil && (ph.head == gazetteer.Office || ph.head == gazetteer.Body) && local(ph.role) {
			ph.code = m.place.Country
			return take()
		}
	}
	return false
}

// adjectiveBehind are the languages that put an adjective of nationality behind its noun.
var adjectiveBehind = map[string]bool{"fr": true, "es": true, "it": true}

// portfolio reads what a ministry or minister is for behind such an adjective: "le ministère ukrainien de la Défense".
func (p *part) portfolio(ph *phrase) {
	w, ok := p.guards.get(ph.to, "portfolio")
	if !ok {
		return
	}
	switch ph.role {
	case "ministry":
		ph.role = "ministry of " + w.value
	case "minister":
		ph.role = strings.TrimSuffix(w.value, " affairs") + " minister"
	default:
		return
	}
	ph.to = w.to
}

// local lists the offices that go with a town or area.
func local(role string) bool {
	switch role {
	case "mayor", "governor", "police", "court", "prosecutor", "leader":
		return true
	}
	return false
}

func holds(h *gazetteer.Holder, code string) bool {
	for _, t := range h.Terms {
		if t.Code == code {
			return true
		}
	}
	return false
}

// isAdjective reports whether a phrase so far is one adjective ("Russian" before "occupying troops").
func (p *part) isAdjective(ph *phrase) bool { return ph.adjective }

type gapKind uint8

const (
	gapOther      gapKind = iota
	gapNone               // a space
	gapHyphen             // "NAVO-secretaris"
	gapPossessive         // "Ukraine's president"
	gapOf                 // "of", "van de", "der"
	gapComma              // ", "
	gapWord               // one unknown word with a small letter
	gapCommaThe           // ", the "
)

// gap says what lies between tokens a and b.
func (p *part) gap(a, b int) gapKind {
	if a > 0 && a < b && p.mark(a, '.') && p.toks[a].Space == 0 && p.toks[a-1].End-p.toks[a-1].Start == 1 {
		a++ // the last point of "U.S."
	}
	switch {
	case b < a || b >= len(p.toks) || p.toks[a].Space == 3 && a > 0:
		return gapOther
	case a == b:
		if p.toks[b].Space == 0 {
			return gapOther
		}
		return gapNone
	}
	if p.toks[b].Space == 3 || p.sentence[a] != p.sentence[b] {
		return gapOther
	}
	if b == a+1 {
		k := p.toks[a]
		switch {
		case k.Kind == gazetteer.Mark && (k.Letter == '-' || k.Letter == '‑' || k.Letter == '–') && k.Space == 0 && p.toks[b].Space == 0:
			return gapHyphen
		case k.Kind == gazetteer.Mark && k.Letter == ',':
			return gapComma
		case k.Kind == gazetteer.Mark && (k.Letter == '\'' || k.Letter == '’') && k.Space == 0:
			return gapPossessive
		}
	}
	if b == a+2 && p.toks[a].Kind == gazetteer.Mark && (p.toks[a].Letter == '\'' || p.toks[a].Letter == '’') && p.toks[a+1].Letter == 's' {
		return gapPossessive
	}
	if w, ok := p.guards.get(a, "of"); ok && w.to <= b {
		j := w.to
		for j < b && (p.guards.is(j, "definite") || p.timeWords.is(j, "article") || p.mark(j, '\'') || p.mark(j, '’')) {
			j++
		}
		if j == b {
			return gapOf
		}
	}
	if p.toks[a].Kind == gazetteer.Mark && p.toks[a].Letter == ',' && b == a+2 && (p.guards.is(a+1, "definite") || p.timeWords.is(a+1, "article")) {
		return gapCommaThe
	}
	if b == a+1 && p.toks[a].Kind == gazetteer.Word && p.toks[a].Case == gazetteer.Lower && p.toks[a].End-p.toks[a].Start > 3 &&
		!p.guards.is(a, "of", "loc", "definite", "and") && !p.cueWords.is(a, "say", "according") && !p.timeWords.is(a, "and", "to", "before", "after", "weekday") {
		return gapWord
	}
	return gapOther
}

// free reports a capitalised word that no table gives another meaning.
func (p *part) free(j int) bool {
	if j >= len(p.toks) || !p.capital(j) {
		return false
	}
	n := p.nameAt(j)
	if n == nil {
		return true
	}
	return n.place == nil && len(n.senses) == 0 || n.place != nil && len(n.senses) == 0 && n.place.Name != "" && p.guards.is(j, "given") || surnameOnly(n)
}

// surnameOnly reports a name that the table knows as nothing but an office-holder's surname.
func surnameOnly(n *name) bool {
	for _, s := range n.senses {
		if s.Kind != gazetteer.Person || s.Full {
			return false
		}
	}
	return len(n.senses) > 0
}

// sequence reads a person's name from token j: capitalised words, initials and particles between them; end is the token after it.
func (p *part) sequence(j int) (end, words int) {
	end = j
	for j < len(p.toks) && words < 5 {
		k := p.toks[j]
		if j > 0 && end > 0 && words > 0 && (k.Space == 3 || k.Space == 2 && words > 1) {
			break
		}
		switch {
		case p.free(j) && !(p.timeWords.is(j, "weekday", "month", "day") && words > 0) && !p.guards.is(j, "common") || words > 0 && p.capital(j) && p.nameAt(j) != nil && len(p.nameAt(j).senses) == 0 && k.Space == 1:
			words++
			j++
			end = j
			if p.mark(j, '.') && p.toks[j].Space == 0 && k.End-k.Start <= 2 && j+1 < len(p.toks) && p.capital(j+1) {
				j++ // an initial
			} else if p.mark(j, '-') && p.toks[j].Space == 0 && j+1 < len(p.toks) && p.toks[j+1].Space == 0 && p.capital(j+1) {
				j += 2
				end = j
			} else if (p.mark(j, '\'') || p.mark(j, '’')) && p.toks[j].Space == 0 && j+1 < len(p.toks) && p.toks[j+1].Space == 0 && p.capital(j+1) {
				j += 2
				end = j
			}
		case words > 0 && k.Kind == gazetteer.Word && k.Case == gazetteer.Lower && nameParticle(p.tok(j)):
			j++
			if p.mark(j, '-') {
				j++
			}
			if j < len(p.toks) && k.Kind == gazetteer.Word && nameParticle(p.tok(j)) {
				j++
			}
			if j >= len(p.toks) || !p.capital(j) {
				return end, words
			}
		default:
			return end, words
		}
	}
	return end, words
}

func nameParticle(w string) bool {
	switch w {
	case "van", "von", "de", "der", "den", "di", "da", "del", "la", "le", "al", "el", "bin", "ibn", "ten", "ter", "te", "dos", "du", "zu", "фон", "аль", "бін", "бин":
		return true
	}
	return false
}

// unknownName takes the name of somebody whom the table does not know behind an office: "Finnish foreign minister Pekka X".
func (p *part) unknownName(ph *phrase) {
	if ph.role == "" || ph.head == gazetteer.Body || ph.to >= len(p.toks) || p.toks[ph.to].Space != 1 && p.toks[ph.to].Space != 2 {
		return
	}
	end, words := p.sequence(ph.to)
	given := p.guards.is(ph.to, "given")
	switch {
	case words == 0:
		return
	case ph.head == gazetteer.Group && !(given && words >= 2):
		return
	case p.doc.lang == "de" && !given && words < 2:
		return
	case words == 1 && (p.mostlyCapitals(ph.to) || plural(ph.role)):
		return
	}
	ph.name = p.text[p.toks[ph.to].Start:p.toks[end-1].End]
	ph.kind = kindPerson
	ph.to = end
	for ph.last+1 < len(p.names) && p.names[ph.last+1].from < end {
		ph.last++
		p.names[ph.last].place = nil
	}
}

func plural(role string) bool { return strings.HasSuffix(role, "ministers") || role == "member states" }

// apposition takes what follows a name behind a comma: "Jens Stoltenberg, the NATO secretary-general,".
func (p *part) apposition(ph *phrase) {
	if ph.last+1 >= len(p.names) {
		return
	}
	m := &p.names[ph.last+1]
	if g := p.gap(ph.to, m.from); g != gapComma && g != gapCommaThe {
		return
	}
	s := p.best(m)
	if s == nil || s.Kind == gazetteer.Person || s.Kind == gazetteer.Region || s.Kind == gazetteer.State && p.gap(ph.to, m.from) == gapComma && (ph.last+2 >= len(p.names) || p.names[ph.last+2].from > m.to+2) {
		return
	}
	ap := phrase{from: m.from, to: m.to, first: ph.last + 1, last: ph.last + 1, basis: factum.BasisNamed}
	switch s.Kind {
	case gazetteer.Office, gazetteer.Body, gazetteer.Group:
		ap.role, ap.head, ap.kind = s.Role, s.Kind, kindGroup
	default:
		ap.code, ap.role, ap.kind, ap.adjective = s.Code, s.Role, kindOf(s), s.Kind == gazetteer.Adjective
	}
	for p.extend(&ap) && ap.name == "" {
	}
	if ap.head != gazetteer.Office || ap.name != "" {
		return
	}
	if ph.role == "" || ph.code == "" && ap.code != "" {
		ph.role = ap.role
		if ph.code == "" {
			ph.code = ap.code
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
	role := ph.role
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

// untitled finds names of people without a title before them: a first name and capitalised words.
func (p *part) untitled() {
	taken := make([]bool, len(p.toks)+1)
	for _, a := range p.actors {
		for i := p.tokenAt(a.Span.Start); i < len(p.toks) && p.toks[i].Start < a.Span.End; i++ {
			taken[i] = true
		}
	}
	for i := 0; i < len(p.toks); i++ {
		if taken[i] || !p.capital(i) || !p.free(i) || !p.guards.is(i, "given") && !p.introduced(i) {
			continue
		}
		if n := p.nameAt(i); n != nil && (n.place != nil && !p.capital(i+1) || n.to > i+1) {
			continue
		}
		end, words := p.sequence(i)
		if words < 2 || taken[end-1] {
			continue
		}
		if n := p.nameAt(i); n != nil && n.place != nil && n.guard.located {
			continue
		}
		ph := phrase{from: i, to: end, kind: kindPerson, basis: factum.BasisNamed, last: -1}
		ph.name = p.text[p.toks[i].Start:p.toks[end-1].End]
		for k := range p.names {
			if p.names[k].from >= i && p.names[k].to <= end {
				p.names[k].place = nil
			}
			if p.names[k].from < end {
				ph.last = k
			}
		}
		before := ph.last
		p.apposition(&ph)
		ph.last = before
		p.keep(ph, true)
		i = end - 1
	}
	sortBySpan(p.actors, func(m factum.ActorMention) factum.Span { return m.Span })
}

// introduced reports capitalised words that must be a person's though no first name is known: a word of saying stands beside them, or
// an office behind their comma.
func (p *part) introduced(i int) bool {
	if p.doc.lang == "de" || p.guards.is(i, "common") || p.nameAt(i) != nil || p.mostlyCapitals(i) {
		return false
	}
	end, words := p.sequence(i)
	if words < 2 || words > 4 {
		return false
	}
	if _, ok := p.cueWords.ending(i, "say"); ok || p.cueWords.is(end, "say") && !p.cueWords.is(end, "weak") {
		return true
	}
	if !p.mark(end, ',') || end+1 >= len(p.toks) {
		return false
	}
	j := end + 1
	if p.guards.is(j, "definite") || p.timeWords.is(j, "article") || p.numWords.is(j, "unit") {
		j++
	}
	n := p.nameAt(j)
	return n != nil && n.from == j && n.sense(gazetteer.Office) != nil
}

// tokenAt returns the first token that ends after byte b.
func (p *part) tokenAt(b int) int {
	lo, hi := 0, len(p.toks)
	for lo < hi {
		m := (lo + hi) / 2
		if p.toks[m].End <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (p *part) actorMentions() []factum.ActorMention {
	if p.actors == nil {
		return []factum.ActorMention{}
	}
	return p.actors
}
