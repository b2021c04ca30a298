package reading

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"

	"factum"
)

// head is what a page says of itself outside its text. The first statement of a kind stands.
type head struct {
	titleFrom, titleTo int         // the content of the title element
	ogTitle            factum.Span // the value of the og:title attribute, empty if none
	meta               map[string]string
	authors            []string
	canonical, lang    string
	datetime           string // of the first time element that has one
	article            jsonArticle
	scripts            int
}

// tag takes what a start tag states.
func (h *head) tag(t *tree, a atom.Atom, attrs []attribute, from, to int) {
	switch a {
	case atom.Html:
		if h.lang == "" {
			if h.lang = attr(attrs, "lang"); h.lang == "" {
				h.lang = attr(attrs, "xml:lang")
			}
		}
	case atom.Link:
		if strings.EqualFold(attr(attrs, "rel"), "canonical") && h.canonical == "" {
			h.canonical = strings.TrimSpace(attr(attrs, "href"))
		}
	case atom.Time:
		if h.datetime == "" {
			h.datetime = attr(attrs, "datetime")
		}
	case atom.Meta:
		h.metaTag(t, attrs, from, to)
	}
}

func (h *head) metaTag(t *tree, attrs []attribute, from, to int) {
	key := strings.ToLower(attr(attrs, "property"))
	if key == "" {
		key = strings.ToLower(attr(attrs, "name"))
	}
	if key == "" {
		key = strings.ToLower(attr(attrs, "itemprop"))
	}
	value := strings.TrimSpace(attr(attrs, "content"))
	if key == "" || value == "" || len(h.meta) > 300 {
		return
	}
	if h.meta == nil {
		h.meta = map[string]string{}
	}
	switch key {
	case "author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author":
		if !strings.Contains(value, "://") && len(h.authors) < 20 {
			h.authors = appendNew(h.authors, value)
		}
		return
	}
	if _, ok := h.meta[key]; ok {
		return
	}
	h.meta[key] = value
	if key == "og:title" {
		if s := valueOf(t.src[from:to], "content"); s.Len() > 0 {
			h.ogTitle = factum.Span{Start: from + s.Start, End: from + s.End}
		}
	}
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return list
		}
	}
	return append(list, s)
}

// valueOf finds the value of an attribute in the source of a tag; the empty span if it isn't there plainly.
func valueOf(tag, key string) factum.Span {
	low := lowerSame(tag)
	for i := 0; ; {
		j := strings.Index(low[i:], key)
		if j < 0 {
			return factum.Span{}
		}
		j += i
		i = j + len(key)
		if j == 0 || strings.IndexByte(" \t\r\n\f\"'/", low[j-1]) < 0 {
			continue
		}
		k := i
		for k < len(low) && strings.IndexByte(" \t\r\n\f", low[k]) >= 0 {
			k++
		}
		if k >= len(low) || low[k] != '=' {
			continue
		}
		for k++; k < len(low) && strings.IndexByte(" \t\r\n\f", low[k]) >= 0; k++ {
		}
		if k >= len(low) || low[k] != '"' && low[k] != '\'' {
			return factum.Span{}
		}
		end := strings.IndexByte(low[k+1:], low[k])
		if end < 0 {
			return factum.Span{}
		}
		return factum.Span{Start: k + 1, End: k + 1 + end}
	}
}

// lowerSame lowers A–Z and keeps the length.
func lowerSame(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, strings.ToValidUTF8(s, "\x00"))
}

// first returns the first of the named metadata that is there.
func (h *head) first(keys ...string) string {
	for _, k := range keys {
		if v := h.meta[k]; v != "" {
			return v
		}
	}
	return ""
}

// jsonArticle is what JSON-LD says of the article.
type jsonArticle struct {
	headline, published, modified, publisher, lang, url, wire string
	authors                                                   []string
	body                                                      int // bytes of articleBody
}

// addLD reads a script of JSON-LD of at most 2 MiB, twenty of them.
func (h *head) addLD(script string) {
	if h.scripts++; h.scripts > 20 || len(script) > 2<<20 {
		return
	}
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(script, "<![CDATA["), "]]>")
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return
	}
	found := 0
	h.walkLD(v, 0, &found)
}

func (h *head) walkLD(v any, depth int, found *int) {
	if depth > 6 || *found > 200 {
		return
	}
	*found++
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			h.walkLD(x, depth+1, found)
		}
	case map[string]any:
		if isArticleType(v["@type"]) && h.article.headline == "" && h.article.published == "" {
			h.article = readArticle(v)
			return
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			if x, ok := v[k]; ok {
				h.walkLD(x, depth+1, found)
			}
		}
	}
}

func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		v = strings.TrimPrefix(strings.TrimPrefix(v, "http://schema.org/"), "https://schema.org/")
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "LiveBlogPosting" || v == "Report" || v == "SocialMediaPosting"
	case []any:
		for _, x := range v {
			if isArticleType(x) {
				return true
			}
		}
	}
	return false
}

func readArticle(m map[string]any) jsonArticle {
	a := jsonArticle{
		headline: text(m["headline"]), published: text(m["datePublished"]), modified: text(m["dateModified"]),
		lang: text(m["inLanguage"]), url: text(m["url"]), publisher: nameOf(m["publisher"]), body: len(text(m["articleBody"])),
	}
	if a.published == "" {
		a.published = text(m["dateCreated"])
	}
	if a.url == "" {
		if a.url = text(m["mainEntityOfPage"]); a.url == "" {
			if me, ok := m["mainEntityOfPage"].(map[string]any); ok {
				a.url = text(me["@id"])
			}
		}
	}
	list, ok := m["author"].([]any)
	if !ok && m["author"] != nil {
		list = []any{m["author"]}
	}
	for _, x := range list {
		if n := nameOf(x); n != "" && len(a.authors) < 20 {
			a.authors = appendNew(a.authors, n)
		}
	}
	for _, k := range []string{"sourceOrganization", "provider", "creditText"} {
		if n := agency(nameOf(m[k])); n != "" && n != a.publisher {
			a.wire = n
			break
		}
	}
	return a
}

func text(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "://") {
			return ""
		}
		return strings.TrimSpace(v)
	case map[string]any:
		return text(v["name"])
	case []any:
		if len(v) > 0 {
			return nameOf(v[0])
		}
	}
	return ""
}
