package language

import (
	"strings"
	"testing"
)

// TestWrongRows: a mistake in any table is refused with its file, line and reason.
func TestWrongRows(t *testing.T) {
	ofRules := func(parse func(map[string]*rules, string, string) error) func(string) error {
		return func(text string) error {
			by := map[string]*rules{}
			for _, l := range Languages {
				by[l] = &rules{Of(l), map[string]abbreviation{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
			}
			return parse(by, "table", text)
		}
	}
	languages := func(text string) error {
		_, err := parseLanguages("table", text, lightStemmers)
		return err
	}
	stems := func(text string) error { _, err := parseStems("table", text); return err }
	months := func(text string) error { _, err := parseMonths("table", text); return err }
	words := func(text string) error { _, err := parseWords("table", text, "person", "place"); return err }
	profiles := func(text string) error {
		samples := map[string]string{}
		for _, l := range Languages {
			samples[l] = read("data/profiles/" + l + ".txt")
		}
		_, err := parseProfiles("table", text, samples)
		return err
	}
	const good = "nl\tDutch\té\tdutch\tNLD\t-\n"
	for _, c := range []struct {
		table func(string) error
		text  string
		want  string // of the error; "" for a table without fault
	}{
		{languages, "# head\n" + good, ""},
		{languages, "# nothing", "table: no language"},
		{languages, good + "en\tEnglish\té\tenglish\tGBR\n", "table:2: 5 fields"},
		{languages, "english\tEnglish\té\tenglish\tGBR\t-\n", "table:1: \"english\" is no ISO 639-1 code"},
		{languages, good + good, "table:2: nl stands there twice"},
		{languages, "en\t\té\tenglish\tGBR\t-\n", "table:1: en has no name"},
		{languages, "en\tEnglish\t\tenglish\tGBR\t-\n", "table:1: en has no letters"},
		{languages, "en\tEnglish\té, ï\tenglish\tGBR\t-\n", "table:1: letters"},
		{languages, "en\tEnglish\té\tenglis\tGBR\t-\n", "table:1: \"englis\" is no stemmer; want light, - or one of danish"},
		{languages, "cs\tCzech\tě\tlight\tCZE\t-\n", "table:1: stemmer light: data/stems.txt has no endings for cs"},
		{languages, "en\tEnglish\té\tenglish\tUK\t-\n", "table:1: home \"UK\" is no"},
		{languages, "en\tEnglish\té\tenglish\tGBR\tmonth-last\n", "table:1: \"month-last\" is no trait"},
		{stems, "pl ending ami\npl outer sz/3", ""},
		{stems, "pl ending", "table:1: want a language, a class and words"},
		{stems, "pl endings ami", "table:1: \"endings\" is no class of this table; want outer, ending"},
		{stems, "pl ending Ami", "table:1: ending \"Ami\": want small letters"},
		{stems, "# x\npl outer ami", "table:2: outer \"ami\""},
		{months, "nl 1 januari jan.", ""},
		{months, "nl 13 nonember", "table:1: \"13\" is no month"},
		{months, "nl 1 januari\nnl 2 januari", "table:2: \"januari\" names month 1 already"},
		{months, "xx 1 januari", "table:1: \"xx\" is no language of data/languages.tsv"},
		{ofRules(addAbbreviations), "nl title dhr", ""},
		{ofRules(addAbbreviations), "nl titel dhr", "table:1: \"titel\" is no class of this table; want title, number"},
		{ofRules(addAbbreviations), "nl title dhr.", "table:1: \"dhr.\": the last dot is left out"},
		{ofRules(addAbbreviations), "xx title dhr", "table:1: \"xx\" is no language"},
		{ofRules(addStarters), "nl starters de het\nnl dates op", ""},
		{ofRules(addStarters), "nl begins de het", "table:1: \"begins\" is no class of this table; want starters, cues, dates, openings, articles"},
		{words, "nl person van", ""},
		{words, "nl people van", "table:1: \"people\" is no class of this table; want person, place"},
		{words, "\nzz person van", "table:2: \"zz\" is no language"},
		{profiles, read("data/profiles/other.txt"), ""},
		{profiles, "= a b\n", "table:1: text before the first language"},
		{profiles, "@ swe å\n", "table:1: \"swe\": want a code of two letters"},
		{profiles, "@ sv å\nEn mening utan lista.\n", "table:2: want a first line of ="},
		{profiles, "@ sv å\n= och att\nFör kort.\n", "table:2: want sentences"},
	} {
		err := c.table(c.text)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}

// TestTables: every table of the program can be read, and each language has what its sentences are cut by.
func TestTables(t *testing.T) {
	loadProfiles()
	for _, l := range Languages {
		r := rulesOf(l)
		if r.Code != l || len(r.abbreviations) < 5 || len(r.starters) < 20 {
			t.Errorf("%s: %d abbreviations, %d words that begin sentences", l, len(r.abbreviations), len(r.starters))
		}
		if Of(l).stem == nil {
			t.Errorf("%s has no stemmer", l)
		}
	}
	if Of("zz").Has(MonthFirst) || !Of(Und).Has(MonthFirst) {
		t.Error("the traits of languages that are not read")
	}
}

// TestLightStems: endings go, the longest first, and three letters are left.
func TestLightStems(t *testing.T) {
	for _, c := range []struct{ lang, word, stem string }{
		{"pl", "miastami", "miast"}, {"pl", "ostrzeliwała", "ostrzeliw"}, {"pl", "dom", "dom"}, {"pl", "domu", "dom"},
		{"uk", "містами", "міст"}, {"uk", "зустрілася", "зустр"}, {"uk", "дім", "дім"}, {"uk", "п'ять", "п'ят"},
	} {
		if got := Stem(c.lang, c.word); got != c.stem {
			t.Errorf("%s %s: %s, want %s", c.lang, c.word, got, c.stem)
		}
	}
}
