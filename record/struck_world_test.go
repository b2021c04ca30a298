package record

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/internal/world"
	"factum/store"
)

// gives reports whether a claim says that something happened and gives an element of it.
func gives(c *factum.Claim, element string) bool {
	if c.Modality == factum.Denied || c.Modality == factum.Negated {
		return false
	}
	switch element {
	case "act":
		return true
	case "place":
		return c.Place != nil
	case "time":
		return c.Time != nil
	case "perpetrator", "actors":
		return len(c.Actors) > 0
	case "victims", "recipients":
		return len(c.Recipients) > 0
	}
	return slices.ContainsFunc(c.Quantities, func(q factum.Quantity) bool {
		return element == "number:"+q.Kind || element == "number:"+q.Kind+":"+q.Unit
	})
}

// TestStrikeWorld strikes sources, agencies, captures and lines of generated worlds and compares what falls with what the truth says: an element falls if no
// claim that is left in its fact gives it. What rests on an agency is all of its text, credited or not, and translated.
func TestStrikeWorld(t *testing.T) {
	all := map[string][2]int{}
	for _, seed := range []int64{1, 2, 3} {
		w := newWar(t)
		_, truth := w.world(seed, 2000)
		db := w.open(filepath.Join(t.TempDir(), "x.db"))
		db.Postpone(true)
		w.apply(db, 1000)
		if err := db.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		for what, n := range strikes(t, &Record{index: db}, truth) {
			all[what] = [2]int{all[what][0] + n[0], all[what][1] + n[1]}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, what := range slices.Sorted(maps.Keys(all)) {
		n := all[what]
		share := float64(n[0]) / float64(n[1])
		t.Logf("%-8s %6d elements, %.4f right", what, n[1], share)
		// A reprint that credits nobody, in another language and with no figures, cannot be told from a report of one's own.
		least := .99
		if what == "wire" {
			least = .95
		}
		if share < least || n[1] < 300 {
			t.Errorf("%s: %d of %d elements are right, asked %.2f", what, n[0], n[1], least)
		}
	}
}

// strikes counts the elements of facts that lose a claim: those of which it is said rightly whether they fall, and all.
func strikes(t *testing.T, r *Record, truth world.Truth) map[string][2]int {
	var facts []factum.Fact
	var lines []factum.LineID
	claim := map[factum.ClaimID]*factum.Claim{}
	for after := ""; ; {
		p, err := r.index.Facts(t.Context(), store.Filter{Limit: 500, After: after})
		if err != nil {
			t.Fatal(err)
		}
		facts = append(facts, p.Items...)
		if after = p.Next; after == "" {
			break
		}
	}
	for after := ""; ; {
		p, err := r.index.Claims(t.Context(), store.Filter{Limit: 500, After: after})
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Items {
			claim[p.Items[i].ID] = &p.Items[i].Claim
		}
		if after = p.Next; after == "" {
			break
		}
	}
	byTruth := map[string]map[factum.ClaimID]bool{} // by what is struck
	take := func(on string, c factum.ClaimID) {
		if byTruth[on] == nil {
			byTruth[on] = map[factum.ClaimID]bool{}
		}
		byTruth[on][c] = true
	}
	for _, f := range facts {
		for _, l := range f.Lines {
			lines = append(lines, l.ID)
			for _, c := range l.Claims {
				take("line "+string(l.ID), c)
			}
		}
	}
	for c, told := range truth.Claims {
		if claim[c] == nil {
			continue
		}
		take("source "+string(told.Source), c)
		take("capture "+told.Capture.String(), c)
		for _, w := range wiresOf(truth, told) {
			take("wire wire:"+w, c)
		}
	}
	out := map[string][2]int{}
	count := map[string]int{}
	for _, on := range slices.Sorted(maps.Keys(byTruth)) {
		what, id, _ := strings.Cut(on, " ")
		count[what]++
		if count[what] > 40 {
			continue
		}
		s, err := r.Strike(t.Context(), []string{id})
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		said := map[factum.FactID]*StruckFact{}
		for i := range s.Facts {
			said[s.Facts[i].Fact] = &s.Facts[i]
		}
		gone := byTruth[on]
		for _, f := range facts {
			got := said[f.ID]
			if got == nil && !slices.ContainsFunc(f.Claims, func(c factum.ClaimID) bool { return gone[c] }) {
				continue
			}
			for i, e := range f.Elements {
				if e.Lines == 0 {
					continue
				}
				want := !slices.ContainsFunc(f.Claims, func(c factum.ClaimID) bool { return !gone[c] && gives(claim[c], e.Name) })
				falls := got != nil && got.Elements[i].Falls
				n := out[what]
				n[1]++
				if falls == want {
					n[0]++
				}
				out[what] = n
			}
		}
	}
	return out
}

// wiresOf is the agencies that a claim rests on: whose text it is, and through any number of outlets that it was cited from.
func wiresOf(truth world.Truth, told world.Told) (out []string) {
	at := map[factum.Digest][]world.Told{}
	for _, x := range truth.Claims {
		if x.Happening == told.Happening {
			at[x.Capture] = append(at[x.Capture], x)
		}
	}
	todo, seen := []world.Told{told}, map[factum.Digest]bool{}
	for ; len(todo) > 0; todo = todo[1:] {
		x := todo[0]
		if x.Wire != "" && !slices.Contains(out, x.Wire) {
			out = append(out, x.Wire)
		}
		if !x.From.IsZero() && !seen[x.From] {
			seen[x.From] = true
			todo = append(todo, at[x.From]...)
		}
	}
	return out
}
