package storetest

import (
	"reflect"
	"slices"
	"testing"

	"factum"
	"factum/store"
)

// strike: what rests on something is found, what becomes of facts without it is what a record without it has, and no row is changed.
func strike(t *testing.T, fresh func(*testing.T) func() store.Index) {
	x := fresh(t)()
	defer x.Close()
	s := newSample(t)
	tell := func(text, outlet string, rs ...report) []factum.ClaimID {
		return s.coded("1", s.capture(text), "en", outlet, text, rs...)
	}
	lyman := report{typ: "ASSAULT", actor: "RUS", place: "Lyman", country: "UKR", trigger: "aa"}
	a := tell("aa 1", "x.example", lyman)
	b := tell("aa 2 bb", "y.example", lyman, report{typ: "AID", actor: "DEU", trigger: "bb"})
	c := tell("aa 3", "x.example", lyman)
	apply(t, x, s)
	before := dump(t, x)
	ids := func(on string) []factum.ClaimID {
		t.Helper()
		got, err := x.Rests(ctx, on)
		if err != nil {
			t.Errorf("%s: %v", on, err)
		}
		return got
	}
	for on, want := range map[string][]factum.ClaimID{"src_x.example": {a[0], c[0]}, "src_y.example": b, string(a[0]): a, string(a[0].Line()): {a[0], c[0]}} {
		if got := ids(on); !reflect.DeepEqual(got, want) {
			t.Errorf("on %s rest %v, want %v", on, got, want)
		}
	}
	for on, kind := range map[string]factum.Kind{"wire:Reuters": factum.Missing, "rule:en/aid-1": factum.Missing, "rule:": factum.Invalid, "src_nobody": factum.Missing,
		string(a[0].Fact()): factum.Invalid, "act_0": factum.Invalid} {
		if got, err := x.Rests(ctx, on); factum.KindOf(err) != kind {
			t.Errorf("on %s rest %v, %v", on, got, err)
		}
	}
	ws, err := x.Without(ctx, ids("src_y.example"))
	if err != nil || len(ws) != 2 {
		t.Fatalf("without y: %+v, %v", ws, err)
	}
	if w := ws[0]; w.Before.ID != a[0].Fact() || !slices.Equal(w.Gone, b[:1]) || len(w.After) != 1 || len(w.After[0].Lines) != 1 || len(w.Before.Lines) != 2 {
		t.Errorf("the fact that stays: %+v", w)
	}
	if w := ws[1]; w.Before.ID != b[1].Fact() || len(w.After) != 0 {
		t.Errorf("the fact that goes: %+v", w)
	}
	if ws, err := x.Without(ctx, nil); err != nil || len(ws) != 0 {
		t.Errorf("without nothing: %+v, %v", ws, err)
	}
	same(t, "struck", dump(t, x), before)
}
