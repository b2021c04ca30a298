package storetest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/store"
)

// erase adds an erased act and takes the openings and items away, as custody does before an index hears of it.
func (s *sample) erase(acts []factum.ActIndex, items []factum.Digest) {
	s.act(factum.Erased, fmt.Sprint("erased ", len(s.entries)), nil, map[string]any{"by": "custodian", "reason": "they asked",
		"erasure": factum.Erasure{Acts: acts, Items: items, Ground: "consent-withdrawn", Authority: "form 7"}})
	s.entries = slices.Clone(s.entries)
	for _, i := range acts {
		s.entries[i].Openings = nil
	}
	for _, d := range items {
		delete(s.items, d)
		delete(s.at, d)
	}
}

// about are the acts about a capture and all that was made of it, the capture first.
func (s *sample) about(capture factum.Digest) (acts []factum.ActIndex, items []factum.Digest) {
	items = []factum.Digest{capture}
	for _, e := range s.entries {
		var sub factum.Subject
		if ok, _ := e.Open("subject", &sub); !ok || sub.SHA256.IsZero() {
			_, _ = e.Open("subject", &sub.SHA256)
		}
		if sub.SHA256 != capture {
			continue
		}
		acts = append(acts, e.Index)
		var r factum.Result
		if ok, _ := e.Open("result", &r); ok {
			for _, d := range r.Documents {
				items = append(items, d.Document, d.Claims)
			}
		}
	}
	return acts, items
}

// The texts whose claims the second finding of longWar was made on, in this order.
const (
	named = "Російські війська обстріляли Краматорськ."
	other = "Russia shelled Kramatorsk again."
	third = "Russia shelled Kramatorsk. \"We shelled nothing,\" said Ivan Petrov."
)

// longWar is war with things that an erasure can take: a second outlet of the same source, a person, a gap of no capture.
func longWar(t *testing.T) *sample {
	s := war(t)
	s.act(factum.PersonAdded, "person", nil, map[string]any{"by": "anna", "person": factum.Person{ID: "boris", Role: "analyst", PublicKey: "ssh-ed25519 AAAA"}})
	s.act(factum.Gapped, "gap 2", map[string]any{"stage": "capture"}, map[string]any{"subject": "", "by": "anna", "reason": "no such file",
		"origin": factum.Origin{Via: "file", Given: "nothere.txt"}})
	e := s.capture("Russia shelled Kramatorsk again.")
	s.coded("1", e, "en", "times.example", "Russia shelled Kramatorsk again.",
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kramatorsk", country: "UKR", from: "2022-04-09", to: "2022-04-09", trigger: "shelled"})
	seen := s.claims(named, other, third)
	s.act(factum.Decided, "decided 2", nil, map[string]any{"by": "boris", "finding": factum.Decision{Item: string(seen[0].Fact()), Status: "unresolved",
		Standard: "balance", Reason: "both", ClaimsSeen: seen}})
	return s
}

// claims are those of captures with these texts.
func (s *sample) claims(texts ...string) []factum.ClaimID {
	var out []factum.ClaimID
	for _, text := range texts {
		_, items := s.about(factum.DigestOfString(text))
		for _, d := range items[1:] {
			var set factum.ClaimSet
			if json.Unmarshal(s.items[d], &set) == nil {
				for _, c := range set.Claims {
					out = append(out, c.ID)
				}
			}
		}
	}
	return out
}

// Whatever is erased, before or after the acts about it were applied, alone or with others, the rows are those of a replay that finds it
// blank from the start.
func erasing(t *testing.T, fresh func(t *testing.T) func() store.Index) {
	capture := func(text string) func(*sample) ([]factum.ActIndex, []factum.Digest) {
		return func(s *sample) ([]factum.ActIndex, []factum.Digest) { return s.about(factum.DigestOfString(text)) }
	}
	one := func(kind factum.ActKind, n int) func(*sample) ([]factum.ActIndex, []factum.Digest) {
		return func(s *sample) ([]factum.ActIndex, []factum.Digest) {
			for _, e := range s.entries {
				if e.Act.Kind == kind {
					if n--; n < 0 {
						return []factum.ActIndex{e.Index}, nil
					}
				}
			}
			t.Fatalf("there are too few %s acts", kind)
			return nil, nil
		}
	}
	for name, what := range map[string]func(*sample) ([]factum.ActIndex, []factum.Digest){
		"coded twice":            capture("Russische troepen trokken zich terug uit Boetsja."),
		"with a finding":         capture("Російські війська обстріляли Краматорськ."),
		"first of its source":    capture("Russia shelled Kramatorsk. \"We shelled nothing,\" said Ivan Petrov."),
		"second of its source":   capture("Russia shelled Kramatorsk again."),
		"a gap, obtained twice":  capture("leeg"),
		"gap of a capture alone": one(factum.Gapped, 0),
		"gap of no capture":      one(factum.Gapped, 1),
		"finding":                one(factum.Decided, 0),
		"last finding":           one(factum.Decided, 1),
		"person":                 one(factum.PersonAdded, 0),
		"first coding, as when a run of erasures broke off": func(s *sample) ([]factum.ActIndex, []factum.Digest) {
			acts, items := s.about(factum.DigestOfString("Russische troepen trokken zich terug uit Boetsja."))
			return acts[1:2], items[1:3]
		},
		"first of two times obtained, likewise": func(s *sample) ([]factum.ActIndex, []factum.Digest) {
			acts, _ := s.about(factum.DigestOfString("leeg"))
			return acts[:1], nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := longWar(t)
			before := slices.Clone(s.entries)
			x := fresh(t)()
			defer x.Close()
			apply(t, x, s)
			late := fresh(t)()
			defer late.Close()
			apply(t, late, s, before[:3]...)

			acts, items := what(s)
			s.erase(acts, items)
			at := s.entries[len(s.entries)-1].Index
			s.capture("and life goes on")
			full := dump(t, x)
			x.Postpone(true)
			apply(t, x, s)
			if err := x.Settle(ctx); err != nil {
				t.Fatal(err)
			}
			apply(t, late, s)
			replayed := fresh(t)()
			defer replayed.Close()
			apply(t, replayed, s)

			want := dump(t, replayed)
			same(t, "erased afterwards", dump(t, x), want)
			same(t, "erased before half of it was applied", dump(t, late), want)
			for _, y := range []store.Index{x, late} {
				if err := y.Scrub(ctx); err != nil {
					t.Error(err)
				}
				same(t, "scrubbed", dump(t, y), want)
				if err := y.CheckText(ctx); err != nil {
					t.Error(err)
				}
			}
			if slices.Equal(full, want) {
				t.Error("nothing was taken away")
			}
			said(t, x, acts, items, at)
		})
	}
}

