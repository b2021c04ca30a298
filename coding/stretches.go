package coding

import (
	"sort"

	"factum"
)

// Code implements Coder.
// Paragraphs that name a language of their own are coded in that. A language without a lexicon gives no claims.
func (c *Rules) Code(doc *factum.Document, id factum.Digest, ref string) []factum.Claim {
	langs := doc.OtherLangs()
	if len(langs) == 0 {
		return c.code(doc, id, ref)
	}
	out := c.code(only(doc, doc.Lang), id, ref)
	for _, l := range langs {
		out = append(out, c.code(only(doc, l), id, ref)...)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := &out[i], &out[j]
		if a.Part != b.Part {
			return a.Part == factum.PartTitle
		}
		return a.Trigger.Span.Start < b.Trigger.Span.Start
	})
	return out
}

// only is the document with those sentences that stand in paragraphs of one language. Its mentions stay whole: who is quoted in one language may be
// named in the other.
func only(doc *factum.Document, lang string) *factum.Document {
	d := *doc
	d.Sentences = nil
	if d.Lang != lang {
		d.Lang, d.TitleApart = lang, false
	}
	b := 0
	for _, s := range doc.Sentences {
		for b < len(doc.Paragraphs) && doc.Paragraphs[b].Span.End <= s.Start {
			b++
		}
		own := doc.Lang
		if b < len(doc.Paragraphs) && doc.Paragraphs[b].Lang != "" && doc.Paragraphs[b].Span.Overlaps(s) {
			own = doc.Paragraphs[b].Lang
		}
		if own == lang {
			d.Sentences = append(d.Sentences, s)
		}
	}
	return &d
}
