package coding

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"factum"
)

//go:embed lexicon
var lexiconFiles embed.FS

// lexicon is how one language says what the codebook knows.
type lexicon struct {
	lang string
	grammar
	infl     inflection
	words    vocabulary
	suffix   vocabulary // endings of compounds, and their longest length
	longest  int
	longCue  map[string][]phraseCue
	lemmas   map[string]int32
	names    []string   // of lemmas
	verbCue  []cue      // what a verb is, by lemma
	patterns [][]*entry // those that a lemma begins
	single   []bool     // lemmas that begin entries of one type only, alone or with other words, and have no other use
	alone    []bool     // lemmas that are an entry without other words
	sets     classSets  // those of words and conditions, while it is read
	classes  map[string]int
	examples []Example
	stat     map[string]int      // entries a type, for their ids
	aspects  map[string][]string // verbs of one meaning in another aspect

	nominal     classes // all but the loose classes, which hold words of any kind
	reflexives  []string
	home        map[string]bool // states where the language is spoken
	wording     wording
	definite    map[string]bool // articles that point to something known
	indefinite  map[string]bool // articles that say one
	firstPerson map[string]bool // we, our: the speaker's side
}

// word is all that is known of a form.
type word struct {
	cue   cue
	slots slot
	class *classes
	forms []form
}

// form is a reading of a form as a word of the lexicon.
type form struct {
	lemma    int32
	tag      tag
	particle string // must follow in the clause, "" for none
}

// noun reports whether no reading of the word is anything but a noun or a word of a fixed phrase; a word without
// readings is one too.
func (w *word) noun() bool {
	for _, f := range w.forms {
		if f.tag&(tNoun|tLit) == 0 {
			return false
		}
	}
	return true
}

// readings are those of a word; none where it is not known.
func (w *word) readings() []form {
	if w == nil {
		return nil
	}
	return w.forms
}

// phraseCue is a cue of several words; rest are those after the first.
type phraseCue struct {
	rest  []string
	cue   cue
	slots slot
}

// Example is a sentence of a lexicon with the types it has to give.
type Example struct {
	Lang, File string
	Line       int
	Types      []string // "ASSAULT", "ASSAULT/denied", "AGREE(CONSULT)"; none: no claim at all
	Text       string
}

// readLexicon reads lexicon/<lang>/*.txt of files: first forms and classes, then entries, which may use both.
func readLexicon(files fs.FS, lang string, book *codebook) (*lexicon, error) {
	lx := &lexicon{lang: lang, longCue: map[string][]phraseCue{},
		lemmas: map[string]int32{}, sets: classSets{map[classes]*classes{}, map[growth]*classes{}}, classes: map[string]int{}, stat: map[string]int{}, aspects: map[string][]string{}, home: map[string]bool{}, definite: map[string]bool{}, indefinite: map[string]bool{}, firstPerson: map[string]bool{},
		grammar: grammar{withBe: map[string]bool{}, cases: map[string]caseSet{}, endings: map[string]caseSet{}, names: map[string]caseSet{}, unknown: map[string]tag{}},
		infl:    inflection{irregular: map[string][]string{}, irregularNum: map[string][]string{}, perfective: map[string]bool{}}}
	names, err := fs.Glob(files, "lexicon/"+lang+"/*.txt")
	if err != nil || len(names) == 0 {
		return nil, factum.Errorf(factum.Missing, "lexicon/%s: no files", lang)
	}
	sort.Strings(names)
	for pass := 0; pass < 3; pass++ {
		for _, name := range names {
			b, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			if err := lx.read(name, string(b), pass, book); err != nil {
				return nil, err
			}
		}
	}
	for name, i := range lx.classes {
		word, single := strings.CutPrefix(name, "=")
		if adjective := single && lx.caseOf(word, false, false)&adjectival != 0; !looseClasses[name] && !adjective {
			lx.nominal.set(i)
		}
	}
	lx.sets = classSets{}
	lx.words.settle()
	lx.suffix.settle()
	lx.single, lx.alone = make([]bool, len(lx.names)), make([]bool, len(lx.names))
	for lemma, list := range lx.patterns {
		lx.single[lemma] = len(list) > 0 && lx.verbCue[lemma]&^cVerb == 0 && !slices.ContainsFunc(list, func(e *entry) bool { return e.frame.Type != list[0].frame.Type })
		lx.alone[lemma] = slices.ContainsFunc(list, func(e *entry) bool { return len(e.rest) == 0 })
	}
	return lx, nil
}

// looseClasses hold words that tell what a text is about, whatever kind of word they are.
var looseClasses = map[string]bool{"serious": true, "violence": true, "accident": true, "sport": true, "weather": true,
	"market": true, "culture": true, "history": true, "nature": true, "broad": true, "traffic": true, "life": true, "technique": true, "figure": true, "domestic": true, "rather": true, "deadly": true, "toll": true, "bearing": true, "leads": true, "found": true, "local-adj": true, "casualty": true, "neuter": true, "body-word": true}

