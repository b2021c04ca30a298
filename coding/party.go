package coding

// Who is meant by a phrase: the party that it names, whose people it speaks of, the pronoun's antecedent.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
)

// actors are those that the phrase names: the mention its head belongs to, else one inside it, else its words when
// they name somebody. A list of phrases gives them all.
func (s *sentence) actors(np int, list bool) []factum.Actor {
	var out []factum.Actor
	for n := np; n <= len(s.nps); n++ {
		p := &s.nps[n-1]
		if n > np && p.of >= np { // what hangs on the list by "of"; a list goes on behind it
			if a, ok := s.actor(n); ok && p.after && p.coord && list && len(out) > 0 && (a.Code != "" || out[0].Code == "" && out[0].Span.Start >= s.toks[s.nps[np].start].span.Start) {
				out = append(out, a) // "hundreds of teachers and nurses"
			}
			continue
		}
		if n > np && (!p.after || !(list && p.coord) && len(out) > 0 && out[0].Code != "") {
			break
		}
		if n > np && !p.coord {
			// an apposition: only when the phrase before it named nobody the tables know
			if m := s.toks[p.head].actor; len(out) > 0 && out[len(out)-1].Code != "" && !(m > 0 && s.r.party(m) && s.r.doc.Mentions.Actors[m-1].Kind != "state" && s.byAdjective(n-1)) {
				continue
			}
			if a, ok := s.actor(n); ok && a.Code != "" && s.toks[p.head].actor > 0 {
				if len(out) > 0 {
					out = out[:len(out)-1]
				}
				out = append(out, a)
			}
			continue
		}
		if a, ok := s.actor(n); ok {
			if a.Code == "" || len(s.nps) > n && s.nps[n].slots&sSource != 0 && !s.lx.nounCapitals {
				if more := s.origins(n); len(more) > 0 && list {
					out = append(out, more...)
					continue
				}
			}
			out = append(out, a)
		}
	}
	return out
}

// actor is the one that a phrase names.
func (s *sentence) actor(np int) (factum.Actor, bool) {
	p := &s.nps[np-1]
	if p.time {
		return factum.Actor{}, false
	}
	best := s.mentionIn(p)
	if best > 0 && best != s.toks[p.head].actor && (s.eventAt(p.head) || s.lx.headFirst && s.thing(p.head)) && s.kindOnly(p, best) {
		return factum.Actor{}, false // "military talks"
	}
	if best > 0 {
		return s.byMention(np, best), true
	}
	head := &s.toks[p.head]
	if head.cue&(cPron|cObjPron) != 0 && head.cue&cDet == 0 {
		return s.r.antecedent(s, p)
	}
	// "members of the party": the phrase behind "of" says who, where the head is a group's part
	if np < len(s.nps) && s.nps[np].of == np {
		if head.class.has(s.r.human) {
			if a, ok := s.actor(np + 1); ok && a.Code != "" {
				a.Basis = factum.BasisNamed
				if a.Role == "" {
					a.Role = strings.ToLower(head.span.In(s.text))
				}
				a.Text, a.Span = s.words(s.trimmed(p), s.nps[np].end)
				return a, true
			}
		}
	}
	if s.lx.free && head.actor == 0 && np < len(s.nps) && s.nps[np].of == np && s.instrument(np) {
		if a, ok := s.actor(np + 1); ok && a.Code != "" { // "okręty USA", "ciężarówki ONZ"
			return a, true
		}
	}
	if s.lx.headFirst && head.actor == 0 && np < len(s.nps) && s.nps[np].of == np && s.instrument(np) {
		for i := s.nps[np].start; i < s.nps[np].end; i++ { // "trois missiles de croisière russes"
			if t := &s.toks[i]; t.actor > 0 && s.r.adjective(t.actor) {
				return s.r.mentioned(t.actor), true
			}
		}
	}
	if np < len(s.nps) && s.nps[np].of == np && (head.numeral() || head.quantity > 0 && !head.nominal) {
		if a, ok := s.actor(np + 1); ok {
			return a, true // "hundreds of banks"
		}
	}
	if k, _ := s.kinds(np); k&kHuman == 0 || s.instrument(np) && head.actor == 0 {
		if o, ok := s.owner(p, 0); ok && s.instrument(np) && o.Code != "" { // "its drones"
			o.Text, o.Span = s.words(p.start, p.end)
			return o, true
		}
		return factum.Actor{}, false
	}
	if s.thing(p.head) {
		return factum.Actor{}, false // "the country's membership", "the presidential palace"
	}
	return s.byWords(np)
}

