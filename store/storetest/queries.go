package storetest

import (
	"reflect"
	"strings"
	"testing"

	"factum"
	"factum/store"
)

func recoding(t *testing.T, x store.Index) {
	defer x.Close()
	s := newSample(t)
	sub := s.capture("a b c")
	first := s.coded("1", sub, "en", "x.example", "a b c", report{typ: "AID", actor: "DEU", trigger: "a"}, report{typ: "AGREE", actor: "DEU", trigger: "b"})
	apply(t, x, s)
	s.coded("2", sub, "en", "x.example", "a b c", report{typ: "AID", actor: "FRA", trigger: "a"})
	apply(t, x, s)
	old, err := x.Get(ctx, string(first[1]))
	if err != nil || old.Claim == nil || !old.Claim.Superseded || old.Claim.Fact != "" {
		t.Fatalf("the claim no longer made: %+v, %v", old.Claim, err)
	}
	kept, err := x.Get(ctx, string(first[0]))
	if err != nil || kept.Claim.Superseded || kept.Claim.Actors[0].Code != "FRA" || kept.Claim.Act != 2 || kept.Claim.Fact != first[0].Fact() {
		t.Errorf("the claim made again: %+v, %v", kept.Claim, err)
	}
	if f, err := x.Get(ctx, string(first[1].Fact())); err != nil || f.Kind != "claim" {
		t.Errorf("fct_ of a superseded claim: %+v, %v", f, err)
	}
	if p, _ := x.Claims(ctx, store.Filter{Actor: "DEU"}); len(p.Items) != 0 {
		t.Errorf("the old actor still finds %d claims", len(p.Items))
	}
	if p, _ := x.Claims(ctx, store.Filter{Status: "superseded"}); len(p.Items) != 1 {
		t.Errorf("%d superseded claims", len(p.Items))
	}
	if p, _ := x.Documents(ctx, store.Filter{}); len(p.Items) != 1 || p.Items[0].Reader.Version != "2" {
		t.Errorf("current documents: %+v", p.Items)
	}
	// made again, it comes back
	s.coded("3", sub, "en", "x.example", "a b c", report{typ: "AID", actor: "FRA", trigger: "a"}, report{typ: "AGREE", actor: "DEU", trigger: "b"})
	apply(t, x, s)
	if f, err := x.Get(ctx, string(first[1].Fact())); err != nil || f.Kind != "fact" {
		t.Errorf("made again: %+v, %v", f, err)
	}
	if err := x.CheckText(ctx); err != nil {
		t.Error(err)
	}
}

