package corroboration

import "slices"

// merging is the work of putting nodes together.
type merging struct {
	disjoint
	at    []*cluster // by root
	ties  []edge     // by which clusters were joined, in that order: a forest
	held  disjoint   // nodes between which, when its turn came, there was an edge that nothing but counts spoke against
	stuck []stuck
}

// stuck is a cluster, named by one of its nodes, that stayed as it was from edges of a score on.
type stuck struct{ node, score int }

// partition puts nodes together: first those that people merged, then by the weigher's own edges, best first. groups are the clusters, each
// a sorted list of nodes.
func partition(nodes []*node, merged, es []edge) (groups [][]int, m *merging) {
	m = &merging{disjoint: sets(len(nodes)), at: make([]*cluster, len(nodes)), held: sets(len(nodes))}
	for i, n := range nodes {
		m.at[i] = clusterOf(i, n)
	}
	for _, e := range merged {
		m.held.unite(e.a, e.b)
		m.bind(e)
	}
	for len(es) > 0 {
		n := 1
		for n < len(es) && es[n].score == es[0].score {
			n++
		}
		m.level(es[:n])
		es = es[n:]
	}
	for i := range nodes {
		if m.find(i) == i {
			g := m.at[i].nodes
			slices.Sort(g)
			groups = append(groups, g)
		}
	}
	return groups, m
}

// level joins what the edges of one score join. A cluster that they would join to several which exclude each other, and of which
// none by far outweighs the others, stays as it is from then on. Accounts that contest one slot of a happening come first: what leaves
// the slot open then goes with them.
func (m *merging) level(es []edge) {
	for _, e := range es {
		if e.contested != 0 {
			m.follow(e)
		}
	}
	type link struct {
		edge
		from, to int // roots when the level began
	}
	var live []link
	seen := map[[2]int]bool{}
	next := map[int][]int{} // root → roots beside it
	for _, e := range es {
		a, b, ok := m.joinable(e)
		if !ok {
			continue
		}
		live = append(live, link{e, a, b})
		if !seen[[2]int{a, b}] {
			seen[[2]int{a, b}], seen[[2]int{b, a}] = true, true
			next[a], next[b] = append(next[a], b), append(next[b], a)
		}
	}
	barred := map[[2]int]bool{}
	var torn []int
	for a, beside := range next {
		bar := m.torn(m.at[a], beside)
		for _, b := range bar {
			barred[[2]int{a, b}], barred[[2]int{b, a}] = true, true
		}
		if len(bar) > 0 && len(bar) == len(beside) {
			torn = append(torn, a)
		}
	}
	for _, a := range torn {
		m.at[a].stuck = true
		m.stuck = append(m.stuck, stuck{a, es[0].score})
	}
	for _, l := range live {
		if !barred[[2]int{l.from, l.to}] {
			m.follow(l.edge)
		}
	}
}

// joinable gives the clusters of an edge, and whether they can become one. A slot that the edge or one of the two already
// contests may differ, but only one slot of a fact. Clusters only grow, so that what excludes each other once does
// so until one of them comes to contest a slot. Where they don't, or where only counts speak against it, which a claim more can change, the edge holds the
// two together: what becomes of one can bear on the other.
func (m *merging) joinable(e edge) (a, b int, ok bool) {
	a, b = m.find(e.a), m.find(e.b)
	c, d := m.at[a], m.at[b]
	if a == b || c.stuck || d.stuck || c.sides.splits(d.sides) {
		return a, b, false
	}
	if e.contested == 0 {
		if hard, refused := c.refused[b]; refused {
			if !hard {
				m.held.unite(e.a, e.b)
			}
			return a, b, false
		}
	}
	open := c.contested | d.contested | e.contested
	if open&(open-1) != 0 {
		return a, b, false
	}
	if open&byTime != 0 {
		open |= moved
	}
	x := c.excludes(d)
	hard := x&^(open|c.granted|d.granted) != 0
	if !hard {
		m.held.unite(e.a, e.b)
	}
	if hard || x&open&(byTime|byPlace) != 0 && !c.outweighed(d) || c.strays(d, open&^(c.granted|d.granted)) {
		if e.contested == 0 {
			c.refused[b], d.refused[a] = hard, hard
		}
		return a, b, false
	}
	return a, b, c.linked(d, e)
}

// outweighed reports whether one of two clusters is no more than a slip beside the other: accounts that are a day off, or name the next village, are few.
func (c *cluster) outweighed(d *cluster) bool {
	few, many := min(c.texts, d.texts), max(c.texts, d.texts)
	return few <= slipTexts || outweighs*few <= many
}

// slipTexts is how many wordings may be a slip beside however many others.
const slipTexts = 2

// bind joins the clusters of what a person merged, whatever of their slots excludes each other; only a later split goes before it.
func (m *merging) bind(e edge) {
	a, b := m.find(e.a), m.find(e.b)
	if a == b || m.at[a].sides.splits(m.at[b].sides) {
		return
	}
	m.at[a].granted |= m.at[b].granted | m.at[a].excludes(m.at[b])
	m.put(b, a, e)
}

// put joins cluster b to a across an edge, which is kept.
func (m *merging) put(b, a int, e edge) {
	m.at[a].join(m.at[b], e.contested)
	m.at[b] = nil
	m.unite(b, a)
	m.ties = append(m.ties, e)
}

// follow joins the clusters of an edge where they can be.
func (m *merging) follow(e edge) {
	a, b, ok := m.joinable(e)
	if !ok {
		return
	}
	if len(m.at[a].nodes) < len(m.at[b].nodes) {
		a, b = b, a
	}
	if e.contested != 0 || m.at[b].contested != 0 { // what was refused may be allowed now
		for x := range m.at[a].refused {
			if c := m.at[x]; c != nil {
				delete(c.refused, a)
			}
		}
		clear(m.at[a].refused)
	}
	m.put(b, a, e)
}

// torn names those beside a cluster that it can't be put to: they are excluded, in a slot that the cluster leaves
// open, by others beside it that have more than a fifth of their different wordings. So one misread actor among many reports
// doesn't keep apart those that name none.
func (m *merging) torn(c *cluster, beside []int) (bar []int) {
	if len(beside) < 2 {
		return nil
	}
	against := make([]int, len(beside))
	for i, a := range beside {
		for j := i + 1; j < min(len(beside), i+1+tornCap); j++ {
			b := beside[j]
			if m.at[a].excludes(m.at[b])&^(c.contested|m.at[a].contested|m.at[b].contested|c.granted|m.at[a].granted|m.at[b].granted) != 0 || m.at[a].sides.splits(m.at[b].sides) {
				against[i] += m.at[b].texts
				against[j] += m.at[a].texts
			}
		}
	}
	for i, a := range beside {
		if outweighs*against[i] > m.at[a].texts {
			bar = append(bar, a)
		}
	}
	return bar
}

// tornCap bounds how many of those that follow each neighbour is held against; outweighs is how many times as many wordings
// one has to have as those that exclude it.
const (
	tornCap   = 64
	outweighs = 5
)
