package cli

import (
	"fmt"
	"io"
	"os"

	"factum"
	"factum/record"
)

type verifyCmd struct {
	What       string   `arg:"" optional:"" help:"A record's directory instead of --record, or a single thing in it by its id." placeholder:"PATH|ID"`
	Quick      bool     `help:"Leave out replaying the acts into a second database, and the SHA-512 of captures; it is said that this was left out."`
	Recode     bool     `help:"Read and code the captures again, and compare with what was sealed, byte for byte."`
	Checkpoint []string `help:"A checkpoint that was kept elsewhere: the record has to continue it. May be given again." placeholder:"FILE" sep:"none"`
	Explain    bool     `help:"Say of each kind of damage what it means, what it leaves untouched and what can be saved. On a terminal that is said anyway."`
	All        bool     `help:"Print every item, not only what is not simply as it was."`
}

// Help is what `factum verify --help` teaches beside the flags.
func (verifyCmd) Help() string {
	return `Checks every blob against its digest, every act against the log, every opening against what was sealed, every derived
item, tile, checkpoint and signature, and every row of the database against a replay of the acts. It writes nothing.
Exit 0: all of it holds. Exit 3: something does not, and each such item is named with its file.

  factum verify                          the whole record
  factum verify --checkpoint kept.txt    and that it continues a checkpoint that you kept
  factum verify --recode                 and that this version still reads the same out of the captures
  factum verify sha256:…                 one capture, act, claim or fact, with its proof

Keep the checkpoint that it prints somewhere else: who holds the record and its key could write another history.`
}

func (c *verifyCmd) Run(s *session) error {
	cfg := s.config()
	item := ""
	if record.IsItem(c.What) {
		item = c.What
	} else if c.What != "" {
		cfg.Dir = c.What
	}
	if item != "" && (c.Quick || c.Recode || len(c.Checkpoint) > 0) {
		return factum.Errorf(factum.Invalid, "--quick, --recode and --checkpoint are for a whole record, not for %s", item)
	}
	kept, err := checkpointFiles(c.Checkpoint)
	if err != nil {
		return err
	}
	p := s.progress("checked")
	tell := func(x record.Checked) error {
		p.step()
		if x.Status == record.Holds && !c.All && item == "" {
			return nil
		}
		if s.app.JSON {
			return s.object(x)
		}
		p.clear()
		why := ""
		if x.Why != "" {
			why = ": " + clean(x.Why)
		}
		fmt.Fprintf(s.Out, "%-13s %s  %s%s\n", x.Status, quoteName(x.File), clean(x.Item), why)
		return nil
	}
	var sum record.Verified
	if item != "" {
		sum, err = record.VerifyItem(s.ctx, cfg, item, tell)
	} else {
		sum, err = record.Verify(s.ctx, cfg, record.VerifyOptions{Quick: c.Quick, Recode: c.Recode, Checkpoints: kept}, tell)
	}
	p.done()
	if err != nil {
		return err
	}
	if s.app.JSON {
		err = c.sumJSON(s, sum, item)
	} else {
		c.sum(s, sum, item)
	}
	if err == nil && sum.Failed > 0 {
		err = errExit(exitBroken)
	}
	return err
}

// checkpointMost is more than any checkpoint has, in bytes.
const checkpointMost = 64 << 10

// checkpointFiles reads checkpoints that were kept elsewhere.
func checkpointFiles(names []string) ([]record.Kept, error) {
	var out []record.Kept
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, factum.Errorf(factum.Invalid, "the checkpoint %s: %w", quoteName(name), fileError(err))
		}
		b, err := io.ReadAll(io.LimitReader(f, checkpointMost+1))
		f.Close()
		if err != nil || len(b) > checkpointMost {
			return nil, factum.Errorf(factum.Invalid, "%s does not read as a checkpoint", quoteName(name)).
				WithHint("It has a few lines: the name of the log, its size, its root, an empty line and a signature.")
		}
		out = append(out, record.Kept{File: name, Note: b})
	}
	return out, nil
}

