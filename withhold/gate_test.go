package withhold_test

import (
	"encoding/json"
	"strings"
	"testing"

	"factum"
	"factum/withhold"
)

func order(kind, what, which, ground string) factum.Order {
	v, _ := json.Marshal(factum.Withholding{What: what, Which: which, Ground: ground})
	return factum.Order{Ordered: factum.Ordered{Kind: kind, Name: what + ":" + which, Value: v}}
}

func gate(t *testing.T, asOf string, orders ...factum.Order) *withhold.Gate {
	t.Helper()
	g, err := withhold.New(orders, factum.DayOf(asOf))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// text is all that a claim says, as any reader of the export can search it.
func text(v any) string {
	b, _ := json.Marshal(v)
	return strings.ToLower(string(b))
}

func claim(typ factum.EventType, passage string) factum.Claim {
	return factum.Claim{V: 1, ID: "clm_a", Part: "text", Type: typ, Modality: "asserted", Passage: factum.Words{Text: passage, Span: factum.Span{End: len(passage)}},
		Published: &factum.Time{From: "2022-04-10", To: "2022-04-10", Precision: "day"}}
}

// TestPersons leaves out who is private by name, in each case and either script, and names who is public.
func TestPersons(t *testing.T) {
	for _, c := range []struct {
		name   string
		claim  func() factum.Claim
		orders []factum.Order
		gone   []string // in lower case
		stays  []string
		ground string
	}{
		{"a witness, with an inflected name", func() factum.Claim {
			c := claim(factum.Assault, "Свідка Оксану Мельничук поранено, сказала Оксана Мельничук; з Мельничуками були діти.")
			c.Recipients = []factum.Actor{{Text: "Оксану Мельничук", Role: "witnesses", Span: factum.Span{Start: 12, End: 44}}}
			c.Attribution = []factum.Attribution{{Text: "Оксана Мельничук", Name: "Оксана Мельничук", Quote: "я, Мельничук, це бачила"}}
			return c
		}, nil, []string{"мельничук", "оксан"}, []string{"поранено", "були діти"}, "private-person"},
		{"in the other script", func() factum.Claim {
			c := claim(factum.Assault, "Тараса Гнатенка вбили. Taras Hnatenko was 40.")
			c.Recipients = []factum.Actor{{Text: "Тараса Гнатенка", Role: "civilians"}}
			c.Ref = "https://a.example/news/2022/hnatenko-taras-killed.html"
			return c
		}, nil, []string{"гнатенк", "hnatenko", "taras", "тарас"}, []string{"was 40", "https://a.example/"}, "private-person"},
		{"a minor by age", func() factum.Claim {
			c := claim(factum.Assault, "Der 14-jährige Jonas Bergmann wurde verletzt.")
			c.Recipients = []factum.Actor{{Text: "Jonas Bergmann"}}
			return c
		}, nil, []string{"bergmann", "jonas"}, []string{"verletzt"}, "minor"},
		{"a survivor, who is a mayor", func() factum.Claim {
			c := claim(factum.Assault, "Mayor Anna Kowalska said she had been raped.")
			c.Modes, c.Recipients = []string{"sexual"}, []factum.Actor{{Text: "Anna Kowalska", Role: "mayor"}}
			return c
		}, nil, []string{"kowalska"}, []string{"raped"}, "survivor"},
		{"a captured soldier", func() factum.Claim {
			c := claim(factum.Assault, "Private Ivan Petrenko was captured.")
			c.Modes, c.Recipients = []string{"abduct"}, []factum.Actor{{Text: "Ivan Petrenko", Code: "UKR", Role: "armed forces member"}}
			return c
		}, nil, []string{"petrenko"}, []string{"captured", "ukr"}, "prisoner-of-war"},
		{"an office-holder and a spokesperson", func() factum.Claim {
			c := claim(factum.Accuse, "Jens Stoltenberg accused Russia, said Oana Lungescu.")
			c.Actors = []factum.Actor{{Text: "Jens Stoltenberg", Code: "NATO", Role: "secretary-general"}}
			c.Attribution = []factum.Attribution{{Text: "Oana Lungescu", Name: "Oana Lungescu", Code: "NATO", Role: "spokesperson"}}
			return c
		}, nil, nil, []string{"jens stoltenberg", "oana lungescu"}, ""},
		{"whom a court convicted", func() factum.Claim {
			c := claim(factum.Sanction, "The court convicted Pavel Sidorov.")
			c.Modes, c.Recipients = []string{"convict"}, []factum.Actor{{Text: "Pavel Sidorov"}}
			return c
		}, nil, nil, []string{"pavel sidorov"}, ""},
		{"released by name", func() factum.Claim {
			c := claim(factum.Assault, "Oksana Melnychuk was wounded.")
			c.Recipients = []factum.Actor{{Text: "Oksana Melnychuk", Role: "civilians"}}
			return c
		}, []factum.Order{order(factum.OrderRelease, "person", "oksana  Melnychuk", "")}, nil, []string{"oksana melnychuk"}, ""},
		{"ordered, though public", func() factum.Claim {
			c := claim(factum.Assault, "General Mykola Horbenko's convoy; Mykoly Horbenka; horbenko, m.")
			c.Actors = []factum.Actor{{Text: "Mykola Horbenko", Code: "UKR", Role: "general"}}
			return c
		}, []factum.Order{order(factum.OrderWithhold, "person", "Mykola Horbenko", "security")}, []string{"horbenk", "mykol"}, []string{"convoy"}, "security"},
		{"a passage", func() factum.Claim {
			return claim(factum.Assault, "They hid in the cellar of the school on Lipova street until dawn.")
		}, []factum.Order{order(factum.OrderWithhold, "passage", "cellar of the school on Lipova street", "safety")}, []string{"cellar", "lipova"}, []string{"they hid in the", "until dawn"}, "withheld-name"},
		{"a body is nobody", func() factum.Claim {
			c := claim(factum.Assault, "Russian Forces hit Civilian Houses.")
			c.Actors = []factum.Actor{{Text: "Russian Forces", Code: "RUS", Role: "armed forces"}}
			c.Recipients = []factum.Actor{{Text: "civilians", Role: "civilians"}}
			return c
		}, nil, nil, []string{"russian forces", "civilians"}, ""},
	} {
		g := gate(t, "2022-06-01", c.orders...)
		before := text(c.claim())
		in := c.claim()
		out, ok := g.Claim(in)
		if !ok {
			t.Errorf("%s: the claim was held back", c.name)
			continue
		}
		got := text(out)
		for _, w := range c.gone {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q is still there: %s", c.name, w, got)
			}
		}
		for _, w := range c.stays {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is gone: %s", c.name, w, got)
			}
		}
		if text(in) != before {
			t.Errorf("%s: the claim given was changed", c.name)
		}
		if len(c.gone) > 0 && out.Passage.Span != (factum.Span{}) {
			t.Errorf("%s: the span tells how long the bar is", c.name)
		}
		found := c.ground == "" && len(g.Tally()) == 0
		for _, x := range g.Tally() {
			found = found || x.Ground == c.ground && x.N > 0
		}
		if c.ground != "withheld-name" && !found {
			t.Errorf("%s: counted %+v, want the ground %q", c.name, g.Tally(), c.ground)
		}
	}
}

