package cli

import (
	"fmt"
	"io"

	"factum"
	"factum/record"
	"factum/store"
)

type byCmd struct {
	Add  byAddCmd  `cmd:"" help:"Put a person among those of the record, or change their role or key from now on."`
	List byListCmd `cmd:"" help:"List the people of the record: role, key, since which act, added by whom."`
}

type byAddCmd struct {
	ID       string  `arg:"" help:"The collector id: what they give as --by. It need not tell who they are." placeholder:"ID"`
	Role     string  `help:"collector, analyst, investigator, reviewer, custodian, disclosure-officer or translator." placeholder:"ROLE"`
	Name     *string `help:"Legal name; sealed, and shown only when asked for." placeholder:"NAME"`
	Key      string  `help:"Their public ed25519 key, such as ~/.ssh/id_ed25519.pub." placeholder:"FILE.pub" xor:"key"`
	Generate bool    `help:"Make a key pair for them, in keys/people of the record." xor:"key"`
	NoKey    bool    `help:"From now on they have no key in the record." xor:"key"`
}

// Help is what `factum by add --help` teaches beside the flags.
func (byAddCmd) Help() string {
	return `Who has a key in the record signs their findings with it; see 'factum decide --help'. The id and role of whoever is there
already can be given again: what is not said stays as it was, what is said counts from this act on, and findings
made before are still checked against the key of their time.

  factum --by anna by add anna --role investigator --key ~/.ssh/id_ed25519.pub
  factum --by anna by add boris --role collector --name "Boris Example" --generate
  factum --by anna by add boris --role analyst`
}

func (c *byAddCmd) Run(s *session) error {
	if err := s.needBy("adding a person"); err != nil {
		return err
	}
	a := record.Addition{ID: factum.PersonID(c.ID), Role: c.Role, Name: c.Name, Generate: c.Generate}
	if c.NoKey {
		a.PublicKey = new(string)
	}
	if c.Key != "" {
		k, err := s.publicKey(c.Key)
		if err != nil {
			return err
		}
		a.PublicKey = &k
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	p, err := r.AddPerson(s.ctx, a)
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(p)
	}
	how := fmt.Sprintf("It is %s.", p.Act)
	if !p.Changed {
		how = fmt.Sprintf("%s says so already; nothing was added.", p.Act)
	}
	fmt.Fprintf(s.Out, "%s: %s, %s. %s\n", p.ID, p.Role, keyOf(p.Person), how)
	if p.PrivateKey != "" {
		fmt.Fprintf(s.Out, "The private key is in %s.\n%s\n", quoteName(p.PrivateKey),
			wrap("Whoever can read that file can sign in the name of "+c.ID+". It is in no log: keep a copy where only its owner has it.", 0, s.width()))
	}
	return nil
}

// publicKey reads the public key of a person. What is in the file is printed nowhere.
func (s *session) publicKey(name string) (string, error) {
	f, err := openFile(s.ctx, name)
	if err == nil {
		defer f.Close()
		var b []byte
		if b, err = io.ReadAll(io.LimitReader(f, 64<<10)); err == nil {
			var k string
			if k, err = record.ParsePublicKey(b); err == nil {
				return k, nil
			}
		} else {
			err = fileError(err)
		}
	}
	return "", factum.Errorf(factum.KindOf(err), "%s: %w", quoteName(name), err)
}

func keyOf(p store.Person) string {
	if p.PublicKey == "" {
		return "without a key"
	}
	return "key " + p.Fingerprint
}

type byListCmd struct {
	Names bool `help:"Show legal names, too."`
}

func (c *byListCmd) Run(s *session) error {
	r, err := s.open()
	if err != nil {
		return err
	}
	defer r.Close(s.ctx)
	ps, err := r.Ask().People(s.ctx, store.Filter{})
	if err != nil {
		return err
	}
	for _, p := range ps.Items {
		name := ""
		if c.Names {
			if name, err = r.LegalName(p); err != nil {
				return err
			}
		}
		switch {
		case s.app.JSON && c.Names:
			err = s.object(struct {
				store.Person
				Name string `json:"name"`
			}{p, name})
		case s.app.JSON:
			err = s.object(p)
		default:
			s.linePerson(p, c.Names, name)
		}
		if err != nil {
			return err
		}
	}
	if len(ps.Items) == 0 && !s.app.JSON {
		fmt.Fprintln(s.Err, "nobody")
	}
	return nil
}

func (s *session) linePerson(p store.Person, names bool, name string) {
	since := fmt.Sprintf("since %s", p.Since)
	if p.Act != p.Since {
		since += fmt.Sprintf(", as here since %s", p.Act)
	}
	fmt.Fprintf(s.Out, "%s  %s  %s\n    %s, by %s\n", pad(string(p.ID), 12), pad(p.Role, 18), keyOf(p), since, clean(string(p.By)))
	if names {
		fmt.Fprintf(s.Out, "    legal name: %s\n", dash(clean(name)))
	}
}
