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
	What      string `arg:"" enum:"captures,documents,claims,facts,lines,statements,opinions,sources,commitments,proceedings,acts,gaps" help:"captures, documents, claims, facts, lines, statements, opinions, sources, commitments, proceedings, acts or gaps." placeholder:"WHAT"`
	Type      string `help:"Event type, such as ASSAULT; of acts their kind, of gaps the stage." placeholder:"TYPE"`
	Actor     string `help:"Who did it: a code such as RUS, or words of the name." placeholder:"WHO"`
	Recipient string `help:"To whom." placeholder:"WHO"`
	Place     string `help:"Where: a place, admin-1 area or country code." placeholder:"PLACE"`
	Since     string `help:"Not before this date." placeholder:"DATE"`
	Until     string `help:"Not after this date." placeholder:"DATE"`
	Status    string `help:"Of facts 'in issue' or a finding's; of claims a modality, 'current', 'superseded', 'withdrawn' or 'proposed'; of captures coded, gap or captured; of commitments open, due or a finding's; of proceedings the stage reached." placeholder:"STATUS"`
	Lang      string `help:"Language (ISO 639-1)." placeholder:"CODE"`
	Source    string `help:"Who published: id, domain or outlet." placeholder:"SOURCE"`
	Blind     bool   `help:"Of facts: without findings and status, for a second opinion."`
	AsOf      string `help:"Of commitments: due or not on this date; else on the latest on which a document was published." placeholder:"DATE"`
	Limit     int    `help:"At most so many (0: all)." placeholder:"N"`
	After     string `help:"Go on after this place in the list, as the page before said." placeholder:"MARK"`
}

// Help is what `factum list --help` teaches beside the flags.
func (listCmd) Help() string {
	return `Everything in the order in which it came into the record; filters narrow it.

  factum list facts --type ASSAULT --place Lozova
  factum list claims --actor RUS --since 2022-04-01 --json
  factum list acts --type decided --actor anna
  factum list statements --status primary-wanted   quotes whose source is not captured
  factum list opinions                  second opinions beside the first, and how far they agree
  factum list commitments --status due  its day has passed, and no fulfilment was seen
  factum list proceedings               inquiries, charges, trials, judgments
  factum list gaps                      what was wanted and not obtained, or not readable`
}

func (c *listCmd) Run(s *session) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	r, err := s.open()
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
		if c.Blind {
			return page(s, f, blind(q.Facts), func(f factum.Fact) { s.lineFact(f, nil) })
		}
		return page(s, f, q.Facts, func(f factum.Fact) { s.lineFact(f, s.signatures(r, f.Findings)) })
	case "lines":
		return page(s, f, q.Lines, s.lineLine)
	case "statements":
		if f.Status == primaryWanted {
			return page(s, f, r.PrimaryWanted, s.lineStatement)
		}
		return page(s, f, q.Statements, s.lineStatement)
	case "opinions":
		return s.opinions(f, r)
	case "sources":
		return page(s, f, q.Sources, s.lineSource)
	case "commitments":
		asOf, err := asOfDay(c.AsOf)
		if err != nil {
			return err
		}
		all, err := r.Commitments(s.ctx, f, asOf)
		if err != nil {
			return err
		}
		return page(s, f, pages(all, func(c factum.Commitment) string { return string(c.ID) }), s.lineCommitment)
	case "proceedings":
		all, err := r.Proceedings(s.ctx, f)
		if err != nil {
			return err
		}
		return page(s, f, pages(all, func(p factum.Proceeding) string { return string(p.ID) }), s.lineProceeding)
	case "acts":
		return page(s, f, q.Acts, s.lineAct)
	default:
		return page(s, f, q.Gaps, s.lineGap)
	}
}

// blind lists facts without what people found on them.
func blind(facts func(context.Context, store.Filter) (store.Page[factum.Fact], error)) func(context.Context, store.Filter) (store.Page[factum.Fact], error) {
	return func(ctx context.Context, f store.Filter) (store.Page[factum.Fact], error) {
		p, err := facts(ctx, f)
		for i := range p.Items {
			p.Items[i] = p.Items[i].Blind()
		}
		return p, err
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
		if name = c.Origins[0].Origin.Name; name == "" {
			name = record.Wanted(c.Origins[0].Origin)
		}
	}
	tail := plural(c.Claims, "claim")
	if c.Reason != "" {
		tail = clean(c.Reason)
	}
	fmt.Fprintf(s.Out, "%s  %-8s %9d bytes  %-2s  %s  %s\n", short(c.Subject.SHA256), c.Status, c.Subject.Size, strings.Join(c.Langs, ","), quoteName(name), tail)
}

