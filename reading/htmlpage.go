package reading

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"factum"
	"factum/language"
)

// declaredHTML is the charset that a page's first bytes declare, "" if none.
func declaredHTML(b []byte) string {
	b = b[:min(len(b), 4096)]
	if bytes.HasPrefix(bytes.TrimLeft(b, " \r\n\t"), []byte("<?xml")) {
		if s := valueOf(string(b[:min(len(b), 200)]), "encoding"); s.Len() > 0 {
			return s.In(string(b))
		}
	}
	// the tokenizer of the standard's own prescan: it looks at meta tags in the first 1,024 bytes; pages have them later, too
	z := html.NewTokenizer(bytes.NewReader(b))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if atom.Lookup(name) != atom.Meta {
				continue
			}
			attrs := attributes(z, more)
			if c := attr(attrs, "charset"); c != "" {
				return c
			}
			if strings.EqualFold(attr(attrs, "http-equiv"), "content-type") {
				_, rest, ok := strings.Cut(strings.ToLower(attr(attrs, "content")), "charset=")
				if _, name := charset.Lookup(strings.Trim(rest, " \"';")); ok && name != "" {
					return name
				}
			}
		}
	}
}

// page fills a document from a page.
func page(doc *factum.Document, src string) error {
	t, err := parse(src)
	if err != nil {
		return err
	}
	t.weigh()
	root := t.main()
	h := &t.head
	doc.Outlet = firstOf(h.first("og:site_name"), h.article.publisher, h.first("application-name", "dc.publisher", "twitter:site"))
	doc.Outlet = strings.TrimPrefix(doc.Outlet, "@")
	doc.URL = canonical(h)
	doc.Lang = langCode(firstOf(h.lang, h.article.lang))
	setTitle(doc, t, root)

	k := walker{tree: t, title: language.Fold(doc.Title)}
	k.w = writer{part: factum.PartText, kind: "paragraph"}
	k.body(root, "paragraph")
	k.trim()
	doc.Text = string(k.w.out)
	if len(k.w.blocks) == 0 || !strings.ContainsFunc(doc.Text, isLetter) {
		if doc.Title == "" {
			return gap(ErrNoText, "If it shows text in a browser, save it from there and add that.", "no text in it: a page without text")
		}
		doc.Notes = append(doc.Notes, "the page holds no text but its title")
		k.w.blocks, k.w.segs, doc.Text = nil, nil, ""
	}
	doc.Segments = append(doc.Segments, k.w.segs...)

	pageTimes(doc, t, k.dates)
	doc.Authors = append(doc.Authors, h.article.authors...)
	for _, a := range h.authors {
		doc.Authors = appendNew(doc.Authors, a)
	}
	for _, s := range k.dates {
		if len(doc.Authors) == 0 {
			doc.Authors = append(doc.Authors, byline(s)...)
		}
	}
	doc.Wire = h.article.wire
	for _, a := range doc.Authors {
		if w := agency(a); w != "" && doc.Wire == "" && !strings.EqualFold(w, doc.Outlet) {
			doc.Wire = w
		}
	}
	doc.Paragraphs = append(doc.Paragraphs, annotate(doc, k.w.blocks)...)
	if h.article.body > 2*len(doc.Text)+400 {
		doc.Notes = append(doc.Notes, "the page's metadata hold a longer text of the article than was found on the page")
	}
	return nil
}

// pageTimes sets when the page was published and changed: metadata first, then what it shows.
func pageTimes(doc *factum.Document, t *tree, shown []string) {
	h := &t.head
	for _, s := range []string{h.article.published, h.first("article:published_time", "og:article:published_time", "datepublished"),
		h.first("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime"), h.datetime} {
		if p := parseStated(s); p != nil {
			doc.Published = p
			break
		}
	}
	for _, s := range []string{h.article.modified, h.first("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")} {
		if p := parseStated(s); p != nil {
			doc.Modified = p
			break
		}
	}
	for _, s := range shown {
		if doc.Published != nil {
			break
		}
		doc.Published, _ = findDate(s)
	}
}

