package gazetteer

import (
	"strings"
	"testing"
)

func TestPublishers(t *testing.T) {
	for _, c := range []struct{ domain, name, want, country, interest string }{
		{"www.reuters.com", "", "REUTERS", "GBR", "unknown"},
		{"", "ТАСС", "TASS", "RUS", "party"},
		{"tass.com", "something else", "TASS", "RUS", "party"},
		{"", "Укрінформ", "UKRINFORM", "UKR", "party"},
		{"function.mil.ru", "", "Минобороны России", "RUS", "party"},
		{"nieuws.nos.nl", "", "NOS", "NLD", "unknown"},
		{"", "de volkskrant", "de Volkskrant", "NLD", "unknown"},
		{"shape.nato.int", "", "NATO", "", "ally"},
		{"europarl.europa.eu", "", "European Parliament", "", "ally"},
		{"", "OCHA", "OCHA", "", "neutral"},
		{"reuters.example.org", "Reuters", "", "", ""},
		{"notreuters.com", "", "", "", ""},
		{"com", "", "", "", ""},
		{"", "", "", "", ""},
		{"", "De Zuiderlantaarn", "", "", ""},
	} {
		p, ok := PublisherOf(c.domain, c.name)
		got := p.Code
		if got == "" && ok {
			got = p.Names[0]
		}
		if got != c.want || p.Country != c.country || p.Interest != c.interest {
			t.Errorf("%q %q: %q %s %s, want %q %s %s", c.domain, c.name, got, p.Country, p.Interest, c.want, c.country, c.interest)
		}
	}
	for words, want := range map[string]string{"Agence France-Presse": "AFP", "dpa": "DPA", "РИА Новости": "RIA", "INTERFAX.RU": "INTERFAX", "NRC": "", "nrc.nl": "", "": ""} {
		if got := Agency(words); got != want {
			t.Errorf("%q is the agency %q, want %q", words, got, want)
		}
	}
	// What a language's newsrooms draw on most is there.
	byLang := map[string]int{}
	seen := map[*Publisher]bool{}
	for _, p := range publishers().byName {
		if !seen[p] {
			seen[p] = true
			byLang[p.Lang]++
		}
	}
	for _, lang := range []string{"nl", "en", "de", "fr", "es", "it", "pl", "uk", "ru"} {
		if byLang[lang] < 10 {
			t.Errorf("%d sources whose language is %s", byLang[lang], lang)
		}
	}
}

// TestWrongPublishers: a mistake in the table of sources is refused with its file, line and reason.
func TestWrongPublishers(t *testing.T) {
	const reuters = "REUTERS\treuters.com\tReuters\tGBR\ten\tThomson Reuters\t\t\t\n"
	for _, c := range []struct{ row, want string }{
		{"\tnos.nl\tNOS\tNLD\tnl\t\tREUTERS\t\t", ""},
		{"\t\tNOS\t\tnl\t\t\tparty\tUKR | SYR", ""},
		{"\tnos.nl\tNOS\tNLD", "table:2: 4 fields"},
		{"Nos\tnos.nl\tNOS\tNLD\tnl\t\t\t\t", "table:2: \"Nos\" in column 1 is no code"},
		{"\thttps://nos.nl\tNOS\tNLD\tnl\t\t\t\t", "table:2: \"https://nos.nl\" in column 2 is no domain"},
		{"\twww.nos.nl\tNOS\tNLD\tnl\t\t\t\t", "in column 2 is no domain"},
		{"\tNOS.nl\tNOS\tNLD\tnl\t\t\t\t", "in column 2 is no domain"},
		{"\tnos\tNOS\tNLD\tnl\t\t\t\t", "in column 2 is no domain"},
		{"\tnos.nl\t\tNLD\tnl\t\t\t\t", "table:2: nothing in column 3"},
		{"\tnos.nl\tNOS\tNED\tnl\t\t\t\t", "table:2: \"NED\" is no state"},
		{"\tnos.nl\tNOS\tNLD\tnld\t\t\t\t", "table:2: \"nld\" in column 5"},
		{"\tnos.nl\tNOS\tNLD\tnl\t\tANP\t\t", "table:2: \"ANP\" in column 7 is no code"},
		{"\tnos.nl\tNOS\tNLD\tnl\t\t\tunknown\t", "table:2: \"unknown\" in column 8"},
		{"\tnos.nl\tNOS\tNLD\tnl\t\t\tfoe\tUKR", "table:2: \"foe\" in column 8"},
		{"\tnos.nl\tNOS\tNLD\tnl\t\t\tally\t", "table:2: an interest as ally, but no war"},
		{"\tnos.nl\tNOS\tNLD\tnl\t\t\t\tUKR", "table:2: wars \"UKR\", but no interest"},
		{"\tnos.nl\tNOS\tNLD\tnl\t\t\tally\tXXX", "table:2: \"XXX\" is no state"},
		{"\treuters.com\tNOS\tNLD\tnl\t\t\t\t", "table:2: the domain \"reuters.com\" stands in the row of Reuters"},
		{"\tnos.nl\tREUTERS\tNLD\tnl\t\t\t\t", "table:2: the name \"reuters\" stands in the row of Reuters"},
		{"REUTERS\tnos.nl\tNOS\tNLD\tnl\t\t\t\t", "table:2: the code \"REUTERS\" stands"},
	} {
		_, err := parsePublishers("table", reuters+c.row+"\n")
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: got %v, want %s", c.row, err, c.want)
		}
	}
}
