package reading

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"factum"
)

func kinds(d factum.Document) string {
	var out []string
	for _, b := range d.Paragraphs {
		out = append(out, b.Kind+":"+b.Span.In(d.Text))
	}
	return strings.Join(out, "|")
}

const filler = "<p>De troepen trekken zich terug uit de stad, meldde het ministerie van Defensie in een verklaring aan de pers.</p>"
const fillerText = "|paragraph:De troepen trekken zich terug uit de stad, meldde het ministerie van Defensie in een verklaring aan de pers."

func TestPages(t *testing.T) {
	for _, c := range []struct{ name, page, title, blocks string }{
		{"entities, inline tags, line breaks",
			"<h1>A &amp; B</h1><p>Oekra&iuml;ne  <b>geeft</b>\n niet&nbsp;op.<br>Punt<wbr>uit&#33;</p>" + filler,
			"A & B", "paragraph:Oekraïne geeft niet\u00a0op.\nPuntuit!" + fillerText},
		{"end tags left out", "<h1>Kop boven</h1><ul><li>een<li>twee</ul><p>drie<p>vier<h2>Tussen</h2>" + filler,
			"Kop boven", "item:een|item:twee|paragraph:drie|paragraph:vier|heading:Tussen" + fillerText},
		{"table, quote, caption", "<h1>Kop boven</h1><table><tr><td>Bucha<td>31</tr><tr><td><p>Irpin</p></td><td>4</td></tr></table><blockquote><p>Wij gaan.</p></blockquote><figure><img src=x><figcaption>De brug</figcaption></figure>" + filler,
			"Kop boven", "row:Bucha\t31|row:Irpin\t4|quote:Wij gaan.|caption:De brug" + fillerText},
		{"around the story", "<nav><a href=/>Start</a></nav><div class='site-header'><div id=cookie-wall><p>Wij gebruiken cookies om alles te meten.</p></div></div>" +
			"<article><header><h1>Kop boven</h1><p class=byline>Door Jan</p></header>" + filler + "<div class='share-buttons'><p>Deel dit</p></div><aside><p>Nieuwsbrief</p></aside>" +
			"<h3>Lees ook</h3><ul><li><a href=1>Ander verhaal</a></li><li><a href=2>Nog een</a></li></ul></article><footer>© Krant</footer>",
			"Kop boven", strings.TrimPrefix(fillerText, "|")},
		{"hidden", "<h1>Kop boven</h1><p hidden>weg</p><p style='display: none'>weg</p><div aria-hidden=true>weg</div><template><p>weg</p></template><noscript><p>weg</p></noscript>" + filler,
			"Kop boven", strings.TrimPrefix(fillerText, "|")},
		{"junk that holds the story is none", "<div class=sidebar-layout><h1>Kop boven</h1>" + filler + filler + "</div>", "Kop boven", strings.TrimPrefix(fillerText+fillerText, "|")},
		{"divs for paragraphs", "<h1>Kop boven</h1><div><div>Een regel tekst.</div><div>Nog een <span>regel</span> tekst.</div></div>" + filler,
			"Kop boven", "paragraph:Een regel tekst.|paragraph:Nog een regel tekst." + fillerText},
		{"title from og, site cut off", `<meta property="og:title" content="Troepen weg | De Vlieger"><meta property="og:site_name" content="De Vlieger">` + filler,
			"Troepen weg", strings.TrimPrefix(fillerText, "|")},
		{"title element, site cut off", "<title>Troepen trekken weg | De Vlieger</title>" + filler, "Troepen trekken weg", strings.TrimPrefix(fillerText, "|")},
		{"the site's name as h1", "<meta property='og:site_name' content='De Vlieger'><meta property='og:title' content='Troepen trekken weg'><h1>De Vlieger</h1>" + filler,
			"Troepen trekken weg", "heading:De Vlieger" + fillerText},
		{"script text and comments", "<h1>Kop boven</h1><script>document.write('<p>weg</p>')</script><!-- <p>weg</p> -->" + filler, "Kop boven", strings.TrimPrefix(fillerText, "|")},
		{"stray end tags", "</div></p><h1>Kop boven</h1></b></i>" + filler + "</html></body>", "Kop boven", strings.TrimPrefix(fillerText, "|")},
	} {
		d := read(t, "a.html", []byte("<!DOCTYPE html><html><body>"+c.page))
		if d.Title != c.title || kinds(d) != c.blocks {
			t.Errorf("%s: %q\ngot  %s\nwant %s", c.name, d.Title, kinds(d), c.blocks)
		}
		segmentsHold(t, d, "<!DOCTYPE html><html><body>"+c.page)
	}
}

