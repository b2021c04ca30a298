package mentions

import (
	"strings"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// extend takes the next name into the phrase where it belongs there; it reports whether it did.
func (p *part) extend(ph *phrase) bool {
	if ph.last+1 >= len(p.names) {
		return false
	}
	m := &p.names[ph.last+1]
	gap := p.gap(ph.to, m.from)
	take := func() bool {
		ph.to, ph.last, ph.adjective, ph.open = m.to, ph.last+1, false, false
		return true
	}
	if ph.open {
		if m.sense(gazetteer.Body, gazetteer.Office) == nil || gap != gapNone {
			return false
		}
		return take()
	}
	if s := m.sense(gazetteer.Person); s != nil && p.personFits(m, s) && (gap == gapNone || gap == gapComma && ph.role != "" && ph.head == gazetteer.Office && ph.code != "") {
		if ph.head == gazetteer.Group || ph.code != "" && !s.Full && ph.role == "" {
			return false
		}
		if gap == gapComma && !s.Full {
			return false
		}
		if ph.code != "" && ph.role == "" && !holds(s.Holder, ph.code) {
			return false
		}
		ph.name, ph.kind = s.Holder.Name, kindPerson
		p.holder(ph, s)
		return take()
	}
	if ph.first == ph.last && gap == gapNone && gazetteer.Inflects(p.doc.lang) {
		// A body that is one state's unless another is named: "Следственный комитет Белоруссии".
		if s, seat := m.sense(gazetteer.State), p.best(&p.names[ph.first]); s != nil && seat != nil && seat.Kind == gazetteer.Seat && bodily(seat.Role) {
			ph.code, ph.basis = s.Code, factum.BasisNamed
			return take()
		}
	}
	if s := m.sense(gazetteer.Office, gazetteer.Body, gazetteer.Group); s != nil && m.sense(gazetteer.Organisation, gazetteer.State) == nil &&
		(m.sense(gazetteer.Seat) == nil || gazetteer.Inflects(p.doc.lang) && p.isAdjective(ph)) {
		near := gap == gapNone || gap == gapHyphen || gap == gapPossessive
		if gap == gapNone && ph.role == "" && !p.isAdjective(ph) && (!p.namesLead() || ph.kind == kindState && p.doc.has(language.JoinedNouns)) {
			near = false // "у Мюнхені президент", "dat Rusland soldaten": no town or state owns what stands behind it
		}
		if !near && gap == gapWord && ph.role == "" && ph.code != "" && p.isAdjective(ph) {
			near = true
		}
		if !near || ph.code == "" && !(ph.head == gazetteer.Body && s.Kind == gazetteer.Office) || ph.kind == kindGroup && ph.code != "" && ph.role == "people" {
			return false
		}
		if ph.role == "" || ph.head == 0 || ph.head == gazetteer.Body && s.Kind == gazetteer.Office || ph.head == gazetteer.Office && s.Kind == gazetteer.Office {
			if ph.role == "" || ph.head == 0 || ph.head == gazetteer.Body {
				ph.role, ph.head = s.Role, s.Kind
			}
			if ph.basis == factum.BasisContext && p.text[p.toks[ph.from].Start] < 'a' {
				ph.basis = factum.BasisNamed
			}
			return take()
		}
		return false
	}
	if ph.role != "" && ph.code == "" && ph.head != 0 && gap == gapNone && p.doc.has(language.AdjectiveBehind) {
		if s := m.sense(gazetteer.Adjective); s != nil && !p.beforeBody(ph.last+1) {
			ph.code = s.Code
			take()
			p.portfolio(ph)
			return true
		}
	}
	if ph.role != "" && ph.code == "" && ph.head != 0 && gap == gapNone && p.doc.has(language.AdjectiveBehind) && m.to == m.from+1 && p.toks[m.from].End-p.toks[m.from].Start <= 4 {
		if s := m.sense(gazetteer.State, gazetteer.Organisation); s != nil { // "esercito Usa", "truppe Nato"
			ph.code = s.Code
			return take()
		}
	}
	// The state or organisation behind the office: "president of Ukraine", "генсек НАТО", "Generalsekretär der Vereinten Nationen".
	if ph.role != "" && ph.code == "" && ph.head != 0 {
		if gap != gapOf && !(gap == gapNone && gazetteer.Inflects(p.doc.lang)) {
			return false
		}
		if s := m.sense(gazetteer.State, gazetteer.Organisation, gazetteer.ArmedGroup, gazetteer.Adjective, gazetteer.Region, gazetteer.Seat); s != nil && (s.Kind != gazetteer.Adjective || p.toks[m.from].Letter < 0x400) {
			if s.Kind == gazetteer.Adjective {
				if next := ph.last + 2; next >= len(p.names) || p.names[next].from != m.to || p.names[next].sense(gazetteer.Body, gazetteer.Office) == nil {
					return false
				}
				ph.code = s.Code
				take()
				ph.open = true
				return true
			}
			ph.code = s.Code
			return take()
		}
		if m.place != nil && ph.head == gazetteer.Body && (ph.role == "government" || strings.HasPrefix(ph.role, "ministry")) { // "the foreign ministry in Berlin"
			for _, pl := range m.places {
				if pl.Capital && pl.GeoNames == m.place.GeoNames {
					ph.code = m.place.Country
					return take()
				}
			}
		}
		if m.place != nil && (ph.head == gazetteer.Office || ph.head == gazetteer.Body) && (local(ph.role) || p.governedFrom(ph, m)) {
			ph.code = m.place.Country
			return take()
		}
	}
	return false
}

// bodily lists the roles of seats that are bodies by themselves: not "the Kremlin".
func bodily(role string) bool { return seated(role) || role == "armed forces" }

// beforeBody reports an adjective, name i, that belongs to the body named right behind it: "rzecznik rosyjskiej armii".
func (p *part) beforeBody(i int) bool {
	return gazetteer.Inflects(p.doc.lang) && i+1 < len(p.names) && p.names[i+1].from == p.names[i].to && p.names[i+1].sense(gazetteer.Body, gazetteer.Office) != nil
}

// portfolio reads what a ministry or minister is for behind such an adjective: "le ministère ukrainien de la Défense".
func (p *part) portfolio(ph *phrase) {
	w, ok := p.guards.get(ph.to, "portfolio")
	if !ok {
		return
	}
	switch ph.role {
	case "ministry":
		ph.role = "ministry of " + w.value
	case "minister":
		ph.role = strings.TrimSuffix(w.value, " affairs") + " minister"
	default:
		return
	}
	ph.to = w.to
	for ph.last+1 < len(p.names) && p.names[ph.last+1].from < ph.to {
		ph.last++
	}
}

// governedFrom reports the capital of a state whose body is spoken of: "soldati di Kiev", "rząd w Warszawie".
func (p *part) governedFrom(ph *phrase, m *name) bool {
	if !p.doc.has(language.AdjectiveBehind) || ph.head != gazetteer.Body || ph.role != "government" && p.guards.is(ph.to, "ofplace") {
		return false
	}
	for _, pl := range m.places {
		if pl.Capital && pl.GeoNames == m.place.GeoNames {
			return true
		}
	}
	return false
}

// local lists the offices that go with a town or area.
func local(role string) bool {
	switch role {
	case "mayor", "governor", "police", "court", "prosecutor", "leader":
		return true
	}
	return false
}

func holds(h *gazetteer.Holder, code string) bool {
	for _, t := range h.Terms {
		if t.Code == code {
			return true
		}
	}
	return false
}

// isAdjective reports whether a phrase so far is one adjective ("Russian" before "occupying troops").
func (p *part) isAdjective(ph *phrase) bool { return ph.adjective }

func plural(role string) bool { return strings.HasSuffix(role, "ministers") || role == "member states" }

// apposition takes what follows a name behind a comma: "Jens Stoltenberg, the NATO secretary-general,".
func (p *part) apposition(ph *phrase) {
	if ph.last+1 >= len(p.names) {
		return
	}
	m := &p.names[ph.last+1]
	if g := p.gap(ph.to, m.from); g != gapComma && g != gapCommaThe {
		return
	}
	s := p.best(m)
	if s == nil || s.Kind == gazetteer.Person || s.Kind == gazetteer.Region || s.Kind == gazetteer.State && p.gap(ph.to, m.from) == gapComma && (ph.last+2 >= len(p.names) || p.names[ph.last+2].from > m.to+2) {
		return
	}
	ap := phrase{from: m.from, to: m.to, first: ph.last + 1, last: ph.last + 1, basis: factum.BasisNamed}
	switch s.Kind {
	case gazetteer.Office, gazetteer.Body, gazetteer.Group:
		ap.role, ap.head, ap.kind = s.Role, s.Kind, kindGroup
	default:
		ap.code, ap.role, ap.kind, ap.adjective = s.Code, s.Role, kindOf(s), s.Kind == gazetteer.Adjective
	}
	for p.extend(&ap) && ap.name == "" {
	}
	if ap.head != gazetteer.Office || ap.name != "" {
		return
	}
	if ph.role == "" || ph.code == "" && ap.code != "" {
		ph.role = ap.role
		if ph.code == "" {
			ph.code = ap.code
		}
	}
}