func (s *session) lineDocument(d store.Document) {
	fmt.Fprintf(s.Out, "%s  %s  %s  %s  %s\n", short(d.ID), d.Lang, pad(published(d.Published), 17), pad(cut(clean(d.Outlet), 24), 24), plural(d.Claims, "claim"))
	if d.Title != "" {
		fmt.Fprintf(s.Out, "    %s\n", wrap(clean(d.Title), 4, s.width()))
	}
}

func (s *session) lineClaim(c store.Claim) {
	fmt.Fprintf(s.Out, "%s  %s\n    %s\n", c.ID, wrapAfter(32, clean(slots(c.Claim)), 4, s.width()), wrap(clean(cut(c.Passage.Text, 300)), 4, s.width()))
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
	if c.Proposed() {
		b.WriteString("  proposed by " + c.Coder.Name)
	}
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

func (s *session) lineFact(f factum.Fact, sigs []record.Signature) {
	fmt.Fprintf(s.Out, "%s  %s\n", f.ID, wrapAfter(32, clean(f.Headline), 4, s.width()))
	fmt.Fprintf(s.Out, "    %s\n", wrap(status(f, sigs)+": "+standing(f), 4, s.width()))
}

// status says who found what of the fact as a whole; until somebody has, it is in issue.
func status(f factum.Fact, sigs []record.Signature) string {
	if f.Status == factum.Withheld {
		return "what people found is withheld"
	}
	for _, x := range slices.Backward(f.Findings) { // they stand in log order
		if x.Element == "" && !x.Second {
			return fmt.Sprintf("found %s by %s (%s), %s", x.Status, clean(string(x.By)), x.Standard, signed(x, sigs))
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
	about := []string{plural(len(l.Claims), "claim")}
	if l.Speaker != "" {
		about = append(about, "speaker "+clean(l.Speaker))
	}
	if l.Wire != "" {
		about = append(about, "wire "+clean(l.Wire))
	}
	about = append(about, "interest "+l.Interest)
	fmt.Fprintf(s.Out, "%s  %s\n    %s\n", l.ID, wrapAfter(33, strings.Join(about, ", "), 4, s.width()), wrap("of "+string(l.Fact)+": "+clean(l.Why), 4, s.width()))
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
	about := fmt.Sprintf("%s: %s, %s, interest %s", clean(x.Name), plural(x.Documents, "document"), plural(x.Claims, "claim"), interestText(x))
	for _, f := range []struct{ what, value string }{{"", strings.Trim(x.Country+" "+x.Lang, " ")}, {"owner ", x.Owner}, {"draws on ", strings.Join(x.Wires, ", ")}} {
		if f.value != "" {
			about += "; " + f.what + clean(f.value)
		}
	}
	about += "; "
	if x.Grade == nil {
		about += "not graded (F)"
	} else {
		about += fmt.Sprintf("grade %s (%s, %s)", clean(x.Grade.Grade), clean(string(x.Grade.By)), x.Grade.At)
	}
	fmt.Fprintf(s.Out, "%s\n    %s\n", x.ID, wrap(about, 4, s.width()))
}

func (s *session) lineAct(a store.Act) {
	sub := ""
	if !a.Subject.IsZero() {
		sub = short(a.Subject)
	}
	if a.Erasure != nil {
		sub = a.Erasure.String()
	}
	fmt.Fprintf(s.Out, "%-8s %s  %-12s %-12s %s\n", a.Index, a.At, a.Kind, dash(string(a.By)), sub)
}

func (s *session) lineGap(g factum.Gap) {
	name := quoteName(record.Wanted(g.Origin))
	fmt.Fprintf(s.Out, "%-8s %s  %-8s %s\n    %s\n", g.ID, g.At, g.Stage, name, wrap(strings.TrimPrefix(clean(g.Reason), name+": "), 4, s.width()))
}

func dash(t string) string {
	if t == "" {
		return "–"
	}
	return t
}
