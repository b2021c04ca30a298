package corroboration

import (
	"slices"
	"strings"

	"factum"
)

// figure is a number that a claim gives, with the day it stands for and what it counts over.
type figure struct {
	number
	v     *view
	asOf  string // RFC 3339 date, "" unknown
	scope string
}

// weighNumbers adds an element for each kind of number, and a series for each that was given for different
// days. A number that grows from day to day is a series; two lines that give ranges without a number in
// common for one day, or a later line that gives less than an earlier, contradict each other. Killed and wounded,
// and what is counted over another place or period, are never held against each other.
func (a *account) weighNumbers() {
	a.series = []factum.Series{}
	byName := map[string][]figure{}
	for _, v := range a.pool() {
		for _, n := range v.numbers {
			name := elementNumber + n.kind
			if n.kind == "count" && n.unit != "" && n.unit != "person" {
				name += ":" + n.unit
			}
			byName[name] = append(byName[name], figure{n, v, asOfDay(v), a.scope(v)})
		}
	}
	for _, name := range sortedKeys(byName) {
		fs := a.sameUnit(byName[name])
		a.number(name, fs)
	}
}

// sameUnit keeps the figures in the unit that most lines use, the first in order of the alphabet where several do:
// amounts in two currencies can't be held against each other.
func (a *account) sameUnit(fs []figure) []figure {
	byUnit := map[string][]*view{}
	for _, f := range fs {
		byUnit[f.unit] = append(byUnit[f.unit], f.v)
	}
	best := ""
	for i, u := range sortedKeys(byUnit) {
		if i == 0 || a.count(byUnit[u]) > a.count(byUnit[best]) {
			best = u
		}
	}
	return slices.DeleteFunc(fs, func(f figure) bool { return f.unit != best })
}

// asOfDay is the day for which a claim gives its numbers: when it was said, of a tally the end of its period, else when it was published.
func asOfDay(v *view) string {
	c := &v.r.Claim
	for i := len(c.Attribution) - 1; i >= 0; i-- {
		if _, ok := dayOf(c.Attribution[i].At, false); ok {
			return day(c.Attribution[i].At)
		}
	}
	if v.tally() {
		return day(c.Time.To)
	}
	if v.r.Published != nil {
		return day(v.r.Published.To)
	}
	return ""
}

// day is the date of an instant.
func day(s string) string { return s[:min(len(s), len("2006-01-02"))] }

// scope is what a number is counted over: the place, where it is wider than a district, and of a tally the begin of its
// period. Claims that give neither are counted over the happening itself.
func (a *account) scope(v *view) string {
	var parts []string
	if !v.lent.place && v.where.level >= province && v.where.level != unresolved {
		parts = append(parts, v.where.shown)
	}
	if v.tally() {
		parts = append(parts, "since "+day(v.r.Claim.Time.From))
	}
	return strings.Join(parts, ", ")
}

// number adds one element and its series. The value is, of the widest supported scope's latest day, the range that most
// lines give or that holds what they give; then the narrowest, then the lowest.
func (a *account) number(name string, fs []figure) {
	scopes := map[string][]figure{}
	for _, f := range fs {
		scopes[f.scope] = append(scopes[f.scope], f)
	}
	main := ""
	for i, s := range sortedKeys(scopes) {
		if i == 0 || a.figureLines(scopes[s]) > a.figureLines(scopes[main]) {
			main = s
		}
	}
	value := a.latest(scopes[main])
	naming := figureViews(slices.DeleteFunc(slices.Clone(scopes[main]), func(f figure) bool { return !f.meets(value.number) }))
	contradicted := factum.ContradictedNone
	for _, s := range sortedKeys(scopes) {
		if other := a.clashing(scopes[s]); len(other) > 0 {
			a.against = append(a.against, factum.Contradiction{Kind: "number", Element: name, Claims: sealedIDs(other)})
			contradicted = factum.ContradictedAnother
		}
		a.addSeries(name, s, scopes[s])
	}
	a.element(name, value.quantity(), naming, contradicted)
}

func (f figure) quantity() factum.Quantity {
	for _, q := range f.v.r.Claim.Quantities {
		if q.Kind == f.kind && q.Unit == f.unit && q.Min == f.min {
			return factum.Quantity{Kind: f.kind, Unit: f.unit, Min: f.min, Max: f.bound(), Text: q.Text}
		}
	}
	return factum.Quantity{Kind: f.kind, Unit: f.unit, Min: f.min, Max: f.bound()}
}

