package corroboration

import (
	"slices"
	"strings"

	"factum"
)

// Weigher puts claims together into facts. The zero value is ready; it holds nothing and may be
// used by several goroutines at once.
type Weigher struct{}

// Version names the rules: with another version the same claims may make other facts.
func (Weigher) Version() factum.Version { return factum.Version{Name: "weigher", Version: "4"} }

// Kind names the sort of claims that one belongs to: two of different kinds are never one fact. Type, object and matter make it: what
// happened or is denied, what is planned, what is called for and what is hypothetical are four.
func (Weigher) Kind(c factum.Claim) string {
	return viewOf(&factum.Report{Claim: c}).kind()
}

func (v *view) kind() string {
	c := &v.r.Claim
	return string(c.Type) + "|" + string(c.Object) + "|" + string(rune(v.matter))
}

// Facts weighs the claims of one or more whole components (all claims that share a key, directly or through others)
// and returns their facts, in the order in which their first claims were sealed. It is a function of the set of reports:
// neither their order nor how components are batched changes a byte. Bonds are the merges and splits that people made of these
// claims: they go before everything that the weigher finds by itself, and are part of what the result is a function of. Findings are left empty
// and every fact is in issue: what people decided is laid on by the record.
func (w Weigher) Facts(rs []factum.Report, bonds []factum.Bond) []factum.Fact {
	parts := w.Parts(rs, bonds)
	out := []factum.Fact{}
	for _, p := range parts {
		out = append(out, p...)
	}
	slices.SortFunc(out, func(a, b factum.Fact) int { return strings.Compare(string(a.ID), string(b.ID)) })
	order := make(map[factum.FactID]factum.Seal, len(out))
	for i := range rs {
		id := rs[i].Claim.ID.Fact()
		if s, ok := order[id]; !ok || rs[i].Seal.Before(s) {
			order[id] = rs[i].Seal
		}
	}
	slices.SortStableFunc(out, func(a, b factum.Fact) int {
		x, y := order[a.ID], order[b.ID]
		switch {
		case x.Before(y):
			return -1
		case y.Before(x):
			return 1
		}
		return 0
	})
	return out
}

// Parts is Facts with the facts of each part together, parts in no order that means anything. A part is claims that are held together by pairs
// which would be put together if nothing else were known, and which still could be when their turn came, or which a person merged: what is not in it has no
// bearing on its facts. Whether two claims are such a pair if nothing else is known depends on their two nodes alone (see Anchors and Linked).
func (Weigher) Parts(rs []factum.Report, bonds []factum.Bond) [][]factum.Fact {
	var out [][]factum.Fact
	bound := newBound(bonds)
	for _, vs := range sorted(rs, bound) {
		nodes := gather(vs)
		groups, m := partition(nodes, bound.edges(nodes), edges(nodes, nil))
		near := make([][]edge, len(nodes))
		for _, t := range m.ties {
			near[t.a] = append(near[t.a], t)
			t.a, t.b = t.b, t.a
			near[t.a] = append(near[t.a], t)
		}
		at := map[int]int{} // place in out by root
		for _, g := range groups {
			root := m.held.find(g[0])
			i, ok := at[root]
			if !ok {
				i = len(out)
				at[root] = i
				out = append(out, nil)
			}
			out[i] = append(out[i], newFact(nodes, g, near))
		}
	}
	return out
}

// sorted makes views of reports, by kind.
func sorted(rs []factum.Report, bound bound) [][]*view {
	kinds := map[string][]*view{}
	for _, v := range viewsOf(rs) {
		v.sides = bound.side[v.id]
		k := v.kind()
		kinds[k] = append(kinds[k], v)
	}
	var out [][]*view
	for _, k := range sortedKeys(kinds) {
		out = append(out, kinds[k])
	}
	return out
}

// Linked says which claims of are held together with which others, as Parts holds them together: pairs that suffice to connect all that are. rs has
// to hold, beside these claims, all that share a key and are within reach, and with each claim all of its node.
func (Weigher) Linked(rs []factum.Report, bonds []factum.Bond, of map[factum.ClaimID]bool) [][2]factum.ClaimID {
	var out [][2]factum.ClaimID
	bound := newBound(bonds)
	for _, vs := range sorted(rs, bound) {
		nodes := gather(vs)
		asked := make([]bool, len(nodes))
		for i, n := range nodes {
			asked[i] = slices.ContainsFunc(n.members, func(m *view) bool { return of[m.id] })
			for _, m := range n.members[1:] {
				if asked[i] {
					out = append(out, [2]factum.ClaimID{n.v.id, m.id})
				}
			}
		}
		for _, e := range slices.Concat(bound.edges(nodes), edges(nodes, asked)) {
			out = append(out, [2]factum.ClaimID{nodes[e.a].v.id, nodes[e.b].v.id})
		}
	}
	return out
}

// disjoint are sets of numbers from 0 on, each named by one of its members.
type disjoint []int

func sets(n int) disjoint {
	d := make(disjoint, n)
	for i := range d {
		d[i] = i
	}
	return d
}

func (d disjoint) find(i int) int {
	for d[i] != i {
		d[i] = d[d[i]]
		i = d[i]
	}
	return i
}

