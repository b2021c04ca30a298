package corroboration

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"factum"
)

// manyDeeds are n facts in short over two years, among sixty states: of twenty, three commit somebody and eleven may bear on it.
func manyDeeds(n int) []factum.Deed {
	rng := rand.New(rand.NewPCG(6, 1))
	happens := []factum.EventType{factum.Aid, factum.Aid, factum.Consult, factum.Consult, factum.Retreat, factum.Sanction, factum.Reject, factum.Cooperate, factum.Support, factum.Reject, factum.Sanction}
	ahead := []factum.EventType{factum.Aid, factum.Consult, factum.Retreat}
	items := []string{"tanks", "generators", "ammunition", "artillery", "drones", "food-aid"}
	state := func() []factum.Actor { // few of them do most
		return []factum.Actor{{Text: "the state", Code: fmt.Sprintf("S%02d", int(60*rng.Float64()*rng.Float64())), Basis: "named"}}
	}
	begin := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	out := make([]factum.Deed, n)
	for i := range out {
		day := begin.AddDate(0, 0, rng.IntN(730)).Format(time.DateOnly)
		d := factum.Deed{Matter: factum.MatterHappening, Type: factum.Assault, Actors: state(), Recipients: state(), Said: day, Told: day, Support: factum.SupportOne, Lines: 1,
			Claims: []factum.ClaimID{factum.ClaimID(fmt.Sprintf("clm_%026d", i))}, Headline: "what the fact says in a line of some words", Items: []string{items[rng.IntN(len(items))]}}
		switch k := rng.IntN(20); {
		case k < 3:
			d.Matter, d.Type, d.Object = factum.MatterUndertaken, factum.Agree, ahead[k]
		case k < 14:
			d.Type, d.Time = happens[k-3], &factum.Time{From: day, To: day, Precision: "day"}
		}
		out[i] = d
	}
	return out
}

// BenchmarkFollow follows the commitments among 100,000 facts, read from JSON as an index keeps them: list commitments is to take under two seconds.
func BenchmarkFollow(b *testing.B) {
	ds := manyDeeds(100_000)
	var kept [][]byte
	for i := range ds {
		if ds[i].Type == factum.Assault {
			continue // nobody promised it, so the index does not give it
		}
		raw, err := json.Marshal(&ds[i])
		if err != nil {
			b.Fatal(err)
		}
		kept = append(kept, raw)
	}
	for b.Loop() {
		read := make([]factum.Deed, len(kept))
		for i, raw := range kept {
			if err := json.Unmarshal(raw, &read[i]); err != nil {
				b.Fatal(err)
			}
		}
		if cs := Follow(read, nil, "2023-12-31"); len(cs) < 10_000 {
			b.Fatal(len(cs))
		}
	}
}
