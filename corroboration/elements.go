package corroboration

import (
	"encoding/json"
	"slices"
	"strings"

	"factum"
)

// The names of elements. A number is "number:<kind>", of things counted "number:count:<unit>".
const (
	elementAct         = "act"
	elementPlace       = "place"
	elementTime        = "time"
	elementPerpetrator = "perpetrator"
	elementVictims     = "victims"
	elementActors      = "actors"
	elementRecipients  = "recipients"
	elementNumber      = "number:"
)

func (a *account) hurts() bool { return hurts[a.typ] }

// doer and done are the element names of actors and recipients.
func (a *account) doer() string {
	if a.hurts() {
		return elementPerpetrator
	}
	return elementActors
}

func (a *account) done() string {
	if a.hurts() {
		return elementVictims
	}
	return elementRecipients
}

// count is on how many lines views stand.
func (a *account) count(vs []*view) int {
	seen := map[int]bool{}
	for _, v := range vs {
		seen[a.lineOf[v]] = true
	}
	return len(seen)
}

// support is that of as many lines as stand behind views that say a thing.
func (a *account) support(vs []*view) string { return supportOf(a.count(vs)) }

func supportOf(lines int) string {
	switch lines {
	case 0:
		return factum.SupportNone
	case 1:
		return factum.SupportOne
	}
	return factum.SupportSeveral
}

// pool is the claims whose slots give an element its value: those that say it, or where nobody does those that deny it.
func (a *account) pool() []*view {
	if len(a.says) > 0 {
		return a.says
	}
	return a.denied
}

// element adds an element. Support counts only lines of claims that name the element and don't deny the fact.
func (a *account) element(name string, value any, naming []*view, contradicted string) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // cannot happen: every value is a struct of strings and numbers
	}
	e := factum.Element{Name: name, Value: raw, Claims: sealedIDs(naming), Contradicted: contradicted}
	says := slices.DeleteFunc(slices.Clone(naming), func(v *view) bool { return v.denies })
	e.Lines = a.count(says)
	e.Support = supportOf(e.Lines)
	a.elements = append(a.elements, e)
	a.values[name] = value
}

// differs notes that claims give an element another value than the one taken. It reports how that contradicts it:
// only lines that don't also give the value count.
func (a *account) differs(kind, element string, other, naming []*view) string {
	own := map[int]bool{}
	for _, v := range naming {
		own[a.lineOf[v]] = true
	}
	other = slices.DeleteFunc(slices.Clone(other), func(v *view) bool { return own[a.lineOf[v]] })
	if len(other) == 0 {
		return factum.ContradictedNone
	}
	a.against = append(a.against, factum.Contradiction{Kind: kind, Element: element, Claims: sealedIDs(other)})
	return factum.ContradictedAnother
}

// findDenials notes the claims that deny the fact: who is accused and denies it speaks against the perpetrator, others
// and denials of what has no perpetrator against the act.
func (a *account) findDenials() {
	a.against = []factum.Contradiction{}
	by := map[string][]*view{}
	for _, v := range a.denied {
		by[a.deniedElement(v)] = append(by[a.deniedElement(v)], v)
	}
	for _, name := range sortedKeys(by) {
		a.against = append(a.against, factum.Contradiction{Kind: "denial", Element: name, Claims: sealedIDs(by[name])})
	}
}

func (a *account) deniedElement(v *view) string {
	if a.hurts() && (a.byAccused(v) || len(v.r.Claim.Actors) > 0) {
		return elementPerpetrator
	}
	return elementAct
}

// byAccused reports whether a denial comes from who is accused or speaks for it. A denial that is laid at nobody's door
// is the actor's own: "Moscow denies"; what an outlet says did not happen is its own.
func (a *account) byAccused(v *view) bool {
	if v.speaker.key != "" {
		return v.speaker.code != "" && a.accused[v.speaker.code]
	}
	if v.r.Claim.Modality != factum.Denied {
		return false
	}
	return slices.ContainsFunc(v.r.Claim.Actors, func(p factum.Actor) bool { return p.Code != "" && a.accused[p.Code] })
}

// contradicted is how denials speak against what they deny: another line weighs more than the accused.
func (a *account) contradicted(denials []*view) string {
	out := factum.ContradictedNone
	for _, v := range denials {
		if !a.byAccused(v) {
			return factum.ContradictedAnother
		}
		out = factum.ContradictedDenied
	}
	return out
}

// worse is the graver of two contradictions.
func worse(x, y string) string {
	rank := map[string]int{factum.ContradictedNone: 0, factum.ContradictedDenied: 1, factum.ContradictedAnother: 2}
	if rank[y] > rank[x] {
		return y
	}
	return x
}

// weighElements works out the elements, in the order act, place, time, doers, those it was done to, numbers.
// The first five are always there, with a null value where no claim gives one.
func (a *account) weighElements() {
	of := func(element string) string {
		return a.contradicted(slices.DeleteFunc(slices.Clone(a.denied), func(v *view) bool { return a.deniedElement(v) != element }))
	}
	a.element(elementAct, a.act(), a.pool(), of(elementAct))
	a.place()
	a.time()
	a.people(a.doer(), of(elementPerpetrator), func(c *factum.Claim) []factum.Actor { return c.Actors })
	a.people(a.done(), factum.ContradictedNone, func(c *factum.Claim) []factum.Actor { return c.Recipients })
	a.weighNumbers()
}

// act is the type with its object and modes, as "ASSAULT (aerial, targeted)" or "AGREE to CONSULT".
func (a *account) act() string {
	c := &a.views[0].r.Claim
	s := string(c.Type)
	if c.Object != "" {
		link := " of "
		switch c.Type {
		case factum.Agree, factum.Support, factum.Concede, factum.Threaten, factum.Reject:
			link = " to "
		case factum.Request:
			link = " for "
		}
		s += link + string(c.Object)
	}
	var modes []string
	for _, v := range a.pool() {
		modes = append(modes, v.modes...)
	}
	slices.Sort(modes)
	if modes = slices.Compact(modes); len(modes) > 0 {
		s += " (" + strings.Join(modes, ", ") + ")"
	}
	return s
}
