package score

import (
	"fmt"
	"strings"

	"factum"
	"factum/language"
)

// Result is how the claims made of one article compare with its gold.
type Result struct {
	Article    string   `json:"article"`
	Lang       string   `json:"lang"`
	Gold       int      `json:"gold"`
	Made       int      `json:"made"`
	Matched    int      `json:"matched"` // every given key agrees
	Typed      int      `json:"typed"`   // type and overlap agree
	Extra      int      `json:"extra"`
	Violations []string `json:"violations"`
	Missed     []string `json:"missed"`  // gold claims without a claim of their type
	Differs    []string `json:"differs"` // found, but a key disagrees
	Extras     []string `json:"extras"`
	MustNot    []string `json:"must_not"` // for people to judge
	Quotes     int      `json:"quotes"`
	QuotesGold int      `json:"quotes_gold"`
}

// Compare lays the claims made of a document beside its gold.
func Compare(f *File, doc *factum.Document, claims []factum.Claim) Result {
	r := Result{Lang: doc.Lang, Gold: len(f.Claims), Made: len(claims), MustNot: f.MustNot, QuotesGold: len(f.Quotes)}
	n, m := len(f.Claims), len(claims)
	typed, full := edges(n, m), edges(n, m)
	for i := range f.Claims {
		for j := range claims {
			g, c := &f.Claims[i], &claims[j]
			if !listed(g.Types, c.Type) || !overlaps(doc, g.Passage, c) {
				continue
			}
			typed[i][j] = true
			full[i][j] = disagreement(g, doc, c) == ""
		}
	}
	fullOf := pair(full, m)
	for _, j := range fullOf {
		if j >= 0 {
			r.Matched++
		}
	}
	// the type matching keeps every full match where it can
	typedOf := extend(fullOf, typed, m)
	used := make([]bool, m)
	for i, j := range typedOf {
		g := &f.Claims[i]
		if j < 0 {
			r.Missed = append(r.Missed, fmt.Sprintf("%d %v %q", g.N, g.Types, short(g.Passage)))
			continue
		}
		r.Typed++
		used[j] = true
		if why := disagreement(g, doc, &claims[j]); why != "" {
			r.Differs = append(r.Differs, fmt.Sprintf("%d %v %q: %s", g.N, g.Types, short(g.Passage), why))
		}
	}
	for j := range claims {
		c := &claims[j]
		for i := range f.Claims {
			if why := violation(&f.Claims[i], c); why != "" && overlaps(doc, f.Claims[i].Passage, c) {
				r.Violations = append(r.Violations, fmt.Sprintf("%s %q: %s", c.Type, short(c.Passage.Text), why))
			}
		}
		if used[j] || optional(f, doc, c) || repeat(f, doc, c) {
			continue
		}
		r.Extra++
		r.Extras = append(r.Extras, fmt.Sprintf("%s(%s)/%s %q [%s]", c.Type, c.Object, c.Modality, short(c.Passage.Text), strings.Join(c.Why, "; ")))
	}
	r.Quotes = quotes(f, doc)
	return r
}

func edges(n, m int) [][]bool {
	e := make([][]bool, n)
	for i := range e {
		e[i] = make([]bool, m)
	}
	return e
}

// pair finds a largest matching of rows to columns; -1 for a row without one.
func pair(e [][]bool, m int) []int {
	of := make([]int, len(e))
	for i := range of {
		of[i] = -1
	}
	return extend(of, e, m)
}

// extend enlarges a matching along augmenting paths.
func extend(start []int, e [][]bool, m int) []int {
	of := append([]int{}, start...)
	by := make([]int, m)
	for j := range by {
		by[j] = -1
	}
	for i, j := range of {
		if j >= 0 {
			by[j] = i
		}
	}
	var try func(i int, seen []bool) bool
	try = func(i int, seen []bool) bool {
		for j := range by {
			if !e[i][j] || seen[j] {
				continue
			}
			seen[j] = true
			if by[j] < 0 || try(by[j], seen) {
				of[i], by[j] = j, i
				return true
			}
		}
		return false
	}
	for i := range of {
		if of[i] < 0 {
			try(i, make([]bool, m))
		}
	}
	return of
}

