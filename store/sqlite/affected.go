package sqlite

import (
	"slices"

	"factum"
	"factum/store"
)

// Bounds of what is looked at together: linkClaims is how many claims are linked at once to what is around them, fewer where there are more than
// aroundClaims around so many; keptReports is how many reports are kept at hand for the next lot.
const (
	linkClaims   = 4000
	aroundClaims = 12_000
	keptReports  = 5000
)

// affected returns the claims whose facts may be others because of the pending ones, in lots that have no bearing on each other: whole
// parts as they were, with all that pending claims belonged to or are now linked to, and those parts to which that can now stand otherwise.
func (w *writing) affected() [][]int64 {
	f := newField(w)
	pending := w.numbers(`SELECT p.claim FROM pending p LEFT JOIN reports r ON r.claim = p.claim
		ORDER BY r.kind, r.day, p.claim`) // what is told of one time and kind has much of its surroundings in common
	for _, n := range pending {
		f.place(n)
	}
	f.linkAll(pending)
	lots := f.lots()
	if len(f.parts) == 0 { // nothing was weighed before
		return lots
	}
	fresh, linked := map[int64]bool{}, map[int64]bool{}
	for _, n := range pending {
		fresh[n], linked[n] = !f.weighed[n], true
	}
	looked := map[int64]int{} // how many claims a lot had, by its first claim, when it was looked at
	for w.err == nil {
		var next []int64
		for _, lot := range lots {
			if looked[lot[0]] == len(lot) {
				continue
			}
			looked[lot[0]] = len(lot)
			for _, n := range f.moved(lot, fresh) {
				if !linked[n] {
					linked[n] = true
					next = append(next, n)
				}
			}
		}
		if len(next) == 0 {
			break
		}
		f.linkAll(next)
		lots = f.lots()
	}
	return lots
}

// moved are the claims of a lot of which the links to what is outside count as well: those that the weigher says, and all where a claim was changed or went that was
// weighed before. fresh has all pending claims, true where they were never weighed.
func (f *field) moved(lot []int64, fresh map[int64]bool) []int64 {
	had := false
	for _, n := range lot {
		isFresh, pending := fresh[n]
		if pending && !isFresh {
			return lot
		}
		had = had || !pending
	}
	if !had {
		return nil
	}
	w := f.w
	reports, number, err := readAll(f.fetch(lot), f.reading)
	if err != nil {
		w.fail(err)
		return nil
	}
	ids := make(map[factum.ClaimID]bool, len(fresh))
	for id, n := range number {
		if fresh[n] {
			ids[id] = true
		}
	}
	var out []int64
	for _, id := range w.db.cfg.Weigher.Moved(reports, w.bondsOf(lot), ids) {
		out = append(out, number[id])
	}
	return out
}

// field is claims, held together where they may be of one part.
type field struct {
	w       *writing
	at      map[int64]int32 // place of each claim met
	claims  []int64
	parent  []int32
	known   int            // of claims, whose parts are taken in
	weighed map[int64]bool // claims met that are in facts
	parts   map[int64]bool // taken in
	// Reports at hand: those of the last lots, and of the lots before. What they hold is read by the goroutine that links, one after another.
	near, far map[int64]*told
	reading   *unpacker
	linking   *linking // what is on its way
}

// linking is a lot of claims and what is around it, on the way to what holds them together.
type linking struct {
	told  []*told
	bonds []factum.Bond
	ask   map[int64]bool
	held  [][2]int64
	err   error
	done  chan struct{}
}

func newField(w *writing) *field {
	return &field{w: w, at: map[int64]int32{}, weighed: map[int64]bool{}, parts: map[int64]bool{}, near: map[int64]*told{}, reading: newUnpacker()}
}

func (f *field) place(n int64) int32 {
	i, ok := f.at[n]
	if !ok {
		i = int32(len(f.claims))
		f.at[n] = i
		f.claims = append(f.claims, n)
		f.parent = append(f.parent, i)
	}
	return i
}

func (f *field) find(i int32) int32 {
	for f.parent[i] != i {
		f.parent[i] = f.parent[f.parent[i]]
		i = f.parent[i]
	}
	return i
}

func (f *field) unite(a, b int64) {
	f.parent[f.find(f.place(a))] = f.find(f.place(b))
}

// linkAll holds claims together with those that they are linked to now. While one lot is linked, the next is fetched.
func (f *field) linkAll(of []int64) {
	for size := linkClaims; len(of) > 0; {
		size = min(size, len(of))
		switch around := f.link(of[:size]); {
		case around > aroundClaims && size > 1:
			size = max(1, size/2)
			continue
		case around < aroundClaims/3:
			of, size = of[size:], min(linkClaims, 2*size)
		default:
			of = of[size:]
		}
	}
	f.wait()
}

// link begins to link some claims, and returns how many are looked at for it. If these are too many for more than one claim, it does nothing.
func (f *field) link(of []int64) int {
	w := f.w
	list, asked := f.around(of)
	if len(list) > aroundClaims && len(of) > 1 || w.err != nil {
		return len(list)
	}
	l := &linking{told: f.fetch(list), bonds: w.bondsOf(list), ask: make(map[int64]bool, asked), done: make(chan struct{})}
	for _, n := range list[:asked] {
		l.ask[n] = true
	}
	f.wait()
	f.linking = l
	go func() {
		defer close(l.done)
		l.link(w.db.cfg.Weigher, f.reading)
	}()
	return len(list)
}

