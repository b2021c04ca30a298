package coding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"factum"
	"factum/gazetteer"
)

// Name and Program are the coder as claims and acts name it.
const Name = "rules"

// engineVersion changes whenever the rules in code may give other claims of the same document. The version that claims name has
// the state of the tables as well, see Rules.Coder.
const engineVersion = "0.5.0"

// MaxBytes is how much of a text is coded, from its start: 2 MiB, as far as names are looked for in it. A text that is longer says so in its notes.
const MaxBytes = 2 << 20

// Coder takes claims from a document. Rules is the default one; package model has one that lays a model's proposals beside another's claims.
type Coder interface {
	// Coder names it, as its claims do: with another version the same document may give other claims.
	Coder() factum.Coder
	// Code takes the claims from a document, in text order, the title's first; never nil. id is the digest that claims point to, ref what they
	// call the document. It is a pure function of the three, without clock, files or network.
	Code(doc *factum.Document, id factum.Digest, ref string) []factum.Claim
}

// Rules turns documents into claims by codebook and lexicons. It is immutable and safe for concurrent use.
type Rules struct {
	book    *codebook
	lexes   map[string]func() (*lexicon, error) // read when first asked for
	version string
}

// Options are what New may be given; the zero value is right.
type Options struct {
	// Files holds lexicon/<lang>/*.txt in place of the built-in ones.
	Files fs.FS
	// Langs are the languages to load; nil all.
	Langs []string
}

// New reads the codebook, and the lexicons that it is given; built-in ones are read when a document first asks for their language. It fails
// on the first mistake, with file, line and reason.
func New(o Options) (*Rules, error) {
	book, err := readCodebook("codebook.txt", codebookText)
	if err != nil {
		return nil, err
	}
	var files fs.FS = lexiconFiles
	if o.Files != nil {
		files = o.Files
	}
	c := &Rules{book: book, lexes: map[string]func() (*lexicon, error){}}
	langs := o.Langs
	if langs == nil {
		dirs, err := fs.ReadDir(files, "lexicon")
		if err != nil {
			return nil, factum.Errorf(factum.Missing, "no lexicon: %w", err)
		}
		for _, d := range dirs {
			if d.IsDir() {
				langs = append(langs, d.Name())
			}
		}
	}
	for _, lang := range langs {
		c.lexes[lang] = sync.OnceValues(func() (*lexicon, error) { return readLexicon(files, lang, book) })
		if o.Files != nil {
			if _, err := c.lexes[lang](); err != nil {
				return nil, err
			}
		}
	}
	tables, err := digest(files)
	if err != nil {
		return nil, err
	}
	c.version = engineVersion + "+lexicon." + tables + ".gazetteer." + gazetteer.Version
	return c, nil
}

// digest names the state of codebook and lexicons: the first 8 digits of a SHA-256 over their names and bytes.
func digest(files fs.FS) (string, error) {
	h := sha256.New()
	io.WriteString(h, codebookText)
	err := fs.WalkDir(files, "lexicon", func(p string, d fs.DirEntry, err error) error { // in the order of names
		if err != nil || d.IsDir() || path.Ext(p) != ".txt" {
			return err
		}
		b, err := fs.ReadFile(files, p)
		fmt.Fprintf(h, "\n%s %d\n", p, len(b))
		h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil))[:8], err
}

// Coder names the rules: the version of those in code, the state of codebook and lexicons, and the gazetteer's version.
func (c *Rules) Coder() factum.Coder {
	return factum.Coder{Name: Name, Version: c.version, Codebook: c.book.version}
}

// lexicon is that of a language, nil where there is none.
func (c *Rules) lexicon(lang string) *lexicon {
	read := c.lexes[lang]
	if read == nil {
		return nil
	}
	lx, err := read()
	if err != nil {
		panic(err) // a built-in one: the tests read them all
	}
	return lx
}

// Langs lists the languages that can be coded, sorted.
func (c *Rules) Langs() []string {
	out := make([]string, 0, len(c.lexes))
	for l := range c.lexes {
		out = append(out, l)
	}
	sort.Strings(out)
	return out
}

