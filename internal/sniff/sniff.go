// Package sniff says what bytes are by looking at their beginning, whatever a file is called. It is shared by
// the stages that take bytes in and that read them.
package sniff

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
)

// Head is how many bytes from the start decide.
const Head = 8192

// Media types that are told apart among texts.
const (
	Plain = "text/plain"
	HTML  = "text/html"
	Mail  = "message/rfc822"
	JSON  = "application/json"
	XML   = "text/xml"
	Empty = "application/x-empty"
	Bytes = "application/octet-stream"
)

// Type returns the media type of what begins with b, without parameters: one of the above for texts in any
// charset (a text in a markup or format of its own that is not listed is text/plain), else what its signature says.
func Type(b []byte) string {
	if len(b) == 0 {
		return Empty
	}
	if len(b) > Head {
		b = b[:Head]
	}
	if text, ok := utf16Text(b); ok {
		return textType(text)
	}
	t, _, _ := strings.Cut(mimetype.Detect(b).String(), ";")
	switch {
	case t == "application/json" || t == "application/x-ndjson" || t == "application/geo+json":
		return JSON
	case strings.HasPrefix(t, "text/rtf"):
		return "application/rtf"
	case t == "image/svg+xml":
		return t
	case strings.HasPrefix(t, "text/"), strings.HasSuffix(t, "xml"), t == "application/javascript", isText(b):
		return textType(b)
	}
	return t
}

// IsText reports whether a media type that Type returned stands for text that can be read as such.
func IsText(t string) bool { return t == Plain || t == HTML || t == Mail }

// isText reports whether the bytes hold no control characters that no text holds.
func isText(b []byte) bool {
	for _, c := range b {
		if c < 0x07 || c > 0x0D && c < 0x1A || c == 0x7F {
			return false
		}
	}
	return true
}

func textType(b []byte) string {
	t := bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	t = bytes.TrimLeft(t, " \t\r\n\f")
	low := bytes.ToLower(t[:min(len(t), 2048)])
	switch {
	case isMail(t):
		return Mail
	case isHTML(low):
		return HTML
	case bytes.HasPrefix(low, []byte("<?xml")):
		if bytes.Contains(low, []byte("<html")) {
			return HTML
		}
		return XML
	}
	return Plain
}

var htmlStarts = []string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<h1", "<h2", "<p>", "<p ", "<table", "<section", "<title", "<meta", "<script", "<link"}

func isHTML(low []byte) bool {
	for bytes.HasPrefix(low, []byte("<!--")) {
		end := bytes.Index(low, []byte("-->"))
		if end < 0 {
			return bytes.Contains(low, []byte("<html"))
		}
		low = bytes.TrimLeft(low[end+3:], " \t\r\n\f")
	}
	for _, s := range htmlStarts {
		if bytes.HasPrefix(low, []byte(s)) {
			return true
		}
	}
	return false
}

// isMail reports whether the text begins with header fields of a mail: two or more, one of which only mails have.
func isMail(b []byte) bool {
	fields, known := 0, 0
	for len(b) > 0 && fields < 40 {
		line, rest, more := bytes.Cut(b, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		if line[0] != ' ' && line[0] != '\t' {
			name, _, ok := bytes.Cut(line, []byte(":"))
			if !ok || len(name) == 0 || len(name) > 60 || bytes.ContainsAny(name, " \t") {
				if more && !(fields == 0 && bytes.HasPrefix(line, []byte("From "))) {
					return false
				}
				if !more {
					break
				}
			} else {
				fields++
				switch strings.ToLower(string(name)) {
				case "received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature":
					known += 2
				case "from", "to", "subject", "date", "content-type", "reply-to", "cc":
					known++
				}
			}
		} else if fields == 0 {
			return false
		}
		b = rest
	}
	return fields >= 2 && known >= 3
}

// utf16Text decodes UTF-16 with or without a byte-order mark; ok is false if the bytes are something else.
func utf16Text(b []byte) (text []byte, ok bool) {
	big, ok := UTF16(b)
	if !ok {
		return nil, false
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		if big {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			units = append(units, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	for _, r := range utf16.Decode(units) {
		text = utf8.AppendRune(text, r)
	}
	return bytes.TrimPrefix(text, []byte("\uFEFF")), true
}

// UTF16 reports whether the bytes are UTF-16, and in which order. Without a byte-order mark they are if the characters
// that every text has (space, line end, common punctuation) stand often on one side, and nothing that no text holds.
func UTF16(b []byte) (big, ok bool) {
	if len(b) > Head {
		b = b[:Head]
	}
	switch {
	case len(b) < 4:
		return false, false
	case b[0] == 0xFF && b[1] == 0xFE && (b[2] != 0 || b[3] != 0):
		return false, true
	case b[0] == 0xFE && b[1] == 0xFF:
		return true, true
	}
	count := func(hi, lo int) (common, bad int) {
		for i := 0; i+1 < len(b); i += 2 {
			u := uint16(b[i+hi])<<8 | uint16(b[i+lo])
			switch {
			case u == ' ' || u == '\n' || u == '.' || u == ',' || u == 'e' || u == 'a' || u == 0x43E || u == 0x430:
				common++
			case u < 0x20 && u != '\r' && u != '\t', u >= 0xE000 && u < 0xF900, u == 0xFFFF, u == 0xFFFE:
				bad++
			}
		}
		return
	}
	n := len(b) / 2
	le, leBad := count(1, 0)
	be, beBad := count(0, 1)
	switch {
	case le*12 >= n && leBad*100 <= n && le > be:
		return false, true
	case be*12 >= n && beBad*100 <= n && be > le:
		return true, true
	}
	return false, false
}
