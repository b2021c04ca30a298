package record

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"strings"

	"factum"
	"factum/store"
)

// Addition is what is said of a person. Of somebody who is among the people already, what is not said stays as it was.
type Addition struct {
	ID        factum.PersonID
	Role      string  // "" as it was
	Name      *string // legal name; nil as it was
	PublicKey *string // as ParsePublicKey gives it; nil as it was; "" none from now on
	Generate  bool    // make a key pair under keys/people
}

// PersonAdded is how a person stands in the record after AddPerson.
type PersonAdded struct {
	store.Person
	PrivateKey string `json:"private_key"` // the file that was made, "" when none was
	Changed    bool   `json:"changed"`     // false: the record says all this already, and no act was added
}

// AddPerson puts a person among those of the record, or changes how they stand from now on.
func (r *Record) AddPerson(ctx context.Context, a Addition) (PersonAdded, error) {
	var none PersonAdded
	if r.by == "" {
		return none, factum.Errorf(factum.Invalid, "adding a person needs a person who answers for it")
	}
	if err := a.ID.Check(); err != nil {
		return none, err
	}
	if a.Generate && a.PublicKey != nil {
		return none, factum.Errorf(factum.Invalid, "a key is either given or made")
	}
	people, err := r.index.People(ctx, store.Filter{})
	if err != nil {
		return none, err
	}
	p := factum.Person{ID: a.ID}
	var before *store.Person
	for i, x := range people.Items {
		if x.ID == a.ID {
			before = &people.Items[i]
		} else if strings.EqualFold(string(x.ID), string(a.ID)) {
			return none, factum.Errorf(factum.Conflict, "%s differs from %s, who is among the people of this record, in capitals only", a.ID, x.ID).
				WithHint("Choose an id that nobody mistakes for another.")
		}
	}
	if before != nil {
		if p, err = r.person(before.Act); err != nil {
			return none, err
		}
	}
	was := p
	if a.Role != "" {
		p.Role = a.Role
	} else if before == nil {
		return none, factum.Errorf(factum.Invalid, "%s is new to this record: in which role?", a.ID).WithHint("A role is one of %s.", strings.Join(factum.Roles, ", "))
	}
	if a.Name != nil {
		p.Name = *a.Name
	}
	if a.PublicKey != nil {
		p.PublicKey = *a.PublicKey
	}
	if err := p.Check(); err != nil {
		return none, err
	}
	out := PersonAdded{Changed: true}
	if a.Generate {
		if p.PublicKey, err = r.generate(a.ID); err != nil {
			return none, err
		}
		out.PrivateKey = filepath.Join(r.dir, personKey(a.ID))
	}
	if before != nil && p == was {
		return PersonAdded{Person: *before}, nil
	}
	if p.PublicKey != "" && p.PublicKey != was.PublicKey {
		if other, err := r.index.KeyOf(ctx, p.PublicKey); err != nil {
			return none, err
		} else if other != "" && other != p.ID {
			return none, factum.Errorf(factum.Conflict, "the key %s is that of %s in this record", factum.Fingerprint(p.PublicKey), other).
				WithHint("Each person signs with a key of their own.")
		}
	}
	// A crash from here on leaves at most a key that nobody has in the record; --key FILE.pub takes it up.
	if err := r.log(ctx, []factum.Draft{{Key: fresh(), Kind: factum.PersonAdded, Sealed: map[string]any{"person": p, "by": r.by}}}); err != nil {
		return none, err
	}
	out.Person, err = r.index.PersonAt(ctx, p.ID, r.ledger.Size())
	return out, err
}

// person opens the person that an act added, with the legal name.
func (r *Record) person(act factum.ActIndex) (p factum.Person, err error) {
	e, err := r.ledger.Entry(act)
	if err != nil {
		return p, err
	}
	if ok, err := e.Open("person", &p); err != nil || !ok {
		return p, errors.Join(err, factum.Errorf(factum.Integrity, "%s opens no person", act))
	}
	return p, nil
}

// LegalName is the sealed name of a person as they stand in the record, "" when it keeps none.
func (r *Record) LegalName(p store.Person) (string, error) {
	x, err := r.person(p.Act)
	return x.Name, err
}

// WithholdName takes the opening that holds a legal name out of what is shown of an act. What else it says of the person stays.
func (a *ActShown) WithholdName() error {
	var p factum.Person
	ok, err := factum.Entry{Index: a.Index, Act: a.Act, Openings: a.Openings}.Open("person", &p)
	if err != nil || !ok || p.Name == "" {
		return err
	}
	a.Openings = maps.Clone(a.Openings)
	delete(a.Openings, "person")
	p.Name = ""
	a.Person, a.Withheld = &p, []string{"person"}
	return nil
}
