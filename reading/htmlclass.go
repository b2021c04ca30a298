package reading

import (
	"strings"

	"golang.org/x/net/html/atom"
)

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr,
		atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Tfoot,
		atom.Thead, atom.Tr, atom.Caption, atom.Ul, atom.Hgroup:
		return true
	}
	return false
}

// skipped elements are never part of a story.
func isSkipped(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button, atom.Select, atom.Option, atom.Svg, atom.Math, atom.Template, atom.Object, atom.Canvas,
		atom.Audio, atom.Video, atom.Dialog, atom.Menu, atom.Map, atom.Applet, atom.Datalist, atom.Progress, atom.Meter:
		return true
	}
	return false
}

// junkWords are parts of class names and ids that say "around the story"; junkStems are found anywhere in one.
var (
	junkWords = words("ad ads adv advert share sharing social comments comment reacties kommentare menu nav navbar navigation navigatie footer sidebar banner popup modal overlay subscribe " +
		"recommended recommendations aanbevolen tags toolbar skip ticker masthead teaser teasers widget cmp outbrain taboola print login paywall promo sponsor trending " +
		"popular populair breadcrumbs crumbs pager pagination copyright disclaimer rating signup aanmelden abonnement donate entete pied bandeau kopf")
	junkStems = []string{"cookie", "consent", "newsletter", "nieuwsbrief", "gerelateerd", "related", "breadcrumb", "advertis", "readmore", "read-more", "leesook", "lees-ook", "alire", "a-lire", "reklam", "werbung", "gdpr", "subscribe", "verwandt"}
	metaWords = words("byline author authors auteur autor auteurs signature signatur date datum time timestamp dateline published pubdate publicatiedatum kicker info meta tijd date-time credit credits " +
		"reading-time leestijd pubtime updated autore data дата автор")
)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func classify(a atom.Atom, attrs []attribute) mark {
	var m mark
	if isBlock(a) {
		m |= markBlock
	}
	if isSkipped(a) {
		m |= markSkip
	}
	switch a {
	case atom.Article:
		m |= markArticle | markMain
	case atom.Main:
		m |= markMain
	case atom.Time:
		m |= markMeta
	}
	for _, at := range attrs {
		switch at.key {
		case "hidden":
			m |= markSkip
		case "aria-hidden":
			if at.val == "true" {
				m |= markSkip
			}
		case "style":
			s := strings.ToLower(strings.ReplaceAll(at.val, " ", ""))
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				m |= markSkip
			}
		case "role":
			switch at.val {
			case "navigation", "complementary", "dialog", "alertdialog", "contentinfo", "search", "menu", "menubar", "toolbar", "alert", "tablist", "button":
				m |= markSkip
			case "main":
				m |= markMain
			case "article":
				m |= markArticle | markMain
			}
		case "itemprop":
			switch at.val {
			case "articleBody":
				m |= markArticle | markMain
			case "author", "datePublished", "dateModified", "publisher":
				m |= markMeta
			}
		case "rel":
			if at.val == "author" {
				m |= markMeta
			}
		case "class", "id":
			m |= classWords(at.val)
		}
	}
	if a == atom.Body || a == atom.Html || a == atom.Main || a == atom.Article || a == atom.H1 {
		m &^= markJunk | markMeta
	}
	return m
}

// classWords looks at the words of a class or id: "siteFooter", "article__related-list".
func classWords(s string) mark {
	var m mark
	low := strings.ToLower(s)
	for _, stem := range junkStems {
		if strings.Contains(low, stem) {
			m |= markJunk
		}
	}
	start := 0
	flush := func(end int) {
		if start < end {
			w := low[start:end]
			if junkWords[w] {
				m |= markJunk
			}
			if metaWords[w] {
				m |= markMeta
			}
		}
		start = end
	}
	if len(low) != len(s) {
		s = low // lowering changed the length: no camel case to see
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z' && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z':
			flush(i)
		case c == ' ' || c == '-' || c == '_' || c == '/' || c == '.' || c == ':' || c == '\n' || c == '\t':
			flush(i)
			start = i + 1
		}
	}
	flush(len(s))
	return m
}
