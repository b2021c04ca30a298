package withhold

import (
	"iter"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

func key(what, which string) string {
	return what + ":" + language.Fold(strings.Join(strings.Fields(which), " "))
}

func keysOf[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// bodies are roles of people together: their words name no single person.
var bodies = map[string]bool{"armed forces": true, "court": true, "delegation": true, "embassy": true, "emergency services": true, "general staff": true, "government": true, "intelligence service": true,
	"ministry": true, "ministry of defence": true, "ministry of foreign affairs": true, "ministry of health": true, "ministry of the interior": true, "parliament": true, "police": true, "town council": true,
	"companies": true, "heads of state": true, "international community": true, "member states": true, "opposition": true, "partners": true}

// private are roles of those whom a war happens to. Whoever is named in one of them is a private person, a code beside it or not.
var private = map[string]string{"children": "minor", "civilians": "private-person", "migrants": "private-person", "prisoners": "prisoner-of-war", "prisoner": "prisoner-of-war", "protesters": "private-person", "refugees": "private-person",
	"students": "private-person", "victims": "private-person", "witnesses": "private-person", "women": "private-person", "workers": "private-person", "aid workers": "private-person", "medics": "private-person",
	"journalists": "private-person", "soldiers": "prisoner-of-war"}

// holders are the names of those who hold or held a public office, folded.
var holders = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, h := range gazetteer.Holders() {
		out[language.Fold(h.Name)] = true
	}
	return out
})

// public are the words that office-holders are called by, folded: nobody else's name is known by them alone.
var public = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, h := range gazetteer.Holders() {
		for _, w := range wordsOf(h.Name) {
			out[language.Fold(h.Name[w.start:w.end])] = true
		}
	}
	return out
})

// personal reports whether words may be the name of one natural person: two or three words and more with capitals, particles aside, in any script that has capitals; in one that
// has none, two words.
func personal(text string) bool {
	capitals, words := 0, 0
	for _, w := range wordsOf(text) {
		s := text[w.start:w.end]
		if particles[language.Fold(s)] {
			continue
		}
		words++
		r := []rune(s)
		if unicode.IsUpper(r[0]) && (len(r) < 2 || !unicode.IsUpper(r[1])) || !unicode.IsUpper(r[0]) && !unicode.IsLower(r[0]) && unicode.IsLetter(r[0]) {
			capitals++
		}
	}
	return words >= 2 && words <= 5 && capitals >= 2
}

// hiding is the ground on which a named person of a claim is withheld, "" where they may be named: somebody with a code and a public role, an office-holder, whoever was released by
// name, whom a court convicted. Who is named without anything that makes them public is private.
func (g *Gate) hiding(name, code, role string, c *factum.Claim, victim bool) string {
	f := language.Fold(name)
	if ground, ok := g.ordered[key("person", name)]; ok {
		return ground
	}
	if ground, ok := g.ordered[key("name", name)]; ok {
		return ground
	}
	role = strings.ToLower(role)
	if g.released[key("person", name)] || g.released[key("name", name)] || bodies[role] || !personal(name) {
		return ""
	}
	if victim && c.Type == factum.Assault && slices.Contains(c.Modes, "sexual") {
		return "survivor"
	}
	if young(c, name) {
		return "minor"
	}
	if holders()[f] {
		return ""
	}
	if victim && c.Type == factum.Assault && slices.Contains(c.Modes, "abduct") {
		return "prisoner-of-war"
	}
	if ground := private[role]; ground != "" {
		return ground
	}
	convicted := victim && c.Type == factum.Sanction && slices.Contains(c.Modes, "convict") || c.Type == factum.Threaten && slices.Contains(c.Modes, "arrest")
	if role != "" || convicted {
		return ""
	}
	return "private-person"
}

// ages find the age of somebody: a number and what a language says beside it. A number in brackets behind a name is one, too.
var ages = regexp.MustCompile(`(?i)(\d{1,2})[\s\x{00a0}-]*(?:years?[\s-]old|jarige?|jaar(?:\s+oud)?|jährige[rnsm]?|jahre\s+alt|ans\b|años|anni\b|enne\b|-?letni\w*|lat\b|roczn\w*|річн\p{L}*|рок\p{L}*|летн\p{L}*|лет\b|год\p{L}*)|\(\s*(\d{1,2})\s*\)`)

// young reports whether the passage gives an age under eighteen close behind or before a name.
func young(c *factum.Claim, name string) bool {
	text := c.Passage.Text
	at := strings.Index(text, name)
	if at < 0 {
		return false
	}
	const around = 40 // bytes
	lo, hi := max(0, at-around), min(len(text), at+len(name)+around)
	for _, m := range ages.FindAllStringSubmatch(text[lo:hi], -1) {
		if n, err := strconv.Atoi(m[1] + m[2]); err == nil && n < 18 {
			return true
		}
	}
	return false
}
