package corroboration

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
	dated     extent // of the times that are given to a day or two
	contested excluded
	granted   excluded       // slots that differ because people merged what the weigher would not have
	sides     sides          // of splits that people made
	texts     int            // different wordings among its claims
	modes     map[string]int // wordings by mode, of those that say it
	stuck     bool           // fits several that exclude each other
	refused   map[int]bool   // roots of clusters found not to fit; true: whatever else is told
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
	c := &cluster{nodes: []int{i}, kept: []*view{v}, hard: [2]window{always, always}, said: v.said, texts: n.texts, refused: map[int]bool{}}
	c.sides, c.modes = v.sides, map[string]int{}
	if v.family != 0 && !v.denies {
		for _, m := range v.modes {
			c.modes[m] = n.texts
		}
	}
	c.keptKeys = map[string]bool{v.standingKey(): true}
	side := 0
	if v.denies {
		side = 1
	}
	c.hard[side] = v.when.hard
	c.ref[side] = extent{}.with(v.when.ref)
	if v.when.bounded() && v.when.named.days() <= 2 {
		c.dated = extent{}.with(v.when.named)
	}
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
	if v.speaks && w.speaks && v.speaker.isNot(w.speaker) {
		x |= bySpeaker
	}
	return x
}

// linked reports whether an edge that does not identify the happening may join two clusters: not where they are told in two ways of acting, or where that would
// string together claims without a time over more than undatedDays, of words spoken with a time or without over more than sameNews.
func (c *cluster) linked(d *cluster, e edge) bool {
	u := c.undated.and(d.undated)
	if spoken[c.kept[0].r.Claim.Type] {
		all := u.and(c.dated).and(d.dated)
		return !u.any || all.highest-all.lowest <= sameNews+1
	}
	return e.identical || !c.otherWay(d) && (!c.undated.any || !d.undated.any || u.highest-u.lowest <= undatedDays)
}

// otherWay reports whether accounts of two clusters, several of at least one of them, tell of two ways of acting of one sort: an air raid here, shelling there.
// One account that differs from another does not say as much: who saw a missile and who heard an explosion may be told apart by nothing else.
func (c *cluster) otherWay(d *cluster) bool {
	a, n := c.way()
	b, m := d.way()
	return n > 0 && m > 0 && max(n, m) >= severalTexts && 3*c.modes[b] < m && 3*d.modes[a] < n
}

// severalTexts is how many different wordings make a way of acting more than one reporter's word.
const severalTexts = 3

// way is the mode that most accounts tell, and how many do.
func (c *cluster) way() (mode string, texts int) {
	for m, n := range c.modes {
		if n > texts || n == texts && m < mode {
			mode, texts = m, n
		}
	}
	return mode, texts
}

// join puts d into c.
func (c *cluster) join(d *cluster, contested excluded) {
	c.nodes = append(c.nodes, d.nodes...)
	c.texts += d.texts
	c.sides = c.sides.and(d.sides)
	for _, v := range d.kept {
		if k := v.standingKey(); !c.keptKeys[k] {
			c.keptKeys[k] = true
			c.kept = append(c.kept, v)
		}
	}
	for m, n := range d.modes {
		c.modes[m] += n
	}
	c.contested |= d.contested | contested
	c.granted |= d.granted
	for i := range c.hard {
		if (c.contested|c.granted)&byTime == 0 || c.hard[i].meets(d.hard[i]) {
			c.hard[i] = c.hard[i].and(d.hard[i])
		}
		c.ref[i] = c.ref[i].and(d.ref[i])
	}
	if (c.contested|c.granted)&byTime == 0 || c.said.meets(d.said) {
		c.said = c.said.and(d.said)
	}
	c.undated = c.undated.and(d.undated)
	c.dated = c.dated.and(d.dated)
}

// contestedDays is how far apart the days of one happening on which accounts differ may lie.
const contestedDays = 1

// strays reports whether clusters that contest a slot differ in it by more than accounts of one happening do: a day, or a neighbouring place.
func (c *cluster) strays(d *cluster, open excluded) bool {
	if open&byTime != 0 {
		if all := c.dated.and(d.dated); all.any && all.maxLo-all.minHi > contestedDays {
			return true
		}
	}
	if open&byPlace != 0 {
		for _, v := range c.kept {
			for _, w := range d.kept {
				if v.where.against(w.where) == apart && !(v.where.fine() && w.where.fine() && v.where.placed && w.where.placed && v.where.km(w.where) <= nearBy) {
					return true
				}
			}
		}
	}
	return false
}
