package mentions

import (
	"math/bits"
	"slices"

	"factum/gazetteer"
	"factum/language"
)

// Places of one name are told apart by what else a document names: a county, a village or a small town says where a report is at home, a
// metropolis says little. Each candidate gets points for its own weight, for the countries and areas named, and for what lies near it. All of
// it is integers over bounded lists, so that every machine settles alike and no text costs more than its length.

const (
	maxNamesakes  = 200 // names of a document that speak for their neighbourhood
	maxCandidates = 50  // of a name
	maxVoices     = 8   // candidates of a name that speak for their neighbourhood, best first
	maxSupport    = 170 // all that the neighbourhood can add
)

// namesake is a name of a document, however often it stands there, with the places it can mean.
type namesake struct {
	count   int  // mentions
	early   bool // in the title or the first lines
	evident bool // somewhere it is not part of a person's name or a common word
	located bool // somewhere a word of place stands before it: it is a place
	plain   bool // somewhere it is written small: it is a word
	cands   []candidate
	votes   []vote // what the name itself added to the context
	known   bool   // a state, a capital or a place known far and wide has the name
	fixed   *gazetteer.Place
}

// candidate is a place that a name can mean.
type candidate struct {
	place *gazetteer.Place
	kind  gazetteer.SenseKind // State or Region, 0 from places.bin
	// base is what the place and the context are worth; near is added for its neighbourhood.
	prior, base, near int
	lat, lon, cos     int  // hundredths of a degree, cosine in 256ths
	voice             int  // what its mention says about its neighbourhood
	area              bool // an admin-1 area or a country: what lies in it is near it
}

func (c *candidate) score() int { return c.base + c.near }

// known reports a place that reports name without saying where it is.
func (c *candidate) known() bool {
	return c.kind == gazetteer.State || (c.place.Wide || c.place.Capital || c.place.Population >= hugePeople) && c.place.Class != gazetteer.Alternate
}

// vote is what a name added to the mentions of a country or an area.
type vote struct {
	key string
	n   int
}

func (s *namesake) vote(key string, n int) {
	for i := range s.votes {
		if s.votes[i].key == key {
			s.votes[i].n += n
			return
		}
	}
	s.votes = append(s.votes, vote{key, n})
}

// others returns a count without the name's own part in it.
func (s *namesake) others(count int, key string) int {
	for i := range s.votes {
		if s.votes[i].key == key {
			return count - s.votes[i].n
		}
	}
	return count
}

// gather makes one namesake of all mentions of each name.
func (d *document) gather() {
	byHash, words := map[uint64]*namesake{}, map[uint64]*namesake{}
	var maybe [16]uint64 // bits set by the hashes in words
	for _, p := range d.parts {
		for i := range p.names {
			n := &p.names[i]
			if len(n.places) == 0 && n.sense(gazetteer.State, gazetteer.Region) == nil {
				continue
			}
			h := p.hash(n)
			s := byHash[h]
			if s == nil {
				s = &namesake{}
				byHash[h] = s
				d.namesakes = append(d.namesakes, s)
			}
			n.same = s
			s.count++
			s.early = s.early || p.name != "text" || n.from < 80
			if len(s.cands) == 0 {
				s.cands = candidates(n, d.lang)
				for k := range s.cands {
					s.known = s.known || s.cands[k].known()
				}
			}
			s.located = s.located || n.guard.located && p.capital(n.from)
			s.evident = s.evident || !(n.guard.common && !n.guard.located) && !p.partOfPerson(n)
			if n.to == n.from+1 && p.capital(n.from) {
				h := p.toks[n.from].Hash
				words[h] = s
				maybe[h>>6&15] |= 1 << (h & 63)
			}
		}
	}
	if len(words) == 0 {
		return
	}
	for _, p := range d.parts {
		for i := range p.toks {
			if k := &p.toks[i]; k.Kind == gazetteer.Word && k.Case == gazetteer.Lower && maybe[k.Hash>>6&15]&(1<<(k.Hash&63)) != 0 {
				if s := words[k.Hash]; s != nil {
					s.plain = true
				}
			}
		}
	}
}

