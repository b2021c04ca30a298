package gazetteer

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"factum/language"
)

// SenseKind says what a name of an actor or region is.
type SenseKind uint8

// The kinds of sense.
const (
	State        SenseKind = iota + 1 // a country's name
	Adjective                         // "Ukrainian"
	People                            // "Ukrainians"
	Organisation                      // "NATO"
	ArmedGroup                        // "M23"
	Seat                              // "the Kremlin", "the alliance": stands for another, basis context
	Office                            // "foreign minister"
	Body                              // "defence ministry", "army"
	Group                             // "civilians"
	Person                            // an office-holder
	Region                            // a region, water or site: a place, no actor
)

// Sense is one meaning of a name.
type Sense struct {
	Kind   SenseKind
	Code   string // ISO 3166-1 alpha-3 or an organisation's short code
	Role   string
	Lang   string // the language of the form, "*" any
	Case   Case   // how the form has to be written at least: Title a capital, Upper capitals only
	Holder *Holder
	Full   bool   // of a person: first name and surname
	Place  *Place // of a state or region
	Needs  Need   // of an abbreviation: what must stand beside it
}

// Need says what must stand beside an abbreviation for it to be read as one.
type Need uint8

// The needs of abbreviations.
const (
	NeedsNothing Need = iota
	NeedsPoint        // its point: "Ky."
	NeedsTown         // a town of the area and a comma before it: "Salem, OR"
)

// Holder is who held an office from when to when.
type Holder struct {
	Code, Role, Name string
	Terms            []Term
	Famous           bool
}

// Term is a time in one office, ISO dates, To "" while it lasts.
type Term struct{ Code, Role, From, To string }

// At returns the office held on an ISO date or month, else the last one before it, and whether it was held then; before the first the role is
// "". Without a date it is the latest.
func (h *Holder) At(date string) (t Term, held bool) {
	if date == "" {
		return h.Terms[len(h.Terms)-1], true
	}
	best := Term{Code: h.Terms[0].Code} // before the first office: no role
	for _, t := range h.Terms {
		from, to := t.From, t.To
		if len(date) < 10 {
			from, to = from[:min(len(from), len(date))], to[:min(len(to), len(date))]
		}
		if date < from {
			break
		}
		best, held = t, t.To == "" || date <= to
	}
	return best, held
}

// Names is what can be looked up in a text of one language.
type Names struct {
	Lang   string
	senses *Trie[Sense]
}

var byLang sync.Map // language → func() *Names

// For returns the names for texts in a language; "und" and languages without tables get what is common to all, with English.
func For(lang string) *Names {
	if !language.Known(lang) {
		lang = "en"
	}
	f, ok := byLang.Load(lang)
	if !ok {
		f, _ = byLang.LoadOrStore(lang, sync.OnceValue(func() *Names { return build(lang) }))
	}
	return f.(func() *Names)()
}

// Longest returns the senses of the longest name at token i that is written as it should be, and the token after it.
func (n *Names) Longest(toks []Token, i int) ([]Sense, int) {
	var best []Sense
	next := i
	n.senses.All(toks, i, func(vals []Sense, end int) {
		keep := 0
		for _, v := range vals {
			if toks[i].Case >= v.Case {
				keep++
			}
		}
		switch {
		case keep == 0:
		case keep == len(vals):
			best, next = vals, end
		default:
			some := make([]Sense, 0, keep)
			for _, v := range vals {
				if toks[i].Case >= v.Case {
					some = append(some, v)
				}
			}
			best, next = some, end
		}
	})
	return best, next
}

// Settlements returns the places of the longest name of places.bin at token i, best class and most people first,
// and the token after it.
func Settlements(toks []Token, i int) ([]Place, int) {
	var h uint64
	ref, next := uint32(0), i
	for j := i; j < len(toks) && j < i+10; j++ {
		k := &toks[j]
		if j > i && k.Space == 3 {
			break
		}
		if k.Kind == Mark && glue(k.Letter) {
			if j == i || !joins(toks, j) {
				break
			}
			continue
		}
		if k.Kind == Mark {
			break
		}
		h = chain(h, k.Hash)
		r, ok := table.find(h)
		if !ok {
			break
		}
		if r&refPlace != refPlace || r&refList != 0 {
			// The last word of a name that has several must be written with a capital too, but for short particles.
			if j == i || k.Case != Lower || k.End-k.Start <= 3 || toks[i].Letter >= 0x400 {
				ref, next = r, j+1
			}
		}
		if r&refMore == 0 {
			break
		}
	}
	if next == i {
		return nil, i
	}
	return table.settlements(nil, ref), next
}

