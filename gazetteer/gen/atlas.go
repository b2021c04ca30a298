package main

import (
	"encoding/json"
	"fmt"
)

// readAtlas reads the counties of a TopoJSON file and returns the centroid (latitude, longitude) of each one's largest ring by its five-digit code.
func readAtlas(path string) (map[string][2]float64, error) {
	var t struct {
		Arcs      [][][2]float64
		Transform struct{ Scale, Translate [2]float64 }
		Objects   struct {
			Counties struct {
				Geometries []struct {
					ID, Type string
					Arcs     json.RawMessage
				}
			}
		}
	}
	if err := readJSON(path, &t); err != nil {
		return nil, err
	}
	arcs := make([][][2]float64, len(t.Arcs))
	for i, a := range t.Arcs {
		x, y := 0.0, 0.0
		for _, d := range a {
			x, y = x+d[0], y+d[1]
			arcs[i] = append(arcs[i], [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
		}
	}
	out := map[string][2]float64{}
	for _, g := range t.Objects.Counties.Geometries {
		var polygons [][][]int
		var err error
		switch g.Type {
		case "Polygon":
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		default:
			continue // a county without a shape
		}
		if err != nil {
			return nil, fmt.Errorf("%s: county %s: %w", path, g.ID, err)
		}
		most := 0.0
		for _, p := range polygons {
			if len(p) == 0 {
				continue
			}
			c, size := centroid(ring(arcs, p[0]))
			if size > most {
				most, out[g.ID] = size, [2]float64{c[1], c[0]}
			}
		}
	}
	return out, nil
}

// ring joins arcs; a negative number is the arc of its complement, backwards.
func ring(arcs [][][2]float64, of []int) [][2]float64 {
	var out [][2]float64
	for _, n := range of {
		a := arcs[max(n, ^n)]
		for i := range a {
			if n < 0 {
				out = append(out, a[len(a)-1-i])
			} else {
				out = append(out, a[i])
			}
		}
	}
	return out
}

// centroid returns the centroid of a ring and its size in square degrees.
func centroid(r [][2]float64) (c [2]float64, size float64) {
	o := r[0]
	for i := range r {
		a, b := r[i], r[(i+1)%len(r)]
		w := (a[0]-o[0])*(b[1]-o[1]) - (b[0]-o[0])*(a[1]-o[1])
		size += w
		c[0] += (a[0] + b[0] - 2*o[0]) * w
		c[1] += (a[1] + b[1] - 2*o[1]) * w
	}
	if size == 0 {
		return o, 0
	}
	c[0], c[1] = o[0]+c[0]/(3*size), o[1]+c[1]/(3*size)
	return c, max(size, -size) / 2
}
