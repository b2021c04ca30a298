package reading

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"factum"
	"factum/internal/sniff"
	"factum/language"
	"factum/reading/mentions"
)

// Version names this reader in every document it makes, with the rules and tables that mentions are found by. It changes whenever the same
// bytes would give another document.
var Version = factum.Version{Name: "reader", Version: "3+mentions-" + mentions.Version}

// MaxBytes is how much of a capture is read: 32 MiB.
const MaxBytes = 32 << 20

// maxLines is how many line breaks a text has at most: each may make a paragraph.
const maxLines = 2_000_000

// Meta is what the caller knows of the bytes. What a person states (Lang, Date, Title, URL) stands above what the document says.
type Meta struct {
	MediaType string        // as sniffed, "" unknown
	Name      string        // file name; its ending tells Markdown from plain text
	Capture   factum.Digest // of all bytes; zero: computed from those given
	Partial   bool          // the bytes are not all of the capture
	Lang      string        // ISO 639-1
	Date      string        // of publication, in any form that a date may have
	Title     string
	URL       string
}

// Reader makes documents of captures. The zero value reads but recognises nothing; it is safe for concurrent use.
type Reader struct {
	// Find fills the mentions of a document that is otherwise complete; nil: none are looked for.
	Find func(*factum.Document)
}

// New returns a Reader that recognises what is mentioned.
func New() *Reader { return &Reader{Find: mentions.Find} }

// Read returns the documents in the bytes of a capture: one of a text, page or mail. The error, if there is one, wraps one of
// ErrNoText, ErrNotText, ErrTooLarge, ErrUndecodable, and is meant to become a gap.
func (r *Reader) Read(b []byte, meta Meta) ([]factum.Document, error) {
	if meta.Capture.IsZero() {
		meta.Capture = factum.DigestOf(b)
	}
	if blank(b) {
		if len(b) == 0 {
			return nil, gap(ErrNoText, "", "no text in it: the file is empty")
		}
		return nil, gap(ErrNoText, "", "no text in it: nothing but blanks or zero bytes")
	}
	typ := meta.MediaType
	if typ == "" || typ == sniff.Empty {
		typ = sniff.Type(b)
	}
	if !sniff.IsText(typ) {
		return nil, notText(typ)
	}
	if meta.Partial || len(b) > MaxBytes {
		return nil, gap(ErrTooLarge, "The capture is kept; cut out the part that matters and add it as well.", "too large to read: more than %d MiB of text", MaxBytes>>20)
	}
	doc, err := r.document(b, typ, meta)
	if err != nil {
		return nil, err
	}
	return []factum.Document{doc}, nil
}

func (r *Reader) document(b []byte, typ string, meta Meta) (factum.Document, error) {
	doc := empty(meta, typ)
	var err error
	if typ == sniff.HTML && markdownName(meta.Name) && !bytes.Contains(bytes.ToLower(b[:min(len(b), 2048)]), []byte("<html")) {
		typ = sniff.Plain // Markdown may begin with tags
	}
	switch {
	case typ == sniff.Mail:
		err = mailDocument(&doc, b, meta)
	case typ == sniff.HTML:
		var d decoded
		if d, err = decode(b, declaredHTML(b)); err == nil {
			d.apply(&doc)
			err = page(&doc, d.text)
		}
	default:
		var d decoded
		if d, err = decode(b, ""); err == nil {
			d.apply(&doc)
			if err = textual(d.text); err == nil {
				doc.Text = d.text
				if isMarkdown(meta.Name, d.text) {
					doc.MediaType = "text/markdown"
					markdown(&doc)
				} else {
					plain(&doc, meta)
				}
			}
		}
	}
	if err != nil {
		return doc, err
	}
	return doc, r.finish(&doc, meta)
}