// TestNamesake: whoever is withheld is withheld in what follows, but an office-holder of the same surname keeps it.
func TestNamesake(t *testing.T) {
	g := gate(t, "2022-06-01")
	c := claim(factum.Assault, "Ihor Stoltenberg-Bondarchuk was wounded.")
	c.Recipients = []factum.Actor{{Text: "Ihor Stoltenberg-Bondarchuk", Role: "civilians"}}
	if out, _ := g.Claim(c); strings.Contains(text(out), "bondarchuk") || strings.Contains(text(out), "stoltenberg") {
		t.Errorf("in the claim: %s", text(out))
	}
	if got := g.Text("Bondarchuk and Jens Stoltenberg met"); got != withhold.Bar+" and Jens Stoltenberg met" {
		t.Errorf("after it: %q", got)
	}
}

// TestMovements: movements of forces and transports of arms are told after the delay and by area; a promise of arms, a strike and a police march are told at once.
func TestMovements(t *testing.T) {
	at := func(typ factum.EventType, mode, item, to string) factum.Claim {
		c := claim(typ, "Troops left Kramatorsk for Kramatorsk's east.")
		if mode != "" {
			c.Modes = []string{mode}
		}
		if item != "" {
			c.Items = []factum.Item{{Code: item}}
		}
		c.Place = &factum.Place{Text: "Kramatorsk", Name: "Kramatorsk", Country: "UKR", Admin1: "Donetsk", Lat: 48.73, Lon: 37.58, GeoNames: 704508, Precision: "settlement"}
		if to != "" {
			c.Time = &factum.ClaimTime{From: to, To: to, Precision: "day"}
		}
		return c
	}
	delay := factum.Order{Ordered: factum.Ordered{Kind: factum.OrderDelay, Value: json.RawMessage("30")}}
	for _, c := range []struct {
		name   string
		claim  factum.Claim
		asOf   string
		orders []factum.Order
		told   bool
		coarse bool
	}{
		{"on the sixth day", at(factum.Mobilize, "troops", "", "2022-04-08"), "2022-04-14", nil, false, false},
		{"on the seventh", at(factum.Mobilize, "troops", "", "2022-04-08"), "2022-04-15", nil, true, true},
		{"under another delay", at(factum.Mobilize, "troops", "", "2022-04-08"), "2022-04-15", []factum.Order{delay}, false, false},
		{"without a time, by publication", at(factum.Mobilize, "", "", ""), "2022-04-16", nil, false, false},
		{"and later", at(factum.Mobilize, "", "", ""), "2022-04-17", nil, true, true},
		{"forces pulled back", at(factum.Retreat, "withdraw", "", "2022-04-08"), "2022-04-10", nil, false, false},
		{"prisoners freed", at(factum.Retreat, "release", "", "2022-04-08"), "2022-04-10", nil, true, false},
		{"arms handed over", at(factum.Aid, "", "missiles", "2022-04-08"), "2022-04-10", nil, false, false},
		{"grain handed over", at(factum.Aid, "", "grain", "2022-04-08"), "2022-04-10", nil, true, false},
		{"arms promised", at(factum.Agree, "", "missiles", "2022-04-08"), "2022-04-10", nil, true, false},
		{"police", at(factum.Mobilize, "police", "", "2022-04-08"), "2022-04-10", nil, true, false},
		{"a strike", at(factum.Assault, "aerial", "", "2022-04-08"), "2022-04-08", nil, true, false},
		{"as of no day", at(factum.Mobilize, "troops", "", "2022-04-08"), "", nil, false, false},
	} {
		g := gate(t, c.asOf, c.orders...)
		out, ok := g.Claim(c.claim)
		if ok != c.told {
			t.Errorf("%s: told %v, want %v", c.name, ok, c.told)
			continue
		}
		var items []string
		for _, i := range c.claim.Items {
			items = append(items, i.Code)
		}
		o := factum.Occurrence{Type: c.claim.Type, Modes: c.claim.Modes, Items: items, Place: c.claim.Place, From: factum.NoDay, To: factum.NoDay, Told: []factum.Telling{{Published: factum.DayOf("2022-04-10")}}}
		if c.claim.Time != nil {
			o.From, o.To = factum.DayOf(c.claim.Time.From), factum.DayOf(c.claim.Time.To)
		}
		oo, ok := g.Occurrence(&o)
		if ok != c.told {
			t.Errorf("%s: as an occurrence told %v, want %v", c.name, ok, c.told)
		}
		if !c.told {
			continue
		}
		left := strings.Contains(text(out), "kramatorsk") || strings.Contains(text(out), "48.73") || strings.Contains(text(out), "704508")
		if left == c.coarse {
			t.Errorf("%s: %s", c.name, text(out))
		}
		if (oo.Place.Precision == "admin1") != c.coarse || (oo.Place.GeoNames == 0) != c.coarse {
			t.Errorf("%s: the occurrence lies at %+v", c.name, oo.Place)
		}
	}
}

