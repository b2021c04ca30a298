package corroboration

import (
	"slices"
	"strings"
	"sync"

	"factum"
	"factum/gazetteer"
)

// matters names what sort of thing a fact is about.
var matters = map[matter]string{happening: factum.MatterHappening, undertaken: factum.MatterUndertaken, planned: factum.MatterPlanned,
	calledFor: factum.MatterCalledFor, hypothetical: factum.MatterHypothetical}

// deed puts in short what the fact tells. The elements have to be weighed.
func (a *account) deed(f *factum.Fact) *factum.Deed {
	d := &factum.Deed{Matter: matters[a.views[0].matter], Type: f.Type, Object: f.Object, Modes: []string{}, Speakers: []factum.Speaker{},
		Quantities: []factum.Quantity{}, Items: []string{}, Claims: f.Claims, Lines: len(f.Lines), Denied: sealedIDs(a.denied), Support: f.Support,
		Headline: f.Headline}
	d.Actors, d.Recipients = a.named(a.doer()), a.named(a.done())
	if p, ok := a.values[elementPlace].(factum.Place); ok {
		d.Place = &p
	}
	if t, ok := a.values[elementTime].(factum.Time); ok {
		d.Time = &t
	}
	for _, e := range a.elements {
		if q, ok := a.values[e.Name].(factum.Quantity); ok {
			d.Quantities = append(d.Quantities, q)
		}
	}
	for _, v := range a.pool() {
		d.Modes, d.Items = append(d.Modes, v.modes...), append(d.Items, v.items...)
		if said := saidOn(v); said != "" && (d.Said == "" || said < d.Said) {
			d.Said = said
		}
		if p := v.r.Published; p != nil {
			d.Told = max(d.Told, day(p.To))
		}
		for i := len(v.r.Claim.Attribution) - 1; i >= 0; i-- {
			at := v.r.Claim.Attribution[i]
			s := factum.Speaker{Text: at.Text, Name: at.Name, Role: at.Role, Code: at.Code}
			if !slices.Contains(d.Speakers, s) {
				d.Speakers = append(d.Speakers, s)
			}
			if !at.Joint {
				break
			}
		}
	}
	for _, l := range []*[]string{&d.Modes, &d.Items} {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
	d.Due = a.due(d)
	if d.Stage = a.stage(d); d.Stage != "" {
		a.parties(d)
	}
	return d
}

// stageModes are the modes that make a stage.
var stageModes = map[string]string{factum.StageOpened: "investigate", factum.StageWarrant: "arrest", factum.StageArrest: "arrest", factum.StageConvicted: "convict"}

// parties gives a stage those whom the claims name that tell of it, and everybody whom they name as a person: two people of one state are one value of an
// element, and two accused here.
func (a *account) parties(d *factum.Deed) {
	vs := a.says
	if m := stageModes[d.Stage]; m != "" {
		vs = without(vs, func(v *view) bool { return !slices.Contains(v.modes, m) })
	}
	d.Actors = a.union(vs, func(c *factum.Claim) []factum.Actor { return c.Actors })
	d.Recipients = a.union(vs, func(c *factum.Claim) []factum.Actor { return c.Recipients })
	seen := map[string]bool{}
	for _, p := range d.Recipients {
		seen[personName(p)] = true
	}
	for _, v := range vs {
		for _, p := range v.r.Claim.Recipients {
			if n := personName(p); n != "" && !seen[n] {
				seen[n] = true
				p.Span = factum.Span{}
				d.Recipients = append(d.Recipients, p)
			}
		}
	}
}

func (a *account) named(element string) []factum.Actor {
	as, _ := a.values[element].([]factum.Actor)
	if as == nil {
		as = []factum.Actor{}
	}
	return as
}

// saidOn is the day on which a claim was said, "" unknown: as its innermost attribution gives it; of a promise or demand that is told of an earlier day, the beginning
// of that; else the day of publication.
func saidOn(v *view) string {
	c := &v.r.Claim
	if n := len(c.Attribution); n > 0 {
		if _, ok := dayOf(c.Attribution[n-1].At, false); ok {
			return day(c.Attribution[n-1].At)
		}
	}
	if past(v) && c.Time.From != "" {
		return day(c.Time.From)
	}
	if v.r.Published != nil {
		return day(v.r.Published.From)
	}
	return ""
}

// past reports whether the time of what is not a happening lies before publication: then it is when it was promised or asked, not when it is due.
func past(v *view) bool {
	c := &v.r.Claim
	if v.matter == happening || c.Time == nil || v.r.Published == nil || !v.when.named.bounded() {
		return false
	}
	pub, ok := dayOf(v.r.Published.From, false)
	// What is promised or asked on the day of publication is mostly told with the day of saying; a meeting may be for the same day.
	says := v.matter == undertaken || c.Type == factum.Request || c.Type == factum.Agree || c.Type == factum.Concede
	return ok && (v.when.named.hi < pub || v.when.named.hi == pub && says && c.Object != factum.Consult)
}

// due is the time of what is to come, nil where no claim gives one that lies ahead.
func (a *account) due(d *factum.Deed) *factum.Time {
	if d.Time == nil || d.Matter == factum.MatterHappening {
		return nil
	}
	for _, v := range a.pool() {
		if t := v.r.Claim.Time; t != nil && t.From == d.Time.From && t.To == d.Time.To && t.Precision == d.Time.Precision && !past(v) {
			return d.Time
		}
	}
	return nil
}

// legal are the roles in which somebody investigates, charges, arrests or judges.
var legal = map[string]bool{"court": true, "judge": true, "prosecutor": true, "prosecutor general": true, "police": true, "security service": true,
	"intelligence service": true, "investigator": true, "tribunal": true, "border guard": true, "customs": true}

// courts are organisations that are one.
var courts = map[string]bool{"ICC": true, "ICJ": true, "ECHR": true, "ICTY": true, "ICTR": true}

func isLegal(as []factum.Actor) bool {
	return slices.ContainsFunc(as, func(p factum.Actor) bool { return legal[strings.ToLower(p.Role)] || courts[p.Code] })
}

// stageWords tell by the word that a claim hangs on what the type alone leaves open: a trial from a charge, an acquittal from a pardon.
var stageWords = sync.OnceValue(func() map[string]cueTable {
	out := map[string]cueTable{}
	for _, l := range cueLanguages {
		out[l] = cueTable{}
	}
	for _, row := range gazetteer.Rows(tableFiles, "data/stages.tsv", 1+len(cueLanguages), nil) {
		for i, l := range cueLanguages {
			for _, form := range strings.Split(row[1+i], "|") {
				out[l].add(form, row[0], "")
			}
		}
	}
	return out
})

// stageWord is the class of stage that the trigger of a claim names, "" for none.
func stageWord(c *factum.Claim) string {
	t := stageWords()[c.Lang]
	ws := foldings(c.Trigger.Text, factum.Span{End: len(c.Trigger.Text)})
	for i := range ws {
		for _, p := range t.at(ws, i) {
			return p.class
		}
	}
	return ""
}

// stage is what the fact is in a proceeding, "" nothing. What is planned, asked or imagined is no stage.
func (a *account) stage(d *factum.Deed) string {
	if d.Matter != factum.MatterHappening || d.Support == factum.SupportNone {
		return ""
	}
	is := func(mode string) bool { return slices.Contains(d.Modes, mode) }
	word := map[string]bool{}
	if d.Type == factum.Accuse || d.Type == factum.Concede || d.Type == factum.Reject {
		for _, v := range a.pool() {
			word[stageWord(&v.r.Claim)] = true
		}
	}
	switch {
	case d.Type == factum.Accuse && is("investigate"):
		return factum.StageOpened
	case d.Type == factum.Accuse && word["trial"]:
		return factum.StageTrial
	case d.Type == factum.Accuse && (word["charge"] || isLegal(d.Actors) && is("allege")):
		return factum.StageCharge
	case d.Type == factum.Threaten && is("arrest"):
		return factum.StageWarrant
	case d.Type == factum.Coerce && is("arrest") && isLegal(d.Actors):
		return factum.StageArrest
	case d.Type == factum.Sanction && is("convict"):
		return factum.StageConvicted
	case (d.Type == factum.Concede || d.Type == factum.Reject) && word["acquit"]:
		return factum.StageAcquitted
	}
	return ""
}
