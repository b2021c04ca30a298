package sets

import (
	"slices"
	"strings"

	"factum"
	"factum/score/measure"
)

// eventRow is the opening of a Dutch news article with its events.
type eventRow struct {
	ID, Text string
	Events   []struct {
		Text, Type, Subtype, Modality, Polarity, Tense string
	}
}

// eventClasses is the committed table from the set's types to what a claim has to be.
var eventClasses = map[string]string{
	"Conflict/Attack":          "attack",
	"Contact/Meet":             "meet",
	"Conflict/Demonstrate":     "protest",
	"Justice/ArrestJail":       "arrest",
	"Justice/ChargeIndict":     "accuse",
	"Justice/Sue":              "accuse",
	"Justice/Investigation":    "accuse",
	"Journalism/Investigation": "", // no investigation by an authority
	"Life/Die":                 "casualty",
	"Life/Injure":              "casualty",
}

// accidents are words of events and their sentence that tell a death or injury nobody did: they are left out on both sides.
var accidents = []string{"ongeval", "ongeluk", "verkeers", "botsing", "brand", "aardbeving", "orkaan", "overstroming", "vliegtuig", "crash", "overleden", "overlijd", "overleed",
	"ziekte", "kanker", "lawine", "storm", "verdronken", "verdronk", "verdrink", "trein", "aanrijding", "aangereden", "doodgereden", "mijnramp", "natuurramp", "hartaanval",
	"hartstilstand", "virus", "cholera", "besmet"}

// typeClasses are the classes of claims by their type.
var typeClasses = map[factum.EventType]string{factum.Assault: "attack", factum.Consult: "meet", factum.Protest: "protest", factum.Coerce: "arrest", factum.Accuse: "accuse"}

// classesOf are the classes that a claim falls into: of its type, or of what is agreed, asked, or threatened.
func classesOf(c factum.Claim) []string {
	var out []string
	for _, t := range []factum.EventType{c.Type, c.Object} {
		if class := typeClasses[t]; class != "" && !slices.Contains(out, class) {
			out = append(out, class)
		}
	}
	if slices.ContainsFunc(c.Quantities, func(q factum.Quantity) bool { return q.Kind == "killed" || q.Kind == "wounded" }) {
		out = append(out, "casualty")
	}
	return out
}

// restsOn are the words by which a claim answers for a class: those that wordsOf gives and, of the dead and wounded, the words that count them.
func restsOn(c factum.Claim, class string) []factum.Span {
	out := wordsOf(c)
	for _, q := range c.Quantities {
		if class == "casualty" && c.Part == factum.PartText && (q.Kind == "killed" || q.Kind == "wounded") {
			out = append(out, q.Span)
		}
	}
	return out
}

// wordsOf are the words of the text that a claim rests on: its trigger, and the further passages that tell the same happening.
func wordsOf(c factum.Claim) []factum.Span {
	var out []factum.Span
	if c.Part == factum.PartText {
		out = append(out, c.Trigger.Span)
	}
	for _, p := range c.Also {
		if p.Part == factum.PartText {
			out = append(out, p.Span)
		}
	}
	return out
}

// events scores Dutch events by sentence and class, and what becomes of those that did not happen.
func (r *runner) events(path string) ([]Row, error) {
	all, err := lines[eventRow](path)
	if err != nil {
		return nil, err
	}
	type scored struct {
		count                    measure.Count
		unreal, unrealAsHappened int // gold events that did not happen and a claim overlaps; of these told as having happened
		real, realFound          int
	}
	var sum scored
	err = each(r, all, func(e eventRow) (s scored, err error) {
		d, claims, err := r.code(text{text: e.Text, lang: "nl"})
		if err != nil {
			return s, err
		}
		type key struct {
			sentence int
			class    string
		}
		sentence := func(at int) int {
			for i, x := range d.Sentences {
				if at < x.End {
					return i
				}
			}
			return len(d.Sentences)
		}
		accident := func(n int) bool {
			if n >= len(d.Sentences) {
				return false
			}
			low := strings.ToLower(d.Sentences[n].In(d.Text))
			return slices.ContainsFunc(accidents, func(w string) bool { return strings.Contains(low, w) })
		}
		gold, found := map[key]bool{}, map[key]bool{}
		for _, x := range e.Events {
			class, at := eventClasses[x.Type+"/"+x.Subtype], mark(d.Text, x.Text)
			if class == "" || at.End == 0 {
				continue
			}
			n := sentence(at.Start)
			if class == "casualty" && accident(n) {
				continue
			}
			gold[key{n, class}] = true
			told, happened := false, false
			for _, c := range claims {
				if slices.Contains(classesOf(c), class) && slices.ContainsFunc(restsOn(c, class), func(s factum.Span) bool { return measure.Overlap(s, at) > 0 }) {
					told = true
					happened = happened || c.Modality == factum.Asserted || c.Modality == factum.Ongoing || c.Modality == factum.Historical
				}
			}
			if x.Modality == "Asserted" && x.Polarity == "Positive" && x.Tense != "Future" {
				s.real++
				if told {
					s.realFound++
				}
			} else if told {
				s.unreal++
				if happened {
					s.unrealAsHappened++
				}
			}
		}
		for _, c := range claims {
			for _, s := range wordsOf(c) {
				n := sentence(s.Start)
				for _, class := range classesOf(c) {
					if class != "casualty" || !accident(n) {
						found[key{n, class}] = true
					}
				}
			}
		}
		s.count = measure.Count{Found: len(found), Gold: len(gold)}
		for k := range gold {
			if found[k] {
				s.count.Right++
			}
		}
		return s, nil
	}, func(_ eventRow, s scored) {
		sum.count.Add(s.count)
		sum.unreal += s.unreal
		sum.unrealAsHappened += s.unrealAsHappened
		sum.real += s.real
		sum.realFound += s.realFound
	})
	return []Row{
		{Measure: "sentence and class, micro-F1", Value: sum.count.F1(), N: sum.count.Gold, Of: "events", Wanted: ".60"},
		{Measure: "precision", Value: sum.count.Precision(), N: sum.count.Found, Of: "found"},
		{Measure: "recall", Value: sum.count.Recall(), N: sum.count.Gold, Of: "events"},
		{Measure: "did not happen, told as having happened", Value: measure.Share(sum.unrealAsHappened, sum.unreal), N: sum.unreal, Of: "events", Wanted: "< .08"},
		{Measure: "happened, recall", Value: measure.Share(sum.realFound, sum.real), N: sum.real, Of: "events", Wanted: ".50"},
	}, err
}