func (n number) bound() *int64 {
	if n.max == maxCount {
		return nil
	}
	m := n.max
	return &m
}

func figureViews(fs []figure) []*view {
	var vs []*view
	for _, f := range fs {
		vs = append(vs, f.v)
	}
	slices.SortFunc(vs, byClaim)
	return slices.Compact(vs)
}

func (a *account) figureLines(fs []figure) int { return a.count(figureViews(fs)) }

// latest picks the value among the figures of the latest day.
func (a *account) latest(fs []figure) figure {
	last := ""
	for _, f := range fs {
		last = max(last, f.asOf)
	}
	lines := map[number]map[int]bool{}
	rep := map[number]figure{}
	for _, f := range fs {
		if f.asOf != last {
			continue
		}
		if lines[f.number] == nil {
			lines[f.number] = map[int]bool{}
			rep[f.number] = f
		}
		lines[f.number][a.lineOf[f.v]] = true
	}
	distinct := make([]number, 0, len(rep))
	for n := range rep {
		distinct = append(distinct, n)
	}
	slices.SortFunc(distinct, func(x, y number) int {
		if c := len(lines[y]) - len(lines[x]); c != 0 {
			return c
		}
		if c := cmpInt(x.max-x.min, y.max-y.min); c != 0 {
			return c
		}
		return cmpInt(x.min, y.min)
	})
	return rep[distinct[0]]
}

// clashing is the claims of different lines that give numbers which can't both be right.
func (a *account) clashing(fs []figure) []*view {
	type given struct {
		n    number
		asOf string
	}
	lines := map[given]map[int][]*view{}
	var all []given
	for _, f := range fs {
		g := given{f.number, f.asOf}
		if lines[g] == nil {
			lines[g] = map[int][]*view{}
			all = append(all, g)
		}
		lines[g][a.lineOf[f.v]] = append(lines[g][a.lineOf[f.v]], f.v)
	}
	clash := map[given]bool{}
	for i, x := range all {
		for _, y := range all[i+1:] {
			if x.n.meets(y.n) || x.asOf < y.asOf && x.n.max < y.n.min || y.asOf < x.asOf && y.n.max < x.n.min {
				continue
			}
			if len(lines[x]) == 1 && len(lines[y]) == 1 && oneLine(lines[x]) == oneLine(lines[y]) {
				continue
			}
			clash[x], clash[y] = true, true
		}
	}
	var out []*view
	for g := range clash {
		for _, vs := range lines[g] {
			out = append(out, vs...)
		}
	}
	slices.SortFunc(out, byClaim)
	return slices.Compact(out)
}

func oneLine(m map[int][]*view) int {
	for l := range m {
		return l
	}
	return -1
}

// addSeries writes the figures of one scope by day, where they differ between two days or more.
func (a *account) addSeries(name, scope string, fs []figure) {
	type at struct {
		asOf     string
		min, max int64
	}
	points := map[at][]*view{}
	days, values := map[string]bool{}, map[number]bool{}
	for _, f := range fs {
		if f.asOf == "" {
			continue
		}
		days[f.asOf], values[f.number] = true, true
		p := at{f.asOf, f.min, f.max}
		points[p] = append(points[p], f.v)
	}
	if len(days) < 2 || len(values) < 2 {
		return
	}
	order := make([]at, 0, len(points))
	for p := range points {
		order = append(order, p)
	}
	slices.SortFunc(order, func(x, y at) int {
		if c := strings.Compare(x.asOf, y.asOf); c != 0 {
			return c
		}
		if c := cmpInt(x.min, y.min); c != 0 {
			return c
		}
		return cmpInt(x.max, y.max)
	})
	if scope == "" {
		scope = "this happening"
	}
	s := factum.Series{Kind: strings.TrimPrefix(name, elementNumber), Scope: scope, Points: []factum.Point{}}
	for _, p := range order {
		n := number{min: p.min, max: p.max}
		s.Points = append(s.Points, factum.Point{AsOf: p.asOf, Min: p.min, Max: n.bound(), Claims: sealedIDs(points[p])})
	}
	a.series = append(a.series, s)
}
