package cli

import (
	"fmt"

	"factum/record"
)

type verifyCmd struct {
	Path  string `arg:"" optional:"" help:"A record's directory, instead of --record." placeholder:"PATH"`
	Quick bool   `help:"Leave out replaying the acts into a second database; it is said that this was left out."`
	All   bool   `help:"Print every item, not only what is not simply as it was."`
}

// Help is what `factum verify --help` teaches beside the flags.
func (verifyCmd) Help() string {
	return `Checks every blob against its digest, every act against the log, every opening against what was sealed, every derived
item, tile, checkpoint and signature, and every row of the database against a replay of the acts. It writes nothing.
Exit 0: all of it holds. Exit 3: something does not, and each such item is named with its file.

Keep the checkpoint that it prints somewhere else: who holds the record and its key could write another history.`
}

func (c *verifyCmd) Run(s *session) error {
	cfg := s.config()
	if c.Path != "" {
		cfg.Dir = c.Path
	}
	p := s.progress("checked")
	sum, err := record.Verify(s.ctx, cfg, record.VerifyOptions{Quick: c.Quick}, func(x record.Checked) error {
		p.step()
		if x.Status == record.Holds && !c.All {
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
	})
	p.done()
	if err != nil {
		return err
	}
	if s.app.JSON {
		if err := s.object(struct {
			Summary    bool   `json:"summary"`
			Checked    int    `json:"checked"`
			Failed     int    `json:"failed"`
			Quick      bool   `json:"quick"`
			Checkpoint string `json:"checkpoint"`
		}{true, sum.Checked, sum.Failed, c.Quick, sum.Checkpoint}); err != nil {
			return err
		}
	} else {
		if sum.Failed == 0 {
			fmt.Fprintf(s.Out, "All %d items hold.", sum.Checked)
		} else {
			fmt.Fprintf(s.Out, "%d of %d items do not hold.", sum.Failed, sum.Checked)
		}
		if c.Quick {
			fmt.Fprint(s.Out, " The database was not replayed (--quick).")
		}
		fmt.Fprintf(s.Out, "\n\nNewest checkpoint, to be kept elsewhere:\n%s\n%s\n", sum.Checkpoint, wrap(record.Limits, 0, s.width()))
	}
	if sum.Failed > 0 {
		return errExit(exitBroken)
	}
	return nil
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
