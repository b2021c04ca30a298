package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
	"factum/language"
)

// dateline is what stands before a story: place, date, agency.
type dateline struct {
	end    int // bytes of the paragraph that it takes, the dash included
	when   *factum.Time
	wire   string
	outlet string
}

// maxDateline is how far into a paragraph a dateline may reach, in bytes.
const maxDateline = 160

// leadDateline finds a dateline at the start of a paragraph that goes on with the story: "KYIV, 5 April 2022 (Reuters) – ". It
// holds a place and at least one of: a date, an agency, a place all in capitals.
func leadDateline(p string) (dateline, bool) {
	if d, ok := agencyLead(p); ok {
		rest := strings.TrimLeft(p[d.end:], " ")
		if place, ok := placeLead(rest); ok { // (ANSA) - KIEV, 9 APR - …
			d.when, d.end = place.when, len(p)-len(rest)+place.end
		}
		return d, true
	}
	return placeLead(p)
}

// maxAgency is how many bytes the name of an agency takes in a dateline, with brackets, at most.
const maxAgency = 60

// agencyLead finds an agency alone at the beginning: "ANSA - ", "(ANSA) – ".
func agencyLead(p string) (dateline, bool) {
	d, ok := agencyNext(p)
	return d, ok && utf8.RuneCountInString(d.wire) > 2
}

// agencyNext finds an agency that stands before a dash or dot: "УНІАН. ", "/ТАСС/. ", "(EUROPA PRESS) - ".
func agencyNext(p string) (dateline, bool) {
	for i, r := range p[:min(len(p), maxAgency)] {
		n := utf8.RuneLen(r)
		if n < 1 || r == '\n' {
			break
		}
		if (r == '.' || isDash(r) && i > 0 && spaceBefore(p, i)) && spaceAfter(p, i+n) {
			a := strings.Trim(p[:i], " ()/.")
			if !sure(a) {
				break
			}
			return dateline{end: i + n, wire: a}, true
		}
	}
	return dateline{}, false
}

// placeLead finds a dateline that begins with its place.
func placeLead(p string) (dateline, bool) {
	limit := min(len(p), maxDateline)
	for i := 0; i < limit; {
		r, n := utf8.DecodeRuneInString(p[i:])
		end := 0
		switch {
		case i > 0 && isDash(r) && spaceBefore(p, i) && spaceAfter(p, i+n):
			end = i + n
		case r == '.' && spaceAfter(p, i+n):
			end = i + n
		case r == '.' && i+2 < len(p) && p[i+1] == '-' && spaceAfter(p, i+2): // Madrid, 9 abr (EFE).-
			end = i + 2
		case r == '\n':
			return dateline{}, false
		}
		if end > 0 {
			head := p[:i]
			e, named := agencyNext(p[end:])
			if named { // read as if it stood in brackets before the dash
				head += " (" + e.wire + ")"
			}
			if d, ok := parseHead(head, r == '.' && end == i+1); ok {
				d.end = end + e.end
				return d, true
			}
		}
		i += n
	}
	return dateline{}, false
}

func isDash(r rune) bool { return r == '–' || r == '—' || r == '-' || r == '―' }

func spaceBefore(p string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(p[:i])
	return unicode.IsSpace(r) || r == ')'
}

func spaceAfter(p string, i int) bool {
	r, _ := utf8.DecodeRuneInString(p[i:])
	return i < len(p) && unicode.IsSpace(r)
}