// mentionIn is the mention that says who the phrase is: the last up to its head, else the first behind it, from 1; 0 none.
func (s *sentence) mentionIn(p *phrase) int {
	best := 0
	for i := p.start; i < p.end; i++ {
		if a := s.toks[i].actor; a > 0 {
			if (s.lx.headFirst || s.lx.free && s.toks[i].cases&adjectival != 0) && i > p.head && !s.toks[i].cap && s.toks[p.head].actor != a && !s.r.adjective(a) {
				continue // "coopération militaire": an adjective here
			}
			if n := s.at(i + 1); n.low == "'s" {
				if i+2 < p.end {
					// a possessor: "Russia's army" is Russia's, "Lavrov's car" nobody
					best = a
					continue
				}
			}
			best = a
			if i >= p.head {
				break
			}
		}
	}
	if best > 0 && best != s.toks[p.head].actor && !s.thing(p.head) && s.toks[p.head].class.has(s.r.human) && s.r.code(best) == "" && !s.toks[p.head].cap && s.lx.baseForm() {
		best = 0 // "the teachers' union", "rebel lawmakers"
	}
	return best
}

// byMention is the party that a mention inside the phrase names, with the code that the phrase or the one behind it gives it where no table does.
func (s *sentence) byMention(np, best int) factum.Actor {
	p := &s.nps[np-1]
	a := s.r.mentioned(best)
	if a.Code == "" && a.Role == "leader" && np < len(s.nps) && s.nps[np].of == np && s.is(s.nps[np].head, "body-word") { // "the head of the mission"
		if o, ok := s.actor(np + 1); ok && o.Code != "" {
			a.Code, a.Basis = o.Code, factum.BasisContext
		}
	}
	if a.Code == "" && np < len(s.nps) && s.nps[np].of == np && s.lx.nounCapitals && s.toks[s.nps[np].start].capital && !s.is(p.head, "apart") { // "die Außenminister Armeniens"
		if o, ok := s.actor(np + 1); ok {
			a.Code, a.Basis = o.Code, factum.BasisContext
		}
	}
	if m := &s.r.doc.Mentions.Actors[best-1]; a.Code == "" && m.Kind == "group" && s.lx.nounCapitals && s.bodyAt(best, p) {
		if o, ok := s.seatOf(np); ok {
			a.Code, a.Basis = o.Code, factum.BasisContext
		}
	}
	if m := &s.r.doc.Mentions.Actors[best-1]; s.lx.free && m.Basis == factum.BasisContext && m.Kind != "person" && np < len(s.nps) && s.nps[np].of == np && s.lx.home[a.Code] {
		if k := s.toks[s.nps[np].head].actor; k > 0 && s.r.party(k) { // "боєць «Вагнера»"
			a.Code = s.r.code(k)
		}
	}
	if a.Code == "" {
		if o, ok := s.owner(p, best); ok {
			a.Code = o.Code
			if o.Basis == factum.BasisContext {
				a.Basis = o.Basis
			}
		}
	}
	if m := s.r.doc.Mentions.Actors[best-1]; (m.Role == "" || m.Role == roleAdjective) && m.Kind == "state" && s.toks[p.head].actor == 0 && s.r.adjective(best) && !s.toks[p.head].cap && (s.lx.headFirst || m.Span.End <= s.toks[p.head].span.Start) {
		// "French farmers": the words say who of that state
		if w, _ := s.words(p.head, p.head+1); !s.toks[p.head].verb {
			from := s.trimmed(p)
			a.Text, a.Span = s.words(from, s.coreEnd(p))
			a.Role = strings.ToLower(w)
		}
	}
	return a
}

