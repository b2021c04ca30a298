package world

import (
	"fmt"
	"math"
	"strings"

	"factum"
)

// theatre is a war: two sides, its regions and its towns.
type theatre struct {
	weight  int // share of happenings
	attack  string
	defend  string
	regions []region
	towns   []*town
	friends []string // who sides with the defender, for diplomacy
	others  []string
}

type region struct {
	name, country string
	lat, lon      float64
}

type town struct {
	name     string // Latin, as a gazetteer has it
	region   region
	lat, lon float64
	id       int64
	near     *town // a town a few kilometres away, nil none
}

// wars are the theatres. Regions have their real names and rough centres; what is in them is made up.
var wars = []theatre{
	{weight: 50, attack: "RUS", defend: "UKR", friends: []string{"USA", "GBR", "DEU", "FRA", "POL", "NLD", "EU", "NATO", "ESP", "ITA"}, others: []string{"CHN", "TUR", "UN", "IRN"},
		regions: []region{{"Kharkiv Oblast", "UKR", 49.6, 36.5}, {"Donetsk Oblast", "UKR", 48.1, 37.6}, {"Zaporizhzhia Oblast", "UKR", 47.3, 35.7},
			{"Kherson Oblast", "UKR", 46.7, 33.4}, {"Mykolaiv Oblast", "UKR", 47.4, 31.9}, {"Sumy Oblast", "UKR", 51.0, 34.2}, {"Belgorod Oblast", "RUS", 50.7, 37.5}, {"Kursk Oblast", "RUS", 51.7, 36.2}}},
	{weight: 18, attack: "RSF", defend: "SDN", friends: []string{"EGY", "TUR", "SAU"}, others: []string{"UN", "USA", "GBR", "EU", "CHN"},
		regions: []region{{"North Darfur", "SDN", 14.6, 25.2}, {"West Darfur", "SDN", 13.2, 22.8}, {"Khartoum", "SDN", 15.7, 32.6}, {"Gezira", "SDN", 14.4, 33.4}, {"North Kordofan", "SDN", 13.6, 30.1}}},
	{weight: 14, attack: "ISR", defend: "HEZBOLLAH", friends: []string{"IRN", "LBN"}, others: []string{"USA", "FRA", "UN", "DEU", "SAU"},
		regions: []region{{"Nabatieh", "LBN", 33.4, 35.5}, {"South Governorate", "LBN", 33.2, 35.3}, {"Baalbek-Hermel", "LBN", 34.1, 36.2}, {"Northern District", "ISR", 32.9, 35.4}}},
	{weight: 8, attack: "AZE", defend: "ARM", friends: []string{"FRA", "IRN"}, others: []string{"TUR", "RUS", "EU", "USA"},
		regions: []region{{"Syunik", "ARM", 39.3, 46.3}, {"Gegharkunik", "ARM", 40.3, 45.4}, {"Kalbajar", "AZE", 40.1, 46.0}}},
	{weight: 10, attack: "HOUTHI", defend: "YEM", friends: []string{"SAU", "USA", "GBR"}, others: []string{"IRN", "UN", "EU", "CHN"},
		regions: []region{{"Marib", "YEM", 15.4, 45.3}, {"Taiz", "YEM", 13.6, 44.0}, {"Hodeidah", "YEM", 14.8, 43.0}}},
}

