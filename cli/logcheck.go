package cli

import (
	"fmt"
	"io"

	"factum"
	"factum/record"
)

type logCheckCmd struct {
	Files []string `arg:"" name:"file" help:"Checkpoints, inclusion or consistency proofs." placeholder:"FILE"`
	Key   []string `help:"The log's public key: then no record is needed. Repeat it where a key replaced another." placeholder:"VKEY" sep:"none"`
	Old   string   `help:"The earlier checkpoint, for consistency proofs." placeholder:"FILE"`
}

// Help is what `factum log check --help` teaches beside the flags.
func (logCheckCmd) Help() string {
	return `With --key nothing but the files is used. Without it the keys are the record's, each for the sizes it counts for, and the record must continue
what the files state. Exit 0: all of it holds. Exit 3: something does not. Exit 1: something could not be checked.`
}

// proofBytes bounds what is read of one file.
const proofBytes = 4 << 20

func (c *logCheckCmd) Run(s *session) error {
	k := record.LogChecker{}
	for _, key := range c.Key {
		v, err := record.ParseLogKey(key)
		if err != nil {
			return err
		}
		k.Keys = append(k.Keys, v)
	}
	var err error
	if c.Old != "" {
		if k.Old, err = s.proofFile(c.Old); err != nil {
			return factum.Errorf(factum.KindOf(err), "%s: %w", quoteName(c.Old), err)
		}
	}
	if len(c.Key) > 0 {
		return c.check(s, k)
	}
	return s.log(func(g *record.Log) error {
		k.Log = g
		return c.check(s, k)
	})
}

func (c *logCheckCmd) check(s *session, k record.LogChecker) error {
	code := exitDone
	for _, name := range c.Files {
		b, err := s.proofFile(name)
		shows := ""
		if err == nil {
			shows, err = k.Check(s.ctx, b)
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		why := ""
		switch {
		case err == nil:
		case factum.KindOf(err) == factum.Integrity:
			code, why = exitBroken, err.Error()
		default:
			code, why = max(code, exitFailed), err.Error()
		}
		switch {
		case s.app.JSON:
			if err := s.object(map[string]any{"file": name, "ok": err == nil, "shows": shows, "why": why}); err != nil {
				return err
			}
		case err == nil:
			fmt.Fprintf(s.Out, "holds  %s: %s\n", quoteName(name), clean(shows))
		default:
			fmt.Fprintf(s.Out, "fails  %s: %s\n", quoteName(name), clean(why))
			s.hint(factum.HintOf(err))
		}
	}
	if code != exitDone {
		return errExit(code)
	}
	return nil
}

// proofFile reads a small file.
func (s *session) proofFile(name string) ([]byte, error) {
	f, err := openFile(s.ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, proofBytes+1))
	if err != nil {
		return nil, fileError(err)
	}
	if len(b) > proofBytes {
		return nil, factum.Errorf(factum.Invalid, "it is too large for a proof")
	}
	return b, nil
}
