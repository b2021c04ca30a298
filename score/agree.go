package score

import (
	"fmt"
	"strings"

	"factum"
)

// disagreement says which given key of the gold claim the claim does not meet, "" none.
func disagreement(g *Claim, doc *factum.Document, c *factum.Claim) string {
	for _, m := range g.Modes {
		if !contains(c.Modes, m) {
			return fmt.Sprintf("modes %v, not %v", c.Modes, g.Modes)
		}
	}
	if g.Object != nil && *g.Object != string(c.Object) {
		return fmt.Sprintf("object %q, not %q", c.Object, *g.Object)
	}
	if g.Actors != nil {
		if why := people("actors", *g.Actors, c.Actors); why != "" {
			return why
		}
	}
	if g.Recipients != nil {
		if why := people("recipients", *g.Recipients, c.Recipients); why != "" {
			return why
		}
	}
	if g.Basis != "" && (len(c.Actors) == 0 || c.Actors[0].Basis != g.Basis) {
		return "basis of the actor is not " + g.Basis
	}
	if g.Role != "" && (len(c.Actors) == 0 || !alike(c.Actors[0].Role, g.Role)) {
		return "role of the actor is not " + g.Role
	}
	if g.Place != "" && !place(g.Place, c.Place) {
		if c.Place == nil {
			return "no place, not " + g.Place
		}
		return fmt.Sprintf("place %q, not %q", c.Place.Name, g.Place)
	}
	if len(g.Modality) > 0 {
		ok := false
		for _, m := range g.Modality {
			ok = ok || m == c.Modality
		}
		if !ok {
			return fmt.Sprintf("modality %s, not %v", c.Modality, g.Modality)
		}
	}
	if w := g.Time; w != nil {
		var t factum.ClaimTime
		if c.Time != nil {
			t = *c.Time
		}
		for _, k := range []struct {
			name string
			want *string
			have string
		}{{"from", w.From, t.From}, {"to", w.To, t.To}, {"precision", w.Precision, t.Precision}} {
			if k.want != nil && *k.want != k.have {
				return fmt.Sprintf("time %s %q, not %q", k.name, k.have, *k.want)
			}
		}
	}
	if a := g.Attribution; a != nil {
		ok := false
		for _, x := range c.Attribution {
			ok = ok || (a.Name == "" || alike(a.Name, x.Name) || alike(a.Name, x.Text)) && (a.Code == "" || a.Code == x.Code) &&
				(a.Role == "" || alike(a.Role, x.Role)) && (a.At == "" || strings.HasPrefix(x.At, a.At)) && (a.Form == "" || a.Form == x.Form)
		}
		if !ok {
			return fmt.Sprintf("attribution %s, not %+v", speakers(c.Attribution), *a)
		}
	}
	for _, q := range g.Quantities {
		ok := false
		for _, x := range c.Quantities {
			ok = ok || x.Kind == q.Kind && (q.Min == nil || *q.Min == x.Min) && (q.Max == nil || x.Max != nil && *q.Max == *x.Max)
		}
		if !ok {
			return "quantity " + q.Kind + " is missing or differs"
		}
	}
	for _, it := range g.Items {
		ok := false
		for _, x := range c.Items {
			ok = ok || x.Code == it
		}
		if !ok {
			return "item " + it + " is missing"
		}
	}
	return ""
}

func speakers(list []factum.Attribution) string {
	var out []string
	for _, a := range list {
		out = append(out, fmt.Sprintf("%s/%s/%s/%s", a.Name, a.Code, a.At, a.Form))
	}
	return "[" + strings.Join(out, " ") + "]"
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// people compares actors: every gold code or word must be there, and no other code. An empty gold list wants nobody.
func people(what string, gold []string, have []factum.Actor) string {
	if len(gold) == 0 && len(have) > 0 {
		return fmt.Sprintf("%s %q, not empty", what, have[0].Text)
	}
	for _, g := range gold {
		ok := false
		for _, a := range have {
			ok = ok || a.Code == g || a.Code == "" && alike(a.Text, g) || alike(a.Role, g)
		}
		if !ok {
			return fmt.Sprintf("%s %v lack %s", what, codesOf(have), g)
		}
	}
	for _, a := range have {
		if a.Code != "" && !contains(gold, a.Code) {
			words := false // gold in words may stand for an actor that has a code
			for _, g := range gold {
				words = words || alike(a.Text, g) || alike(a.Role, g)
			}
			if !words {
				return fmt.Sprintf("%s %v, not %v", what, codesOf(have), gold)
			}
		}
	}
	return ""
}

func codesOf(list []factum.Actor) []string {
	out := []string{}
	for _, a := range list {
		if a.Code != "" {
			out = append(out, a.Code)
		} else {
			out = append(out, a.Text)
		}
	}
	return out
}

// regions are gold names for a part of a country, with how texts name it.
var regions = map[string][]string{"east": {"east", "oost"}, "west": {"west"}, "north": {"north", "noord"}, "south": {"south", "zuid"}}

func place(gold string, p *factum.Place) bool {
	if p == nil {
		return false
	}
	if words, ok := regions[strings.ToLower(gold)]; ok {
		for _, w := range words {
			if strings.Contains(strings.ToLower(p.Text), w) {
				return true
			}
		}
		return false
	}
	return alike(gold, p.Name) || alike(gold, p.Text) || alike(gold, p.Admin1)
}