// TestFact strikes what its claims withhold out of headline, elements, lines and reasons.
func TestFact(t *testing.T) {
	c := claim(factum.Assault, "Taras Hnatenko was killed in Lozova.")
	c.Recipients = []factum.Actor{{Text: "Taras Hnatenko", Role: "civilians"}}
	f := factum.Fact{ID: "fct_a", Type: factum.Assault, Headline: "ASSAULT on Taras Hnatenko in Lozova", Elements: []factum.Element{
		{Name: "victims", Value: json.RawMessage(`[{"basis":"named","code":"","role":"civilians","span":[0,14],"text":"Taras Hnatenko"}]`)},
		{Name: "place", Value: json.RawMessage(`{"name":"Lozova"}`)}},
		Lines: []factum.Line{{Speaker: "a neighbour of Hnatenko"}}, Sources: []factum.SourceID{"src_a.example", "src_b.example"},
		Findings: []factum.Finding{{By: "anna", Reason: "Hnatenko's papers"}}, Why: []factum.Tie{{Why: []string{"victims: Taras Hnatenko"}}}}
	g := gate(t, "2022-06-01", order(factum.OrderWithhold, "source", "a.example", "source-protection"), order(factum.OrderWithhold, "collector", "anna", "safety"))
	out, told, ok := g.Fact(f, []factum.Claim{c})
	if !ok || len(told) != 1 {
		t.Fatal("held back")
	}
	for _, w := range []string{"hnatenko", "taras", "anna", "a.example"} {
		if s := text(out) + text(told); strings.Contains(s, w) {
			t.Errorf("%q is still there: %s", w, s)
		}
	}
	if !strings.Contains(text(out), "lozova") || len(out.Sources) != 1 {
		t.Errorf("what may be told is gone: %s", text(out))
	}
	if strings.Contains(text(f), withhold.Bar) {
		t.Errorf("the fact given was changed")
	}
}

// FuzzText strikes any text: a name that was ordered out is in none of the answers.
func FuzzText(f *testing.F) {
	f.Add("Bohdan Kravets and the Kravetses", "Bohdan Kravets")
	f.Add("z Bohdanem Krawcem", "Bohdan Krawiec")
	f.Add("a\u00adb-c’d", "ab")
	f.Fuzz(func(t *testing.T, s, name string) {
		g, err := withhold.New([]factum.Order{order(factum.OrderWithhold, "person", name, "safety")}, 0)
		if err != nil {
			return
		}
		g.Address(s)
		once := g.Text(s)
		if twice := g.Text(once); strings.ReplaceAll(twice, withhold.Bar, "") != strings.ReplaceAll(once, withhold.Bar, "") && !strings.Contains(strings.ToLower(name), "withheld") {
			t.Errorf("%q became %q and then %q", s, once, twice)
		}
	})
}