// ReadText makes a document of text that came without a file, such as a line of JSON; its capture is the digest of the text itself.
func (r *Reader) ReadText(text string, meta Meta) (factum.Document, error) {
	if meta.Capture.IsZero() {
		meta.Capture = factum.DigestOfString(text)
	}
	doc := empty(meta, sniff.Plain)
	if !utf8.ValidString(text) {
		return doc, gap(ErrUndecodable, "Give it as UTF-8.", "can't be decoded: the text is not UTF-8")
	}
	if len(text) > MaxBytes {
		return doc, gap(ErrTooLarge, "", "too large to read: more than %d MiB of text", MaxBytes>>20)
	}
	if blank([]byte(text)) && meta.Title == "" {
		return doc, gap(ErrNoText, "", "no text in it")
	}
	if err := fewLines(text); err != nil {
		return doc, err
	}
	doc.Text = text
	if meta.Title != "" {
		doc.Title, doc.TitleApart = meta.Title, true
	}
	plain(&doc, meta)
	return doc, r.finish(&doc, meta)
}

// finish sets what depends on the whole of a document.
func (r *Reader) finish(doc *factum.Document, meta Meta) error {
	if meta.Title != "" && doc.Title != meta.Title {
		doc.Title, doc.TitleApart, doc.TitleSpan = meta.Title, true, nil
		doc.Segments = withoutTitle(doc.Segments)
	}
	if meta.URL != "" {
		doc.URL = meta.URL
	}
	if meta.Date != "" {
		t := parseStated(meta.Date)
		if t == nil {
			return factum.Errorf(factum.Invalid, "%q is no date", meta.Date).WithHint("Write it as 2022-04-05, 2022-04 or 2022-04-05T10:00:00Z.")
		}
		doc.Published = t
	}
	r.recognise(doc, meta)
	return nil
}

// story is the text by which the language is told: the title where it stands apart, and the text without its datelines.
func story(doc *factum.Document) string {
	var b strings.Builder
	if doc.TitleApart {
		b.WriteString(doc.Title)
	}
	for _, p := range doc.Paragraphs {
		if p.Kind != "dateline" && p.Kind != "byline" && b.Len() < 20_000 {
			b.WriteByte('\n')
			b.WriteString(p.Span.In(doc.Text))
		}
	}
	return b.String()
}

func withoutTitle(s []factum.Segment) []factum.Segment {
	out := s[:0]
	for _, x := range s {
		if x.Part != factum.PartTitle {
			out = append(out, x)
		}
	}
	return out
}

// empty is a document with every list made, as its JSON has to be.
func empty(meta Meta, typ string) factum.Document {
	return factum.Document{
		V: 1, Capture: meta.Capture, Reader: Version, MediaType: typ, Lang: language.Und,
		Decoding: []string{}, Authors: []string{}, Paragraphs: []factum.Block{}, Sentences: []factum.Span{}, Segments: []factum.Segment{}, Notes: []string{},
		Mentions: factum.Mentions{
			Times: []factum.TimeMention{}, Places: []factum.PlaceMention{}, Actors: []factum.ActorMention{},
			Quotes: []factum.Quote{}, Quantities: []factum.QuantityMention{}, Items: []factum.ItemMention{},
		},
	}
}

func (d decoded) apply(doc *factum.Document) {
	doc.Decoding = append(doc.Decoding, d.steps...)
	doc.Notes = append(doc.Notes, d.notes...)
}

// blank reports whether bytes hold nothing that could be a character: blanks and zero bytes in any charset.
func blank(b []byte) bool {
	for _, c := range b {
		if c > ' ' {
			return false
		}
	}
	return true
}

// fewLines refuses a text of more lines than there is room for.
func fewLines(s string) error {
	if strings.Count(s, "\n")+strings.Count(s, "\r") > maxLines {
		return gap(ErrTooLarge, "The capture is kept; cut out the part that matters and add it as well.", "too large to read: more than %d lines", maxLines)
	}
	return nil
}

// textual refuses what decodes but is no text: too many lines or control characters in it, or no letters at all.
func textual(s string) error {
	if err := fewLines(s); err != nil {
		return err
	}
	controls, letters := 0, 0
	for _, r := range s {
		switch {
		case r < 0x20 && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' && r != 0x1B && r != 0x1A:
			controls++
		case isLetter(r):
			letters++
		}
	}
	if controls*200 > len(s) || controls > 20 {
		return notText("")
	}
	if letters < 2 {
		return gap(ErrNoText, "", "no text in it: no words")
	}
	return nil
}
