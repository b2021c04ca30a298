package record_test

import (
	"fmt"
	"strings"
	"testing"

	"factum"
	"factum/internal/golden"
	"factum/record"
	"factum/store"
)

// TestFollowedExamples holds what the shipped reports promise and demand, what of it bears on what, and which proceedings they tell of. A change of the table has to be meant.
func TestFollowedExamples(t *testing.T) {
	w := newWorld(t)
	w.add(record.AddOptions{}, exampleFiles(t)...)
	r, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	headline := map[factum.FactID]string{}
	facts, err := r.Ask().Facts(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts.Items {
		headline[f.ID] = f.Headline
	}
	var b strings.Builder
	for _, asOf := range []string{"", "2022-06-30"} {
		cs, err := r.Commitments(t.Context(), store.Filter{}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if len(cs) == 0 {
			t.Fatal("no commitment in the examples")
		}
		fmt.Fprintf(&b, "commitments as of %s\n", cs[0].AsOf)
		for _, c := range cs {
			fmt.Fprintf(&b, "%-9s %-4s %s\n", c.Kind, c.Status, c.Headline)
			for _, f := range c.Followed {
				if headline[f.Fact] == "" || f.Why == "" {
					t.Errorf("%s: %+v", c.ID, f)
				}
				fmt.Fprintf(&b, "    %s %s: %s\n", f.As, headline[f.Fact], f.Why)
			}
			one, err := r.Show(t.Context(), string(c.ID))
			if err != nil || one.Commitment == nil || one.Commitment.ID != c.ID || len(one.Claims) != len(c.Claims) || len(one.Chains) != len(c.Claims) {
				t.Errorf("show %s: %+v, %v", c.ID, one, err)
			}
		}
		b.WriteByte('\n')
	}
	b.WriteString("proceedings\n")
	ps, err := r.Proceedings(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		fmt.Fprintf(&b, "%-9s %s\n", p.Status, p.Headline)
		for _, x := range p.Stages {
			fmt.Fprintf(&b, "    %s %s: %s\n", x.On, x.Stage, x.Headline)
		}
		if one, err := r.Show(t.Context(), string(p.ID)); err != nil || one.Proceeding == nil || one.Proceeding.ID != p.ID {
			t.Errorf("show %s: %+v, %v", p.ID, one, err)
		}
	}
	golden.Check(t, "testdata/commitments.txt", []byte(b.String()))
}
