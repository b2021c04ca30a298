package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
	"strings"
	"unicode"

	"factum/gazetteer"
)

// fine lists the countries whose settlements from 500 people up are kept; elsewhere it is minPeople.
var fine = " UA BY MD SY IQ YE SD SS PS IL LB LY AF MM ML BF NE TD CF CD ET ER SO AM AZ GE XK HT CO "

// local lists the countries whose local press is read: their settlements from 500 people up are kept too.
const local = " US CA GB IE AU NZ "

// neighbours lists countries beside those wars, and small ones where the languages read are spoken: their settlements from 500 people up are kept too.
const neighbours = " PL SK HU RO NL BE "

const minPeople = 5000

// wide is in how many of the languages a place needs a name to count as known far and wide: all but one.
var wide = len(langs) - 1

func (s *sources) tongues(id int64) (n int) {
	for _, l := range langs {
		if s.names[l][id] != "" {
			n++
		}
	}
	return n
}

type entry struct {
	class gazetteer.NameClass
	place int
}

// compile lays out places.bin as gazetteer/places.go describes it.
func compile(s *sources) ([]byte, string) {
	capitals := s.capitals()
	iso3 := map[string]string{}
	for _, c := range s.countries {
		iso3[c.ISO] = c.ISO3
	}
	var kept []city
	for _, c := range s.cities {
		if iso3[c.Country] == "" || strings.Contains(c.Name, "(historical)") {
			continue
		}
		if c.People >= minPeople || capitals[c.ID] || strings.Contains(fine+local+neighbours, " "+c.Country+" ") {
			kept = append(kept, c)
		}
	}
	for i := range s.areas {
		a := &s.areas[i]
		if iso3[a.country] != "" {
			kept = append(kept, city{Name: a.name, Lat: a.lat, Lon: a.lon, Country: a.country, People: a.people, Admin1: a.admin1, area: a})
		}
	}
	keys := map[uint64][]entry{}
	more := map[uint64]bool{}
	for i, c := range kept {
		for _, n := range s.namesOf(c) {
			hs := gazetteer.PhraseHashes(n.name)
			if len(hs) == 0 || len(hs) > 6 {
				continue
			}
			for _, h := range hs[:len(hs)-1] {
				more[h] = true
			}
			last := hs[len(hs)-1]
			dup := false
			for k, e := range keys[last] {
				if e.place == i {
					dup = true
					if n.class < e.class {
						keys[last][k].class = n.class
					}
				}
			}
			if !dup {
				keys[last] = append(keys[last], entry{n.class, i})
			}
		}
	}
	return s.layout(kept, capitals, iso3, keys, more)
}

