// Package shiftworld makes up wars whose focus is known to move, or known not to, and the press that tells of them: with outlets that come and go, lean and
// change their volume, tellings that come late, and vague places and days. What is measured on it stands in docs/quality.md.
package shiftworld

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"factum"
	"factum/watch"
)

// World says what happens. The zero value is a year in which nothing moves.
type World struct {
	Seed   uint64
	Days   int     // length, 365 where 0
	PerDay float64 // mean number of happenings a day before the press chooses, 4 where 0
	// Share is how much of the activity goes over from one half of the theatres to the other: 0 nothing, 1 all.
	Share float64
	At    int // day on which it begins to go over, the middle where 0
	Slow  int // days that it takes, 0 at once
	Back  int // days after which it has gone back at once, 0 never
	// Doubled is one more than the outlet that reports twice as much from DoubledAt on, whatever it leans to; 0 none.
	Doubled, DoubledAt int
	East               bool // the country lies on the antimeridian
}

// First is the first day of every world.
var First = factum.DayOf("2031-01-01")

// place is where something happens.
type place struct {
	lat, lon float64
	theatre  int // -1 behind the front
}

type outlet struct {
	name     string
	reach    float64
	leans    []float64 // by theatre
	from, to int       // days, to exclusive
	changes  []change  // of its volume
}

type change struct {
	day    int
	factor float64
}

