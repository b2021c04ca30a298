package coding

// A document's mentions, laid over the words of a sentence.

import "factum"

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
