package corroboration_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"factum"
	"factum/corroboration"
	"factum/internal/world"
)

// surroundings finds, of a set of reports, what Linked has to be given of some of them, by the exported functions alone: those of their nodes, those that share a key
// within reach of any of these, and those of the nodes of all.
type surroundings struct {
	reports  []factum.Report
	node     []string
	keys     [][]string
	from, to []int
	byNode   map[string][]int
	byKey    map[string][]int
}

func surroundingsOf(rs []factum.Report) *surroundings {
	var w corroboration.Weigher
	s := &surroundings{reports: rs, byNode: map[string][]int{}, byKey: map[string][]int{}}
	for i, r := range rs {
		a := w.Anchors(r)
		n, ks := a.Node, a.Keys
		s.node, s.keys, s.from, s.to = append(s.node, n), append(s.keys, ks), append(s.from, a.From), append(s.to, a.To)
		if n != "" {
			s.byNode[n] = append(s.byNode[n], i)
		}
		for _, k := range ks {
			s.byKey[k] = append(s.byKey[k], i)
		}
	}
	return s
}

func (s *surroundings) of(i int) []factum.Report {
	in := map[int]bool{i: true}
	whole := func() {
		for j := range in {
			for _, m := range s.byNode[s.node[j]] {
				in[m] = true
			}
		}
	}
	whole()
	beside := map[int]bool{}
	for j := range in {
		for _, k := range s.keys[j] {
			for _, m := range s.byKey[k] {
				if s.from[m] <= s.to[j] && s.from[j] <= s.to[m] {
					beside[m] = true
				}
			}
		}
	}
	for j := range beside {
		in[j] = true
	}
	whole()
	var out []factum.Report
	for j := range in {
		out = append(out, s.reports[j])
	}
	return out
}

// TestParts holds what an index relies on when it weighs again only what a claim can change: each part weighed alone gives the same facts to the byte, and
// the pairs that Linked finds for one claim after another, each given its surroundings only, connect each part. (That nothing else changes where a claim comes that is linked
// to some parts, and that Moved does not name, is held by the record's TestOneByOne.)
func TestParts(t *testing.T) {
	for _, seed := range []int64{1, 2} {
		rs, _ := world.Generate(seed, 2000)
		rng := rand.New(rand.NewPCG(uint64(seed), 1))
		var bonds []factum.Bond
		for i := range 20 { // people merge and split what they like, of one kind
			a := rs[rng.IntN(len(rs))]
			kind := corroboration.Weigher{}.Kind(a.Claim)
			var same []factum.ClaimID
			for _, r := range rs {
				if (corroboration.Weigher{}).Kind(r.Claim) == kind {
					same = append(same, r.Claim.ID)
				}
			}
			rng.Shuffle(len(same), func(i, j int) { same[i], same[j] = same[j], same[i] })
			if len(same) > 3 {
				bonds = append(bonds, factum.Bond{Act: factum.ActIndex(9000 + i), Apart: i%2 == 0, Claims: [][]factum.ClaimID{same[:1], same[1:3]}, By: "anna", Reason: "seen"})
			}
		}
		report := map[factum.ClaimID]factum.Report{}
		for _, r := range rs {
			report[r.Claim.ID] = r
		}
		part := map[factum.ClaimID]int{}
		parts := corroboration.Weigher{}.Parts(rs, bonds)
		for i, p := range parts {
			var alone []factum.Report
			for _, f := range p {
				for _, c := range f.Claims {
					part[c] = i
					alone = append(alone, report[c])
				}
			}
			slices.Reverse(alone)
			got := corroboration.Weigher{}.Parts(alone, bonds)
			if len(got) != 1 {
				t.Fatalf("seed %d: a part weighed alone falls into %d", seed, len(got))
			}
			if !slices.Equal(asJSON(t, got[0]), asJSON(t, p)) {
				t.Fatalf("seed %d: a part of %d claims weighed alone gives other facts", seed, len(alone))
			}
		}
		s := surroundingsOf(rs)
		held := map[factum.ClaimID]factum.ClaimID{}
		var find func(c factum.ClaimID) factum.ClaimID
		find = func(c factum.ClaimID) factum.ClaimID {
			if p, ok := held[c]; ok && p != c {
				held[c] = find(p)
				return held[c]
			}
			return c
		}
		for i, r := range rs {
			for _, l := range (corroboration.Weigher{}).Linked(s.of(i), nil, map[factum.ClaimID]bool{r.Claim.ID: true}) {
				if find(l[0]) != find(l[1]) {
					held[find(l[0])] = find(l[1])
				}
			}
		}
		for _, b := range bonds {
			if !b.Apart {
				for _, c := range slices.Concat(b.Claims...) {
					if find(c) != find(b.Claims[0][0]) {
						held[find(c)] = find(b.Claims[0][0])
					}
				}
			}
		}
		root := map[int]factum.ClaimID{}
		roots := map[factum.ClaimID]bool{}
		for c, p := range part {
			if have, ok := root[p]; ok && have != find(c) {
				t.Fatalf("seed %d: part %d is not held together by what is linked", seed, p)
			}
			root[p] = find(c)
			roots[find(c)] = true
		}
		if len(roots) > len(parts) {
			t.Errorf("seed %d: %d parts, %d sets of what is linked", seed, len(parts), len(roots))
		}
		if len(parts) < 50 {
			t.Errorf("seed %d: only %d parts: nothing is put to the test", seed, len(parts))
		}
	}
}

// asJSON is each fact's JSON, sorted.
func asJSON(t *testing.T, fs []factum.Fact) []string {
	var out []string
	for _, f := range fs {
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	slices.Sort(out)
	return out
}
