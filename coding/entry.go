package coding

// How the lines of a frame are read.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"factum"
)

// entry is one line of a frame in a lexicon.
type entry struct {
	id     string // nl/retreat-07
	frame  *Frame
	kind   byte // v verb, n noun, x phrase
	first  int32
	rest   []element
	conds  []cond
	intr   bool // has no passive: a participle with "is" is a perfect
	refl   bool // only with a reflexive
	sure   bool // the words say it alone: no further sign of violence, politics or anybody is asked for
	verbal bool // a verb is among its words
	weak   bool
	strong bool
	words  string // as the line has them
	actor  slot   // overrides of the frame, 0 none
	recip  slot
	harm   string // what befell the people that its recipient counts, in place of the frame's
}

// recipients are the slots that hold whom it happens to: the entry's own, else the frame's.
func (e *entry) recipients() slot { return cmp.Or(e.recip, e.frame.recipient) }

// asksForWords reports whether the entry stands only beside words of certain classes: "zawieszenie" of relations, of aid.
func (e *entry) asksForWords() bool {
	return slices.ContainsFunc(e.conds, func(c cond) bool { return !c.not && c.kinds == 0 })
}

// entryLine reads "v a, b c | conditions".
func (lx *lexicon) entryLine(f *Frame, line string) string {
	kindWord, rest, ok := strings.Cut(line, " ")
	if !ok || len(kindWord) != 1 || !strings.Contains("vnx", kindWord) {
		return "an entry begins with v, n or x"
	}
	alts, tail, _ := strings.Cut(rest, " | ")
	proto := entry{frame: f, kind: kindWord[0]}
	for _, c := range strings.Fields(tail) {
		if why := lx.condition(&proto, c); why != "" {
			return why
		}
	}
	typ := strings.ToLower(string(f.Type))
	for _, alt := range strings.Split(alts, ",") {
		lx.stat[typ]++
		for _, words := range lx.inAspects(strings.TrimSpace(alt)) {
			e := proto
			e.words = words
			e.id = fmt.Sprintf("%s/%s-%02d", lx.lang, typ, lx.stat[typ])
			if why := lx.pattern(&e); why != "" {
				return why
			}
			e.verbal = lx.names[e.first][0] == 'v' || slices.ContainsFunc(e.rest, func(el element) bool { return el.lemma >= 0 && lx.names[el.lemma][0] == 'v' })
			lx.patterns[e.first] = append(lx.patterns[e.first], &e)
		}
	}
	return ""
}

// inAspects gives the words of an entry, and the same with each verb that stands for its first one in another aspect.
func (lx *lexicon) inAspects(words string) []string {
	out := []string{words}
	first, rest, _ := strings.Cut(words, " ")
	open, end := "", ""
	if bare := strings.Trim(first, "<>"); bare != first {
		first, open, end = bare, "<", ">"
	}
	for _, x := range lx.aspects[first] {
		out = append(out, strings.TrimSpace(open+x+end+" "+rest))
	}
	return out
}

// traits are what an entry may be by one word.
var traits = map[string]func(*entry){
	"weak":   func(e *entry) { e.weak = true },
	"strong": func(e *entry) { e.strong = true },
	"intr":   func(e *entry) { e.intr = true },
	"sure":   func(e *entry) { e.sure = true },
	"refl":   func(e *entry) { e.refl, e.intr = true, true },
}

// condition reads a word behind the bar: a trait, what stands in the frame's place, or what has to fill a slot.
func (lx *lexicon) condition(e *entry, c string) string {
	if set, ok := traits[c]; ok {
		set(e)
		return ""
	}
	if v, ok := strings.CutPrefix(c, "harm="); ok {
		if e.frame.Type != factum.Assault || v != "killed" && v != "wounded" {
			return fmt.Sprintf("harm=%s: want killed or wounded, of an ASSAULT", v)
		}
		e.harm = v
		return ""
	}
	if name, v, ok := strings.Cut(c, "="); ok && !strings.Contains(name, ":") {
		s, why := slotSet(strings.Split(v, ","))
		if why != "" {
			return why
		}
		switch name {
		case "actor":
			e.actor = s
		case "recipient":
			e.recip = s
		default:
			return fmt.Sprintf("only actor=, recipient= and harm= can be set, not %q", name)
		}
		return ""
	}
	name, vals, ok := strings.Cut(c, ":")
	if !ok {
		return fmt.Sprintf("%q is no condition (slot:CLASS,KIND)", c)
	}
	slots, not := strings.CutPrefix(name, "!")
	cd := cond{not: not}
	var why string
	if cd.slot, why = slotSet(strings.Split(slots, "+")); why != "" {
		return why
	}
	for _, v := range strings.Split(vals, ",") {
		if k, ok := kindNames[v]; ok {
			cd.kinds |= k
			continue
		}
		if noun, ok := strings.CutPrefix(v, "="); ok {
			if why := lx.classWord(v, noun); why != "" {
				return why
			}
		}
		i, ok := lx.classes[v]
		if !ok {
			return fmt.Sprintf("no class or kind %q: a single noun is =NOUN, a class needs a [class %s] section, kinds are %s", v, v, strings.Join(known(kindNames), " "))
		}
		cd.class = lx.sets.with(cd.class, i)
	}
	e.conds = append(e.conds, cd)
	return ""
}

// pattern compiles the words of an entry.
func (lx *lexicon) pattern(e *entry) string {
	w := strings.Fields(e.words)
	if len(w) == 0 {
		return "an entry without words"
	}
	if strings.Contains(e.words, "_") {
		return "words of an entry stand apart, without _"
	}
	gap := 0
	for i, x := range w {
		if x == ".." || x == "~" {
			if i == 0 || i == len(w)-1 {
				return "a gap stands between words"
			}
			gap = 4
			if x == "~" {
				gap = 9
			}
			continue
		}
		el := element{lemma: -1, class: -1, gap: gap}
		gap = 0
		switch {
		case x[0] == '{' && x[len(x)-1] == '}':
			c, ok := lx.classes[x[1:len(x)-1]]
			if !ok {
				return fmt.Sprintf("no class %s", x)
			}
			el.class = c
		case x[0] == '<' && x[len(x)-1] == '>', e.kind == 'v' && i == 0:
			el.lemma = lx.addVerb(strings.Trim(x, "<>"))
		case e.kind == 'n' && (i == len(w)-1 || lx.headFirst || lx.bare) && !lx.function(x):
			el.lemma = lx.addNoun(x)
		default:
			el.lemma = lx.lemma("=" + x)
			lx.words.word(x).addForm(form{el.lemma, tLit, ""})
		}
		if i == 0 {
			if el.lemma < 0 {
				return "an entry begins with a word, not a class"
			}
			e.first = el.lemma
			continue
		}
		e.rest = append(e.rest, el)
	}
	return ""
}

// function reports whether a word only joins others: "de", "la".
func (lx *lexicon) function(x string) bool {
	w := lx.words.find(x)
	return w != nil && w.cue&(cPrep|cDet) != 0
}

// addNoun makes the forms of a noun known; "*aanval" holds for compounds ending so.
func (lx *lexicon) addNoun(x string) int32 {
	suffix := x[0] == '*'
	x = strings.TrimPrefix(x, "*")
	id := lx.lemma("n:" + x)
	for _, f := range lx.infl.nounForms(x) {
		lx.words.word(f.form).addForm(form{id, f.tag, ""})
		if suffix {
			lx.ending(f.form).addForm(form{id, f.tag, ""})
		}
	}
	return id
}
