package corroboration

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"factum"
	"factum/gazetteer"
)

// Publication is a document as far as it tells whose own it is.
type Publication struct {
	ID      factum.Digest
	Source  factum.SourceID
	Lang    string
	Outlet  string
	URL     string
	Authors []string
	Day     string // RFC 3339 date of publication, "" unknown
	// Linked says that a person linked it as the primary of what is asked about.
	Linked bool
}

// body is a site or channel of a state or organisation.
type body struct {
	code    string
	roles   []string // whose words are at home there; none: anybody's who speaks for the code
	domains []string
	names   []string // folded
}

var bodies = sync.OnceValue(func() []body {
	part := func(s string) []string {
		return slices.DeleteFunc(strings.Split(s, "|"), func(x string) bool { return x == "" })
	}
	var out []body
	for _, f := range gazetteer.Rows(tableFiles, "data/bodies.tsv", 4, nil) {
		b := body{code: f[0], roles: part(f[1]), domains: part(f[2])}
		for _, n := range part(f[3]) {
			b.names = append(b.names, fold(n))
		}
		out = append(out, b)
	}
	return out
})

// OwnOf says why a publication is the speaker's own, "" where it is not: a person linked it, the speaker is its author or outlet, or it came out on the site or channel of the
// body that the speaker speaks for. An outlet that only reports on the speaker is none.
func OwnOf(p Publication, speaker factum.Attribution) string {
	if p.Linked {
		return "linked by a person"
	}
	if name := fold(speaker.Name); name != "" {
		for _, a := range p.Authors {
			if f := fold(a); strings.Contains(f, " ") && (nameIn(f, name) || nameIn(name, f)) {
				return "author: " + a
			}
		}
		if strings.Contains(name, " ") && fold(p.Outlet) == name {
			return "outlet: " + p.Outlet
		}
	}
	if speaker.Code == "" {
		return ""
	}
	host := p.host()
	for _, b := range bodies() {
		if b.code != speaker.Code || speaker.Role != "" && len(b.roles) > 0 && !slices.Contains(b.roles, speaker.Role) {
			continue
		}
		for _, d := range b.domains {
			if host == d || strings.HasSuffix(host, "."+d) {
				return "source: " + d
			}
		}
		if slices.Contains(b.names, fold(p.Outlet)) {
			return "outlet: " + p.Outlet
		}
	}
	return ""
}

// BodyOf is the code of the state or organisation on whose site or channel a publication came out; ok is false where it is nobody's.
func BodyOf(p Publication) (code string, ok bool) {
	table := channels()
	for h := p.host(); h != ""; {
		if code, ok := table["@"+h]; ok {
			return code, code != ""
		}
		_, rest, more := strings.Cut(h, ".")
		if !more {
			break
		}
		h = rest
	}
	code = table[fold(p.Outlet)]
	return code, code != "" && p.Outlet != ""
}

// channels maps outlets' names, folded, and domains, with @ before them, to the code whose they are; a name that two have is nobody's.
var channels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	put := func(k, code string) {
		if old, ok := out[k]; ok && old != code {
			code = ""
		}
		out[k] = code
	}
	for _, b := range bodies() {
		for _, d := range b.domains {
			put("@"+d, b.code)
		}
		for _, n := range b.names {
			put(n, b.code)
		}
	}
	return out
})

// host is the domain on which a publication came out, without www; that of its source where it has no address; "" unknown.
func (p Publication) host() string {
	if u, err := url.Parse(p.URL); err == nil && u.Hostname() != "" {
		return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	if s := string(p.Source); strings.Contains(s, ".") {
		return strings.TrimPrefix(s, "src_")
	}
	return ""
}

// What is said is published by its speaker's body on the day or shortly after, and reported for some days.
const (
	publishedDays = 2
	reportedDays  = 8
)

// fitsDay reports whether a primary published on one day can give what was said, or else reported, on another; either may be unknown.
func fitsDay(published, said, reported string) bool {
	p, ok := dayOf(published, false)
	if !ok {
		return true
	}
	if s, ok := dayOf(said, false); ok {
		return s <= p && p <= s+publishedDays
	}
	if r, ok := dayOf(reported, false); ok {
		return p-1 <= r && r <= p+reportedDays
	}
	return true
}

// Strong is how much of a report has to stand in a primary for it to be the same words though speaker or day differ: four fifths, a number or place
// among them.
func (a *Alignment) Strong() bool { return a.Found && a.Share >= 80 && a.Weight >= 12 }

// better orders alignments of one report with several primaries.
func (a *Alignment) better(b *Alignment) bool {
	if x, y := a.Share*a.Weight, b.Share*b.Weight; x != y {
		return x > y
	}
	return len(a.Differences) < len(b.Differences)
}
