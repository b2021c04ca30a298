package coding

// The words of a sentence: tokens of the language package, cues of several words, what stands beside what.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
	"factum/language"
)

// MaxWords is how many words of a sentence are coded; what lies behind them is left alone.
const MaxWords = 160

// token is a word of a sentence with what the lexicon and the document's mentions say of it. Words joined by
// hyphens are one token.
type token struct {
	span    factum.Span
	low     string
	w       *word // nil: not in the lexicon
	cue     cue
	slots   slot
	class   *classes // of its word; nil none
	muted   *classes // the same without those that a single such word does not yet speak of; nil where it speaks of all
	cap     bool     // begins with a capital
	capital bool     // a noun by its capital, where every noun has one
	punct   bool
	number  bool
	// places in the document's mention lists, from 1; 0 none
	actor, place, time, item, quantity, quote int

	part    bool // a separable part of a verb
	verb    bool // stands as a verb here
	adj     bool // stands as an adjective made of a verb
	noun    bool // belongs to a noun phrase
	nominal bool // in a class of nouns
	gerund  bool // a noun made of a verb: "the shelling of", "het beschieten van"
	tag     tag  // what its form can be as a verb, over all readings
	cases   caseSet
	clause  int
	np      int  // phrase, from 1; 0 none
	done    bool // taken up by a trigger of several words
}

// sentence is one sentence of a part with its analysis.
type sentence struct {
	r       *run
	lx      *lexicon
	part    string
	text    string
	span    factum.Span
	heading bool
	index   int
	toks    []token
	clauses []clause
	opened  []int8 // for each token, from 1, what clause it opens; 0 not asked yet
	nps     []phrase
	topics  classes // classes of all its words
	hits    []hit
}

const cFunction = cDet | cPoss | cPrep | cPron | cObjPron | cNeg | cThat | cRel | cSub | cIf | cPurpose | cCoord | cInf | cAccording | cMore | cRefl

const cAux = cBe | cHave | cDo | cPassive | cWill | cWould | cCould | cMust | cShall

// tokens cuts a sentence and lays the mentions over it.
func (r *run) tokens(s *sentence) {
	body := s.span.In(s.text)
	words := language.Words(body)
	off := s.span.Start
	lx := r.lx
	s.toks = r.room.take(min(len(words), MaxWords))
	for i := 0; i < len(words); {
		j := i + 1
		if words[i].Kind != language.Punct {
			j = language.Compound(body, words, i)
			// a possessive ending stays a word of its own
			for k := i + 1; k < j; k++ {
				b, before := words[k].In(body), words[k-1].In(body)
				if words[k].Kind != language.Punct && (strings.HasPrefix(b, "'") || strings.HasPrefix(b, "’")) ||
					words[k-1].Kind != language.Punct && (strings.HasSuffix(before, "'") || strings.HasSuffix(before, "’")) { // "l'armée"
					j = k
				}
			}
		}
		if len(s.toks) == MaxWords {
			break
		}
		sp := factum.Span{Start: off + words[i].Span.Start, End: off + words[j-1].Span.End}
		t := token{span: sp, punct: words[i].Kind == language.Punct, number: words[i].Kind == language.Number}
		raw := sp.In(s.text)
		if len(raw) > 60 {
			raw = raw[:60]
			for len(raw) > 0 && !utf8.ValidString(raw) {
				raw = raw[:len(raw)-1]
			}
		}
		raw = language.Plain(raw)
		c, _ := utf8.DecodeRuneInString(raw)
		t.cap = unicode.IsUpper(c)
		t.low = strings.ToLower(strings.ReplaceAll(raw, "’", "'"))
		t.w = lx.lookUp(t.low)
		if t.w != nil {
			t.cue, t.slots, t.class = t.w.cue, t.w.slots, t.w.class
			t.nominal = t.class.meets(&lx.nominal)
			for _, f := range t.w.forms {
				if f.tag&(tNoun|tLit) == 0 {
					t.tag |= f.tag
					if f.particle == "" {
						t.cue |= lx.verbCue[f.lemma]
					}
				}
			}
		}
		if !t.punct {
			t.cases = lx.caseOf(t.low, abbreviation(t.span.In(s.text)), t.cap && len(s.toks) > 0)
		}
		s.toks = append(s.toks, t)
		i = j
	}
	s.longCues()
	r.overlay(s)
	for i := range s.toks {
		if t := &s.toks[i]; !t.punct && t.cap {
			if t.actor > 0 { // a name, though the sentence's first word
				t.cases = lx.caseOf(t.low, abbreviation(t.span.In(s.text)), true)
			}
			break
		}
	}
	if lx.nounCapitals {
		s.readCapitals()
	}
	for i := range s.toks {
		if t := &s.toks[i]; t.w == nil && !t.punct && !t.number && !(t.cap && i > 0) && t.cue == 0 && t.actor+t.place+t.time+t.item == 0 {
			t.tag = lx.verbByEnding(t.low)
		}
	}
	s.amend()
	s.gatherTopics()
}