// capitals have places of their own: diplomacy happens there.
var capitals = map[string]factum.Place{
	"UKR": {Name: "Kyiv", Country: "UKR", Admin1: "Kyiv City", Lat: 50.45466, Lon: 30.5238, GeoNames: 703448},
	"RUS": {Name: "Moscow", Country: "RUS", Admin1: "Moscow", Lat: 55.75222, Lon: 37.61556, GeoNames: 524901},
	"SDN": {Name: "Khartoum", Country: "SDN", Admin1: "Khartoum", Lat: 15.55177, Lon: 32.53241, GeoNames: 379252},
	"ISR": {Name: "Jerusalem", Country: "ISR", Admin1: "Jerusalem", Lat: 31.76904, Lon: 35.21633, GeoNames: 281184},
	"LBN": {Name: "Beirut", Country: "LBN", Admin1: "Beirut", Lat: 33.89332, Lon: 35.50157, GeoNames: 276781},
	"ARM": {Name: "Yerevan", Country: "ARM", Admin1: "Yerevan", Lat: 40.18111, Lon: 44.51361, GeoNames: 616052},
	"AZE": {Name: "Baku", Country: "AZE", Admin1: "Baku", Lat: 40.37767, Lon: 49.89201, GeoNames: 587084},
	"USA": {Name: "Washington", Country: "USA", Admin1: "District of Columbia", Lat: 38.89511, Lon: -77.03637, GeoNames: 4140963},
	"GBR": {Name: "London", Country: "GBR", Admin1: "England", Lat: 51.50853, Lon: -0.12574, GeoNames: 2643743},
	"DEU": {Name: "Berlin", Country: "DEU", Admin1: "Berlin", Lat: 52.52437, Lon: 13.41053, GeoNames: 2950159},
	"FRA": {Name: "Paris", Country: "FRA", Admin1: "Île-de-France", Lat: 48.85341, Lon: 2.3488, GeoNames: 2988507},
	"POL": {Name: "Warsaw", Country: "POL", Admin1: "Mazovia", Lat: 52.22977, Lon: 21.01178, GeoNames: 756135},
	"TUR": {Name: "Ankara", Country: "TUR", Admin1: "Ankara", Lat: 39.91987, Lon: 32.85427, GeoNames: 323786},
	"ITA": {Name: "Rome", Country: "ITA", Admin1: "Lazio", Lat: 41.89193, Lon: 12.51133, GeoNames: 3169070},
	"ESP": {Name: "Madrid", Country: "ESP", Admin1: "Madrid", Lat: 40.4165, Lon: -3.70256, GeoNames: 3117735},
	"NLD": {Name: "The Hague", Country: "NLD", Admin1: "South Holland", Lat: 52.07667, Lon: 4.29861, GeoNames: 2747373},
	"CHN": {Name: "Beijing", Country: "CHN", Admin1: "Beijing", Lat: 39.9075, Lon: 116.39723, GeoNames: 1816670},
	"EGY": {Name: "Cairo", Country: "EGY", Admin1: "Cairo", Lat: 30.06263, Lon: 31.24967, GeoNames: 360630},
	"SAU": {Name: "Riyadh", Country: "SAU", Admin1: "Riyadh Region", Lat: 24.68773, Lon: 46.72185, GeoNames: 108410},
	"IRN": {Name: "Tehran", Country: "IRN", Admin1: "Tehran", Lat: 35.69439, Lon: 51.42151, GeoNames: 112931},
}

var (
	townHeads = map[string][]string{
		"":  {"Verkhn", "Novo", "Staro", "Kras", "Bilo", "Zhov", "Chern", "Hor", "Lyub", "Pok", "Vesel", "Kam", "Ozer", "Shev", "Yas", "Dub"},
		"S": {"Um", "Abu", "Al", "Wad", "Kab", "Sha", "Mel", "Kut", "Gar", "Dar", "Zal", "Nyer", "Tor", "Bar"},
	}
	townTails = map[string][]string{
		"":  {"ivka", "hirsk", "opil", "yanka", "ychi", "enske", "ove", "atka", "ynsk", "irne", "ushka", "orodok"},
		"S": {"hamra", "kadi", "shar", "baida", "dura", "jaila", "tami", "rassa", "khalil", "saha", "bakur", "nadir"},
	}
	firstNames = map[string][]string{
		"":  {"Oleh", "Andriy", "Serhiy", "Viktor", "Mykola", "Taras", "Yuriy", "Ivan", "Dmytro", "Artem", "Halyna", "Olena"},
		"S": {"Ahmad", "Yusuf", "Karim", "Hasan", "Omar", "Salim", "Tariq", "Idris", "Nabil", "Layla", "Amina", "Musa"},
		"W": {"Martin", "Claire", "Peter", "Anna", "Robert", "Laura", "Thomas", "Julia", "Simon", "Maria", "David", "Eva"},
	}
	lastHeads = map[string][]string{
		"":  {"Koval", "Bond", "Shevch", "Tkach", "Melny", "Hryts", "Rud", "Zhuk", "Pavl", "Kuzm", "Sav", "Yurch"},
		"S": {"Al-Tay", "Bashir", "Haddad", "Mansur", "Sal", "Najj", "Shar", "Rahm", "Khal", "Zay", "Far", "Qas"},
		"W": {"Bren", "Hal", "Mar", "Lind", "Vog", "Dur", "Cast", "Ros", "Winter", "Fer", "Keller", "Sant"},
	}
	lastTails = map[string][]string{
		"":  {"enko", "chuk", "ov", "iv", "yshyn", "ets", "ko", "yuk"},
		"S": {"an", "i", "ar", "id", "ani", "awi", "our", "im"},
		"W": {"er", "man", "berg", "ez", "ini", "ard", "son", "el"},
	}
)

