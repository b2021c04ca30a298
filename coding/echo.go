package coding

import (
	"strings"

	"factum"
)

// echoes notes where a definite noun points back at a happening that was told before ("the attack"), and tells nothing of its own: a further
// passage of that claim. refused has, for every trigger that made no claim, why.
func (r *run) echoes(ds []draft, refused map[*hit]string) {
	for _, s := range r.all {
		for n := range s.nps {
			p := &s.nps[n]
			i := p.head
			if p.time || !s.pointsBack(p) || !s.eventAt(i) || n+1 < len(s.nps) && s.nps[n+1].of == n+1 && !s.nps[n+1].time {
				continue // "the ban on coal" says itself which
			}
			if k := s.hitAt(i); k >= 0 && (refused[&s.hits[k]] == "" || s.hits[k].gov.modes&unreal != 0) {
				continue
			}
			if d := s.toldOf(ds, i); d != nil {
				text, span := s.words(p.start, p.end)
				d.claim.Also = append(d.claim.Also, factum.Passage{Part: s.part, Text: text, Span: span})
			}
		}
	}
}

// pointsBack reports whether the phrase has an article or a pronoun that points at what is known.
func (s *sentence) pointsBack(p *phrase) bool {
	t := &s.toks[p.start]
	return s.lx.definite[t.low] || t.cue&cAnaphor != 0
}

// toldOf is the last claim before the sentence of something that happened and that the noun at i can name: by a trigger of the same frame, or
// one of whose words the noun is the end; nil none.
func (s *sentence) toldOf(ds []draft, i int) *draft {
	at := s.toks[i].span.Start
	for k := len(ds) - 1; k >= 0; k-- {
		d := &ds[k]
		if d.s.part != s.part || d.s.index >= s.index || d.order < at-retold || !d.claim.Modality.Happened() {
			continue
		}
		if s.begins(i, func(_ form, e *entry) bool {
			return e.kind == 'n' && e.frame.Type == d.claim.Type && (e.frame == d.frame || strings.HasSuffix(strings.ToLower(d.claim.Trigger.Text), s.toks[i].low))
		}) {
			return d
		}
	}
	return nil
}
