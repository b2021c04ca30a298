package storetest

import (
	"encoding/json"
	"reflect"
	"testing"

	"factum"
	"factum/store"
)

func (s *sample) remark(kind factum.ActKind, r factum.Remarked) {
	s.act(kind, "remark "+string(kind)+r.Reason, nil, map[string]any{"by": "anna", "remark": r})
}

func raw(v any) json.RawMessage {
	b, _ := json.Marshal(v)
	return b
}

// remarks: what people merge, split, correct, grade, link and note is found, and facts, claims and sources follow it: at once, by a replay, over
// another coding, and back again when the act is erased.
func remarks(t *testing.T, fresh func(*testing.T) func() store.Index) {
	x := fresh(t)()
	defer x.Close()
	s := newSample(t)
	whole := func(what string) {
		t.Helper()
		y := fresh(t)()
		defer y.Close()
		apply(t, y, s)
		same(t, what, dump(t, x), dump(t, y))
	}
	one, two := s.capture("aa bb"), s.capture("cc dd")
	a := s.coded("1", one, "en", "x.example", "aa bb", report{typ: "ASSAULT", actor: "RUS", place: "Lyman", country: "UKR", trigger: "aa"},
		report{typ: "ASSAULT", actor: "RUS", trigger: "bb"})
	b := s.coded("1", two, "en", "y.example", "cc dd", report{typ: "ASSAULT", actor: "UKR", place: "Izium", country: "UKR", trigger: "cc"})
	apply(t, x, s)
	facts := func() (out [][]factum.ClaimID) {
		p, err := x.Facts(ctx, store.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range p.Items {
			out = append(out, f.Claims)
		}
		return out
	}
	want := func(what string, w ...[]factum.ClaimID) {
		t.Helper()
		if got := facts(); !reflect.DeepEqual(got, w) {
			t.Errorf("%s: facts %v, want %v", what, got, w)
		}
	}
	type list = []factum.ClaimID
	want("before", list{a[0]}, list{a[1]}, list{b[0]})
	s.remark(factum.Merged, factum.Remarked{Items: []string{string(a[0].Fact()), string(b[0].Fact())}, Claims: [][]factum.ClaimID{{a[0]}, {b[0]}}, Reason: "one strike"})
	merged := factum.ActIndex(len(s.entries) - 1)
	apply(t, x, s)
	want("merged", list{a[0], b[0]}, list{a[1]})
	if f, err := x.Get(ctx, string(b[0].Fact())); err != nil {
		t.Error(err)
	} else if rs, err := x.RemarksOn(ctx, f); err != nil || len(rs) != 1 || rs[0].Act != merged || rs[0].By != "anna" || rs[0].Reason != "one strike" {
		t.Errorf("remarks on the merged fact: %+v, %v", rs, err)
	}
	// The other coding of one makes the same claim again: it is still merged.
	s.coded("2", one, "en", "x.example", "aa bb", report{typ: "ASSAULT", actor: "BLR", place: "Lyman", country: "UKR", trigger: "aa"},
		report{typ: "ASSAULT", actor: "RUS", trigger: "bb"})
	apply(t, x, s)
	want("coded again", list{a[0], b[0]}, list{a[1]})
	s.remark(factum.SplitApart, factum.Remarked{Items: []string{string(a[0].Fact())}, Claims: [][]factum.ClaimID{{b[0]}, {a[0]}}, Reason: "two"})
	split := factum.ActIndex(len(s.entries) - 1)
	apply(t, x, s)
	want("split", list{a[0]}, list{a[1]}, list{b[0]})

	s.remark(factum.Corrected, factum.Remarked{Items: []string{string(a[0])}, Fields: map[string]json.RawMessage{
		"actors": raw(people("UKR")), "place": raw(factum.Place{Name: "Izium", Country: "UKR"})}, Reason: "misread"})
	apply(t, x, s)
	c, err := x.Get(ctx, string(a[0]))
	if err != nil || c.Claim.Actors[0].Code != "UKR" || c.Claim.Place.Name != "Izium" || c.Claim.Read == nil || c.Claim.Read.Actors[0].Code != "BLR" {
		t.Errorf("corrected: %+v, %v", c.Claim, err)
	}
	if p, _ := x.Claims(ctx, store.Filter{Place: "Izium"}); len(p.Items) != 2 {
		t.Errorf("%d claims at the corrected place", len(p.Items))
	}
	s.coded("3", one, "en", "x.example", "aa bb", report{typ: "ASSAULT", actor: "KAZ", place: "Lyman", country: "UKR", trigger: "aa"})
	apply(t, x, s)
	if c, err = x.Get(ctx, string(a[0])); err != nil || c.Claim.Actors[0].Code != "UKR" || c.Claim.Read.Actors[0].Code != "KAZ" {
		t.Errorf("corrected, and coded again: %+v, %v", c.Claim, err)
	}
	s.remark(factum.Corrected, factum.Remarked{Items: []string{string(b[0])}, Fields: map[string]json.RawMessage{"withdrawn": raw(true)}, Reason: "a metaphor"})
	withdrawn := factum.ActIndex(len(s.entries) - 1)
	apply(t, x, s)
	want("withdrawn", list{a[0]})
	if p, _ := x.Claims(ctx, store.Filter{Status: "withdrawn"}); len(p.Items) != 1 || !p.Items[0].Withdrawn || p.Items[0].Fact != "" {
		t.Errorf("withdrawn: %+v", p.Items)
	}
	if p, _ := x.Claims(ctx, store.Filter{}); len(p.Items) != 1 {
		t.Errorf("%d claims left", len(p.Items))
	}

	s.remark(factum.SourceChanged, factum.Remarked{Items: []string{"src_x.example"}, Fields: map[string]json.RawMessage{"interest": raw("party"), "owner": raw("the ministry"),
		"wires": raw([]string{"TASS"})}, Reason: "their own site"})
	apply(t, x, s)
	src, err := x.Get(ctx, "src_x.example")
	if err != nil || src.Source.Interest != "party" || src.Source.Owner != "the ministry" || len(src.Source.Wires) != 1 || src.Source.Domain != "x.example" {
		t.Errorf("source: %+v, %v", src.Source, err)
	}
	if f, err := x.Get(ctx, string(a[0].Fact())); err != nil || f.Fact.Lines[0].Interest != "party" {
		t.Errorf("the line of a changed source: %+v, %v", f.Fact, err)
	}
	s.remark(factum.Noted, factum.Remarked{Items: []string{one.SHA256.String()}, Reason: "ask the photographer"})
	apply(t, x, s)
	if p, err := x.Remarks(ctx, store.Filter{Type: "noted"}); err != nil || len(p.Items) != 1 || p.Items[0].Items[0] != one.SHA256.String() {
		t.Errorf("notes: %+v, %v", p.Items, err)
	}
	if p, err := x.Remarks(ctx, store.Filter{Limit: 2}); err != nil || len(p.Items) != 2 || p.Next == "" {
		t.Errorf("a page of remarks: %+v, %v", p, err)
	} else if q, _ := x.Remarks(ctx, store.Filter{After: p.Next}); len(q.Items) != 4 {
		t.Errorf("%d after it", len(q.Items))
	}
	whole("remarks")
	s.erase([]factum.ActIndex{split, withdrawn}, nil)
	apply(t, x, s)
	want("split and withdrawal erased", list{a[0], b[0]})
	whole("remarks erased")
}
