package coding

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
		if t.w = lx.find(t.low); t.w == nil {
			if k := strings.LastIndexByte(t.low, '-'); k > 0 && k < len(t.low)-2 && lx.find(t.low[:k]+t.low[k+1:]) != nil {
				t.w = lx.find(t.low[:k] + t.low[k+1:]) // "cease-fire"
			} else if k > 0 && k < len(t.low)-2 {
				t.w = lx.find(t.low[k+1:])
				if t.w != nil && t.w.cue&cJoinMore != 0 && !lx.verbLast { // "Iran-backed": says whose, and is no verb
					t.w = &word{cue: cAdjective | cJoinMore}
				} else if t.w != nil && t.w.cue&cJoinMore == 0 {
					part := *t.w // what stands before the hyphen makes it no verb and no function word
					part.cue &^= cVerb | cPrep | cDet | cCoord | cThat | cSub | cRel
					part.slots = 0
					part.forms = nil
					for _, f := range t.w.forms {
						if f.tag&(tNoun|tPart|tAdj) != 0 {
							f.tag &= tNoun | tPlural | tAdj | tPart
							part.forms = append(part.forms, f)
						}
					}
					t.w = &part
				}
			}
		}
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
	if lx.capitals {
		s.capitals()
	}
	for i := range s.toks {
		if t := &s.toks[i]; t.w == nil && !t.punct && !t.number && !(t.cap && i > 0) && t.cue == 0 && t.actor+t.place+t.time+t.item == 0 {
			t.tag = lx.verbByEnding(t.low)
		}
	}
	for i := range s.toks { // the WHO, a US envoy: no pronoun in capitals
		if t := &s.toks[i]; t.actor > 0 && t.cue&(cRel|cPron|cObjPron) != 0 && len(t.low) > 1 && t.cap {
			if capitals(t.span.In(s.text)) {
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
	s.gatherTopics()
}

// gatherTopics collects the classes of the sentence's words. One word that occurs elsewhere as well ("round", "title") does not yet make it one of
// sport or markets; two do.
func (s *sentence) gatherTopics() {
	if broad := s.r.class("broad"); broad >= 0 {
		s.mute(broad)
	}
	for i := range s.toks {
		s.topics.add(s.toks[i].telling())
	}
}

// mute takes from the words of class broad what a single word like them does not yet speak of.
func (s *sentence) mute(broad int) {
	var faint classes
	for _, name := range guardClasses {
		g, times := s.r.class(name), 0
		for i := range s.toks {
			if t := &s.toks[i]; g >= 0 && t.class.has(broad) && t.class.has(g) {
				times++
			}
		}
		if times == 1 {
			faint.set(g)
		}
	}
	for i := range s.toks {
		if t := &s.toks[i]; t.class.has(broad) && t.class.meets(&faint) {
			t.muted = new(classes)
			for k := range faint {
				t.muted[k] = t.class[k] &^ faint[k]
			}
		}
	}
}

// telling are the classes of the word without those that it alone does not yet speak of.
func (t *token) telling() *classes {
	if t.muted != nil {
		return t.muted
	}
	return t.class
}

// capitals reports whether a word has no small letter.
func capitals(word string) bool {
	return strings.IndexFunc(word, unicode.IsLower) < 0
}

// longCues finds cues of several words; the further words become parts of the first.
func (s *sentence) longCues() {
	for i := range s.toks {
		if s.toks[i].cue&cMore != 0 {
			continue
		}
		best := -1
		list := s.r.lx.longCue[s.toks[i].low]
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

// overlay marks the tokens that mentions cover.
func (r *run) overlay(s *sentence) {
	m := &r.doc.Mentions
	mark := func(part string, sp factum.Span, f func(*token)) {
		if part != s.part || !sp.Overlaps(s.span) {
			return
		}
		for i := range s.toks {
			if s.toks[i].span.Start >= sp.End {
				break
			}
			if s.toks[i].span.Overlaps(sp) {
				f(&s.toks[i])
			}
		}
	}
	// the lists are in text order: windows into them move with the sentences
	for i := range window(m.Actors, s, func(x factum.ActorMention) (string, factum.Span) { return x.Part, x.Span }) {
		a := m.Actors[i]
		mark(a.Part, a.Span, func(t *token) { t.actor = i + 1 })
	}
	for i := range window(m.Places, s, func(x factum.PlaceMention) (string, factum.Span) { return x.Part, x.Span }) {
		mark(m.Places[i].Part, m.Places[i].Span, func(t *token) { t.place = i + 1 })
	}
	for i := range window(m.Times, s, func(x factum.TimeMention) (string, factum.Span) { return x.Part, x.Span }) {
		mark(m.Times[i].Part, m.Times[i].Span, func(t *token) { t.time = i + 1 })
	}
	for i := range window(m.Items, s, func(x factum.ItemMention) (string, factum.Span) { return x.Part, x.Span }) {
		mark(m.Items[i].Part, m.Items[i].Span, func(t *token) { t.item = i + 1 })
	}
	for i := range window(m.Quantities, s, func(x factum.QuantityMention) (string, factum.Span) { return x.Part, x.Span }) {
		mark(m.Quantities[i].Part, m.Quantities[i].Span, func(t *token) { t.quantity = i + 1 })
	}
	for i := range window(m.Quotes, s, func(x factum.Quote) (string, factum.Span) { return x.Part, x.Span }) {
		if m.Quotes[i].Form == factum.FormDirect {
			mark(m.Quotes[i].Part, m.Quotes[i].Span, func(t *token) { t.quote = i + 1 })
		}
	}
	s.joinCited()
}

// joinCited takes marks around one or two words inside a sentence for no quotation: the words stay part of the
// clause that cites them ("called the raid “barbaric”").
func (s *sentence) joinCited() {
	for i := 0; i < len(s.toks); {
		q, j, words := s.toks[i].quote, i, 0
		for ; j < len(s.toks) && s.toks[j].quote == q; j++ {
			if !s.toks[j].punct {
				words++
			}
		}
		if q > 0 && words <= 2 && i > 1 && j+1 < len(s.toks) {
			for k := i; k < j; k++ {
				s.toks[k].quote = 0
			}
		}
		i = j
	}
}

// window yields the indices of the mentions of a list that overlap the sentence. Lists are in text order, but a
// long mention may begin early: the scan goes on until one begins behind the sentence.
func window[M any](list []M, s *sentence, at func(M) (string, factum.Span)) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		lo, hi := 0, len(list)
		for lo < hi { // first mention of the part that does not end before the sentence by much
			mid := (lo + hi) / 2
			part, sp := at(list[mid])
			before := part == factum.PartTitle && s.part == factum.PartText || part == s.part && sp.Start < s.span.Start-4000
			if before {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for i := lo; i < len(list); i++ {
			part, sp := at(list[i])
			if part == s.part {
				if sp.Start >= s.span.End {
					return
				}
				if sp.Overlaps(s.span) && !yield(i) {
					return
				}
			} else if s.part == factum.PartTitle {
				return
			}
		}
	}
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

// numeral reports whether the token is a number, in figures or in words.
func (t *token) numeral() bool { return t.number || t.cue&cNumber != 0 }

// passed reports whether the token stands between others without parting them: an adverb, a further part of a cue, a reflexive.
func (t *token) passed() bool {
	return t.cue&(cAdv|cNeg) != 0 && t.cue&(cDet|cPrep) == 0 || t.cue&(cMore|cRefl) != 0
}

const cFunction = cDet | cPoss | cPrep | cPron | cObjPron | cNeg | cThat | cRel | cSub | cIf | cPurpose | cCoord | cInf | cAccording | cMore | cRefl
const cAux = cBe | cHave | cDo | cPassive | cWill | cWould | cCould | cMust | cShall

// resolve settles for each token whether it stands as a verb, an adjective made of one, or in a noun phrase.
func (s *sentence) resolve() {
	for i := range s.toks {
		t := &s.toks[i]
		if t.punct {
			continue
		}
		s.resolveOne(i, t)
		if !t.verb && t.cue&(cFunction|cAdv) == 0 && t.cue&cAux == 0 || t.cue&(cDet|cPoss|cNumber) != 0 && !t.verb || t.number {
			t.noun = true
		}
		if t.actor > 0 && t.cap || t.place > 0 && t.cap {
			t.noun = true
		}
		// "een zwaar bombardement": an uninflected adjective that is an adverb elsewhere
		if t.cue&cAdv != 0 && t.cue&^(cAdv) == 0 && s.r.lx.verbLast && i > 0 && s.toks[i-1].cue&cDet != 0 && s.toks[i-1].cue&cPron == 0 {
			if n := s.at(i + 1); !n.punct && n.cue&(cFunction|cAdv) == 0 && n.isNoun() && n.tag&(tPart|tPast) == 0 {
				t.noun = true
			}
		}
	}
}

func (s *sentence) resolveOne(i int, t *token) {
	if t.cap && i > 0 && (t.actor > 0 || t.place > 0) && t.cue&cAux != 0 || t.cap && i > 0 && !s.r.lx.marked && t.cue&cAux != 0 && s.toks[i-1].cue&(cPrep|cDet) != 0 {
		return // Theresa May, gli Stati Uniti
	}
	if t.cap && i > 0 && t.cue&(cCould|cWill) != 0 && !s.r.lx.verbLast && s.toks[i-1].cue&cPrep != 0 {
		return // "in May"
	}
	if !s.r.lx.marked && i > 0 && t.cue&cAux != 0 && s.toks[i-1].cue&cDet != 0 && (s.at(i-2).cue&cPrep != 0 || s.at(i+1).cue&cPrep != 0 && s.at(i+1).slots&sOf != 0) {
		return // "dans l'est du Congo"
	}
	if t.capital {
		return // a noun: "die Würde"
	}
	if t.cue&cAux != 0 && t.cue&cNotVerb == 0 {
		// "zijn" is also a possessive: before a noun that nothing else explains
		if t.cue&cPoss != 0 && i > 0 && s.toks[i-1].cue&cPrep != 0 && !s.at(i+1).punct {
			return
		}
		if i > 0 && t.cue&cPoss != 0 && s.toks[i-1].low == "," && s.verbBefore(i) && s.partBehind(i) {
			t.verb = true // "…, zijn miljoenen mensen gevlucht"
			return
		}
		if p := s.at(i - 1); i > 0 && t.cue&cPoss != 0 && s.r.lx.verbLast && !p.punct && !p.verb && p.cue&(cFunction|cAdv) == 0 && s.partBehind(i) && !s.finiteNear(i) {
			t.verb = true // "Tegen drie oligarchen zijn sancties ingesteld"
			return
		}
		if n := s.at(i + 1); t.cue&cPoss != 0 && !n.punct && n.tag == 0 && n.time == 0 && n.cue&^(cNumber|cMore) == 0 && !n.number && (n.nominal || n.w == nil) && n.cap == false {
			return
		}
		if n := s.at(i + 1); t.cue&cPoss != 0 && n.actor > 0 && !n.cap && n.tag != 0 && n.isNoun() && (s.auxBehind(i+1) || s.finiteLast(i+1)) {
			return // "dat zijn troepen … hebben": a noun that could be a verb
		}
		t.verb = true
		return
	}
	if t.tag == 0 || t.time > 0 || t.cue&(cNotVerb|cMore|cFunction) != 0 || t.cue&cAdv != 0 && !s.r.lx.verbLast && s.at(i+1).cue&(cDet|cPoss) == 0 || t.cue&cAdv != 0 && s.r.lx.verbLast {
		return
	}
	if t.cap && i > 0 && t.place > 0 && (s.toks[i-1].place == t.place || s.at(i+1).place == t.place) {
		return // Las Vegas
	}
	if (t.actor > 0 || t.place > 0) && t.cap && !t.isVerbOnly() {
		return
	}
	if t.cue&cAdv != 0 && i > 0 && s.toks[i-1].verb && s.toks[i-1].cue&cAux == 0 && !s.r.lx.verbLast {
		return // "shot down a drone"
	}
	if t.actor > 0 && i > 0 && s.toks[i-1].actor == t.actor && (s.toks[i-1].cap || t.tag&tPart != 0) {
		return // Human Rights Watch, "Russian armed forces"
	}
	if p := s.at(i - 1); i > 1 && t.cap && p.cap && !p.punct && t.isNoun() && !s.heading && !s.r.lx.verbLast && s.at(i+1).cap {
		return // "the UN Support Mission"
	}
	p, n := s.before(i), s.after(i)
	pt, nt := s.at(p), s.at(n)
	nominal := t.isNoun() && !(s.r.lx.capitals && i > 0)
	if !s.r.lx.verbLast && p == i-1 && pt.low == "'s" && t.tag&(tPart|tIng|tAdj) == 0 && s.at(p-1).noun {
		return // "Brazil's truck drivers"
	}
	if !s.r.lx.marked && p >= 0 && p == i-1 && pt.cue&cDet != 0 && pt.cue&cObjPron != 0 && !nominal && t.tag&tFinite != 0 && t.tag&(tPart|tInf|tAdj) == 0 {
		t.verb = true // "la arrestaron": a pronoun
		return
	}
	preDet := p >= 0 && !pt.verb && pt.cue&(cDet|cPoss|cNumber) != 0 && pt.cue&(cRel|cPron) == 0 && pt.time == 0 || p >= 0 && pt.number && pt.time == 0 // not in "on March 10 rejected"
	switch {
	case preDet && s.r.lx.verbLast && p == i-1 && pt.cue&cPoss != 0 && pt.cue&cObjPron != 0 && t.tag&tPart != 0 && t.tag&tAdj == 0 && (nt.punct || nt.cue&(cAux|cCoord) != 0):
		t.verb = true // "heeft haar opgepakt": a pronoun
		return
	case s.r.lx.free && t.tag&tPart != 0 && n == i+1 && nt.cue&(cPassive|cBe) != 0 && !t.cap:
		t.verb = true // "skazany został"
		return
	case preDet && t.tag&(tPart|tAdj|tIng) != 0 && !(s.r.lx.capitals && t.tag&(tAdj|tIng) == 0): // where adjectives have endings, one without is a verb
		// the captured soldiers; het bombarderen van; the shelling of
		if nt.cue&cPrep != 0 && nt.slots&sOf != 0 || nominal && (t.tag&tPart == 0 || s.r.lx.headFirst && (nt.punct || nt.verb || nt.cue&(cFunction|cAux) != 0 || !nt.isNoun())) {
			t.noun, t.gerund = true, t.tag&tIng != 0
			return
		}
		if !s.r.lx.verbLast && t.tag&tPast != 0 && pt.cue&(cDet|cPoss) == 0 && (nt.cue&cPrep != 0 || nt.starts() && nt.cue&(cDet|cPoss) != 0) {
			t.verb = true // "thousands protested in", "three attacked the guards"
			return
		}
		t.adj = true
		return
	case t.tag == tAdj:
		t.adj = true
		return
	case s.r.lx.headFirst && p == i-1 && p >= 0 && !pt.verb && pt.cue&cPrep != 0 && pt.cue&(cSub|cPurpose) == 0 && t.tag&tPart != 0 && t.tag&(tInf|tPres) == 0:
		return // "des épouses de mobilisés"
	case s.r.lx.headFirst && nominal && t.tag&tPart != 0 && p == i-1 && p >= 0 && pt.nominal && !pt.verb && !pt.adj && pt.cue&cFunction == 0 && !t.cap:
		t.verb = true // "trois journalistes détenus"
		return
	case !s.r.lx.marked && t.tag&tInf != 0 && t.tag&tFinite == 0 && !nominal:
		t.verb = true // "à retirer ses troupes"
		return
	case s.r.lx.verbLast && t.tag&tInf != 0 && p == i-1 && s.r.lx.definite[pt.low] && (nt.cue&cPrep != 0 || nt.punct || nt.cue&cCoord != 0):
		t.noun, t.gerund = true, true // het bombarderen van
		return
	case s.r.lx.verbLast && t.tag&tAdj != 0 && !nt.punct && nt.cue&(cFunction|cAdv|cAux) == 0 && !(s.r.lx.capitals && nt.cue&cNumber != 0) && !nt.number && nt.tag&(tPart|tInf) == 0 && (p < 0 || pt.cue&(cPrep|cCoord|cDet|cPoss|cNumber) != 0 || pt.punct):
		t.adj = true // vermoorde burgers
		return
	case preDet && s.r.lx.verbLast && !nominal && t.tag&tInf != 0 && pt.cue&cNumber != 0 && pt.class.has(s.r.human) && (p == 0 || s.toks[p-1].punct):
		t.verb = true // "Duizenden betogen in Parijs"
		return
	case preDet && (nominal || s.r.lx.verbLast && t.tag&tInf != 0):
		return
	case preDet && pt.cue&cDet != 0 && pt.cue&cPron == 0:
		return
	case s.r.lx.verbLast && p == i-1 && s.r.lx.definite[pt.low] && t.tag&(tPast|tPart) == 0 && (nt.slots&sOf != 0 && nt.cue&cPrep != 0 || s.finiteBefore(i)):
		return // "het besluit van", "keurde het voorstel goed"
	case s.r.lx.verbLast && p == i-1 && pt.cue&cPrep != 0 && t.tag&(tPart|tInf|tIng|tAdj) == 0 && nt.slots&sOf != 0 && nt.cue&cPrep != 0:
		return // "op last van"
	case s.r.lx.verbLast && nt.cue&cThat != 0 && nt.cue&cDet != 0 && n == i+1 && t.tag&tFinite != 0 && p >= 0 && (pt.actor > 0 || pt.nominal) && pt.cue&cPrep == 0 && !s.verbBehind(i):
		t.verb = true // "de bonden eisen dat"
		return
	case p >= 0 && pt.cue&cInf != 0 && t.tag&tInf != 0 && (s.r.lx.verbLast || !(nominal && t.isPlural())):
		t.verb = true
		return
	case p >= 0 && pt.verb && pt.cue&(cWill|cWould|cCould|cMust|cDo) != 0:
		t.verb = true
		return
	case p >= 0 && pt.verb && pt.cue&(cBe|cHave|cPassive) != 0 && t.tag&(tPart|tIng) != 0:
		t.verb = true
		return
	case p >= 0 && pt.cue&(cPron|cRel) != 0 && t.tag&(tFinite|tInf) != 0 && pt.cue&cDet == 0:
		t.verb = true
		return
	case !nominal && !s.r.lx.verbLast && p == i-1 && p >= 0 && !pt.verb && pt.cue&cPrep != 0 && pt.cue&(cInf|cSub|cRel|cThat|cCoord) == 0 && t.tag&^(tInf|tPres) == 0:
		return // "for comments", "by attacks": no finite verb behind a preposition
	case s.r.lx.marked && !s.r.lx.verbLast && p == i-1 && p >= 0 && t.tag&^(tInf|tPres|tAdj) == 0 && (pt.cue&cPrep != 0 && s.at(p-1).verb && s.at(p-1).cue&cAux == 0 && pt.cue&cInf == 0 || pt.verb && pt.cue&(cAux|cForce|cAspect) == 0 && s.at(n).nominal) && nt.noun0(n == i+1):
		return // "ruled out direct talks": no second verb without a link
	case !nominal:
		// an adjective before its noun without an article: "captured soldiers said", "masked gunmen"
		if t.tag&tPart != 0 && t.tag&tFinite != 0 && !s.r.lx.verbLast && t.cue&cSay == 0 && (p < 0 || pt.cue&cPrep != 0 || pt.verb && pt.cue&cAux == 0) && n < len(s.toks) && nt.isNoun() && nt.tag&^(tInf|tPres) == 0 && nt.cue&cFunction == 0 {
			t.adj = true
			return
		}
		if !s.r.lx.verbLast && t.tag&^(tInf|tPres) == 0 && pt.noun && p == i-1 && !pt.cap && s.finiteBefore(i) {
			return // a travel restriction: no second verb without a link
		}
		t.verb = true
		return
	}
	// nouns that are verbs too
	if p >= 0 && pt.cue&cPrep != 0 && t.tag&(tIng|tInf) != tIng {
		return
	}
	if p >= 0 && (pt.adj || pt.cue&cNumber != 0 || pt.cue&cAdjective != 0 && !(pt.actor > 0 && (pt.cap || t.isPlural() && nt.starts() && !s.finiteNear(i)))) { // but "the US military trains pilots"
		return
	}
	if p >= 0 && pt.actor > 0 && s.r.adjective(pt.actor) && !t.isPlural() {
		return
	}
	if s.r.lx.verbLast {
		if !nt.punct && s.described(i) && s.finiteNear(i) {
			return // "overweegt een militaire aanval op"
		}
		// Dutch and its like: a verb when it closes the clause or follows a subject
		if nt.punct || nt.cue&(cCoord|cThat|cRel|cSub) != 0 || n >= len(s.toks) {
			t.verb = t.tag&(tInf|tFinite|tPart) != 0 && s.verbBehind(i)
			return
		}
		t.verb = p >= 0 && (pt.actor > 0 || pt.noun) && nt.starts() ||
			p == i-1 && pt.actor > 0 && !s.r.adjective(pt.actor) && t.tag&tFinite != 0 && (nt.cue&cPrep != 0 || n > i+1) && !s.finiteNear(i)
		return
	}
	if m := s.at(n + 1); n == i+1 && !nt.punct && nt.cue&(cFunction|cAux) == 0 && m.cue&cAux != 0 && m.cue&cNotVerb == 0 && m.tag&tFinite != 0 && m.tag&tInf == 0 {
		return // "the appeals court has": the verb comes behind
	}
	// the noun reading yields where a verb fits between a subject and what follows
	if t.tag&(tInf|tPres|tPast) == 0 {
		t.verb = p >= 0 && pt.punct && nt.starts() || nt.starts() && t.tag&tIng != 0
		return
	}
	if t.tag&^(tInf|tPres) == 0 && s.r.lx.marked && p == i-1 && pt.noun && !pt.cap && pt.actor == 0 && pt.cue&(cPron|cObjPron) == 0 && s.unlinked(i) {
		return // "provided basic shelter materials": no second verb without a link
	}
	if d := s.at(p - 1); s.r.lx.marked && p > 0 && p == i-1 && pt.actor > 0 && pt.cap && d.cue&cDet != 0 && d.cue&cPron == 0 && !s.r.lx.definite[d.low] {
		return // "a UN report"
	}
	subject := p >= 0 && (pt.noun || pt.actor > 0) && !pt.verb
	if also := p == i-1 && p > 0 && pt.cue&cCoord != 0 && !t.isPlural() && s.verbBefore(i); also && t.tag&tInf != 0 && n == i+1 && nt.cue&cInf != 0 && s.at(n+1).tag&tInf != 0 && t.cue&(cPlan|cWant|cTry|cExpect) != 0 {
		t.verb = true // "are to sign a pact and plan to hold"
		return
	}
	if subject && p == i-1 && pt.actor > 0 && t.tag&tPres != 0 && n == i+1 && nt.cue&cInf != 0 && s.at(n+1).tag&tInf != 0 && t.cue&(cPlan|cWant|cTry|cExpect) != 0 && !s.finiteNear(i) {
		t.verb = true // "Poland plans to buy"
		return
	}
	if subject && (pt.actor > 0 || pt.isPlural() != t.isPlural() || t.tag&tPast != 0) && s.phrasal(i, nt.low) && !s.finiteNear(i) {
		t.verb = true // "workers call off", "troops take over"
		return
	}
	if subject && nt.starts() && !(pt.actor > 0 && s.r.adjective(pt.actor)) {
		t.verb = true
		return
	}
	if s.r.lx.headFirst && p == i-1 && (pt.actor > 0 && !s.r.adjective(pt.actor) || pt.nominal) && !pt.verb && !pt.adj && t.tag&tFinite != 0 && (nt.cue&cPrep != 0 || nt.punct || n >= len(s.toks)) && !s.finiteNear(i) {
		t.verb = true // "l'opposition manifeste à Dakar": no bare noun follows a noun
		return
	}
	if subject && !s.finiteNear(i) && (t.isPlural() && !pt.isPlural() || pt.isPlural() && !t.isPlural()) && !(pt.actor > 0 && s.r.adjective(pt.actor)) {
		t.verb = true
	}
}

// noun0 reports whether the token, right behind another one, is a common noun and nothing that ends a phrase.
func (t *token) noun0(next bool) bool {
	return next && !t.punct && !t.cap && t.isNoun() && t.cue&(cFunction|cAux) == 0
}

// unlinked reports whether a verb stands before i in its stretch with nothing between that could link another to it.
func (s *sentence) unlinked(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.verb {
			return t.cue&(cSay|cForce) == 0
		}
		if t.punct && !currency(t.low) || t.cue&(cCoord|cThat|cRel|cSub|cIf|cInf) != 0 {
			return false
		}
	}
	return false
}

// currency reports whether the mark is a sign of money: "$".
func currency(mark string) bool {
	c, _ := utf8.DecodeRuneInString(mark)
	return unicode.Is(unicode.Sc, c)
}

// verbBefore reports whether a verb stands before i.
func (s *sentence) verbBefore(i int) bool {
	for i--; i >= 0; i-- {
		if s.toks[i].verb {
			return true
		}
	}
	return false
}

// partBehind reports whether the stretch behind i ends with a participle.
func (s *sentence) partBehind(i int) bool {
	j := i + 1
	for j < len(s.toks) && !s.toks[j].punct {
		j++
	}
	return j > i+1 && s.toks[j-1].tag&tPart != 0
}

// auxBehind reports whether a helping verb stands behind i in the same stretch.
func (s *sentence) auxBehind(i int) bool {
	for j := i + 1; j < len(s.toks) && !s.toks[j].punct; j++ {
		if s.toks[j].cue&cAux != 0 {
			return true
		}
	}
	return false
}

// phrasal reports whether the lexicon has a verb of this form that goes on with the word.
func (s *sentence) phrasal(i int, next string) bool {
	return s.begins(i, func(_ form, e *entry) bool {
		return e.kind == 'v' && len(e.rest) > 0 && e.rest[0].lemma >= 0 && e.rest[0].gap == 0 && s.r.lx.names[e.rest[0].lemma] == "="+next
	})
}

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

// starts reports whether a noun phrase can begin here.
func (t *token) starts() bool {
	return t.cue&(cDet|cPoss|cObjPron|cNumber) != 0 || t.number || (t.cap || t.actor > 0) && !t.punct || t.tag == 0 && t.isNoun() || t.cue&cThat != 0
}

// finiteNear reports whether the stretch around i, up to the next mark, has another verb that is surely finite.
func (s *sentence) finiteNear(i int) bool {
	for j := i + 1; j < len(s.toks) && !s.toks[j].punct && s.toks[j].cue&(cRel|cThat) == 0; j++ {
		t := &s.toks[j]
		if t.cue&cAux != 0 && s.at(j-1).cue&(cPrep|cInf) == 0 || t.tag&tFinite != 0 && t.cue&cPrep == 0 && !t.isNoun() && s.at(j-1).cue&(cDet|cPoss|cPrep) == 0 {
			return true
		}
	}
	for j := i - 1; j >= 0 && !s.toks[j].punct && s.toks[j].cue&(cRel|cThat|cSub) == 0; j-- {
		if s.toks[j].verb && (s.toks[j].cue&cAux != 0 || s.toks[j].tag&tFinite != 0) {
			return true
		}
	}
	return false
}

// described reports whether an article stands before i with nothing but what may be adjectives between them.
func (s *sentence) described(i int) bool {
	for j := i - 1; j >= 0 && i-j < 5; j-- {
		t := &s.toks[j]
		if t.cue&(cDet|cPoss) != 0 && t.cue&(cPron|cRel) == 0 {
			return j < i-1
		}
		if t.punct || t.verb || t.nominal || t.cap && t.actor == 0 || t.actor > 0 && !s.r.adjective(t.actor) || t.cue&cFunction != 0 || s.eventAt(j) {
			return false
		}
	}
	return false
}

// finiteLast reports whether the stretch from i on ends with what can be nothing but a finite verb.
func (s *sentence) finiteLast(i int) bool {
	for ; i < len(s.toks) && !s.toks[i].punct; i++ {
	}
	t := &s.toks[i-1]
	return t.tag&tFinite != 0 && t.tag&(tInf|tPart) == 0 && !t.isNoun()
}

// finiteBefore reports whether the stretch before i, back to a mark or linking word, has a finite verb already.
func (s *sentence) finiteBefore(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.punct || t.cue&(cCoord|cThat|cRel|cSub|cIf|cInf|cSay) != 0 {
			return false
		}
		if t.verb {
			return t.tag&tFinite != 0 || t.cue&cAux != 0
		}
	}
	return false
}

// verbBehind reports whether a verb before i, in the same stretch, may open the frame that i closes, or a
// subordinating word does.
func (s *sentence) verbBehind(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.verb || t.cue&(cThat|cRel|cSub|cIf|cPurpose|cInf) != 0 {
			return true
		}
		if t.punct && t.low != "," {
			return false
		}
	}
	return false
}