func (p *part) hash(n *name) uint64 {
	var h uint64
	for i := n.from; i < n.to; i++ {
		if p.toks[i].Kind != gazetteer.Mark {
			h = (h<<7|h>>57)*1099511628211 ^ p.toks[i].Hash
		}
	}
	return h
}

func candidates(n *name, lang string) []candidate {
	out := make([]candidate, 0, min(len(n.places)+2, maxCandidates))
	region, wider, state := false, false, ""
	for i := range n.senses {
		s := &n.senses[i]
		if s.Place == nil || s.Kind != gazetteer.State && s.Kind != gazetteer.Region {
			continue
		}
		dup := false
		for _, c := range out {
			dup = dup || c.place.Name == s.Place.Name && c.place.Country == s.Place.Country
		}
		if dup {
			continue
		}
		region = region || s.Kind == gazetteer.Region
		wider = wider || s.Kind == gazetteer.Region && s.Place.Precision != "admin1" // "the Middle East" is never a part of Baltimore
		if s.Kind == gazetteer.State {
			state = s.Code
		}
		out = append(out, newCandidate(s.Place, s.Kind))
	}
	for i := range n.places {
		pl := &n.places[i]
		if wider {
			break
		}
		if len(out) >= maxCandidates {
			break
		}
		if region && pl.Precision == "admin1" || state != "" && pl.Country == state {
			continue // the region or the state has it already: Mexico is not its capital
		}
		out = append(out, newCandidate(pl, 0))
	}
	homes := language.Of(lang).Home
	for i := range out {
		out[i].prior = prior(&out[i], homes)
	}
	return out
}

func newCandidate(pl *gazetteer.Place, kind gazetteer.SenseKind) candidate {
	c := candidate{place: pl, kind: kind, area: pl.Precision == "admin1" || pl.Precision == "country", lat: int(pl.Lat * 100), lon: int(pl.Lon * 100)}
	c.cos = cosines[min(max(c.lat, -c.lat)/500, len(cosines)-1)]
	switch {
	case kind != 0 || pl.Precision == "admin1":
	case pl.Precision == "admin2":
		c.voice = 24
	case c.known():
		c.voice = 4
	case pl.Population < 20_000:
		c.voice = 24
	case pl.Population < 500_000:
		c.voice = 18
	default:
		c.voice = 8
	}
	return c
}

// cosines of 0, 5, 10 … 90 degrees in 256ths.
var cosines = [...]int{256, 255, 252, 247, 241, 232, 222, 210, 196, 181, 165, 147, 128, 108, 88, 66, 44, 22, 1}

// prior is what a place is worth where a document says nothing else.
func prior(c *candidate, homes []string) int {
	pl := c.place
	s := perDoubling * bits.Len64(uint64(pl.Population))
	switch {
	case c.kind == gazetteer.State:
		return s + forWide + forCountry
	case c.kind == gazetteer.Region && pl.Precision == "admin1":
		s = forAdmin1
	case c.kind == gazetteer.Region:
		return forRegion
	}
	switch pl.Class {
	case gazetteer.Official, gazetteer.InTongue:
		s += forTongue
	case gazetteer.Inflected:
		s += forTongue / 2
	}
	if pl.Capital {
		s += forCapital
	}
	if pl.Wide && c.known() {
		s += forWide
	}
	if slices.Contains(homes, pl.Country) {
		s += forHome
	}
	return s
}