// parseHead reads what stands before the dash or dot of a dateline.
func parseHead(head string, dot bool) (dateline, bool) {
	var d dateline
	rest := strings.Trim(head, "*_ \t")
	if t, s := findDate(rest); t != nil {
		d.when = t
		rest = rest[:s.Start] + rest[s.End:]
	} else if s, ok := dayAndMonth(rest); ok {
		rest = rest[:s.Start] + rest[s.End:]
		dot = false
	}
	for {
		i := strings.IndexByte(rest, '(')
		j := strings.IndexByte(rest, ')')
		if i < 0 || j < i {
			break
		}
		if a := agency(rest[i+1 : j]); a != "" && d.wire == "" {
			d.wire = a
		} else if !placeWords(rest[i+1:j], 3) {
			return d, false
		}
		rest = rest[:i] + rest[j+1:]
	}
	if strings.ContainsAny(rest, "()0123456789:;!?\"„“”«»") {
		return d, false
	}
	parts := strings.FieldsFunc(rest, func(r rune) bool { return r == ',' || r == '/' })
	place := ""
	for _, part := range parts {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
		case !placeWords(part, 4):
			return d, false
		case place == "":
			place = part
		}
	}
	if place == "" || len(parts) > 5 {
		return d, false
	}
	if d.when == nil && d.wire == "" {
		// capitals alone: a word of at least four letters, so that NAVO – … and a list of initials are no places
		return d, capitals(place) && utf8.RuneCountInString(place) > 4 && len(strings.Fields(place)) <= 3
	}
	return d, !dot || d.when != nil || capitals(place)
}

// dayAndMonth finds a date without a year, or the name of a weekday with one.
func dayAndMonth(s string) (factum.Span, bool) {
	w := language.Words(s)
	f := finder{s, w}
	for i := range w {
		j := f.skip(f.skip(i+1, "."), dayOf...)
		if d := f.num(i); d >= 1 && d <= 31 && language.Month(f.word(j)) > 0 {
			return factum.Span{Start: w[i].Span.Start, End: w[j].Span.End}, true
		}
		if d := f.num(f.skip(i+1, ".")); language.Month(f.word(i)) > 0 && d >= 1 && d <= 31 {
			return factum.Span{Start: w[i].Span.Start, End: w[f.skip(i+1, ".")].Span.End}, true
		}
	}
	return factum.Span{}, false
}

// placeWords reports whether the words could be the name of a place: at most n, each with a capital but for particles.
func placeWords(s string, n int) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > n || len(s) > 80 {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’‘"))
		if !unicode.IsUpper(r) && !(i > 0 && language.PlaceParticle(w)) || strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}

func capitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// wholeDateline reads a block that is nothing but a dateline: "AMSTERDAM, 12 april 2022", "Thursday 7 April 2022, 4.12pm",
// "PRESS RELEASE – Tallinn, 1 April 2022", "Oudedijk, 10 april 2022 · Polderkompas".
func wholeDateline(p string) (dateline, bool) {
	if len(p) > maxDateline || strings.Contains(p, "\n") {
		return dateline{}, false
	}
	t, s := findDate(p)
	if t == nil || t.Precision != "day" {
		return dateline{}, false
	}
	d := dateline{when: t, end: len(p)}
	rest := p[:s.Start] + " | " + p[s.End:]
	sentence := strings.HasSuffix(p, ".") && !slices.ContainsFunc(yearWords, func(w string) bool { return w[len(w)-1] == '.' && strings.HasSuffix(p, w) })
	words := 0
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == '|' || r == '·' || r == '•' || r == ',' || r == '–' || r == '—' }) {
		part = strings.Trim(part, "*_ \t.()")
		if part == "" {
			continue
		}
		if a := agency(part); a != "" {
			d.wire = a
			continue
		}
		small := 0
		for _, w := range language.Words(part) {
			if w.Kind != language.Punct {
				words++
				if r, _ := utf8.DecodeRuneInString(w.In(part)); unicode.IsLower(r) {
					small++
				}
			}
		}
		if small > 4 || small > 1 && sentence {
			return d, false
		}
	}
	if i := strings.LastIndexAny(p, "·|"); i > s.Start {
		_, n := utf8.DecodeRuneInString(p[i:])
		if o := strings.Trim(p[i+n:], "*_ \t."); placeWords(o, 6) {
			d.outlet = o
		}
	}
	return d, words <= 10
}