// Examples lists the lexicon's examples of a language in file order.
func (c *Rules) Examples(lang string) []Example {
	if lx := c.lexicon(lang); lx != nil {
		return lx.examples
	}
	return nil
}

// run is the coding of one document.
type run struct {
	c           *Rules
	lx          *lexicon
	doc         *factum.Document
	reference   string // the day on which it is told: later is planned
	human       int    // class of words for people, -1 none
	violent     int    // sentences that speak of violence
	attacks     []int  // which they are
	blocked     bool   // the whole document is on another subject
	carried     map[int][]factum.Attribution
	subject     factum.Actor // last subject the tables know
	subjectPart string
	all         []*sentence
	resolving   bool // a pronoun is being resolved
	aff         affiliations
	actors      laid // over the document's actors
	quotes      laid // over its quotes
	room        *tokenRoom
	words       present // in the sentence whose triggers are looked for
	args        []arg   // room for those of the entry that is tried, and for what met its conditions
	met         []int
}

// code takes the claims from a document of one language.
func (c *Rules) code(doc *factum.Document, id factum.Digest, ref string) []factum.Claim {
	lx := c.lexicon(doc.Lang)
	if lx == nil {
		return []factum.Claim{}
	}
	r := c.run(doc, lx)
	defer rooms.Put(r.room)
	if r.offSubject(r.all) {
		return []factum.Claim{}
	}
	r.analyse()
	ds, refused := r.drafts()
	charged(ds)
	ds = r.settle(ds)
	order(ds)
	r.echoes(ds, refused)
	return r.claims(ds, id, ref)
}

// analyse reads every sentence, notes which of them tell an attack, and whose word carries over to the one before.
func (r *run) analyse() {
	for _, s := range r.all {
		s.analyse()
		if s.attacks() {
			r.violent++
			r.attacks = append(r.attacks, s.index)
		}
	}
	r.carry(r.all)
}

// attacks reports whether the sentence tells a deed that is violence by itself.
func (s *sentence) attacks() bool {
	for k := range s.hits {
		h := &s.hits[k]
		if f := h.e.frame; h.open == 0 && f.Type == factum.Assault && !f.needViolence && !s.nature(h) {
			return true
		}
	}
	return false
}

// drafts makes claims of the triggers, in text order; refused has, for every other trigger, why it made none.
func (r *run) drafts() (ds []draft, refused map[*hit]string) {
	refused = map[*hit]string{}
	for _, s := range r.all {
		from := len(ds)
		for k := range s.hits {
			d, why := s.draft(k)
			if why == "" {
				ds = append(ds, d)
			} else {
				refused[&s.hits[k]] = why
			}
		}
		for _, d := range ds[from:] {
			if d, ok := s.also(d); ok {
				ds = append(ds, d)
			}
		}
		r.movers(s, ds[from:])
		r.remember(s)
	}
	return ds, refused
}

// claims gives what was settled its identifiers and its confidence. Claims of one type at the same words are told apart by their order.
func (r *run) claims(ds []draft, id factum.Digest, ref string) []factum.Claim {
	type key struct {
		part string
		typ  factum.EventType
		span factum.Span
	}
	coder := r.c.Coder()
	out := make([]factum.Claim, 0, len(ds))
	seen := map[key]int{}
	digests := map[string]factum.Digest{}
	for i := range ds {
		cl := ds[i].claim
		if _, ok := digests[cl.Part]; !ok {
			digests[cl.Part] = factum.DigestOfString(r.doc.PartText(cl.Part))
		}
		k := key{cl.Part, cl.Type, cl.Trigger.Span}
		cl.V, cl.Document, cl.Ref, cl.Coder = 1, id, ref, coder
		cl.ID = factum.NewClaimID(r.doc.Capture, cl.Part, digests[cl.Part], cl.Type, cl.Trigger.Span, seen[k])
		seen[k]++
		cl.Confidence = confidence(ds[i].score)
		sort.SliceStable(cl.Also, func(a, b int) bool {
			if cl.Also[a].Part != cl.Also[b].Part {
				return cl.Also[a].Part == factum.PartTitle
			}
			return cl.Also[a].Span.Start < cl.Also[b].Span.Start
		})
		tidy(&cl)
		out = append(out, cl)
	}
	return out
}