// sumJSON ends what is printed for programs; the summary is its last line.
func (c *verifyCmd) sumJSON(s *session, sum record.Verified, item string) error {
	if c.Explain {
		for _, d := range sum.Damage {
			if err := s.object(d); err != nil {
				return err
			}
		}
	}
	if item != "" {
		return s.object(struct {
			Summary    bool           `json:"summary"`
			Checked    int            `json:"checked"`
			Failed     int            `json:"failed"`
			Checkpoint string         `json:"checkpoint"`
			Proofs     []record.Proof `json:"proofs"`
		}{true, sum.Checked, sum.Failed, sum.Checkpoint, append([]record.Proof{}, sum.Proofs...)})
	}
	return s.object(struct {
		Summary    bool   `json:"summary"`
		Checked    int    `json:"checked"`
		Failed     int    `json:"failed"`
		Quick      bool   `json:"quick"`
		Recode     bool   `json:"recode"`
		Checkpoint string `json:"checkpoint"`
	}{true, sum.Checked, sum.Failed, c.Quick, c.Recode, sum.Checkpoint})
}

// sum ends what is printed for people.
func (c *verifyCmd) sum(s *session, sum record.Verified, item string) {
	for _, p := range sum.Proofs {
		fmt.Fprintf(s.Out, "\nProof of %s (%s)\n  SHA-256 of its line  %s\n  leaf hash            %s\n", p.Act, p.Kind, p.Entry, p.Leaf)
		for i, h := range p.Inclusion {
			label := ""
			if i == 0 {
				label = "path to the root"
			}
			fmt.Fprintf(s.Out, "  %-19s  %s\n", label, h)
		}
	}
	if len(sum.Proofs) > 0 {
		fmt.Fprintln(s.Out)
	}
	if c.Explain || isTerminal(s.Out) {
		for _, d := range sum.Damage {
			fmt.Fprintf(s.Out, "\n%s: %s\n", d.Kind, plural(d.Items, "item"))
			for _, l := range []struct{ label, text string }{{"What it means", d.Means}, {"Not touched", d.Untouched}, {"What to do", d.Rescue}} {
				fmt.Fprintf(s.Out, "  %-14s %s\n", l.label, wrapAfter(17, l.text, 17, s.width()))
			}
		}
		if len(sum.Damage) > 0 {
			fmt.Fprintf(s.Out, "\n%s\n\n", wrap("Copy the record as it is before you mend anything: what changed, and when, may matter as much as what was there before.", 0, s.width()))
		}
	}
	if sum.Failed == 0 {
		fmt.Fprintf(s.Out, "All %d items hold.", sum.Checked)
	} else {
		fmt.Fprintf(s.Out, "%d of %d items do not hold.", sum.Failed, sum.Checked)
	}
	if c.Quick {
		fmt.Fprint(s.Out, " The database was not replayed, and SHA-512 not computed (--quick).")
	}
	if sum.Failed > 0 && !c.Explain && !isTerminal(s.Out) {
		fmt.Fprint(s.Out, " What each means and what can be saved: factum verify --explain")
	}
	what := "Newest checkpoint, to be kept elsewhere:"
	if item != "" {
		what = "Under the checkpoint:"
	}
	fmt.Fprintf(s.Out, "\n\n%s\n%s\n%s\n", what, sum.Checkpoint, wrap(record.Limits, 0, s.width()))
}

type rebuildCmd struct{}

// Help is what `factum rebuild --help` teaches beside the flags.
func (rebuildCmd) Help() string {
	return `The database holds nothing of its own: everything in it follows from acts, openings, derived items and blobs. When it is lost or
damaged, this makes it again, and every list, search and finding answers as before.`
}

func (rebuildCmd) Run(s *session) error {
	p := s.progress("acts")
	n, err := record.Rebuild(s.ctx, s.config(), func(done, of int) { p.of = of; p.n = done - 1; p.step() })
	p.done()
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(map[string]any{"acts": n})
	}
	fmt.Fprintf(s.Out, "The database was made again from %s.\n", plural(n, "act"))
	return nil
}
