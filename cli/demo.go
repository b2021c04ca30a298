package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"factum"
	"factum/examples"
	"factum/record"
	"factum/store"
)

type demoCmd struct {
	Dir string `arg:"" optional:"" help:"Where to put the examples and the record made of them." default:"factum-demo" placeholder:"DIR"`
}

// Help is what `factum demo --help` teaches beside the flags.
func (demoCmd) Help() string {
	return `Puts twenty short reports in six languages, written for this project about invented happenings, into DIR/examples, makes a record
in DIR/record, and runs the commands that a user would run. Nothing is pretended: each line is what the command prints.`
}

func (c *demoCmd) Run(s *session) error {
	src, dir := filepath.Join(c.Dir, "examples"), filepath.Join(c.Dir, "record")
	if s.app.Record != "" {
		dir = s.app.Record
	}
	if err := unpack(src); err != nil {
		return err
	}
	fmt.Fprintf(s.aside(), "Twenty short reports were put into %s.\n", src)
	if _, err := os.Stat(filepath.Join(dir, "factum.toml")); err != nil {
		if err := s.try("init", "--record", dir, "--situation", "The shipped examples: invented happenings of spring 2022"); err != nil {
			return err
		}
	}
	if err := s.try("add", "--record", dir, src); err != nil {
		return err
	}
	if err := s.try("list", "facts", "--record", dir); err != nil {
		return err
	}
	id, err := s.telling(dir)
	if err != nil {
		return err
	}
	if err := s.try("show", "--record", dir, string(id)); err != nil {
		return err
	}
	if err := s.try("verify", "--record", dir); err != nil {
		return err
	}
	fmt.Fprintf(s.aside(), `
All of this stands in %[1]s. Try next:

  export FACTUM_RECORD=%[1]s
  factum search station
  factum list claims --status denied
  factum list statements
  factum --by anna decide %[2]s --element place \
         --status established --standard reasonable-grounds --reason "why"
  printf x >> "$FACTUM_RECORD"/acts/00000000.jsonl    # tamper, and
  factum verify                                       # see it named
`, dir, id)
	return nil
}

// unpack writes the examples, leaving alone those that are there already.
func unpack(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return factum.Errorf(factum.Other, "making %s: %w", dir, err)
	}
	return fs.WalkDir(examples.Files(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		to := filepath.Join(dir, p)
		if _, err := os.Lstat(to); err == nil {
			return nil
		}
		b, err := fs.ReadFile(examples.Files(), p)
		if err != nil {
			return err
		}
		if err := os.WriteFile(to, b, 0o644); err != nil {
			return factum.Errorf(factum.Other, "writing %s: %w", to, err)
		}
		return nil
	})
}

// try runs a command as a person would type it, after printing it.
func (s *session) try(args ...string) error {
	shown := make([]string, len(args))
	for i, a := range args {
		if strings.ContainsAny(a, " \"'$") {
			a = "\"" + a + "\""
		}
		shown[i] = a
	}
	fmt.Fprintf(s.aside(), "\n$ factum %s\n", strings.Join(shown, " "))
	if s.app.JSON {
		args = append(args, "--json")
	}
	streams := s.Streams
	streams.In = strings.NewReader("") // nothing is asked
	if code := Run(s.ctx, args, streams, s.environ); code != exitDone {
		return errExit(code)
	}
	return nil
}

// aside is where the walk's own words go: with --json standard output is the commands' alone.
func (s *session) aside() io.Writer {
	if s.app.JSON {
		return s.Err
	}
	return s.Out
}

// telling picks the fact that has most to show: contradicted, with the most lines, with the most claims.
func (s *session) telling(dir string) (factum.FactID, error) {
	r, err := record.Open(s.ctx, record.Config{Dir: dir})
	if err != nil {
		return "", err
	}
	defer r.Close(s.ctx)
	p, err := r.Ask().Facts(s.ctx, store.Filter{})
	if err != nil {
		return "", err
	}
	best, most := factum.FactID(""), -1
	for _, f := range p.Items {
		n := 100*len(f.Lines) + len(f.Claims)
		if f.Contradicted != factum.ContradictedNone {
			n += 10000
		}
		if f.Support == factum.SupportSeveral {
			n += 5000
		}
		if n > most {
			best, most = f.ID, n
		}
	}
	if most < 0 {
		return "", factum.Errorf(factum.Missing, "no fact was found in the examples")
	}
	return best, nil
}
