package record

import (
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"factum"
	"factum/corroboration"
	"factum/internal/world"
	"factum/store/sqlite"
)

// war is a generated world as the acts of a record, to be applied to an index without a record's files.
type war struct {
	t       testing.TB
	next    factum.ActIndex
	items   map[factum.Digest]any
	Entries []factum.Entry // not yet applied
}

func newWar(t testing.TB) *war {
	w := &war{t: t, items: map[factum.Digest]any{}}
	w.act(factum.Opened, nil)
	return w
}

// Derived implements store.Items: everything is at hand.
func (w *war) Derived(_ context.Context, d factum.Digest) ([]byte, error) {
	return nil, factum.Errorf(factum.Missing, "no item %s", d)
}

// AtHand implements store.AtHand.
func (w *war) AtHand(d factum.Digest) any { return w.items[d] }

// Located implements store.Items.
func (w *war) Located(context.Context, factum.Digest) (int, int64, int64, bool, error) {
	return 0, 0, 0, false, nil
}

func (w *war) act(kind factum.ActKind, sealed map[string]any) {
	e := factum.Entry{Index: w.next, Act: factum.Act{V: 1, Kind: kind, At: "2026-01-01T00:00:00.000Z"}, Openings: factum.Openings{}}
	for name, v := range sealed {
		b, err := json.Marshal(v)
		if err != nil {
			w.t.Fatal(err)
		}
		e.Openings[name] = factum.Opening{Name: name, Value: b}
	}
	w.next++
	w.Entries = append(w.Entries, e)
}

// tell adds the acts of one article: rs are its claims.
func (w *war) tell(rs []factum.Report, text string) {
	r := &rs[0]
	doc := &factum.Document{V: 1, Capture: r.Capture, Lang: r.Claim.Lang, Title: r.Title, TitleApart: true, Text: text, Outlet: r.Outlet, Wire: r.Wire, MediaType: "text/plain",
		URL: "https://" + string(r.Source)[len("src_"):] + "/" + r.Capture.Hex()[:12], Published: r.Published}
	set := &factum.ClaimSet{V: 1, Capture: r.Capture, Document: r.Claim.Document}
	for _, r := range rs {
		if r.Claim.Passage.Span.Start >= 0 { // in worlds of many articles a sentence is now and then not found again in its text
			set.Claims = append(set.Claims, r.Claim)
		}
	}
	claims := factum.DigestOfString("claims " + r.Capture.Hex())
	w.items[r.Claim.Document], w.items[claims] = doc, set
	w.act(factum.Coded, map[string]any{"subject": r.Capture,
		"result": factum.Result{Documents: []factum.DocumentResult{{Document: r.Claim.Document, Claims: claims}}}})
}

// world adds a generated world and returns how many claims it has, and its truth.
func (w *war) world(seed int64, size int) (int, world.Truth) {
	rs, truth := world.Generate(seed, size)
	for i := 0; i < len(rs); {
		j := i + 1
		for j < len(rs) && rs[j].Capture == rs[i].Capture {
			j++
		}
		w.tell(rs[i:j], truth.Texts[rs[i].Capture])
		i = j
	}
	return len(rs), truth
}

// open opens an index with the real weigher.
func (w *war) open(path string) *sqlite.DB {
	db, err := sqlite.Open(context.Background(), path, sqlite.Config{RecordID: "war", Weigher: corroboration.Weigher{}})
	if err != nil {
		w.t.Fatal(err)
	}
	return db
}

// apply applies what is not yet applied, so many acts at a time.
func (w *war) apply(db *sqlite.DB, each int) {
	for len(w.Entries) > 0 {
		n := min(each, len(w.Entries))
		if err := db.Apply(context.Background(), w.Entries[:n], w); err != nil {
			w.t.Fatal(err)
		}
		w.Entries = w.Entries[n:]
	}
	clear(w.items)
}

// rows are the digests of all rows of an index.
func rows(t testing.TB, db *sqlite.DB) map[string]factum.Digest {
	out := map[string]factum.Digest{}
	for row, err := range db.Dump(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out[row.Table+" "+row.Key] = row.Value
	}
	return out
}

// TestOneByOne applies two wars of the same years, all articles mixed, at once, act by act and in lots of any size, weighing after each: the rows are the same.
func TestOneByOne(t *testing.T) {
	for _, seed := range []int64{1, 2} {
		w := newWar(t)
		w.world(seed, 900)
		w.world(seed+100, 900)
		rng := rand.New(rand.NewPCG(uint64(seed), 7))
		entries, items := w.Entries, maps.Clone(w.items)
		told := entries[1:]
		rng.Shuffle(len(told), func(i, j int) { told[i], told[j] = told[j], told[i] })
		for i := range entries {
			entries[i].Index = factum.ActIndex(i)
		}
		var want map[string]factum.Digest
		for _, each := range []func() int{nil, func() int { return 1 }, func() int { return 1 + rng.IntN(90) }} {
			db := w.open(filepath.Join(t.TempDir(), "x.db"))
			db.Postpone(each == nil)
			for at := 0; at < len(entries); {
				n := len(entries)
				if each != nil {
					n = min(each(), len(entries)-at)
				}
				w.items = maps.Clone(items)
				w.Entries = entries[at : at+n]
				w.apply(db, n)
				at += n
			}
			if err := db.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			got := rows(t, db)
			if want == nil {
				want = got
			}
			for k, v := range want {
				if got[k] != v {
					t.Errorf("seed %d: %s differs", seed, k)
				}
			}
			if len(got) != len(want) || len(want) < 2000 {
				t.Errorf("seed %d: %d rows, want %d", seed, len(got), len(want))
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
