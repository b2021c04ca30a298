package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"factum"
	"factum/store"
)

// Index tests an index that weighs with Weigher. fresh makes an empty place and returns a function that opens the index there, again and
// again, each time after it was closed.
func Index(t *testing.T, fresh func(t *testing.T) (open func() store.Index)) {
	t.Run("Cursor", func(t *testing.T) { cursor(t, fresh(t)()) })
	t.Run("SameRowsWhateverThePieces", func(t *testing.T) { pieces(t, fresh) })
	t.Run("Reopen", func(t *testing.T) { reopen(t, fresh(t)) })
	t.Run("Postponed", func(t *testing.T) { postponed(t, fresh) })
	t.Run("Keys", func(t *testing.T) { keys(t, fresh(t)()) })
	t.Run("Recoding", func(t *testing.T) { recoding(t, fresh(t)()) })
	t.Run("Proposed", func(t *testing.T) { proposed(t, fresh) })
	t.Run("BridgeGoes", func(t *testing.T) { bridge(t, fresh(t)()) })
	t.Run("Findings", func(t *testing.T) { findings(t, fresh(t)()) })
	t.Run("Remarks", func(t *testing.T) { remarks(t, fresh) })
	t.Run("Deeds", func(t *testing.T) { deeds(t, fresh) })
	t.Run("Occurrences", func(t *testing.T) { occurrences(t, fresh) })
	t.Run("Orders", func(t *testing.T) { orders(t, fresh) })
	t.Run("Strike", func(t *testing.T) { strike(t, fresh) })
	t.Run("People", func(t *testing.T) { peopleOf(t, fresh(t)()) })
	t.Run("ErasedPerson", func(t *testing.T) { erasedPerson(t, fresh(t)()) })
	t.Run("Lists", func(t *testing.T) { lists(t, fresh(t)()) })
	t.Run("Pages", func(t *testing.T) { pages(t, fresh(t)()) })
	t.Run("Get", func(t *testing.T) { get(t, fresh(t)()) })
	t.Run("Search", func(t *testing.T) { search(t, fresh(t)()) })
	t.Run("FailedApplyLeavesNothing", func(t *testing.T) { failedApply(t, fresh(t)()) })
	t.Run("Erased", func(t *testing.T) { erased(t, fresh(t)()) })
	t.Run("Erasing", func(t *testing.T) { erasing(t, fresh) })
	t.Run("ErasingFindings", func(t *testing.T) { erasingFindings(t, fresh) })
}

var ctx = context.Background()

// war is a small record: five captures, a gap, a recoding, a finding, people.
func war(t *testing.T) *sample {
	s := newSample(t)
	a := s.capture("Russische troepen trokken zich terug uit Boetsja.")
	s.coded("1", a, "nl", "nieuws.example", "Russische troepen trokken zich terug uit Boetsja.",
		report{typ: "RETREAT", actor: "RUS", place: "Bucha", country: "UKR", from: "2022-03-30", to: "2022-03-30", trigger: "trokken zich terug"})
	b := s.capture("Російські війська обстріляли Краматорськ.")
	ids := s.coded("1", b, "uk", "visti.example", "Російські війська обстріляли Краматорськ.",
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kramatorsk", country: "UKR", from: "2022-04-08", to: "2022-04-08", trigger: "обстріляли"})
	c := s.capture("Russia shelled Kramatorsk. \"We shelled nothing,\" said Ivan Petrov.")
	s.coded("1", c, "en", "times.example", "Russia shelled Kramatorsk. \"We shelled nothing,\" said Ivan Petrov.",
		report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: "Kramatorsk", country: "UKR", from: "2022-04-08", to: "2022-04-08", trigger: "shelled"},
		report{typ: "REJECT", actor: "RUS", trigger: "said", quote: "We shelled nothing,", speaker: "Ivan Petrov"})
	d := s.capture("leeg")
	s.act(factum.Gapped, "gap 1", map[string]any{"stage": "reading"}, map[string]any{"subject": d.SHA256, "by": "anna", "reason": "no text",
		"origin": factum.Origin{Via: "file", Given: "leeg.txt"}})
	s.act(factum.Decided, "decided 1", nil, map[string]any{"by": "boris", "finding": factum.Decision{Item: string(ids[0].Fact()), Status: "established",
		Standard: "balance", Reason: "two lines", ClaimsSeen: []factum.ClaimID{ids[0]}}})
	s.coded("2", a, "nl", "nieuws.example", "Russische troepen trokken zich terug uit Boetsja.",
		report{typ: "RETREAT", actor: "RUS", place: "Boutcha", country: "UKR", from: "2022-03-30", to: "2022-03-30", trigger: "trokken zich terug"},
		report{typ: "MOBILIZE", actor: "RUS", trigger: "troepen"})
	s.capture("leeg")
	persons(s)
	return s
}

func apply(t *testing.T, x store.Index, s *sample, entries ...factum.Entry) {
	t.Helper()
	if entries == nil {
		entries = s.entries
	}
	if err := x.Apply(ctx, entries, s); err != nil {
		t.Fatal(err)
	}
}

func dump(t *testing.T, x store.Index) []string {
	t.Helper()
	var out []string
	for r, err := range x.Dump(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(r.Table, " ", r.Key, " ", r.Value))
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("%s: row %d differs:\n%s\n%s", what, i, at(got, i), at(want, i))
			return
		}
	}
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return "(none)"
}

