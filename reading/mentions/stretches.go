package mentions

import (
	"slices"
	"sort"
	"strings"

	"factum"
)

// Find fills doc.Mentions from the title, where it came apart from the text, and the text. It uses the
// document's language, publication time, sentences and paragraphs, and changes nothing else.
//
// Paragraphs that name a language of their own are read in that: all those in one language together, and apart from the rest, so that
// a name is not led back to one that is written in another language. What they open with a colon is somebody's statement, see introduced.
func Find(doc *factum.Document) {
	langs := doc.OtherLangs()
	if len(langs) == 0 {
		doc.Mentions = find(doc)
		return
	}
	m := find(only(doc, ""))
	for _, l := range langs {
		x := find(only(doc, l))
		m.Times = append(m.Times, x.Times...)
		m.Places = append(m.Places, x.Places...)
		m.Actors = append(m.Actors, x.Actors...)
		m.Quotes = append(m.Quotes, x.Quotes...)
		m.Quantities = append(m.Quantities, x.Quantities...)
		m.Items = append(m.Items, x.Items...)
	}
	inOrder(m.Times, func(x *factum.TimeMention) (string, factum.Span) { return x.Part, x.Span })
	inOrder(m.Places, func(x *factum.PlaceMention) (string, factum.Span) { return x.Part, x.Span })
	inOrder(m.Actors, func(x *factum.ActorMention) (string, factum.Span) { return x.Part, x.Span })
	quoteAt := func(x *factum.Quote) (string, factum.Span) { return x.Part, x.Span }
	inOrder(m.Quotes, quoteAt)
	m.Quotes = introduced(doc, &m)
	inOrder(m.Quotes, quoteAt)
	inOrder(m.Quantities, func(x *factum.QuantityMention) (string, factum.Span) { return x.Part, x.Span })
	inOrder(m.Items, func(x *factum.ItemMention) (string, factum.Span) { return x.Part, x.Span })
	doc.Mentions = m
}

// only is the document as far as it is in one language, "" the document's: of the same length, so that places in it are the same, but with line
// breaks in place of what is in another.
func only(doc *factum.Document, lang string) *factum.Document {
	d := *doc
	d.Paragraphs, d.Sentences = nil, nil
	var text strings.Builder
	text.Grow(len(doc.Text))
	blank := func(n int) {
		for ; n > 0; n-- {
			text.WriteByte('\n')
		}
	}
	end := 0 // of the text written
	s := 0
	for _, b := range doc.Paragraphs {
		own := b.Lang
		if own == doc.Lang {
			own = ""
		}
		if lang == "" {
			text.WriteString(doc.Text[end:b.Span.Start])
		} else {
			blank(b.Span.Start - end)
		}
		if own == lang {
			text.WriteString(b.Span.In(doc.Text))
			d.Paragraphs = append(d.Paragraphs, b)
		} else {
			blank(b.Span.Len())
		}
		end = b.Span.End
		for s < len(doc.Sentences) && doc.Sentences[s].Start < end {
			if own == lang {
				d.Sentences = append(d.Sentences, doc.Sentences[s])
			}
			s++
		}
	}
	if lang == "" {
		text.WriteString(doc.Text[end:])
	} else {
		blank(len(doc.Text) - end)
		d.Lang, d.TitleApart, d.Title = lang, false, ""
	}
	d.Text = text.String()
	return &d
}

// inOrder sorts mentions as they stand: the title's first.
func inOrder[M any](list []M, at func(*M) (part string, s factum.Span)) {
	slices.SortStableFunc(list, func(a, b M) int {
		ap, as := at(&a)
		bp, bs := at(&b)
		switch {
		case ap != bp && ap == factum.PartTitle:
			return -1
		case ap != bp && bp == factum.PartTitle:
			return 1
		case as.Start != bs.Start:
			return as.Start - bs.Start
		}
		return as.End - bs.End
	})
}

// introduced returns the quotes with the speakers of statements that stand in another language than what opens them: paragraphs in another language
// behind one that ends with a colon are said by the first person named in that one's last sentence or, where none is, by the first actor there. A paragraph of
// them without a quote in it is a quote itself.
func introduced(doc *factum.Document, m *factum.Mentions) []factum.Quote {
	quotes := m.Quotes
	var added []factum.Quote
	var by *factum.ActorMention
	k := 0 // the first quote that begins in this paragraph or later
	for i, b := range doc.Paragraphs {
		for k < len(quotes) && (quotes[k].Part != factum.PartText || quotes[k].Span.Start < b.Span.Start) {
			k++
		}
		if b.Lang == "" || i == 0 {
			by = nil
			continue
		}
		if before := doc.Paragraphs[i-1]; before.Lang != b.Lang {
			by = nil
			if strings.HasSuffix(before.Span.In(doc.Text), ":") {
				by = speakerIn(doc, m.Actors, before.Span)
			}
		}
		if by == nil {
			continue
		}
		said := false
		for j := k; j < len(quotes) && quotes[j].Span.Start < b.Span.End; j++ {
			q := &quotes[j]
			if q.Form != factum.FormDirect {
				continue
			}
			said = true
			if q.Speaker == "" {
				attribute(q, by)
			}
		}
		if !said {
			q := factum.Quote{Part: factum.PartText, Span: b.Span, Text: b.Span.In(doc.Text), Form: factum.FormDirect}
			attribute(&q, by)
			added = append(added, q)
		}
	}
	return append(quotes, added...)
}

// speakerIn is who the last sentence of a paragraph names as saying what follows, nil nobody. actors are in text order.
func speakerIn(doc *factum.Document, actors []factum.ActorMention, paragraph factum.Span) *factum.ActorMention {
	last := paragraph
	if s := sort.Search(len(doc.Sentences), func(i int) bool { return doc.Sentences[i].Start >= paragraph.End }); s > 0 && paragraph.Contains(doc.Sentences[s-1]) {
		last = doc.Sentences[s-1]
	}
	var first *factum.ActorMention
	i := sort.Search(len(actors), func(i int) bool { return actors[i].Part == factum.PartText && actors[i].Span.Start >= last.Start })
	for ; i < len(actors) && actors[i].Span.Start < last.End; i++ {
		if first == nil {
			first = &actors[i]
		}
		if actors[i].Kind == kindPerson {
			return &actors[i]
		}
	}
	return first
}

// attribute gives a quote its speaker.
func attribute(q *factum.Quote, a *factum.ActorMention) {
	q.Speaker, q.Code, q.Role = a.Name, a.Code, a.Role
	if q.Speaker == "" {
		q.Speaker = a.Text
	}
	span := a.Span
	q.SpeakerSpan = &span
}
