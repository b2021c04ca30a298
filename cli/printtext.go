package cli

import (
	"fmt"

	"factum"
	"factum/record"
)

// printReading prints what was recognised in a text, for people.
func (s *session) printReading(r record.Reading) {
	fmt.Fprintf(s.Out, "%s\n", quoteName(r.Ref))
	s.say("title", "%s", clean(r.Title))
	s.say("language", "%s", r.Lang)
	s.say("published", "%s", published(r.Published))
	s.say("outlet", "%s", clean(r.Outlet))
	for _, t := range r.Times {
		w := t.Type + " " + t.Value
		if t.When != nil {
			w += ", " + when(t.When.From, t.When.To, t.When.Precision)
		}
		s.say("time", "%s “%s”: %s", at(t.Part, t.Span), clean(t.Text), w)
	}
	for _, p := range r.Places {
		if p.Name == "" {
			s.say("place", "%s “%s”: not known to the gazetteer", at(p.Part, p.Span), clean(p.Text))
			continue
		}
		s.say("place", "%s “%s”: %s, %s, %s (%.5f, %.5f)", at(p.Part, p.Span), clean(p.Text), p.Name, p.Country, p.Precision, p.Lat, p.Lon)
	}
	for _, a := range r.Actors {
		s.say("actor", "%s “%s”: %s %s, %s", at(a.Part, a.Span), clean(a.Text), dash(a.Code), a.Role, a.Basis)
	}
	for _, q := range r.Quotes {
		s.say("quote", "%s %s, %s: “%s”", at(q.Part, q.Span), q.Form, dash(clean(q.Speaker)), clean(q.Text))
	}
	for _, q := range r.Quantities {
		s.say("number", "%s “%s”: %s %s %s", at(q.Part, q.Span), clean(q.Text), bounds(q.Min, q.Max), q.Unit, q.Kind)
	}
	for _, i := range r.Items {
		s.say("item", "%s “%s”: %s", at(i.Part, i.Span), clean(i.Text), i.Code)
	}
}

func at(part string, sp factum.Span) string { return fmt.Sprintf("%s [%d,%d)", part, sp.Start, sp.End) }

// printClaims prints the claims of a text, for people.
func (s *session) printClaims(t record.Text, cs []factum.Claim) {
	fmt.Fprintf(s.Out, "%s  %s  %s\n", quoteName(t.Ref), t.Doc.Lang, plural(len(cs), "claim"))
	for _, c := range cs {
		fmt.Fprintf(s.Out, "\n%s\n", wrap(clean(slots(c)), 0, s.width()))
		before, words, after := c.Passage.Text, "", ""
		if i, j := c.Trigger.Span.Start-c.Passage.Span.Start, c.Trigger.Span.End-c.Passage.Span.Start; i >= 0 && j <= len(before) && i <= j {
			before, words, after = before[:i], before[i:j], before[j:]
			words = s.mark(clean(words))
		}
		fmt.Fprintf(s.Out, "    %s\n", wrap(clean(before)+words+clean(after), 4, s.width()))
		for _, a := range c.Attribution {
			who := a.Name
			if who == "" {
				who = a.Text
			}
			if a.Joint {
				who = "and " + who
			}
			fmt.Fprintf(s.Out, "    says %s%s%s\n", clean(who), prefix(" ", a.Code), prefix(", ", a.Form))
		}
		for _, q := range c.Quantities {
			fmt.Fprintf(s.Out, "    %s: %s %s\n", q.Kind, bounds(q.Min, q.Max), q.Unit)
		}
		for _, w := range c.Why {
			fmt.Fprintf(s.Out, "    why  %s\n", clean(w))
		}
	}
}

func prefix(p, t string) string {
	if t == "" {
		return ""
	}
	return p + t
}