func listed(types []factum.EventType, t factum.EventType) bool {
	for _, x := range types {
		if x == t {
			return true
		}
	}
	return false
}

// overlaps reports whether the claim rests on words of the passage, wherever it stands in the document.
func overlaps(doc *factum.Document, passage string, c *factum.Claim) bool {
	in := func(part string, sp factum.Span) bool {
		text := doc.PartText(part)
		for from := 0; ; {
			k := strings.Index(text[from:], passage)
			if k < 0 {
				return false
			}
			if (factum.Span{Start: from + k, End: from + k + len(passage)}).Overlaps(sp) {
				return true
			}
			from += k + 1
		}
	}
	if in(c.Part, c.Passage.Span) || in(c.Part, c.Trigger.Span) {
		return true
	}
	for _, a := range c.Also {
		if in(a.Part, a.Span) {
			return true
		}
	}
	return false
}

func optional(f *File, doc *factum.Document, c *factum.Claim) bool {
	for i := range f.Optional {
		if listed(f.Optional[i].Types, c.Type) && overlaps(doc, f.Optional[i].Passage, c) {
			return true
		}
	}
	return false
}

// repeat reports whether the claim stands in a heading and tells what a gold claim tells.
func repeat(f *File, doc *factum.Document, c *factum.Claim) bool {
	heading := c.Part == factum.PartTitle || doc.TitleSpan != nil && !doc.TitleApart && doc.TitleSpan.Overlaps(c.Trigger.Span)
	for _, b := range doc.Paragraphs {
		heading = heading || b.Kind == "heading" && b.Span.Overlaps(c.Trigger.Span)
	}
	if !heading {
		return false
	}
	for i := range f.Claims {
		if listed(f.Claims[i].Types, c.Type) {
			return true
		}
	}
	return false
}

// violation says what may never come out, as far as it follows from a gold claim on the same words.
func violation(g *Claim, c *factum.Claim) string {
	happened := c.Modality.Happened()
	switch {
	case g.Object != nil && *g.Object != "" && string(c.Type) == *g.Object && happened && !listed(g.Types, c.Type):
		return "told as having happened, though only agreed, asked or threatened"
	case c.Type == factum.Reject: // the denying itself, which did happen; what is denied is not told by it
	case listed(g.Types, c.Type) && len(g.Modality) > 0 && c.Object == "" && happened && !anyHappened(g.Modality):
		return fmt.Sprintf("told as %s, is %v", c.Modality, g.Modality)
	case listed(g.Types, c.Type) && g.Actors != nil && len(*g.Actors) == 0 && len(c.Actors) > 0 && c.Type == factum.Assault:
		return "an actor where nobody is named: " + c.Actors[0].Text
	}
	return ""
}

func anyHappened(ms Modalities) bool {
	for _, m := range ms {
		if m.Happened() {
			return true
		}
	}
	return false
}

func quotes(f *File, doc *factum.Document) int {
	n := 0
	for _, g := range f.Quotes {
		for _, q := range doc.Mentions.Quotes {
			t := strings.TrimRight(strings.TrimSpace(q.Text), ",.!?'’”\" ")
			if strings.HasPrefix(strings.TrimSpace(q.Text), g.Begins) && strings.HasSuffix(t, strings.TrimRight(g.Ends, ",.!?'’”\" ")) &&
				(g.Speaker == "" || alike(q.Speaker, g.Speaker)) && (g.At == "" || q.At != nil && q.At.From == g.At) {
				n++
				break
			}
		}
	}
	return n
}

func short(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > 90 {
		return string(r[:90]) + "…"
	}
	return string(r)
}

// alike reports whether two names are the same words, or one's words hold the other's.
func alike(a, b string) bool {
	a, b = language.Fold(a), language.Fold(b)
	return a != "" && b != "" && (a == b || strings.Contains(" "+a+" ", " "+b+" ") || strings.Contains(" "+b+" ", " "+a+" "))
}
