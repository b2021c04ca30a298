package factum

import (
	"encoding/json"
	"math"
)

// Region is an area drawn by a person: polygons, each an outer ring and its holes, of [longitude, latitude] in degrees as GeoJSON (RFC 7946) has them. A ring need
// not be closed. One that goes over the antimeridian is cut there into several, as section 3.1.9 asks.
type Region [][][][2]float64

// ParseRegion reads a GeoJSON Polygon or MultiPolygon, bare, as a Feature or as a FeatureCollection, whose areas then are one region.
func ParseRegion(b []byte) (Region, error) {
	var g struct {
		Type        string            `json:"type"`
		Coordinates json.RawMessage   `json:"coordinates"`
		Geometry    json.RawMessage   `json:"geometry"`
		Features    []json.RawMessage `json:"features"`
	}
	if err := json.Unmarshal(b, &g); err != nil {
		return nil, Errorf(Invalid, "it is no GeoJSON: %w", err)
	}
	var r Region
	var err error
	switch g.Type {
	case "Polygon":
		var p [][][2]float64
		err = json.Unmarshal(g.Coordinates, &p)
		r = Region{p}
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &r)
	case "Feature":
		return ParseRegion(g.Geometry)
	case "FeatureCollection":
		for _, f := range g.Features {
			more, err := ParseRegion(f)
			if err != nil {
				return nil, err
			}
			r = append(r, more...)
		}
	default:
		return nil, Errorf(Invalid, "a %q of GeoJSON is no area", g.Type).WithHint("Draw a Polygon or MultiPolygon.")
	}
	if err != nil {
		return nil, Errorf(Invalid, "the coordinates do not read: %w", err)
	}
	return r, r.check()
}

func (r Region) check() error {
	if len(r) == 0 {
		return Errorf(Invalid, "there is no area in it")
	}
	for _, p := range r {
		if len(p) == 0 {
			return Errorf(Invalid, "a polygon has no ring")
		}
		for _, ring := range p {
			if len(ring) < 3 {
				return Errorf(Invalid, "a ring has %d points, fewer than three", len(ring))
			}
			for _, at := range ring {
				if math.Abs(at[0]) > 180 || math.Abs(at[1]) > 90 {
					return Errorf(Invalid, "%v, %v is no longitude and latitude in degrees", at[0], at[1])
				}
			}
		}
	}
	return nil
}

// Holds reports whether a point, in degrees, lies in the region. Edges are straight in longitude and latitude, as GeoJSON has them.
func (r Region) Holds(lat, lon float64) bool {
	for _, p := range r {
		if len(p) == 0 || !inRing(p[0], lat, lon) {
			continue
		}
		hole := false
		for _, ring := range p[1:] {
			hole = hole || inRing(ring, lat, lon)
		}
		if !hole {
			return true
		}
	}
	return false
}

// inRing counts the edges that a ray to the east crosses.
func inRing(ring [][2]float64, lat, lon float64) bool {
	in := false
	for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
		a, b := ring[i], ring[j]
		if (a[1] > lat) != (b[1] > lat) && lon < (b[0]-a[0])*(lat-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
	}
	return in
}
