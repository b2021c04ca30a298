package cli

import (
	"fmt"
	"strings"

	"factum"
	"factum/record"
)

type strikeCmd struct {
	ID []string `arg:"" help:"Captures, documents, claims, sources or lines by id; wire:NAME an agency; rule:NAME a rule of the coder." placeholder:"ID"`
}

// Help is what `factum strike --help` teaches beside the flags.
func (strikeCmd) Help() string {
	return `What falls without it? The facts that rest on what is named are weighed again without it, and each element that loses its last
line is named. Nothing is changed: to take something out for good there is 'factum erase', to correct a claim 'factum correct'.

An agency goes with whatever credits it and with reprints that do not say so. A source goes with what it published, not with what
others report as well.

  factum strike src_…              a source that is no longer believed
  factum strike sha256:…           a document that turned out to be forged
  factum strike wire:AFP           everything that rests on one agency
  factum strike rule:nl/assault-12 what one rule of the coder made`
}

func (c *strikeCmd) Run(s *session) error {
	r, err := s.open()
	if err != nil {
		return err
	}
	defer r.Close(s.ctx)
	x, err := r.Strike(s.ctx, c.ID)
	if err != nil {
		return err
	}
	var whole, elements, lighter int
	for _, f := range x.Facts {
		falls := 0
		for _, e := range f.Elements {
			if e.Falls {
				falls++
			}
		}
		switch {
		case f.Falls:
			whole++
		case falls > 0:
			elements++
		default:
			lighter++
		}
		if s.app.JSON {
			if err := s.object(f); err != nil {
				return err
			}
			continue
		}
		s.struck(f)
	}
	if s.app.JSON {
		return s.object(map[string]any{"summary": true, "struck": c.ID, "claims": len(x.Claims), "facts": len(x.Facts), "fall": whole, "lose_an_element": elements})
	}
	fmt.Fprintf(s.Out, "%s\n", wrap(fmt.Sprintf("Without %s there is %s less, in %s: %d with nobody left who says it happened, %d with a bare element, %d that only stand on less. Nothing was changed.",
		clean(strings.Join(c.ID, ", ")), plural(len(x.Claims), "claim"), plural(len(x.Facts), "fact"), whole, elements, lighter), 0, s.width()))
	return nil
}

// struck prints what becomes of a fact.
func (s *session) struck(f record.StruckFact) {
	fmt.Fprintf(s.Out, "%s\n", wrap(string(f.Fact)+" · "+clean(f.Headline), 4, s.width()))
	switch {
	case f.Left == 0 && len(f.Gone) == 1:
		fmt.Fprintln(s.Out, "    falls: its only claim goes")
	case f.Left == 0:
		fmt.Fprintf(s.Out, "    falls: all its %s\n", goes(len(f.Gone), "goes", "go"))
	case f.Falls:
		fmt.Fprintf(s.Out, "    falls: of %s %s, and nothing that is left says that it happened\n", plural(len(f.Gone)+f.Left, "claim"), goes(len(f.Gone), "goes", "go"))
	default:
		fmt.Fprintf(s.Out, "    %s of %s; lines %d → %d\n", goes(len(f.Gone), "goes", "go"), plural(len(f.Gone)+f.Left, "claim"), f.Lines, f.LinesLeft)
		if len(f.After) > 1 {
			fmt.Fprintf(s.Out, "    it falls apart into %d facts\n", len(f.After))
		}
	}
	for _, e := range f.Elements {
		was, left := elementValue(factum.Element{Name: e.Name, Value: e.Value}), elementValue(factum.Element{Name: e.Name, Value: e.ValueLeft})
		changed := e.Changed && was != left
		if f.Left == 0 || e.Lines == e.LinesLeft && !changed {
			continue
		}
		note := fmt.Sprintf("lines %d → %d", e.Lines, e.LinesLeft)
		switch {
		case e.Falls:
			note += ", bare: it was " + clean(was)
		case changed:
			note += ", what is left says " + clean(left)
		}
		fmt.Fprintf(s.Out, "      %s %s\n", pad(e.Name, 15), wrap(note, 22, s.width()))
	}
	if f.FindingsResting > 0 {
		fmt.Fprintf(s.Out, "    %s on it rest on what goes: it is %s\n", plural(f.FindingsResting, "finding"), f.Status)
	}
}

// goes is so many claims and a verb.
func goes(n int, one, many string) string {
	if n == 1 {
		return "1 claim " + one
	}
	return fmt.Sprintf("%d claims %s", n, many)
}
