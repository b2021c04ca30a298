package cli

import (
	"fmt"
	"strings"

	"factum"
	"factum/record"
)

type decideCmd struct {
	ID       string `arg:"" help:"A fact, or a commitment." placeholder:"ID"`
	Element  string `help:"One element of it, such as perpetrator, place or number:killed; the whole when left out." placeholder:"NAME"`
	Status   string `help:"Of a fact established, refuted or unresolved; of a commitment kept, partly-kept, broken or withdrawn." placeholder:"STATUS" required:""`
	Standard string `help:"reasonable-suspicion, reasonable-grounds, balance or clear-and-convincing." placeholder:"STANDARD" required:""`
	Reason   string `help:"Why, in your words." placeholder:"TEXT" required:""`
	Second   bool   `help:"A second opinion, given without sight of the first: read the fact with 'factum show FACT --blind'."`
	Key      string `help:"Your private key, if it is neither in keys/people nor with the ssh-agent." placeholder:"FILE" env:"FACTUM_KEY"`
	Unsigned bool   `help:"Do without a signature although you have a key in the record."`
}

// Help is what `factum decide --help` teaches beside the flags.
func (decideCmd) Help() string {
	return `A finding is yours: it stands in the record with your id, the standard of proof, your reason and the claims you
saw. It never changes: a later finding stands on top of it. When claims come to the fact or leave it, the
finding stays with a flag.

Who has a key in the record (factum by add) signs: with --key FILE or $FACTUM_KEY, else with the key in keys/people
of the record, else through the ssh-agent. A finding without a signature is shown as unsigned. Anybody can check a
signature without factum: docs/formats.md, "A signed finding".

With --second it is a second opinion on what somebody else found first: nothing of the first is shown, and the first
stands until somebody decides openly again. 'factum list opinions' prints how far people agree.

  factum --by anna decide fct_… --element place --status established \
         --standard reasonable-grounds --reason "three lines, one of them on the spot"
  factum --by anna decide com_… --status partly-kept --standard balance \
         --reason "four of the ten systems are there"
  factum show fct_… --blind
  factum --by boris decide fct_… --element place --second --status unresolved --standard balance --reason "…"`
}

func (c *decideCmd) Run(s *session) error {
	if err := s.needBy("a finding"); err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	f, id, err := r.Decide(s.ctx, record.Ruling{Item: c.ID, Element: c.Element, Status: c.Status, Standard: c.Standard, Reason: c.Reason, Second: c.Second,
		Signing: record.Signing{File: c.Key, Agent: s.env["SSH_AUTH_SOCK"], Unsigned: c.Unsigned}})
	if err != nil {
		r.Close(s.ctx) // what Decide says is what there is to say
		return err
	}
	sigs := s.signatures(r, []factum.Finding{f})
	_, perr := r.Ask().PersonAt(s.ctx, f.By, f.Act)
	if err := r.Close(s.ctx); err != nil {
		return err
	}
	if factum.KindOf(perr) == factum.Missing && !s.app.JSON {
		fmt.Fprintf(s.Err, "factum: %s is not among the people of this record; add with factum by add\n", clean(string(f.By)))
	}
	if s.app.JSON {
		return s.object(struct {
			Item string `json:"item"`
			record.Finding
		}{id, f})
	}
	what := "the fact as a whole"
	if strings.HasPrefix(id, "com_") {
		what = "the commitment"
	}
	if f.Element != "" {
		what = "its " + f.Element
	}
	if f.Second {
		what += ", as a second opinion,"
	}
	fmt.Fprintf(s.Out, "%s: %s found %s %s (%s), on %s, %s. It is %s.\n", id, f.By, what, f.Status, f.Standard, plural(len(f.ClaimsSeen), "claim"), signed(f, sigs), f.Act)
	return nil
}

// signed says by whom a finding is signed, that it is unsigned, or that its signature does not hold.
func signed(f factum.Finding, sigs []record.Signature) string {
	if f.Signature == nil {
		return "unsigned"
	}
	for _, x := range sigs {
		switch {
		case x.Act != f.Act:
		case x.Status == record.Holds:
			return fmt.Sprintf("signed by %s (%s)", clean(string(f.By)), x.Fingerprint)
		case x.Status == record.NotCheckable:
			return "signed, which cannot be checked: " + clean(x.Why)
		default:
			return "NOT SIGNED AS IT SAYS: " + clean(x.Why)
		}
	}
	return "signed, not checked"
}

// signatures checks those of findings that are listed. One that cannot be checked keeps nothing from being listed.
func (s *session) signatures(r *record.Record, fs []factum.Finding) []record.Signature {
	sigs, err := r.Signatures(s.ctx, fs)
	if err != nil {
		sigs = nil
		for _, f := range fs {
			sigs = append(sigs, record.Signature{Act: f.Act, Status: record.NotCheckable, Why: err.Error()})
		}
	}
	return sigs
}