// caseOf returns how a form of these tokens is written.
func caseOf(t []Token) Case {
	if len(t) == 0 {
		return Lower
	}
	c := t[0].Case
	if c == Title && t[0].End-t[0].Start == 1 && len(t) > 1 && t[1].Letter == '.' { // "U.S."
		return Title
	}
	if c == Upper {
		for _, k := range t[1:] {
			if k.Kind == Word && k.Case != Upper {
				return Title
			}
		}
	}
	return c
}

func (n *Names) add(field string, s Sense) {
	for _, f := range Forms(field) {
		s.Case = f.Case
		n.senses.AddForm(f, s)
	}
}

// kinds are the kinds of sense by their names in organisations.tsv and offices.tsv.
var kinds = map[string]SenseKind{"organisation": Organisation, "armed-group": ArmedGroup, "seat": Seat, "office": Office, "body": Body, "group": Group}

func build(lang string) *Names {
	n := &Names{Lang: lang, senses: NewTrie[Sense](30_000)}
	countries := n.addCountries(lang)
	for _, r := range rows("demonyms.tsv", 5) {
		names := r[2]
		if r[1] == lang || len([]rune(strings.TrimSpace(names))) > 3 {
			n.add(names, Sense{Kind: State, Code: r[0], Lang: r[1], Place: countries[r[0]]})
		}
		if r[1] == lang {
			n.add(r[3], Sense{Kind: Adjective, Code: r[0], Lang: lang})
			n.add(r[4], Sense{Kind: People, Code: r[0], Role: "people", Lang: lang})
		}
	}
	for _, r := range rows("organisations.tsv", 5) {
		if r[3] == "*" || r[3] == lang {
			n.add(r[4], Sense{Kind: kinds[r[1]], Code: r[0], Role: r[2], Lang: r[3]})
		}
	}
	for _, r := range rows("offices.tsv", 4) {
		if r[2] == lang {
			n.add(r[3], Sense{Kind: kinds[r[1]], Role: r[0], Lang: lang})
		}
	}
	for _, r := range rows("regions.tsv", 9) {
		if r[7] != "*" && r[7] != lang {
			continue
		}
		n.add(r[8], Sense{Kind: Region, Code: r[1], Lang: r[7], Place: regionPlace(r)})
	}
	for _, r := range rows("abbreviations.tsv", 8) {
		place := regionPlace([]string{r[0], r[1], r[2], r[3], r[4], "admin1", r[5]})
		n.add(r[6], Sense{Kind: Region, Code: r[1], Lang: "*", Place: place, Needs: NeedsPoint})
		n.add(r[7], Sense{Kind: Region, Code: r[1], Lang: "*", Place: place, Needs: NeedsTown})
	}
	n.addHolders()
	return n
}

func regionPlace(r []string) *Place {
	lat, _ := strconv.ParseFloat(r[3], 64)
	lon, _ := strconv.ParseFloat(r[4], 64)
	id, _ := strconv.ParseInt(r[6], 10, 64)
	return &Place{Name: r[0], Country: r[1], Admin1: r[2], Lat: lat, Lon: lon, Precision: r[5], GeoNames: id}
}

// countryNames is the first column of countries.tsv with names, one column a language.
const countryNames = 9

// countryLanguages are the languages whose names of states countries.tsv has, in the order of its columns, as its heading gives them. A language
// without a column has the names of demonyms.tsv.
var countryLanguages = sync.OnceValue(func() []string {
	b, err := dataFiles.ReadFile("data/countries.tsv")
	if err != nil {
		panic(err)
	}
	_, heading, _ := strings.Cut(string(b), "# alpha3\t")
	heading, _, _ = strings.Cut(heading, "\n")
	columns := strings.Split(heading, "\t")
	if len(columns) < countryNames {
		panic(dataError("data/countries.tsv: no line with the names of its columns"))
	}
	return columns[countryNames-1:]
})

