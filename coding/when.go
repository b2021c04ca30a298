package coding

// When it happened, and on what day it is told.

import (
	"slices"
	"time"

	"factum"
)

// fillTime takes the time in the trigger's clause that does not belong to a verb of saying, else one in the sentence.
func (s *sentence) fillTime(h *hit, c *factum.Claim) {
	best, bestScore := 0, 0
	t := s.toks[h.tok].span
	present := false
	for i := range s.toks {
		x := &s.toks[i]
		if x.time == 0 {
			continue
		}
		m := s.r.doc.Mentions.Times[x.time-1]
		if m.Value == "PRESENT_REF" {
			if x.clause == h.clause {
				present = true
				best0 := x.time
				if best == 0 {
					best = -best0
				}
			}
			continue
		}
		if m.When == nil || m.Type == "SET" || x.clause == h.clause && s.comesToLight(h) || (h.noun && h.gov.over >= 0 || h.gov.judged) && !s.ownArg(h, x.np) {
			continue
		}
		if s.lx.free && x.np > 0 && s.nps[x.np-1].prep >= 0 && s.toks[s.nps[x.np-1].prep].slots&sSource != 0 && !s.present(h) && m.When.Precision == "year" {
			continue // "вперше з 2019 року": since when it had not been
		}
		score := 10
		said := s.toks[h.tok].quote != x.quote
		switch {
		case x.clause == h.clause:
			score += 40
			if v := s.sayingVerb(x.clause); v >= 0 && v != h.tok && !s.toks[h.tok].verb && x.quote == 0 && h.noun && near(v, i) {
				score -= 25
			}
		case said || s.sayingVerb(x.clause) >= 0:
			continue
		case s.clauses[x.clause].kind == clRel && s.clauses[x.clause].parent == h.clause:
			continue
		case s.clauses[x.clause].parent == h.clause || s.clauses[h.clause].parent == x.clause || s.clauses[h.clause].sibling == x.clause || s.clauses[x.clause].sibling == h.clause:
			score += 8
		default:
			score -= 4
		}
		if m.Type == "DURATION" {
			score -= 20
		}
		d := x.span.Start - t.Start
		if d < 0 {
			d = -d
		}
		score -= d / 30
		if score > bestScore {
			best, bestScore = x.time, score
		}
	}
	if best > 0 && bestScore > 4 {
		c.Time = s.stretch(best)
		return
	}
	if present {
		m := s.r.doc.Mentions.Times[-min(best, -1)-1]
		if best > 0 {
			return
		}
		to := ""
		for i := len(c.Attribution) - 1; i >= 0 && to == ""; i-- {
			to = c.Attribution[i].At
		}
		if to == "" && s.r.doc.Published != nil {
			to = s.r.doc.Published.To
		}
		if to != "" && len(to) >= 10 {
			to = to[:10]
		}
		c.Time = &factum.ClaimTime{Text: m.Text, To: to, Precision: "not-after", Span: m.Span}
	}
}

func near(i, j int) bool { return i-j < 4 && j-i < 4 }

// stretch is the time of a mention, from 1; with the days coordinated with it a range: "on Wednesday and Thursday".
func (s *sentence) stretch(i int) *factum.ClaimTime {
	m := s.r.doc.Mentions.Times[i-1]
	t := &factum.ClaimTime{Text: m.Text, From: m.When.From, To: m.When.To, Precision: m.When.Precision, Span: m.Span}
	first, last := m, m
	for k := range s.toks { // a day, "and", a day
		a, b := s.at(k-1).time, s.at(k+1).time
		if s.toks[k].cue&cCoord == 0 || a == 0 || b == 0 || a == b || a != i && b != i {
			continue
		}
		x, y := s.r.doc.Mentions.Times[a-1], s.r.doc.Mentions.Times[b-1]
		if !day(x) || !day(y) || x.When.From >= y.When.From {
			continue
		}
		first, last = x, y
	}
	if first.Span != last.Span {
		t.From, t.To, t.Precision = first.When.From, last.When.To, "range"
		t.Span = factum.Span{Start: first.Span.Start, End: last.Span.End}
		t.Text = t.Span.In(s.text)
	}
	return t
}

// day reports whether the mention is one day.
func day(m factum.TimeMention) bool {
	return m.When != nil && m.Type == "DATE" && m.When.Precision == "day"
}

// comesToLight reports whether the trigger's words tell that the dead were found: a time beside it is when they were
// found, not when they were killed.
func (s *sentence) comesToLight(h *hit) bool {
	k := s.r.class("found")
	if k < 0 || h.e.frame.Type != factum.Assault {
		return false
	}
	for i := h.tok; i <= h.last; i++ {
		if s.toks[i].class.has(k) {
			return true
		}
	}
	return false
}

// sinceTime reports whether the clause of a verb in the present names a time since when: "gilt seit Freitag".
func (s *sentence) sinceTime(h *hit) bool {
	if h.noun || !s.present(h) {
		return false
	}
	for n := range s.nps {
		if p := &s.nps[n]; p.clause == h.clause && p.time && p.prep >= 0 && s.toks[p.prep].cue&cHistoric != 0 {
			return true
		}
	}
	return false
}

// dayAhead reports whether a time in the clause lies behind the day of telling.
func (s *sentence) dayAhead(c int) bool {
	for i := range s.toks {
		if t := &s.toks[i]; t.time > 0 && t.clause == c {
			if w := s.r.doc.Mentions.Times[t.time-1].When; w != nil && w.From != "" && s.r.reference != "" && w.From > s.r.reference {
				return true
			}
		}
	}
	return false
}

// bygone reports whether the time at a span only says that it is past: "earlier".
func (r *run) bygone(sp factum.Span) bool {
	return slices.ContainsFunc(r.doc.Mentions.Times, func(m factum.TimeMention) bool { return m.Span == sp && m.Value == "PAST_REF" })
}

// dayOfTelling is the day behind which a present tense speaks of what is to come: the day of publication, else the
// last day on which the document quotes somebody.
func (r *run) dayOfTelling() string {
	p := r.doc.Published
	if p != nil && len(p.To) >= 10 && p.Precision != "month" && p.Precision != "year" && p.Precision != "range" {
		return p.To[:10]
	}
	last := ""
	for _, q := range r.doc.Mentions.Quotes {
		if q.At != nil && q.At.Precision == "day" && q.At.To > last {
			last = q.At.To
		}
	}
	if last == "" && p != nil && len(p.To) >= 10 {
		return p.To[:10]
	}
	return last
}

func (r *run) beforeTelling(day string) bool {
	return day != "" && r.reference != "" && day < r.reference
}

// longAgo reports whether the day lies more than a year and a half before the telling.
func (r *run) longAgo(day string) bool {
	if len(day) < 7 || len(r.reference) < 7 {
		return false
	}
	months := func(d string) int {
		n := 0
		for _, c := range d[:4] {
			n = n*10 + int(c-'0')
		}
		return n*12 + int(d[5]-'0')*10 + int(d[6]-'0')
	}
	return months(r.reference)-months(day) > 18
}

// weekBefore is the day a week before a day written YYYY-MM-DD, "" for anything else.
func weekBefore(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -7).Format(time.DateOnly)
}
