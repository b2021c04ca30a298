package corroboration

import "slices"

// cluster is a fact in the making: its nodes, and what of them decides whether another can join. A node may join only
// where no member excludes it. For stretches of time it is enough to keep the latest begin and the earliest end,
// because stretches that all overlap each other have a day in common; of the other slots each different value is kept.
type cluster struct {
	nodes     []int
	kept      []*view // one for each different set of the slots other than time
	keptKeys  map[string]bool
	hard      [2]window // of those who say it, of those who deny it
	ref       [2]extent
	said      window
	undated   extent // of the days from which claims without two bounds speak
	contested excluded
	texts     int  // different wordings among its claims
	stuck     bool // fits several that exclude each other
}

// extent keeps the bounds of several stretches: all of one extent overlap all of another if and only if
// the latest begin of each comes no later than the earliest end of the other.
type extent struct {
	any                  bool
	maxLo, minHi         int
	lowest, highest, num int
}

func (e extent) with(w window) extent {
	if !e.any {
		return extent{true, w.lo, w.hi, w.lo, w.hi, 1}
	}
	return extent{true, max(e.maxLo, w.lo), min(e.minHi, w.hi), min(e.lowest, w.lo), max(e.highest, w.hi), e.num + 1}
}

func (e extent) and(f extent) extent {
	switch {
	case !e.any:
		return f
	case !f.any:
		return e
	}
	return extent{true, max(e.maxLo, f.maxLo), min(e.minHi, f.minHi), min(e.lowest, f.lowest), max(e.highest, f.highest), e.num + f.num}
}

func (e extent) meets(f extent) bool {
	return !e.any || !f.any || e.maxLo <= f.minHi && f.maxLo <= e.minHi
}

// undatedDays is how far apart claims without a time may have been reported and still be put together by no more than
// being reported close to each other, one after another.
const undatedDays = 60

func clusterOf(i int, n *node) *cluster {
	v := n.v
	c := &cluster{nodes: []int{i}, kept: []*view{v}, hard: [2]window{always, always}, said: v.said, texts: n.texts}
	c.keptKeys = map[string]bool{v.standingKey(): true}
	side := 0
	if v.denies {
		side = 1
	}
	c.hard[side] = v.when.hard
	c.ref[side] = extent{}.with(v.when.ref)
	if v.when.known && !v.when.bounded() {
		c.undated = extent{}.with(v.when.asOf)
	}
	return c
}

// standingKey is the slots of a view other than time.
func (v *view) standingKey() string {
	k := v.actors.key + "\x00" + v.recips.key + "\x00" + v.where.key + "\x00" + string(rune(v.family))
	if spoken[v.r.Claim.Type] {
		k += "\x00" + v.speaker.key
	}
	return k
}

// standingSlots are the exclusions that kept views are asked for.
const standingSlots = byActors | byRecipients | byPlace | byManner | bySpeaker

// excludes says in which slots two clusters exclude each other.
func (c *cluster) excludes(d *cluster) excluded {
	var x excluded
	passes := passing[c.kept[0].r.Claim.Type]
	for i := range c.hard {
		for j := range d.hard {
			if (i == j || !passes) && !c.hard[i].meets(d.hard[j]) {
				x |= byTime
			}
		}
	}
	if !c.ref[0].meets(d.ref[1]) || !c.ref[1].meets(d.ref[0]) {
		x |= byReference
	}
	if !c.said.meets(d.said) {
		x |= byDay
	}
	for _, v := range c.kept {
		for _, w := range d.kept {
			x |= standingExcludes(v, w)
		}
	}
	return x
}

func standingExcludes(v, w *view) excluded {
	var x excluded
	typ := v.r.Claim.Type
	if v.actors.excludes(w.actors, together[typ]) {
		x |= byActors
	}
	if v.recips.excludes(w.recips, false) {
		x |= byRecipients
	}
	if v.where.against(w.where) == apart {
		x |= byPlace
	}
	if v.family != 0 && w.family != 0 && v.family&w.family == 0 {
		x |= byManner
	}
	if spoken[typ] && v.speaker.isNot(w.speaker) {
		x |= bySpeaker
	}
	return x
}

// admits reports whether two clusters can become one over an edge. A slot that the edge or one of the two
// already contests may differ, but only one slot of a fact, and only where the other side knows an account of it.
func (c *cluster) admits(d *cluster, e edge) bool {
	open := c.contested | d.contested | e.contested
	if open&(open-1) != 0 {
		return false
	}
	if c.excludes(d)&^open != 0 {
		return false
	}
	if !e.identical {
		if u := c.undated.and(d.undated); u.any && u.highest-u.lowest > undatedDays && c.undated.any && d.undated.any {
			return false
		}
	}
	return true
}

