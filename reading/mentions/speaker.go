package mentions

import (
	"sort"

	"factum"
	"factum/gazetteer"
)

// frame is how many tokens away from a quote its speaker is looked for.
const frame = 80

// around looks for who speaks: behind the quote, before it, then between it and the quote before.
func (f *framing) around(m marked, marks []marked, n int) cue {
	p := f.p
	if m.close >= 0 && m.close+1 < len(p.toks) && f.para[m.close+1] == f.para[m.close] {
		from := m.close + 1
		for from < len(p.toks) && p.toks[from].Kind == gazetteer.Mark && containsRune(",-–—.", p.toks[from].Letter) && f.para[from] == f.para[m.close] {
			from++
		}
		to := f.frameEnd(from)
		if from < to && (p.sentence[from] == p.sentence[m.close] || p.toks[from].Case == gazetteer.Lower || p.mark(m.close-1, ',') || p.mark(m.close+1, ',') || p.mark(m.close-1, '?') || p.mark(m.close-1, '!')) {
			if c := f.find(from, to, true); c.ok {
				return c
			}
		}
	}
	if c := f.signed(m); c.ok {
		return c
	}
	if c := f.inset(m); c.ok {
		return c
	}
	// Before it: the sentence up to the mark; a sentence that ends in a colon counts, in the paragraph before too.
	if m.open > 0 && (f.para[m.open-1] == f.para[m.open] || p.mark(m.open-1, ':')) {
		from := p.sentenceStart(m.open)
		if from >= m.open {
			from = p.sentenceStart(m.open - 1)
			if !p.mark(m.open-1, ':') && !p.mark(m.open-1, ',') {
				from = m.open
			}
		}
		from = max(from, m.open-frame)
		for from < m.open && f.inside[from] {
			from++
		}
		start := from
		for i := from; i < m.open; i++ {
			if f.inside[i] {
				start = i + 1
			}
		}
		if start < m.open {
			if c := f.find(start, m.open, false); c.ok {
				return c
			}
		}
		if start > from {
			if c := f.find(from, m.open, false); c.ok {
				return c
			}
		}
	}
	return f.bySubject(m)
}

// Most sentences before a quote of its paragraph in which its speaker is looked for.
const earlierSentences = 2

// earlier finds who spoke in the sentences before, in the same paragraph.
func (f *framing) earlier(m marked) cue {
	p := f.p
	to := p.sentenceStart(m.open)
	for n := 0; n < earlierSentences && to > 0 && f.para[to-1] == f.para[m.open]; n++ {
		from := p.sentenceStart(to - 1)
		if c := f.find(from, to, false); c.actor != nil || c.span != nil {
			return c
		}
		to = from
	}
	return cue{}
}

// Most words of what is set into a quote to say whose it is.
const insetWords = 14

// inset is who is named between the marks, by words set off by commas or dashes: «…, — said X, — …».
func (f *framing) inset(m marked) cue {
	p := f.p
	off := func(i int) bool { return p.mark(i, ',') || p.mark(i, '—') || p.mark(i, '–') }
	for i := m.from + 1; i < m.to; i++ {
		say, ok := p.cueWords.get(i, "say")
		if !ok || !off(i-1) || p.cueWords.is(i, "weak") && p.mark(i-1, ',') {
			continue
		}
		to := say.to
		for to < m.to && to < say.to+insetWords && !off(to) && !p.mark(to, '.') {
			to++
		}
		if to == say.to || to >= m.to || !off(to) && !off(to+1) {
			continue
		}
		c := cue{say: p.span(say.from, say.to), ok: true, inset: true, strong: true}
		if f.who(&c, say.to, to); c.actor == nil && c.span == nil || c.actor != nil && p.tokenAt(c.actor.Span.Start) >= to {
			continue
		}
		c.at = f.saidAt(say.to, to)
		return c
	}
	return cue{}
}

// signed is who stands behind a dash after the quote, alone up to the end of the line: "…" — Taras Shevchenko.
func (f *framing) signed(m marked) cue {
	p := f.p
	i := m.close + 1
	if m.close < 0 || i+1 >= len(p.toks) || p.toks[i].Kind != gazetteer.Mark || !containsRune("—–―-", p.toks[i].Letter) || !p.capital(i+1) {
		return cue{}
	}
	end, _ := p.sequence(i + 1)
	if k := f.first(i + 1); k < len(f.at) && f.at[k] == i+1 {
		end = max(end, f.end[k])
	}
	if rest := end; rest < len(p.toks) && f.para[rest] == f.para[i] && !p.mark(rest, ',') {
		if p.mark(rest, '.') {
			rest++
		}
		if rest < len(p.toks) && f.para[rest] == f.para[i] && p.toks[rest].Space < 2 {
			return cue{}
		}
	}
	if end == i+1 {
		return cue{}
	}
	c := cue{ok: true, strong: true}
	if k := f.first(i + 1); k < len(f.at) && f.at[k] < end {
		c.actor = &p.actors[k]
	} else {
		s := p.span(i+1, end)
		c.span = &s
	}
	return c
}

