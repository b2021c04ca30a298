package watch

import (
	"slices"

	"factum"
)

// Observation is something told to have happened, on a day or a stretch of days, at a place: a fact of the record, or a row of somebody else's table.
type Observation struct {
	ID        string     // of the fact, or "line 12" of a table
	From, To  factum.Day // of the happening, both inclusive; NoDay where that end is open
	Placed    bool       // Lat and Lon are known
	Lat, Lon  float64    // WGS 84 degrees
	Precision string     // of the place, one of factum.PlacePrecisions; "" as good as a settlement
	Country   string     // ISO 3166-1 alpha-3, "" unknown
	Admin1    string     // "" unknown
	Type      string
	Actors    []string
	Sources   []string   // who tells it, each once; one a line of the fact
	Published factum.Day // when it was first told, NoDay unknown
}

// Observe is the observation that a fact is, and true; false where it is none: what is only denied, planned, asked for or imagined did not happen anywhere.
func Observe(o *factum.Occurrence) (Observation, bool) {
	if !o.Happened() {
		return Observation{}, false
	}
	b := Observation{ID: string(o.Fact), From: o.From, To: o.To, Type: string(o.Type), Published: o.First()}
	for _, a := range o.Actors {
		b.Actors = append(b.Actors, a.Name())
	}
	for _, t := range o.Told {
		if s := string(t.Source); !t.Denies && !slices.Contains(b.Sources, s) {
			b.Sources = append(b.Sources, s)
		}
	}
	if p := o.Place; p != nil {
		b.Country, b.Admin1, b.Precision = p.Country, p.Admin1, p.Precision
		b.Lat, b.Lon, b.Placed = p.Lat, p.Lon, p.Precision != "country"
	}
	return b, true
}
