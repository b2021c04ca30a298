package reading

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"factum"
)

const (
	maxParts     = 200 // of a mail
	maxPartDepth = 10
)

// mailPart is a leaf of a mail's tree of parts, its transfer encoding undone.
type mailPart struct {
	path     string // "1.2", "" of a mail without parts
	typ      string
	charset  string
	transfer string
	name     string // of an attachment, "" of a part that is shown
	attached bool
	body     []byte
	notes    []string
}

// mailDocument fills a document from a mail: its plain part whole if it has one with text, else the main text of its HTML part. The subject is the title,
// apart; what is attached is named in Notes and not read.
func mailDocument(doc *factum.Document, b []byte, meta Meta) error {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), "\r\n\t ")
	if bytes.HasPrefix(b, []byte("From ")) { // an mbox line before the header
		if i := bytes.IndexByte(b, '\n'); i > 0 {
			b = b[i+1:]
		}
	}
	msg, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return gap(ErrUndecodable, "Save the mail again as .eml.", "can't be decoded: the header of the mail is broken: %v", err)
	}
	w := mailWalk{}
	if err := w.walk(textproto.MIMEHeader(msg.Header), msg.Body, "", 0); err != nil {
		doc.Notes = append(doc.Notes, "the mail is cut short or broken: "+err.Error())
	}
	chosen := w.choose()
	if chosen == nil {
		return gap(ErrNoText, "The capture is kept; add what is attached as files of their own.", "no text in it: a mail without a text part")
	}
	readHeader(doc, msg.Header)
	step := "mime:" + chosen.typ
	if chosen.path != "" {
		step += ";part=" + chosen.path
	}
	doc.Decoding = append(doc.Decoding, step)
	if chosen.transfer != "" {
		doc.Decoding = append(doc.Decoding, "transfer:"+chosen.transfer)
	}
	doc.Notes = append(doc.Notes, chosen.notes...)
	for _, p := range w.parts {
		if p.attached {
			doc.Notes = append(doc.Notes, fmt.Sprintf("attachment not read: %s (%s, %d bytes)", p.shown(), p.typ, len(p.body)))
		}
	}
	d, err := decode(chosen.body, chosen.charset)
	if err != nil {
		return err
	}
	d.apply(doc)
	if chosen.typ == "text/html" {
		return mailPage(doc, d.text)
	}
	if err := textual(d.text); err != nil {
		return err
	}
	doc.Text = d.text
	published := doc.Published
	plain(doc, meta)
	if published != nil { // what the mail was dated stands above a dateline in it
		doc.Published = published
	}
	return nil
}

// mailPage reads an HTML part; what the header says stands.
func mailPage(doc *factum.Document, src string) error {
	was := *doc
	if err := page(doc, src); err != nil {
		return err
	}
	if was.Title != "" {
		doc.Title, doc.TitleApart, doc.TitleSpan = was.Title, true, nil
		doc.Segments = withoutTitle(doc.Segments)
	}
	doc.Outlet = firstOf(was.Outlet, doc.Outlet)
	if was.Published != nil {
		doc.Published = was.Published
	}
	return nil
}

// readHeader takes subject, sender and date.
func readHeader(doc *factum.Document, h mail.Header) {
	words := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(in), nil
	}}
	header := func(key string) string {
		raw := h.Get(key)
		s, err := words.DecodeHeader(raw)
		if err != nil {
			s = raw
		}
		s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
		if d, err := decode([]byte(raw), ""); err == nil && !isASCII(raw) && !strings.Contains(raw, "=?") {
			s = strings.Join(strings.Fields(d.text), " ")
		}
		return s
	}
	if s := header("Subject"); s != "" {
		doc.Title, doc.TitleApart = s, true
	}
	parser := mail.AddressParser{WordDecoder: &words}
	if a, err := parser.ParseList(h.Get("From")); err == nil && len(a) > 0 {
		doc.Outlet = strings.Join(strings.Fields(a[0].Name), " ")
		if _, domain, ok := strings.Cut(a[0].Address, "@"); ok && doc.Outlet == "" {
			doc.Outlet = domain
		}
	} else {
		doc.Outlet = strings.Trim(header("From"), `"<> `)
	}
	if t, err := mail.ParseDate(strings.TrimSpace(h.Get("Date"))); err == nil && inRange(t.Year()) {
		doc.Published = instant(t)
	} else {
		doc.Published = parseStated(header("Date"))
	}
	if l := h.Get("Content-Language"); l != "" {
		doc.Lang = langCode(l)
	}
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

type mailWalk struct{ parts []mailPart }

func (w *mailWalk) walk(h textproto.MIMEHeader, body io.Reader, path string, depth int) error {
	if len(w.parts) >= maxParts {
		return fmt.Errorf("more than %d parts", maxParts)
	}
	typ, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || typ == "" {
		if typ == "" {
			typ = "text/plain"
		}
	}
	if strings.HasPrefix(typ, "multipart/") && params["boundary"] != "" && depth < maxPartDepth {
		r := multipart.NewReader(body, params["boundary"])
		for i := 1; ; i++ {
			p, err := r.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			sub := strconv.Itoa(i)
			if path != "" {
				sub = path + "." + sub
			}
			if err := w.walk(p.Header, p, sub, depth+1); err != nil {
				return err
			}
		}
	}
	part := mailPart{path: path, typ: typ, charset: params["charset"]}
	disposition, dparams, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	part.name = firstOf(dparams["filename"], params["name"])
	part.attached = disposition == "attachment" || part.name != "" || typ != "text/plain" && typ != "text/html"
	part.transfer = strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding")))
	var r io.Reader = body
	switch part.transfer {
	case "quoted-printable":
		r = quotedprintable.NewReader(body)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, &base64Only{r: bufio.NewReader(body)})
	default:
		part.transfer = ""
	}
	part.body, err = io.ReadAll(r)
	if err != nil {
		part.notes = append(part.notes, fmt.Sprintf("the %s encoding breaks off after %d bytes", firstOf(part.transfer, "mail's"), len(part.body)))
	}
	w.parts = append(w.parts, part)
	return nil
}

// choose returns the part to read: the first plain one with text, else the first page, else an attached text.
func (w *mailWalk) choose() *mailPart {
	for _, pick := range []func(*mailPart) bool{
		func(p *mailPart) bool { return p.typ == "text/plain" && !p.attached },
		func(p *mailPart) bool { return p.typ == "text/html" && !p.attached },
	} {
		for i := range w.parts {
			if p := &w.parts[i]; pick(p) && !blank(p.body) {
				return p
			}
		}
	}
	return nil
}

func (p *mailPart) shown() string {
	if p.name == "" {
		return "part " + firstOf(p.path, "1")
	}
	dec := mime.WordDecoder{}
	if s, err := dec.DecodeHeader(p.name); err == nil {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.ToValidUTF8(p.name, "\uFFFD")
}

// base64Only passes on what belongs to base64 and leaves out line ends and strays, as mail readers do.
type base64Only struct{ r *bufio.Reader }

func (b *base64Only) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		c, err := b.r.ReadByte()
		if err != nil {
			if n > 0 && err == io.EOF {
				return n, nil
			}
			return n, err
		}
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
			p[n] = c
			n++
		}
	}
	return n, nil
}
