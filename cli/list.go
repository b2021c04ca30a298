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

type listCmd struct {
	What      string `arg:"" enum:"captures,documents,claims,facts,lines,statements,sources,acts,gaps" help:"captures, documents, claims, facts, lines, statements, sources, acts or gaps." placeholder:"WHAT"`
	Type      string `help:"Event type, such as ASSAULT." placeholder:"TYPE"`
	Actor     string `help:"Who did it: a code such as RUS, or words of the name." placeholder:"WHO"`
	Recipient string `help:"To whom." placeholder:"WHO"`
	Place     string `help:"Where: a place, admin-1 area or country code." placeholder:"PLACE"`
	Since     string `help:"Not before this date." placeholder:"DATE"`
	Until     string `help:"Not after this date." placeholder:"DATE"`
	Status    string `help:"Of facts 'in issue' or a finding's; of claims a modality, 'current' or 'superseded'; of captures coded, gap or captured." placeholder:"STATUS"`
	Lang      string `help:"Language (ISO 639-1)." placeholder:"CODE"`
	Source    string `help:"Who published: id, domain or outlet." placeholder:"SOURCE"`
	Limit     int    `help:"At most so many (0: all)." placeholder:"N"`
	After     string `help:"Go on after this place in the list, as the page before said." placeholder:"MARK"`
}

// Help is what `factum list --help` teaches beside the flags.
func (listCmd) Help() string {
	return `  factum list facts --type ASSAULT --place Lozova
  factum list claims --actor RUS --since 2022-04-01 --json
  factum list gaps                      what was wanted and not obtained, or not readable`
}

func (c *listCmd) filter() (store.Filter, error) {
	f := store.Filter{Type: strings.ToUpper(c.Type), Actor: c.Actor, Recipient: c.Recipient, Place: c.Place, Status: c.Status,
		Lang: c.Lang, Source: c.Source, Limit: c.Limit, After: c.After}
	if c.Limit < 0 {
		return f, factum.Errorf(factum.Invalid, "--limit takes a whole number from 0, not %d", c.Limit)
	}
	if f.Type != "" && !factum.EventType(f.Type).Valid() {
		names := make([]string, len(factum.EventTypes))
		for i, t := range factum.EventTypes {
			names[i] = string(t)
		}
		return f, factum.Errorf(factum.Invalid, "%q is none of the sixteen types", c.Type).WithHint("They are %s.", strings.Join(names, " "))
	}
	for _, d := range []struct {
		flag, given string
		to          *string
		end         bool
	}{{"--since", c.Since, &f.Since, false}, {"--until", c.Until, &f.Until, true}} {
		if d.given == "" {
			continue
		}
		t, err := record.ParseDate(d.given)
		if err != nil {
			return f, factum.Errorf(factum.Invalid, "%s: %w", d.flag, err)
		}
		if *d.to = t.From; d.end {
			*d.to = t.To
		}
	}
	return f, nil
}

func (c *listCmd) Run(s *session) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	r, err := record.Open(s.ctx, s.config())
	if err != nil {
		return err
	}
	defer r.Close(s.ctx)
	q := r.Ask()
	switch c.What {
	case "captures":
		return page(s, f, q.Captures, s.lineCapture)
	case "documents":
		return page(s, f, q.Documents, s.lineDocument)
	case "claims":
		return page(s, f, q.Claims, s.lineClaim)
	case "facts":
		return page(s, f, q.Facts, s.lineFact)
	case "lines":
		return page(s, f, q.Lines, s.lineLine)
	case "statements":
		return page(s, f, q.Statements, s.lineStatement)
	case "sources":
		return page(s, f, q.Sources, s.lineSource)
	case "acts":
		return page(s, f, q.Acts, s.lineAct)
	default:
		return page(s, f, q.Gaps, s.lineGap)
	}
}

// chunk is how many rows are fetched at once when the whole list is wanted.
const chunk = 500

// page prints a list, a row at a time; where --limit cut it, it says how to go on.
func page[T any](s *session, f store.Filter, query func(context.Context, store.Filter) (store.Page[T], error), line func(T)) error {
	whole := f.Limit == 0
	n := 0
	for {
		if whole {
			f.Limit = chunk
		}
		p, err := query(s.ctx, f)
		if err != nil {
			return err
		}
		for _, x := range p.Items {
			n++
			if s.app.JSON {
				if err := s.object(x); err != nil {
					return err
				}
			} else {
				line(x)
			}
		}
		if p.Next == "" {
			break
		}
		if !whole {
			fmt.Fprintf(s.Err, "more: --after %s\n", p.Next)
			return nil
		}
		f.After = p.Next
	}
	if n == 0 && !s.app.JSON {
		fmt.Fprintln(s.Err, "nothing")
	}
	return nil
}

// when prints a stretch of time with its real precision.
func when(from, to, precision string) string {
	switch {
	case precision == "" || from == "" && to == "":
		return "date not known"
	case precision == "not-after":
		return "not after " + to
	case precision == "not-before":
		return "not before " + from
	case precision == "month" && len(from) >= 7:
		return from[:7]
	case precision == "year" && len(from) >= 4:
		return from[:4]
	case from == to || to == "":
		return from
	case from == "":
		return "until " + to
	}
	return from + " to " + to
}

func published(t *factum.Time) string {
	if t == nil {
		return "undated"
	}
	f, to := t.From, t.To
	if len(f) > 16 && f == to {
		f = f[:10] + " " + f[11:16] + "Z"
		to = f
	}
	return when(f, to, t.Precision)
}

