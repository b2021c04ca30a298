package coding

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// grammar is what the engine has to know of a language's sentences; [order] and [case …] of its lexicon say it.
type grammar struct {
	verbLast       bool // verbs may stand at the end of the clause: the subject is the first phrase, wherever the verb is
	free           bool // phrases may stand anywhere: cases tell who does what to whom
	marked         bool // an infinitive has its mark before it: to, te, zu
	headFirst      bool // a noun stands before its adjectives
	bare           bool // no articles: a noun behind a noun begins a phrase of its own
	nounCapitals   bool // every noun has a capital
	hearsay        bool // a main clause's conditional is hearsay
	subjectDropped bool // a verb says who acts without a subject beside it
	clauseCommas   bool // a comma stands before every relative clause and complement

	cases   map[string]caseSet // of forms
	endings map[string]caseSet // of forms that are not listed
	names   map[string]caseSet // endings of capitalised words that are not listed: they count before endings
	longest int                // ending, in bytes

	genitives ending          // of names that stand in the genitive behind a noun
	withBe    map[string]bool // verbs, by lemma, whose perfect has the helping verb of the passive: to go, to come
	plurals   [3]ending       // of verbs, of nouns, of verbs in the past: forms that can be a plural
	unknown   map[string]tag  // ending of a word that no list has → what it is as a verb

	longestUnknown int // ending, in bytes

	alternates [][2]string // beginnings of words that stand for each other
}

// ending is a list of forms, and of endings with a "*" before them.
type ending struct {
	forms map[string]bool
	tails []string
}

func (e *ending) add(words []string) {
	if e.forms == nil {
		e.forms = map[string]bool{}
	}
	for _, w := range words {
		if tail, ok := strings.CutPrefix(w, "*"); ok {
			e.tails = append(e.tails, tail)
		} else {
			e.forms[w] = true
		}
	}
}

func (e *ending) has(low string) bool {
	return e.forms[low] || slices.ContainsFunc(e.tails, func(t string) bool { return strings.HasSuffix(low, t) })
}

const (
	pluralVerb = iota
	pluralNoun
	pluralPast
)

// orders are the words of [order].
var orders = map[string]func(*grammar){
	"verb-last":           func(g *grammar) { g.verbLast = true },
	"subject-verb-object": func(g *grammar) {},
	"free":                func(g *grammar) { g.free, g.bare = true, true },
	"marked-infinitive":   func(g *grammar) { g.marked = true },
	"noun-first":          func(g *grammar) { g.headFirst = true },
	"noun-capitals":       func(g *grammar) { g.nounCapitals = true },
	"hearsay-conditional": func(g *grammar) { g.hearsay = true },
	"subject-dropped":     func(g *grammar) { g.subjectDropped = true },
	"clause-commas":       func(g *grammar) { g.clauseCommas = true },
}

func (g *grammar) order(line string) string {
	for _, w := range strings.Fields(line) {
		set, ok := orders[w]
		if !ok {
			return fmt.Sprintf("order is not %q; words are %s", w, strings.Join(known(orders), " "))
		}
		set(g)
	}
	return ""
}

// baseForm reports whether the infinitive is a present tense as well, and a complement needs no word that opens it: English.
func (g *grammar) baseForm() bool { return g.marked && !g.verbLast }

// caseWords reads words, or endings with a "*" before them, of a section [case nom gen …].
func (g *grammar) caseWords(arg string, words []string) string {
	set := caseSet(0)
	of := g.endings
	for _, name := range strings.Fields(arg) {
		if name == "name" {
			of = g.names
			continue
		}
		c, ok := caseNames[name]
		if !ok {
			return fmt.Sprintf("no case %q; one of %s", name, strings.Join(known(caseNames), " "))
		}
		set |= c
	}
	for _, w := range words {
		if e, ok := strings.CutPrefix(w, "*"); ok {
			of[e] |= set
			g.longest = max(g.longest, len(e))
			continue
		}
		g.cases[w] |= set
	}
	return ""
}

// caseOf is what cases a form in lower case may stand in: as listed, else by its longest listed ending before which at least two letters
// stand; 0 is not known. An abbreviation has no ending; those of names count first for a word that has a capital by itself.
func (g *grammar) caseOf(low string, abbreviated, name bool) caseSet {
	if g.longest == 0 && len(g.cases) == 0 {
		return 0
	}
	if c, ok := g.cases[low]; ok {
		return c
	}
	if abbreviated {
		return 0
	}
	if name {
		if c := byEnding(g.names, g.longest, low, 2); c != 0 {
			return c
		}
	}
	return byEnding(g.endings, g.longest, low, 2)
}

// byEnding is what the longest of some endings, none longer than so many bytes, says of a form, of those before which at least so many letters
// stand; zero where none does.
func byEnding[V any](of map[string]V, longest int, low string, letters int) (says V) {
	for n := min(longest, len(low)-1); n > 0; n-- {
		if v, ok := of[low[len(low)-n:]]; ok && utf8.RuneCountInString(low[:len(low)-n]) >= letters {
			return v
		}
	}
	return says
}

// pluralWords reads a section [plural verb], [plural past] or [plural noun].
func (g *grammar) pluralWords(arg string, words []string) string {
	of := slices.Index([]string{pluralVerb: "verb", pluralNoun: "noun", pluralPast: "past"}, arg)
	if of < 0 {
		return fmt.Sprintf("[plural] is of verb, past or noun, not %q", arg)
	}
	g.plurals[of].add(words)
	return ""
}

// unknownWords reads a section [unknown TAG …]: endings that only verbs have.
func (g *grammar) unknownWords(arg string, words []string) string {
	var t tag
	for _, name := range strings.Fields(arg) {
		x, ok := tagNames[name]
		if !ok || x&tNoun != 0 {
			return fmt.Sprintf("no form %q of a verb", name)
		}
		t |= x
	}
	if t == 0 {
		return "[unknown] names the form of a verb"
	}
	for _, w := range words {
		e, ok := strings.CutPrefix(w, "*")
		if !ok || e == "" {
			return fmt.Sprintf("an ending has \"*\" before it, not %q", w)
		}
		g.unknown[e] |= t
		g.longestUnknown = max(g.longestUnknown, len(e))
	}
	return ""
}

// verbByEnding is what a word that no list has is as a verb, by its longest listed ending before which at least three letters stand; 0 none.
func (g *grammar) verbByEnding(low string) tag {
	return byEnding(g.unknown, g.longestUnknown, low, 3)
}