// setTitle takes the headline: the page's first-level heading, else og:title, the title element, JSON-LD.
func setTitle(doc *factum.Document, t *tree, root int32) {
	doc.TitleApart = true
	h := &t.head
	og := foldHTML(h.ogTitle.In(t.src))
	var s string
	var segs []factum.Segment
	best := int32(-1)
	for i := int32(1); i < int32(len(t.nodes)); i++ {
		n := &t.nodes[i]
		if n.marks&markSkip != 0 && n.tag != atom.Header {
			i = n.end - 1
			continue
		}
		if n.tag != atom.H1 || n.chars < 4 {
			continue
		}
		inside := i > root && i < t.nodes[root].end
		if best < 0 || inside && !(best > root && best < t.nodes[root].end) {
			best = i
		}
	}
	if best >= 0 {
		s, segs = t.headingText(best)
		if same(s, doc.Outlet) || og != "" && utf8.RuneCountInString(s) < 12 && !strings.Contains(language.Fold(og), language.Fold(s)) {
			s, segs = "", nil
		}
	}
	if s == "" && og != "" {
		w := writer{part: factum.PartTitle}
		w.write(t.src, h.ogTitle.Start, h.ogTitle.End)
		s, segs = cutSite(string(w.out), w.segs, t.src, doc)
	}
	if s == "" && h.titleTo > h.titleFrom {
		w := writer{part: factum.PartTitle}
		w.write(t.src, h.titleFrom, h.titleTo)
		s, segs = cutSite(string(w.out), w.segs, t.src, doc)
	}
	if s == "" {
		s, segs = h.article.headline, nil
	}
	if s == "" {
		doc.TitleApart = false
	}
	if doc.Outlet == "" && s != "" && h.titleTo > h.titleFrom { // "Headline | Site" says who publishes, even where the headline stands elsewhere
		before, site, ok := strings.Cut(foldHTML(t.src[h.titleFrom:h.titleTo]), s)
		if site = strings.Trim(site, " |-–—•·:/"); ok && before == "" && site != "" && len(strings.Fields(site)) <= 4 {
			doc.Outlet = site
		}
	}
	doc.Title = s
	doc.Segments = append(doc.Segments, segs...)
}

// cutSite takes the name of the site off a title: "Headline | Site". A page that doesn't state its outlet has it from there.
func cutSite(s string, segs []factum.Segment, src string, doc *factum.Document) (string, []factum.Segment) {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " // "} {
		i := strings.LastIndex(s, sep)
		if i < 8 {
			continue
		}
		site := strings.TrimSpace(s[i+len(sep):])
		known := same(site, doc.Outlet) || inDomain(site, doc.URL)
		if !known && (sep != " | " || len(strings.Fields(site)) > 4) {
			continue
		}
		if doc.Outlet == "" {
			doc.Outlet = site
		}
		return cutSegments(strings.TrimSpace(s[:i]), segs, src)
	}
	return s, segs
}

// cutSegments shortens the one segment of a title to the words kept. Where the source can't be cut at the same place, there is no segment.
func cutSegments(s string, segs []factum.Segment, src string) (string, []factum.Segment) {
	if len(segs) != 1 || segs[0].From.Len() > 4000 {
		return s, nil
	}
	seg := segs[0]
	seg.Span.End = seg.Span.Start + len(s)
	for end := seg.From.End; end > seg.From.Start; end-- {
		if raw := src[seg.From.Start:end]; len(raw) >= len(s) && !isBlank(raw[len(raw)-1]) && foldHTML(raw) == s {
			seg.From.End = end
			return s, []factum.Segment{seg}
		}
	}
	return s, nil
}

func same(a, b string) bool { return a != "" && b != "" && language.Fold(a) == language.Fold(b) }

// inDomain reports whether a site's name, written as one word, stands in the address of the page.
func inDomain(site, address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, language.Fold(site))
	host := strings.Map(func(r rune) rune {
		if r == '-' {
			return -1
		}
		return r
	}, strings.ToLower(u.Host))
	return len(name) >= 3 && strings.Contains(host, name)
}

func canonical(h *head) string {
	for _, s := range []string{h.canonical, h.first("og:url"), h.article.url} {
		if u, err := url.Parse(s); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			return s
		}
	}
	return ""
}

// langCode is the ISO 639-1 part of a language tag, "und" if it has none.
func langCode(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	if len(tag) != 2 {
		return language.Und
	}
	return tag
}

func firstOf(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}
