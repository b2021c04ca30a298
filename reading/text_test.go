package reading

import (
	"strings"
	"testing"
	"time"
)

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, text, title, blocks string }{
		{"front matter and heading", "---\ntitle: \"Ander\"\ndate: 2022-04-05\noutlet: De Vlieger\n---\n\n# Troepen weg\n\nDe [troepen](https://a.example/b.C) trekken weg.\nNog een zin.\n",
			"Troepen weg", "heading:Troepen weg|paragraph:De [troepen](https://a.example/b.C) trekken weg.\nNog een zin."},
		{"front matter only", "---\ntitle: 'Troepen weg'\n---\n\nDe troepen trekken weg. Dat zei de minister.\n", "Troepen weg", "heading:Troepen weg|paragraph:De troepen trekken weg. Dat zei de minister."},
		{"setext", "Troepen weg\n===========\n\nDe troepen trekken weg.\n\nMeer\n----\n\nNog een zin.\n", "Troepen weg", "heading:Troepen weg|paragraph:De troepen trekken weg.|heading:Meer|paragraph:Nog een zin."},
		{"lists, quotes, tables, code, rules", "# Kop boven\n\n- een\n- twee\n  verder\n\n1. drie\n\n> Wij gaan.\n> Nu.\n\n***\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode is geen tekst\n```\n<!-- weg -->\nSlot.\n",
			"Kop boven", "heading:Kop boven|item:een|item:twee\n  verder|item:drie|quote:Wij gaan.\n> Nu.|row:| a | b ||row:| c | d ||paragraph:Slot."},
		{"tags first", "<p align=center>x</p>\n\n# Kop boven\n\nTekst.\n", "Kop boven", "paragraph:<p align=center>x</p>|heading:Kop boven|paragraph:Tekst."},
		{"closing marks", "# Kop boven #\n\nTekst.\n", "Kop boven", "heading:Kop boven|paragraph:Tekst."},
	} {
		d := read(t, "a.md", []byte(c.text))
		if d.Text != c.text || d.Title != c.title || kinds(d) != c.blocks {
			t.Errorf("%s: %q\ngot  %s\nwant %s", c.name, d.Title, kinds(d), c.blocks)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(" date 2022-04 NAVO: kop\n\nBRUSSEL, 5 april 2022 (ANP) – De troepen trekken weg.\n\nBron: ANP", false)
	f.Add("---\ntitle: x\n---\n# Kop\n\n> citaat\n- een\n```\nx\n```\n| a |\n|---|\nKop\n===\n", true)
	f.Add("Title:x\nDate: 2022\n\nBy Ann Lee in Kyiv\n\n--\nx", false)
	f.Add("2022-04-05\n5 april 2022", false)
	f.Fuzz(func(t *testing.T, text string, md bool) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		doc := empty(Meta{}, "text/plain")
		doc.Text = text
		if md {
			markdown(&doc)
		} else {
			plain(&doc, Meta{})
		}
		if err := (&Reader{}).finish(&doc, Meta{}); err != nil {
			t.Fatal(err)
		}
		if doc.Text != text {
			t.Fatal("the text was changed")
		}
		check(t, doc)
	})
}

func TestHostileTexts(t *testing.T) {
	const n = 2_000_000
	for name, text := range map[string]string{
		"one line":        strings.Repeat("woord ", n/2),
		"no spaces":       strings.Repeat("woord", n/2),
		"dots":            "Tekst " + strings.Repeat(". ", n/2),
		"initials":        "Tekst " + strings.Repeat("A. ", n/3),
		"quotes":          "Tekst." + strings.Repeat(" \"", n/2),
		"apostrophes":     strings.Repeat("a'", n/2),
		"line ends":       "Tekst hier" + strings.Repeat("\n", n) + "slot.",
		"short lines":     strings.Repeat("a\n", n/2),
		"combining marks": "Tekst a" + strings.Repeat("\u0301", n/4),
		"brackets":        "Tekst hier " + strings.Repeat("(", n),
		"front matter":    "---\n" + strings.Repeat("a: b\n", n/5),
	} {
		start := time.Now()
		for _, file := range []string{"a.txt", "a.md"} {
			docs, err := (&Reader{}).Read([]byte(text), Meta{Name: file})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			check(t, docs[0])
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v for %d bytes", name, took, len(text))
		}
	}
}
