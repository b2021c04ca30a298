package mentions

import (
	"sort"
	"strings"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// whose gives offices and bodies that are told without their state ("the interior ministry said", "die Armee") to the state that the text is plainly
// about there: of the states that the sentence and the ones about it name or are set in, the one that has by far the most to say.
func (p *part) whose() {
	for k := range p.actors {
		a := &p.actors[k]
		if a.Code != "" || !ofState(a.Role) && !(a.Role == "court" && gazetteer.Inflects(p.doc.lang)) || a.Kind == kindArmedGroup {
			continue
		}
		at := p.tokenAt(a.Span.Start)
		if strings.HasPrefix(a.Role, "former") || a.Name == "" && (a.Role == "general" || a.Role == "minister") {
			continue
		}
		if a.Name == "" && !p.told(at, p.tokenAt(a.Span.End-1)) {
			continue
		}
		code := p.ofTown(a, at)
		if code == "" && a.Role == "ministry" { // "the ministry": the one named last
			for j := k - 1; j >= 0 && code == "" && p.sentence[at]-p.sentence[p.tokenAt(p.actors[j].Span.Start)] <= 12; j-- {
				if strings.HasPrefix(p.actors[j].Role, "ministry ") {
					code = p.actors[j].Code
				}
			}
		}
		if code == "" {
			code = p.stateAt(k, at)
		}
		if code != "" {
			if a.Code, a.Basis = code, factum.BasisContext; a.Kind == kindGroup {
				a.Kind = kindState
			}
			p.spokesperson(k)
		}
	}
}

// spokesperson gives the office right before body k, and the person named right behind, the state that the body got: "a spokesman of the department,
// Igor S.". Who is named so is of that state wherever the text names him.
func (p *part) spokesperson(k int) {
	body := &p.actors[k]
	joined := func(a, b *factum.ActorMention) bool { return strings.TrimSpace(p.text[a.Span.End:b.Span.Start]) == "" }
	if k == 0 || p.actors[k-1].Role != "spokesperson" || p.actors[k-1].Code != "" || !joined(&p.actors[k-1], body) {
		return
	}
	p.actors[k-1].Code, p.actors[k-1].Basis = body.Code, factum.BasisContext
	if k+1 == len(p.actors) || p.actors[k+1].Kind != kindPerson || p.actors[k+1].Name == "" || p.actors[k+1].Code != "" || !joined(body, &p.actors[k+1]) {
		return
	}
	name := p.actors[k+1].Name
	for j := range p.actors {
		if a := &p.actors[j]; a.Name == name && a.Code == "" {
			a.Code, a.Basis = body.Code, factum.BasisContext
			if a.Role == "" {
				a.Role = "spokesperson"
			}
		}
	}
}

// ofState lists the roles of offices and bodies that each state has its own of.
func ofState(role string) bool {
	role = strings.TrimPrefix(role, "former ")
	switch role {
	case "president", "vice-president", "prime minister", "deputy prime minister", "chancellor", "minister", "deputy minister", "government", "parliament",
		"general staff", "armed forces", "police", "intelligence service", "prosecutor", "emergency services", "mayor", "governor", "general",
		"border guard", "town council":
		return true
	}
	return strings.HasSuffix(role, " minister") || strings.HasPrefix(role, "ministry")
}

// told reports a body or office at tokens [from,last] that is one the text takes as known: behind a definite article or without any, in the singular
// where one holds it.
func (p *part) told(from, last int) bool {
	n := p.nameAt(last)
	if p.guards.is(from, "former") || p.guards.is(from-1, "former") {
		return false
	}
	if n == nil || n.sense(gazetteer.Body, gazetteer.Office) == nil || n.sense(gazetteer.Group) != nil {
		return false
	}
	if j := from - 1; j >= 0 && p.toks[from].Space <= 1 && p.capital(j) && !p.first(j) && !p.doc.nounsCapital() && p.nameAt(j) == nil {
		return false // "the People's Liberation Army" is one of a name of its own
	}
	if from > 0 && (p.guards.is(from, "definite") || p.guards.is(from-1, "definite") || p.timeWords.is(from-1, "article")) {
		return true
	}
	s := n.sense(gazetteer.Body)
	if gazetteer.Inflects(p.doc.lang) { // no articles: what each state has one of is the one spoken of
		return alone(n.sense(gazetteer.Body, gazetteer.Office).Role)
	}
	return s != nil && (s.Role == "police" || s.Role == "parliament" || strings.HasPrefix(s.Role, "ministry")) && p.toks[last].Case != gazetteer.Upper
}

// alone lists the roles of what each state has one of.
func alone(role string) bool {
	switch role {
	case "president", "vice-president", "prime minister", "chancellor", "government", "parliament", "general staff", "armed forces", "police", "intelligence service",
		"prosecutor", "emergency services", "court":
		return true
	}
	return strings.HasPrefix(role, "ministry") || strings.HasSuffix(role, " minister") && role != "deputy minister"
}

// ofTown is the state of the town or area that the words say a body sits in, where nouns have cases: by an adjective before it ("стамбульська
// поліція"), or behind "in" right after it ("парламент у Будапешті"). Armies and those who hold an office may be anywhere.
func (p *part) ofTown(a *factum.ActorMention, at int) string {
	if !gazetteer.Inflects(p.doc.lang) || a.Name != "" {
		return ""
	}
	if w, ok := p.guards.ending(at, "townadj"); ok {
		return w.value
	}
	if !seated(a.Role) {
		return ""
	}
	if w, ok := p.guards.get(p.tokenAt(a.Span.End-1)+1, "where"); ok && w.value != "border" {
		if n := p.nameAt(w.to); n != nil && n.place != nil {
			return n.place.Country
		}
	}
	return ""
}

// seated lists the roles of bodies that are where they have power.
func seated(role string) bool {
	switch role {
	case "government", "parliament", "town council", "police", "prosecutor", "court":
		return true
	}
	return strings.HasPrefix(role, "ministry")
}

// foreign reports whether mention b does not say whose body a of the same sentence is: people of a state never do, and behind a a state's bare name
// does not, for whom a body acts on is mostly another.
func foreign(a, b *factum.ActorMention) bool {
	return b.Kind == kindGroup || b.Role == "" && b.Span.Start > a.Span.Start
}

// stateAt returns the state that the text is about at token i, where actor k stands; "" for none or several alike.
func (p *part) stateAt(k, i int) string {
	weights := map[string]int{}
	var order []string
	add := func(code string, at, by int) {
		if _, ok := gazetteer.Country(code); !ok {
			return
		}
		switch d := p.sentence[i] - p.sentence[at]; {
		case d == 0 && at < i:
			by *= 4
		case d == 0 || d == 1:
			by *= 3
		case d < -1 || d > 4:
			return
		}
		if weights[code] == 0 {
			order = append(order, code)
		}
		weights[code] += by
	}
	n := int(p.sentence[i])
	from, to := int(p.start[max(0, n-4)]), len(p.toks)
	if n+2 < len(p.start) {
		to = int(p.start[n+2])
	}
	for j := sort.Search(len(p.names), func(j int) bool { return p.names[j].from >= from }); j < len(p.names) && p.names[j].from < to; j++ {
		n := &p.names[j]
		if n.place == nil || n.place.Country == "" {
			continue
		}
		if gazetteer.Inflects(p.doc.lang) && p.sentence[n.from] == p.sentence[i] && (p.party(n) || p.bordering(n) || !seated(p.actors[k].Role) && p.goal(n)) {
			continue // told of as a party, which is weighed below, or as where somebody goes
		}
		add(n.place.Country, n.from, 2)
	}
	start := p.toks[from].Start
	for j := sort.Search(len(p.actors), func(j int) bool { return p.actors[j].Span.Start >= start }); j < len(p.actors); j++ {
		a := &p.actors[j]
		if a.Span.Start >= p.toks[to-1].End {
			break
		}
		if gazetteer.Inflects(p.doc.lang) && j != k && p.sentence[p.tokenAt(a.Span.Start)] == p.sentence[i] && foreign(&p.actors[k], a) {
			continue
		}
		if j != k && a.Code != "" && a.Role != "people" && a.Basis != factum.BasisContext {
			add(a.Code, p.tokenAt(a.Span.Start), 2)
		}
	}
	best, next := "", ""
	for _, code := range order {
		switch {
		case best == "" || weights[code] > weights[best]:
			best, next = code, best
		case next == "" || weights[code] > weights[next]:
			next = code
		}
	}
	if best == "" {
		if home := language.Of(p.doc.lang).Home; len(home) > 0 && p.doc.has(language.HomeMeant) && p.actors[k].Role != "court" && !p.guards.is(i, "abroad") {
			return home[0]
		}
		return ""
	}
	if next != "" && weights[best]*2 < weights[next]*3 {
		return ""
	}
	return best
}

// party reports whether a name is part of the mention of an actor, and no place where something is.
func (p *part) party(n *name) bool {
	if w, ok := p.guards.ending(n.from, "where"); ok && w.value != "border" {
		return false
	}
	at := p.toks[n.from].Start
	j := sort.Search(len(p.actors), func(j int) bool { return p.actors[j].Span.End > at })
	return j < len(p.actors) && p.actors[j].Span.Start <= at
}

// goal reports a place that something goes to.
func (p *part) goal(n *name) bool {
	_, where := p.guards.ending(n.from, "where")
	_, whither := p.guards.ending(n.from, "whither")
	return whither && !where
}

// bordering reports a place that only says what another one borders on.
func (p *part) bordering(n *name) bool {
	w, ok := p.guards.ending(n.from, "where")
	return ok && w.value == "border"
}

// onlyWhere reports a state that is named as where something is, comes from or goes, and does nothing itself: "floods in X", "fled to X". To whom arms,
// aid or money go is somebody all the same.
func (p *part) onlyWhere(ph *phrase) bool {
	if ph.first != ph.last || ph.role != "" || ph.name != "" || ph.adjective || p.names[ph.first].place == nil || p.names[ph.first].sense(gazetteer.State) == nil {
		return false
	}
	i := ph.from
	for i > 0 && p.toks[i].Space < 2 && (p.guards.is(i-1, "definite") || p.timeWords.is(i-1, "article") || p.apostrophe(i-1)) {
		i--
	}
	if _, ok := p.guards.ending(i, "where"); ok {
		return true
	}
	if _, ok := p.guards.ending(i, "whither"); !ok {
		return false
	}
	items := in(itemWords(), p.doc.lang)
	for j, end := p.sentenceStart(i), p.sentenceEnd(i); j < end; j++ {
		if vals, next := items.Longest(p.toks, j); next > j && chooseItem(vals, p.toks[j].Case) != nil || p.symbolAt(j) != "" || p.numWords.is(j, "scale") || p.guards.is(j, "giving") {
			return false
		}
	}
	return true
}