func cursor(t *testing.T, x store.Index) {
	defer x.Close()
	s := war(t)
	if n, err := x.Cursor(ctx); n != 0 || err != nil {
		t.Fatalf("an empty index stands at %d, %v", n, err)
	}
	if err := x.Apply(ctx, s.entries[1:3], s); factum.KindOf(err) != factum.Conflict {
		t.Errorf("a gap: %v", err)
	}
	apply(t, x, s, s.entries[:4]...)
	before := dump(t, x)
	apply(t, x, s, s.entries[1:3]...)
	same(t, "delivered twice", dump(t, x), before)
	apply(t, x, s, s.entries[2:6]...)
	if n, _ := x.Cursor(ctx); n != 6 {
		t.Errorf("the cursor is %d, not 6", n)
	}
	unknown := s.entries[6]
	unknown.Act.Kind = "dreamt"
	if err := x.Apply(ctx, []factum.Entry{unknown}, s); factum.KindOf(err) != factum.Newer {
		t.Errorf("an unknown kind: %v", err)
	}
	if n, _ := x.Cursor(ctx); n != 6 {
		t.Errorf("a refused act moved the cursor to %d", n)
	}
}

func pieces(t *testing.T, fresh func(t *testing.T) func() store.Index) {
	s := war(t)
	whole := fresh(t)()
	defer whole.Close()
	apply(t, whole, s)
	want := dump(t, whole)
	if len(want) < 40 {
		t.Fatalf("only %d rows", len(want))
	}
	for _, size := range []int{1, 2, 5} {
		x := fresh(t)()
		for part := range slices.Chunk(s.entries, size) {
			apply(t, x, s, part...)
		}
		same(t, fmt.Sprintf("%d at a time", size), dump(t, x), want)
		if err := x.CheckText(ctx); err != nil {
			t.Error(err)
		}
		x.Close()
	}
}

func reopen(t *testing.T, open func() store.Index) {
	s := war(t)
	var want []string
	for _, e := range s.entries {
		x := open()
		apply(t, x, s, e)
		want = dump(t, x)
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	x := open()
	defer x.Close()
	same(t, "reopened", dump(t, x), want)
	if n, _ := x.Cursor(ctx); int(n) != len(s.entries) {
		t.Errorf("the cursor is %d", n)
	}
}

func postponed(t *testing.T, fresh func(t *testing.T) func() store.Index) {
	s := war(t)
	x := fresh(t)()
	apply(t, x, s)
	want := dump(t, x)
	x.Close()

	open := fresh(t)
	x = open()
	x.Postpone(true)
	for _, e := range s.entries {
		apply(t, x, s, e)
	}
	if p, err := x.Facts(ctx, store.Filter{}); err != nil || len(p.Items) != 0 {
		t.Errorf("%d facts before settling, %v", len(p.Items), err)
	}
	if err := x.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "settled", dump(t, x), want)
	x.Close()

	open = fresh(t)
	x = open()
	x.Postpone(true)
	apply(t, x, s)
	x.Close() // without settling, as in a crash
	x = open()
	defer x.Close()
	if err := x.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "settled on open", dump(t, x), want)
}

func keys(t *testing.T, x store.Index) {
	defer x.Close()
	s := war(t)
	apply(t, x, s)
	got, err := x.Lookup(ctx, []string{"gap 1", "none", "opened"})
	if err != nil || len(got) != 2 || got["opened"] != 0 || s.entries[got["gap 1"]].Act.Kind != factum.Gapped {
		t.Errorf("got %v, %v", got, err)
	}
	for _, d := range s.order {
		_, want, size, _, _ := s.Located(ctx, d)
		if seg, off, n, ok, err := x.Locate(ctx, d); seg != 0 || off != want || n != size || !ok || err != nil {
			t.Errorf("%s lies at %d+%d, %v %v; not %d+%d", d, off, n, ok, err, want, size)
		}
	}
}

func failedApply(t *testing.T, x store.Index) {
	defer x.Close()
	s := war(t)
	apply(t, x, s, s.entries[:2]...)
	before := dump(t, x)
	kept := s.items
	s.items = map[factum.Digest][]byte{}
	if err := x.Apply(ctx, s.entries[2:], s); factum.KindOf(err) != factum.Missing {
		t.Errorf("a missing item: %v", err)
	}
	same(t, "after a failure", dump(t, x), before)
	s.items = kept
	apply(t, x, s)
}

func erased(t *testing.T, x store.Index) {
	defer x.Close()
	s := war(t)
	s.entries[3].Openings, s.entries[4].Openings = nil, nil
	apply(t, x, s)
	p, err := x.Acts(ctx, store.Filter{})
	if err != nil || len(p.Items) != len(s.entries) || !p.Items[3].Erased || p.Items[2].Erased {
		t.Errorf("%v, %v", p.Items, err)
	}
	for _, lang := range []string{"uk"} {
		if c, err := x.Claims(ctx, store.Filter{Lang: lang}); err != nil || len(c.Items) != 0 {
			t.Errorf("%d claims of what was erased, %v", len(c.Items), err)
		}
	}
}