func (s *sources) layout(kept []city, capitals map[int64]bool, iso3 map[string]string, keys map[uint64][]entry, more map[uint64]bool) ([]byte, string) {
	var text []byte
	at := map[string]uint32{}
	str := func(v string) uint32 {
		if len(v) > 255 {
			v = v[:255]
		}
		o, ok := at[v]
		if !ok {
			o = uint32(len(text))
			at[v] = o
			text = append(append(text, byte(len(v))), v...)
		}
		return o
	}
	le := binary.LittleEndian
	var places []byte
	for _, c := range kept {
		flags := uint16(0)
		if capitals[c.ID] {
			flags |= 1
		}
		if c.area == nil && s.tongues(c.ID) >= wide {
			flags |= 4
		}
		if c.area != nil {
			flags |= 4 << c.area.level // 8 admin-1, 16 admin-2
		}
		cc := iso3[c.Country]
		places = le.AppendUint32(places, str(s.officialName(c)))
		places = le.AppendUint32(places, str(s.admin1Name(c)))
		places = le.AppendUint16(places, uint16(cc[0]-'A')*676+uint16(cc[1]-'A')*26+uint16(cc[2]-'A'))
		places = le.AppendUint16(places, flags)
		places = le.AppendUint32(places, uint32(int32(math.Round(c.Lat*1e5))))
		places = le.AppendUint32(places, uint32(int32(math.Round(c.Lon*1e5))))
		places = le.AppendUint32(places, uint32(c.People))
		places = le.AppendUint32(places, uint32(c.ID))
	}
	order := make([]uint64, 0, len(keys)+len(more))
	for h := range keys {
		order = append(order, h)
	}
	for h := range more {
		if _, ok := keys[h]; !ok {
			order = append(order, h)
		}
	}
	sort.Slice(order, func(i, j int) bool { return order[i] < order[j] })
	var lists, table []byte
	first := make([]uint32, 1<<16+1)
	var words uint32
	for n, h := range order {
		first[h>>48+1] = uint32(n + 1)
		es := keys[h]
		// Better name classes first, then bigger places, then ids: what a list is cut to.
		sort.SliceStable(es, func(i, j int) bool {
			a, b := kept[es[i].place], kept[es[j].place]
			if (es[i].class == gazetteer.Inflected) != (es[j].class == gazetteer.Inflected) {
				return es[j].class == gazetteer.Inflected
			}
			if a.People != b.People {
				return a.People > b.People
			}
			return a.ID < b.ID
		})
		if len(es) > 40 {
			es = es[:40]
		}
		ref := uint32(1<<28 - 1)
		switch {
		case len(es) == 1:
			ref = uint32(es[0].place) | uint32(es[0].class)<<28
		case len(es) > 1:
			ref = words | 1<<30
			lists = le.AppendUint32(lists, uint32(len(es)))
			for _, e := range es {
				lists = le.AppendUint32(lists, uint32(e.place)|uint32(e.class)<<28)
			}
			words += uint32(len(es) + 1)
		}
		if more[h] {
			ref |= 1 << 31
		}
		k := h >> 8 & (1<<40 - 1)
		table = append(table, byte(k), byte(k>>8), byte(k>>16), byte(k>>24), byte(k>>32))
		table = le.AppendUint32(table, ref)
	}
	for i := 1; i < len(first); i++ {
		first[i] = max(first[i], first[i-1])
	}
	b := []byte("factum places 1\n")
	for _, n := range []int{len(kept), len(order), int(words), len(text), len(at), 1 << 16} {
		b = le.AppendUint32(b, uint32(n))
	}
	b = append(b, places...)
	for _, f := range first {
		b = le.AppendUint32(b, f)
	}
	b = append(append(append(b, table...), lists...), text...)
	return b, fmt.Sprintf("%d places, %d keys, %d list words, %d bytes of names, %d bytes in all", len(kept), len(order), words, len(text), len(b))
}

func (s *sources) capitals() map[int64]bool {
	m := map[int64]bool{}
	for _, c := range s.countries {
		best := city{}
		for _, p := range s.cities {
			if p.Country == c.ISO && (p.Name == c.Capital || has(p.Names, c.Capital)) && (best.ID == 0 || (p.Name == c.Capital) == (best.Name == c.Capital) && p.People > best.People || p.Name == c.Capital && best.Name != c.Capital) {
				best = p
			}
		}
		if best.ID != 0 {
			m[best.ID] = true
		}
	}
	return m
}

