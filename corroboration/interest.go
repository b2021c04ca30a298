package corroboration

import "slices"

// foes are the two sides of wars between states or powers that claims are about: each speaks of the other as a party. Allies
// are those who arm or fight beside a side. Both are short, open lists, not a judgement; what is not here is "unknown"
// unless the source's own interest is known.
var (
	foes = map[string]string{"RUS": "UKR GEO", "UKR": "RUS", "GEO": "RUS", "ISR": "PSE HAMAS HEZBOLLAH IRN", "PSE": "ISR", "HAMAS": "ISR",
		"HEZBOLLAH": "ISR", "IRN": "ISR", "ARM": "AZE", "AZE": "ARM"}
	allies = map[string]string{"UKR": "NATO EU " + memberStatesNATO + " " + memberStatesEU + " AUS JPN", "RUS": "BLR PRK IRN DNR LNR", "ISR": "USA", "HAMAS": "IRN HEZBOLLAH",
		"HEZBOLLAH": "IRN", "AZE": "TUR"}
)

// findAccused notes who is named as doing it; where nobody is, who denies having done it.
func (a *account) findAccused() {
	from := a.says
	if !slices.ContainsFunc(from, func(v *view) bool { return len(v.actors.codes) > 0 }) {
		from = a.denied
	}
	for _, v := range from {
		for _, c := range readWho(v.r.Claim.Actors).codes {
			a.accused[c] = true
		}
	}
}

// interest is the interest of a line: its speaker's when the speaker is one of those the fact is about or stands beside
// them, else the one that all sources of the line have where the account concerns what it
// bears on, "unknown" where they differ or none is known.
func (a *account) interest(line []*view) string {
	best := ""
	for _, v := range line {
		if i := a.interestOf(v.voice.code); i != "" && (best == "" || i < best) {
			best = i
		}
	}
	if best != "" {
		return best
	}
	for _, v := range line {
		i := v.r.Interest
		if i == "" || i == "unknown" || !a.concerns(v.r.Wars) {
			continue
		}
		if best != "" && best != i {
			return "unknown"
		}
		best = i
	}
	if best == "" {
		return "unknown"
	}
	return best
}

// concerns reports whether the account is about any of some countries or of those who act for them: on their ground, by them or to them.
func (a *account) concerns(codes []string) bool {
	if len(codes) == 0 {
		return true
	}
	for _, c := range codes {
		if a.accused[c] {
			return true
		}
	}
	for _, v := range a.views {
		if slices.Contains(codes, v.where.country) {
			return true
		}
		for _, c := range append(readWho(v.r.Claim.Recipients).codes, readWho(v.r.Claim.Actors).codes...) {
			if slices.Contains(codes, c) {
				return true
			}
		}
	}
	return false
}

// interestOf is the interest of a speaker's state or organisation: party, who is named as acting; victim, to whom it was done or on
// whose ground; party again, the foe of who acts; ally, who stands beside any of them.
func (a *account) interestOf(code string) string {
	if code == "" {
		return ""
	}
	i, ok := a.interests[code]
	if !ok {
		i = a.findInterest(code)
		a.interests[code] = i
	}
	return i
}

func (a *account) findInterest(code string) string {
	if a.accused[code] {
		return "party"
	}
	hurt := a.hurts()
	sides := map[string]bool{}
	for c := range a.accused {
		sides[c] = true
	}
	victim := false
	for _, v := range a.views {
		for _, c := range readWho(v.r.Claim.Recipients).codes {
			sides[c] = true
			victim = victim || c == code
		}
		if hurt && !v.lent.place && v.where.country != "" {
			sides[v.where.country] = true
			victim = victim || v.where.country == code
		}
	}
	if victim && hurt {
		return "victim"
	}
	if victim {
		return "party"
	}
	ally := false
	for c := range sides {
		if listed(foes[c], code) {
			return "party"
		}
		ally = ally || listed(allies[c], code)
	}
	if ally {
		return "ally"
	}
	return ""
}
