package factum

import "testing"

func TestSettingOf(t *testing.T) {
	at := func(typ EventType, start int, place, day string) Claim {
		c := Claim{Type: typ, Part: "text", Trigger: Words{Span: Span{Start: start, End: start + 3}}}
		if place != "" {
			c.Place = &Place{Name: place}
		}
		if day != "" {
			c.Time = &ClaimTime{From: day, To: day, Precision: "day"}
		}
		return c
	}
	for _, x := range []struct {
		name       string
		c          Claim
		beside     []Claim
		place, day string
	}{
		{"the place and day told before", at(Assault, 500, "", ""), []Claim{at(Assault, 100, "Lozova", "2022-04-08")}, "Lozova", "2022-04-08"},
		{"a day of its own", at(Assault, 500, "", "2022-04-07"), []Claim{at(Assault, 100, "Lozova", "2022-04-08")}, "Lozova", ""},
		{"a place of its own", at(Assault, 500, "Kyiv", ""), []Claim{at(Assault, 100, "Lozova", "2022-04-08")}, "", ""},
		{"the last day that is told", at(Assault, 500, "", ""), []Claim{at(Assault, 400, "Lozova", ""), at(Assault, 100, "Lozova", "2022-04-08")}, "Lozova", "2022-04-08"},
		{"two places", at(Assault, 500, "", ""), []Claim{at(Assault, 100, "Lozova", "2022-04-08"), at(Assault, 200, "Kyiv", "")}, "", ""},
		{"another type", at(Assault, 500, "", ""), []Claim{at(Protest, 100, "Lozova", "2022-04-08")}, "", ""},
		{"told after it", at(Assault, 100, "", ""), []Claim{at(Assault, 500, "Lozova", "2022-04-08")}, "", ""},
		{"long before", at(Assault, 900, "", ""), []Claim{at(Assault, 100, "Lozova", "2022-04-08")}, "", ""},
	} {
		s := SettingOf(&x.c, x.beside)
		var place, day string
		if s.Place != nil {
			place = s.Place.Name
		}
		if s.Time != nil {
			day = s.Time.From
		}
		if place != x.place || day != x.day {
			t.Errorf("%s: %q %q, want %q %q", x.name, place, day, x.place, x.day)
		}
	}
}
