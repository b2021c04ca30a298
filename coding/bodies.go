package coding

import "strings"

// lastBody is the code of the body that the sentence right before, in the same paragraph, was about.
func (s *sentence) lastBody() string {
	b := s.r.aff.body
	if b.code == "" || b.at != s.index-1 || s.index == 0 {
		return ""
	}
	if o := s.r.all[b.at]; o.part != s.part || o.heading != s.heading || !s.r.oneParagraph(o.span, s.span) {
		return ""
	}
	return b.code
}

// bareBody is the code of the one body that the text named by the word not long before.
func (s *sentence) bareBody(word string) string {
	if b, ok := s.r.aff.word[word]; ok && s.index-b.at <= bareReach {
		return b.code
	}
	return ""
}

// bodies notes whose the bodies are that the sentence names, and which one it is about.
func (s *sentence) bodies() {
	f := &s.r.aff
	for i := range s.toks {
		a := s.toks[i].actor
		if a == 0 || s.at(i+1).actor == a {
			continue
		}
		m := &s.r.doc.Mentions.Actors[a-1]
		if m.Code == "" || m.Kind == "person" || m.Role == "" || m.Role == roleAdjective || m.Role == rolePeople {
			continue
		}
		for _, w := range strings.Fields(strings.ToLower(m.Text)) {
			if len(w) < 5 {
				continue
			}
			b, ok := f.word[w]
			if ok && b.code != m.Code {
				b.code = ""
			} else {
				b.code = m.Code
			}
			b.at = s.index
			f.word[w] = b
		}
	}
	for n := range s.nps { // "the UN mission"
		p := &s.nps[n]
		t := &s.toks[p.head]
		if p.head == p.start || t.actor > 0 || t.cap || !s.is(p.head, "body-word") {
			continue
		}
		if a := s.toks[p.head-1].actor; a > 0 && s.toks[p.head-1].cap {
			m := &s.r.doc.Mentions.Actors[a-1]
			if m.Code == "" || m.Kind != "organisation" && !s.r.adjective(a) {
				continue
			}
			b, ok := f.word[t.low]
			if b.at = s.index; ok && b.code != m.Code {
				b.code = ""
			} else {
				b.code = m.Code
			}
			f.word[t.low] = b
		}
	}
	for n := range s.nps {
		if code := s.localRule(n + 1); code != "" {
			w := s.toks[s.nps[n].head].low
			if b, ok := f.word[w]; ok && b.code != code {
				code = ""
			}
			f.word[w] = bodyRef{code, s.index}
		}
	}
	for c := range s.clauses {
		np := s.clauses[c].subject
		if np == 0 || s.nps[np-1].clause != c || s.clauses[c].quote != 0 || s.clauses[c].parent >= 0 {
			continue
		}
		a := s.toks[s.nps[np-1].head].actor
		if a == 0 {
			continue
		}
		if m := &s.r.doc.Mentions.Actors[a-1]; m.Code != "" && m.Kind != "person" && m.Role != "" && m.Role != roleAdjective && m.Role != rolePeople || m.Kind == "organisation" && m.Code != "" {
			f.body = bodyRef{m.Code, s.index}
			return
		}
	}
}

// localRule is the state of a regional or town administration that the phrase names with its place and nothing else
// that could say whose it is: "the Kharkiv regional administration", "het bestuur van de regio Charkiv".
func (s *sentence) localRule(np int) string {
	k, adj := s.r.class("local-rule"), s.r.class("local-adj")
	p := &s.nps[np-1]
	if !s.toks[p.head].class.has(k) {
		return ""
	}
	code := s.soleState(p.start, p.head, adj)
	if bare := p.head == p.start || p.head-p.start == 1 && s.lx.definite[s.toks[p.start].low]; code == "" && bare && np < len(s.nps) && s.nps[np].of == np {
		q := &s.nps[np]
		code = s.soleState(q.start, q.end, adj)
	}
	return code
}

// soleState is the state of the one place among the words, where they are only articles, that place and words of the
// class.
func (s *sentence) soleState(from, to, class int) string {
	code := ""
	for i := from; i < to; i++ {
		t := &s.toks[i]
		switch {
		case t.actor > 0:
			return ""
		case t.place > 0:
			m := &s.r.doc.Mentions.Places[t.place-1]
			if m.Precision == "country" || code != "" && code != m.Country {
				return ""
			}
			code = m.Country
		case t.class.has(class) || s.lx.definite[t.low] || t.low == "'s":
		default:
			return ""
		}
	}
	return code
}
