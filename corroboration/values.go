package corroboration

import (
	"slices"
	"strings"

	"factum"
)

// candidate is a value that claims give an element.
type candidate struct {
	key   string
	v     *view   // the claim with the lowest id that gives it
	bears []*view // claims that give it or something finer inside it
	lines int     // of those
	fits  int     // lines of claims that it does not exclude
	size  int     // how coarse it is
}

// choose picks the value of an element: of those that exclude each other the one with the most lines that go with it;
// of those the finest on which two lines agree, else the finest; then the one with the most lines, then by key.
// bears(v, k) says that v gives k's value or a finer one in it, fits(v, k) that it does not exclude it.
func (a *account) choose(pool []*view, key func(*view) string, size func(*view) int, bears, fits func(v, k *view) bool) *candidate {
	byKey := map[string]*candidate{}
	alike := map[string][]*view{}
	for _, v := range pool {
		k := key(v)
		if byKey[k] == nil {
			byKey[k] = &candidate{key: k, v: v, size: size(v)}
		}
		alike[k] = append(alike[k], v)
	}
	keys := sortedKeys(byKey)
	var best *candidate
	for _, k := range keys {
		c := byKey[k]
		fit := map[int]bool{}
		for _, o := range keys {
			if !fits(byKey[o].v, c.v) {
				continue
			}
			inside := o == k || bears(byKey[o].v, c.v)
			for _, v := range alike[o] {
				fit[a.lineOf[v]] = true
				if inside {
					c.bears = append(c.bears, v)
				}
			}
		}
		c.fits, c.lines = len(fit), a.count(c.bears)
		if best == nil || c.beats(best) {
			best = c
		}
	}
	return best
}

func (c *candidate) beats(d *candidate) bool {
	if c.fits != d.fits {
		return c.fits > d.fits
	}
	if x, y := c.lines > 1, d.lines > 1; x != y {
		return x
	}
	if c.size != d.size {
		return c.size < d.size
	}
	if c.lines != d.lines {
		return c.lines > d.lines
	}
	return c.key < d.key
}

// without is the members of a list that f does not hold for.
func without[T any](pool []T, f func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(pool), f)
}

// place adds the element place: its value with the words of the claim with the lowest id, without a span.
func (a *account) place() {
	pool := without(a.pool(), func(v *view) bool { return v.where.level == nowhere || v.lent.place })
	if len(pool) == 0 {
		a.element(elementPlace, nil, nil, factum.ContradictedNone)
		return
	}
	c := a.choose(pool, func(v *view) string { return v.where.key }, func(v *view) int { return int(v.where.level) },
		func(v, k *view) bool {
			s := v.where.against(k.where)
			return s == same || s == within && v.where.level < k.where.level
		}, func(v, k *view) bool { return v.where.against(k.where) != apart })
	value := *c.v.r.Claim.Place
	value.Span = factum.Span{}
	other := without(pool, func(v *view) bool { return v.where.against(c.v.where) != apart })
	contradicted := a.differs("place", elementPlace, other, c.bears)
	a.element(elementPlace, value, c.bears, contradicted)
}

// time adds the element time; a stretch that one claim leaves open at an end is coarser than any closed one.
func (a *account) time() {
	pool := without(a.pool(), func(v *view) bool { return v.when.named == always || v.lent.time })
	if len(pool) == 0 {
		a.element(elementTime, nil, nil, factum.ContradictedNone)
		return
	}
	key := func(v *view) string {
		t := v.r.Claim.Time
		return t.From + "/" + t.To + "/" + t.Precision
	}
	c := a.choose(pool, key, func(v *view) int { return min(v.when.named.days(), maxDay) },
		func(v, k *view) bool { return k.when.named.contains(v.when.named) },
		func(v, k *view) bool { return v.when.named.meets(k.when.named) })
	t := c.v.r.Claim.Time
	other := without(pool, func(v *view) bool { return v.when.named.meets(c.v.when.named) })
	contradicted := a.differs("time", elementTime, other, c.bears)
	a.element(elementTime, factum.Time{From: t.From, To: t.To, Precision: t.Precision}, c.bears, contradicted)
}

// people adds an element whose value is a list of actors: all that claims name which don't exclude the account with
// the most lines. Those named by more lines come first.
func (a *account) people(name, contradicted string, of func(*factum.Claim) []factum.Actor) {
	pool := without(a.pool(), func(v *view) bool { return readWho(of(&v.r.Claim)).empty() })
	if len(pool) == 0 {
		a.element(name, nil, nil, contradicted)
		return
	}
	whos := map[*view]who{}
	for _, v := range pool {
		whos[v] = readWho(of(&v.r.Claim))
	}
	fits := func(v, k *view) bool { return !whos[v].excludes(whos[k], false) }
	c := a.choose(pool, func(v *view) string { return whos[v].key }, func(*view) int { return 0 }, fits, fits)
	other := without(pool, func(v *view) bool { return fits(v, c.v) })
	contradicted = worse(contradicted, a.differs("actor", name, other, c.bears))
	slices.SortFunc(c.bears, byClaim)
	a.element(name, a.union(c.bears, of), c.bears, contradicted)
}

// union lists the actors of claims once each, those that more lines name first. Whoever is named without a code is left
// out where somebody in the same role has one.
func (a *account) union(vs []*view, of func(*factum.Claim) []factum.Actor) []factum.Actor {
	type entry struct {
		actor  factum.Actor
		naming []*view
	}
	byKey := map[string]*entry{}
	roles := map[string]bool{}
	for _, v := range vs {
		for _, p := range of(&v.r.Claim) {
			role := fold(p.Role)
			k := p.Code + "/" + role
			if p.Code == "" && role == "" {
				k = "/" + fold(p.Text)
			}
			if byKey[k] == nil {
				p.Span = factum.Span{}
				byKey[k] = &entry{actor: p}
			}
			byKey[k].naming = append(byKey[k].naming, v)
			if p.Code != "" && role != "" {
				roles[role] = true
			}
		}
	}
	keys := sortedKeys(byKey)
	lines := map[string]int{}
	for _, k := range keys {
		lines[k] = a.count(byKey[k].naming)
	}
	slices.SortStableFunc(keys, func(x, y string) int { return lines[y] - lines[x] })
	out := []factum.Actor{}
	for _, k := range keys {
		p := byKey[k].actor
		if p.Code == "" && roles[strings.TrimPrefix(k, "/")] {
			continue
		}
		out = append(out, p)
	}
	return out
}
