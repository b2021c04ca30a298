package cli

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"factum"
	"factum/record"
	"factum/store"
)

type eraseCmd struct {
	ID        []string `arg:"" help:"Captures by digest; gaps and acts by number." placeholder:"ID"`
	Ground    string   `help:"Why it may or must be erased: one of the grounds below." placeholder:"GROUND" required:""`
	Authority string   `help:"Who orders or allows it, and where that is written." placeholder:"TEXT" required:""`
	Reason    string   `help:"Why, in your words. It stays: do not repeat in it what is to go." placeholder:"TEXT" required:""`
	Yes       bool     `help:"Do not ask on a terminal."`
}

// Help is what `factum erase --help` teaches beside the flags.
func (eraseCmd) Help() string {
	var grounds strings.Builder
	for _, g := range factum.Grounds {
		fmt.Fprintf(&grounds, "  %-18s %s\n", g.Name, g.Meaning)
	}
	return `A capture goes with everything about it: its bytes, how and by whom it was obtained, the documents and claims that
were read out of it, their words in the search. Facts are weighed anew without it. An act named by itself loses what
its sealed fields opened to: a gap, a finding, a person. It cannot be undone.

What stays: that there was something, its digest, the ground, the authority, your reason and your id. The rest of the
record still verifies, and 'factum verify' says what was erased. Findings that people made stay as they wrote them.
Copies elsewhere are not reached: backups, disk snapshots, files handed over, the file that you added.

Grounds:
` + grounds.String() + `
  factum --by anna erase sha256:… --ground consent-withdrawn \
         --authority "withdrawal form 2022-17" --reason "the witness asked for it on 12 May"`
}

func (c *eraseCmd) Run(s *session) error {
	if err := s.needBy("an erasure"); err != nil {
		return err
	}
	if err := factum.CheckGround(c.Ground); err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	done, err := c.erase(s, r)
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	for _, x := range done {
		if s.app.JSON {
			if perr := s.object(x); perr != nil {
				return perr
			}
			continue
		}
		s.lineErased(x)
	}
	if err != nil && len(done) > 0 {
		fmt.Fprintln(s.Err, "factum: the erasure is in the log, but traces are left; the next command that writes takes them away")
	}
	return err
}

// erase asks where there is somebody to ask, and erases.
func (c *eraseCmd) erase(s *session, r *record.Record) ([]record.ErasedItem, error) {
	what, err := r.ToErase(s.ctx, c.ID)
	if err != nil {
		return nil, err
	}
	if !c.Yes && isTerminal(s.In) && isTerminal(s.Out) && !s.app.JSON {
		for _, t := range what {
			s.lineToErase(t)
		}
		fmt.Fprintln(s.Out, "It cannot be undone.")
		if a := ask(bufio.NewReader(s.In), s.Out, "Erase? Type yes:"); a != "yes" {
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
			return nil, errors.New("nothing was erased")
		}
	}
	return r.Erase(s.ctx, what, record.Erasing{Ground: c.Ground, Authority: c.Authority, Reason: c.Reason})
}

// lineToErase says what would go.
func (s *session) lineToErase(t record.ToErase) {
	switch {
	case t.Before != nil:
		fmt.Fprintf(s.Out, "%s was %s\n", t.Item, t.Before)
	case t.Kind == "capture":
		fmt.Fprintf(s.Out, "%s  %s\n    %d bytes, %s, %s, %s about it\n", t.Item, quoteName(t.Name), t.Bytes, plural(t.Documents, "document"), plural(t.Claims, "claim"), plural(len(t.Acts), "act"))
	case t.Kind == "bytes":
		fmt.Fprintf(s.Out, "%s  %d bytes that no act names\n", t.Item, t.Bytes)
	default:
		fmt.Fprintf(s.Out, "%s  what the sealed fields of this %s act open to\n", t.Item, t.Kind)
	}
}

// lineErased says what went.
func (s *session) lineErased(x record.ErasedItem) {
	if x.Status == "known" {
		fmt.Fprintf(s.Out, "known     %s  was %s\n", x.Item, x.Erased)
		return
	}
	fmt.Fprintf(s.Out, "erased    %s  on ground %s (%s): openings of %s, %s\n", x.Item, x.Ground, x.Act, plural(x.Acts, "act"), plural(x.Items, "item"))
}

// sayErased says on which ground and by whose authority something is gone.
func (s *session) sayErased(e store.Erased) {
	s.say("erased", "on ground %s, %s by %s (%s)", e.Ground, e.At, by(e.By), e.Act)
	s.say("authority", "%s", clean(e.Authority))
	s.say("reason", "%s", clean(e.Reason))
}
