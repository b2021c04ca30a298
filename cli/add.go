package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"factum"
	"factum/record"
)

type addCmd struct {
	Source []string `arg:"" help:"Files, folders, or - for standard input." placeholder:"SOURCE"`
	NoRead bool     `help:"Keep and seal only; read and code later with 'factum recode'."`
	Again  bool     `help:"Take in again what was erased from this record, where it may be held now."`
	Name   string   `help:"A name for what comes from standard input." placeholder:"NAME"`
	modelFlags
}

// Help is what `factum add --help` teaches beside the flags.
func (addCmd) Help() string {
	return `Each input is kept byte for byte, sealed in the log, read, coded, and weighed against what is there.
The same bytes twice are one capture; that they came again is on record too. What can't be had or
read becomes a gap with its reason, and the rest goes on (exit 1). So does what was erased from this record:
its bytes are not kept again unless you say --again.

  factum add report.html notes/         files and folders, with all that is in them
  pbpaste | factum add - --name chat    standard input
  factum add --no-read archive/         keep now, read later

One line an input, printed once it is in the log: captured, known, or gap.` + modelHelp
}

func (c *addCmd) Run(s *session) error {
	m, err := c.client(s)
	if err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	p := s.progress("captured")
	sum, err := r.Add(s.ctx, c.Source, record.AddOptions{NoRead: c.NoRead, Stdin: s.In, StdinName: c.Name, Again: c.Again, Model: m}, func(a record.Added) error {
		p.step()
		return s.added(p, a)
	})
	p.done()
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	if sum.Own > 0 {
		fmt.Fprintf(s.Err, "%s: left out, it is this record itself\n", quoteName(s.config().Dir))
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintf(s.Err, "factum: stopped. What was reported is kept (%s); the rest can be added again.\n", plural(sum.Inputs, "input"))
		return errExit(exitFailed)
	}
	if err == nil && !s.app.JSON && sum.Inputs > 1 {
		fmt.Fprintf(s.Out, "\n%s: %d captured, %d known, %s. %s.\n", plural(sum.Inputs, "input"), sum.Captured, sum.Known, plural(sum.Gaps, "gap"), plural(sum.Claims, "claim"))
	}
	if err != nil {
		return err
	}
	if sum.Gaps > 0 {
		return errExit(exitFailed)
	}
	return nil
}

// added prints the line of one input.
func (s *session) added(p *progress, a record.Added) error {
	if s.app.JSON {
		return s.object(a)
	}
	p.clear()
	switch a.Status {
	case "gap":
		kept := ""
		if !a.Capture.IsZero() {
			kept = " (kept as " + short(a.Capture) + ")"
		}
		name := quoteName(a.Source)
		fmt.Fprintf(s.Out, "gap       %s: %s%s\n", name, strings.TrimPrefix(clean(a.Reason), name+": "), kept)
		if a.Hint != "" {
			fmt.Fprintf(s.Out, "          %s\n", clean(a.Hint))
		}
	default:
		what := ""
		if a.Read {
			what = fmt.Sprintf("  %s  %s", a.Lang, plural(a.Claims, "claim"))
		}
		fmt.Fprintf(s.Out, "%-9s %s  %s%s\n", a.Status, short(a.Capture), quoteName(a.Source), what)
		if a.Reason != "" {
			fmt.Fprintf(s.Out, "          gap: %s\n", clean(a.Reason))
		}
		if a.Reason != "" && a.Hint != "" {
			fmt.Fprintf(s.Out, "          %s\n", clean(a.Hint))
		}
	}
	return s.unprinted()
}

// short is a digest for people: enough of it to name the item again.
func short(d factum.Digest) string { return d.String()[:19] }

type recodeCmd struct {
	Capture []string `arg:"" optional:"" help:"Captures by digest; all that another version coded when none is named." placeholder:"CAPTURE"`
	All     bool     `help:"Also those that this very version coded; with --model, ask again also what it answered before."`
	modelFlags
}

// Help is what `factum recode --help` teaches beside the flags.
func (recodeCmd) Help() string {
	return `Captures are read and coded again by this version. Earlier documents and claims stay: a claim that this
version no longer makes is marked superseded and still answers to 'factum show'. Findings stay, with a flag
where the claims they were made on have changed.

What a model answered before is in the record: its proposals are made again from there, and nobody is asked.` + modelHelp
}

func (c *recodeCmd) Run(s *session) error {
	m, err := c.client(s)
	if err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	p := s.progress("coded")
	sum, err := r.Recode(s.ctx, c.Capture, record.RecodeOptions{All: c.All, Model: m, Total: p.total}, func(a record.Added) error {
		p.step()
		return s.added(p, a)
	})
	p.done()
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintf(s.Err, "factum: stopped. What was reported is coded again (%s); the rest can be done later.\n", plural(sum.Inputs, "capture"))
		return errExit(exitFailed)
	}
	if err != nil {
		return err
	}
	if !s.app.JSON {
		fmt.Fprintf(s.Out, "%s coded again, %s, %s.\n", plural(sum.Inputs-sum.Gaps, "capture"), plural(sum.Claims, "claim"), plural(sum.Gaps, "gap"))
	}
	if sum.Gaps > 0 {
		return errExit(exitFailed)
	}
	return nil
}
