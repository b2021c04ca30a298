package reading

import (
	"encoding/base64"
	"strings"
	"testing"
)

func mailOf(headers, body string) []byte {
	return []byte(strings.ReplaceAll("From: \"De Vlieger\" <pers@vlieger.example>\nDate: Tue, 05 Apr 2022 10:00:00 +0200\nSubject: =?utf-8?q?Troepen_weg_uit_Oekra=C3=AFne?=\n"+headers+"\n"+body, "\n", "\r\n"))
}

func TestMails(t *testing.T) {
	const plainText = "De troepen trekken weg uit Oekraïne."
	b64 := base64.StdEncoding.EncodeToString([]byte(plainText))
	for _, c := range []struct{ name, headers, body, text, decoding, notes string }{
		{"bare", "To: a@b.example\n", "De troepen trekken weg.\n", "De troepen trekken weg.\r\n", "mime:text/plain", ""},
		{"base64", "To: a@b.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64\n", b64[:20] + "\n" + b64[20:] + "\n", plainText, "mime:text/plain transfer:base64", ""},
		{"quoted-printable in latin1", "To: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n", "Oekra=EFne geeft =\nniet op.", "Oekraïne geeft niet op.",
			"mime:text/plain transfer:quoted-printable charset:windows-1252", ""},
		{"plain before page", "Content-Type: multipart/alternative; boundary=XX\n", "--XX\nContent-Type: text/html\n\n<p>Pagina tekst.</p>\n--XX\nContent-Type: text/plain\n\nDe troepen trekken weg.\n--XX--\n",
			"De troepen trekken weg.", "mime:text/plain;part=2", ""},
		{"page where the plain part is blank", "Content-Type: multipart/alternative; boundary=XX\n", "--XX\nContent-Type: text/plain\n\n  \n--XX\nContent-Type: text/html\n\n<h1>Kop</h1><p>De troepen&nbsp;trekken weg.</p>\n--XX--\n",
			"Kop\n\nDe troepen\u00a0trekken weg.", "mime:text/html;part=2", ""},
		{"nested, with an attachment", "Content-Type: multipart/mixed; boundary=XX\n",
			"--XX\nContent-Type: multipart/alternative; boundary=YY\n\n--YY\nContent-Type: text/plain\n\nDe troepen trekken weg.\n--YY--\n--XX\nContent-Type: image/png; name=\"foto.png\"\nContent-Disposition: attachment; filename=\"foto.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--XX--\n",
			"De troepen trekken weg.", "mime:text/plain;part=1.1", "attachment not read: foto.png (image/png, 8 bytes)"},
		{"cut short", "Content-Type: multipart/mixed; boundary=XX\n", "--XX\nContent-Type: text/plain\n\nDe troepen trekken weg.\n", "De troepen trekken weg.\r\n", "mime:text/plain;part=1", "cut short"},
	} {
		d := read(t, "a.eml", mailOf(c.headers, c.body))
		text := d.Text
		if c.name == "cut short" {
			text = strings.TrimRight(text, "\r\n") + "\r\n"
		}
		if text != c.text || strings.Join(d.Decoding, " ") != c.decoding || !strings.Contains(strings.Join(d.Notes, " "), c.notes) {
			t.Errorf("%s: %q %v %v", c.name, d.Text, d.Decoding, d.Notes)
		}
		if d.Title != "Troepen weg uit Oekraïne" || !d.TitleApart || d.Outlet != "De Vlieger" || d.Published == nil || d.Published.From != "2022-04-05T08:00:00Z" {
			t.Errorf("%s: %q %q %+v", c.name, d.Title, d.Outlet, d.Published)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add(mailOf("Content-Type: multipart/mixed; boundary=XX\n", "--XX\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n8w==\n--XX--\n"))
	f.Add(mailOf("Content-Type: text/html\n", "<p>De troepen trekken weg"))
	f.Add([]byte("From: =?x?q?=FF?= <@>\nTo:\nSubject: =?utf-8?b?////?=\nDate: x\n\nTekst hier"))
	f.Fuzz(func(t *testing.T, b []byte) {
		doc := empty(Meta{}, "message/rfc822")
		if mailDocument(&doc, b, Meta{}) != nil {
			return
		}
		if err := (&Reader{}).finish(&doc, Meta{}); err != nil {
			t.Fatal(err)
		}
		check(t, doc)
	})
}
