package coding

// present is which words a sentence has, wherever they stand: most entries of a lexicon need one that is not there.
type present struct {
	lemmas  []uint64 // a bit for each of the lexicon's
	classes classes
}

// take makes it that of a sentence.
func (p *present) take(s *sentence) {
	if p.lemmas == nil {
		p.lemmas = make([]uint64, (len(s.lx.names)+63)/64)
	}
	clear(p.lemmas)
	p.classes = classes{}
	for i := range s.toks {
		t := &s.toks[i]
		for _, f := range t.w.readings() {
			p.lemmas[f.lemma>>6] |= 1 << (f.lemma & 63)
		}
		p.classes.add(t.class)
	}
}

// hold reports whether the sentence has every word that a pattern asks for.
func (p *present) hold(els []element) bool {
	for i := range els {
		if el := &els[i]; el.class >= 0 && !p.classes.has(el.class) || el.lemma >= 0 && p.lemmas[el.lemma>>6]&(1<<(el.lemma&63)) == 0 {
			return false
		}
	}
	return true
}