// weigh gives every candidate its points: first by context, then by what is near, as many rounds over as asked for, each with the neighbours
// that the one before has strengthened. What was near already stays until it is heard again.
func (d *document) weigh(c *context, rounds int) {
	open := false
	for _, s := range d.namesakes {
		for k := range s.cands {
			x := &s.cands[k]
			x.base = x.prior + c.worth(s, x)
		}
		open = open || len(s.cands) > 1
	}
	if !open {
		return
	}
	voices := d.namesakes[:min(len(d.namesakes), maxNamesakes)]
	for range rounds {
		spoken := make([]spokesman, 0, len(voices))
		for _, s := range voices {
			if s.evident && !s.plain {
				spoken = append(spoken, s.speak())
			}
		}
		for _, s := range d.namesakes {
			for k := range s.cands {
				x := &s.cands[k]
				sum := 0
				for i := range spoken {
					if spoken[i].of != s {
						sum += spoken[i].near(x)
					}
				}
				x.near = min(sum, maxSupport)
			}
		}
	}
}

// worth is what the countries and areas that the rest of the document names add to a place. That a report names a country says little of
// towns there that share their name with a place that all reports know: news from Paris names the USA too.
func (c *context) worth(s *namesake, x *candidate) int {
	sum, pl := 0, x.place
	if m := s.others(c.counts[pl.Country], pl.Country); m > 0 {
		sum += forMentioned + 2*min(m, 10)
		if pl.Country == c.main {
			sum += forMain
		}
		if s.known && !x.known() && pl.Precision != "admin1" {
			sum /= 3
		}
	}
	if pl.Admin1 != "" {
		key := pl.Country + "/" + pl.Admin1
		sum += forArea * min(s.others(c.areas[key], key), 4)
	}
	return sum
}

// spokesman is a name's best candidates with what each has to say about its neighbourhood.
type spokesman struct {
	of     *namesake
	voices [maxVoices]struct {
		place            *gazetteer.Place
		lat, lon, weight int
	}
	n int
}

// speak shares a name's voice among its candidates: those far behind the best keep an eighth.
func (s *namesake) speak() spokesman {
	out := spokesman{of: s}
	top := -1 << 30
	for k := range s.cands {
		top = max(top, s.cands[k].score())
	}
	var used uint64
	for out.n < maxVoices {
		best, score := -1, -1<<30
		for k := range s.cands {
			if used&(1<<k) == 0 && s.cands[k].score() > score {
				best, score = k, s.cands[k].score()
			}
		}
		if best < 0 {
			break
		}
		used |= 1 << best
		c := &s.cands[best]
		if c.voice == 0 {
			continue
		}
		w := c.voice * max(2, 16-(top-score)/5)
		if s.count > 1 {
			w += w * min(s.count-1, 4) / 4
		}
		if s.early {
			w += w / 2
		}
		v := &out.voices[out.n]
		v.place, v.lat, v.lon, v.weight = c.place, c.lat, c.lon, w
		out.n++
	}
	return out
}

// apart is the square of the distance between two candidates in hundredths of a degree, 1.1 km.
func (c *candidate) apart(x *candidate) int { return apart(c.lat, c.lon, x) }

func apart(lat, lon int, x *candidate) int {
	dy, dx := lat-x.lat, lon-x.lon
	if dx > 18000 {
		dx -= 36000
	} else if dx < -18000 {
		dx += 36000
	}
	dx = dx * x.cos / 256
	return dx*dx + dy*dy
}

// near is what a name says for a candidate of another: the loudest of its candidates nearby.
func (v *spokesman) near(x *candidate) int {
	best := 0
	for i := range v.voices[:v.n] {
		o := &v.voices[i]
		if x.area {
			if o.weight > best*2 && within(o.place, x.place) {
				best = o.weight / 2
			}
			continue
		}
		if dy := o.lat - x.lat; dy > 360 || dy < -360 || o.weight <= best || dy == 0 && o.lon == x.lon {
			continue // far off, or the same place in another form of its name, which says nothing new
		}
		d := apart(o.lat, o.lon, x)
		w := o.weight
		switch {
		case d > 360*360:
			continue
		case d > 180*180:
			w /= 8
		case d > 90*90:
			w = w * 3 / 8
		case d > 36*36:
			w = w * 3 / 4
		}
		best = max(best, w)
	}
	return best / 16
}
