package gazetteer

import (
	"slices"
	"testing"
	"time"
)

func TestFoldAndTokens(t *testing.T) {
	for in, want := range map[string]string{"Oekraïne": "oekraine", "Łódź": "lodz", "Straße": "strasse", "Київ": "київ", "Ещё": "еще", "Слов'янськ": "словянськ", "Erdoğan": "erdogan"} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
		if HashOf(in) != HashOf(want) {
			t.Errorf("%q and %q have different hashes", in, want)
		}
	}
	text := "L'Ukraine's M23, 1.500 'quote'"
	var got []string
	for _, k := range Tokens(text) {
		got = append(got, text[k.Start:k.End])
	}
	want := []string{"L", "'", "Ukraine", "'", "s", "M23", ",", "1", ".", "500", "'", "quote", "'"}
	if !slices.Equal(got, want) {
		t.Errorf("tokens %q, want %q", got, want)
	}
}

func TestExpandAndInflect(t *testing.T) {
	got, err := Expand("Russisch{nla} leger{s}")
	if want := []string{"Russisch leger", "Russisch legers", "Russische leger", "Russische legers"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Expand("x{nosuchset}"); err == nil {
		t.Error("an unknown set of endings passes")
	}
	for _, c := range []struct{ lang, name, form string }{
		{"uk", "Буча", "Бучі"}, {"uk", "Маріуполь", "Маріуполі"}, {"uk", "Харків", "Харкова"}, {"uk", "Київ", "Києва"},
		{"uk", "Суми", "Сумах"}, {"ru", "Киев", "Киеве"}, {"ru", "Ирпень", "Ирпене"}, {"ru", "Черновцы", "Черновцах"}, {"ru", "Россия", "России"},
	} {
		if !slices.Contains(Inflect(c.lang, c.name), c.form) {
			t.Errorf("%s %s: %q not among %q", c.lang, c.name, c.form, Inflect(c.lang, c.name))
		}
	}
	if Inflect("nl", "Kiev") != nil {
		t.Error("Dutch names have no cases")
	}
}

func TestHolders(t *testing.T) {
	at := func(name, date string) string {
		for _, h := range Holders() {
			if h.Name == name {
				term, held := h.At(date)
				if !held {
					return "former " + term.Code + " " + term.Role
				}
				return term.Code + " " + term.Role
			}
		}
		return ""
	}
	for _, c := range []struct{ name, date, want string }{
		{"Jens Stoltenberg", "2022-04-05", "NATO secretary-general"},
		{"Jens Stoltenberg", "2012-04-05", "NOR prime minister"},
		{"Jens Stoltenberg", "2025-04-05", "former NATO secretary-general"},
		{"Mark Rutte", "2022-04", "NLD prime minister"},
		{"Donald Trump", "2022-04-05", "former USA president"},
		{"Yoon Suk-yeol", "2022-04-05", "former KOR "},
		{"Kaja Kallas", "2025-01-01", "EU high representative"},
	} {
		if got := at(c.name, c.date); got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.name, c.date, got, c.want)
		}
	}
	for _, h := range Holders() {
		for _, term := range h.Terms {
			from, err := time.Parse("2006-01-02", term.From)
			if err != nil {
				t.Errorf("%s: %v", h.Name, err)
			}
			if term.To == "" {
				continue
			}
			if to, err := time.Parse("2006-01-02", term.To); err != nil || to.Before(from) {
				t.Errorf("%s: from %s to %s", h.Name, term.From, term.To)
			}
		}
	}
}

func TestSenses(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		kind       SenseKind
		code       string
	}{
		{"nl", "Zuid-Korea", State, "KOR"}, {"nl", "Oekraïense", Adjective, "UKR"}, {"en", "US", State, "USA"}, {"en", "WHO", Organisation, "WHO"},
		{"de", "ukrainischen", Adjective, "UKR"}, {"fr", "Royaume-Uni", State, "GBR"}, {"uk", "України", State, "UKR"}, {"uk", "російським", Adjective, "RUS"},
		{"ru", "России", State, "RUS"}, {"en", "Houthi rebels", ArmedGroup, "HOUTHI"}, {"en", "M23", ArmedGroup, "M23"}, {"nl", "NAVO-bondgenoten", Organisation, "NATO"},
	} {
		senses, next := For(c.lang).Longest(Tokens(c.text), 0)
		found := false
		for _, s := range senses {
			found = found || s.Kind == c.kind && s.Code == c.code
		}
		if !found || next != len(Tokens(c.text)) {
			t.Errorf("%s %q: %+v", c.lang, c.text, senses)
		}
	}
	for _, text := range []string{"who", "us", "is", "polish"} {
		if senses, _ := For("en").Longest(Tokens(text), 0); len(senses) > 0 {
			t.Errorf("%q is read as a name: %+v", text, senses)
		}
	}
}