func has(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func (s *sources) officialName(c city) string { return c.Name }

// admin1Name is GeoNames' name; Ukraine's are made alike ("Kharkiv Oblast").
func (s *sources) admin1Name(c city) string {
	n := s.admin1[c.Country+"."+c.Admin1]
	if c.Country == "UA" && n != "" {
		switch n {
		case "Crimea":
			return n
		case "Kyiv City":
			return "Kyiv"
		case "Sevastopol City":
			return "Sevastopol"
		}
		return strings.TrimSuffix(n, " Oblast") + " Oblast"
	}
	return n
}

type name struct {
	name  string
	class gazetteer.NameClass
}

// namesOf lists the names under which a place is found, in Latin and Cyrillic letters.
func (s *sources) namesOf(c city) []name {
	var out []name
	if c.area != nil {
		out = append(out, name{c.Name, gazetteer.Official})
		for _, n := range c.area.aliases() {
			out = append(out, name{n, gazetteer.Official})
		}
		return out
	}
	official := []string{c.Name}
	slavic := c.Country == "UA" || c.Country == "BY" || c.Country == "RU"
	big := c.People >= 40000 || c.Country == "UA" || c.Country == "BY" || c.People >= 5000 && strings.Contains(fine, " "+c.Country+" ")
	for _, o := range official {
		out = append(out, name{o, gazetteer.Official})
	}
	if n := shortened(c.Name); n != "" && strings.Contains(local, " "+c.Country+" ") {
		out = append(out, name{n, gazetteer.Official})
	}
	if i := strings.IndexByte(c.Name, '('); i > 1 {
		out = append(out, name{strings.TrimSpace(c.Name[:i]), gazetteer.Official})
	}
	for _, l := range langs {
		if n := s.names[l][c.ID]; usable(n) {
			out = append(out, name{n, gazetteer.InTongue})
			for _, f := range cases(l, n) {
				out = append(out, name{f, gazetteer.Inflected})
			}
		}
	}
	for _, e := range s.exonyms[c.ID] {
		if strings.Contains(e.name, "{") { // an adjective
			forms, err := gazetteer.Expand(e.name)
			if err != nil {
				panic(err)
			}
			for _, f := range forms {
				out = append(out, name{f, gazetteer.Inflected})
			}
			continue
		}
		out = append(out, name{e.name, gazetteer.InTongue})
		for _, f := range cases(e.lang, e.name) {
			out = append(out, name{f, gazetteer.Inflected})
		}
	}
	for _, n := range c.Names {
		script := scriptOf(n)
		switch {
		case script == 0 || !usable(n):
		case script == 'C':
			if !big && !slavic {
				continue
			}
			out = append(out, name{n, gazetteer.Alternate})
			if !slavic && c.People < 200000 {
				continue
			}
			uk, ru := strings.ContainsAny(n, "іїєґІЇЄҐ"), strings.ContainsAny(n, "ыэъёЫЭЪЁ")
			if !ru {
				for _, f := range cases("uk", n) {
					out = append(out, name{f, gazetteer.Inflected})
				}
				if c.Country == "UA" {
					class := gazetteer.InTongue
					if own := []rune(s.names["uk"][c.ID]); len(own) > 0 && own[0] != []rune(n)[0] {
						class = gazetteer.Alternate // what a place was called once: Nikopol was Sloviansk
					}
					for _, f := range s.written("uk", n) {
						out = append(out, name{f, class})
					}
				}
			}
			if !uk && c.People >= 5000 && (c.Country == "UA" || c.Country == "RU") {
				for _, f := range s.written("ru", n) {
					out = append(out, name{f, gazetteer.Alternate})
				}
			}
			if !uk {
				for _, f := range cases("ru", n) {
					out = append(out, name{f, gazetteer.Inflected})
				}
			}
		case big:
			out = append(out, name{n, gazetteer.Alternate})
		}
	}
	return out
}

// shortened writes "Saint", "Mount" and "Fort" the short way or, where they stand so, in full; "" for any other name.
func shortened(n string) string {
	for _, w := range [][2]string{{"Saint ", "St "}, {"Mount ", "Mt "}, {"Fort ", "Ft "}} {
		if rest, ok := strings.CutPrefix(n, w[0]); ok {
			return w[1] + rest
		}
		for _, short := range []string{w[1], w[1][:2] + ". "} {
			if rest, ok := strings.CutPrefix(n, short); ok {
				return w[0] + rest
			}
		}
	}
	return ""
}

// usable drops codes and scraps: all capitals, a small first letter, fewer than three letters.
func usable(n string) bool {
	r := []rune(n)
	if len(r) < 3 || len(r) > 40 || !unicode.IsUpper(r[0]) && !unicode.IsUpper(r[min(2, len(r)-1)]) {
		return false
	}
	upper := 0
	for _, c := range r {
		if unicode.IsUpper(c) {
			upper++
		}
		if unicode.IsDigit(c) || c == '(' || c == ',' || c == '/' {
			return false
		}
	}
	return upper < len(r) && !(upper > 1 && upper == len(r)-1)
}

// scriptOf returns 'L' for Latin, 'C' for Russian and Ukrainian Cyrillic, 0 for anything else.
func scriptOf(n string) byte {
	var script byte
	for _, r := range n {
		switch {
		case unicode.Is(unicode.Latin, r):
			if script == 'C' {
				return 0
			}
			script = 'L'
		case unicode.Is(unicode.Cyrillic, r):
			if script == 'L' || !strings.ContainsRune("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя", unicode.ToLower(r)) {
				return 0
			}
			script = 'C'
		case unicode.IsLetter(r):
			return 0
		}
	}
	return script
}
