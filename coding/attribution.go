package coding

// On whose word a claim stands.

import (
	"sort"
	"strings"
	"unicode"

	"factum"
)

// spoken is somebody on whose word a trigger stands, with the stretch of text that stands on it.
type spoken struct {
	factum.Attribution
	over  factum.Span
	quote int // from 1, the document's quote that says so; 0 none
}

// attribution says on whose word a trigger stands, outermost first.
func (s *sentence) attribution(h *hit) []factum.Attribution {
	var all []spoken
	add := func(over factum.Span, quote int, list []factum.Attribution) {
		for _, a := range list {
			all = s.r.addSpoken(all, spoken{a, over, quote})
		}
	}
	s.saidHere(h, add)
	for _, q := range s.r.quotesOver(s, s.toks[h.tok].span) {
		if m := s.r.doc.Mentions.Quotes[q]; m.Speaker != "" || m.Code != "" {
			add(m.Span, q+1, s.r.voices(q))
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if a.over.Len() != b.over.Len() {
			return a.over.Len() > b.over.Len()
		}
		return uint(a.quote-1) < uint(b.quote-1) // those without a quote last
	})
	out := []factum.Attribution{}
	for i, x := range all {
		x.Joint = x.Joint && i > 0 && all[i-1].over == x.over
		out = append(out, x.Attribution)
	}
	if len(out) == 0 {
		out = append(out, s.r.carried[s.index]...)
	}
	return out
}

// addSpoken adds to those on whose word a trigger stands one whom another way of reading may have found before: then only what that did not know is taken.
func (r *run) addSpoken(all []spoken, x spoken) []spoken {
	if p := r.doc.Published; p != nil && len(p.To) >= 10 && len(x.At) == 10 && x.At > p.To[:10] {
		// "had said on Thursday", printed on a Tuesday: the Thursday before; nobody has said it later
		if x.At = weekBefore(x.At); x.At > p.To[:10] {
			x.At = ""
		}
	}
	for i := range all {
		b := &all[i]
		if !(b.Code == x.Code && b.Name == x.Name && (x.Code != "" || b.Text == x.Text) || b.Span.Overlaps(x.Span)) {
			continue
		}
		if b.At == "" {
			b.At = x.At
		}
		if x.Form == factum.FormDirect {
			b.Form, b.Quote, b.Wording = x.Form, x.Quote, x.Wording
		}
		if b.quote == 0 && x.quote > 0 {
			b.over, b.quote = x.over, x.quote
		}
		return all
	}
	return append(all, x)
}

// saidHere finds who says what the trigger tells by the build of its sentence.
func (s *sentence) saidHere(h *hit, add func(over factum.Span, quote int, list []factum.Attribution)) {
	t := &s.toks[h.tok]
	// a headline's "X: …"
	if s.heading {
		for i := range s.toks {
			if s.toks[i].low == ":" && i < h.tok && i > 0 && i <= 8 {
				if np := s.toks[i-1].np; np > 0 && s.colonSpeaker(i) {
					if a, ok := s.actor(np); ok && a.Code != "" {
						add(s.span, 0, []factum.Attribution{s.speaker(a, factum.FormIndirect, "")})
					}
				}
			}
		}
	}
	// "according to X" anywhere in the sentence, outside other marks
	for i := range s.toks {
		if s.toks[i].cue&cAccording != 0 && s.toks[i].quote == 0 {
			for n := range s.nps {
				if s.nps[n].start > i && s.nps[n].start <= i+4 {
					if list := s.actors(n+1, false); len(list) > 0 {
						add(s.toldIn(s.toks[i].clause), 0, []factum.Attribution{s.speaker(list[0], factum.FormIndirect, s.dayBeside(i, t.clause))})
					}
					break
				}
			}
		}
	}
	// the clauses of saying over it
	c := t.clause
	for depth := 0; c >= 0 && depth < 8; depth++ {
		cl := &s.clauses[c]
		if cl.kind == clThat && cl.parent >= 0 {
			if v := s.mainOf(cl.parent, cl.start); v >= 0 && s.toks[v].cue&(cSay|cBelieve|cAccuse|cDeny) != 0 {
				add(s.toldIn(c), 0, s.tellers(cl.parent, v))
			}
		}
		c = cl.parent
	}
	// "…, X said": another clause of the sentence that says and has no complement of its own
	if t.quote == 0 {
		for c := range s.clauses {
			cl := &s.clauses[c]
			if c == t.clause || cl.parent >= 0 || cl.sibling >= 0 || cl.quote != 0 || cl.kind != clMain || cl.start < h.tok {
				continue
			}
			if v := s.sayingVerb(c); v >= 0 && !s.hasComplement(c) && s.breaks(cl.start-1) {
				add(factum.Span{Start: s.span.Start, End: s.toks[cl.start].span.Start}, 0, s.tellers(c, v))
			}
		}
	}
}