// tidy makes every list present.
func tidy(c *factum.Claim) {
	for _, l := range []*[]factum.Actor{&c.Actors, &c.Recipients, &c.Participants} {
		if *l == nil {
			*l = []factum.Actor{}
		}
	}
	if c.Modes == nil {
		c.Modes = []string{}
	}
	if c.Quantities == nil {
		c.Quantities = []factum.Quantity{}
	}
	if c.Items == nil {
		c.Items = []factum.Item{}
	}
	if c.Also == nil {
		c.Also = []factum.Passage{}
	}
	if c.Attribution == nil {
		c.Attribution = []factum.Attribution{}
	}
}

// run prepares the coding of a document, up to the words of its sentences.
func (c *Rules) run(doc *factum.Document, lx *lexicon) *run {
	r := &run{c: c, lx: lx, doc: doc, human: -1, room: rooms.Get().(*tokenRoom)}
	r.room.clear()
	if i, ok := lx.classes["human"]; ok {
		r.human = i
	}
	r.reference = r.dayOfTelling()
	m := &doc.Mentions
	r.actors = lay(len(m.Actors), func(i int) (string, factum.Span) { return m.Actors[i].Part, m.Actors[i].Span })
	r.quotes = lay(len(m.Quotes), func(i int) (string, factum.Span) { return m.Quotes[i].Part, m.Quotes[i].Span })
	r.all = r.sentences()
	for _, s := range r.all {
		r.tokens(s)
	}
	return r
}

// code runs all steps on a sentence.
func (s *sentence) analyse() {
	s.resolve()
	s.split()
	s.separable()
	s.phrases()
	s.subjects()
	s.affiliate()
	s.triggers()
	s.govern()
}

// sentences lists what is coded: the title where it came apart, and the text's sentences, headings marked.
func (r *run) sentences() []*sentence {
	var out []*sentence
	if r.doc.TitleApart && strings.TrimSpace(r.doc.Title) != "" {
		out = append(out, &sentence{r: r, lx: r.lx, part: factum.PartTitle, text: r.doc.Title, span: factum.Span{Start: 0, End: len(r.doc.Title)}, heading: true})
	}
	b := 0
	for _, sp := range r.doc.Sentences {
		if sp.Start >= MaxBytes {
			break
		}
		if sp.Start < 0 || sp.End > len(r.doc.Text) || sp.Start >= sp.End {
			continue
		}
		s := &sentence{r: r, lx: r.lx, part: factum.PartText, text: r.doc.Text, span: sp}
		for b < len(r.doc.Paragraphs) && r.doc.Paragraphs[b].Span.End <= sp.Start {
			b++
		}
		if b < len(r.doc.Paragraphs) && r.doc.Paragraphs[b].Span.Overlaps(sp) {
			s.heading = r.doc.Paragraphs[b].Kind == "heading"
		}
		if t := r.doc.TitleSpan; t != nil && !r.doc.TitleApart && t.Overlaps(sp) {
			s.heading = true
		}
		out = append(out, s)
	}
	r.runOnHeadings(out)
	for i, s := range out {
		s.index = i
	}
	return out
}

// runOnHeadings marks the first sentences of a text as headings where the reader cut them without a mark that ends a sentence.
func (r *run) runOnHeadings(all []*sentence) {
	for i, s := range all {
		if s.part != factum.PartText {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(s.span.In(s.text))
		if i+1 == len(all) || !unicode.IsLetter(last) && !unicode.IsDigit(last) || len(r.doc.Paragraphs) == 0 || !r.doc.Paragraphs[0].Span.Contains(all[i+1].span) {
			return
		}
		s.heading = true
	}
}

// class is the number of a class, -1 where the lexicon defines none of that name.
func (r *run) class(name string) int {
	if i, ok := r.lx.classes[name]; ok {
		return i
	}
	return -1
}

// is reports whether the word at i belongs to a class of nouns; never to one that the lexicon does not define.
func (s *sentence) is(i int, class string) bool {
	return s.toks[i].class.has(s.r.class(class))
}
