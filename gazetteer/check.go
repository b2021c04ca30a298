package gazetteer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"factum"
	"factum/language"
)

// checks say what is wrong with a row of each table that people write; the table that gen makes has none.
var checks = map[string]func(f []string) error{
	"demonyms.tsv":      all(code(0), lang(1, false), forms(2, 3, 4), some(2, 3, 4)),
	"organisations.tsv": all(kind(1, Organisation, ArmedGroup, Seat), lang(3, true), forms(4), some(4)),
	"offices.tsv":       all(some(0), kind(1, Office, Body, Group), lang(2, false), forms(3), some(3)),
	"regions.tsv":       all(some(0), country(1), point(3, 4), precision(5), count(6), lang(7, true), forms(8), some(8)),
	"abbreviations.tsv": all(some(0), alpha3(1), point(3, 4), count(5), forms(6, 7), some(6, 7)),
	"holders.tsv":       all(some(2), holder),
	"inflect.tsv":       all(lang(0, false), some(2)),
}

// all is the first fault that one of the checks finds.
func all(list ...func(f []string) error) func(f []string) error {
	return func(f []string) error {
		for _, c := range list {
			if err := c(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// some wants one of the columns filled.
func some(columns ...int) func(f []string) error {
	return func(f []string) error {
		for _, c := range columns {
			if strings.TrimSpace(f[c]) != "" {
				return nil
			}
		}
		return fmt.Errorf("nothing in column %d", columns[0]+1)
	}
}

// code wants a short stable code, of a state or an organisation.
func code(c int) func(f []string) error {
	return func(f []string) error {
		if len(f[c]) < 2 || strings.Trim(f[c], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			return fmt.Errorf("%q in column %d is no code of a state or organisation", f[c], c+1)
		}
		return nil
	}
}

// country is alpha3 for what may lie in no country, as a sea.
func country(c int) func(f []string) error {
	return func(f []string) error {
		if f[c] == "" {
			return nil
		}
		return alpha3(c)(f)
	}
}

func alpha3(c int) func(f []string) error {
	return func(f []string) error {
		if len(f[c]) != 3 || strings.Trim(f[c], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return fmt.Errorf("%q in column %d is no ISO 3166-1 alpha-3 code", f[c], c+1)
		}
		return nil
	}
}

// CheckLang says what is wrong with the language of a row: those that are read, and where anyone may stand for all of them, "*".
func CheckLang(code string, anyone bool) error {
	if language.Known(code) || anyone && code == "*" {
		return nil
	}
	return fmt.Errorf("%q is no language of language/data/languages.tsv", code)
}

func lang(c int, anyone bool) func(f []string) error {
	return func(f []string) error { return CheckLang(f[c], anyone) }
}

func kind(c int, want ...SenseKind) func(f []string) error {
	return func(f []string) error {
		if k, ok := kinds[f[c]]; ok && slices.Contains(want, k) {
			return nil
		}
		return fmt.Errorf("%q in column %d is no kind of this table", f[c], c+1)
	}
}

// CheckForms says what is wrong with a field of forms: braces without a set, a set of endings that does not exist, nothing between two bars.
func CheckForms(field string) error {
	if strings.TrimSpace(field) == "" {
		return nil
	}
	for _, f := range strings.Split(field, "|") {
		if strings.TrimSpace(f) == "" {
			return fmt.Errorf("%q: no form between two bars", field)
		}
	}
	for rest := field; ; {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			return nil
		}
		set, after, ok := strings.Cut(rest[open+1:], "}")
		if !ok {
			return fmt.Errorf("%q: '{' without '}'", field)
		}
		if _, is := paradigms()[set]; !is {
			return fmt.Errorf("%q: no set of endings %q in gazetteer/data/paradigms.tsv", field, set)
		}
		rest = after
	}
}

func forms(columns ...int) func(f []string) error {
	return func(f []string) error {
		for _, c := range columns {
			if err := CheckForms(f[c]); err != nil {
				return err
			}
		}
		return nil
	}
}

func point(lat, lon int) func(f []string) error {
	return func(f []string) error {
		y, err1 := strconv.ParseFloat(f[lat], 64)
		x, err2 := strconv.ParseFloat(f[lon], 64)
		if err1 != nil || err2 != nil || y < -90 || y > 90 || x < -180 || x > 180 {
			return fmt.Errorf("%q, %q in columns %d and %d are no latitude and longitude in degrees", f[lat], f[lon], lat+1, lon+1)
		}
		return nil
	}
}

func precision(c int) func(f []string) error {
	return func(f []string) error {
		if !slices.Contains(factum.PlacePrecisions, f[c]) {
			return fmt.Errorf("%q in column %d is no precision; want one of %s", f[c], c+1, strings.Join(factum.PlacePrecisions, " "))
		}
		return nil
	}
}

func count(c int) func(f []string) error {
	return func(f []string) error {
		if n, err := strconv.ParseInt(f[c], 10, 64); err != nil || n < 0 {
			return fmt.Errorf("%q in column %d is no number; 0 for none", f[c], c+1)
		}
		return nil
	}
}

// holder wants a code, an office and when it was held, or nothing of them and spellings.
func holder(f []string) error {
	if f[0] == "" && f[1] == "" && f[3] == "" && f[4] == "" {
		return all(some(5), forms(5))(f)
	}
	return all(code(0), some(1), since(3, 4))(f)
}

// since wants a day, and a later one or none.
func since(from, to int) func(f []string) error {
	return func(f []string) error {
		a, err := time.Parse(time.DateOnly, f[from])
		if err != nil {
			return fmt.Errorf("%q in column %d is no day, as 2024-10-01", f[from], from+1)
		}
		if b, err := time.Parse(time.DateOnly, f[to]); f[to] != "" && (err != nil || b.Before(a)) {
			return fmt.Errorf("%q in column %d is no day after %s", f[to], to+1, f[from])
		}
		return nil
	}
}
