package gazetteer

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"factum"
)

// Publisher is a row of the registry of sources: who publishes, as far as it is generally known.
type Publisher struct {
	Code     string   // of a news agency, as lines carry it; "" for others
	Domains  []string // each with all below it
	Names    []string // as documents state them, in their scripts; the first is what it is called
	Country  string   // ISO 3166-1 alpha-3, "" of an organisation of states
	Lang     string   // ISO 639-1, the main one
	Owner    string
	Wires    []string // codes of agencies that it is known to draw on, with those that these draw on, in alphabetical order
	Interest string   // one of factum.Interests; "unknown" unless it belongs to a state or organisation and follows it
	Wars     []string // countries on whose ground or people the interest bears; none: all
}

const sourcesTable = "sources.tsv"

// registry is the table with its look-ups.
type registry struct {
	byDomain, byName map[string]*Publisher
	byCode           map[string]*Publisher
}

var publishers = sync.OnceValue(func() *registry {
	b, err := dataFiles.ReadFile("data/" + sourcesTable)
	if err != nil {
		panic(err)
	}
	r, err := parsePublishers("data/"+sourcesTable, string(b))
	if err != nil {
		panic(err)
	}
	return r
})

// parsePublishers reads the text of such a table; the error names file, line and reason.
func parsePublishers(name, text string) (*registry, error) {
	r := &registry{map[string]*Publisher{}, map[string]*Publisher{}, map[string]*Publisher{}}
	seen := func(m map[string]*Publisher, what, key string, p *Publisher) error {
		if o := m[key]; o != nil && o != p {
			return fmt.Errorf("the %s %q stands in the row of %s, too", what, key, o.Names[0])
		}
		m[key] = p
		return nil
	}
	lines := strings.Split(text, "\n")
	// Wires name other rows, so codes are read before rows are checked.
	codes := map[string]bool{}
	for _, l := range lines {
		if c, _, ok := strings.Cut(l, "\t"); ok && !strings.HasPrefix(l, "#") {
			codes[c] = true
		}
	}
	_, err := ParseRows(name, text, 9, all(publisherRow, func(f []string) error {
		p := &Publisher{Code: f[0], Domains: list(f[1]), Names: list(f[2]), Country: f[3], Lang: f[4], Owner: f[5], Wires: list(f[6]), Interest: f[7], Wars: list(f[8])}
		if p.Interest == "" {
			p.Interest = "unknown"
		}
		for _, w := range p.Wires {
			if !codes[w] || w == "" {
				return fmt.Errorf("%q in column 7 is no code of an agency of this table", w)
			}
		}
		if p.Code != "" {
			if err := seen(r.byCode, "code", p.Code, p); err != nil {
				return err
			}
		}
		for _, d := range p.Domains {
			if err := seen(r.byDomain, "domain", d, p); err != nil {
				return err
			}
		}
		for _, n := range p.Names {
			if err := seen(r.byName, "name", Fold(n), p); err != nil {
				return err
			}
		}
		return nil
	}))
	if err != nil {
		return nil, err
	}
	for _, p := range r.byName {
		p.Wires = r.drawnOn(p.Wires)
	}
	return r, nil
}

// drawnOn are agencies and those that they draw on.
func (r *registry) drawnOn(codes []string) []string {
	all := slices.Clone(codes)
	for i := 0; i < len(all); i++ {
		for _, w := range r.byCode[all[i]].Wires {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	slices.Sort(all)
	return all
}

// publisherRow says what is wrong with a row of the table as it stands for itself.
func publisherRow(f []string) error {
	if f[0] != "" && strings.Trim(f[0], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return fmt.Errorf("%q in column 1 is no code of an agency", f[0])
	}
	for _, d := range list(f[1]) {
		if u, err := url.Parse("https://" + d); err != nil || u.Host != d || !strings.Contains(d, ".") || d != strings.ToLower(d) || strings.HasPrefix(d, "www.") {
			return fmt.Errorf("%q in column 2 is no domain as it is looked up: in small letters, without scheme, path and www", d)
		}
	}
	if len(list(f[4])) != 1 || len(f[4]) != 2 || strings.Trim(f[4], "abcdefghijklmnopqrstuvwxyz") != "" {
		return fmt.Errorf("%q in column 5 is no ISO 639-1 code", f[4])
	}
	if f[7] != "" && (f[7] == "unknown" || f[7] == "victim" || !slices.Contains(factum.Interests, f[7])) {
		return fmt.Errorf("%q in column 8 is no interest of a row: party, ally, neutral or nothing", f[7])
	}
	if (f[7] == "party" || f[7] == "ally") && len(list(f[8])) == 0 {
		return fmt.Errorf("an interest as %s, but no war in column 9", f[7])
	}
	if f[7] == "" && f[8] != "" {
		return fmt.Errorf("wars %q, but no interest in column 8", f[8])
	}
	for _, c := range append(list(f[8]), f[3]) {
		if c != "" && !known(c) {
			return fmt.Errorf("%q is no state of countries.tsv", c)
		}
	}
	return some(2)(f)
}

var states = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, r := range rows("countries.tsv", 1) {
		out[r[0]] = true
	}
	return out
})

func known(alpha3 string) bool { return states()[alpha3] }

// PublisherOf finds who publishes under a domain or one above it; without a domain, under a name. A domain that is not in the table is
// nobody's, whatever the name: a page elsewhere can carry any.
func PublisherOf(domain, name string) (Publisher, bool) {
	r := publishers()
	if domain == "" {
		if p := r.byName[Fold(strings.TrimSpace(name))]; p != nil {
			return *p, true
		}
		return Publisher{}, false
	}
	for d := strings.TrimPrefix(strings.ToLower(domain), "www."); ; {
		if p := r.byDomain[d]; p != nil {
			return *p, true
		}
		_, up, ok := strings.Cut(d, ".")
		if !ok {
			return Publisher{}, false
		}
		d = up
	}
}

// Agency is the code of the news agency that words name, also by the address of its site, "" for none.
func Agency(words string) string {
	words = strings.TrimSpace(words)
	p, ok := PublisherOf("", words)
	if !ok && strings.Contains(words, ".") && !strings.Contains(words, " ") {
		p, _ = PublisherOf(words, "")
	}
	return p.Code
}

// SourcesVersion names the state of the registry of sources: another table, another version.
func SourcesVersion() string {
	b, err := dataFiles.ReadFile("data/" + sourcesTable)
	if err != nil {
		panic(err) // the table is part of the program
	}
	return fmt.Sprintf("%x", sha256.Sum256(b))[:12]
}
