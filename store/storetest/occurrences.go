package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"factum"
	"factum/store"
)

// occurrences: every fact is gone through as figures read it, in the order of facts, with what people found; filters are those of facts, and what is gone is gone.
func occurrences(t *testing.T, fresh func(*testing.T) func() store.Index) {
	x := fresh(t)()
	defer x.Close()
	s := newSample(t)
	one, two := "shelled met", "shelled again"
	ids := s.coded("1", s.capture(one), "en", "x.example", one,
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kyiv", country: "UKR", from: "2022-04-08", to: "2022-04-08", trigger: "shelled"},
		report{typ: "CONSULT", actor: "DEU", recipient: "UKR", place: "Lviv", country: "UKR", from: "2022-04-09", to: "2022-04-09", trigger: "met"})
	s.coded("1", s.capture(two), "nl", "y.example", two,
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kyiv", country: "UKR", from: "2022-04-08", to: "2022-04-08", trigger: "shelled"})
	s.act(factum.Decided, "fact", nil, map[string]any{"by": "anna", "finding": factum.Decision{Item: string(ids[1].Fact()), Status: "established", Standard: "balance", Reason: "r",
		ClaimsSeen: []factum.ClaimID{ids[1]}}})
	apply(t, x, s)

	all := func(f store.Filter) (out []factum.Occurrence) {
		t.Helper()
		err := x.Occurrences(ctx, f, func(o *factum.Occurrence) error {
			c := *o
			c.Told, c.Actors = slices.Clone(o.Told), slices.Clone(o.Actors)
			if o.Place != nil {
				p := *o.Place
				c.Place = &p
			}
			out = append(out, c)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	got := all(store.Filter{})
	if len(got) != 2 {
		t.Fatalf("%d occurrences, want 2: %+v", len(got), got)
	}
	a, b := got[0], got[1]
	if a.Fact != ids[0].Fact() || a.Type != factum.Assault || a.Status != factum.InIssue || a.Claims != 2 || len(a.Actors) != 1 || a.Actors[0].Code != "RUS" || a.Place == nil || a.Place.Name != "Kyiv" {
		t.Errorf("the first: %+v", a)
	}
	want := []factum.Telling{{Source: "src_x.example", Lang: "en", Interest: "unknown", Published: factum.DayOf("2022-04-05"), Claims: 1},
		{Source: "src_y.example", Lang: "nl", Interest: "unknown", Published: factum.DayOf("2022-04-05"), Claims: 1}}
	if !reflect.DeepEqual(a.Told, want) {
		t.Errorf("told as %+v, want %+v", a.Told, want)
	}
	if b.Type != factum.Consult || b.Status != "established" {
		t.Errorf("the second: %+v", b)
	}
	for name, f := range map[string]store.Filter{"type": {Type: "consult"}, "actor": {Actor: "DEU"}, "place": {Place: "Lviv"}, "since": {Since: "2022-04-09"}, "status": {Status: "established"}} {
		if got := all(f); len(got) != 1 || got[0].Fact != ids[1].Fact() {
			t.Errorf("by %s: %+v", name, got)
		}
	}
	stop := errors.New("enough")
	if err := x.Occurrences(ctx, store.Filter{}, func(*factum.Occurrence) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error of the reader comes back as %v", err)
	}

	// another coding takes what was met about away
	s.coded("2", factum.Subject{SHA256: factum.DigestOfString(one)}, "en", "x.example", one,
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kyiv", country: "UKR", from: "2022-04-08", to: "2022-04-08", trigger: "shelled"})
	apply(t, x, s)
	if got := all(store.Filter{}); len(got) != 1 || got[0].Fact != ids[0].Fact() {
		t.Errorf("after another coding: %+v", got)
	}
	y := fresh(t)()
	defer y.Close()
	apply(t, y, s)
	same(t, "replayed", dump(t, x), dump(t, y))
}
