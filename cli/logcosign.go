package cli

import (
	"fmt"

	"factum"
	"factum/custody"
	"factum/record"
)

type logCosignCmd struct {
	Witness    []string `help:"The address of a witness; repeat it for several." placeholder:"URL" sep:"none" required:""`
	WitnessKey []string `help:"The public key of each witness, in the same order." placeholder:"VKEY" sep:"none" required:""`
}

// Help is what `factum log cosign --help` teaches beside the flags.
func (logCosignCmd) Help() string {
	return `A witness keeps the newest checkpoint that it saw of a log and signs only what continues it. What it signs proves that this log, with these acts,
was there when it signed, and that it showed the witness no other history. The witness has to know this log's origin and key ('factum log' prints
them) and learns the number of acts; no names, sources or texts are sent. The cosigned checkpoint is kept under stamps/, the act that says so is logged.

This is the only part of 'factum log' that goes to the network.

  factum log cosign --witness https://witness.example --witness-key witness.example+…`
}

func (c *logCosignCmd) Run(s *session) error {
	if len(c.Witness) != len(c.WitnessKey) {
		return factum.Errorf(factum.Invalid, "%s, but %s", plural(len(c.Witness), "--witness"), plural(len(c.WitnessKey), "--witness-key")).
			WithHint("Each witness is given with its address and its key.")
	}
	var ws []custody.Witness
	seen := map[string]bool{}
	for i := range c.Witness {
		w, err := custody.ParseWitness(c.Witness[i], c.WitnessKey[i])
		if err != nil {
			return err
		}
		if seen[w.Key] {
			return factum.Errorf(factum.Invalid, "the witness %s is given twice", w.Name())
		}
		seen[w.Key] = true
		ws = append(ws, w)
	}
	done, err := record.Cosign(s.ctx, s.config(), ws)
	if err != nil {
		return err
	}
	failed := false
	for _, x := range done {
		failed = failed || x.Status == "failed"
		switch {
		case s.app.JSON:
			if err := s.object(x); err != nil {
				return err
			}
		case x.Status == "failed":
			fmt.Fprintln(s.Err, "factum:", clean(x.Reason))
			s.hint(x.Hint)
		case x.Status == "known":
			fmt.Fprintf(s.Out, "%s cosigned the checkpoint over %s before, at %s: %s (%s)\n", clean(x.Witness), plural(int(x.Size), "act"), x.At, quoteName(x.File), x.Act)
		default:
			fmt.Fprintf(s.Out, "%s cosigned the checkpoint over %s at %s, as it says: %s (%s)\n", clean(x.Witness), plural(int(x.Size), "act"), x.At, quoteName(x.File), x.Act)
		}
	}
	if failed {
		return errExit(exitFailed)
	}
	return nil
}
