package mentions

import (
	"sort"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// free reports a capitalised word that no table gives another meaning.
func (p *part) free(j int) bool {
	if j >= len(p.toks) || !p.capital(j) {
		return false
	}
	n := p.nameAt(j)
	if n == nil {
		return true
	}
	return n.place == nil && len(n.senses) == 0 || n.place != nil && len(n.senses) == 0 && n.place.Name != "" && p.guards.is(j, "given") || surnameOnly(n)
}

// surnameOnly reports a name that the table knows as nothing but an office-holder's surname.
func surnameOnly(n *name) bool {
	for _, s := range n.senses {
		if s.Kind != gazetteer.Person || s.Full {
			return false
		}
	}
	return len(n.senses) > 0
}

// sequence reads a person's name from token j: capitalised words, initials and particles between them; end is the token after it.
func (p *part) sequence(j int) (end, words int) {
	end = j
	for j < len(p.toks) && words < 5 {
		k := p.toks[j]
		if j > 0 && end > 0 && words > 0 && (k.Space == 3 || k.Space == 2 && words > 1) {
			break
		}
		switch {
		case p.free(j) && !(p.timeWords.is(j, "weekday", "month", "day") && words > 0) && !p.guards.is(j, "common") || words > 0 && p.capital(j) && p.nameAt(j) != nil && len(p.nameAt(j).senses) == 0 && k.Space == 1:
			words++
			j++
			end = j
			if p.mark(j, '.') && p.toks[j].Space == 0 && k.End-k.Start <= 2 && j+1 < len(p.toks) && p.capital(j+1) {
				j++ // an initial
			} else if p.mark(j, '-') && p.toks[j].Space == 0 && j+1 < len(p.toks) && p.toks[j+1].Space == 0 && p.capital(j+1) {
				j += 2
				end = j
			} else if (p.mark(j, '\'') || p.mark(j, '’')) && p.toks[j].Space == 0 && j+1 < len(p.toks) && p.toks[j+1].Space == 0 && p.capital(j+1) {
				j += 2
				end = j
			}
		case words > 0 && k.Kind == gazetteer.Word && k.Case == gazetteer.Lower && language.PersonParticle(p.tok(j)):
			j++
			if p.mark(j, '-') {
				j++
			}
			if j < len(p.toks) && k.Kind == gazetteer.Word && language.PersonParticle(p.tok(j)) {
				j++
			}
			if j >= len(p.toks) || !p.capital(j) {
				return end, words
			}
		default:
			return end, words
		}
	}
	return end, words
}

// unknownName takes the name of somebody whom the table does not know behind an office: "Finnish foreign minister Pekka X".
func (p *part) unknownName(ph *phrase) {
	if ph.role == "" || ph.head == gazetteer.Body || ph.to >= len(p.toks) || p.toks[ph.to].Space != 1 && p.toks[ph.to].Space != 2 {
		return
	}
	end, words := p.sequence(ph.to)
	given := p.guards.is(ph.to, "given")
	switch {
	case words == 0:
		return
	case ph.head == gazetteer.Group && !(given && words >= 2):
		return
	case p.doc.nounsCapital() && !given && words < 2:
		return
	case words == 1 && (p.mostlyCapitals(ph.to) || plural(ph.role)):
		return
	}
	ph.name = p.text[p.toks[ph.to].Start:p.toks[end-1].End]
	ph.kind = kindPerson
	ph.to = end
	for ph.last+1 < len(p.names) && p.names[ph.last+1].from < end {
		ph.last++
		p.names[ph.last].place = nil
	}
}

// untitled finds names of people without a title before them: a first name and capitalised words.
func (p *part) untitled() {
	taken := make([]bool, len(p.toks)+1)
	for _, a := range p.actors {
		for i := p.tokenAt(a.Span.Start); i < len(p.toks) && p.toks[i].Start < a.Span.End; i++ {
			taken[i] = true
		}
	}
	for i := 0; i < len(p.toks); i++ {
		if taken[i] || !p.capital(i) || !p.free(i) || !p.guards.is(i, "given") && !p.introduced(i) {
			continue
		}
		if n := p.nameAt(i); n != nil && (n.place != nil && !p.capital(i+1) || n.to > i+1) {
			continue
		}
		end, words := p.sequence(i)
		if words < 2 || taken[end-1] {
			continue
		}
		if n := p.nameAt(i); n != nil && n.place != nil && n.guard.located {
			continue
		}
		ph := phrase{from: i, to: end, kind: kindPerson, basis: factum.BasisNamed, last: -1}
		ph.name = p.text[p.toks[i].Start:p.toks[end-1].End]
		for k := sort.Search(len(p.names), func(k int) bool { return p.names[k].from >= i }); k < len(p.names) && p.names[k].to <= end; k++ {
			p.names[k].place = nil
		}
		ph.last = sort.Search(len(p.names), func(k int) bool { return p.names[k].from >= end }) - 1
		before := ph.last
		p.apposition(&ph)
		ph.last = before
		p.keep(ph, true)
		i = end - 1
	}
	sortBySpan(p.actors, func(m factum.ActorMention) factum.Span { return m.Span })
}

// introduced reports capitalised words that must be a person's though no first name is known: a word of saying stands beside them, or
// an office behind their comma.
func (p *part) introduced(i int) bool {
	if p.doc.nounsCapital() || p.guards.is(i, "common") || p.timeWords.is(i, "weekday", "month") || p.nameAt(i) != nil || p.mostlyCapitals(i) {
		return false
	}
	end, words := p.sequence(i)
	if words < 2 || words > 4 {
		return false
	}
	if _, ok := p.cueWords.ending(i, "say"); ok || p.cueWords.is(end, "say") && !p.cueWords.is(end, "weak") {
		return true
	}
	if !p.mark(end, ',') || end+1 >= len(p.toks) {
		return false
	}
	j := end + 1
	if p.guards.is(j, "definite") || p.timeWords.is(j, "article") || p.numWords.is(j, "unit") {
		j++
	}
	n := p.nameAt(j)
	return n != nil && n.from == j && n.sense(gazetteer.Office) != nil
}

// tokenAt returns the first token that ends after byte b.
func (p *part) tokenAt(b int) int {
	lo, hi := 0, len(p.toks)
	for lo < hi {
		m := (lo + hi) / 2
		if p.toks[m].End <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}
