package withhold

import (
	"slices"

	"factum"
)

// arms are the items whose transport is told late and by area: whatever is fired, fires, carries or protects. Codes of docs/codebook.md.
var arms = map[string]bool{"anti-tank-weapons": true, "air-defence-systems": true, "missiles": true, "artillery": true, "tanks": true, "armoured-vehicles": true, "vehicles": true, "drones": true,
	"aircraft": true, "ships": true, "ammunition": true, "small-arms": true, "mines": true, "cluster-munitions": true, "chemical-weapons": true, "weapons": true, "military-aid": true, "fuel": true}

// movement reports whether a happening of this kind is a movement of forces or a transport of arms: forces or weapons moved or readied (MOBILIZE, but of police), forces pulled
// back (RETREAT withdraw), and arms handed over or carried (AID, COOPERATE). What is only promised is none, unless it is one of these that is announced.
func movement(typ, object factum.EventType, modes, items []string) bool {
	switch typ {
	case factum.Mobilize:
		return !slices.Contains(modes, "police") || len(modes) > 1
	case factum.Retreat:
		return slices.Contains(modes, "withdraw")
	case factum.Aid, factum.Cooperate:
		return slices.ContainsFunc(items, func(i string) bool { return arms[i] })
	}
	return object == factum.Mobilize || object == factum.Retreat
}

// late reports whether a movement may not be told yet. end is the last day on which it may have happened, told the last day on which it was published; of
// a movement of which neither is known nobody can say that its delay is over.
func (g *Gate) late(end, told factum.Day) bool {
	last := end
	if last == factum.NoDay {
		last = told
	}
	if last == factum.NoDay || g.asOf == factum.NoDay {
		return true
	}
	return last+g.delay > g.asOf
}

// coarse is a place by its admin-1 area, or country where that is not known: without coordinates, which would be somewhere within it. any is false where it is no finer already.
func coarse(p factum.Place) (out factum.Place, any bool) {
	switch p.Precision {
	case "admin1", "region", "country":
		return p, false
	}
	out = factum.Place{Country: p.Country, Admin1: p.Admin1, Name: p.Admin1, Text: p.Admin1, Precision: "admin1"}
	if p.Admin1 == "" {
		out.Name, out.Text, out.Precision = p.Country, p.Country, "country"
	}
	return out, true
}