// byWords is somebody whom no mention names, by the words of the phrase: with the code of a body that the text named, of a name that it tied to
// one, or of whoever owns these people. A number or a pronoun names nobody.
func (s *sentence) byWords(np int) (factum.Actor, bool) {
	p := &s.nps[np-1]
	head := &s.toks[p.head]
	from := s.trimmed(p)
	if from >= p.end || p.head == from && (head.number || head.cue&(cDet|cNumber|cAdv) != 0 || head.quantity > 0) {
		return factum.Actor{}, false // "thirty", "one of them": nobody is named
	}
	text, sp := s.words(from, s.coreEnd(p))
	a := factum.Actor{Text: text, Basis: factum.BasisNamed, Span: sp}
	if code := s.localRule(np); code != "" {
		a.Code, a.Basis = code, factum.BasisContext
	} else if p.head-p.start == 1 && s.lx.definite[s.toks[p.start].low] && (s.is(p.head, "body-word") || s.is(p.head, "local-rule")) {
		if a.Code = s.bareBody(head.low); a.Code != "" {
			a.Basis = factum.BasisContext
		}
	}
	if head.cap && a.Code == "" {
		if a.Code = s.r.aff.name[text]; a.Code != "" {
			a.Basis = factum.BasisContext
		}
	}
	if head.class.has(s.r.human) {
		if o, ok := s.owner(p, 0); ok {
			a.Code, a.Basis, a.Role = o.Code, o.Basis, head.low
		}
	}
	return a, true
}

// byAdjective reports whether nothing but an adjective of a state says who the phrase is: "ліванський рух", which a name behind it says better.
func (s *sentence) byAdjective(np int) bool {
	p := &s.nps[np-1]
	for i := p.start; i < p.end; i++ {
		if k := s.toks[i].actor; k > 0 && !s.r.adjective(k) {
			return false
		}
	}
	return true
}

// origins are those that stand behind a phrase for people of theirs: "their counterparts from Finland and Sweden".
func (s *sentence) origins(np int) []factum.Actor {
	if np >= len(s.nps) {
		return nil
	}
	q := &s.nps[np]
	p := &s.nps[np-1]
	if q.prep < 0 || q.prep != p.end || q.slots&(sOf|sSource) == 0 {
		return nil
	}
	list := s.actors(np+1, true)
	if len(list) == 0 || list[0].Code == "" {
		return nil
	}
	role := strings.ToLower(s.toks[p.head].span.In(s.text))
	for i := range list {
		if list[i].Role == "" {
			list[i].Role = role
		}
	}
	return list
}

// kindOnly reports whether a mention inside the phrase says of what kind its head is and names nobody: a group no table knows, in small letters,
// that does not own it.
func (s *sentence) kindOnly(p *phrase, k int) bool {
	for i := p.start; i < p.end; i++ {
		if t := &s.toks[i]; t.actor == k && (t.cap || s.at(i+1).low == "'s" || s.at(i+1).low == "'") {
			return false
		}
	}
	return s.r.code(k) == ""
}

// owner is who the people of a phrase belong to: "Ukraine's army", "its troops", "our forces"; nobody where the
// word says that they stand apart from their owner, as allies and critics do.
func (s *sentence) owner(p *phrase, best int) (factum.Actor, bool) {
	if s.is(p.head, "apart") {
		return factum.Actor{}, false
	}
	for i := p.start; i < p.head; i++ {
		t := &s.toks[i]
		if t.actor > 0 && t.actor != best && s.r.doc.Mentions.Actors[t.actor-1].Code != "" && s.r.doc.Mentions.Actors[t.actor-1].Kind != "person" {
			return s.r.mentioned(t.actor), true
		}
		if t.cue&cPoss != 0 && t.cue&cRel == 0 {
			q := phrase{start: i, end: i + 1, clause: t.clause, head: i, prep: -1}
			return s.r.antecedent(s, &q)
		}
	}
	if code := s.hometown(p); code != "" {
		return factum.Actor{Code: code, Basis: factum.BasisContext}, true
	}
	return factum.Actor{}, false
}