// unite puts the set of i into that of j, which keeps its name.
func (d disjoint) unite(i, j int) { d[d.find(i)] = d.find(j) }

// bySeal orders views by when their claims were sealed, then by id.
func bySeal(a, b *view) int {
	switch {
	case a.r.Seal.Before(b.r.Seal):
		return -1
	case b.r.Seal.Before(a.r.Seal):
		return 1
	}
	return byClaim(a, b)
}

// account is the claims of one fact, and what is worked out of them on the way to it.
type account struct {
	typ       factum.EventType
	views     []*view // by id
	sealed    []*view // as sealed
	lines     []factum.Line
	lineOf    map[*view]int // index into lines
	says      []*view       // those that say it happened (or was agreed, is planned …), by id
	denied    []*view       // those that deny it
	accused   map[string]bool
	interests map[string]string // found so far, by code
	against   []factum.Contradiction
	elements  []factum.Element
	values    map[string]any // of the elements, by name
	series    []factum.Series
}

// newFact makes the fact of a group of nodes. near holds for each node the edges, from it, by which it was put together with others.
func newFact(nodes []*node, group []int, near [][]edge) factum.Fact {
	a := &account{typ: nodes[group[0]].v.r.Claim.Type, lineOf: map[*view]int{}, accused: map[string]bool{}, interests: map[string]string{},
		values: map[string]any{}}
	for _, i := range group {
		a.views = append(a.views, nodes[i].members...)
	}
	slices.SortFunc(a.views, byClaim)
	a.sealed = slices.Clone(a.views)
	slices.SortFunc(a.sealed, bySeal)
	for _, v := range a.views {
		if v.denies {
			a.denied = append(a.denied, v)
		} else {
			a.says = append(a.says, v)
		}
	}
	a.findAccused()
	a.drawLines()
	a.findDenials()
	a.weighElements()
	c := &a.sealed[0].r.Claim
	f := factum.Fact{V: 1, ID: c.ID.Fact(), Type: c.Type, Object: c.Object, Status: factum.InIssue,
		Elements: a.elements, Claims: ids(a.sealed), Lines: a.lines, Contradictions: a.against, Series: a.series,
		Support: a.support(a.says), Contradicted: a.contradicted(a.denied),
		Sources: []factum.SourceID{}, Languages: []string{}, Findings: []factum.Finding{},
		Fragility: fragility(a.elements), Why: ties(nodes, group, near, a.sealed[0])}
	for _, v := range a.views {
		if v.r.Source != "" {
			f.Sources = append(f.Sources, v.r.Source)
		}
		f.Languages = append(f.Languages, v.r.Claim.Lang)
	}
	slices.Sort(f.Sources)
	slices.Sort(f.Languages)
	f.Sources, f.Languages = slices.Compact(f.Sources), slices.Compact(f.Languages)
	f.Headline = a.headline()
	f.Deed = a.deed(&f)
	f.Occurrence = a.occurrence(&f)
	return f
}

// ids lists the claims of views, as ordered.
func ids(vs []*view) []factum.ClaimID {
	out := make([]factum.ClaimID, len(vs))
	for i, v := range vs {
		out[i] = v.id
	}
	return out
}

// sealedIDs lists the claims of views, first-sealed first.
func sealedIDs(vs []*view) []factum.ClaimID {
	vs = slices.Clone(vs)
	slices.SortFunc(vs, bySeal)
	return ids(vs)
}

// fragility is the fewest lines whose loss leaves an element bare, of those that have support; 0 where none has.
func fragility(es []factum.Element) int {
	least := 0
	for _, e := range es {
		if e.Lines > 0 && (least == 0 || e.Lines < least) {
			least = e.Lines
		}
	}
	return least
}

// ties says of each claim but the first what ties it to the fact: to the first-sealed claim of its own node, or
// across the edge by which its node came in.
func ties(nodes []*node, group []int, near [][]edge, start *view) []factum.Tie {
	head := map[int]*view{}
	root := group[0]
	for _, i := range group {
		head[i] = slices.MinFunc(nodes[i].members, bySeal)
		if head[i] == start {
			root = i
		}
	}
	byClaim := map[*view]factum.Tie{}
	seen := map[int]bool{root: true}
	for queue := []int{root}; len(queue) > 0; queue = queue[1:] {
		i := queue[0]
		for _, m := range nodes[i].members {
			if m != head[i] {
				byClaim[m] = factum.Tie{Claim: m.id, To: head[i].id, Why: judge(alone(m), alone(head[i]), true).why}
			}
		}
		for _, e := range near[i] {
			j := e.b
			if seen[j] {
				continue
			}
			seen[j] = true
			queue = append(queue, j)
			why := []string{e.bond}
			if e.bond == "" {
				why = judge(nodes[j], nodes[i], true).why
			}
			byClaim[head[j]] = factum.Tie{Claim: head[j].id, To: head[i].id, Why: why}
		}
	}
	members := []*view{}
	for _, i := range group {
		members = append(members, nodes[i].members...)
	}
	slices.SortFunc(members, bySeal)
	out := []factum.Tie{}
	for _, m := range members {
		if t, ok := byClaim[m]; ok {
			out = append(out, t)
		}
	}
	return out
}
