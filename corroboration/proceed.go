package corroboration

import (
	"slices"
	"strings"
	"unicode"

	"factum"
	"factum/language"
)

// proceedDays is within how many days two stages that name nobody by name can be of one proceeding.
const proceedDays = 31

// Proceedings puts stages told by facts together: those of one state or court that concern the same person by name, or the same party or place within
// proceedDays. It is a pure function of the deeds, whatever their order; proceedings come in the order of deeds, stages in order of time. Arrests by themselves are none.
func Proceedings(deeds []factum.Deed) []factum.Proceeding {
	var all []*stage
	for i := range deeds {
		if deeds[i].Stage != "" {
			all = append(all, newStage(&deeds[i]))
		}
	}
	root := make([]int, len(all))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	byKey := map[string][]int{} // only stages with a key in common are compared
	for i, s := range all {
		for _, k := range s.keys {
			for _, j := range byKey[k] {
				if a, b := find(i), find(j); a != b && s.with(all[j]) {
					root[max(a, b)] = min(a, b)
				}
			}
			byKey[k] = append(byKey[k], i)
		}
	}
	groups := map[int][]*stage{}
	for i, s := range all {
		groups[find(i)] = append(groups[find(i)], s)
	}
	out := []factum.Proceeding{}
	for i := range all {
		g := groups[i]
		if slices.ContainsFunc(g, func(s *stage) bool { return s.Stage != factum.StageArrest }) {
			out = append(out, proceeding(g))
		}
	}
	return out
}

// stage is a deed that is one, made comparable.
type stage struct {
	*factum.Deed
	persons []string // sounds of the names of those accused, sorted
	party   who      // those accused who are no persons by name
	before  who
	place   where
	day     int // minDay unknown
	keys    []string
}

func newStage(d *factum.Deed) *stage {
	s := &stage{Deed: d, before: readWho(d.Actors), place: readWhere(d.Place), day: minDay}
	var rest []factum.Actor
	for _, p := range d.Recipients {
		if n := personName(p); n != "" {
			s.persons = append(s.persons, n)
		} else {
			rest = append(rest, p)
		}
	}
	s.party = readWho(rest)
	slices.Sort(s.persons)
	s.persons = slices.Compact(s.persons)
	on := s.on()
	if n, ok := dayOf(on, false); ok {
		s.day = n
	}
	for _, p := range s.persons {
		s.keys = append(s.keys, "person|"+p)
	}
	if len(s.persons) == 0 {
		if s.place.level != nowhere && s.place.level < country {
			s.keys = append(s.keys, "place|"+s.place.name)
		}
		for _, c := range s.party.codes {
			s.keys = append(s.keys, "party|"+c)
		}
	}
	return s
}

// on is the day of a stage: when it happened, else when it was told.
func (s *stage) on() string {
	if t := s.Time; t != nil && t.From != "" {
		return day(t.From)
	}
	return s.Said
}

// bodyRoles are roles of bodies and groups: whoever stands in one is no person by name, however it is written.
var bodyRoles = []string{"armed forces", "government", "parliament", "police", "ministry", "civilians", "prisoners", "prisoner", "protesters", "delegation", "companies", "units", "brigade"}

// personName is the sounds of first and last name of somebody who is named as a person: two words with capitals at the end of what the text calls them. "" for all others.
func personName(p factum.Actor) string {
	if slices.ContainsFunc(bodyRoles, func(r string) bool { return strings.HasPrefix(strings.ToLower(p.Role), r) }) {
		return ""
	}
	words := strings.Fields(p.Text)
	n := len(words)
	if n < 2 {
		return ""
	}
	for _, w := range words[n-2:] {
		if r := []rune(w); len(r) < 2 || !unicode.IsUpper(r[0]) || !unicode.IsLower(r[len(r)-1]) {
			return ""
		}
	}
	given, family := language.Sound(words[n-2]), language.Sound(words[n-1])
	if len(family) < 2 {
		return ""
	}
	return given + " " + family
}

// with reports whether two stages are of one proceeding.
func (s *stage) with(t *stage) bool {
	if s.before.excludes(t.before, false) {
		return false
	}
	if len(s.persons) > 0 || len(t.persons) > 0 {
		return common(s.persons, t.persons) > 0
	}
	near := s.day == minDay || t.day == minDay || max(s.day-t.day, t.day-s.day) <= proceedDays
	if !near || common(s.before.codes, t.before.codes) == 0 || s.party.excludes(t.party, false) {
		return false
	}
	switch s.place.against(t.place) {
	case same:
		return true
	case apart:
		return false
	}
	// Who investigates a party has many inquiries into it: in one place of which nothing is known they are not one.
	return common(s.party.roles, t.party.roles) > 0
}

func proceeding(g []*stage) factum.Proceeding {
	id := g[0].Claims[0] // deeds come by their first-sealed claim
	p := factum.Proceeding{V: 1, ID: id.Proceeding(), Before: []factum.Actor{}, Accused: []factum.Actor{}, Stages: []factum.Step{}, Claims: []factum.ClaimID{}}
	for _, s := range g {
		p.Claims = append(p.Claims, s.Claims...)
	}
	slices.SortStableFunc(g, func(a, b *stage) int {
		if c := strings.Compare(a.on(), b.on()); c != 0 {
			return c
		}
		return slices.Index(factum.Stages, a.Stage) - slices.Index(factum.Stages, b.Stage)
	})
	seen := map[string]bool{}
	add := func(to *[]factum.Actor, side string, as []factum.Actor) {
		for _, a := range as {
			k := side + personName(a)
			if k == side {
				k += a.Code + "/" + fold(a.Role)
				if a.Code == "" && a.Role == "" {
					k += fold(a.Text)
				}
			}
			if !seen[k] {
				seen[k] = true
				*to = append(*to, a)
			}
		}
	}
	for _, s := range g {
		add(&p.Before, "before ", s.Actors)
		add(&p.Accused, "accused ", s.Recipients)
		if p.Place == nil {
			p.Place = s.Place
		}
		p.Stages = append(p.Stages, factum.Step{Stage: s.Stage, Fact: s.Fact(), On: s.on(), By: filled(s.Actors), Of: filled(s.Recipients), Claims: s.Claims, Lines: s.Lines,
			Denied: len(s.Denied) > 0, Headline: s.Headline})
		if s.Stage != factum.StageArrest || p.Status == "" {
			p.Status = s.Stage
		}
	}
	p.Headline = against(&p)
	return p
}

// against names a proceeding by who leads it and against whom, or where.
func against(p *factum.Proceeding) string {
	s := nameActors(p.Before)
	if s == "" {
		s = "proceeding"
	}
	switch a := nameActors(p.Accused); {
	case a != "":
		s += " against " + a
	case p.Place != nil:
		s += " on " + readWhere(p.Place).shown
	}
	return s
}

// nameActors names people as the texts do, bodies by code and role.
func nameActors(as []factum.Actor) string {
	var out []string
	for _, a := range as {
		n := a.Text
		if a.Code != "" && personName(a) == "" {
			n = strings.TrimSpace(a.Code + " " + a.Role)
		}
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}
