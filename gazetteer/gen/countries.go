package main

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryTable writes data/countries.tsv: codes, capital, a point in the middle of the country's
// settlements, people, currency, neighbours, and the names that CLDR gives in the languages read.
func (s *sources) countryTable() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, "# Made by gazetteer/gen from GeoNames (CC BY 4.0) and CLDR (Unicode licence). Edit data/demonyms.tsv instead.")
	fmt.Fprintln(&b, "# alpha3\talpha2\tgeonames\tcapital\tlat\tlon\tpeople\tcurrency\tneighbours\t"+strings.Join(langs, "\t"))
	iso3 := map[string]string{}
	for _, c := range s.countries {
		iso3[c.ISO] = c.ISO3
	}
	middle := s.middles()
	capitals := map[string]string{}
	ids := s.capitals()
	for _, c := range s.cities {
		if ids[c.ID] {
			capitals[c.Country] = c.Name
		}
	}
	for _, c := range s.countries {
		if c.ISO3 == "" || c.People == 0 && c.ISO != "AQ" || c.ISO == "AN" || c.ISO == "CS" {
			continue
		}
		region, err := language.ParseRegion(c.ISO)
		if err != nil {
			continue
		}
		var near []string
		for _, n := range strings.Split(c.Neighbour, ",") {
			if iso3[n] != "" {
				near = append(near, iso3[n])
			}
		}
		m := middle[c.ISO]
		if x, ok := s.centres[c.ISO3]; ok {
			m = x
		}
		fmt.Fprintf(&b, "%s\t%s\t%d\t%s\t%.5f\t%.5f\t%d\t%s\t%s", c.ISO3, c.ISO, c.ID, capitals[c.ISO], m[0], m[1], c.People, c.Currency, strings.Join(near, " "))
		for _, l := range langs {
			fmt.Fprintf(&b, "\t%s", display.Regions(language.MustParse(l)).Name(region))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// middles are the middles of the countries' settlements.
func (s *sources) middles() map[string][2]float64 {
	type points struct{ lat, lon []float64 }
	of := map[string]*points{}
	for _, c := range s.cities {
		p := of[c.Country]
		if p == nil {
			p = &points{}
			of[c.Country] = p
		}
		p.lat, p.lon = append(p.lat, c.Lat), append(p.lon, c.Lon)
	}
	out := map[string][2]float64{}
	for cc, p := range of {
		lat, lon := middleOfCells(p.lat, p.lon)
		out[cc] = [2]float64{lat, lon}
	}
	return out
}
