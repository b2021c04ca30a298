package mentions

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"factum"
)

// devMark is what a development sentence says of some of its words: kind q (quantity), t (time), a (actor), and what it is.
type devMark struct {
	span factum.Span
	kind byte
	says string
}

// parseDev takes the marks out of a line "{words|q killed 12-}": "-" alone says that the words are nothing.
func parseDev(t *testing.T, line string) (text string, marks []devMark) {
	t.Helper()
	var b strings.Builder
	for {
		i := strings.IndexByte(line, '{')
		if i < 0 {
			b.WriteString(line)
			return b.String(), marks
		}
		b.WriteString(line[:i])
		k := strings.IndexByte(line, '}')
		words, says, ok := strings.Cut(line[i+1:max(k, i+1)], "|")
		if !ok {
			t.Fatalf("bad mark in %q", line)
		}
		m := devMark{span: factum.Span{Start: b.Len(), End: b.Len() + len(words)}, kind: says[0]}
		if says != "-" {
			m.says = says[2:]
			marks = append(marks, m)
		}
		b.WriteString(words)
		line = line[k+1:]
	}
}

// devFound are the mentions of a document in the words of the marks.
func devFound(d *factum.Document) []devMark {
	var out []devMark
	for _, q := range d.Mentions.Quantities {
		says := fmt.Sprintf("%s %d-", q.Kind, q.Min)
		switch {
		case q.Max != nil && *q.Max == q.Min:
			says = fmt.Sprintf("%s %d", q.Kind, q.Min)
		case q.Max != nil && q.Min == 0:
			says = fmt.Sprintf("%s -%d", q.Kind, *q.Max)
		case q.Max != nil:
			says = fmt.Sprintf("%s %d-%d", q.Kind, q.Min, *q.Max)
		}
		if q.Kind == "money" {
			says += " " + q.Unit
		}
		out = append(out, devMark{q.Span, 'q', says})
	}
	for _, m := range d.Mentions.Times {
		out = append(out, devMark{m.Span, 't', m.Value})
	}
	for _, a := range d.Mentions.Actors {
		if a.Code != "" && a.Role != "adjective" {
			out = append(out, devMark{a.Span, 'a', a.Code})
		}
	}
	return out
}

// TestDev reads development sentences and wants nearly every mark right; those that are not are told with -v.
func TestDev(t *testing.T) {
	for _, lang := range []string{"nl", "en", "de", "fr", "es", "it", "pl", "uk", "ru"} {
		b, err := os.ReadFile("testdata/dev/" + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		right, gold, extra := 0, 0, 0
		for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			date, marked, _ := strings.Cut(line, "\t")
			text, marks := parseDev(t, marked)
			d := docOf(lang, date, "", text)
			Find(d)
			spans(t, d)
			found := devFound(d)
			used := make([]bool, len(found))
			for _, m := range marks {
				gold++
				ok, near := false, ""
				for i, f := range found {
					if f.kind == m.kind && f.span.Start < m.span.End && m.span.Start < f.span.End {
						used[i] = true
						if f.says == m.says {
							ok = true
						} else {
							near += " " + f.span.In(text) + "=" + f.says
						}
					}
				}
				if ok {
					right++
				} else {
					t.Logf("%s MISS %c %s=%s |%s | %s", lang, m.kind, m.span.In(text), m.says, near, text)
				}
			}
			for i, f := range found {
				if !used[i] && f.kind != 'a' {
					extra++
					t.Logf("%s EXTRA %c %s=%s | %s", lang, f.kind, f.span.In(text), f.says, text)
				}
			}
		}
		t.Logf("%s: %d of %d right, %d extra", lang, right, gold, extra)
		if right*100 < gold*90 || extra*100 > gold*5 {
			t.Errorf("%s: %d of %d marks right, %d more", lang, right, gold, extra)
		}
	}
}
