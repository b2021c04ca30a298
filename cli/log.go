package cli

import (
	"fmt"
	"strings"

	"factum"
	"factum/record"
)

// logCmd is the log for auditors. Bare, it tells how the log stands.
type logCmd struct {
	State       logStateCmd       `cmd:"" default:"1" hidden:"" help:"How the log stands: checkpoint, keys, what was kept, cosignatures."`
	Checkpoint  logCheckpointCmd  `cmd:"" help:"Print a signed checkpoint, byte for byte."`
	Inclusion   logInclusionCmd   `cmd:"" help:"Print the proof that an act is in the log (C2SP tlog-proof)."`
	Consistency logConsistencyCmd `cmd:"" help:"Print the proof that a checkpoint continues an earlier one (as C2SP tlog-witness sends it)."`
	Check       logCheckCmd       `cmd:"" help:"Check proofs and checkpoints from files, with nothing but a key."`
	Serve       logServeCmd       `cmd:"" help:"Serve the log to auditors and witnesses by HTTP (C2SP tlog-tiles), read-only."`
	Cosign      logCosignCmd      `cmd:"" help:"Ask witnesses to cosign the newest checkpoint that was kept. Goes to the network."`
	Rekey       logRekeyCmd       `cmd:"" help:"Give the log a new signing key, by an act under the old one."`
}

// Help is what `factum log --help` teaches beside the flags.
func (logCmd) Help() string {
	return `Without a subcommand it tells how the log stands. The log holds a digest of every act and nothing else: no name, no text. A checkpoint is the
signed statement that so many acts hash to such a root. Who keeps a checkpoint elsewhere can prove later that nothing before it was changed.

  factum log inclusion act_7 --line > act_7.tlog-proof
  factum log consistency 5 9
  factum log check act_7.tlog-proof --key "$(factum log --json | jq -r .public_key)"`
}

// log opens the log, does something with it, and closes it.
func (s *session) log(do func(*record.Log) error) error {
	g, err := record.OpenLog(s.ctx, s.config())
	if err != nil {
		return err
	}
	err = do(g)
	if cerr := g.Close(s.ctx); err == nil {
		err = cerr
	}
	return err
}

// printed prints what the log has to say: as it is for people, v for programs.
func (s *session) printed(say func(*record.Log) (text string, v any, err error)) error {
	return s.log(func(g *record.Log) error {
		text, v, err := say(g)
		if err != nil {
			return err
		}
		if s.app.JSON {
			return s.object(v)
		}
		fmt.Fprint(s.Out, text)
		return nil
	})
}

type logStateCmd struct{}

func (logStateCmd) Run(s *session) error {
	return s.log(func(g *record.Log) error {
		st, err := g.State(s.ctx)
		if err != nil {
			return err
		}
		if s.app.JSON {
			return s.object(st)
		}
		fmt.Fprintf(s.Out, "origin      %s\npublic key  %s\nacts        %d\n", clean(st.Origin), st.PublicKey, st.Acts)
		for i := range st.Keys[1:] {
			fmt.Fprintf(s.Out, "key before  %s, replaced by %s\n", st.Keys[i].Key, st.Keys[i+1].Act)
		}
		fmt.Fprintf(s.Out, "kept        %s\n", checkpointsKept(st.Kept))
		for _, c := range st.Cosignatures {
			how := "at " + c.At + ", as it says"
			if c.Why != "" {
				how = "DOES NOT HOLD: " + clean(c.Why)
			}
			fmt.Fprintf(s.Out, "cosigned    %s by %s %s (%s)\n", plural(int(c.Size), "act"), clean(c.Name), how, c.Act)
		}
		fmt.Fprintf(s.Out, "\nLatest checkpoint, to be kept elsewhere:\n%s\n%s\n", st.Checkpoint.Note, wrap(record.Limits, 0, s.width()))
		return nil
	})
}

