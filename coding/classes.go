package coding

// classes is a bit set of up to maxClasses classes of nouns. A nil set is empty. Those of a lexicon's words and conditions are made by classSets
// and never changed.
type classes [maxClasses / 64]uint64

const maxClasses = 2048

// has reports whether the set holds class i; never one that the lexicon does not define, -1.
func (c *classes) has(i int) bool { return c != nil && i >= 0 && c[i>>6]&(1<<(i&63)) != 0 }

func (c *classes) set(i int) { c[i>>6] |= 1 << (i & 63) }

func (c *classes) add(d *classes) {
	if d == nil {
		return
	}
	for i := range c {
		c[i] |= d[i]
	}
}

func (c *classes) meets(d *classes) bool {
	if c == nil || d == nil {
		return false
	}
	for i := range c {
		if c[i]&d[i] != 0 {
			return true
		}
	}
	return false
}

// union is a set of its own where neither holds the other's classes alone; nil of none.
func (c *classes) union(d *classes) *classes {
	switch {
	case d == nil || c == d:
		return c
	case c == nil:
		return d
	}
	both := *c
	both.add(d)
	return &both
}

// classSets keeps one copy of each set that is made while a lexicon is read: thousands of words have the same.
type classSets struct {
	same  map[classes]*classes
	grown map[growth]*classes
}

// growth is a set that a class is added to.
type growth struct {
	from  *classes
	class int
}

// with is the set and one class more.
func (k *classSets) with(c *classes, i int) *classes {
	if c.has(i) {
		return c
	}
	g := growth{c, i}
	d := k.grown[g]
	if d == nil {
		var more classes
		more.add(c)
		more.set(i)
		if d = k.same[more]; d == nil {
			d = &more
			k.same[more] = d
		}
		k.grown[g] = d
	}
	return d
}
