package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/store"
)

// person adds a person-added act.
func (s *sample) person(p factum.Person) factum.ActIndex {
	return s.act(factum.PersonAdded, fmt.Sprint("person ", len(s.entries)), nil, map[string]any{"by": "anna", "person": p})
}

// persons adds three people, one of whom changes role and key.
func persons(s *sample) (first, second factum.ActIndex) {
	first = s.person(factum.Person{ID: "boris", Role: "collector", Name: "Boris Legalname", PublicKey: "ssh-ed25519 AAAA"})
	s.person(factum.Person{ID: "anna", Role: "analyst"})
	second = s.person(factum.Person{ID: "boris", Role: "reviewer", PublicKey: "ssh-ed25519 BBBB"})
	s.person(factum.Person{ID: "carl", Role: "custodian", PublicKey: "ssh-ed25519 CCCC"})
	return first, second
}

func peopleOf(t *testing.T, x store.Index) {
	defer x.Close()
	s := newSample(t)
	first, second := persons(s)
	apply(t, x, s)
	all, err := x.People(ctx, store.Filter{})
	if err != nil || len(all.Items) != 3 {
		t.Fatalf("%+v, %v", all.Items, err)
	}
	want := store.Person{ID: "boris", Role: "reviewer", PublicKey: "ssh-ed25519 BBBB", Fingerprint: factum.Fingerprint("ssh-ed25519 BBBB"),
		Since: first, Act: second, At: s.entries[second].Act.At, By: "anna"}
	if all.Items[0] != want || all.Items[0].Fingerprint == "" || all.Items[1].ID != "anna" || all.Items[1].Fingerprint != "" || all.Items[2].ID != "carl" {
		t.Errorf("%+v", all.Items)
	}
	turn(t, "people", func(f store.Filter) (store.Page[store.Person], error) { return x.People(ctx, f) }, func(p store.Person) string { return string(p.ID) })
	if _, err := x.People(ctx, store.Filter{After: "nobody"}); factum.KindOf(err) != factum.Invalid {
		t.Errorf("after nobody: %v", err)
	}
	for _, c := range []struct {
		id     factum.PersonID
		before factum.ActIndex
		key    string
		kind   factum.Kind
	}{
		{"boris", first, "", factum.Missing}, {"boris", first + 1, "ssh-ed25519 AAAA", factum.Other}, {"boris", second, "ssh-ed25519 AAAA", factum.Other},
		{"boris", second + 1, "ssh-ed25519 BBBB", factum.Other}, {"Boris", 99, "", factum.Missing}, {"", 99, "", factum.Missing},
	} {
		p, err := x.PersonAt(ctx, c.id, c.before)
		if p.PublicKey != c.key || factum.KindOf(err) != c.kind || (err == nil) != (c.kind == factum.Other) {
			t.Errorf("%q before %s: %+v, %v", c.id, c.before, p, err)
		}
	}
	for key, whose := range map[string]factum.PersonID{"ssh-ed25519 AAAA": "boris", "ssh-ed25519 BBBB": "boris", "ssh-ed25519 CCCC": "carl", "ssh-ed25519 DDDD": "", "": ""} {
		if got, err := x.KeyOf(ctx, key); got != whose || err != nil {
			t.Errorf("%q is that of %q, %v", key, got, err)
		}
	}
	rows := dump(t, x)
	if n := len(slices.DeleteFunc(slices.Clone(rows), func(r string) bool { return !strings.HasPrefix(r, "persons ") })); n != 4 {
		t.Errorf("%d rows of people", n)
	}
}

// erasedPerson: what a blank opening had said of a person is in no row.
func erasedPerson(t *testing.T, x store.Index) {
	defer x.Close()
	s := newSample(t)
	first, second := persons(s)
	s.entries[second].Openings = nil
	apply(t, x, s)
	p, err := x.PersonAt(ctx, "boris", 99)
	if err != nil || p.Act != first || p.PublicKey != "ssh-ed25519 AAAA" {
		t.Errorf("%+v, %v", p, err)
	}
	if whose, err := x.KeyOf(ctx, "ssh-ed25519 BBBB"); whose != "" || err != nil {
		t.Errorf("an erased key is that of %q, %v", whose, err)
	}
}
