package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"factum"
	"factum/record"
	"factum/store"
)

// pages cuts a list that is there whole, as a query would.
func pages[T any](all []T, id func(T) string) func(context.Context, store.Filter) (store.Page[T], error) {
	return func(_ context.Context, f store.Filter) (store.Page[T], error) {
		rest := all
		if f.After != "" {
			i := slices.IndexFunc(all, func(x T) bool { return id(x) == f.After })
			if i < 0 {
				return store.Page[T]{}, factum.Errorf(factum.Invalid, "there is nothing called %q to go on after", f.After)
			}
			rest = all[i+1:]
		}
		p := store.Page[T]{Items: rest}
		if f.Limit > 0 && len(rest) > f.Limit {
			p.Items = rest[:f.Limit]
			p.Next = id(rest[f.Limit-1])
		}
		return p, nil
	}
}

// asOfDay reads --as-of: the last day of what is given.
func asOfDay(given string) (string, error) {
	if given == "" {
		return "", nil
	}
	t, err := record.ParseDate(given)
	if err != nil {
		return "", factum.Errorf(factum.Invalid, "--as-of: %w", err)
	}
	return t.To[:10], nil
}

func (s *session) lineCommitment(c factum.Commitment) {
	fmt.Fprintf(s.Out, "%s  %s\n    %s\n", c.ID, wrapAfter(32, clean(commitmentLine(&c)), 4, s.width()), wrap(clean(commitmentStatus(&c)), 4, s.width()))
}

// commitmentLine says in a few words who undertook what, or what is demanded of whom.
func commitmentLine(c *factum.Commitment) string {
	var b strings.Builder
	b.WriteString(c.Kind)
	who, to := people(c.Who), people(c.To)
	if who == "" {
		who = "somebody not named"
	}
	b.WriteString(" by " + who)
	switch {
	case to == "":
	case c.Kind == factum.Demanded:
		b.WriteString(" of " + to)
	case c.Kind == factum.Agreed:
		b.WriteString(" with " + to)
	default:
		b.WriteString(" to " + to)
	}
	b.WriteString(": " + undertaking(c))
	if c.Due != nil {
		b.WriteString(", " + due(c.Due))
	}
	return b.String()
}

// undertaking is what is to be done, and how much.
func undertaking(c *factum.Commitment) string {
	s := string(c.What.Type)
	if s == "" {
		s = "something that was not read from the words"
	}
	if len(c.What.Modes) > 0 {
		s += " (" + strings.Join(c.What.Modes, ", ") + ")"
	}
	for _, q := range c.HowMuch.Quantities {
		s += ", " + bounds(q.Min, q.Max) + " " + q.Unit
	}
	for _, it := range c.HowMuch.Items {
		if !slices.ContainsFunc(c.HowMuch.Quantities, func(q factum.Quantity) bool { return q.Unit == it }) {
			s += ", " + it
		}
	}
	if c.Place != nil {
		s += ", " + placeName(*c.Place)
	}
	return s
}

// due says when: by a day, on one, or within a stretch.
func due(t *factum.Time) string {
	switch t.Precision {
	case "not-after":
		return "by " + t.To
	case "not-before":
		return "from " + t.From
	case "day":
		return "on " + t.From
	}
	return when(t.From, t.To, t.Precision)
}

// commitmentStatus says how it stands. That it was kept or broken only a person finds.
func commitmentStatus(c *factum.Commitment) string {
	for _, f := range slices.Backward(c.Findings) {
		if !f.Second {
			return fmt.Sprintf("found %s by %s (%s)", f.Status, f.By, f.Standard)
		}
	}
	var seen []string
	for _, as := range []struct{ as, one, more string }{{"fulfils", "a fulfilment is reported", "%d fulfilments are reported"}, {"partly-fulfils", "a fulfilment in part is reported", "%d fulfilments in part are reported"},
		{"withdraws", "a withdrawal is reported", "%d withdrawals are reported"}, {"denies", "a denial is reported", "%d denials are reported"}} {
		n := 0
		for _, f := range c.Followed {
			if f.As == as.as {
				n++
			}
		}
		switch {
		case n == 1:
			seen = append(seen, as.one)
		case n > 1:
			seen = append(seen, fmt.Sprintf(as.more, n))
		}
	}
	s := c.Status
	if s == factum.CommitmentDue {
		s = "due, no fulfilment seen"
		if slices.ContainsFunc(c.Followed, func(f factum.Fulfilment) bool { return f.As == "partly-fulfils" }) {
			s = "due, not fulfilled in full as far as seen"
		}
	}
	if c.AsOf != "" {
		s += " (as of " + c.AsOf + ")"
	}
	if len(seen) > 0 {
		s += ": " + strings.Join(seen, ", ")
	}
	return s
}

// ways are how a fact bears on a commitment, as people read it.
var ways = map[string]string{"fulfils": "would fulfil it", "partly-fulfils": "would fulfil it in part", "withdraws": "would withdraw it", "denies": "speaks against it",
	"unrelated": "has nothing to do with it"}