// read takes from a file what belongs to the pass: 0 inflection, 1 words and classes, 2 entries and examples.
func (lx *lexicon) read(file, text string, pass int, book *codebook) error {
	section, arg := "", ""
	var frame *Frame
	for n, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(section, "example") {
			line, _, _ = strings.Cut(line, "#")
		}
		line = strings.TrimSpace(line)
		bad := func(format string, args ...any) error {
			return factum.Errorf(factum.Invalid, "%s:%d: %s", file, n+1, fmt.Sprintf(format, args...))
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if line[0] == '[' && line[len(line)-1] == ']' {
			section, arg, _ = strings.Cut(line[1:len(line)-1], " ")
			switch section {
			case "order", "inflect", "irregular", "prefix", "class", "examples", "prep", "home", "abroad", "translated", "untranslated", "definite", "indefinite", "first-person", "perfective", "mark", "case", "plural", "unknown", "alternate", "genitive", "perfect", "aspect":
			case "frame":
				if frame = book.byID[arg]; frame == nil {
					return bad("the codebook has no frame %q", arg)
				}
			case "cue", "verb":
				if _, ok := cueNames[arg]; !ok {
					return bad("no cue %q; one of %s", arg, strings.Join(known(cueNames), " "))
				}
			default:
				return bad("no section %q", section)
			}
			continue
		}
		var why string
		switch {
		case section == "":
			why = "stands before any [section]"
		case pass == 0:
			why = lx.grammarLine(section, arg, line)
		case pass == 1:
			why = lx.cueWords(section, arg, line)
		case section == "frame":
			why = lx.entryLine(frame, line)
		case section == "examples":
			types, s, ok := strings.Cut(line, "|")
			if !ok {
				why = "an example is TYPES | sentence"
				break
			}
			ex := Example{Lang: lx.lang, File: file, Line: n + 1, Text: strings.TrimSpace(s)}
			for _, t := range strings.Fields(types) {
				if t != "-" {
					ex.Types = append(ex.Types, t)
				}
			}
			lx.examples = append(lx.examples, ex)
		}
		if why != "" {
			return bad("%s", why)
		}
	}
	return nil
}

// grammarLine reads a line of a section on inflection and the order of words.
func (lx *lexicon) grammarLine(section, arg, line string) string {
	in := &lx.infl
	w := strings.Fields(line)
	switch section {
	case "order":
		return lx.grammar.order(line)
	case "case":
		return lx.grammar.caseWords(arg, w)
	case "plural":
		return lx.grammar.pluralWords(arg, w)
	case "unknown":
		return lx.grammar.unknownWords(arg, w)
	case "genitive":
		lx.grammar.genitives.add(w)
	case "perfect":
		if arg != "be" {
			return fmt.Sprintf("[perfect be] lists verbs whose perfect has \"be\"; there is no [perfect %s]", arg)
		}
		include(lx.withBe, w)
	case "alternate":
		if len(w) != 2 {
			return "two beginnings of words stand for each other"
		}
		lx.alternates = append(lx.alternates, [2]string{w[0], w[1]})
	case "aspect":
		for i, x := range w {
			lx.aspects[x] = append(lx.aspects[x], slices.Delete(slices.Clone(w), i, i+1)...)
		}
	case "perfective":
		include(in.perfective, w)
	case "mark":
		in.mark = line
	case "inflect":
		r, why := readRule(line)
		if why != "" {
			return why
		}
		if arg == "verb" {
			in.verb = append(in.verb, r)
		} else {
			in.noun = append(in.noun, r)
		}
	case "prefix":
		if arg == "participle" {
			in.ge = line
		} else {
			in.bound = append(in.bound, w...)
		}
	case "home":
		include(lx.home, w)
	case "abroad", "translated", "untranslated":
		lx.wording.line(section, line)
	case "definite":
		include(lx.definite, w)
	case "indefinite":
		include(lx.indefinite, w)
	case "first-person":
		include(lx.firstPerson, w)
	case "irregular":
		if len(w) < 2 {
			return "an irregular word is LEMMA FORM …"
		}
		if arg == "verb" {
			in.irregular[w[0]] = w[1:]
		} else {
			in.irregularNum[w[0]] = w[1:]
		}
	}
	return ""
}

// include makes words members of a set.
func include(set map[string]bool, words []string) {
	for _, w := range words {
		set[w] = true
	}
}

// lemma is the number of a lemma by its name, a new one where there is none.
func (lx *lexicon) lemma(name string) int32 {
	id, ok := lx.lemmas[name]
	if !ok {
		id = int32(len(lx.names))
		lx.lemmas[name] = id
		lx.names = append(lx.names, name)
		lx.verbCue = append(lx.verbCue, 0)
		lx.patterns = append(lx.patterns, nil)
	}
	return id
}

func (w *word) addForm(f form) {
	for i := range w.forms {
		if w.forms[i].lemma == f.lemma && w.forms[i].particle == f.particle {
			w.forms[i].tag |= f.tag
			return
		}
	}
	w.forms = append(w.forms, f)
}

func (w *word) addVerb(f form) {
	w.addForm(f)
	w.cue |= cVerb
}