// Make is what is told of the world, in the order of publication.
func (w World) Make() []watch.Observation {
	if w.Days == 0 {
		w.Days = 365
	}
	if w.PerDay == 0 {
		w.PerDay = 4
	}
	if w.At == 0 {
		w.At = w.Days / 2
	}
	r := rand.New(rand.NewPCG(w.Seed, 7))
	land := w.layOut(r)
	press := w.press(r)
	var out []watch.Observation
	for day := range w.Days {
		for range poisson(r, w.PerDay/(happeningsADay*operationDays)) {
			town := land.towns(w.theatreOf(r, day))
			at := town[r.IntN(len(town))]
			for d := day; d == day || d < w.Days && r.Float64() > 1.0/operationDays; d++ {
				if d >= w.Days {
					break
				}
				for range poisson(r, happeningsADay) {
					out = w.tell(r, out, land, press, d, at)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b watch.Observation) int { return int(a.Published - b.Published) })
	for i := range out {
		out[i].ID = fmt.Sprintf("obs %d", i+1)
	}
	return out
}

type land struct{ all []place }

func (l land) towns(theatre int) []place {
	var out []place
	for _, p := range l.all {
		if p.theatre == theatre {
			out = append(out, p)
		}
	}
	return out
}

// layOut draws the country: theatres round its middle, towns round theirs.
func (w World) layOut(r *rand.Rand) land {
	mid := place{lat: 49, lon: 33}
	if w.East {
		mid.lon = 179.5
	}
	var l land
	for t := range theatres {
		a := 2 * math.Pi * (float64(t) + r.Float64()*.6) / theatres
		c := away(mid, a, countryRadius*(.5+.5*r.Float64()))
		for range townsMin + r.IntN(townsMax-townsMin+1) {
			p := away(c, 2*math.Pi*r.Float64(), theatreRadius*math.Sqrt(r.Float64()))
			p.theatre = t
			l.all = append(l.all, p)
		}
	}
	for range 12 {
		p := away(mid, 2*math.Pi*r.Float64(), countryRadius*1.5*math.Sqrt(r.Float64()))
		p.theatre = -1
		l.all = append(l.all, p)
	}
	return l
}

// theatreOf draws where an operation of a day begins. In the beginning two thirds of the activity lie in the first half of the theatres.
func (w World) theatreOf(r *rand.Rand, day int) int {
	if r.IntN(100) < elsewhere {
		return -1
	}
	first := 2.0 / 3
	if day >= w.At && (w.Back == 0 || day < w.At+w.Back) {
		done := 1.0
		if w.Slow > 0 {
			done = min(1, float64(day-w.At)/float64(w.Slow))
		}
		first *= 1 - w.Share*done
	}
	if r.Float64() < first {
		return r.IntN(theatres / 2)
	}
	return theatres/2 + r.IntN(theatres-theatres/2)
}

func (w World) press(r *rand.Rand) []outlet {
	var out []outlet
	for i := range outlets {
		o := outlet{name: fmt.Sprintf("outlet-%02d", i+1), to: w.Days}
		o.reach = reachMin * math.Pow(reachMax/reachMin, r.Float64()) / 100
		for range theatres + 1 {
			o.leans = append(o.leans, math.Exp(leaning*r.NormFloat64()))
		}
		if r.IntN(100) < comeAndGo {
			a, b := r.IntN(w.Days), r.IntN(w.Days)
			o.from, o.to = min(a, b), max(a, b)
		}
		for range poisson(r, changesOfVolume*float64(w.Days)/365) {
			o.changes = append(o.changes, change{r.IntN(w.Days), []float64{.5, 2}[r.IntN(2)]})
		}
		if w.Doubled == i+1 {
			o.changes = append(o.changes, change{w.DoubledAt, 2})
		}
		out = append(out, o)
	}
	return out
}

// tell adds what the press makes of one happening, if anything.
func (w World) tell(r *rand.Rand, out []watch.Observation, l land, press []outlet, day int, at place) []watch.Observation {
	o := watch.Observation{Type: "ASSAULT", Published: factum.NoDay, Placed: true, Precision: "settlement"}
	for _, p := range press {
		reach := p.reach * p.leans[at.theatre+1]
		for _, c := range p.changes {
			if day >= c.day {
				reach *= c.factor
			}
		}
		if day < p.from || day >= p.to || r.Float64() >= min(reach, .95) {
			continue
		}
		o.Sources = append(o.Sources, p.name)
		if told := First + factum.Day(day+lag(r)); o.Published == factum.NoDay || told < o.Published {
			o.Published = told
		}
	}
	if len(o.Sources) == 0 {
		return out
	}
	if r.IntN(100) < misplaced {
		at = l.all[r.IntN(len(l.all))]
	}
	o.Lat, o.Lon = at.lat, at.lon
	switch k := r.IntN(100); {
	case k < regionOnly && at.theatre >= 0:
		o.Precision = "admin1"
		o.Lat, o.Lon = middle(l.towns(at.theatre))
	case k >= 100-countryOnly:
		o.Precision, o.Placed = "country", false
	}
	o.From = First + factum.Day(day)
	o.To = o.From
	switch k := r.IntN(100); {
	case k < weekOnly:
		o.From -= factum.Day(day % 7)
		o.To = o.From + 6
	case k < weekOnly+monthOnly:
		o.From -= factum.Day(day % 30)
		o.To = o.From + 29
	}
	return append(out, o)
}

func lag(r *rand.Rand) int {
	switch k := r.IntN(100); {
	case k < sameDay:
		return 0
	case k >= 100-lateTellings:
		return r.IntN(lateDays)
	}
	return 1 + int(r.ExpFloat64()*(lagDays-1))
}

// poisson draws a number of mean m, which is small.
func poisson(r *rand.Rand, m float64) int {
	n := 0
	for p := r.Float64(); p > math.Exp(-m); n++ {
		p *= r.Float64()
	}
	return n
}

// away is the point at a distance in kilometres and a bearing in radians; good enough for some hundred kilometres.
func away(p place, bearing, km float64) place {
	lat := p.lat + km*math.Cos(bearing)/111.2
	lon := p.lon + km*math.Sin(bearing)/(111.2*math.Cos(p.lat*math.Pi/180))
	if lon > 180 {
		lon -= 360
	}
	return place{lat: lat, lon: lon, theatre: p.theatre}
}

// middle is the mean of some towns that lie close to each other.
func middle(l []place) (lat, lon float64) {
	for _, p := range l {
		d := p.lon - l[0].lon
		if d > 180 {
			d -= 360
		} else if d < -180 {
			d += 360
		}
		lat += p.lat / float64(len(l))
		lon += d / float64(len(l))
	}
	if lon += l[0].lon; lon > 180 {
		lon -= 360
	}
	return lat, lon
}