// toldIn is the stretch of the innermost clause around c that is told by somebody, up to the sentence's end; the whole sentence where none is.
func (s *sentence) toldIn(c int) factum.Span {
	for ; c >= 0; c = s.clauses[c].parent {
		if s.clauses[c].kind == clThat {
			return factum.Span{Start: s.toks[s.clauses[c].start].span.Start, End: s.span.End}
		}
	}
	return s.span
}

// breaks reports whether a comma or a dash stands at i.
func (s *sentence) breaks(i int) bool {
	switch s.at(i).low {
	case ",", "–", "—", "-":
		return true
	}
	return false
}

// ownWords lays the words quoted behind a verb of praise, blame or demand in its actor's mouth, where nobody else says
// them: "denounced the ambush as 'a cowardly act'".
func (s *sentence) ownWords(h *hit, c *factum.Claim) {
	if len(c.Attribution) > 0 || len(c.Actors) != 1 || h.noun || h.adj || h.passive || s.toks[h.tok].quote > 0 {
		return
	}
	switch c.Type {
	case factum.Accuse, factum.Request, factum.Reject, factum.Support, factum.Threaten:
	default:
		return
	}
	for i := h.tok + 1; i < len(s.toks); i++ {
		q := s.toks[i].quote
		if q == 0 {
			continue
		}
		m := s.r.doc.Mentions.Quotes[q-1]
		if m.Code != "" && m.Code != c.Actors[0].Code || m.Code == "" && m.Speaker != "" {
			return
		}
		for v := h.tok + 1; v < i; v++ { // another verb of saying leads the words
			if s.toks[v].verb && s.toks[v].cue&cSay != 0 {
				return
			}
		}
		a := s.speaker(c.Actors[0], factum.FormDirect, s.dayBeside(h.tok, h.clause))
		a.Quote = m.Text
		a.Wording = s.r.wordingOf(m, a.Code)
		c.Attribution = append(c.Attribution, a)
		return
	}
}

// colonSpeaker reports whether nothing but a name stands before the colon at i.
func (s *sentence) colonSpeaker(i int) bool {
	for j := 0; j < i; j++ {
		if s.toks[j].verb || s.toks[j].cue&cPrep != 0 && s.toks[j].actor == 0 {
			return false
		}
	}
	return true
}

// sayingVerb is the verb of saying that heads the clause, -1 none.
func (s *sentence) sayingVerb(c int) int {
	for _, v := range s.clauses[c].verbs {
		if s.toks[v].cue&cSay != 0 {
			return v
		}
	}
	return -1
}

// says reports whether the clause tells what somebody says: a passive without a complement ("were found") does not.
func (s *sentence) says(c int) bool {
	v := s.sayingVerb(c)
	return v >= 0 && (s.hasComplement(c) || !s.voice(v, false))
}

func (s *sentence) hasComplement(c int) bool {
	for k := range s.clauses {
		if s.clauses[k].parent == c && s.clauses[k].kind == clThat {
			return true
		}
	}
	return false
}

// tellers are who say it in a clause of saying with the verb at v: its subject, or those who share it.
func (s *sentence) tellers(c, v int) []factum.Attribution {
	np := s.clauses[c].subject
	if np == 0 && s.lx.verbLast {
		for n := range s.nps {
			if s.nps[n].clause == c && s.nps[n].free() && s.nps[n].start > v {
				np = n + 1
				break
			}
		}
	}
	if np == 0 {
		for n := range s.nps { // "…, said X"
			if s.nps[n].clause == c && s.nps[n].free() {
				np = n + 1
				break
			}
		}
	}
	if np == 0 || s.voice(v, false) {
		return nil
	}
	at := s.dayBeside(v, c)
	var out []factum.Attribution
	for _, a := range s.actors(np, true) {
		if len(out) > 0 && (a.Code == "" || a.Code == out[0].Code) {
			break // words that go on to speak of the first
		}
		x := s.speaker(a, factum.FormIndirect, at)
		x.Joint = len(out) > 0
		out = append(out, x)
	}
	return out
}

// dayBeside is the day named beside the verb of saying at i.
func (s *sentence) dayBeside(i, clause int) string {
	for d := 1; d <= 6; d++ {
		for _, j := range [2]int{i + d, i - d} {
			if j < 0 || j >= len(s.toks) || s.toks[j].time == 0 || s.toks[j].clause != s.toks[i].clause {
				continue
			}
			if w := s.r.doc.Mentions.Times[s.toks[j].time-1].When; w != nil && w.Precision == "day" {
				return w.From
			}
		}
	}
	return ""
}

// speaker makes an attribution of an actor.
func (s *sentence) speaker(a factum.Actor, form, at string) factum.Attribution {
	name := ""
	if m := s.r.mentionAt(s.part, a.Span); m != nil {
		name = m.Name
	}
	return factum.Attribution{Text: a.Text, Name: name, Role: a.Role, Code: a.Code, At: at, Form: form, Wording: factum.WordingUnknown, Span: a.Span}
}

// mentionAt is the mention of an actor that the span lies in or holds.
func (r *run) mentionAt(part string, sp factum.Span) *factum.ActorMention {
	for _, i := range r.actors.over(part, sp.Start, sp.End) {
		if m := &r.doc.Mentions.Actors[i]; m.Span.Overlaps(sp) && m.Kind == "person" {
			return m
		}
	}
	return nil
}

