package corroboration

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"factum"
)

// headline says in English what the fact is about, from its slots alone: act, place, time, people, and how it is spoken of.
// It asserts nothing: who is named as perpetrator is said to be named by so many lines, a person only as alleged by somebody.
func (a *account) headline() string {
	parts := []string{a.act()}
	var p *factum.Place
	if a.value(elementPlace, &p); p != nil {
		name := p.Name
		if name == "" {
			name = p.Text
		}
		parts = append(parts, name)
	}
	var t *factum.Time
	if a.value(elementTime, &t); t != nil {
		if s := showTime(t); s != "" {
			parts = append(parts, s)
		}
	}
	if a.hurts() {
		if names := showVictims(a.actors(elementVictims)); names != "" {
			parts = append(parts, "victims: "+names)
		}
		parts = append(parts, a.showPerpetrator())
	} else {
		names, to := showActors(a.actors(elementActors)), showActors(a.actors(elementRecipients))
		if names == "" {
			names = "by whom not named"
		}
		if to != "" {
			names += " → " + to
		}
		parts = append(parts, names)
	}
	return strings.Join(append(parts, a.spokenOf()...), " · ")
}

// spokenOf says in what way the claims speak of it, where that is not plainly that it happened.
func (a *account) spokenOf() []string {
	var out []string
	if len(a.says) > 0 {
		m := a.says[0].r.Claim.Modality
		for _, v := range a.says {
			if v.r.Claim.Modality != m {
				m = ""
			}
		}
		switch m {
		case factum.Planned, factum.Alleged, factum.Hypothetical:
			out = append(out, string(m))
		case factum.CalledFor:
			out = append(out, "called for")
		}
	}
	var by []string
	for _, v := range a.denied {
		who := v.speaker.code
		if who == "" && a.byAccused(v) {
			for _, p := range v.r.Claim.Actors {
				who = p.Code
			}
		}
		if who == "" {
			who = v.speaker.shown
		}
		if who != "" {
			by = append(by, who)
		}
	}
	slices.Sort(by)
	by = slices.Compact(by)
	switch {
	case len(a.denied) == 0:
	case len(by) > 3:
		out = append(out, "denied by "+strings.Join(by[:3], ", ")+" and others")
	case len(by) > 0:
		out = append(out, "denied by "+strings.Join(by, ", "))
	default:
		out = append(out, "denied")
	}
	if len(a.says) == 0 {
		out = append(out, "no claim that it happened")
	}
	return out
}

// value decodes the value of an element.
func (a *account) value(name string, v any) {
	for _, e := range a.elements {
		if e.Name == name {
			if err := json.Unmarshal(e.Value, v); err != nil {
				panic(err) // cannot happen: element wrote it
			}
		}
	}
}

func (a *account) actors(name string) []factum.Actor {
	var as []factum.Actor
	a.value(name, &as)
	return as
}

// showTime writes a time as an ISO date, a stretch of them, or with its open end.
func showTime(t *factum.Time) string {
	from, to := day(t.From), day(t.To)
	switch {
	case from == "" && to == "":
		return ""
	case from == "":
		return "not after " + to
	case to == "":
		return "not before " + from
	case from == to:
		return from
	}
	return from + "/" + to
}

// headActors is how many actors a headline names.
const headActors = 6

// showVictims lists victims: groups without the state they belong to, natural persons without their names.
func showVictims(as []factum.Actor) string {
	var out []factum.Actor
	for _, p := range as {
		switch {
		case victimGroups[fold(p.Role)]:
			p.Code = ""
		case p.Role == "" && person(p):
			p.Role = "a named person"
		}
		out = append(out, p)
	}
	people := func(p factum.Actor) bool { return fold(p.Role) == "people" }
	if narrower := without(out, people); len(narrower) > 0 {
		out = narrower
	}
	return showActors(out)
}

// victimGroups are the roles of those who are hurt as people, whatever state they are of.
var victimGroups = map[string]bool{"civilians": true, "people": true, "residents": true, "refugees": true, "children": true, "women": true,
	"patients": true, "medics": true, "journalists": true, "aid workers": true, "prisoners of war": true, "hostages": true}