// bySubject gives a quote without a cue to whom the words before its colon name, or to the one person of its sentence.
func (f *framing) bySubject(m marked) cue {
	p := f.p
	if m.open == 0 || f.para[m.open-1] != f.para[m.open] {
		return cue{}
	}
	colon := p.mark(m.open-1, ':')
	from := max(p.sentenceStart(m.open-1), m.open-frame)
	to := m.open
	if !colon && m.close >= 0 {
		to = max(to, min(p.sentenceEnd(m.open), m.close+frame))
	}
	var found *factum.ActorMention
	for k := f.first(from); k < len(p.actors) && f.at[k] < to; k++ {
		a := &p.actors[k]
		if f.inside[f.at[k]] || a.Kind != kindPerson && !(colon && a.Role != "adjective") {
			continue
		}
		if found != nil && found.Name != a.Name {
			if colon {
				break
			}
			return cue{}
		}
		found = a
	}
	if found == nil {
		return cue{}
	}
	return cue{actor: found, at: f.saidAt(from, to), ok: true, strong: colon}
}

// frameEnd is the end of the sentence from a token on, or the next quote.
func (f *framing) frameEnd(from int) int {
	if from >= len(f.p.toks) {
		return from
	}
	end := min(f.p.sentenceEnd(from), from+frame)
	for i := from; i < end; i++ {
		if f.inside[i] {
			return i
		}
	}
	return end
}

// find looks for a cue and its speaker in tokens [from,to). behind says that the quote stands before them.
func (f *framing) find(from, to int, behind bool) cue {
	p := f.p
	best := cue{}
	bestScore := 1 << 30
	for j := from; j < to; j++ {
		if f.inside[j] || f.aside(j) != nil {
			continue
		}
		say, isSay := p.cueWords.get(j, "say")
		acc, isAcc := p.cueWords.get(j, "according")
		if read, ok := p.cueWords.get(j, "reads"); ok {
			c := cue{say: p.span(read.from, read.to), strong: true, ok: true}
			if f.readIn(&c, read, from, to) >= 0 {
				c.at = f.saidAt(from, to)
				return c
			}
		}
		if !isSay && !isAcc {
			continue
		}
		weak := isSay && p.cueWords.is(j, "weak")
		distance := to - j
		if behind {
			distance = j - from
		}
		if weak && distance > 3 && !(p.mark(to-1, ':') && !behind) && !f.actorEndsAt(j) {
			continue
		}
		c := cue{strong: !weak || distance <= 2}
		var w match
		if isAcc && (!isSay || acc.to > say.to) {
			w = acc
			c.actor, c.span = f.actorAfter(w.to, to)
		} else {
			w = say
			if a := f.actorIn(w.from, w.to); a != nil { // "a-t-il déclaré"
				c.actor = a
			} else if inverted := behind && distance <= 2 && !f.actorEndsAt(j) && (j == from || !p.capital(j-1) && !p.guards.is(j-1, "pronoun")); inverted {
				c.actor, c.span = f.actorAfter(w.to, to)
				if c.actor == nil && c.span == nil {
					c.actor, c.span = f.actorBefore(from, j)
				}
			} else {
				f.subject(&c, from, j, w.to, to)
			}
		}
		c.say = p.span(w.from, w.to)
		if c.actor == nil && c.span == nil && weak {
			continue
		}
		c.ok = true
		score := distance
		if c.actor == nil {
			score += 8
		}
		if weak {
			score += 3
		}
		if score < bestScore {
			best, bestScore = c, score
		}
	}
	if best.ok {
		best.at = f.saidAt(from, to)
	}
	return best
}

// saidAt is the day given in the frame of a quote.
func (f *framing) saidAt(from, to int) *factum.Time {
	times := f.p.times
	for k := sort.Search(len(times), func(k int) bool { return times[k].from >= from }); k < len(times) && times[k].from < to; k++ {
		t := times[k]
		if t.to <= to && t.when != nil && !f.inside[t.from] && (t.when.Precision == "day" || t.when.Precision == "hour" || t.when.Precision == "minute") {
			w := *t.when
			return &w
		}
	}
	return nil
}
