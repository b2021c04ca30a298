package mentions

import (
	"factum"
	"factum/gazetteer"
)

// findItems finds arms and aid by data/items.tsv, the longest form at each place.
func (d *document) findItems() {
	l := in(itemWords(), d.lang)
	for _, p := range d.parts {
		for i := 0; i < len(p.toks); {
			vals, next := l.Longest(p.toks, i)
			w := chooseItem(vals, p.toks[i].Case)
			if w == nil || p.inName(i, next) {
				i++
				continue
			}
			s := p.span(i, next)
			p.items = append(p.items, factum.ItemMention{Part: p.name, Item: factum.Item{Code: w.value, Text: p.words(s), Span: s}})
			i = next
		}
	}
}

func chooseItem(vals []word, c gazetteer.Case) *word {
	for k := range vals {
		if vals[k].class == "item" && c >= vals[k].needs {
			return &vals[k]
		}
	}
	return nil
}

// inName reports whether tokens [from,to) are part of an organisation's or person's name ("Organisation for the Prohibition of Chemical Weapons").
func (p *part) inName(from, to int) bool {
	n := p.nameAt(from)
	return n != nil && n.to-n.from > to-from && n.sense(gazetteer.Organisation, gazetteer.ArmedGroup, gazetteer.Seat, gazetteer.Person) != nil
}