// hometown is the state of the one place whose name stands before the word for a body that rules, judges or polices there: "a Nairobi court",
// "Manhattan police".
func (s *sentence) hometown(p *phrase) string {
	if !s.is(p.head, "local-body") {
		return ""
	}
	code := ""
	for i := p.start; i < p.head; i++ {
		if t := &s.toks[i]; t.place > 0 {
			if code != "" && s.toks[i-1].place != t.place {
				return ""
			}
			code = s.r.doc.Mentions.Places[t.place-1].Country
		}
	}
	return code
}

// bodyAt reports whether the mention of an actor is, in the phrase, a word for a body.
func (s *sentence) bodyAt(actor int, p *phrase) bool {
	for i := p.start; i < p.end; i++ {
		if s.toks[i].actor == actor && s.is(i, "body-word") {
			return true
		}
	}
	return false
}

// seatOf is the state of the place that a phrase for a body names, or the one behind it: "das Landgericht Koblenz", "die Regierung in Belgrad".
func (s *sentence) seatOf(np int) (factum.Actor, bool) {
	if a, ok := s.seat(np); ok {
		return a, true
	}
	if np < len(s.nps) {
		if p, q := &s.nps[np-1], &s.nps[np]; q.prep == p.end && q.slots&sPlace != 0 && !q.time && s.toks[q.head].place > 0 && q.clause == p.clause {
			return s.seat(np + 1)
		}
	}
	return factum.Actor{}, false
}

// seat is the state that a place in the phrase belongs to, as an actor by context.
func (s *sentence) seat(np int) (factum.Actor, bool) {
	p := &s.nps[np-1]
	for i := p.start; i < p.end; i++ {
		if k := s.toks[i].place; k > 0 {
			m := s.r.doc.Mentions.Places[k-1]
			return factum.Actor{Text: m.Text, Code: m.Country, Basis: factum.BasisContext, Span: m.Span}, m.Country != ""
		}
	}
	return factum.Actor{}, false
}

// trimmed is where the phrase begins without its article.
func (s *sentence) trimmed(p *phrase) int {
	i := p.start
	for i < p.head && (s.toks[i].cue&(cDet|cPoss|cAdv) != 0 || s.toks[i].time > 0 || s.toks[i].punct) {
		i++
	}
	return i
}

// wielder is who stands by "of" behind a thing that acts for somebody, or a number of them: "the planes of the alliance".
func (s *sentence) wielder(np int) []factum.Actor {
	if !s.instrument(np) && !(np < len(s.nps) && s.nps[np].of == np && s.instrument(np+1)) {
		return nil
	}
	for n := np; n < len(s.nps) && s.nps[n].of == n; n++ {
		if list := s.actors(n+1, true); len(list) > 0 {
			return list
		}
	}
	return nil
}

// party reports whether the mention is a state or an organisation by name.
func (r *run) party(i int) bool {
	m := r.doc.Mentions.Actors[i-1]
	return m.Code != "" && (m.Kind == "state" || m.Kind == "organisation")
}

// mentioned is the actor of a mention, from 1.
func (r *run) mentioned(i int) factum.Actor {
	m := r.doc.Mentions.Actors[i-1]
	basis := m.Basis
	if basis == "" {
		basis = factum.BasisNamed
	}
	role := m.Role
	if role == roleAdjective || role == rolePeople {
		role = "" // what kind of word it is, not what they are
	}
	code := m.Code
	if code == "" {
		if code = r.code(i); code != "" {
			basis = factum.BasisContext
		}
	}
	return factum.Actor{Text: m.Text, Code: code, Role: role, Basis: basis, Span: m.Span}
}

