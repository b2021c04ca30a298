package sniff

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

func utf16Bytes(s string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func TestType(t *testing.T) {
	sentence := "Войска отошли от города, сообщили местные власти. "
	for _, c := range []struct {
		name, want string
		b          []byte
	}{
		{"empty", Empty, nil},
		{"plain", Plain, []byte("De troepen trekken weg, zei hij.\n")},
		{"comma lines are no table", Plain, []byte("a, b, c\nd, e, f\ng, h, i\n")},
		{"windows-1251", Plain, []byte("\xc2\xee\xe9\xf1\xea\xe0 \xee\xf2\xee\xf8\xeb\xe8")},
		{"html", HTML, []byte("\xEF\xBB\xBF\n<!-- x --> <!DOCTYPE html><html>")},
		{"xhtml", HTML, []byte(`<?xml version="1.0"?><html xmlns="x"><body>`)},
		{"xml", XML, []byte(`<?xml version="1.0"?><rss><channel>`)},
		{"mail", Mail, []byte("From: a@b.example\r\nDate: Fri, 01 Apr 2022 16:40:00 +0300\r\nSubject: x\r\n\r\nText")},
		{"header of an article is no mail", Plain, []byte("Date: 5 April 2022\nSource: The Paper\n\nText")},
		{"zip", "application/zip", []byte("PK\x03\x04\x14\x00\x00\x00\x08\x00aaaaaaaaaaaaaaaaaaaaaaaaaaaa")},
		{"png", "image/png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")},
		{"zeros", Bytes, make([]byte, 4096)},
		{"json", JSON, []byte(`{"a": [1, 2, 3]}`)},
		{"utf-16le", Plain, utf16Bytes(sentence, binary.LittleEndian)},
		{"utf-16be", Plain, utf16Bytes(sentence, binary.BigEndian)},
		{"utf-16le with mark", HTML, utf16Bytes("\uFEFF<html><p>", binary.LittleEndian)},
	} {
		if got := Type(c.b); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
