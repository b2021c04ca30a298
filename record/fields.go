package record

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"factum"
	"factum/gazetteer"
)

// Fields turns what a person writes, such as place="Bucha, UKR", into fields for Correct. claim says whether slots of a claim are meant,
// else fields of a source. A value in JSON, as show prints it, is taken as it is.
//
//	type, object, modality  a word of the codebook; an empty object is none
//	modes                   words, separated by commas
//	actors, recipients, participants   codes or names, separated by commas; empty: nobody is named
//	place    a settlement with its country, "Bucha, UKR"; a country's code; or name, country, latitude, longitude
//	time     2022-04-04, 2022-04, 2022, or from..to, with one of them perhaps left out
//	killed, wounded and other counts of people   40, 40-50, 40- (at least)
//	withdrawn, accepted   yes or no
//	wires       of a source: names of agencies, separated by commas
//	wars        of a source: countries that its interest bears on, by their codes, separated by commas; none: everything
//	            its other fields are one text each
func Fields(given map[string]string, claim bool) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{}
	numbers := []factum.Quantity{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		value := strings.TrimSpace(given[name])
		if strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[") {
			if !json.Valid([]byte(value)) {
				return nil, factum.Errorf(factum.Invalid, "%s: the JSON does not read", name)
			}
			out[name] = json.RawMessage(value)
			continue
		}
		var v any
		var err error
		switch {
		case !claim:
			v = sourceField(name, value)
		case slices.Contains(ofPeople, name):
			var q factum.Quantity
			if q, err = quantityOf(name, value); err == nil {
				numbers = append(numbers, q)
				continue
			}
		default:
			v, err = claimField(name, value)
		}
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		out[name] = b
	}
	if len(numbers) > 0 {
		b, err := json.Marshal(numbers)
		if err != nil {
			return nil, err
		}
		out["quantities"] = b
	}
	return out, nil
}

// sourceField is the value of a field of a source; CheckSourceFields says whether there is such a field.
func sourceField(name, value string) any {
	if name == "wires" || name == "wars" {
		return words(value)
	}
	return value
}

func claimField(name, value string) (any, error) {
	switch name {
	case "type", "object":
		t := factum.EventType(strings.ToUpper(value))
		if !t.Valid() && (name == "type" || t != "") {
			return nil, factum.Errorf(factum.Invalid, "%q is no event type", value).WithHint("It is one of %s.", listed(factum.EventTypes))
		}
		return t, nil
	case "modality":
		if !slices.Contains(factum.Modalities, factum.Modality(value)) {
			return nil, factum.Errorf(factum.Invalid, "%q is no modality", value).WithHint("It is one of %s.", listed(factum.Modalities))
		}
		return value, nil
	case "modes":
		return words(value), nil
	case "actors", "recipients", "participants":
		as := []factum.Actor{}
		for _, w := range words(value) {
			a := factum.Actor{Text: w, Basis: "named"}
			if isActorCode(w) {
				a.Code = w
			}
			as = append(as, a)
		}
		return as, nil
	case "place":
		return placeOf(value)
	case "time":
		return timeOf(value)
	case "withdrawn", "accepted":
		switch value {
		case "yes", "true":
			return true, nil
		case "no", "false":
			return false, nil
		}
		return nil, factum.Errorf(factum.Invalid, "%s is yes or no, not %q", name, value)
	}
	return nil, factum.Errorf(factum.Invalid, "a claim has no %q that can be corrected", name).
		WithHint("It is one of %s, or %s.", strings.Join(factum.Correctable, ", "), strings.Join(ofPeople, ", "))
}

// listed writes words of the codebook one after another.
func listed[T ~string](words []T) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(w))
	}
	return b.String()
}

