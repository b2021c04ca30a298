package mentions

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"factum/gazetteer"
)

// classes are the classes of each table with the values that they take, as a pattern; "0" where the value says nothing.
var classes = map[string]map[string]string{
	"times": {
		"month": "([1-9]|1[0-2])", "weekday": "[1-7]", "day": "-?[0-9]", "dayword": "([1-9]|[12][0-9]|3[01])", "ord": "[1-4]", "part": partValue, "partalone": partValue, "suffix": partValue,
		"daypart": "(-1|0|1)" + partValue, "season": "(SP|SU|FA|WI)", "unit": unitValue, "relunit": unitValue + " -?[0-9]", "set": "(P[0-9]+[DWMY]|PT[0-9]+H|XXXX-WXX-[1-7]|XXXX-XX-XXT" + partValue + ")", "told": "-?[0-9](|" + partValue + ")", "hourword": "([1-9]|1[0-2])",
		"hourpart": partValue, "decadeword": "[12][0-9]{2}", "unitone": unitValue, "monthabbr": "([1-9]|1[0-2])", "lasting": "PT?[0-9]+[MHDWY]", "mod": "(START|MID|END)",
		"now": "(PRESENT|PAST|FUTURE)_REF", "midday": "12:00", "midnight": "00:00", "yearnoun": "(0|behind)", "clockpre": "(0|minutes)", "agepre": "(0|person)", "partof": "(0|eve)",
		"plural": "0", "this": "0", "last": "0", "next": "0", "lastpost": "0", "nextpost": "0", "ago": "0", "agopre": "0", "hence": "(0|after)", "durpre": "0", "every": "0", "and": "0", "to": "0",
		"between": "0", "of": "0", "article": "0", "before": "0", "after": "0", "past": "0", "future": "0", "futureend": "0", "clock": "(0|unit|h)", "partto": "0", "ordinal": "0", "yearprep": "0",
		"monthprep": "0", "age": "0", "ageperson": "0", "half": "0", "hourpre": "0", "andhalf": "0", "sooner": "0", "later": "0", "thatclause": "0", "decade": "0", "halfyear": "0", "eve": "0", "since": "0", "halfto": "0", "decadepre": "0", "decadeend": "0", "unitprep": "0", "pastend": "0", "seasonarticle": "0",
	},
	"numbers": {
		"unit": "[0-9]+", "scale": "10+", "single": "10+", "inverted": "10+", "multiple": "[1-9][0-9]*", "vague": "[0-9]+-[0-9]+", "compound": "(0|tens)", "article": "1", "tenand": "0",
		"least": "0", "over": "0", "most": "0", "under": "0", "topical": "0", "topic": "0", "ormore": "0", "orless": "0", "nearly": "0", "about": "0", "and": "0", "to": "0", "between": "0",
	},
	"casualties": {
		"verb": kindValue, "verbperson": kindValue, "loss": kindValue, "roll": kindValue, "noun": kindValue, "toll": kindValue, "first": kindValue, "own": kindValue, "last": kindValue, "money": "[A-Z]{3}", "symbol": "[A-Z]{3}",
		"person": "0", "others": "0", "clause": "0", "within": "0", "giving": "0", "gives": "0", "sum": "[0-9]+ [A-Z]{3}", "percent": "0", "including": "0", "stop": "0", "measure": "0", "adj": "0", "label": "0", "partof": "0", "votes": "0", "collective": "0", "numberof": "0", "changed": "0",
	},
	"guards": {
		"metonym": "([A-Z]{3}|EU)", "metonymcase": "([A-Z]{3}|EU)", "theysay": "0", "direction": "[ESNW]", "definite": "[0f]", "portfolio": "[a-z ]+", "common": "0", "given": "0", "loc": "0", "of": "0", "pronoun": "0", "and": "0",
		"elsewhere": "0", "settled": "0", "former": "0", "nobody": "0", "ofplace": "0", "where": "(0|border)", "townadj": "[A-Z]{3}", "abroad": "0", "whither": "0", "giving": "0", "towards": "0", "prefix": "0", "feature": "0",
	},
	"items":  {"label": "[a-z-]+", "item": "[a-z-]+"},
	"quotes": {"say": "(0|[a-zäöü]+)", "close": "[a-zäöü]+", "as": "0", "noun": "0", "according": "(0|within|behind|before|own)", "lead": "0", "intend": "0", "pronoun": "0", "call": "(0|name)", "calledas": "0", "titled": "0", "or": "0", "source": "0", "article": "0", "led": "0", "mood": "(0|to)", "infix": "[a-z]+", "cite": "(0|outer)", "citing": "0", "reads": "0", "adverb": "0", "clitic": "0", "inside": "0", "passive": "0", "voice": "0", "oblique": "0", "because": "0", "that": "(0|ask)", "weak": "0", "anaphor": "0", "reporters": "0"},
}

const (
	partValue = "(MO|AF|EV|NI)"
	unitValue = "(S|M|H|D|W|WE|MO|Q|Y|DE|CE)"
	kindValue = "(killed|wounded|missing|displaced|detained|affected)"
)

// rows reads data/<name>.tsv (lang, class, value, forms). A fault in it is a fault of the program and panics.
func rows(name string) [][]string {
	return gazetteer.Rows(dataFiles, "data/"+name+".tsv", 4, checkRow(name))
}

// checkRow says what is wrong with a row of a table: its language, class, value or forms.
func checkRow(name string) func(f []string) error {
	values := map[string]*regexp.Regexp{}
	var known []string
	for class, pattern := range classes[name] {
		values[class] = regexp.MustCompile("^" + pattern + "$")
		known = append(known, class)
	}
	slices.Sort(known)
	labels := map[string]bool{}
	return func(f []string) error {
		if err := gazetteer.CheckLang(f[0], true); err != nil {
			return err
		}
		v := values[f[1]]
		switch {
		case v == nil:
			return fmt.Errorf("%q is no class of this table; want one of %s", f[1], strings.Join(known, " "))
		case !v.MatchString(f[2]):
			return fmt.Errorf("%q is no value of class %s; want %s", f[2], f[1], classes[name][f[1]])
		case strings.TrimSpace(f[3]) == "":
			return fmt.Errorf("no forms; leave the row out where the language has none")
		case f[1] == "label":
			labels[f[2]] = true
		case f[1] == "item" && !labels[f[2]]:
			return fmt.Errorf("item %q has no label above it", f[2])
		}
		return gazetteer.CheckForms(f[3])
	}
}