// style is the stock of names of a country.
func style(country string) string {
	switch country {
	case "UKR", "RUS", "ARM", "AZE", "":
		return ""
	case "SDN", "RSF", "LBN", "ISR", "HEZBOLLAH", "YEM", "HOUTHI", "EGY", "SAU", "IRN", "TUR":
		return "S"
	}
	return "W"
}

// towns lays out the towns: in pairs of neighbours, some fought over (they come first).
func (g *generator) towns(size int) {
	perTown := max(1, size/(claimsPerHappen*happeningsPerTown))
	used := map[string]bool{}
	var id int64 = 90_000_000 // above what GeoNames has given out
	for i := range wars {
		t := wars[i]
		n := max(8, perTown*t.weight/100)
		for len(t.towns) < n {
			reg := t.regions[g.IntN(len(t.regions))]
			name := g.townName(reg.country, used)
			if len(t.towns) > 6 && g.chance(homonym) {
				name = one(g, t.towns).name
			}
			a := &town{name: name, region: reg, id: id, lat: round5(reg.lat + (g.Float64()-.5)*1.2), lon: round5(reg.lon + (g.Float64()-.5)*1.4)}
			// five to fifteen kilometres away
			b := &town{name: g.townName(reg.country, used), region: reg, id: id + 1, lat: round5(a.lat + .05 + g.Float64()*.08), lon: round5(a.lon + (g.Float64()-.5)*.1)}
			a.near, b.near = b, a
			id += 2
			t.towns = append(t.towns, a, b)
		}
		g.theatres = append(g.theatres, &t)
	}
}

func (g *generator) townName(country string, used map[string]bool) string {
	s := style(country)
	for n := 0; ; n++ {
		name := one(g, townHeads[s]) + one(g, townTails[s])
		if n > 20 {
			name = one(g, townHeads[s]) + strings.ToLower(one(g, townHeads[s])) + one(g, townTails[s])
		}
		if n > 60 {
			name = fmt.Sprintf("%s %s", one(g, townHeads[s])+one(g, townTails[s]), one(g, townHeads[s])+one(g, townTails[s]))
		}
		if !used[name] {
			used[name] = true
			return name
		}
	}
}

func round5(x float64) float64 { return math.Round(x*1e5) / 1e5 }

func (t *town) place() *factum.Place {
	return &factum.Place{Name: t.name, Country: t.region.country, Admin1: t.region.name, Lat: t.lat, Lon: t.lon, GeoNames: t.id, Precision: "settlement"}
}

// wider is the place as the words give it at a level: 0 the settlement, 1 its region, 2 its country.
func (t *town) wider(level int) *factum.Place {
	switch level {
	case 1:
		return &factum.Place{Name: t.region.name, Country: t.region.country, Admin1: t.region.name, Lat: t.region.lat, Lon: t.region.lon, GeoNames: 80_000_000 + int64(t.region.lat*1000)*100_000 + int64(t.region.lon*1000), Precision: "admin1"}
	case 2:
		c := countries[t.region.country]
		return &c
	}
	return t.place()
}

// countries are the countries that are fought in.
var countries = map[string]factum.Place{
	"UKR": {Name: "Ukraine", Country: "UKR", Lat: 49, Lon: 32, GeoNames: 690791, Precision: "country"},
	"RUS": {Name: "Russia", Country: "RUS", Lat: 60, Lon: 100, GeoNames: 2017370, Precision: "country"},
	"SDN": {Name: "Sudan", Country: "SDN", Lat: 16, Lon: 30, GeoNames: 366755, Precision: "country"},
	"ISR": {Name: "Israel", Country: "ISR", Lat: 31.5, Lon: 34.75, GeoNames: 294640, Precision: "country"},
	"LBN": {Name: "Lebanon", Country: "LBN", Lat: 33.83, Lon: 35.83, GeoNames: 272103, Precision: "country"},
	"ARM": {Name: "Armenia", Country: "ARM", Lat: 40, Lon: 45, GeoNames: 174982, Precision: "country"},
	"AZE": {Name: "Azerbaijan", Country: "AZE", Lat: 40.5, Lon: 47.5, GeoNames: 587116, Precision: "country"},
	"YEM": {Name: "Yemen", Country: "YEM", Lat: 15.5, Lon: 47.5, GeoNames: 69543, Precision: "country"},
}
