package factum_test

import (
	"strings"
	"testing"

	"factum"
)

// TestRegion reads areas in each form and asks what lies in them, holes and borders of two parts included.
func TestRegion(t *testing.T) {
	square := `{"type":"Polygon","coordinates":[[[30,50],[32,50],[32,52],[30,52],[30,50]],[[30.5,50.5],[31,50.5],[31,51],[30.5,51],[30.5,50.5]]]}`
	other := `{"type":"MultiPolygon","coordinates":[[[[-180,-20],[-175,-20],[-175,-15],[-180,-15]]],[[[175,-20],[180,-20],[180,-15],[175,-15]]]]}`
	for name, c := range map[string]struct {
		json    string
		in, out [][2]float64 // latitude, longitude
	}{
		"polygon with a hole":   {square, [][2]float64{{51.5, 31}, {50.2, 30.2}}, [][2]float64{{50.7, 30.7}, {49, 31}, {51, 33}}},
		"over the antimeridian": {other, [][2]float64{{-17, 179}, {-17, -179}}, [][2]float64{{-17, 0}, {-17, 170}}},
		"collection": {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":` + square + `},{"type":"Feature","geometry":` + other + `}]}`,
			[][2]float64{{51.5, 31}, {-17, 179}}, [][2]float64{{50.7, 30.7}}},
	} {
		r, err := factum.ParseRegion([]byte(c.json))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, p := range c.in {
			if !r.Holds(p[0], p[1]) {
				t.Errorf("%s: %v should lie in it", name, p)
			}
		}
		for _, p := range c.out {
			if r.Holds(p[0], p[1]) {
				t.Errorf("%s: %v should not lie in it", name, p)
			}
		}
	}
	for given, says := range map[string]string{
		`nothing`: "no GeoJSON", `{"type":"Point","coordinates":[1,2]}`: "no area", `{"type":"Polygon","coordinates":[[[30,50],[32,50]]]}`: "fewer than three",
		`{"type":"Polygon","coordinates":[[[30,50],[32,50],[50,300]]]}`: "no longitude and latitude", `{"type":"FeatureCollection","features":[]}`: "no area in it", `{"type":"Polygon","coordinates":"x"}`: "do not read",
	} {
		if _, err := factum.ParseRegion([]byte(given)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want it to say %q", given, err, says)
		}
	}
}