// join puts d into c.
func (c *cluster) join(d *cluster, contested excluded) {
	c.nodes = append(c.nodes, d.nodes...)
	c.texts += d.texts
	for _, v := range d.kept {
		if k := v.standingKey(); !c.keptKeys[k] {
			c.keptKeys[k] = true
			c.kept = append(c.kept, v)
		}
	}
	c.contested |= d.contested | contested
	for i := range c.hard {
		if c.contested&byTime == 0 || c.hard[i].meets(d.hard[i]) {
			c.hard[i] = c.hard[i].and(d.hard[i])
		}
		c.ref[i] = c.ref[i].and(d.ref[i])
	}
	c.said = c.said.and(d.said)
	c.undated = c.undated.and(d.undated)
}

// partition puts nodes together, best edges first. All edges of one score are looked at together: a cluster that they would join
// to several which exclude each other and of which none by far outweighs the others stays as it is from then on. It returns the clusters, each a sorted list of nodes, and for
// each node the edge that brought it to the others (a forest).
func partition(nodes []*node, es []edge) (groups [][]int, ties []edge) {
	at := make([]*cluster, len(nodes))
	parent := make([]int, len(nodes))
	for i, n := range nodes {
		at[i], parent[i] = clusterOf(i, n), i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for len(es) > 0 {
		n := 1
		for n < len(es) && es[n].score == es[0].score {
			n++
		}
		level := es[:n]
		es = es[n:]
		// Accounts that contest one slot of a happening come first: what leaves the slot open then goes with them.
		for _, e := range level {
			if e.contested != 0 {
				ties = unite(at, parent, find, e, ties)
			}
		}
		type link struct {
			edge
			from, to int // roots when the level began
		}
		var live []link
		next := map[int][]int{} // root → roots beside it
		for _, e := range level {
			a, b := find(e.a), find(e.b)
			if a == b || at[a].stuck || at[b].stuck || !at[a].admits(at[b], e) {
				continue
			}
			live = append(live, link{e, a, b})
			if !slices.Contains(next[a], b) {
				next[a], next[b] = append(next[a], b), append(next[b], a)
			}
		}
		barred := map[[2]int]bool{}
		var stuck []int
		for a, beside := range next {
			bar := torn(at, at[a], beside)
			for _, b := range bar {
				barred[[2]int{a, b}], barred[[2]int{b, a}] = true, true
			}
			if len(bar) > 0 && len(bar) == len(beside) {
				stuck = append(stuck, a)
			}
		}
		for _, a := range stuck {
			at[a].stuck = true
		}
		for _, l := range live {
			if barred[[2]int{l.from, l.to}] {
				continue
			}
			ties = unite(at, parent, find, l.edge, ties)
		}
	}
	for i := range nodes {
		if find(i) == i {
			g := at[i].nodes
			slices.Sort(g)
			groups = append(groups, g)
		}
	}
	return groups, ties
}

// unite joins the clusters of an edge where they admit it, and keeps the edge.
func unite(at []*cluster, parent []int, find func(int) int, e edge, ties []edge) []edge {
	a, b := find(e.a), find(e.b)
	if a == b || at[a].stuck || at[b].stuck || !at[a].admits(at[b], e) {
		return ties
	}
	if len(at[a].nodes) < len(at[b].nodes) {
		a, b = b, a
	}
	at[a].join(at[b], e.contested)
	parent[b], at[b] = a, nil
	return append(ties, e)
}

// torn names those beside a cluster that it can't be put to: they are excluded, in a slot that the cluster leaves
// open, by others beside it that have more than a fifth of their different wordings. So one misread actor among many reports
// doesn't keep apart those that name none.
func torn(at []*cluster, c *cluster, beside []int) (bar []int) {
	if len(beside) < 2 {
		return nil
	}
	against := make([]int, len(beside))
	for i, a := range beside {
		for j := i + 1; j < min(len(beside), i+1+tornCap); j++ {
			b := beside[j]
			if at[a].excludes(at[b])&^(c.contested|at[a].contested|at[b].contested) != 0 {
				against[i] += at[b].texts
				against[j] += at[a].texts
			}
		}
	}
	for i, a := range beside {
		if outweighs*against[i] > at[a].texts {
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
