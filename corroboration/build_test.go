package corroboration

import (
	"strconv"
	"strings"
	"testing"

	"factum"
)

// places of the tests, as a gazetteer would give them.
var places = map[string]factum.Place{
	"Bucha":      {Country: "UKR", Admin1: "Kyiv Oblast", Lat: 50.54345, Lon: 30.21201, GeoNames: 711390, Precision: "settlement"},
	"Irpin":      {Country: "UKR", Admin1: "Kyiv Oblast", Lat: 50.52175, Lon: 30.25055, GeoNames: 707688, Precision: "settlement"},
	"Kyiv":       {Country: "UKR", Admin1: "Kyiv City", Lat: 50.45466, Lon: 30.5238, GeoNames: 703448, Precision: "settlement"},
	"Kramatorsk": {Country: "UKR", Admin1: "Donetsk Oblast", Lat: 48.73645, Lon: 37.58344, GeoNames: 704147, Precision: "settlement"},
	"Sloviansk":  {Country: "UKR", Admin1: "Donetsk Oblast", Lat: 48.86667, Lon: 37.61667, GeoNames: 692972, Precision: "settlement"},
	"station":    {Country: "UKR", Admin1: "Donetsk Oblast", Lat: 48.7262, Lon: 37.5424, Precision: "point"},
	"Kharkiv":    {Country: "UKR", Admin1: "Kharkiv Oblast", Lat: 49.98081, Lon: 36.25272, GeoNames: 706483, Precision: "settlement"},
	"Kherson":    {Country: "UKR", Admin1: "Kherson Oblast", Lat: 46.65581, Lon: 32.6178, GeoNames: 706448, Precision: "settlement"},
	"Lviv":       {Country: "UKR", Admin1: "Lviv Oblast", Lat: 49.83826, Lon: 24.02324, GeoNames: 702550, Precision: "settlement"},
	"Donetsk o.": {Country: "UKR", Admin1: "Donetsk Oblast", Lat: 48, Lon: 37.5, GeoNames: 709716, Precision: "admin1"},
	"east":       {Country: "UKR", Lat: 48.6, Lon: 38, Precision: "region"},
	"Ukraine":    {Country: "UKR", Lat: 49, Lon: 32, GeoNames: 690791, Precision: "country"},
	"Russia":     {Country: "RUS", Lat: 60, Lon: 100, GeoNames: 2017370, Precision: "country"},
	"Brussels":   {Country: "BEL", Admin1: "Brussels", Lat: 50.85045, Lon: 4.34878, GeoNames: 2800866, Precision: "settlement"},
	"Ankara":     {Country: "TUR", Admin1: "Ankara", Lat: 39.91987, Lon: 32.85427, GeoNames: 323786, Precision: "settlement"},
	"Lozova":     {Country: "UKR", Admin1: "Kharkiv Oblast", Lat: 48.89066, Lon: 36.31412, GeoNames: 702760, Precision: "settlement"},
	"Ivankiv":    {Country: "UKR", Admin1: "Kyiv Oblast", Lat: 50.93953, Lon: 29.90205, GeoNames: 707489, Precision: "settlement"},
	"Goma":       {Country: "COD", Admin1: "Nord Kivu", Lat: -1.67409, Lon: 29.22845, GeoNames: 216281, Precision: "settlement"},
}