// showCommitment prints who undertook what, what bears on it and why, and the words.
func (s *session) showCommitment(sh *record.Shown) {
	c := sh.Commitment
	fmt.Fprintf(s.Out, "commitment %s\n%s\n%s\n\n", c.ID, wrap(clean(c.Headline), 0, s.width()), wrap(clean(commitmentStatus(c)), 0, s.width()))
	s.say("kind", "%s", c.Kind)
	who, to := "who", "to whom"
	if c.Kind == factum.Demanded {
		who, to = "demands", "of whom"
	}
	s.say(who, "%s", clean(orNot(people(c.Who))))
	s.say(to, "%s", clean(orNot(people(c.To))))
	s.say("what", "%s", clean(undertaking(c)))
	if c.Due != nil {
		s.say("due", "%s", due(c.Due))
	} else {
		s.say("due", "no day is given")
	}
	s.say("said", "%s", dash(c.SaidAt))
	s.say("rests on", "%s in %s, fact %s", plural(len(c.Claims), "claim"), plural(c.Lines, "line"), c.Fact)
	fmt.Fprintf(s.Out, "\n%s\n", wrap("what bears on it (by rule, unless somebody is named; whether it was kept is for you to find)", 0, s.width()))
	if len(c.Followed) == 0 {
		fmt.Fprintln(s.Out, "  nothing seen")
	}
	for _, f := range c.Followed {
		by := ""
		if f.By != "" {
			by = ", says " + clean(string(f.By)) + " (" + f.At + ")"
		}
		fmt.Fprintf(s.Out, "  %-10s  %s\n", dash(f.On), f.Fact)
		for _, line := range []string{ways[f.As] + by, f.Headline, "because: " + f.Why} {
			fmt.Fprintf(s.Out, "              %s\n", wrap(clean(line), 14, s.width()))
		}
	}
	s.sayWords("words", c.Claims, sh.Claims)
	s.sayFindings(c.Findings, sh.Signatures, "; ITS CLAIMS HAVE CHANGED SINCE", func(x factum.Finding) string {
		if x.Second {
			return "second opinion: " + x.Status
		}
		return x.Status
	})
}

func orNot(s string) string {
	if s == "" {
		return "not named"
	}
	return s
}

// sayWords prints claims with their words.
func (s *session) sayWords(title string, ids []factum.ClaimID, claims []store.Claim) {
	fmt.Fprintf(s.Out, "\n%s\n", title)
	for _, id := range ids {
		if cl := find(claims, id); cl != nil {
			fmt.Fprintf(s.Out, "  %s  %s %s, %s\n     %s\n", id, cl.Lang, clean(outletOf(*cl)), published(cl.Published), wrap("“"+clean(cut(cl.Passage.Text, 240))+"”", 5, s.width()))
		}
	}
}

// stages as people read them: what is reported of a court or prosecutor, on the word of whoever reports it.
var stageNames = map[string]string{factum.StageOpened: "inquiry opened by", factum.StageWarrant: "warrant issued by", factum.StageArrest: "arrested by", factum.StageCharge: "charged by",
	factum.StageTrial: "on trial before", factum.StageConvicted: "convicted by", factum.StageAcquitted: "acquitted by"}

func (s *session) lineProceeding(p factum.Proceeding) {
	fmt.Fprintf(s.Out, "%s  %s\n    %s\n", p.ID, wrapAfter(32, clean(p.Headline), 4, s.width()), wrap(clean(stageLine(&p.Stages[len(p.Stages)-1])+"; "+plural(len(p.Stages), "stage")+" reported"), 4, s.width()))
}

// stageLine says who did what to whom.
func stageLine(x *factum.Step) string {
	by := people(x.By)
	if by == "" {
		by = "a body not named"
	}
	s := stageNames[x.Stage] + " " + by
	if of := accused(x.Of); of != "" {
		s += ": " + of
	}
	return dash(x.On) + " " + s
}

// accused names people as the texts do.
func accused(as []factum.Actor) string {
	var out []string
	for _, a := range as {
		n := a.Text
		if n == "" {
			n = people([]factum.Actor{a})
		}
		out = append(out, cut(n, 60))
	}
	return strings.Join(out, ", ")
}

func (s *session) showProceeding(sh *record.Shown) {
	p := sh.Proceeding
	fmt.Fprintf(s.Out, "proceeding %s\n%s\n%s\n\n", p.ID, wrap(clean(p.Headline), 0, s.width()),
		wrap("It says what courts and prosecutors are reported to have done. That somebody did what they are accused of is said by nobody here but them.", 0, s.width()))
	s.say("before", "%s", clean(orNot(people(p.Before))))
	s.say("accused", "%s", clean(orNot(accused(p.Accused))))
	if p.Place != nil {
		s.say("place", "%s", clean(placeName(*p.Place)))
	}
	fmt.Fprintln(s.Out, "\nstages")
	for i := range p.Stages {
		x := &p.Stages[i]
		denied := ""
		if x.Denied {
			denied = "; denied"
		}
		fmt.Fprintf(s.Out, "  %s\n", wrap(clean(stageLine(x)), 4, s.width()))
		fmt.Fprintf(s.Out, "    %s, %s in %s%s\n", x.Fact, plural(len(x.Claims), "claim"), plural(x.Lines, "line"), denied)
	}
	s.sayWords("words", p.Claims, sh.Claims)
}
