package mentions

import (
	"sort"
	"strings"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// person is somebody named in full in the document.
type person struct {
	name, code, role string
	surname          string // folded
}

// corefer ties what takes up somebody named before to who that is: a surname to the full name, "the president" to the one
// president of the document, "he" to the one person of the sentence and the one before it. Anything less plain stays as it is.
func (d *document) corefer() {
	people := d.people()
	for _, p := range d.parts {
		p.surnames(people)
		p.offices(people)
		p.pronouns()
	}
}

// people are those named in full, each once, in text order, as they are looked up.
type people struct {
	list      []*person
	bySurname map[string][]*person // by the first letters of the surname
	byOffice  map[office][]*person // one, or the first two
}

// office is a role, and a state or organisation, "" any.
type office struct{ role, code string }

// mostNamesakes is how many people whose surnames begin alike are told apart.
const mostNamesakes = 100

// people lists who is named in full.
func (d *document) people() *people {
	out := &people{bySurname: map[string][]*person{}, byOffice: map[office][]*person{}}
	byName := map[string]*person{}
	for _, p := range d.parts {
		for _, a := range p.actors {
			if a.Kind != kindPerson || !strings.ContainsRune(a.Name, ' ') {
				continue
			}
			if o := byName[a.Name]; o != nil {
				if o.code == "" {
					o.code = a.Code
				}
				if o.role == "" || o.code == a.Code && strings.HasPrefix(o.role, "former") {
					o.role = a.Role
				}
				continue
			}
			o := &person{a.Name, a.Code, a.Role, gazetteer.Fold(a.Name[strings.LastIndexByte(a.Name, ' ')+1:])}
			byName[a.Name] = o
			out.list = append(out.list, o)
		}
	}
	for _, o := range out.list {
		if k := firstLetters(o.surname); len(out.bySurname[k]) < mostNamesakes {
			out.bySurname[k] = append(out.bySurname[k], o)
		}
		at := office{o.role, o.code}
		for range 2 {
			if len(out.byOffice[at]) < 2 {
				out.byOffice[at] = append(out.byOffice[at], o)
			}
			if at.code == "" {
				break
			}
			at.code = ""
		}
	}
	return out
}

// firstLetters are those that surnames which differ in their endings share: four, or all of a shorter one.
func firstLetters(surname string) string {
	n := 0
	for i := range surname {
		if n++; n > 4 {
			return surname[:i]
		}
	}
	return surname
}

// surnames gives capitalised words that are the surname of exactly one person named in full to that person.
func (p *part) surnames(people *people) {
	if len(people.list) == 0 {
		return
	}
	inside := p.actorTokens()
	for i := range p.actors {
		a := &p.actors[i]
		if a.Kind != kindPerson {
			continue
		}
		if o := p.bySurname(people, a.Name); o != nil {
			a.Name = o.name
			if a.Code == "" {
				a.Code = o.code
			}
			if a.Role == "" {
				a.Role = o.role
			}
		}
	}
	for i := range p.toks {
		if inside[i] || !p.capital(i) || p.toks[i].End-p.toks[i].Start < 3 {
			continue
		}
		if n := p.nameAt(i); n != nil && len(n.senses) > 0 && !surnameOnly(n) {
			continue
		}
		if i > 0 && p.capital(i-1) && p.toks[i].Space == 1 && !p.first(i-1) && p.guards.is(i-1, "given") {
			continue
		}
		o := p.bySurname(people, p.tok(i))
		if o == nil {
			continue
		}
		if n := p.nameAt(i); n != nil {
			n.place = nil
		}
		s := p.span(i, i+1)
		p.actors = append(p.actors, factum.ActorMention{Part: p.name, Span: s, Text: p.words(s), Code: o.code, Name: o.name, Role: o.role, Kind: kindPerson, Basis: factum.BasisNamed})
	}
	sortBySpan(p.actors, func(m factum.ActorMention) factum.Span { return m.Span })
}

// bySurname returns the one person with that surname, in a language with cases also in another one; nil for none or several, or a full name.
func (p *part) bySurname(people *people, word string) *person {
	if strings.ContainsRune(word, ' ') {
		return nil
	}
	w := gazetteer.Fold(word)
	var found *person
	for _, o := range people.bySurname[firstLetters(w)] {
		if o.surname == w || gazetteer.Inflects(p.doc.lang) && sameStem(o.surname, w) {
			if found != nil && found.name != o.name {
				return nil
			}
			found = o
		}
	}
	return found
}

// sameStem reports two words that differ in their last letters only.
func sameStem(a, b string) bool {
	ra, rb := []rune(a), []rune(b)
	if len(ra) < 5 || len(rb) < 5 || len(ra)-len(rb) > 3 || len(rb)-len(ra) > 3 {
		return false
	}
	n := min(len(ra), len(rb)) - 2
	if n < 4 {
		n = 4
	}
	for i := 0; i < n; i++ {
		if ra[i] != rb[i] {
			return false
		}
	}
	return true
}

func (p *part) actorTokens() []bool {
	inside := make([]bool, len(p.toks))
	for _, a := range p.actors {
		for i := p.tokenAt(a.Span.Start); i < len(p.toks) && p.toks[i].Start < a.Span.End; i++ {
			inside[i] = true
		}
	}
	return inside
}

// offices ties "the president" to the one person of that office in the document.
func (p *part) offices(people *people) {
	for i := range p.actors {
		a := &p.actors[i]
		if a.Name != "" || a.Role == "" || a.Kind != kindGroup && a.Kind != kindState {
			continue
		}
		at, end := p.tokenAt(a.Span.Start), p.tokenAt(a.Span.End-1)
		if n := p.nameAt(end); a.Code == "" && (n == nil || n.sense(gazetteer.Office, gazetteer.Group) == nil || at == 0 || !p.guards.is(at-1, "definite")) {
			continue
		}
		if w, ok := p.guards.get(at-1, "definite"); ok && w.value == "f" && !strings.HasSuffix(a.Text, "in") {
			continue // "die Außenminister" are several
		}
		if !singular(a.Role) {
			if a.Role == "politicians" || a.Role == "minister" || a.Role == "diplomat" || a.Role == "leader" {
				if o := p.onlyPerson(at); o != nil && a.Code == "" {
					a.Name, a.Code, a.Role, a.Kind, a.Basis = o.Name, o.Code, o.Role, kindPerson, factum.BasisContext
				}
			}
			continue
		}
		holders := people.byOffice[office{a.Role, a.Code}]
		if len(holders) != 1 {
			continue
		}
		found := holders[0]
		a.Name, a.Code, a.Kind, a.Basis = found.name, found.code, kindPerson, factum.BasisContext
	}
}

// singular lists the offices that one person holds at a time.
func singular(role string) bool {
	switch role {
	case "president", "prime minister", "chancellor", "foreign minister", "defence minister", "secretary-general", "pope", "king", "high representative", "commission president", "mayor", "governor", "vice-president":
		return true
	}
	return false
}

// pronouns gives "he" to the person named in the sentence or the one before it, if there is exactly one.
func (p *part) pronouns() {
	inside := p.actorTokens()
	var add []factum.ActorMention
	skip := 0
	for i := range p.toks {
		w, ok := p.guards.get(i, "pronoun")
		if !ok || inside[i] {
			continue
		}
		if p.guards.is(i, "nobody") || i > 0 && i < skip {
			continue
		}
		skip = w.to
		found := p.onlyPerson(i)
		if found == nil {
			continue
		}
		sp := p.span(w.from, w.to)
		add = append(add, factum.ActorMention{Part: p.name, Span: sp, Text: p.words(sp), Code: found.Code, Name: found.Name, Role: found.Role, Kind: kindPerson, Basis: factum.BasisContext})
	}
	p.actors = append(p.actors, add...)
	sortBySpan(p.actors, func(m factum.ActorMention) factum.Span { return m.Span })
}

// onlyPerson returns the one person named before token i in its sentence and the one before, nil for none or several.
func (p *part) onlyPerson(i int) *factum.ActorMention {
	s := p.sentence[i]
	from := p.toks[p.start[max(0, s-1)]].Start
	var found *factum.ActorMention
	for k := sort.Search(len(p.actors), func(k int) bool { return p.actors[k].Span.Start >= from }); k < len(p.actors); k++ {
		a := &p.actors[k]
		if a.Span.Start >= p.toks[i].Start {
			break
		}
		if a.Kind != kindPerson || a.Name == "" {
			continue
		}
		if found != nil && found.Name != a.Name {
			return nil
		}
		found = a
	}
	return found
}

// metonyms adds capitals that stand for their government: "Moscow denies". The place stays a place too; what tells is cheap, and
// whoever codes decides: no preposition of place before it, and a word with a small letter that is none right behind, or a possessive.
func (p *part) metonyms() {
	inside := p.actorTokens()
	told := -1 // the capital told last to be an actor
	for i := range p.names {
		n := &p.names[i]
		towards := n.from > 0 && p.toks[n.from].Space == 1 && p.endsTowards(n.from) // "contro Mosca"
		if told >= 0 && told == i-1 && n.from == p.names[told].to+1 && p.guards.is(n.from-1, "and") {
			towards = true // "par Ankara et Moscou"
		}
		saying := n.guard.located && p.guards.is(n.to, "theysay") // "в Москве заявили"
		towards = towards || saying
		if n.place == nil || inside[n.from] || n.guard.located && !towards || len(n.senses) > 0 && n.sense(gazetteer.Region, gazetteer.State) != nil {
			continue
		}
		code := ""
		if w, ok := p.guards.get(n.from, "metonym"); ok && w.to == n.to {
			code = w.value
		} else if w, ok := p.guards.get(n.from, "metonymcase"); ok && w.to == n.to && towards {
			code = w.value
		} else {
			for _, pl := range n.places {
				if pl.Capital && pl.GeoNames == n.place.GeoNames && pl.Class != gazetteer.Inflected {
					code = pl.Country
				}
			}
		}
		if code == "" || n.to >= len(p.toks) {
			continue
		}
		next := p.toks[n.to]
		possessive := next.Kind == gazetteer.Mark && (next.Letter == '\'' || next.Letter == '’') && next.Space == 0
		colon := p.mark(n.to, ':') && p.first(n.from) // "Moscow: no withdrawal"
		if !towards && !possessive && !colon && !p.nominative(n) && !p.listedBefore(i, inside) && !(next.Kind == gazetteer.Word && next.Case == gazetteer.Lower && next.Space == 1 && (!p.guards.is(n.to, "loc", "of") || p.tok(n.to) == "a" && p.timeWords.is(n.to, "past"))) {
			continue
		}
		if !towards && n.from > 0 && p.toks[n.from].Space == 1 && p.toks[n.from-1].Kind == gazetteer.Word && p.guards.is(n.from-1, "loc", "of") {
			continue
		}
		told = i
		kind := kindState
		if _, ok := gazetteer.Country(code); !ok {
			kind = kindOrganisation
		}
		s := p.span(n.from, n.to)
		p.actors = append(p.actors, factum.ActorMention{Part: p.name, Span: s, Text: p.words(s), Code: code, Kind: kind, Basis: factum.BasisContext})
	}
}

// nominative reports a capital in its base form that may act by that alone, in a language whose endings tell who does: nothing leads it in, and
// it stands behind a word ("— zapowiedziała Moskwa.") or first before a preposition ("Ankara przez trzy dni pośredniczyła").
func (p *part) nominative(n *name) bool {
	if !gazetteer.Inflects(p.doc.lang) {
		return false
	}
	base := false
	for _, pl := range n.places {
		base = base || pl.Capital && pl.GeoNames == n.place.GeoNames && pl.Class != gazetteer.Inflected
	}
	next := &p.toks[n.to]
	switch {
	case !base:
		return false
	case p.first(n.from):
		return next.Kind == gazetteer.Word && next.Case == gazetteer.Lower && p.guards.is(n.to, "loc", "of")
	}
	before := &p.toks[n.from-1]
	return before.Kind == gazetteer.Word && before.Case == gazetteer.Lower && p.toks[n.from].Space == 1 && !p.guards.is(n.from-1, "loc", "of", "common") && !(next.Kind == gazetteer.Word && next.Case != gazetteer.Lower)
}

// endsTowards reports that words before token i make a party of what follows: "contro", "de l'aide à", "secondo".
func (p *part) endsTowards(i int) bool {
	_, ok := p.guards.ending(i, "towards")
	return ok
}

// listedBefore reports a capital that goes on to another one as an actor: "Berlin, Paris and Rome support".
func (p *part) listedBefore(i int, inside []bool) bool {
	if !p.doc.has(language.AdjectiveBehind) {
		return false
	}
	n := &p.names[i]
	for k := i + 1; k < len(p.names) && k < i+5; k++ {
		m := &p.names[k]
		to := p.names[k-1].to
		between := m.from == to+1 && (p.mark(to, ',') || p.guards.is(to, "and"))
		if !between || m.place == nil || inside[m.from] || m.guard.located && !p.listed(n, m) {
			return false
		}
		capital := p.guards.is(m.from, "metonym")
		for _, pl := range m.places {
			capital = capital || pl.Capital && pl.GeoNames == m.place.GeoNames
		}
		if !capital || m.to >= len(p.toks) {
			return false
		}
		if next := p.toks[m.to]; next.Kind == gazetteer.Word && next.Case == gazetteer.Lower && !p.guards.is(m.to, "loc", "of", "and") {
			return true
		}
	}
	return false
}