// segmentsHold checks that each segment's source, folded, is its text, and that all text but separators is in one.
func segmentsHold(t testing.TB, d factum.Document, src string) {
	t.Helper()
	at := 0
	for _, s := range d.Segments {
		if s.From.End > len(src) || foldHTML(src[s.From.Start:s.From.End]) != s.Span.In(d.PartText(s.Part)) {
			t.Fatalf("segment %+v: %q is not %q", s, s.From.In(src), s.Span.In(d.PartText(s.Part)))
		}
		if s.Part == factum.PartText {
			if gap := d.Text[at:s.Span.Start]; strings.Trim(gap, " \t\n") != "" {
				t.Fatalf("%q is in no segment", gap)
			}
			at = s.Span.End
		}
	}
	if at != len(d.Text) {
		t.Fatalf("%q is in no segment", d.Text[at:])
	}
}

func TestPageStates(t *testing.T) {
	for _, c := range []struct{ name, head, from, modified, outlet, wire, url string }{
		{"JSON-LD before meta", `<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"X","datePublished":"2022-04-05T08:00:00+02:00","dateModified":"2022-04-06T08:00:01Z","publisher":{"name":"De Vlieger"},"sourceOrganization":{"name":"Noordpers"},"mainEntityOfPage":{"@id":"https://vlieger.example/1"}}]</script><meta property="article:published_time" content="2021-01-01">`,
			"2022-04-05T06:00:00Z", "2022-04-06T08:00:01Z", "De Vlieger", "Noordpers", "https://vlieger.example/1"},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle",</script><meta name="date" content="2022-04-05">`, "2022-04-05", "", "", "", ""},
		{"time element", `<time datetime="2022-04-05T08:00+02:00">dinsdag</time>`, "2022-04-05T06:00:00Z", "", "", "", ""},
		{"shown date", `<div class="datum">Gepubliceerd: dinsdag 5 april 2022, 08.00 uur</div>`, "2022-04-05", "", "", "", ""},
		{"a relative canonical link is none", `<link rel=canonical href="/x"><meta property="og:url" content="https://vlieger.example/2">`, "", "", "", "", "https://vlieger.example/2"},
		{"author is an agency", `<meta name="author" content="Reuters"><meta property="og:site_name" content="De Vlieger">`, "", "", "De Vlieger", "Reuters", ""},
	} {
		d := read(t, "a.html", []byte("<html><body>"+c.head+"<h1>Kop boven</h1>"+filler+filler))
		from, modified := "", ""
		if d.Published != nil {
			from = d.Published.From
		}
		if d.Modified != nil {
			modified = d.Modified.From
		}
		if from != c.from || modified != c.modified || d.Outlet != c.outlet || d.Wire != c.wire || d.URL != c.url {
			t.Errorf("%s: %s %s %q %q %s", c.name, from, modified, d.Outlet, d.Wire, d.URL)
		}
	}
}

