package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"factum"
	"factum/score/sets"
)

type scoreCmd struct {
	Dir  string   `arg:"" optional:"" help:"Folder with the labelled sets." placeholder:"DIR" env:"FACTUM_SETS"`
	Only []string `help:"Only these sets (repeatable)." name:"set" placeholder:"NAME"`
}

// Help is what `factum score --help` teaches beside the flags.
func (scoreCmd) Help() string {
	return `How well this version reads and codes, on labelled sets of texts. The sets are not part of factum: docs/quality.md
says which they are and what was measured. A set that is not in DIR is named as absent.

  factum score ../data
  factum score ../data --set times-de --json`
}

func (c *scoreCmd) Run(s *session) error {
	if c.Dir == "" {
		return factum.Errorf(factum.Invalid, "no folder with labelled sets is named").WithHint("factum score DIR, or FACTUM_SETS=DIR; docs/quality.md says which sets there are.")
	}
	var names []string
	for _, x := range sets.All {
		names = append(names, x.Name)
	}
	for _, n := range c.Only {
		if !slices.Contains(names, n) {
			return factum.Errorf(factum.Invalid, "there is no set %q", n).WithHint("One of %s.", strings.Join(names, ", "))
		}
	}
	w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
	if !s.app.JSON {
		fmt.Fprintln(w, "set\tmeasure\tvalue\tn\twanted\tothers reach")
	}
	there, failed := 0, 0
	for _, x := range sets.All {
		if len(c.Only) > 0 && !slices.Contains(c.Only, x.Name) {
			continue
		}
		rows, err := x.Score(s.ctx, c.Dir)
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err != nil {
			if factum.KindOf(err) != factum.Missing {
				failed++
			}
			s.exit(err)
			continue
		}
		there++
		for _, r := range rows {
			if s.app.JSON {
				if err := s.object(r); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%d %s\t%s\t%s\n", r.Set, r.Measure, strings.TrimPrefix(strconv.FormatFloat(r.Value, 'f', 3, 64), "0"), r.N, r.Of, dash(r.Wanted), dash(r.Baseline))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if failed > 0 {
		return errExit(exitFailed)
	}
	if there == 0 {
		return factum.Errorf(factum.Missing, "%s holds none of the labelled sets", c.Dir)
	}
	return nil
}
