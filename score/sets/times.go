package sets

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"

	"factum"
	"factum/score/measure"
)

// timeText is a TimeML document: its text without the marks, and what they marked.
type timeText struct {
	text  string
	date  string // of creation
	marks []timeMark
}

type timeMark struct {
	span  factum.Span
	value string
}

// readTimeML takes TIMEX3 marks out of a document.
func readTimeML(b []byte) (t timeText, err error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var sb strings.Builder
	var open []timeMark
	in := false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return t, err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			if x.Name.Local == "TEXT" {
				in = true
			}
			if x.Name.Local == "TIMEX3" {
				m := timeMark{span: factum.Span{Start: sb.Len()}}
				for _, a := range x.Attr {
					if a.Name.Local == "value" {
						m.value = a.Value
					}
				}
				if !in && t.date == "" {
					t.date = m.value[:min(10, len(m.value))]
				}
				open = append(open, m)
			}
		case xml.EndElement:
			if x.Name.Local == "TEXT" {
				in = false
			}
			if n := len(open); x.Name.Local == "TIMEX3" && n > 0 {
				m := open[n-1]
				open = open[:n-1]
				if m.span.End = sb.Len(); in && m.span.End > m.span.Start { // empty marks stand for what no words say
					t.marks = append(t.marks, m)
				}
			}
		case xml.CharData:
			if in {
				sb.Write(x)
			}
		}
	}
	t.text = sb.String()
	return t, nil
}

// times scores expressions of time: found where the words overlap, and of those the value.
func (r *runner) times(dir, lang, wantRelaxed, wantValue, baseRelaxed, baseValue string) ([]Row, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return nil, err
	}
	type scored struct{ strict, relaxed, value measure.Count }
	var all scored
	err = each(r, files, func(f string) (s scored, err error) {
		b, err := os.ReadFile(f)
		if err != nil {
			return s, err
		}
		gold, err := readTimeML(b)
		if err != nil {
			return s, err
		}
		doc, err := r.read(text{text: gold.text, lang: lang, date: gold.date})
		if err != nil {
			return s, err
		}
		var a, b2 []factum.Span
		for _, m := range gold.marks {
			a = append(a, m.span)
		}
		var found []factum.TimeMention
		for _, m := range doc.Mentions.Times {
			if m.Part == factum.PartText {
				found, b2 = append(found, m), append(b2, m.Span)
			}
		}
		n := measure.Count{Found: len(found), Gold: len(gold.marks)}
		s.strict, s.relaxed, s.value = n, n, n
		for i, j := range measure.Pairs(a, b2) {
			if j < 0 {
				continue
			}
			s.relaxed.Right++
			if a[i] == b2[j] {
				s.strict.Right++
			}
			if gold.marks[i].value == found[j].Value {
				s.value.Right++
			}
		}
		return s, nil
	}, func(_ string, s scored) {
		all.strict.Add(s.strict)
		all.relaxed.Add(s.relaxed)
		all.value.Add(s.value)
	})
	n := all.relaxed.Gold
	return []Row{
		{Measure: "expressions, relaxed F1", Value: all.relaxed.F1(), N: n, Of: "expressions", Wanted: wantRelaxed, Baseline: baseRelaxed},
		{Measure: "expressions, strict F1", Value: all.strict.F1(), N: n, Of: "expressions"},
		{Measure: "value F1", Value: all.value.F1(), N: n, Of: "expressions", Wanted: wantValue, Baseline: baseValue},
	}, err
}