// showActors lists actors by code, or role, or the words of the text, which stand in marks: they are the text's, not ours.
func showActors(as []factum.Actor) string {
	var names []string
	for _, p := range as {
		name := p.Code
		switch {
		case p.Code != "" && groups[fold(p.Role)]:
			name += " " + fold(p.Role)
		case p.Code == "" && p.Role != "":
			name = fold(p.Role)
		case p.Code == "":
			name = strings.TrimSpace(p.Text)
			if name != "" && !person(p) {
				name = "“" + name + "”"
			}
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if n := len(names) - headActors; n > 0 {
		names = append(names[:headActors:headActors], strconv.Itoa(n)+" more")
	}
	return strings.Join(names, ", ")
}

// groups are the roles of many people, which can be named without naming a person.
var groups = map[string]bool{"civilians": true, "armed forces": true, "soldiers": true, "troops": true, "army": true, "navy": true,
	"air force": true, "police": true, "militants": true, "rebels": true, "fighters": true, "separatists": true, "protesters": true,
	"member states": true, "government": true, "refugees": true, "journalists": true, "aid workers": true, "children": true,
	"women": true, "prisoners of war": true, "hostages": true, "residents": true, "patients": true, "medics": true, "allies": true,
	"paramilitaries": true, "ministers": true, "foreign ministers": true, "military": true, "forces": true}

// person reports whether words without a code may name a natural person: they are no known group and hold a capital.
func person(p factum.Actor) bool {
	return p.Code == "" && !groups[fold(p.Role)] && strings.ContainsFunc(p.Text, unicode.IsUpper)
}

// showPerpetrator says who is named as perpetrator, by how many lines, and whether other lines name another.
func (a *account) showPerpetrator() string {
	var e factum.Element
	for _, x := range a.elements {
		if x.Name == elementPerpetrator {
			e = x
		}
	}
	var known, people []factum.Actor
	for _, p := range a.actors(elementPerpetrator) {
		if person(p) {
			people = append(people, p)
		} else {
			known = append(known, p)
		}
	}
	if len(known)+len(people) == 0 || e.Lines == 0 {
		return "perpetrator not named"
	}
	var s string
	if len(known) > 0 {
		said := "named"
		if a.onlyAlleged(e.Claims) {
			said = "alleged"
		}
		s = "perpetrator " + said + " by " + plural(e.Lines) + ": " + showActors(known)
	}
	if len(people) > 0 {
		if s != "" {
			s += "; "
		} else {
			s = "perpetrator "
		}
		s += "alleged by " + a.whoSays(e.Claims) + ": " + showActors(people)
	}
	for _, c := range a.against {
		if c.Kind == "actor" && c.Element == elementPerpetrator {
			s += "; disputed"
		}
	}
	return s
}

// onlyAlleged reports whether those of some claims that don't deny it all speak of it as alleged.
func (a *account) onlyAlleged(claims []factum.ClaimID) bool {
	given := make(map[factum.ClaimID]bool, len(claims))
	for _, c := range claims {
		given[c] = true
	}
	return !slices.ContainsFunc(a.says, func(v *view) bool { return v.r.Claim.Modality != factum.Alleged && given[v.id] })
}

func plural(n int) string {
	if n == 1 {
		return "1 line"
	}
	return strconv.Itoa(n) + " lines"
}

// whoSays names those on whose word claims stand: speakers, else outlets, else sources.
func (a *account) whoSays(claims []factum.ClaimID) string {
	given := make(map[factum.ClaimID]bool, len(claims))
	for _, c := range claims {
		given[c] = true
	}
	var names []string
	for _, v := range a.views {
		if v.denies || !given[v.id] {
			continue
		}
		name := v.speaker.shown
		for _, s := range []string{v.r.Outlet, strings.TrimPrefix(string(v.r.Source), "src_"), "an unnamed source"} {
			if name == "" {
				name = s
			}
		}
		names = append(names, name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > 3 {
		names = append(names[:3:3], "others")
	}
	return strings.Join(names, ", ")
}
