package reading

import (
	"fmt"

	"factum"
	"factum/language"
)

// MaxRecognised is how much of a text names, times and the like are looked for in: 2 MiB from its start, to the end of a paragraph or sentence. A longer
// one says so in its notes. All of it is read, cut into sentences and searched.
const MaxRecognised = 2 << 20

// recognise tells the languages of a document, cuts it into sentences and finds what it mentions. Disguised words (language.Smooth) are read as a
// person reads them; spans are of the text as it is, and notes say so. meta.Lang stands above what is told.
func (r *Reader) recognise(doc *factum.Document, meta Meta) {
	text := language.Smoothen(doc.Text)
	var title *language.Smooth
	if doc.TitleApart {
		title = language.Smoothen(doc.Title)
	}
	if text == nil && title == nil {
		r.tell(doc, meta)
		return
	}
	d := *doc
	if title != nil {
		d.Title = title.Text
	}
	if text != nil {
		d.Text = text.Text
		d.Paragraphs = make([]factum.Block, len(doc.Paragraphs))
		for i, b := range doc.Paragraphs {
			d.Paragraphs[i] = factum.Block{Span: text.Forward(b.Span), Kind: b.Kind}
		}
	}
	r.tell(&d, meta)
	doc.Lang, doc.Sentences, doc.Mentions = d.Lang, d.Sentences, d.Mentions
	if text != nil {
		for i := range d.Paragraphs {
			doc.Paragraphs[i].Lang = d.Paragraphs[i].Lang
		}
		for i := range doc.Sentences {
			doc.Sentences[i] = text.Back(doc.Sentences[i])
		}
	}
	eachSpan(&doc.Mentions, func(part string, s *factum.Span, words *string) {
		smooth := text
		if part == factum.PartTitle {
			smooth = title
		}
		if smooth == nil {
			return
		}
		if *s = smooth.Back(*s); words != nil {
			*words = s.In(doc.PartText(part))
		}
	})
	doc.Notes = append(d.Notes, disguises(text, title)...)
}

// disguises is what a reader of the document should know of words that were not read as they are written.
func disguises(parts ...*language.Smooth) (notes []string) {
	hidden, mixed := 0, 0
	var firstHidden, firstMixed string
	for _, s := range parts {
		if s == nil {
			continue
		}
		if hidden == 0 {
			firstHidden = s.FirstHidden
		}
		if mixed == 0 {
			firstMixed = s.FirstMixed
		}
		hidden, mixed = hidden+s.Hidden, mixed+s.Mixed
	}
	if mixed > 0 {
		notes = append(notes, fmt.Sprintf("%s of Latin and Cyrillic letters that look alike; read as words of one alphabet. The first: %q", times(mixed, "word is", "words are"), firstMixed))
	}
	if hidden > 0 {
		notes = append(notes, fmt.Sprintf("%s invisible characters inside; read without them. The first: %+q", times(hidden, "word has", "words have"), firstHidden))
	}
	return notes
}

func times(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}

// tell does what recognise says for a document without disguises.
func (r *Reader) tell(doc *factum.Document, meta Meta) {
	hint := doc.Lang
	doc.Lang = language.Identify(story(doc))
	if doc.Lang == language.Und && language.Known(hint) && len(doc.Text) < 200 {
		doc.Lang = hint // too little to tell by
	}
	if meta.Lang != "" {
		doc.Lang = meta.Lang
	}
	language.MarkLanguages(doc.Lang, doc.Text, doc.Paragraphs)
	doc.Sentences = language.Sentences(doc.Lang, doc.Text, doc.Paragraphs)
	if r.Find == nil {
		return
	}
	if len(doc.Text) <= MaxRecognised {
		r.Find(doc)
		return
	}
	head := beginning(doc)
	r.Find(&head)
	doc.Mentions = head.Mentions
	doc.Notes = append(doc.Notes, fmt.Sprintf("names, times, quotes and numbers were looked for in the first %d of %d bytes; what stands behind gives no claims", len(head.Text), len(doc.Text)))
}

// beginning is the document as far as it is looked at for mentions: whole paragraphs or, where the first of them is longer than that, whole
// sentences or, where that is, whole words.
func beginning(doc *factum.Document) factum.Document {
	d := *doc
	cut := 0
	for i, b := range doc.Paragraphs {
		if b.Span.End > MaxRecognised {
			break
		}
		cut, d.Paragraphs = b.Span.End, doc.Paragraphs[:i+1]
	}
	if cut == 0 {
		for _, s := range doc.Sentences {
			if s.End > MaxRecognised {
				break
			}
			cut = s.End
		}
		if cut == 0 {
			cut = MaxRecognised
			for cut > 0 && doc.Text[cut]&0xC0 == 0x80 {
				cut--
			}
		}
		d.Paragraphs = nil
		if len(doc.Paragraphs) > 0 {
			b := doc.Paragraphs[0]
			b.Span.End = cut
			d.Paragraphs = []factum.Block{b}
		}
	}
	n := 0
	for n < len(doc.Sentences) && doc.Sentences[n].Start < cut {
		n++
	}
	d.Text, d.Sentences = doc.Text[:cut], append([]factum.Span{}, doc.Sentences[:n]...)
	if n > 0 {
		d.Sentences[n-1].End = min(d.Sentences[n-1].End, cut)
	}
	return d
}

// eachSpan calls f with every span of mentions and the words that stand there, nil where they are not kept.
func eachSpan(m *factum.Mentions, f func(part string, s *factum.Span, words *string)) {
	for i := range m.Times {
		f(m.Times[i].Part, &m.Times[i].Span, &m.Times[i].Text)
	}
	for i := range m.Places {
		f(m.Places[i].Part, &m.Places[i].Span, &m.Places[i].Text)
	}
	for i := range m.Actors {
		f(m.Actors[i].Part, &m.Actors[i].Span, &m.Actors[i].Text)
	}
	for i := range m.Quotes {
		q := &m.Quotes[i]
		f(q.Part, &q.Span, &q.Text)
		for _, s := range []**factum.Span{&q.SpeakerSpan, &q.CueSpan} {
			if *s != nil {
				own := **s // quotes may share them
				f(q.Part, &own, nil)
				*s = &own
			}
		}
	}
	for i := range m.Quantities {
		f(m.Quantities[i].Part, &m.Quantities[i].Span, &m.Quantities[i].Text)
	}
	for i := range m.Items {
		f(m.Items[i].Part, &m.Items[i].Span, &m.Items[i].Text)
	}
}