func TestCountries(t *testing.T) {
	p, ok := Country("UKR")
	if !ok || p.Name != "Ukraine" || p.GeoNames != 690791 || p.Precision != "country" {
		t.Errorf("UKR: %+v", p)
	}
	if s, ok := Side("UKR", "Eastern"); !ok || s.Name != "Eastern Ukraine" || s.Lon < 36 {
		t.Errorf("eastern Ukraine: %+v", s)
	}
	if _, ok := Country("XXX"); ok {
		t.Error("XXX is a country")
	}
	ps, _ := Settlements(Tokens("Kyiv"), 0)
	if len(ps) == 0 || ps[0].Lat != 50.45466 || ps[0].Lon != 30.5238 || ps[0].Country != "UKR" || !ps[0].Capital {
		t.Errorf("Kyiv: %+v", ps)
	}
	for _, name := range []string{"Simferopol", "Sevastopol", "Yalta"} {
		if ps, _ := Settlements(Tokens(name), 0); len(ps) == 0 || ps[0].Country != "UKR" {
			t.Errorf("%s: %+v", name, ps)
		}
	}
}

// No other tables than those that look-ups use lie in places.bin: every reference points to a place.
func TestPlacesTable(t *testing.T) {
	last := -1.0
	for i := uint32(0); i < table.keys; i++ {
		_, ref := table.key(i)
		for _, p := range table.settlements(nil, ref) {
			if p.Name == "" || p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 {
				t.Fatalf("key %d: %+v", i, p)
			}
			last = p.Lat
		}
	}
	if last == -1.0 || table.places < 70000 {
		t.Fatalf("%d places", table.places)
	}
}

// Areas stand in places.bin too: a county as often as there are counties of that name.
func TestAreas(t *testing.T) {
	for _, c := range []struct {
		text, precision string
		lat, lon        float64 // of one of them, half a degree near
	}{
		{"Travis County", "admin2", 30.3, -97.8}, {"Acadia Parish", "admin2", 30.3, -92.4}, {"Washington County", "admin2", 41.3, -91.7}, {"Oxfordshire", "admin2", 51.8, -1.3},
		{"County Clare", "admin2", 52.8, -9}, {"Clare", "admin2", 52.8, -9}, {"Queensland", "admin1", -24.7, 150.3}, {"Georgia", "admin1", 32.7, -83.3},
	} {
		toks := Tokens(c.text)
		ps, next := For("en").Settlements(c.text, toks, 0)
		found := false
		for _, p := range ps {
			found = found || p.Precision == c.precision && p.Lat > c.lat-.5 && p.Lat < c.lat+.5 && p.Lon > c.lon-.5 && p.Lon < c.lon+.5
		}
		if !found || next != len(toks) {
			t.Errorf("%s: %+v", c.text, ps)
		}
	}
}

// Abbreviations say what they need.
func TestAbbreviations(t *testing.T) {
	for text, want := range map[string]Need{"Ky": NeedsPoint, "OR": NeedsTown, "Ga": NeedsPoint} {
		senses, _ := For("en").Longest(Tokens(text), 0)
		found := false
		for _, s := range senses {
			found = found || s.Needs == want && s.Place.Precision == "admin1"
		}
		if !found {
			t.Errorf("%s: %+v", text, senses)
		}
	}
	if senses, _ := For("en").Longest(Tokens("or"), 0); len(senses) > 0 {
		t.Errorf("\"or\" is read as a state: %+v", senses)
	}
}

func TestSettlementsInPolishCases(t *testing.T) {
	n := For("pl")
	for text, want := range map[string]string{"Kijowie": "Kyiv", "Chersoniem": "Kherson", "Buczy": "Bucha", "Londynem": "London", "Krzywym Rogu": "Kryvyy Rih"} {
		got, _ := n.Settlements(text, Tokens(text), 0)
		if len(got) == 0 || got[0].Name != want || got[0].Class != Inflected {
			t.Errorf("%q: %+v, want %s", text, got, want)
		}
	}
	if got, _ := For("en").Settlements("Kijowie", Tokens("Kijowie"), 0); len(got) != 0 {
		t.Errorf("a Polish case in English: %+v", got)
	}
}