// words are the parts of a list.
func words(s string) []string {
	out := []string{}
	for _, w := range strings.Split(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// isActorCode reports whether a word looks like a code: capitals and digits.
func isActorCode(s string) bool {
	return len(s) > 1 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// placeOf finds a settlement in the gazetteer by name and country, or takes coordinates as given. "" is no place.
func placeOf(s string) (*factum.Place, error) {
	f := words(s)
	switch len(f) {
	case 0:
		return nil, nil
	case 1:
		if c, ok := gazetteer.Country(f[0]); ok {
			return &factum.Place{Text: c.Name, Name: c.Name, Country: c.Country, Lat: c.Lat, Lon: c.Lon, GeoNames: c.GeoNames, Precision: "country"}, nil
		}
	case 4:
		lat, err1 := strconv.ParseFloat(f[2], 64)
		lon, err2 := strconv.ParseFloat(f[3], 64)
		if err1 == nil && err2 == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
			return &factum.Place{Text: f[0], Name: f[0], Country: f[1], Lat: lat, Lon: lon, Precision: "point"}, nil
		}
		return nil, factum.Errorf(factum.Invalid, "%q and %q are no latitude and longitude in degrees", f[2], f[3])
	}
	toks := gazetteer.Tokens(f[0])
	found, n := gazetteer.Settlements(toks, 0)
	if n != len(toks) {
		found = nil
	}
	var fit []gazetteer.Place
	for _, p := range found {
		if len(f) < 2 || p.Country == f[1] {
			fit = append(fit, p)
		}
	}
	slices.SortStableFunc(fit, func(a, b gazetteer.Place) int { return int(b.Population - a.Population) })
	if len(fit) == 1 || len(f) == 2 && len(fit) > 1 && fit[0].Population > 2*fit[1].Population {
		p := fit[0]
		return &factum.Place{Text: f[0], Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, GeoNames: p.GeoNames, Precision: p.Precision}, nil
	}
	var which []string
	for _, p := range found {
		which = append(which, p.Name+", "+p.Country+" ("+p.Admin1+")")
	}
	if len(which) > 8 {
		which = append(which[:8], "…")
	}
	hint := "Give name, country code, latitude and longitude."
	if len(which) > 0 {
		hint = "It may be " + strings.Join(which, "; ") + ". Give name and country code, or also latitude and longitude."
	}
	return nil, factum.Errorf(factum.Invalid, "%q is no one place in the gazetteer", s).WithHint("%s", hint)
}

// timeOf reads a day, month or year, or a stretch between two of them. "" is no time.
func timeOf(s string) (*factum.ClaimTime, error) {
	if s == "" {
		return nil, nil
	}
	from, to, stretch := strings.Cut(s, "..")
	if !stretch {
		to = from
	}
	first, _, precision, ok1 := bounds(from)
	_, last, _, ok2 := bounds(to)
	switch {
	case !ok1 || !ok2 || from == "" && to == "" || from != "" && to != "" && last < first:
		return nil, factum.Errorf(factum.Invalid, "%q is no day, month, year or stretch", s).WithHint("Write 2022-04-04, 2022-04, 2022, or two of them with .. between.")
	case from == "":
		precision = "not-after"
	case to == "":
		precision = "not-before"
	case stretch:
		precision = "range"
	}
	return &factum.ClaimTime{Text: s, From: first, To: last, Precision: precision}, nil
}

// bounds are the first and last day of a day, month or year; "" of "".
func bounds(s string) (first, last, precision string, ok bool) {
	if s == "" {
		return "", "", "", true
	}
	for _, f := range []struct {
		layout, precision   string
		years, months, days int
	}{{"2006-01-02", "day", 0, 0, 1}, {"2006-01", "month", 0, 1, 0}, {"2006", "year", 1, 0, 0}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			return t.Format(time.DateOnly), t.AddDate(f.years, f.months, f.days).AddDate(0, 0, -1).Format(time.DateOnly), f.precision, true
		}
	}
	return "", "", "", false
}

// ofPeople are the kinds of quantity that count people: the others need a unit, and are given in JSON.
var ofPeople = []string{"killed", "wounded", "missing", "displaced", "detained", "affected"}

// quantityOf reads 40, 40-50 or 40-.
func quantityOf(kind, s string) (factum.Quantity, error) {
	q := factum.Quantity{Kind: kind, Text: s, Unit: "person"}
	lo, hi, open := strings.Cut(s, "-")
	var err error
	if q.Min, err = strconv.ParseInt(lo, 10, 64); err == nil && (!open || hi != "") {
		if !open {
			hi = lo
		}
		var n int64
		if n, err = strconv.ParseInt(hi, 10, 64); err == nil {
			q.Max = &n
		}
	}
	if err != nil || q.Max != nil && *q.Max < q.Min || q.Min < 0 {
		return q, factum.Errorf(factum.Invalid, "%s=%s is no number", kind, s).WithHint("Write 40, 40-50, or 40- for at least forty.")
	}
	return q, nil
}
