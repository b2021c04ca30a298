package mentions

import (
	"strings"
	"sync"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// Most words between a verb of saying and the comma before what was said, and most of that up to its verb.
const (
	clauseWords = 14
	moodWords   = 30
)

// said is a verb of saying at token j with what follows or stands before it.
func (t *telling) said(j int) (factum.Quote, bool) {
	p := t.p
	w, to, ok := t.saying(j)
	if !ok || p.cueWords.is(j, "led") && !t.led(j, to) {
		return factum.Quote{}, false
	}
	weak := p.cueWords.is(j, "weak") && w.value == "0"
	that, hasThat := t.that(to)
	if weak && !hasThat && !(p.doc.has(language.ThatDropped) && (p.guards.is(to, "pronoun") || p.cueWords.is(to, "pronoun"))) {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	comma := t.commaBefore(t.from, j)
	opens := -1
	if hasThat && t.sayingIn(to, that.from) { // another verb's: "said …, and added that", "sagte, X habe erklärt, dass …"
		hasThat = false
	}
	if !hasThat && p.doc.has(language.CommaSays) {
		opens = t.clauseBehind(to)
	}
	if hasThat || opens >= 0 {
		stop := opens
		if hasThat {
			stop = that.from
		}
		t.subject(&c, t.from, j, w.to, stop)
		if c.actor == nil && c.span == nil {
			return factum.Quote{}, false
		}
		if hasThat {
			return t.give(that.to, t.end, c)
		}
		if !(comma > t.from+3 && t.end-opens <= 6) {
			return t.give(opens, t.end, c)
		}
	}
	// "…, said X" and "…, X said" at the end of the sentence.
	if comma >= t.from+2 && !t.leadIn(comma) {
		tail := cue{say: c.say}
		t.who(&tail, w.to, t.end)
		inverted := j == comma+1 && (tail.actor != nil || tail.span != nil) && (!p.guards.is(w.to, "loc", "of") || p.guards.is(w.to, "definite") || p.timed(w.to+1) || p.timed(w.to))
		if !inverted {
			if tail.actor, tail.span = t.actorBefore(comma+1, j); tail.actor == nil && tail.span == nil && p.doc.has(language.ThatDropped) {
				t.whoBefore(&tail, comma+1, j)
			}
		}
		if (inverted || t.end-w.to <= 8) && (tail.actor != nil || tail.span != nil) && j-comma <= 8 {
			return t.give(t.from, comma, tail)
		}
	}
	c.actor, c.span = t.actorBefore(t.from, j)
	if c.actor == nil && c.span == nil {
		if t.whoBefore(&c, t.from, j); c.span == nil {
			return factum.Quote{}, false
		}
	}
	if p.doc.has(language.ThatDropped) && t.end-to >= 4 && !p.guards.is(to, "loc") && p.toks[to].Kind == gazetteer.Word || p.mark(to, ':') {
		return t.give(to, t.end, c)
	}
	return factum.Quote{}, false
}

// saying is the verb of saying at token j and where its words end: behind the word that closes it, where its table names one and that
// stands before a comma or the end ("gab … bekannt,").
func (t *telling) saying(j int) (match, int, bool) {
	p := t.p
	var plain match
	for _, w := range p.cueWords.all[p.cueWords.at[j]:p.cueWords.at[j+1]] {
		if w.class != "say" {
			continue
		}
		if w.value == "0" {
			if plain.word == nil {
				plain = w
			}
			continue
		}
		for k := w.to; k < min(t.end, w.to+24); k++ {
			if x, ok := p.cueWords.get(k, "close"); ok && x.value == w.value && (x.to >= t.end || p.toks[x.to].Kind == gazetteer.Mark || p.cueWords.is(x.to, "that")) {
				return w, x.to, true
			}
		}
	}
	return plain, plain.to, plain.word != nil
}

// that is the word that begins what was said, behind token i: right there, or within a few words ("said on Tuesday that …").
func (t *telling) that(i int) (match, bool) {
	p := t.p
	i = t.over(i)
	for i < t.end && p.mark(i, ',') {
		i = t.over(i + 1)
	}
	if w, ok := p.cueWords.get(i, "that"); ok {
		return w, true
	}
	for k := i; k < t.end && k < i+8; k++ {
		if o := t.over(k); o > k {
			i += o - k
			k = o - 1
			continue
		}
		if w, ok := p.cueWords.get(k, "that"); ok && w.value != "ask" {
			return w, true
		}
		if p.toks[k].Kind == gazetteer.Mark && !p.mark(k, ',') {
			break
		}
	}
	return match{}, false
}

// commaBefore returns the last comma before token j.
func (f *framing) commaBefore(from, j int) int {
	for k := j - 1; k > from && k > j-9; k-- {
		if f.p.mark(k, ',') && f.aside(k) == nil {
			return k
		}
	}
	return -1
}

// Most words of a place or time that leads a sentence in.
const leadInWords = 4

// leadIn reports that the words before the comma only say where or when: "In Moscow, X said …".
func (t *telling) leadIn(comma int) bool {
	p := t.p
	return comma-t.from <= leadInWords && (p.guards.is(t.from, "loc") && !p.guards.is(t.from, "definite") || p.cueWords.is(t.from, "oblique") && !p.guards.is(t.from, "definite") || p.timed(t.from))
}

// sayingIn reports a verb of saying at tokens [a,b).
func (t *telling) sayingIn(a, b int) bool {
	for ; a < b; a++ {
		if t.p.cueWords.is(a, "say") {
			return true
		}
	}
	return false
}

// clauseBehind is the comma that begins what was said without a conjunction, -1 where none does: right behind the verb of saying at token i,
// or later where the clause behind it is in the mood of telling or an infinitive ("sagte gegenüber der Presse, er sei …").
func (t *telling) clauseBehind(i int) int {
	p := t.p
	for k := i; k < min(t.end, i+clauseWords); k++ {
		if o := t.over(k); o > k {
			i += o - k
			k = o - 1
			continue
		}
		if p.toks[k].Kind != gazetteer.Mark || t.inside[k] {
			continue
		}
		if !p.mark(k, ',') {
			if p.mark(k, '(') || p.mark(k, ')') || p.mark(k, '-') {
				continue
			}
			return -1
		}
		if p.cueWords.is(k+1, "because") {
			return -1
		}
		if t.toldMood(k+1) || k == i && !p.guards.is(k+1, "definite") {
			return k
		}
	}
	return -1
}

// toldMood reports that the clause at token i is in the mood of telling or an infinitive, its mark before it or inside it.
func (t *telling) toldMood(i int) bool {
	p := t.p
	marks := infixes()[p.doc.lang]
	for k := i; k < min(t.end, i+moodWords); k++ {
		if p.cueWords.is(k, "mood") {
			return true
		}
		for _, m := range marks {
			if w := p.tok(k); p.toks[k].Case == gazetteer.Lower && strings.HasSuffix(w, m.ending) && strings.LastIndex(w, m.mark) > 1 {
				return true
			}
		}
	}
	return false
}

// infix is the mark of an infinitive that is written inside it, with the infinitive's ending: "abzuziehen".
type infix struct{ mark, ending string }

var infixes = sync.OnceValue(func() map[string][]infix {
	out := map[string][]infix{}
	for _, r := range rows("quotes") {
		if r[1] == "infix" {
			for _, f := range gazetteer.Forms(r[3]) {
				out[r[0]] = append(out[r[0]], infix{f.Text, r[2]})
			}
		}
	}
	return out
})

// noun is a noun of saying with what follows it: "the claim that …".
func (t *telling) noun(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := p.cueWords.get(j, "noun")
	if !ok {
		return factum.Quote{}, false
	}
	k := w.to
	for k < t.end && p.mark(k, ',') {
		k++
	}
	that, ok := p.cueWords.get(k, "that")
	if !ok || that.value == "ask" {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	if c.actor, c.span = t.actorBefore(t.from, j); c.actor == nil && c.span == nil {
		t.whoBefore(&c, t.from, j)
	}
	return t.give(that.to, t.end, c)
}
