package storetest

import (
	"encoding/json"
	"reflect"
	"testing"

	"factum"
	"factum/store"
)

// deeds: facts in short are given for what they are asked about, commitments answer to com_ ids and have findings of their own, and a replay gives the same.
func deeds(t *testing.T, fresh func(*testing.T) func() store.Index) {
	x := fresh(t)()
	defer x.Close()
	s := newSample(t)
	text := "pledged gave refused met charged"
	ids := s.coded("1", s.capture(text), "en", "x.example", text,
		report{typ: "AGREE", actor: "DEU", recipient: "UKR", place: "Kyiv", country: "UKR", trigger: "pledged", object: "AID"},
		report{typ: "AID", actor: "DEU", recipient: "UKR", place: "Kyiv", country: "UKR", trigger: "gave"},
		report{typ: "REJECT", actor: "DEU", recipient: "UKR", place: "Lviv", country: "UKR", trigger: "refused", object: "AID"},
		report{typ: "CONSULT", actor: "DEU", recipient: "UKR", place: "Lviv", country: "UKR", trigger: "met"},
		report{typ: "ACCUSE", actor: "UKR", recipient: "RUS", place: "Lviv", country: "UKR", trigger: "charged"})
	pledge := ids[0]
	s.act(factum.Decided, "fact", nil, map[string]any{"by": "anna", "finding": factum.Decision{Item: string(pledge.Fact()), Status: "established", Standard: "balance", Reason: "r",
		ClaimsSeen: []factum.ClaimID{pledge}}})
	s.act(factum.Decided, "commitment", nil, map[string]any{"by": "boris", "finding": factum.Decision{Item: string(pledge.Commitment()), Status: "kept", Standard: "balance", Reason: "r",
		ClaimsSeen: []factum.ClaimID{pledge, ids[1]}}})
	s.remark(factum.Linked, factum.Remarked{Items: []string{string(ids[1].Fact()), string(pledge.Commitment())}, Fields: map[string]json.RawMessage{"as": raw("fulfils")}, Reason: "that is it"})
	apply(t, x, s)

	types := func(about store.About) (out []factum.EventType) {
		d, err := x.Deeds(ctx, about)
		if err != nil {
			t.Fatal(err)
		}
		if d.Latest != "2022-04-05" {
			t.Errorf("the latest publication is of %q", d.Latest)
		}
		for _, d := range d.Deeds {
			out = append(out, d.Type)
		}
		return out
	}
	// what was met about bears on no pledge of aid
	if got, want := types(store.AboutCommitments), []factum.EventType{"AGREE", "AID", "REJECT"}; !reflect.DeepEqual(got, want) {
		t.Errorf("about commitments: %v, want %v", got, want)
	}
	if got, want := types(store.AboutProceedings), []factum.EventType{"ACCUSE"}; !reflect.DeepEqual(got, want) {
		t.Errorf("about proceedings: %v, want %v", got, want)
	}
	d, err := x.Deeds(ctx, store.AboutCommitments)
	if err != nil {
		t.Fatal(err)
	}
	if fs := d.Findings[pledge.Fact()]; len(d.Findings) != 1 || len(fs) != 1 || fs[0].Status != "kept" || fs[0].By != "boris" || !fs[0].Changed {
		t.Errorf("findings on commitments: %+v", d.Findings)
	}

	c, err := x.Get(ctx, string(pledge.Commitment())[:14])
	if err != nil || c.Kind != "commitment" || c.ID != string(pledge.Commitment()) || c.Fact == nil || len(c.Fact.Findings) != 1 || c.Fact.Findings[0].Status != "kept" {
		t.Errorf("com_: %+v, %v", c, err)
	}
	f, err := x.Get(ctx, string(pledge.Fact()))
	if err != nil || f.Kind != "fact" || f.Fact.Status != "established" || len(f.Fact.Findings) != 1 || f.Fact.Findings[0].By != "anna" {
		t.Errorf("its fact: %+v, %v", f, err)
	}
	for _, t2 := range []store.Thing{c, f} {
		if rs, err := x.RemarksOn(ctx, t2); err != nil || len(rs) != 1 || rs[0].Reason != "that is it" {
			t.Errorf("remarks on %s: %+v, %v", t2.ID, rs, err)
		}
	}
	if _, err := x.Get(ctx, string(ids[1].Commitment())); factum.KindOf(err) != factum.Missing {
		t.Errorf("com_ of what is no commitment: %v", err)
	}
	if _, err := x.Get(ctx, "com_aaaaaaaaaaaaaaaaaaaaaaaaaa"); factum.KindOf(err) != factum.Missing {
		t.Errorf("com_ of nothing: %v", err)
	}

	// another coding takes the pledge away: its commitment is none any more, the finding stays with the claim
	s.coded("2", factum.Subject{SHA256: factum.DigestOfString(text)}, "en", "x.example", text, report{typ: "AID", actor: "DEU", recipient: "UKR", place: "Kyiv", country: "UKR", trigger: "gave"})
	apply(t, x, s)
	if got := types(store.AboutCommitments); !reflect.DeepEqual(got, []factum.EventType{"AID"}) {
		t.Errorf("after another coding: %v", got)
	}
	if c, err := x.Get(ctx, string(pledge.Commitment())); err != nil || c.Kind != "claim" || len(c.Claim.Findings) != 2 {
		t.Errorf("com_ of a superseded claim: %+v, %v", c, err)
	}
	y := fresh(t)()
	defer y.Close()
	apply(t, y, s)
	same(t, "replayed", dump(t, x), dump(t, y))
}
