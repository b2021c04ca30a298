package coding

import "factum"

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