// addVerb makes the forms of a verb known; "terug|trekken" is separable.
func (lx *lexicon) addVerb(name string) int32 {
	if id, ok := lx.lemmas["v:"+name]; ok {
		return id
	}
	id := lx.lemma("v:" + name)
	part, base, sep := strings.Cut(name, "|")
	if !sep {
		for _, f := range lx.infl.verbForms(name) {
			lx.words.word(f.form).addVerb(form{id, f.tag, ""})
		}
		return id
	}
	for _, f := range lx.infl.verbForms(base) {
		lx.words.word(part + f.form).addVerb(form{id, f.tag, ""})
		if f.tag&tInf != 0 && lx.infl.mark != "" {
			lx.words.word(part + lx.infl.mark + f.form).addVerb(form{id, tInf | tMarked, ""})
		}
		if f.tag&(tFinite|tInf|tIng) != 0 {
			lx.words.word(f.form).addVerb(form{id, f.tag, part})
		}
	}
	return id
}

// cueWords reads cues, prepositions, verbs with a use, and classes. Words of one cue are joined by "_".
func (lx *lexicon) cueWords(section, arg, line string) string {
	for _, w := range strings.Fields(line) {
		switch section {
		case "cue", "prep":
			c, s := cueNames[arg], slot(0)
			if section == "prep" {
				c = cPrep
				for _, name := range strings.Fields(arg) {
					b, ok := slotNames[name]
					if !ok || b&prepSlots == 0 {
						return fmt.Sprintf("a preposition leads no slot %q", name)
					}
					s |= b
				}
			}
			parts := strings.Split(w, "_")
			if len(parts) > 1 {
				lx.longCue[parts[0]] = append(lx.longCue[parts[0]], phraseCue{parts[1:], c, s})
				lx.words.word(parts[0])
				continue
			}
			x := lx.words.word(w)
			x.cue |= c
			x.slots |= s
			if c == cRefl {
				lx.reflexives = append(lx.reflexives, w)
			}
		case "verb":
			lx.verbCue[lx.addVerb(w)] |= cueNames[arg] | cVerb
		case "class":
			if why := lx.classWord(arg, w); why != "" {
				return why
			}
		}
	}
	return ""
}

func (lx *lexicon) class(name string) int {
	i, ok := lx.classes[name]
	if !ok {
		i = len(lx.classes)
		lx.classes[name] = i
	}
	return i
}

// classWord adds a noun, with its plurals, to a class; "*" before it holds for the ends of compounds too.
func (lx *lexicon) classWord(class, w string) string {
	i := lx.class(class)
	if i >= maxClasses {
		return fmt.Sprintf("more than %d classes", maxClasses)
	}
	suffix := strings.HasPrefix(w, "*")
	w = strings.TrimPrefix(w, "*")
	if strings.Contains(w, "_") {
		return fmt.Sprintf("a class holds single words, not %s", w)
	}
	for _, f := range lx.infl.nounForms(w) {
		set := i
		if class == "person" && f.tag&tPlural != 0 {
			set = lx.class("persons")
		}
		w := lx.words.word(f.form)
		w.class = lx.sets.with(w.class, set)
		if suffix {
			e := lx.ending(f.form)
			e.class = lx.sets.with(e.class, set)
		}
	}
	return ""
}

func (lx *lexicon) ending(s string) *word {
	lx.longest = max(lx.longest, len(s))
	return lx.suffix.word(s)
}

// find looks a form up, then its longest known ending.
func (lx *lexicon) find(low string) *word {
	if w := lx.listed(low); w != nil {
		return w
	}
	for _, p := range lx.alternates {
		for k, a := range p {
			if rest, ok := strings.CutPrefix(low, a); ok && len(rest) > len(a) {
				if w := lx.listed(p[1-k] + rest); w != nil {
					return w
				}
			}
		}
	}
	return nil
}

func (lx *lexicon) listed(low string) *word {
	known := lx.words.find(low)
	if known != nil && (known.cue != 0 || !known.noun()) {
		return known
	}
	if len(low) < 7 || len(low) > 64 || lx.longest == 0 {
		return known
	}
	from := len(low) - lx.longest
	if from < 2 {
		from = 2
	}
	for i := from; i <= len(low)-4; i++ {
		if w := lx.suffix.find(low[i:]); w != nil {
			if known == nil {
				return w
			}
			both := *w
			if len(known.forms) > 0 {
				both = *known
			}
			both.class = known.class.union(w.class)
			return &both
		}
	}
	return known
}

// usesOf are the uses of a verb by its name, none where it has none.
func (lx *lexicon) usesOf(verb string) cue {
	if id, ok := lx.lemmas["v:"+verb]; ok {
		return lx.verbCue[id]
	}
	return 0
}

// goes reports whether a form of the word is the participle of a verb whose perfect has the helping verb of the passive.
func (lx *lexicon) goes(w *word) bool {
	if w == nil || len(lx.withBe) == 0 {
		return false
	}
	for _, f := range w.forms {
		if v, ok := strings.CutPrefix(lx.names[f.lemma], "v:"); ok && f.tag&tPart != 0 {
			_, base, _ := strings.Cut(v, "|")
			if lx.withBe[v] || base != "" && lx.withBe[base] {
				return true
			}
		}
	}
	return false
}