// Countries by alpha-3.
var countryPlaces = sync.OnceValue(func() map[string]*Place {
	m := map[string]*Place{}
	english := countryNames + slices.Index(countryLanguages(), "en")
	for _, r := range rows("countries.tsv", countryNames+len(countryLanguages())) {
		lat, _ := strconv.ParseFloat(r[4], 64)
		lon, _ := strconv.ParseFloat(r[5], 64)
		id, _ := strconv.ParseInt(r[2], 10, 64)
		people, _ := strconv.ParseInt(r[6], 10, 64)
		m[r[0]] = &Place{Name: r[english], Country: r[0], Lat: lat, Lon: lon, GeoNames: id, Population: people, Precision: "country"}
	}
	return m
})

// Country returns the place of a country by its alpha-3 code; ok is false for any other code.
func Country(code string) (p Place, ok bool) {
	c, ok := countryPlaces()[code]
	if !ok {
		return Place{}, false
	}
	return *c, true
}

func (n *Names) addCountries(lang string) map[string]*Place {
	m := countryPlaces()
	for _, r := range rows("countries.tsv", countryNames+len(countryLanguages())) {
		s := Sense{Kind: State, Code: r[0], Place: m[r[0]]}
		for k, l := range countryLanguages() {
			name := r[countryNames+k]
			if i := strings.IndexByte(name, '('); i > 0 {
				name = strings.TrimSpace(name[:i])
			}
			s.Lang = l
			s.Case = Title
			if l != lang && utf8.RuneCountInString(name) < 4 {
				continue
			}
			n.senses.Add(name, s)
			if l != lang && name[0] < 0x80 {
				continue // cases in Latin letters are words of other languages too
			}
			for _, f := range Inflect(l, name) {
				n.senses.Add(f, s)
			}
		}
	}
	return m
}

// Holders returns all office-holders, each once, in the order of holders.tsv.
var Holders = sync.OnceValue(func() []*Holder {
	var out []*Holder
	byName := map[string]*Holder{}
	for _, r := range rows("holders.tsv", 6) {
		h := byName[r[2]]
		if r[0] == "" { // spellings only
			if h == nil {
				panic(dataError("data/holders.tsv: spellings of %q, who holds no office above", r[2]))
			}
			continue
		}
		if h == nil {
			h = &Holder{Code: r[0], Role: r[1], Name: r[2]}
			byName[r[2]] = h
			out = append(out, h)
		}
		h.Terms = append(h.Terms, Term{r[0], r[1], r[3], r[4]})
		sort.SliceStable(h.Terms, func(i, j int) bool { return h.Terms[i].From < h.Terms[j].From })
		h.Famous = h.Famous || len(r) > 6 && r[6] == "famous"
	}
	return out
})

func (n *Names) addHolders() {
	others := map[string][]string{}
	for _, r := range rows("holders.tsv", 6) {
		others[r[2]] = append(others[r[2]], list(r[5])...)
	}
	for _, h := range Holders() {
		seen := map[string]bool{}
		put := func(name string, full bool) {
			s := Sense{Kind: Person, Code: h.Code, Role: h.Role, Lang: "*", Case: Title, Holder: h, Full: full}
			if r, _ := utf8.DecodeRuneInString(name); unicode.IsLower(r) {
				s.Case = Lower
			}
			forms := []string{name}
			forms = append(forms, Inflect(n.Lang, name)...)
			for _, f := range forms {
				if !seen[f] {
					seen[f] = true
					n.senses.Add(f, s)
				}
			}
		}
		put(h.Name, true)
		first, _, _ := strings.Cut(h.Name, " ")
		for _, o := range others[h.Name] {
			full := strings.Contains(o, " ") && !particle(o)
			put(o, full)
			if !full && o[0] < 0x80 {
				put(first+" "+o, true)
			}
		}
	}
}

// particle reports a surname of several words ("von der Leyen", "Le Drian").
func particle(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return language.PersonParticle(strings.ToLower(first))
}

// Side returns a part of a country ("Eastern", "UKR" → Eastern Ukraine): a region of data/regions.tsv, else named after the
// country and without coordinates of its own, at the country's middle.
func Side(country, side string) (Place, bool) {
	c, ok := Country(country)
	if !ok {
		return Place{}, false
	}
	name := side + " " + c.Name
	if r, ok := regionsByName()[name]; ok && r.Country == country {
		return *r, true
	}
	return Place{Name: name, Country: country, Lat: c.Lat, Lon: c.Lon, Precision: "region"}, true
}

var regionsByName = sync.OnceValue(func() map[string]*Place {
	m := map[string]*Place{}
	for _, r := range rows("regions.tsv", 9) {
		m[r[0]] = regionPlace(r)
	}
	return m
})
