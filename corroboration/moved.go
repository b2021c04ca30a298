package corroboration

import (
	"cmp"
	"slices"

	"factum"
)

// Moved says of whole parts, with some fresh claims and all that these are linked to, which other claims can now stand otherwise to what is outside.
//
// What keeps two parts apart, though an edge runs between them, is that clusters exclude each other in a slot, or that one is stuck. A cluster that has
// at each turn all that it had without the fresh claims, and is stuck where it was, is kept apart by the same from all that it was kept apart from;
// of such clusters nothing outside changes, and of the others nothing is promised: these have moved. Where people merged or split any of the claims, all have.
func (Weigher) Moved(rs []factum.Report, bonds []factum.Bond, fresh map[factum.ClaimID]bool) []factum.ClaimID {
	out := []factum.ClaimID{}
	for _, vs := range sorted(rs, newBound(bonds)) {
		nodes := gather(vs)
		bad := make([]bool, len(nodes))
		if len(bonds) > 0 {
			for i := range bad {
				bad[i] = true
			}
		} else {
			bad = movedNodes(nodes, fresh)
		}
		for i, n := range nodes {
			for _, m := range n.members {
				if bad[i] && !fresh[m.id] {
					out = append(out, m.id)
				}
			}
		}
	}
	return out
}

// movedNodes is Moved for the nodes of one kind.
func movedNodes(nodes []*node, fresh map[factum.ClaimID]bool) []bool {
	es := edges(nodes, nil)
	old, now, oldEdges := withoutFresh(nodes, es, fresh)
	before, was := partition(old, nil, oldEdges)
	after, is := partition(nodes, nil, es)
	bad := make([]bool, len(nodes))
	group := make([]int, len(nodes)) // before, of each node by its place now; -1 none
	for i := range group {
		group[i] = -1
	}
	for g, of := range before {
		for _, i := range of {
			group[now[i]] = g
		}
	}
	lost := make([]bool, len(before))
	// What was joined has to be joined by the same turn.
	d, k := sets(len(nodes)), 0
	for _, t := range was.ties {
		for k < len(is.ties) && !is.ties[k].after(t) {
			d.unite(is.ties[k].a, is.ties[k].b)
			k++
		}
		if d.find(now[t.a]) != d.find(now[t.b]) {
			lost[group[now[t.a]]] = true
		}
	}
	at := map[int]int{} // score from which on a node is stuck now
	in := make([]int, len(nodes))
	for g, of := range after {
		for _, i := range of {
			in[i] = g
		}
	}
	for _, s := range is.stuck {
		for _, i := range after[in[s.node]] {
			at[i] = s.score
		}
	}
	for _, s := range was.stuck {
		if score, ok := at[now[s.node]]; !ok || score < s.score {
			lost[group[now[s.node]]] = true
		}
	}
	// What is contested may differ in a slot: there a cluster that grows does not exclude the more.
	contests := map[edge]bool{}
	for _, t := range was.ties {
		if t.contested != 0 {
			t.a, t.b = now[t.a], now[t.b]
			contests[t] = true
		}
	}
	open := make([]bool, len(after))
	for _, t := range is.ties {
		if t.contested != 0 {
			if !contests[t] {
				open[in[t.a]] = true
			}
			delete(contests, t)
		}
	}
	for t := range contests {
		open[in[t.a]], open[in[t.b]] = true, true
	}
	for i := range nodes {
		if open[in[i]] && group[i] >= 0 {
			lost[group[i]] = true
		}
	}
	for i := range nodes {
		bad[i] = group[i] >= 0 && lost[group[i]]
	}
	return bad
}

// after reports whether an edge is followed in a later turn than another.
func (e edge) after(f edge) bool {
	return e.score < f.score || e.score == f.score && e.contested == 0 && f.contested != 0
}

// withoutFresh are nodes and their edges as they are without some claims, with the place of each among the nodes.
func withoutFresh(nodes []*node, es []edge, fresh map[factum.ClaimID]bool) (old []*node, now []int, oldEdges []edge) {
	var changed []*node
	for i, n := range nodes {
		left := slices.DeleteFunc(slices.Clone(n.members), func(v *view) bool { return fresh[v.id] })
		switch {
		case len(left) == 0:
			continue
		case len(left) < len(n.members):
			n = nodeOf(left)
			changed = append(changed, n)
		}
		old, now = append(old, n), append(now, i)
	}
	// Nodes come by their first claims: one that loses its first has another place.
	order := make([]int, len(old))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return byClaim(old[a].v, old[b].v) })
	of := make([]bool, len(old))
	place := make([]int, len(nodes)) // of a node among the old, -1: it is fresh or changed
	for i := range place {
		place[i] = -1
	}
	sorted, at := make([]*node, len(old)), make([]int, len(old))
	for i, j := range order {
		sorted[i], at[i] = old[j], now[j]
		if of[i] = slices.Contains(changed, old[j]); !of[i] {
			place[now[j]] = i
		}
	}
	if len(changed) > 0 {
		oldEdges = edges(sorted, of)
	}
	for _, e := range es {
		if a, b := place[e.a], place[e.b]; a >= 0 && b >= 0 {
			e.a, e.b = min(a, b), max(a, b)
			oldEdges = append(oldEdges, e)
		}
	}
	slices.SortFunc(oldEdges, byScore)
	return sorted, at, oldEdges
}

// byScore orders edges as they are followed, best first.
func byScore(x, y edge) int {
	return cmp.Or(y.score-x.score, x.a-y.a, x.b-y.b)
}