// claim builds a report. what is "TYPE[/OBJECT] [mode,…]"; then key=value:
// by (who acts) and to are lists of CODE[:role] or :role or text in quotes; at is a place; on is "DAY", "FROM..TO" or "..TO";
// mod; says is "name/role/CODE/day"; quote; killed, wounded, money, … are "N", "N-" or "N-M"; items; lang; text; doc; pub; src; wire;
// interest; owner; draws (an agency that the source draws on); print; outlet; around is PLACE or PLACE/DAY of the text around. The name makes id and seal.
func claim(name, what string, more ...string) factum.Report {
	parts := strings.Fields(what)
	typ, object, _ := strings.Cut(parts[0], "/")
	c := factum.Claim{V: 1, ID: factum.NewClaimID(factum.DigestOfString(name), "text", factum.Digest{}, factum.EventType(typ), factum.Span{}, 0),
		Type: factum.EventType(typ), Object: factum.EventType(object), Modes: []string{}, Lang: "en", Part: "text", Ref: name, Modality: factum.Asserted}
	if len(parts) > 1 {
		c.Modes = strings.Split(parts[1], ",")
	}
	r := factum.Report{Capture: factum.DigestOfString(name), Interest: "unknown"}
	c.Document = factum.DigestOfString(name)
	r.Source = factum.SourceID("src_" + name)
	n := 0
	for _, b := range []byte(name) {
		n = n*131 + int(b)
	}
	r.Seal = factum.Seal{Act: factum.ActIndex(n & 0xffffff)}
	for _, m := range more {
		k, v, _ := strings.Cut(m, "=")
		switch k {
		case "by":
			c.Actors = actors(v)
		case "to":
			c.Recipients = actors(v)
		case "at":
			p, ok := places[v]
			if !ok {
				p = factum.Place{}
			} else {
				p.Name = v
			}
			p.Text = v
			c.Place = &p
		case "on":
			from, to, more := strings.Cut(v, "..")
			t := &factum.ClaimTime{Text: v, From: from, To: to, Precision: "range"}
			switch {
			case !more:
				t.To, t.Precision = from, "day"
			case from == "":
				t.Precision = "not-after"
			}
			c.Time = t
		case "around": // PLACE or PLACE/DAY
			place, day, dated := strings.Cut(v, "/")
			p := places[place]
			p.Name = place
			r.Around.Place = &p
			if dated {
				r.Around.Time = &factum.ClaimTime{From: day, To: day, Precision: "day"}
			}
		case "mod":
			c.Modality = factum.Modality(v)
		case "says":
			f := append(strings.Split(v, "/"), "", "", "")
			c.Attribution = append(c.Attribution, factum.Attribution{Name: f[0], Role: f[1], Code: f[2], At: f[3], Form: "indirect", Wording: "unknown"})
		case "witness":
			c.Attribution = append(c.Attribution, factum.Attribution{Text: v, Form: "indirect", Wording: "unknown"})
		case "quote":
			c.Attribution[len(c.Attribution)-1].Quote = v
			c.Attribution[len(c.Attribution)-1].Form = "direct"
		case "items":
			for _, it := range strings.Split(v, ",") {
				c.Items = append(c.Items, factum.Item{Code: it})
			}
		case "lang":
			c.Lang = v
		case "text":
			c.Passage.Text = v
		case "doc":
			c.Document = factum.DigestOfString(v)
			r.Capture = c.Document
		case "pub":
			from, to, more := strings.Cut(v, "..")
			if !more {
				to = from
			}
			r.Published = &factum.Time{From: from, To: to, Precision: "day"}
		case "src":
			r.Source = factum.SourceID(v)
		case "outlet":
			r.Outlet = v
		case "owner":
			r.Owner = v
		case "draws":
			r.Wires = append(r.Wires, v)
		case "wire":
			r.Wire = v
		case "interest":
			r.Interest = v
		case "print":
			r.Print = Print(v)
		case "seal":
			s, _ := strconv.Atoi(v)
			r.Seal = factum.Seal{Act: factum.ActIndex(s)}
		default:
			min, max, more := strings.Cut(v, "-")
			q := factum.Quantity{Kind: k, Unit: "person", Text: v}
			q.Min, _ = strconv.ParseInt(min, 10, 64)
			if k == "money" {
				q.Unit = "EUR"
			}
			if !more {
				q.Max = &q.Min
			} else if x, err := strconv.ParseInt(max, 10, 64); err == nil {
				q.Max = &x
			}
			if q.Max == &q.Min {
				x := q.Min
				q.Max = &x
			}
			c.Quantities = append(c.Quantities, q)
		}
	}
	c.Published = r.Published
	r.Claim = c
	return r
}

func actors(list string) []factum.Actor {
	var out []factum.Actor
	for _, s := range strings.Split(list, ",") {
		if strings.HasPrefix(s, `"`) {
			out = append(out, factum.Actor{Text: strings.Trim(s, `"`), Basis: "named"})
			continue
		}
		code, role, _ := strings.Cut(s, ":")
		out = append(out, factum.Actor{Text: s, Code: code, Role: role, Basis: "named"})
	}
	return out
}

// one weighs reports that have to be one fact.
func one(t *testing.T, rs ...factum.Report) factum.Fact {
	t.Helper()
	fs := Weigher{}.Facts(rs, nil)
	if len(fs) != 1 {
		for i := range rs[1:] {
			t.Log(Weigher{}.Compare(rs[i], rs[i+1]))
		}
		t.Fatalf("%d facts, want 1", len(fs))
	}
	return fs[0]
}

func elementOf(t *testing.T, f factum.Fact, name string) factum.Element {
	t.Helper()
	for _, e := range f.Elements {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("no element %s in %v", name, f.Elements)
	return factum.Element{}
}
