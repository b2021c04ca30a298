package sets

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"factum"
	"factum/score/measure"
)

var (
	jsEntry = regexp.MustCompile(`(?m)^\s*id: '([^']*)'`)
	jsDate  = regexp.MustCompile(`(?m)^\s*date: '([^']*)'`)
	jsText  = regexp.MustCompile("(?ms)^\\s*text: (?:`((?:[^`\\\\]|\\\\.)*)`|'((?:[^'\\\\]|\\\\.)*)')")
)

// address is an official address in one language.
type address struct{ id, date, text string }

// readAddresses reads the objects of a source file: id, date and text are all that is used.
func readAddresses(path string) ([]address, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := string(b)
	var out []address
	at := jsEntry.FindAllStringSubmatchIndex(s, -1)
	for i, m := range at {
		end := len(s)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		entry := s[m[0]:end]
		a := address{id: s[m[2]:m[3]]}
		if d := jsDate.FindStringSubmatch(entry); d != nil {
			a.date = d[1][:min(10, len(d[1]))]
		}
		if t := jsText.FindStringSubmatch(entry); t != nil {
			a.text = strings.NewReplacer("**", "", `\'`, "'", "\\`", "`").Replace(t[1] + t[2])
		}
		out = append(out, a)
	}
	return out, nil
}

// speeches scores the same addresses in two languages: are the same places and actors found.
func (r *runner) speeches(dir string) ([]Row, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*-en.js"))
	if err != nil {
		return nil, err
	}
	type pair struct{ uk, en address }
	var pairs []pair
	for _, f := range files {
		en, err := readAddresses(f)
		if err != nil {
			return nil, err
		}
		uk, err := readAddresses(strings.Replace(f, "-en.js", ".js", 1))
		if err != nil {
			return nil, err
		}
		by := map[string]address{}
		for _, a := range uk {
			by[a.id] = a
		}
		for _, a := range en {
			if u, ok := by[a.id]; ok && len(a.text) > 500 && len(u.text) > 500 { // what is only announced has no text of its own
				pairs = append(pairs, pair{u, a})
			}
		}
	}
	type scored struct{ places, actors, both float64 }
	var all scored
	n := 0
	err = each(r, pairs, func(p pair) (s scored, err error) {
		uk, err := r.read(text{text: p.uk.text, lang: "uk", date: p.uk.date})
		if err != nil {
			return s, err
		}
		en, err := r.read(text{text: p.en.text, lang: "en", date: p.en.date})
		if err != nil {
			return s, err
		}
		pu, pe, au, ae := placesOf(uk), placesOf(en), actorsOf(uk), actorsOf(en)
		s.places, s.actors = measure.Jaccard(pu, pe), measure.Jaccard(au, ae)
		for k := range au {
			pu[k] = true
		}
		for k := range ae {
			pe[k] = true
		}
		s.both = measure.Jaccard(pu, pe)
		return s, nil
	}, func(_ pair, s scored) {
		all.places += s.places
		all.actors += s.actors
		all.both += s.both
		n++
	})
	k := float64(max(n, 1))
	return []Row{
		{Measure: "same places in both, mean Jaccard", Value: all.places / k, N: n, Of: "addresses", Wanted: ".75"},
		{Measure: "same actors in both, mean Jaccard", Value: all.actors / k, N: n, Of: "addresses", Wanted: ".75"},
		{Measure: "same places and actors, mean Jaccard", Value: all.both / k, N: n, Of: "addresses", Wanted: ".75"},
	}, err
}

func placesOf(d *factum.Document) map[string]bool {
	out := map[string]bool{}
	for _, p := range d.Mentions.Places {
		if p.Resolved() {
			k := "place " + p.Name + " " + p.Country
			if p.GeoNames != 0 {
				k = "place " + strconv.FormatInt(p.GeoNames, 10)
			}
			out[k] = true
		}
	}
	return out
}

func actorsOf(d *factum.Document) map[string]bool {
	out := map[string]bool{}
	for _, a := range d.Mentions.Actors {
		if a.Code != "" {
			out["actor "+a.Code] = true
		}
	}
	return out
}