// said: what was erased is told of wherever it is asked for.
func said(t *testing.T, x store.Index, acts []factum.ActIndex, items []factum.Digest, at factum.ActIndex) {
	t.Helper()
	for _, i := range acts {
		got, err := x.Get(ctx, i.String())
		if err != nil || got.Act == nil || !got.Act.Erased || got.Act.Erasure == nil || got.Act.Erasure.Act != at || got.Act.Erasure.Authority != "form 7" ||
			got.Act.By != "" || !got.Act.Subject.IsZero() {
			t.Errorf("%s: %+v, %v", i, got.Act, err)
		}
		if got.Act != nil && got.Act.Kind == factum.Gapped {
			g, err := x.Get(ctx, string(i.Gap()))
			if err != nil || g.Gap.Stage == "" || g.Gap.By != "" || g.Gap.Origin != (factum.Origin{}) || g.Gap.Reason != "erased on ground consent-withdrawn ("+at.String()+")" {
				t.Errorf("%s: %+v, %v", i.Gap(), g.Gap, err)
			}
		}
	}
	for _, d := range items {
		if e, err := x.Erasure(ctx, d.String()); err != nil || e == nil || e.Act != at || e.By != "custodian" || e.Reason != "they asked" {
			t.Errorf("%s: %+v, %v", d, e, err)
		}
	}
	if len(items) > 0 && len(acts) > 1 {
		if got, err := x.Get(ctx, items[0].String()); err != nil || got.Kind != "erased" || got.Erased.Ground != "consent-withdrawn" {
			t.Errorf("the capture: %+v, %v", got, err)
		}
		if h, err := x.Search(ctx, "Kramatorsk Краматорськ Boetsja", "", store.Filter{Capture: items[0]}); err != nil || len(h.Items) != 0 {
			t.Errorf("still found: %+v, %v", h.Items, err)
		}
	}
	if e, err := x.Erasure(ctx, factum.DigestOfString("never was").String()); e != nil || err != nil {
		t.Errorf("never erased: %+v, %v", e, err)
	}
	if a, err := x.Get(ctx, "act_0"); err != nil || a.Act.Erased || a.Act.Erasure != nil {
		t.Errorf("act_0: %+v, %v", a.Act, err)
	}
	if strings.Contains(fmt.Sprint(acts), at.String()) {
		t.Error("the erased act erased itself")
	}
}

// A finding is not lost with the claim that it is named after: it stays with what else it was made on, also when what was erased comes again and
// goes again.
func erasingFindings(t *testing.T, fresh func(t *testing.T) func() store.Index) {
	s := longWar(t)
	seen := s.claims(named, other, third)
	x := fresh(t)()
	defer x.Close()
	on := func(what string, id factum.ClaimID, want int) {
		t.Helper()
		apply(t, x, s)
		replayed := fresh(t)()
		defer replayed.Close()
		apply(t, replayed, s)
		same(t, what, dump(t, x), dump(t, replayed))
		got, err := x.Get(ctx, string(id))
		if err != nil || len(got.Claim.Findings) != want {
			t.Errorf("%s: %+v, %v", what, got.Claim, err)
		}
	}
	on("before", seen[1], 0)
	on("before", seen[0], 2)
	s.erase(s.about(factum.DigestOfString(other)))
	on("another one erased", seen[0], 2)
	s.coded("3", s.capture(other), "en", "times.example", other,
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kramatorsk", country: "UKR", from: "2022-04-09", to: "2022-04-09", trigger: "shelled"})
	on("captured anew", seen[1], 0)
	s.erase(s.about(factum.DigestOfString(named)))
	on("erased", seen[2], 1)
	on("what was captured anew was not seen", seen[1], 0)
	s.erase(s.about(factum.DigestOfString(third)))
	on("all that was seen erased", seen[1], 0)
}
