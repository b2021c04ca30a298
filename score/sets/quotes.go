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

// said is a quote of the gold: its form ("" any), its content and who says it (empty: not in the text).
type said struct {
	form          string
	span, speaker factum.Span
}

// quoted is a text with what is said in it.
type quoted struct {
	text text
	said []said
}

// quotes scores quotes of one form, "" all, and of those found the speaker.
func (r *runner) quotes(all []quoted, forms map[string][]string) (map[string]measure.Count, measure.Count, error) {
	type scored struct {
		forms   map[string]measure.Count
		speaker measure.Count
	}
	counts, speaker := map[string]measure.Count{}, measure.Count{}
	err := each(r, all, func(q quoted) (s scored, err error) {
		d, err := r.read(q.text)
		if err != nil {
			return s, err
		}
		s.forms = map[string]measure.Count{}
		for name, ours := range forms {
			var gold, found []factum.Span
			var golds []said
			var founds []factum.Quote
			for _, g := range q.said {
				if name == "all" || g.form == name {
					gold, golds = append(gold, g.span), append(golds, g)
				}
			}
			for _, f := range d.Mentions.Quotes {
				for _, o := range ours {
					if f.Part == factum.PartText && f.Form == o {
						found, founds = append(found, f.Span), append(founds, f)
					}
				}
			}
			c := measure.Count{Found: len(found), Gold: len(gold)}
			for i, j := range measure.Pairs(gold, found) {
				if j < 0 {
					continue
				}
				c.Right++
				if g := golds[i]; g.speaker.End > 0 {
					s.speaker.Gold++
					if f := founds[j]; f.SpeakerSpan != nil && measure.Overlap(*f.SpeakerSpan, g.speaker) > 0 {
						s.speaker.Right++
					}
				}
			}
			s.forms[name] = c
		}
		return s, nil
	}, func(_ quoted, s scored) {
		for name, c := range s.forms {
			x := counts[name]
			x.Add(c)
			counts[name] = x
		}
		speaker.Add(s.speaker)
	})
	return counts, speaker, err
}

// quotesDE scores direct and indirect speech in German. The set's mixed forms belong to no form here and count on neither side.
func (r *runner) quotesDE(path string) ([]Row, error) {
	type row struct {
		ID, Text string
		Quotes   []struct {
			Type     string
			Quotes   [][2]int `json:"quote_spans"`
			Speakers [][2]int `json:"speaker_spans"`
		}
	}
	rows, err := lines[row](path)
	if err != nil {
		return nil, err
	}
	var all []quoted
	for _, x := range rows {
		q := quoted{text: text{text: x.Text, lang: "de", date: dateIn(x.ID)}}
		at := byteOffsets(x.Text)
		for _, y := range x.Quotes {
			s := said{form: strings.ToLower(y.Type), span: stretch(at, y.Quotes), speaker: stretch(at, y.Speakers)}
			if s.form == "direct" || s.form == "indirect" {
				q.said = append(q.said, s)
			}
		}
		all = append(all, q)
	}
	counts, speaker, err := r.quotes(all, map[string][]string{"direct": {"direct"}, "indirect": {"indirect", "reported"}})
	return []Row{
		{Measure: "direct, content overlap F1", Value: counts["direct"].F1(), N: counts["direct"].Gold, Of: "quotes", Wanted: ".88"},
		{Measure: "indirect, content overlap F1", Value: counts["indirect"].F1(), N: counts["indirect"].Gold, Of: "quotes", Wanted: ".58"},
		{Measure: "speaker right, of those found", Value: speaker.Recall(), N: speaker.Gold, Of: "quotes", Wanted: ".80"},
	}, err
}

var isoDate = regexp.MustCompile(`\((\d{4}-\d\d-\d\d)\)`)

func dateIn(id string) string {
	if m := isoDate.FindStringSubmatch(id); m != nil && m[1] > "1000" {
		return m[1]
	}
	return ""
}

// stretch is the bytes from the first to the last of some stretches of characters, in whatever order the gold lists them.
func stretch(at []int, parts [][2]int) factum.Span {
	if len(parts) == 0 {
		return factum.Span{}
	}
	from, to := parts[0][0], parts[0][1]
	for _, p := range parts[1:] {
		from, to = min(from, p[0]), max(to, p[1])
	}
	return factum.Span{Start: at[min(from, len(at)-1)], End: at[min(to, len(at)-1)]}
}

// quotesEN scores attributed content in English press texts, marked in brat's format beside each text.
func (r *runner) quotesEN(dir string) ([]Row, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var all []quoted
	for _, f := range files {
		anns, err := filepath.Glob(strings.TrimSuffix(f, ".txt") + "*.ann")
		if err != nil || len(anns) == 0 {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		ann, err := os.ReadFile(anns[0])
		if err != nil {
			return nil, err
		}
		q := quoted{text: text{text: string(b), lang: "en", date: regexp.MustCompile(`\d{4}-\d\d-\d\d`).FindString(filepath.Base(f))}}
		q.said = brat(string(ann), byteOffsets(string(b)))
		all = append(all, q)
	}
	counts, speaker, err := r.quotes(all, map[string][]string{"all": {"direct", "indirect", "reported"}})
	return []Row{
		{Measure: "content overlap F1", Value: counts["all"].F1(), N: counts["all"].Gold, Of: "attributions", Wanted: ".60"},
		{Measure: "precision", Value: counts["all"].Precision(), N: counts["all"].Found, Of: "found"},
		{Measure: "recall", Value: counts["all"].Recall(), N: counts["all"].Gold, Of: "attributions"},
		{Measure: "speaker right, of those found", Value: speaker.Recall(), N: speaker.Gold, Of: "attributions", Wanted: ".75"},
	}, err
}

// brat reads attributions: events that tie a content to a source.
func brat(ann string, at []int) (out []said) {
	marks := map[string][][2]int{}
	for _, l := range strings.Split(ann, "\n") {
		f := strings.SplitN(l, "\t", 3)
		if len(f) < 2 {
			continue
		}
		switch f[0][0] {
		case 'T':
			_, spans, _ := strings.Cut(f[1], " ")
			for _, s := range strings.Split(spans, ";") {
				a, b, _ := strings.Cut(s, " ")
				x, _ := strconv.Atoi(a)
				y, _ := strconv.Atoi(b)
				marks[f[0]] = append(marks[f[0]], [2]int{x, y})
			}
		case 'E':
			var s said
			for _, arg := range strings.Fields(f[1]) {
				role, id, _ := strings.Cut(arg, ":")
				switch strings.TrimRight(role, "0123456789") {
				case "Content":
					s.span = stretch(at, marks[id])
				case "Source":
					s.speaker = stretch(at, marks[id])
				}
			}
			if s.span.End > 0 {
				out = append(out, s)
			}
		}
	}
	return out
}