// lookUp finds a word, or what the last part of one with a hyphen is: "cease-fire", "Iran-backed".
func (lx *lexicon) lookUp(low string) *word {
	if w := lx.find(low); w != nil {
		return w
	}
	k := strings.LastIndexByte(low, '-')
	if k <= 0 || k >= len(low)-2 {
		return nil
	}
	if w := lx.find(low[:k] + low[k+1:]); w != nil {
		return w
	}
	w := lx.find(low[k+1:])
	switch {
	case w == nil:
		return nil
	case w.cue&cJoinMore != 0 && lx.verbLast:
		return w
	case w.cue&cJoinMore != 0: // says whose, and is no verb
		return &word{cue: cAdjective | cJoinMore}
	}
	part := *w // what stands before the hyphen makes it no verb and no function word
	part.cue &^= cVerb | cPrep | cDet | cCoord | cThat | cSub | cRel
	part.slots, part.forms = 0, nil
	for _, f := range w.forms {
		if f.tag&(tNoun|tPart|tAdj) != 0 {
			f.tag &= tNoun | tPlural | tAdj | tPart
			part.forms = append(part.forms, f)
		}
	}
	return &part
}

// amend takes back what some words are elsewhere and not beside these neighbours.
func (s *sentence) amend() {
	for i := range s.toks { // the WHO, a US envoy: no pronoun in capitals
		if t := &s.toks[i]; t.actor > 0 && t.cue&(cRel|cPron|cObjPron) != 0 && len(t.low) > 1 && t.cap {
			if allCapitals(t.span.In(s.text)) {
				t.cue, t.slots, t.w, t.tag = 0, 0, nil, 0
			}
		}
	}
	for i := range s.toks { // whoever backs or leads is not the one who is backed or led
		if t := &s.toks[i]; t.cue&cJoinMore != 0 && t.cue&cAdjective != 0 && strings.Contains(t.low, "-") {
			t.actor, t.place = 0, 0
		}
	}
	for i := range s.toks { // "un secondo detenuto": an adjective behind an article, a preposition elsewhere
		if t, p := &s.toks[i], s.at(i-1); t.cue&cPrep != 0 && t.cue&cAdjective != 0 && p.cue&cDet != 0 && p.cue&(cPrep|cPron|cObjPron) == 0 {
			t.cue, t.slots = cAdjective, 0
		}
	}
	for i := range s.toks { // "around 2,000 workers", "près de 300 manifestants"
		t := &s.toks[i]
		if t.cue&cApprox == 0 {
			continue
		}
		j := i + 1
		for s.at(j).cue&cMore != 0 {
			j++
		}
		if n := s.at(j); n.numeral() || t.cue&cPrep != 0 && n.quantity > 0 && n.quantity == s.at(j+1).quantity && s.at(j+1).numeral() {
			for t.cue, t.slots = cDet|cApprox, 0; j > i+1; j-- {
				m := &s.toks[j-1]
				m.cue, m.slots = cDet|cApprox, 0
			}
		}
	}
}

