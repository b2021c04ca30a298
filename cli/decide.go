package cli

import (
	"fmt"

	"factum/record"
)

type decideCmd struct {
	ID       string `arg:"" help:"A fact." placeholder:"ID"`
	Element  string `help:"One element of it, such as perpetrator, place or number:killed; the whole when left out." placeholder:"NAME"`
	Status   string `help:"established, refuted or unresolved." placeholder:"STATUS" required:""`
	Standard string `help:"reasonable-suspicion, reasonable-grounds, balance or clear-and-convincing." placeholder:"STANDARD" required:""`
	Reason   string `help:"Why, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum decide --help` teaches beside the flags.
func (decideCmd) Help() string {
	return `A finding is yours: it stands in the record with your id, the standard of proof, your reason and the claims you
saw. It never changes: a later finding stands on top of it. When claims come to the fact or leave it, the
finding stays with a flag. Findings are unsigned in this version, and it says so wherever they are shown.

  factum --by anna decide fct_… --element place --status established \
         --standard reasonable-grounds --reason "three lines, one of them on the spot"`
}

func (c *decideCmd) Run(s *session) error {
	if err := s.needBy("a finding"); err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	f, id, err := r.Decide(s.ctx, record.Ruling{Item: c.ID, Element: c.Element, Status: c.Status, Standard: c.Standard, Reason: c.Reason})
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(struct {
			Item string `json:"item"`
			record.Finding
		}{string(id), f})
	}
	what := "the fact as a whole"
	if f.Element != "" {
		what = "its " + f.Element
	}
	fmt.Fprintf(s.Out, "%s: %s found %s %s (%s), on %s, unsigned. It is %s.\n", id, f.By, what, f.Status, f.Standard, plural(len(f.ClaimsSeen), "claim"), f.Act)
	return nil
}
