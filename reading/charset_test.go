package reading

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var charsetSamples = []struct{ lang, text string }{
	{"ru", "Войска отошли от города, сообщили местные власти. «Мы никуда не уйдём», — сказал глава администрации. Ёлки стоят у вокзала, поезда не ходят."},
	{"uk", "Війська відійшли від міста, повідомила місцева влада. «Ми нікуди не підемо», – сказав голова адміністрації. Їхні поїзди не ходять, є поранені."},
	{"fr", "L'armée a quitté la ville, ont indiqué les autorités. « Nous ne partirons pas », a déclaré la préfète. Le cœur de la cité a été touché."},
	{"de", "Die Armee hat die Stadt geräumt, teilten die Behörden mit. „Wir bleiben“, sagte die Bürgermeisterin. Die Straße zum Bahnhof ist gesperrt."},
	{"pl", "Wojsko opuściło miasto, poinformowały władze. Mieszkańcy wracają do zniszczonych domów, brakuje żywności i leków, łączność nie działa."},
	{"es", "El ejército abandonó la ciudad, según las autoridades. «No nos iremos», dijo el alcalde mañana. Los niños están a salvo en España."},
	{"nl", "Het leger verliet de stad in Oekraïne, meldden de autoriteiten. Er zijn geen gewonden, zei coördinator André Müller over de zeeën."},
}

var charsetsOf = map[string][]string{
	"ru": {"windows-1251", "koi8-r", "iso-8859-5"}, "uk": {"windows-1251", "koi8-u", "iso-8859-5"},
	"fr": {"windows-1252", "iso-8859-15"}, "de": {"windows-1252"}, "pl": {"windows-1250", "iso-8859-2"},
	"es": {"windows-1252", "iso-8859-15"}, "nl": {"windows-1252"},
}

func encode(t testing.TB, name, text string) ([]byte, string) {
	t.Helper()
	enc, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder // what the charset has
	var out []byte
	for _, r := range text {
		if b, err := enc.NewEncoder().Bytes([]byte(string(r))); err == nil {
			out = append(out, b...)
			kept.WriteRune(r)
		}
	}
	return out, kept.String()
}

// Every charset in every format: what comes out is the text that went in.
func TestCharsets(t *testing.T) {
	for _, s := range charsetSamples {
		for _, name := range append([]string{"utf-8"}, charsetsOf[s.lang]...) {
			b, want := encode(t, name, s.text)
			d := read(t, "a.txt", b)
			if d.Text != want || d.Lang != s.lang {
				t.Errorf("%s in %s, not declared: %s %q %v", s.lang, name, d.Lang, d.Text, d.Decoding)
			}
			if (name == "utf-8") != (len(d.Decoding) == 0) {
				t.Errorf("%s: steps %v", name, d.Decoding)
			}
			for _, head := range []string{`<meta charset="%s">`, `<meta http-equiv="Content-Type" content="text/html; charset=%s">`} {
				page := append([]byte("<html><head>"+fmt.Sprintf(head, name)+"</head><body><p>"), b...)
				if d := read(t, "a.html", append(page, "</p></body></html>"...)); d.Text != collapse(want) {
					t.Errorf("%s in a page declared %s: %q", s.lang, name, d.Text)
				}
			}
			mail := append([]byte("From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: text/plain; charset="+name+"\nContent-Transfer-Encoding: 8bit\n\n"), b...)
			if d := read(t, "a.eml", mail); d.Text != want {
				t.Errorf("%s in a mail declared %s: %q", s.lang, name, d.Text)
			}
		}
		for _, end := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
			for _, bom := range []unicode.BOMPolicy{unicode.IgnoreBOM, unicode.UseBOM} {
				b, err := unicode.UTF16(end, bom).NewEncoder().Bytes([]byte(s.text))
				if err != nil {
					t.Fatal(err)
				}
				if d := read(t, "a.txt", b); d.Text != s.text || len(d.Decoding) != 1 || !strings.HasPrefix(d.Decoding[0], "charset:utf-16") {
					t.Errorf("%s in UTF-16: %q %v", s.lang, d.Text, d.Decoding)
				}
			}
		}
	}
}

func TestBrokenUTF8(t *testing.T) {
	good := strings.Repeat("Oekraïne, Georgië en democratieën. ", 10)
	d := read(t, "a.txt", []byte(good+"Een \xc3 gebroken \xe2\x82 teken."))
	if want := good + "Een \uFFFD gebroken \uFFFD teken."; d.Text != want || len(d.Notes) != 1 || d.Decoding[0] != "charset:utf-8;repaired" {
		t.Errorf("%q %v %v", d.Text[len(good):], d.Notes, d.Decoding)
	}
	with := "\uFEFFDe troepen trekken weg."
	if d := read(t, "a.txt", []byte(with)); d.Text != with || len(d.Decoding) != 0 {
		t.Errorf("byte-order mark: %q %v", d.Text, d.Decoding)
	}
	// declared wrongly: what is UTF-8 stays so
	d = read(t, "a.html", []byte(`<html><head><meta charset="iso-8859-1"></head><p>Oekraïne geeft niet op.</p>`))
	if d.Text != "Oekraïne geeft niet op." {
		t.Errorf("%q", d.Text)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range charsetSamples {
		for _, name := range charsetsOf[s.lang] {
			b, _ := encode(f, name, s.text)
			f.Add(b, name)
		}
	}
	f.Add([]byte("\xff\xfea\x00b\x00\x00\xd8"), "utf-16")
	f.Fuzz(func(t *testing.T, b []byte, label string) {
		d, err := decode(b, label)
		if err != nil {
			return
		}
		if !utf8.ValidString(d.text) {
			t.Fatalf("%q gives what is not UTF-8: %q", b, d.text)
		}
		if len(d.steps) == 0 && d.text != string(b) {
			t.Fatalf("no step is named but %q is not %q", d.text, b)
		}
	})
}
