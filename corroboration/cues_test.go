package corroboration

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// TestCueTables holds the tables to their heads: known classes, whole numbers for degrees, folded forms, and something in every language of a notion.
func TestCueTables(t *testing.T) {
	classes := strings.Fields("neg neg? never still pass cond cond? uncond may maybe prob ev mood sure proof demand demand? plan consider part all legal blame num num?")
	graded := strings.Fields("demand demand? legal blame num num?")
	check := func(what, cell string) {
		for _, form := range strings.Split(cell, "|") {
			if f := language.Fold(strings.TrimPrefix(form, "^")); f != strings.TrimPrefix(form, "^") || strings.TrimSpace(form) != form {
				t.Errorf("%s: %q is not folded", what, form)
			}
		}
	}
	for _, row := range gazetteer.Rows(tableFiles, "data/cues.tsv", 2+len(cueLanguages), nil) {
		if !slices.Contains(classes, row[0]) {
			t.Errorf("class %q is none that is compared", row[0])
		}
		if _, err := strconv.Atoi(row[1]); slices.Contains(graded, row[0]) && err != nil {
			t.Errorf("%s has no degree: %q", row[0], row[1])
		}
		for _, cell := range row[2:] {
			check(row[0], cell)
		}
	}
	terms := map[string]bool{}
	for _, row := range gazetteer.Rows(tableFiles, "data/terms.tsv", 1+len(cueLanguages), nil) {
		if terms[row[0]] {
			t.Errorf("term %q twice", row[0])
		}
		terms[row[0]] = true
		for i, cell := range row[1:] {
			if cell == "" {
				t.Errorf("term %q has nothing in %s", row[0], cueLanguages[i])
			}
			check(row[0], cell)
		}
	}
	for _, b := range bodies() {
		if b.code == "" || len(b.domains) == 0 || len(b.names) == 0 {
			t.Errorf("a body without code, domain or name: %+v", b)
		}
		for _, r := range b.domains {
			if strings.ContainsAny(r, "/ ") || !strings.Contains(r, ".") {
				t.Errorf("%s: %q is no domain", b.code, r)
			}
		}
	}
}

func TestCuesIn(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "He said that it may not happen unless they agree.", "may neg cond+neg?"},
		{"en", "in May", "may"},
		{"de", "Es könnte ein Kriegsverbrechen sein, nicht nur ein Vorfall.", "may legal pass legal"},
		{"fr", "s'il n'y a pas d'accord", "cond neg"},
		{"nl", "Als Moskou betaalt, groeit het als kool.", "cond+cond? cond?"},
		{"pl", "tylko wtedy, gdy zgodzi się na nie Ukraina", "cond cond? pass"},
		{"ru", "пока не подтверждены", "still+cond?+neg? neg"},
		{"ru", "пока не будут сняты", "cond+neg?"},
		{"it", "senza condizioni", "uncond"},
		{"und", "not", ""},
	} {
		var got []string
		at := -1
		for _, q := range cuesIn(c.lang, c.text, factum.Span{End: len(c.text)}) {
			switch {
			case q.class == "term":
			case q.span.Start == at && !strings.HasSuffix(got[len(got)-1], q.class):
				got[len(got)-1] += "+" + q.class
			default:
				got = append(got, q.class)
			}
			if q.class != "term" {
				at = q.span.Start
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s %q: %s, want %s", c.lang, c.text, s, c.want)
		}
	}
}

func TestSoundsLike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Hnatiuk", "Гнатюк", true}, {"Vogel", "Фогель", true}, {"Djatschuk", "Дячук", true}, {"Otcheretyné", "Очеретино", true},
		{"Grant", "Marsh", false}, {"Kramatorsk", "Kharkiv", false}, {"Łapitiew", "Лаптев", true},
	} {
		if got := soundsLike(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}
