package sets

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"os"
	"strconv"

	"factum"
	"factum/score/measure"
)

// lglArticle is an article of the Local-Global Lexicon corpus. Offsets count characters of the text.
type lglArticle struct {
	Text     string `xml:"text"`
	Date     string `xml:"dltime"`
	Toponyms []struct {
		Start  int `xml:"start"`
		End    int `xml:"end"`
		Gaztag *struct {
			Lat float64 `xml:"lat"`
			Lon float64 `xml:"lon"`
		} `xml:"gaztag"`
	} `xml:"toponyms>toponym"`
}

// near161 is the 100 miles that the literature counts as found.
const near161 = 161

// lgl scores names of places in English local news.
func (r *runner) lgl(path string) ([]Row, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Articles []lglArticle `xml:"article"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	type scored struct{ gold, found, near, withPoint, foundWithPoint int }
	var all scored
	err = each(r, doc.Articles, func(a lglArticle) (s scored, err error) {
		d, err := r.read(text{text: a.Text, lang: "en", date: a.Date[:min(10, len(a.Date))]})
		if err != nil {
			return s, err
		}
		at := byteOffsets(a.Text)
		var gold, found []factum.Span
		for _, t := range a.Toponyms {
			gold = append(gold, factum.Span{Start: at[min(t.Start, len(at)-1)], End: at[min(t.End, len(at)-1)]})
		}
		for _, p := range d.Mentions.Places {
			found = append(found, p.Span)
		}
		for i, j := range measure.Pairs(gold, found) {
			s.gold++
			g := a.Toponyms[i].Gaztag
			if g != nil {
				s.withPoint++
			}
			if j < 0 {
				continue
			}
			s.found++
			if g == nil {
				continue
			}
			s.foundWithPoint++
			if p := d.Mentions.Places[j]; p.Resolved() && measure.Km(p.Lat, p.Lon, g.Lat, g.Lon) <= near161 {
				s.near++
			}
		}
		return s, nil
	}, func(_ lglArticle, s scored) {
		all.gold += s.gold
		all.found += s.found
		all.near += s.near
		all.withPoint += s.withPoint
		all.foundWithPoint += s.foundWithPoint
	})
	return []Row{
		{Measure: "recall of toponyms", Value: measure.Share(all.found, all.gold), N: all.gold, Of: "toponyms", Wanted: ".78"},
		{Measure: "within 161 km, of those found", Value: measure.Share(all.near, all.foundWithPoint), N: all.foundWithPoint, Of: "toponyms", Wanted: ".86"},
		{Measure: "within 161 km, of all", Value: measure.Share(all.near, all.withPoint), N: all.withPoint, Of: "toponyms", Wanted: ".68"},
	}, err
}

// byteOffsets gives for each character its first byte, and one more for the end.
func byteOffsets(s string) []int {
	out := make([]int, 0, len(s)+1)
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// viina scores places in Ukrainian and Russian reports: is a place found near the labelled one.
func (r *runner) viina(path string) ([]Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	type report struct {
		text     text
		lat, lon float64
	}
	var reports []report
	c := csv.NewReader(f)
	c.LazyQuotes = true
	for first := true; ; first = false {
		x, err := c.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if first || len(x) < 9 {
			continue
		}
		lat, _ := strconv.ParseFloat(x[1], 64)
		lon, _ := strconv.ParseFloat(x[2], 64)
		reports = append(reports, report{text{text: x[8], date: x[0]}, lat, lon})
	}
	type scored struct {
		lang string
		near int // 20 km, 50 km: how many of both
		any  bool
	}
	near, n20, of := map[string]int{}, 0, map[string]int{}
	err = each(r, reports, func(p report) (s scored, err error) {
		d, err := r.read(p.text)
		if err != nil {
			return s, err
		}
		s.lang = d.Lang
		for _, m := range d.Mentions.Places {
			if !m.Resolved() {
				continue
			}
			s.any = true
			km := measure.Km(m.Lat, m.Lon, p.lat, p.lon)
			if km <= 20 {
				s.near = 2
			} else if km <= 50 {
				s.near = max(s.near, 1)
			}
		}
		return s, nil
	}, func(_ report, s scored) {
		of[s.lang]++
		if s.near > 0 {
			near[s.lang]++
		}
		if s.near == 2 {
			n20++
		}
	})
	rows := []Row{{Measure: "a place within 20 km of the labelled one", Value: measure.Share(n20, len(reports)), N: len(reports), Of: "reports"}}
	for _, l := range []string{"uk", "ru"} {
		rows = append(rows, Row{Measure: "a place within 50 km, " + l, Value: measure.Share(near[l], of[l]), N: of[l], Of: "reports", Wanted: ".80"})
	}
	return rows, err
}