// Roles by which reading says that the words are an adjective of a state or a name of its people.
const (
	roleAdjective = "adjective"
	rolePeople    = "people"
)

// adjective reports whether the mention is a word of belonging ("Russian") rather than a name: a name of a state
// is a place as well.
func (r *run) adjective(i int) bool {
	m := r.doc.Mentions.Actors[i-1]
	if m.Kind == "state" && m.Role == roleAdjective {
		return true
	}
	if m.Kind != "state" || m.Role != "" || m.Text == m.Name {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(m.Text); (r.lx.headFirst || r.lx.bare) && unicode.IsUpper(c) {
		return false // adjectives have no capital there
	}
	for j := range r.doc.Mentions.Places {
		p := &r.doc.Mentions.Places[j]
		if p.Part == m.Part && p.Span.Overlaps(m.Span) {
			return false
		}
		if p.Part == m.Part && p.Span.Start >= m.Span.End {
			break
		}
	}
	return !strings.Contains(m.Text, " ") || m.Kind != "person"
}

// antecedent resolves a pronoun to the subject before it, in this sentence or the one before.
func (r *run) antecedent(s *sentence, p *phrase) (factum.Actor, bool) {
	at := s.toks[p.start]
	if at.actor > 0 {
		return r.mentioned(at.actor), true
	}
	if r.lx.firstPerson[at.low] {
		if at.quote > 0 {
			q := r.quoted(r.doc.Mentions.Quotes[at.quote-1])
			if q.Code != "" || q.Text != "" {
				return contextActor(q), q.Code != ""
			}
		}
		return factum.Actor{}, false
	}
	best := factum.Actor{}
	ok, unnamed := false, false
	if r.resolving {
		return best, false // a pronoun inside what another one could stand for
	}
	r.resolving = true
	defer func() { r.resolving = false }()
	for n := range s.nps {
		q := &s.nps[n]
		if q.start >= p.start {
			break
		}
		if s.clauses[q.clause].subject != n+1 || q.clause == at.clause && q.end > p.start {
			continue
		}
		h := s.toks[q.head]
		if h.cue&(cPron|cObjPron) != 0 && h.cue&cDet == 0 {
			continue
		}
		if s.sayingVerb(q.clause) >= 0 && at.quote != s.toks[q.start].quote {
			continue
		}
		a, is := s.actor(n + 1)
		switch {
		case is && a.Code != "":
			best, ok, unnamed = a, true, false
		case is && h.actor > 0 && !ok && q.clause != at.clause:
			unnamed = true // somebody of this sentence whom the tables do not know
		}
	}
	if cl := &s.clauses[at.clause]; !ok && cl.kind == clThat && cl.parent >= 0 && cl.subject == at.np && s.says(cl.parent) && s.clauses[cl.parent].quote == at.quote {
		if q := s.clauses[cl.parent].subject; q > 0 && !s.pronoun(q) { // "the workers said that they"
			if a, is := s.actor(q); is {
				best, ok = a, true
			}
		}
	}
	if !ok && !unnamed && s.part == r.subjectPart {
		best, ok = r.subject, r.subject.Code != ""
	}
	if !ok {
		return best, false
	}
	best.Basis = factum.BasisContext
	return best, true
}

// remember keeps the sentence's last subject for pronouns of the next.
func (r *run) remember(s *sentence) {
	for c := range s.clauses {
		np := s.clauses[c].subject
		if np == 0 || s.nps[np-1].clause != c {
			continue
		}
		h := s.toks[s.nps[np-1].head]
		if h.cue&(cPron|cObjPron) != 0 && h.cue&cDet == 0 {
			continue
		}
		if s.clauses[c].quote == 0 && s.sayingVerb(c) >= 0 && len(s.r.doc.Mentions.Quotes) > 0 {
			continue
		}
		if a, ok := s.actor(np); ok && (a.Code != "" || h.actor > 0) {
			r.subject, r.subjectPart = a, s.part // somebody unknown too: "he" is then nobody from further back
		}
	}
}
