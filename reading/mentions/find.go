package mentions

import (
	"factum"
	"factum/gazetteer"
)

// Version names the state of the rules and tables of this room; it is part of the reader's version.
const Version = "11+gazetteer-" + gazetteer.Version

// find recognises what is mentioned in a document of one language.
func find(doc *factum.Document) factum.Mentions {
	d := &document{doc: doc, lang: doc.Lang, names: gazetteer.For(doc.Lang), room: rooms.Get().(*room)}
	d.compounds, d.days = compounds(d.lang), dayCompounds()[d.lang]
	d.anchor = anchorOf(doc.Published)
	if doc.TitleApart && doc.Title != "" {
		d.parts = append(d.parts, newPart(d, factum.PartTitle, doc.Title, nil, nil))
	}
	d.parts = append(d.parts, newPart(d, factum.PartText, doc.Text, doc.Sentences, doc.Paragraphs))
	d.findTimes()
	d.findNames()
	d.findQuotes()
	d.findQuantities()
	d.findItems()
	m := factum.Mentions{
		Times: []factum.TimeMention{}, Places: []factum.PlaceMention{}, Actors: []factum.ActorMention{},
		Quotes: []factum.Quote{}, Quantities: []factum.QuantityMention{}, Items: []factum.ItemMention{},
	}
	for _, p := range d.parts {
		m.Times = append(m.Times, p.timeMentions()...)
		m.Places = append(m.Places, p.placeMentions()...)
		m.Actors = append(m.Actors, p.actorMentions()...)
		m.Quotes = append(m.Quotes, p.quotes...)
		m.Quantities = append(m.Quantities, p.quantities...)
		m.Items = append(m.Items, p.items...)
	}
	d.room.leave()
	return m
}

// document is what the finders share.
type document struct {
	doc    *factum.Document
	lang   string
	names  *gazetteer.Names
	anchor anchor
	parts  []*part
	room   *room
	// words that the language puts together
	compounds *byHash[int64]
	days      *byHash[dayCompound]

	namesakes []*namesake                // in the order of their first mention
	inFull    map[*gazetteer.Holder]bool // see fullyNamed
}

// part is the title or the text, cut into tokens.
type part struct {
	doc  *document
	name string
	text string
	toks []gazetteer.Token
	// sentence is the number of each token's sentence; start is the first token of each sentence.
	sentence []int32
	start    []int32
	heading  []bool // of each sentence: it stands in a heading
	capitals []int8 // of each sentence: 2 most of its words have capitals, 1 not, 0 not counted yet

	times       []timeFound
	timeWords   matches
	numWords    matches
	cueWords    matches
	names       []name
	guards      matches
	loosePlaces []factum.PlaceMention
	actors      []factum.ActorMention
	countWords  matches
	quotes      []factum.Quote
	quantities  []factum.QuantityMention
	part        int // one more than the index of a quantity that is part of the one before it
	items       []factum.ItemMention
}

// longestSentence is how many tokens of a sentence are looked at together; what goes on longer is no sentence that anybody wrote, and
// counts as several.
const longestSentence = 1000

func newPart(d *document, name, text string, sentences []factum.Span, blocks []factum.Block) *part {
	p := &part{doc: d, name: name, text: text, toks: d.room.tokens(text)}
	p.sentence = make([]int32, len(p.toks))
	s, cur := 0, int32(-1)
	for i := range p.toks {
		begins := i == 0
		if len(sentences) > 0 {
			for s < len(sentences) && sentences[s].Start <= p.toks[i].Start {
				begins = true
				s++
			}
		} else {
			begins = begins || p.toks[i].Space == 3 || i > 1 && p.endsSentence(i-1)
		}
		if begins || i-int(p.start[cur]) >= longestSentence {
			cur++
			p.start = append(p.start, int32(i))
		}
		p.sentence[i] = cur
	}
	p.heading = make([]bool, len(p.start))
	if name == factum.PartTitle {
		for i := range p.heading {
			p.heading[i] = true
		}
	}
	b := 0
	for n, i := range p.start {
		at := p.toks[i].Start
		for b < len(blocks) && blocks[b].Span.End <= at {
			b++
		}
		if b < len(blocks) && blocks[b].Span.Start <= at && blocks[b].Kind == "heading" {
			p.heading[n] = true
		}
	}
	p.numWords = d.room.find(in(numberWords(), d.lang), p.toks)
	p.timeWords = d.room.find(in(timeWords(), d.lang), p.toks)
	p.cueWords = d.room.find(in(quoteWords(), d.lang), p.toks)
	return p
}

// endsSentence reports whether the mark at i ends a sentence: used only where the document has no sentences.
func (p *part) endsSentence(i int) bool {
	k := p.toks[i]
	if k.Kind != gazetteer.Mark || i+1 >= len(p.toks) {
		return false
	}
	switch k.Letter {
	case '.':
		if prev := p.toks[i-1]; prev.Kind == gazetteer.Number || prev.End-prev.Start < 3 {
			return false
		}
		next := p.toks[i+1]
		return next.Space > 0 && (next.Case != gazetteer.Lower || next.Kind != gazetteer.Word)
	case '!', '?', '…':
		return p.toks[i+1].Space > 0
	}
	return false
}

// first reports whether token i begins its sentence, quotation marks and the like not counted.
func (p *part) first(i int) bool {
	s := int(p.start[p.sentence[i]])
	for j := s; j < i; j++ {
		if p.toks[j].Kind != gazetteer.Mark {
			return p.toks[i-1].Kind == gazetteer.Mark && (p.toks[i-1].Letter == ':' || opens(p.toks[i-1].Letter) && p.toks[i-1].Space > 0)
		}
	}
	return true
}

func opens(r rune) bool {
	switch r {
	case '"', '“', '„', '«', '‘', '‚', '\'', '‹', '»', '”':
		return true
	}
	return false
}

// sentenceEnd returns the token after the sentence of token i.
func (p *part) sentenceEnd(i int) int {
	n := int(p.sentence[i]) + 1
	if n < len(p.start) {
		return int(p.start[n])
	}
	return len(p.toks)
}

// sentenceStart returns the first token of the sentence of token i.
func (p *part) sentenceStart(i int) int { return int(p.start[p.sentence[i]]) }

// span returns the bytes of tokens [from,to). The point of a single letter ("U.S.") belongs to it.
func (p *part) span(from, to int) factum.Span {
	end := p.toks[to-1].End
	if last := p.toks[to-1]; to-from > 1 && last.Kind == gazetteer.Word && last.End-last.Start == 1 && p.toks[to-2].Letter == '.' &&
		end < len(p.text) && p.text[end] == '.' {
		end++
	}
	return factum.Span{Start: p.toks[from].Start, End: end}
}

func (p *part) words(s factum.Span) string { return p.text[s.Start:s.End] }

func (p *part) tok(i int) string { return p.text[p.toks[i].Start:p.toks[i].End] }

// capital reports a word with a capital first letter.
func (p *part) capital(i int) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == gazetteer.Word && p.toks[i].Case != gazetteer.Lower
}

// mark reports whether token i is the mark r.
func (p *part) mark(i int, r rune) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == gazetteer.Mark && p.toks[i].Letter == r
}