// longCues finds cues of several words; the further words become parts of the first.
func (s *sentence) longCues() {
	for i := range s.toks {
		if s.toks[i].cue&cMore != 0 {
			continue
		}
		best := -1
		list := s.lx.longCue[s.toks[i].low]
		for k, p := range list {
			if i+len(p.rest) >= len(s.toks) || best >= 0 && len(list[best].rest) >= len(p.rest) {
				continue
			}
			ok := true
			for j, w := range p.rest {
				if s.toks[i+1+j].low != w {
					ok = false
					break
				}
			}
			if ok {
				best = k
			}
		}
		if best < 0 {
			continue
		}
		p := list[best]
		for k, q := range list { // the same words in another section
			if k != best && slices.Equal(q.rest, p.rest) {
				p.cue |= q.cue
				p.slots |= q.slots
			}
		}
		t := &s.toks[i]
		if n := s.at(i + 1 + len(p.rest)); p.cue&cPrep != 0 && s.toks[i+len(p.rest)].cue&cInf != 0 && n.tag&tInf != 0 && !n.nominal {
			continue // "due to resume" is no "due to"
		}
		if p.cue&(cHedge|cPlanned|cOngoing|cHistoric|cNeg|cTopic) != 0 && p.cue&cPrep == 0 {
			t.cue |= p.cue // adverbial: the words keep what else they are
			continue
		}
		t.cue, t.slots, t.tag, t.class = p.cue, p.slots, 0, nil
		for j := range p.rest {
			m := &s.toks[i+1+j]
			m.cue, m.slots, m.tag, m.class, m.nominal = cMore, 0, 0, nil, false
		}
	}
}

func (s *sentence) words(from, to int) (string, factum.Span) {
	sp := factum.Span{Start: s.toks[from].span.Start, End: s.toks[to-1].span.End}
	return sp.In(s.text), sp
}

// word returns the i-th token, an empty one outside the sentence.
func (s *sentence) at(i int) *token {
	if i < 0 || i >= len(s.toks) {
		return &token{punct: true}
	}
	return &s.toks[i]
}

// before returns the nearest token before i that is no adverb and no further part of a cue; -1 none.
func (s *sentence) before(i int) int {
	for i--; i >= 0; i-- {
		t := &s.toks[i]
		if t.passed() {
			continue
		}
		return i
	}
	return -1
}

func (s *sentence) after(i int) int {
	for i++; i < len(s.toks); i++ {
		t := &s.toks[i]
		if t.passed() {
			continue
		}
		return i
	}
	return len(s.toks)
}

// passed reports whether the token stands between others without parting them: an adverb, a further part of a cue, a reflexive.
func (t *token) passed() bool {
	return t.cue&(cAdv|cNeg) != 0 && t.cue&(cDet|cPrep) == 0 || t.cue&(cMore|cRefl) != 0
}

// numeral reports whether the token is a number, in figures or in words.
func (t *token) numeral() bool { return t.number || t.cue&cNumber != 0 }

// isVerbOnly reports whether the form has no use but as a verb.
func (t *token) isVerbOnly() bool { return t.tag != 0 && !t.isNoun() }

// isNoun reports whether the form may be a noun.
func (t *token) isNoun() bool {
	if t.nominal {
		return true
	}
	if t.w != nil {
		for _, f := range t.w.forms {
			if f.tag&tNoun != 0 {
				return true
			}
		}
	}
	return t.tag == 0 && t.cue&(cFunction|cAdv|cAux) == 0 && !t.punct
}

func (t *token) isPlural() bool {
	if t.w != nil {
		for _, f := range t.w.forms {
			if f.tag&tPlural != 0 {
				return true
			}
		}
	}
	return strings.HasSuffix(t.low, "s") && len(t.low) > 3
}

// isPluralForm reports whether the lexicon knows the form as a plural only.
func (t *token) isPluralForm() bool {
	if t.w == nil {
		return false
	}
	plural, single := false, false
	for _, f := range t.w.forms {
		plural = plural || f.tag&tPlural != 0
		single = single || f.tag&tNoun != 0 && f.tag&tPlural == 0
	}
	return plural && !single
}

// starts reports whether a noun phrase can begin here.
func (t *token) starts() bool {
	return t.cue&(cDet|cPoss|cObjPron|cNumber) != 0 || t.number || (t.cap || t.actor > 0) && !t.punct || t.tag == 0 && t.isNoun() || t.cue&cThat != 0
}

// commonNoun reports whether the token, right behind another one, is a common noun and nothing that ends a phrase.
func (t *token) commonNoun(next bool) bool {
	return next && !t.punct && !t.cap && t.isNoun() && t.cue&(cFunction|cAux) == 0
}

// allCapitals reports whether a word has no small letter.
func allCapitals(word string) bool {
	return strings.IndexFunc(word, unicode.IsLower) < 0
}

// abbreviation reports whether a word is letters in capitals only: it has no number of its own.
func abbreviation(word string) bool {
	return utf8.RuneCountInString(word) > 1 && allCapitals(word)
}