// quotesOver lists the quotes that hold the span and say on whose word it stands.
func (r *run) quotesOver(s *sentence, sp factum.Span) []int {
	var out []int
	for _, i := range r.quotes.over(s.part, sp.Start, sp.Start+1) {
		if q := &r.doc.Mentions.Quotes[i]; q.Form != factum.FormReported && q.Span.Contains(sp) { // what somebody means to do is nobody's word for it
			out = append(out, i)
		}
	}
	return out
}

// voices are the attributions of quote i: its speaker, or each of those who say it together. Somebody who only passes on what another says in the
// same words quotes none.
func (r *run) voices(i int) []factum.Attribution {
	all := r.doc.Mentions.Quotes
	q := all[i]
	if i+1 < len(all) && all[i+1].Span == q.Span && all[i+1].Part == q.Part && q.Form == factum.FormDirect && all[i+1].Form == factum.FormDirect {
		q.Form = factum.FormIndirect
	}
	if q.SpeakerSpan == nil {
		return []factum.Attribution{r.quoted(q)}
	}
	var out []factum.Attribution
	end := -1
	for _, k := range r.actors.over(q.Part, q.SpeakerSpan.Start, q.SpeakerSpan.End) {
		m := &r.doc.Mentions.Actors[k]
		if !q.SpeakerSpan.Contains(m.Span) || end < 0 && m.Span.Start != q.SpeakerSpan.Start || end >= 0 && !r.joins(q.Part, end, m.Span.Start) {
			continue
		}
		end = m.Span.End
		one, at := q, m.Span
		one.Speaker, one.Code, one.Role, one.SpeakerSpan = m.Name, m.Code, m.Role, &at
		if one.Speaker == "" {
			one.Speaker = m.Text
		}
		a := r.quoted(one)
		a.Joint = len(out) > 0
		out = append(out, a)
	}
	if len(out) < 2 || end != q.SpeakerSpan.End {
		return []factum.Attribution{r.quoted(q)}
	}
	return out
}

// joins reports that bytes [from,to) between two names are "and", or a comma, with no more than an article or adjective before the second.
func (r *run) joins(part string, from, to int) bool {
	words := strings.FieldsFunc(r.doc.PartText(part)[from:to], unicode.IsSpace)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	w := r.lx.words.find(strings.ToLower(words[0]))
	return words[0] == "," || w != nil && w.cue&cCoord != 0
}

// quoted makes an attribution of a quote.
func (r *run) quoted(q factum.Quote) factum.Attribution {
	a := factum.Attribution{Text: q.Speaker, Name: q.Speaker, Role: q.Role, Code: q.Code, Form: q.Form, Wording: factum.WordingUnknown, Quote: q.Text}
	if a.Form == "" {
		a.Form = factum.FormDirect
	}
	if q.Form != factum.FormDirect {
		a.Quote = ""
	}
	if q.SpeakerSpan != nil {
		a.Span = *q.SpeakerSpan
		a.Text = q.SpeakerSpan.In(r.doc.PartText(q.Part))
		if m := r.mentionAt(q.Part, a.Span); m != nil && m.Name != "" {
			a.Name = m.Name
		}
	} else {
		a.Span = q.Span
	}
	if a.Code == "" {
		a.Code = r.aff.name[a.Name]
		if q.SpeakerSpan != nil {
			for _, i := range r.actors.over(q.Part, a.Span.Start, a.Span.End) {
				if m := &r.doc.Mentions.Actors[i]; a.Code == "" && m.Span.Overlaps(a.Span) {
					a.Code = r.code(i + 1)
				}
			}
		}
	}
	if q.Form == factum.FormDirect {
		a.Wording = r.wordingOf(q, a.Code)
	}
	if q.At != nil && q.At.Precision == "day" {
		a.At = q.At.From
	}
	return a
}

// carry finds sentences that do nothing but attribute the one before them ("Dat meldt X") and keeps their speakers
// for that sentence.
func (r *run) carry(all []*sentence) {
	r.carried = map[int][]factum.Attribution{}
	for k := 1; k < len(all); k++ {
		s := all[k]
		if len(s.toks) < 3 || len(s.toks) > 40 || s.part != all[k-1].part || all[k-1].heading {
			continue
		}
		t := &s.toks[0]
		if t.cue&(cPron|cDet|cThat) == 0 || t.cue&(cAnaphor) == 0 || s.toks[1].cue&cSay == 0 && !(s.toks[1].verb && s.sayingVerb(0) >= 0 && s.toks[1].cue&cAux != 0) {
			continue
		}
		for n := range s.nps {
			if s.nps[n].start > 0 && s.nps[n].free() {
				if list := s.actors(n+1, false); len(list) > 0 {
					r.carried[all[k-1].index] = []factum.Attribution{s.speaker(list[0], factum.FormIndirect, s.dayBeside(1, 0))}
				}
				break
			}
		}
	}
}