// checkpointsKept tells how many and the last of them.
func checkpointsKept(sizes []int64) string {
	if len(sizes) == 0 {
		return "no checkpoint yet"
	}
	const shown = 8
	var last []string
	for _, n := range sizes[max(0, len(sizes)-shown):] {
		last = append(last, fmt.Sprint(n))
	}
	t := plural(len(sizes), "checkpoint") + ", over "
	if len(sizes) > shown {
		t += "…, "
	}
	return t + strings.Join(last, ", ") + " acts"
}

// size is a number of acts as an argument, record.Latest when it was left out.
func size(n *int64) (int64, error) {
	switch {
	case n == nil:
		return record.Latest, nil
	case *n < 0:
		return 0, factum.Errorf(factum.Invalid, "%d is not a number of acts", *n)
	}
	return *n, nil
}

type logCheckpointCmd struct {
	Size     *int64 `arg:"" optional:"" help:"How many acts it covers; the latest when left out." placeholder:"SIZE"`
	Cosigned bool   `help:"With the cosignatures of witnesses that the record holds."`
}

func (c *logCheckpointCmd) Run(s *session) error {
	n, err := size(c.Size)
	if err != nil {
		return err
	}
	return s.printed(func(g *record.Log) (string, any, error) {
		cp, err := g.Checkpoint(s.ctx, n, c.Cosigned)
		return cp.Note, cp, err
	})
}

type logInclusionCmd struct {
	Act      string `arg:"" help:"An act, such as act_7." placeholder:"ACT"`
	Size     *int64 `help:"Under the kept checkpoint over so many acts; the latest when left out." placeholder:"N"`
	Cosigned bool   `help:"With the cosignatures of witnesses over that checkpoint."`
	Line     bool   `help:"With the act's line as extra data: then the proof can be checked with the log's key alone."`
}

func (c *logInclusionCmd) Run(s *session) error {
	i, err := factum.ParseActIndex(c.Act)
	if err != nil {
		return err
	}
	n, err := size(c.Size)
	if err != nil {
		return err
	}
	return s.printed(func(g *record.Log) (string, any, error) {
		p, err := g.Inclusion(s.ctx, i, n, c.Cosigned, c.Line)
		return p.Proof, p, err
	})
}

type logConsistencyCmd struct {
	Old int64  `arg:"" help:"How many acts the earlier checkpoint covers." placeholder:"OLD"`
	New *int64 `arg:"" optional:"" help:"How many the later one covers; the latest when left out." placeholder:"NEW"`
}

func (c *logConsistencyCmd) Run(s *session) error {
	old, err := size(&c.Old)
	if err != nil {
		return err
	}
	n, err := size(c.New)
	if err != nil {
		return err
	}
	return s.printed(func(g *record.Log) (string, any, error) {
		p, err := g.Consistency(s.ctx, old, n)
		return p.Proof, p, err
	})
}

type logRekeyCmd struct {
	Reason string `help:"Why, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum log rekey --help` teaches beside the flags.
func (logRekeyCmd) Help() string {
	return `The new key is named by an act, and the checkpoint over that act is the last that the old key signs. From then on only the new key counts:
a checkpoint of a later size under the old one is refused. Tell the new public key to whoever checks this log and to its witnesses.
The old key is overwritten; copies of it elsewhere are worth nothing for later acts, yet whoever has one can rewrite what
came before it was replaced, which a checkpoint kept elsewhere reveals.`
}

func (c *logRekeyCmd) Run(s *session) error {
	if err := s.needBy("a change of the key"); err != nil {
		return err
	}
	k, err := record.Rekey(s.ctx, s.config(), c.Reason)
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(k)
	}
	fmt.Fprintf(s.Out, "%s gives the log a new key:\n  new  %s\n  old  %s\nThe last checkpoint under the old key, to be kept elsewhere:\n%s", k.Act, k.PublicKey, k.Before, k.Signed.Note)
	return nil
}