func (s *session) lineCapture(c store.Captured) {
	name := ""
	if len(c.Origins) > 0 {
		name = c.Origins[0].Origin.Name
	}
	tail := plural(c.Claims, "claim")
	if c.Reason != "" {
		tail = clean(c.Reason)
	}
	fmt.Fprintf(s.Out, "%s  %-8s %9d bytes  %-2s  %s  %s\n", short(c.Subject.SHA256), c.Status, c.Subject.Size, strings.Join(c.Langs, ","), quoteName(name), tail)
}

func (s *session) lineDocument(d store.Document) {
	fmt.Fprintf(s.Out, "%s  %s  %s  %s  %s  %s\n", short(d.ID), d.Lang, pad(published(d.Published), 10), pad(cut(clean(d.Outlet), 22), 22), plural(d.Claims, "claim"), cut(clean(d.Title), 60))
}

func (s *session) lineClaim(c store.Claim) {
	fmt.Fprintf(s.Out, "%s  %s\n    %s\n", c.ID, clean(slots(c.Claim)), wrap(clean(cut(c.Passage.Text, 300)), 4, s.width()))
}

// slots says a claim in one line: type, who, whom, where, when, in what way.
func slots(c factum.Claim) string {
	var b strings.Builder
	b.WriteString(string(c.Type))
	if c.Object != "" {
		b.WriteString(" of " + string(c.Object))
	}
	if len(c.Modes) > 0 {
		b.WriteString(" (" + strings.Join(c.Modes, ", ") + ")")
	}
	if a := people(c.Actors); a != "" {
		b.WriteString("  by " + a)
	}
	if a := people(c.Recipients); a != "" {
		b.WriteString("  to " + a)
	}
	if c.Place != nil {
		b.WriteString("  in " + placeName(*c.Place))
	}
	if c.Time != nil {
		b.WriteString("  " + when(c.Time.From, c.Time.To, c.Time.Precision))
	}
	b.WriteString("  [" + string(c.Modality) + "]")
	return b.String()
}

func people(as []factum.Actor) string {
	var out []string
	for _, a := range as {
		n := a.Code
		switch {
		case n == "" && a.Role != "":
			n = a.Role
		case n == "":
			n = a.Text
		case a.Role != "":
			n += " " + a.Role
		}
		out = append(out, cut(n, 40))
	}
	return strings.Join(out, ", ")
}

func placeName(p factum.Place) string {
	if p.Name == "" {
		return p.Text
	}
	return p.Name
}

func (s *session) lineFact(f factum.Fact) {
	fmt.Fprintf(s.Out, "%s  %s\n    %s: %s\n", f.ID, clean(f.Headline), status(f), standing(f))
}

// status says who found what of the fact as a whole; until somebody has, it is in issue.
func status(f factum.Fact) string {
	for _, x := range slices.Backward(f.Findings) { // they stand in log order
		if x.Element == "" {
			return fmt.Sprintf("found %s by %s (%s)", x.Status, clean(string(x.By)), x.Standard)
		}
	}
	return factum.InIssue
}

// standing says in a few words how a fact stands: support and contradiction are two axes.
func standing(f factum.Fact) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s in %s", plural(len(f.Claims), "claim"), plural(len(f.Lines), "line"))
	switch f.Support {
	case factum.SupportNone:
		b.WriteString("; nobody reports that it happened")
	case factum.SupportOne:
		b.WriteString("; one line supports it")
	case factum.SupportSeveral:
		b.WriteString("; several lines support it")
	}
	switch f.Contradicted {
	case factum.ContradictedDenied:
		b.WriteString("; denied by the accused")
	case factum.ContradictedAnother:
		b.WriteString("; contradicted by another line")
	}
	if n := len(f.Findings); n > 0 {
		fmt.Fprintf(&b, "; %s", plural(n, "finding"))
	}
	return b.String()
}

func (s *session) lineLine(l store.Line) {
	fmt.Fprintf(s.Out, "%s  %s  %s  %s  %s\n    of %s: %s\n", l.ID, plural(len(l.Claims), "claim"), dash(clean(l.Speaker)), dash(clean(l.Wire)), l.Interest, l.Fact, clean(l.Why))
}

func (s *session) lineStatement(t store.Statement) {
	who := t.Name
	if who == "" {
		who = t.Text
	}
	if t.Code != "" {
		who += " (" + t.Code + ")"
	}
	words := t.Quote
	if words == "" {
		words = "[" + t.Form + ", no words of theirs]"
	}
	fmt.Fprintf(s.Out, "%s  %s  %s\n    %s\n", t.Claim, dash(t.At), clean(who), wrap(clean(cut(words, 300)), 4, s.width()))
}

func (s *session) lineSource(x store.Source) {
	fmt.Fprintf(s.Out, "%s  %s  %s, %s  interest %s\n", pad(string(x.ID), 32), pad(cut(clean(x.Name), 28), 28), plural(x.Documents, "document"), plural(x.Claims, "claim"), x.Interest)
}

func (s *session) lineAct(a store.Act) {
	sub := ""
	if !a.Subject.IsZero() {
		sub = short(a.Subject)
	}
	fmt.Fprintf(s.Out, "%-8s %s  %-10s %-12s %s\n", a.Index, a.At, a.Kind, dash(string(a.By)), sub)
}

func (s *session) lineGap(g factum.Gap) {
	name := g.Origin.Given
	if name == "" {
		name = g.Origin.Name
	}
	fmt.Fprintf(s.Out, "%-8s %s  %-8s %s\n    %s\n", g.ID, g.At, g.Stage, quoteName(name), wrap(clean(g.Reason), 4, s.width()))
}

func dash(t string) string {
	if t == "" {
		return "–"
	}
	return t
}