// hostile pages: each has to be read, or refused, in time that goes with its length.
func TestHostilePages(t *testing.T) {
	const n = 300_000
	for name, page := range map[string]string{
		"deep nesting":       "<html>" + strings.Repeat("<div>", n) + "tekst hier" + strings.Repeat("</div>", n),
		"many tags":          "<html>" + strings.Repeat("<b>a</b> ", n),
		"never closed":       "<html>" + strings.Repeat("<b><i><p>woord ", n/3),
		"end tags only":      "<html><p>tekst hier" + strings.Repeat("</table></div></span>", n/3),
		"entities":           "<html><p>" + strings.Repeat("&amp;&lt;&#x41;&notanentity ", n/3),
		"one long attribute": "<html><p class=\"" + strings.Repeat("x ", n) + "\">tekst hier",
		"many attributes":    "<html><p " + strings.Repeat("a=b ", n) + ">tekst hier",
		"open comment":       "<html><p>tekst hier<!--" + strings.Repeat("-", n),
		"long title":         "<html><title>" + strings.Repeat("woord | ", n/4) + "</title><p>tekst hier",
		"many headings":      "<html><p>tekst hier" + strings.Repeat("<h2>Lees ook</h2>", n/10),
		"headings at end":    "<html><p>tekst hier is de zin" + strings.Repeat("<h2>Kop</h2>", n/10),
		"deep JSON-LD":       `<html><script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, n) + "</script><p>tekst hier",
		"nested lists":       "<html>" + strings.Repeat("<ul><li>a", n/5),
		"nested articles":    "<html>" + strings.Repeat("<article>a b c ", n/5),
		"lone ampersands":    "<html><p>a " + strings.Repeat("&", n),
		"unclosed tag":       "<html><p>tekst hier <" + strings.Repeat("a", n),
	} {
		start := time.Now()
		docs, err := (&Reader{}).Read([]byte(page), Meta{Name: "a.html"})
		if err == nil {
			check(t, docs[0])
			segmentsHold(t, docs[0], page)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v for %d bytes", name, took, len(page))
		}
	}
}

func TestTooManyTags(t *testing.T) {
	if testing.Short() {
		t.Skip("a page of millions of tags")
	}
	_, err := (&Reader{}).Read([]byte("<html>"+strings.Repeat("<b>", maxNodes/2)+strings.Repeat("<br>", maxNodes)), Meta{})
	if err == nil || !strings.Contains(err.Error(), "tags") {
		t.Errorf("%v", err)
	}
}

func FuzzPage(f *testing.F) {
	f.Add("<h1>A &amp; B</h1><p>Oekra&iuml;ne <b>geeft</b> niet op.<br>Punt<ul><li>een<li>twee</ul><table><tr><td>x<td>y</table>" + filler)
	f.Add("<html lang=nl><head><title>X | Y</title><meta property='og:title' content='a&quot;b'></head><article><h1>K</h1><time>5 april 2022</time>" + filler)
	f.Add(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script><p>a`)
	f.Add("<p>&#32;a&#10;b&nbsp;</p><svg><title>x</title></svg><!-- --><![CDATA[x]]></p></br>")
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "\uFFFD")
		doc := empty(Meta{}, "text/html")
		if page(&doc, src) != nil {
			return
		}
		if err := (&Reader{}).finish(&doc, Meta{}); err != nil {
			t.Fatal(err)
		}
		check(t, doc)
		segmentsHold(t, doc, src)
	})
}

func benchPage() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>Kop | De Vlieger</title><meta property='og:site_name' content='De Vlieger'></head><body><nav>")
	for i := range 80 {
		fmt.Fprintf(&b, "<a class='nav-item' href='/rubriek/%d'>Rubriek %d</a> ", i, i)
	}
	b.WriteString("</nav><main><article><h1>Kop boven</h1>")
	for range 40 {
		b.WriteString(filler)
	}
	b.WriteString("</article><div class=related><ul>")
	for i := range 60 {
		fmt.Fprintf(&b, "<li class='teaser'><a href='/a/%d'><span>Ander verhaal nummer %d</span></a></li>", i, i)
	}
	b.WriteString("</ul></div></main></body></html>")
	return b.String()
}

func BenchmarkPage(b *testing.B) {
	src := []byte(benchPage())
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := (&Reader{}).Read(src, Meta{Name: "a.html"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTokenizer is what the page's tokens alone cost: the floor for BenchmarkPage.
func BenchmarkTokenizer(b *testing.B) {
	src := benchPage()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		z := html.NewTokenizer(strings.NewReader(src))
		for z.Next() != html.ErrorToken {
			z.Token()
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	src := []byte("Troepen weg\n\n" + strings.Repeat("De troepen trekken zich terug uit de stad, meldde het ministerie van Defensie. Er vielen geen doden.\n\n", 40))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := (&Reader{}).Read(src, Meta{Name: "a.txt"}); err != nil {
			b.Fatal(err)
		}
	}
}