// proposed: what a model proposed is listed and found; the facts are those of a record without it.
func proposed(t *testing.T, fresh func(*testing.T) func() store.Index) {
	told := report{typ: "AID", actor: "DEU", trigger: "aa"}
	proposals := []report{
		{typ: "AID", actor: "DEU", place: "Kyiv", trigger: "bb", proposed: true},
		{typ: "AGREE", actor: "DEU", trigger: "cc", quote: "cc", speaker: "X", proposed: true}}
	facts := func(x store.Index) []factum.Fact {
		p, err := x.Facts(ctx, store.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		return p.Items
	}
	plain, x := fresh(t)(), fresh(t)()
	defer plain.Close()
	defer x.Close()
	without, s := newSample(t), newSample(t)
	without.coded("1", without.capture("aa bb cc"), "en", "x.example", "aa bb cc", told)
	apply(t, plain, without)
	sub := s.capture("aa bb cc")
	ids := s.coded("1", sub, "en", "x.example", "aa bb cc", append([]report{told}, proposals...)...)
	apply(t, x, s)
	if a, b := facts(plain), facts(x); len(a) != 1 || !reflect.DeepEqual(a, b) {
		t.Errorf("facts\n%+v\nand without the proposals\n%+v", b, a)
	}
	if p, _ := x.Claims(ctx, store.Filter{}); len(p.Items) != 3 {
		t.Errorf("%d claims", len(p.Items))
	}
	if p, _ := x.Claims(ctx, store.Filter{Status: "proposed"}); len(p.Items) != 2 || p.Items[0].ID != ids[1] || p.Items[0].Fact != "" || !p.Items[0].Proposed() {
		t.Errorf("proposed: %+v", p.Items)
	}
	if p, _ := x.Search(ctx, "cc", "", store.Filter{}); len(p.Items) == 0 {
		t.Error("it is not found")
	}
	if p, _ := x.Statements(ctx, store.Filter{}); len(p.Items) != 0 {
		t.Errorf("a statement rests on it: %+v", p.Items)
	}
	if f, err := x.Get(ctx, string(ids[1].Fact())); err != nil || f.Kind != "claim" {
		t.Errorf("fct_ of a proposal: %+v, %v", f, err)
	}
	// a claim that is no longer more than proposed leaves its fact, one that the rules now make comes into one
	told.proposed, proposals[1].proposed = true, false
	s.coded("2", sub, "en", "x.example", "aa bb cc", append([]report{told}, proposals...)...)
	apply(t, x, s)
	if now := facts(x); len(now) != 1 || now[0].ID != ids[2].Fact() {
		t.Errorf("facts %+v", now)
	}
	if p, _ := x.Statements(ctx, store.Filter{}); len(p.Items) != 1 {
		t.Errorf("statements %+v", p.Items)
	}
	if err := x.CheckText(ctx); err != nil {
		t.Error(err)
	}
}

// bridge: A and C share keys with B only. When B goes, what is left must be weighed again, as if B had never been.
func bridge(t *testing.T, x store.Index) {
	defer x.Close()
	s := newSample(t)
	s.coded("1", s.capture("a"), "en", "a.example", "a", report{typ: "AID", actor: "DEU", place: "Kyiv", trigger: "a"})
	b := s.capture("b")
	s.coded("1", b, "en", "b.example", "b", report{typ: "AID", actor: "FRA", place: "Kyiv", trigger: "b"})
	s.coded("1", s.capture("c"), "en", "c.example", "c", report{typ: "AGREE", actor: "FRA", place: "Lviv", trigger: "c"})
	apply(t, x, s)
	if p, _ := x.Facts(ctx, store.Filter{Type: "AID"}); len(p.Items) != 1 || len(p.Items[0].Claims) != 2 || len(p.Items[0].Lines) != 2 {
		t.Fatalf("before: %+v", p.Items)
	}
	s.coded("2", b, "en", "b.example", "b")
	apply(t, x, s)
	p, err := x.Facts(ctx, store.Filter{})
	if err != nil || len(p.Items) != 2 || len(p.Items[0].Claims) != 1 || len(p.Items[1].Claims) != 1 {
		t.Errorf("after: %+v, %v", p.Items, err)
	}
	if l, _ := x.Lines(ctx, store.Filter{}); len(l.Items) != 2 {
		t.Errorf("%d lines left", len(l.Items))
	}
}

func findings(t *testing.T, x store.Index) {
	defer x.Close()
	s := newSample(t)
	a := s.coded("1", s.capture("a"), "en", "a.example", "a", report{typ: "AID", actor: "DEU", place: "Kyiv", trigger: "a"})
	decide := func(key, element, status string, seen ...factum.ClaimID) {
		s.act(factum.Decided, key, nil, map[string]any{"by": "anna", "finding": factum.Decision{Item: string(a[0].Fact()), Element: element, Status: status, ClaimsSeen: seen}})
	}
	decide("1", "", "unresolved", a...)
	decide("2", "place", "established", a...)
	decide("3", "", "established", a...)
	apply(t, x, s)
	f := theFact(t, x, a[0].Fact())
	if f.Status != "established" || len(f.Findings) != 3 || f.Findings[0].Changed || f.Elements[1].Finding == nil || f.Elements[0].Finding != nil {
		t.Errorf("%+v", f)
	}
	// a second claim joins: the findings stand, flagged
	b := s.coded("1", s.capture("b"), "en", "b.example", "b", report{typ: "AID", actor: "DEU", place: "Kyiv", trigger: "b"})
	apply(t, x, s)
	f = theFact(t, x, b[0].Fact())
	if f.ID != a[0].Fact() || f.Status != "established" || len(f.Claims) != 2 || !f.Findings[2].Changed {
		t.Errorf("%+v", f)
	}
	if p, _ := x.Facts(ctx, store.Filter{Status: "established"}); len(p.Items) != 1 {
		t.Errorf("%d established facts", len(p.Items))
	}
	if p, _ := x.Facts(ctx, store.Filter{Status: factum.InIssue}); len(p.Items) != 0 {
		t.Errorf("%d facts in issue", len(p.Items))
	}
}

func theFact(t *testing.T, x store.Index, id factum.FactID) *factum.Fact {
	t.Helper()
	th, err := x.Get(ctx, string(id))
	if err != nil || th.Fact == nil {
		t.Fatalf("%s: %+v, %v", id, th, err)
	}
	return th.Fact
}

func lists(t *testing.T, x store.Index) {
	defer x.Close()
	apply(t, x, war(t))
	claims := func(f store.Filter) int { p, err := x.Claims(ctx, f); return count(t, len(p.Items), err) }
	facts := func(f store.Filter) int { p, err := x.Facts(ctx, f); return count(t, len(p.Items), err) }
	lines := func(f store.Filter) int { p, err := x.Lines(ctx, f); return count(t, len(p.Items), err) }
	captures := func(f store.Filter) int { p, err := x.Captures(ctx, f); return count(t, len(p.Items), err) }
	documents := func(f store.Filter) int { p, err := x.Documents(ctx, f); return count(t, len(p.Items), err) }
	sources := func(f store.Filter) int { p, err := x.Sources(ctx, f); return count(t, len(p.Items), err) }
	statements := func(f store.Filter) int { p, err := x.Statements(ctx, f); return count(t, len(p.Items), err) }
	gaps := func(f store.Filter) int { p, err := x.Gaps(ctx, f); return count(t, len(p.Items), err) }
	acts := func(f store.Filter) int { p, err := x.Acts(ctx, f); return count(t, len(p.Items), err) }
	for _, c := range []struct {
		name string
		ask  func(store.Filter) int
		f    store.Filter
		want int
	}{
		{"claims", claims, store.Filter{}, 5},
		{"claims of a type", claims, store.Filter{Type: "assault"}, 2},
		{"claims by actor", claims, store.Filter{Actor: "RUS"}, 5},
		{"claims by name", claims, store.Filter{Actor: "the rus"}, 5},
		{"claims by another", claims, store.Filter{Actor: "BLR"}, 0},
		{"claims by recipient", claims, store.Filter{Recipient: "UKR"}, 2},
		{"claims in a place", claims, store.Filter{Place: "kramatorsk"}, 2},
		{"claims in a country", claims, store.Filter{Place: "UKR"}, 3},
		{"claims since", claims, store.Filter{Since: "2022-04-08"}, 2},
		{"claims until", claims, store.Filter{Until: "2022-03"}, 1},
		{"claims between", claims, store.Filter{Since: "2022-03-30", Until: "2022-03-30"}, 1},
		{"claims in a language", claims, store.Filter{Lang: "uk"}, 1},
		{"claims of a source", claims, store.Filter{Source: "times.example"}, 2},
		{"claims of a source by id", claims, store.Filter{Source: "src_times.example"}, 2},
		{"claims of a modality", claims, store.Filter{Status: "denied"}, 0},
		{"claims all", claims, store.Filter{Status: "all"}, 5},
		{"facts", facts, store.Filter{}, 4},
		{"facts in a language", facts, store.Filter{Lang: "uk"}, 1},
		{"facts since", facts, store.Filter{Since: "2022-04-08"}, 1},
		{"facts established", facts, store.Filter{Status: "established"}, 1},
		{"lines", lines, store.Filter{}, 5},
		{"lines of a source", lines, store.Filter{Source: "visti.example"}, 1},
		{"captures", captures, store.Filter{}, 4},
		{"captures coded", captures, store.Filter{Status: "coded"}, 3},
		{"captures with a gap", captures, store.Filter{Status: "gap"}, 1},
		{"captures in a language", captures, store.Filter{Lang: "nl"}, 1},
		{"documents", documents, store.Filter{}, 3},
		{"documents all", documents, store.Filter{Status: "all"}, 4},
		{"documents with a type", documents, store.Filter{Type: "ASSAULT"}, 2},
		{"sources", sources, store.Filter{}, 3},
		{"sources by type", sources, store.Filter{Type: "RETREAT"}, 1},
		{"statements", statements, store.Filter{}, 1},
		{"statements of a speaker", statements, store.Filter{Actor: "petrov"}, 1},
		{"statements of another", statements, store.Filter{Actor: "sidorov"}, 0},
		{"gaps", gaps, store.Filter{}, 1},
		{"gaps of a stage", gaps, store.Filter{Type: "capture"}, 0},
		{"acts of a kind", acts, store.Filter{Type: "captured"}, 5},
	} {
		if got := c.ask(c.f); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if _, err := x.Claims(ctx, store.Filter{Since: "yesterday"}); factum.KindOf(err) != factum.Invalid {
		t.Errorf("a bad date: %v", err)
	}
	p, _ := x.Captures(ctx, store.Filter{Status: "gap"})
	if len(p.Items) != 1 || p.Items[0].Reason != "no text" || len(p.Items[0].Origins) != 2 {
		t.Errorf("a capture with a gap: %+v", p.Items)
	}
	n, err := x.Counts(ctx)
	if want := (store.Counts{Acts: 16, Captures: 4, Documents: 3, Claims: 5, Facts: 4, Lines: 5, Statements: 1, Sources: 3, Gaps: 1}); err != nil || n != want {
		t.Errorf("counts %+v, %v; want %+v", n, err, want)
	}
}

func count(t *testing.T, n int, err error) int {
	t.Helper()
	if err != nil {
		t.Error(err)
		return -1
	}
	return n
}

// pages goes through each list one item at a time and must find the same as at once.
func pages(t *testing.T, x store.Index) {
	defer x.Close()
	apply(t, x, war(t))
	turn(t, "claims", func(f store.Filter) (store.Page[store.Claim], error) { return x.Claims(ctx, f) }, func(c store.Claim) string { return string(c.ID) })
	turn(t, "facts", func(f store.Filter) (store.Page[factum.Fact], error) { return x.Facts(ctx, f) }, func(c factum.Fact) string { return string(c.ID) })
	turn(t, "lines", func(f store.Filter) (store.Page[store.Line], error) { return x.Lines(ctx, f) }, func(c store.Line) string { return string(c.ID) })
	turn(t, "captures", func(f store.Filter) (store.Page[store.Captured], error) { return x.Captures(ctx, f) }, func(c store.Captured) string { return c.Subject.SHA256.String() })
	turn(t, "documents", func(f store.Filter) (store.Page[store.Document], error) { return x.Documents(ctx, f) }, func(c store.Document) string { return c.ID.String() })
	turn(t, "sources", func(f store.Filter) (store.Page[store.Source], error) { return x.Sources(ctx, f) }, func(c store.Source) string { return string(c.ID) })
	turn(t, "acts", func(f store.Filter) (store.Page[store.Act], error) { return x.Acts(ctx, f) }, func(c store.Act) string { return c.Index.String() })
	turn(t, "hits", func(f store.Filter) (store.Page[store.Hit], error) { return x.Search(ctx, "Kramatorsk", "", f) }, func(c store.Hit) string { return c.ID })
	if _, err := x.Claims(ctx, store.Filter{After: "clm_nothing"}); factum.KindOf(err) != factum.Invalid {
		t.Errorf("after nothing: %v", err)
	}
}

func turn[T any](t *testing.T, what string, ask func(store.Filter) (store.Page[T], error), id func(T) string) {
	t.Helper()
	all, err := ask(store.Filter{})
	if err != nil || len(all.Items) < 2 || all.Next != "" {
		t.Errorf("%s: %d, next %q, %v", what, len(all.Items), all.Next, err)
		return
	}
	var f store.Filter
	for i, want := range all.Items {
		f.Limit = 1
		p, err := ask(f)
		if err != nil || len(p.Items) != 1 || id(p.Items[0]) != id(want) {
			t.Errorf("%s: page %d is %+v, %v", what, i, p, err)
			return
		}
		if last := i == len(all.Items)-1; last != (p.Next == "") {
			t.Errorf("%s: page %d of %d: next %q", what, i, len(all.Items), p.Next)
		}
		f.After = p.Next
	}
}

func get(t *testing.T, x store.Index) {
	defer x.Close()
	s := war(t)
	apply(t, x, s)
	claims, _ := x.Claims(ctx, store.Filter{Type: "ASSAULT"})
	captures, _ := x.Captures(ctx, store.Filter{})
	documents, _ := x.Documents(ctx, store.Filter{})
	second := claims.Items[1].ID
	for _, c := range []struct{ id, kind, full string }{
		{string(second), "claim", string(second)},
		{string(second)[:12], "claim", string(second)},
		{string(second.Fact()), "fact", string(claims.Items[0].ID.Fact())},
		{string(second.Line()), "line", string(second.Line())},
		{captures.Items[0].Subject.SHA256.String(), "capture", captures.Items[0].Subject.SHA256.String()},
		{captures.Items[0].Subject.SHA256.Hex()[:8], "capture", captures.Items[0].Subject.SHA256.String()},
		{documents.Items[0].ID.String()[:16], "document", documents.Items[0].ID.String()},
		{"src_times.example", "source", "src_times.example"},
		{"act_3", "act", "act_3"},
		{"gap_8", "gap", "gap_8"},
	} {
		th, err := x.Get(ctx, c.id)
		if err != nil || th.Kind != c.kind || th.ID != c.full {
			t.Errorf("%s is %s %s, %v; want %s %s", c.id, th.Kind, th.ID, err, c.kind, c.full)
		}
	}
	for id, kind := range map[string]factum.Kind{"clm_zzzzzzzzzz": factum.Missing, "clm_a": factum.Invalid, "fct_zzzzzzzz": factum.Missing, "act_99": factum.Missing,
		"gap_0": factum.Missing, "0123456789abcdef": factum.Missing, "hello world": factum.Invalid, "": factum.Invalid, "src_nobody": factum.Missing, "act_x": factum.Invalid} {
		if _, err := x.Get(ctx, id); factum.KindOf(err) != kind {
			t.Errorf("%q: %v, want %v", id, err, kind)
		}
	}
}

func search(t *testing.T, x store.Index) {
	defer x.Close()
	s := war(t)
	apply(t, x, s)
	for query, want := range map[string]string{"trok terug": "", "shelling": "shelled", "краматорська": "Краматорськ", "troep": "troepen", "PETROV": "Petrov"} {
		p, err := x.Search(ctx, query, "", store.Filter{})
		if err != nil {
			t.Fatal(query, err)
		}
		if want == "" {
			continue
		}
		if len(p.Items) == 0 {
			t.Errorf("%q finds nothing", query)
			continue
		}
		for _, h := range p.Items {
			if len(h.Excerpts) == 0 || len(h.Excerpts[0].Marks) == 0 {
				t.Errorf("%q: nothing is marked in %+v", query, h)
				continue
			}
			e := h.Excerpts[0]
			m := e.Marks[0]
			if got := e.Text[m.Start-e.Span.Start : m.End-e.Span.Start]; got != want {
				t.Errorf("%q marks %q, not %q", query, got, want)
			}
		}
	}
	if p, err := x.Search(ctx, "qwertz", "", store.Filter{}); err != nil || len(p.Items) != 0 {
		t.Errorf("a word that is nowhere: %d, %v", len(p.Items), err)
	}
	for _, q := range []string{"", "  ", "?!"} {
		if _, err := x.Search(ctx, q, "", store.Filter{}); factum.KindOf(err) != factum.Invalid {
			t.Errorf("%q: %v", q, err)
		}
	}
	for _, q := range []string{`"`, `a" OR b`, "title:x", "NEAR(a b)", "kyiv*", "-x", strings.Repeat("слово ", 500)} {
		if _, err := x.Search(ctx, q, "en", store.Filter{}); err != nil && factum.KindOf(err) != factum.Invalid {
			t.Errorf("%.20q: %v", q, err)
		}
	}
}
