package withhold

import (
	"encoding/json"
	"slices"
	"strings"

	"factum"
)

// DefaultDelay is for how many days movements are held back where no order says otherwise (design, opening).
const DefaultDelay = 7

// Grounds of rules, beside those of orders (factum.WithholdingGrounds).
const (
	GroundMovement = "movement" // of forces, or a transport of arms: told later, and by admin-1 area
)

// Gate leaves out what may not leave the record. It is not for use by several goroutines at once.
type Gate struct {
	asOf     factum.Day
	delay    factum.Day
	ordered  map[string]string // what was ordered to be withheld, "<what>:<folded>" → ground
	released map[string]bool   // "<what>:<folded>"
	names    *names            // of whatever was withheld so far or is by order: whoever is withheld once is withheld in all that follows
	tally    map[Left]int
}

// Left is a kind of thing that was left out, and on which ground.
type Left struct {
	What   string `json:"what"` // person, source, place, passage, item, collector, movement
	Ground string `json:"ground"`
}

// Tally is how often something was left out.
type Tally struct {
	Left
	N int `json:"n"`
}

// New makes a gate of the orders that stand in a record, as of a day: nothing is told of a movement before its delay is over on that day.
func New(orders []factum.Order, asOf factum.Day) (*Gate, error) {
	g := &Gate{asOf: asOf, delay: DefaultDelay, ordered: map[string]string{}, released: map[string]bool{}, tally: map[Left]int{}, names: newNames()}
	for _, o := range orders {
		switch o.Kind {
		case factum.OrderDelay:
			var days int
			if err := json.Unmarshal(o.Value, &days); err != nil {
				return nil, factum.Errorf(factum.Integrity, "%s: the delay does not read: %w", o.Act, err)
			}
			g.delay = factum.Day(days)
		case factum.OrderWithhold, factum.OrderRelease:
			var w factum.Withholding
			if err := json.Unmarshal(o.Value, &w); err != nil {
				return nil, factum.Errorf(factum.Integrity, "%s: what is withheld does not read: %w", o.Act, err)
			}
			if o.Kind == factum.OrderRelease {
				g.released[key(w.What, w.Which)] = true
				continue
			}
			g.ordered[key(w.What, w.Which)] = w.Ground
		}
	}
	for _, k := range slices.Sorted(keysOf(g.ordered)) {
		what, which, _ := strings.Cut(k, ":")
		switch what {
		case "person", "name", "face", "place", "collector":
			g.names.add(which)
		case "passage":
			g.names.phrase(which)
		}
	}
	return g, nil
}

// Tally says what was left out so far and on which grounds, in a fixed order.
func (g *Gate) Tally() []Tally {
	out := []Tally{}
	for l, n := range g.tally {
		out = append(out, Tally{l, n})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		if c := strings.Compare(a.What, b.What); c != 0 {
			return c
		}
		return strings.Compare(a.Ground, b.Ground)
	})
	return out
}

// AsOf is the day the gate is made with.
func (g *Gate) AsOf() factum.Day { return g.asOf }

// Delay is for how many days movements are held back.
func (g *Gate) Delay() int { return int(g.delay) }

func (g *Gate) count(what, ground string) { g.tally[Left{what, ground}]++ }

// Text is a text without the names and passages that are withheld.
func (g *Gate) Text(s string) string {
	out, any := g.names.strike(s)
	if any {
		g.count("passage", "withheld-name")
	}
	return out
}

// Address is an address without its path where a withheld name stands in it.
func (g *Gate) Address(u string) string {
	out, any := g.names.address(u)
	if any {
		g.count("passage", "withheld-name")
	}
	return out
}

// Source reports whether a source may be told, by its id, name or domain.
func (g *Gate) Source(names ...string) bool {
	for _, n := range names {
		if n == "" {
			continue
		}
		if ground, ok := g.ordered[key("source", n)]; ok {
			g.count("source", ground)
			return false
		}
		if ground, ok := g.ordered[key("source", strings.TrimPrefix(n, "src_"))]; ok {
			g.count("source", ground)
			return false
		}
	}
	return true
}

// Item reports whether a thing may be told at all, by its id or digest.
func (g *Gate) Item(id string) bool {
	if ground, ok := g.ordered[key("item", id)]; ok {
		g.count("item", ground)
		return false
	}
	return true
}

// Collector is who collected or decided, as it may be told.
func (g *Gate) Collector(p factum.PersonID) factum.PersonID {
	if ground, ok := g.ordered[key("collector", string(p))]; ok {
		g.count("collector", ground)
		return Bar
	}
	return p
}

// Place is a place as it may be told; ok is false where it is withheld.
func (g *Gate) place(p *factum.Place) (factum.Place, bool) {
	for _, n := range []string{p.Name, p.Text} {
		if n == "" {
			continue
		}
		if ground, ok := g.ordered[key("place", n)]; ok {
			g.count("place", ground)
			return factum.Place{Text: Bar, Country: p.Country, Precision: "country"}, false
		}
	}
	return *p, true
}
