package corroboration

import (
	"slices"

	"factum"
)

// Wire is the name of an agency as Line.Wire has it: the code of one that is known, else the words in capitals; "" for no words.
func (Weigher) Wire(name string) string { return agency(name) }

// Resting returns those claims of whole parts that rest on an agency, by id: those that credit it, and those that repeat one of
// these in near-duplicate words, or with the same figures and names in another language, unless they stand on the word of another speaker.
// A text of which one claim repeats the agency's words is the agency's, with all that it claims.
// It errs towards leaving a claim standing: who only reports the same thing does not rest on the agency.
func (Weigher) Resting(rs []factum.Report, wire string) []factum.ClaimID {
	wire = agency(wire)
	kinds := map[string][]*view{}
	for _, v := range viewsOf(rs) {
		kinds[v.kind()] = append(kinds[v.kind()], v)
	}
	credit := func(v *view) bool { return slices.Contains(v.wires, wire) }
	rests := map[*view]bool{}
	copied := map[string]bool{} // texts that are the agency's without saying so
	var all []*view
	for _, k := range sortedKeys(kinds) {
		vs := kinds[k]
		all = append(all, vs...)
		l := newLoom(vs)
		l.joinCopies()
		l.joinTranslations()
		of := map[int]bool{}
		for i, v := range vs {
			if credit(v) {
				of[l.find(i)] = true
			}
		}
		for i, v := range vs {
			// Who credits another agency, and not this one, has it from there.
			switch {
			case credit(v):
				rests[v] = true
			case of[l.find(i)] && len(v.wires) == 0:
				rests[v] = true
				copied[v.document()] = true
			}
		}
	}
	outlets := map[string][]*view{} // those told by each, by its name
	for _, v := range all {
		if v.document() != "" && copied[v.document()] && len(v.wires) == 0 {
			rests[v] = true
		}
		if k := fold(v.r.Outlet); k != "" {
			outlets[k] = append(outlets[k], v)
		}
	}
	// Who has it from an outlet that has it from the agency has it from there, over however many.
	for more := true; more; {
		more = false
		for _, v := range all {
			if v.cites != "" && !rests[v] && v.citesOnly(outlets[v.cites], rests) {
				rests[v], more = true, true
			}
		}
	}
	out := []factum.ClaimID{}
	for _, v := range all {
		if rests[v] {
			out = append(out, v.id)
		}
	}
	slices.Sort(out)
	return out
}

// citesOnly reports whether all that the outlet which a view cites tells, and that can be what it cites, rests on something, and there is any.
func (v *view) citesOnly(told []*view, rests map[*view]bool) bool {
	any := false
	for _, u := range told {
		if u == v || u.kind() != v.kind() || excludes(u, v) != 0 || !publishedWithin(u, v, newsDays) {
			continue
		}
		if !rests[u] {
			return false
		}
		any = true
	}
	return any
}