func (l *linking) link(weigher store.Weigher, u *unpacker) {
	reports, number, err := readAll(l.told, u)
	if err != nil {
		l.err = err
		return
	}
	ask := make(map[factum.ClaimID]bool, len(l.ask))
	for id, n := range number {
		if l.ask[n] {
			ask[id] = true
		}
	}
	if len(ask) == 0 {
		return
	}
	for _, p := range weigher.Linked(reports, l.bonds, ask) {
		l.held = append(l.held, [2]int64{number[p[0]], number[p[1]]})
	}
}

// wait takes up what the last lot that was begun is held together by.
func (f *field) wait() {
	l := f.linking
	if l == nil {
		return
	}
	f.linking = nil
	<-l.done
	f.w.fail(l.err)
	for _, p := range l.held {
		f.unite(p[0], p[1])
	}
}

// around lists some claims with their nodes, so many, and then all that these may be linked to, with theirs.
func (f *field) around(of []int64) (list []int64, asked int) {
	w := f.w
	in := map[int64]bool{}
	put := func(n int64) {
		if !in[n] {
			in[n] = true
			list = append(list, n)
		}
	}
	nodes := map[int64]bool{}
	whole := func(from int) { // takes in the nodes of the list from there on
		var fresh []int64
		w.among("SELECT node FROM reports WHERE claim IN (?) AND node <> 0", list[from:], func(scan func(...any) error) error {
			var node int64
			err := scan(&node)
			if !nodes[node] {
				nodes[node] = true
				fresh = append(fresh, node)
			}
			return err
		})
		w.amongst("SELECT claim FROM reports INDEXED BY reports_node WHERE node IN (?) AND node <> 0", fresh, put)
	}
	for _, n := range of {
		put(n)
	}
	whole(0)
	asked = len(list)
	keys, order := w.keysOf(list)
	w.among("SELECT key, claim, lo, hi FROM block_keys WHERE key IN (?)", order, func(scan func(...any) error) error {
		var key, n, lo, hi int64
		err := scan(&key, &n, &lo, &hi)
		if d := keys[key]; lo <= d.hi && hi >= d.lo {
			put(n)
		}
		return err
	})
	whole(asked)
	return list, asked
}

// days are a stretch of them, ends included.
type days struct{ lo, hi int64 }

// keysOf are the block keys of claims, with the days that those reach over which have the key, and the keys as they are met.
func (w *writing) keysOf(claims []int64) (map[int64]days, []int64) {
	keys := map[int64]days{}
	var order []int64
	add := func(key int64, d days) {
		if had, ok := keys[key]; ok {
			d = days{min(d.lo, had.lo), max(d.hi, had.hi)}
		} else {
			order = append(order, key)
		}
		keys[key] = d
	}
	w.among("SELECT keys FROM reports WHERE claim IN (?)", claims, func(scan func(...any) error) error {
		var data []byte
		err := scan(&data)
		lo, hi, of := unpackKeys(data)
		for _, k := range of {
			add(k, days{lo, hi})
		}
		return err
	})
	if w.remarked() {
		w.amongst("SELECT -1 - b.act FROM reports r JOIN claims c ON c.n = r.claim JOIN bonds b ON b.claim = c.id JOIN remarks m ON m.act = b.act AND m.kind = 'merged' WHERE r.claim IN (?)",
			claims, func(key int64) { add(key, days{-1 << 30, 1 << 30}) })
	}
	return keys, order
}

// fetch is what the weigher is given of some claims; those that cannot be in facts are left out.
func (f *field) fetch(claims []int64) []*told {
	if len(f.near) > keptReports {
		f.far, f.near = f.near, make(map[int64]*told, len(claims))
	}
	var missing []int64
	for _, n := range claims {
		if f.near[n] != nil {
			continue
		}
		if t := f.far[n]; t != nil {
			f.near[n] = t
		} else {
			missing = append(missing, n)
		}
	}
	slices.Sort(missing)
	for _, t := range f.w.told(missing) {
		f.near[t.n] = t
	}
	out := make([]*told, 0, len(claims))
	for _, n := range claims {
		if t := f.near[n]; t != nil {
			out = append(out, t)
		}
	}
	return out
}

// lots takes in the parts that any claim was in, and returns the claims that are held together.
func (f *field) lots() [][]int64 {
	w := f.w
	for f.known < len(f.claims) && w.err == nil {
		of := f.claims[f.known:]
		f.known = len(f.claims)
		var fresh []int64
		w.among("SELECT claim, part FROM fact_claims WHERE claim IN (?)", of, func(scan func(...any) error) error {
			var n, part int64
			err := scan(&n, &part)
			f.weighed[n] = true
			f.unite(n, part)
			if !f.parts[part] {
				f.parts[part] = true
				fresh = append(fresh, part)
			}
			return err
		})
		w.among("SELECT claim, part FROM fact_claims WHERE part IN (?)", fresh, func(scan func(...any) error) error {
			var n, part int64
			err := scan(&n, &part)
			f.unite(n, part)
			return err
		})
	}
	at := map[int32]int{}
	var out [][]int64
	for i, n := range f.claims {
		root := f.find(int32(i))
		j, ok := at[root]
		if !ok {
			j = len(out)
			at[root] = j
			out = append(out, nil)
		}
		out[j] = append(out[j], n)
	}
	return out
}
