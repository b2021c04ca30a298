package coding

import (
	"fmt"
	"strings"

	"factum"
)

// Explain writes how a document was read, for whoever works on a lexicon: words with their part, clauses, phrases,
// and every trigger with what became of it.
func (c *Rules) Explain(doc *factum.Document) string {
	var b strings.Builder
	lx := c.lexicon(doc.Lang)
	if lx == nil {
		return "no lexicon for " + doc.Lang + "\n"
	}
	r := c.run(doc, lx)
	if r.offSubject(r.all) {
		b.WriteString("the document is on another subject\n")
	}
	r.analyse()
	for _, s := range r.all {
		for i := range s.toks {
			t := &s.toks[i]
			w := t.span.In(s.text)
			switch {
			case t.verb:
				w += "/V"
			case t.adj:
				w += "/A"
			case t.noun:
				w += "/N"
			case t.cue&cPrep != 0:
				w += "/P"
			case t.cue&(cThat|cRel|cSub|cIf|cPurpose) != 0:
				w += "/S"
			}
			if t.actor > 0 {
				w += "@" + r.doc.Mentions.Actors[t.actor-1].Code
			}
			fmt.Fprintf(&b, "%s·%d ", w, t.clause)
		}
		b.WriteString("\n")
		for i := range s.clauses {
			cl := &s.clauses[i]
			fmt.Fprintf(&b, "  clause %d kind %d parent %d sibling %d", i, cl.kind, cl.parent, cl.sibling)
			for _, v := range cl.verbs {
				fmt.Fprintf(&b, " %s", s.toks[v].low)
			}
			if cl.subject > 0 {
				w, _ := s.words(s.nps[cl.subject-1].start, s.nps[cl.subject-1].end)
				fmt.Fprintf(&b, " subject %q", w)
			}
			b.WriteString("\n")
		}
		for i := range s.nps {
			p := &s.nps[i]
			w, _ := s.words(p.start, p.end)
			fmt.Fprintf(&b, "  [%s]%d prep %d of %d after %v time %v;", w, p.clause, p.prep, p.of, p.after, p.time)
		}
		b.WriteString("\n")
		for k := range s.hits {
			h := &s.hits[k]
			d, why := s.draft(k)
			fmt.Fprintf(&b, "  hit at %s: %s %q %s passive %v adj %v over %d modes %b: %s", s.toks[h.tok].span.In(s.text), h.e.id, h.e.words, h.e.frame.ID, h.passive, h.adj, h.gov.over, h.gov.modes, why)
			if why == "" {
				fmt.Fprintf(&b, "%s(%s)/%s actors %v recipients %v", d.claim.Type, d.claim.Object, d.claim.Modality, d.claim.Actors, d.claim.Recipients)
			}
			b.WriteString("\n")
		}
		for i := range s.toks {
			if s.hitAt(i) < 0 && s.begins(i, func(form, *entry) bool { return true }) {
				fmt.Fprintf(&b, "  no entry fits at %s\n", s.toks[i].span.In(s.text))
			}
		}
		r.remember(s)
	}
	return b.String()
}
