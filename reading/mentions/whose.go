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
		if a.Code != "" || !ofState(a.Role) || a.Kind == kindArmedGroup {
			continue
		}
		at := p.tokenAt(a.Span.Start)
		if strings.HasPrefix(a.Role, "former") || a.Name == "" && (a.Role == "general" || a.Role == "minister") {
			continue
		}
		if a.Name == "" && !p.told(at, p.tokenAt(a.Span.End-1)) {
			continue
		}
		code := ""
		if a.Role == "ministry" { // "the ministry": the one named last
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
		"prosecutor", "emergency services":
		return true
	}
	return strings.HasPrefix(role, "ministry") || strings.HasSuffix(role, " minister") && role != "deputy minister"
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
		if n := &p.names[j]; n.place != nil && n.place.Country != "" {
			add(n.place.Country, n.from, 2)
		}
	}
	start := p.toks[from].Start
	for j := sort.Search(len(p.actors), func(j int) bool { return p.actors[j].Span.Start >= start }); j < len(p.actors); j++ {
		a := &p.actors[j]
		if a.Span.Start >= p.toks[to-1].End {
			break
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
		if home := language.Of(p.doc.lang).Home; len(home) > 0 && p.doc.has(language.HomeMeant) {
			return home[0]
		}
		return ""
	}
	if next != "" && weights[best]*2 < weights[next]*3 {
		return ""
	}
	return best
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
