package sqlite

import (
	"slices"

	"factum"
)

// linkClaims is how many claims are linked at once to what is around them; keptReports is how many reports are kept at hand for the next lot.
const (
	linkClaims  = 4000
	keptReports = 5000
)

// affected returns the claims whose facts may be others because of the pending ones, in lots that have no bearing on each other: whole
// parts as they were, with all that pending claims belonged to or are now linked to.
func (w *writing) affected() [][]int64 {
	f := &field{w: w, at: map[int64]int32{}}
	pending := w.numbers(`SELECT p.claim FROM pending p LEFT JOIN claims c ON c.n = p.claim LEFT JOIN documents d ON d.id = c.document
		ORDER BY c.type, c.object, d.t_from, p.claim`) // what is told of one time and kind has much of its surroundings in common
	for _, n := range pending {
		f.place(n)
	}
	for lot := range slices.Chunk(pending, linkClaims) {
		f.link(lot)
	}
	return f.lots()
}

// field is claims, held together where they may be of one part.
type field struct {
	w      *writing
	at     map[int64]int32 // place of each claim met
	claims []int64
	parent []int32
	gone   map[int64]bool // claims that are taken not to be there
	// Reports at hand: those of the last lots, and of the lots before.
	near, far map[int64]*factum.Report
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

// link holds some claims together with those that they are linked to now.
func (f *field) link(of []int64) {
	w := f.w
	in := map[int64]bool{} // everything that is looked at
	var list []int64
	put := func(n int64) {
		if !in[n] && !f.gone[n] {
			in[n] = true
			list = append(list, n)
		}
	}
	nodes := map[int64]bool{}
	whole := func(from int) { // takes in the nodes of the list from there on
		for _, n := range list[from:] {
			var node int64
			if w.get("SELECT node FROM claims WHERE n = ?", []any{n}, &node) && node != 0 && !nodes[node] {
				nodes[node] = true
				for _, m := range w.numbers("SELECT n FROM claims INDEXED BY claims_node WHERE node = ? AND node <> 0", node) {
					put(m)
				}
			}
		}
	}
	for _, n := range of {
		put(n)
	}
	whole(0)
	asked := len(list)
	type days struct{ lo, hi int64 }
	keys := map[int64]days{}
	var order []int64
	for _, n := range list {
		w.each("SELECT key, lo, hi FROM block_keys WHERE claim = ?", []any{n}, func(scan func(...any) error) error {
			var key int64
			var d days
			err := scan(&key, &d.lo, &d.hi)
			if had, ok := keys[key]; ok {
				d = days{min(d.lo, had.lo), max(d.hi, had.hi)}
			} else {
				order = append(order, key)
			}
			keys[key] = d
			return err
		})
	}
	for _, key := range order {
		d := keys[key]
		for _, n := range w.numbers("SELECT claim FROM block_keys WHERE key = ? AND lo <= ? AND hi >= ?", key, d.hi, d.lo) {
			put(n)
		}
	}
	whole(asked)
	reports, number := f.reports(list)
	ask := map[factum.ClaimID]bool{}
	for _, n := range list[:asked] {
		if r := f.near[n]; r != nil {
			ask[r.Claim.ID] = true
		}
	}
	if w.err != nil || len(ask) == 0 {
		return
	}
	for _, l := range w.db.cfg.Weigher.Linked(reports, w.bondsOf(list), ask) {
		f.unite(number[l[0]], number[l[1]])
	}
}

// without links what is left of the nodes that lose a claim: they may be linked otherwise than before.
func (f *field) without() {
	w := f.w
	var left []int64
	seen := map[int64]bool{}
	for _, n := range slices.Clone(f.claims) {
		var node int64
		if !w.get("SELECT node FROM claims WHERE n = ?", []any{n}, &node) || node == 0 || seen[node] {
			continue
		}
		seen[node] = true
		for _, m := range w.numbers("SELECT n FROM claims INDEXED BY claims_node WHERE node = ? AND node <> 0", node) {
			if !f.gone[m] {
				f.place(m)
				left = append(left, m)
			}
		}
	}
	for lot := range slices.Chunk(left, linkClaims) {
		f.link(lot)
	}
}

// reports sets claims in what their documents and sources say; those that cannot be in facts are left out.
func (f *field) reports(claims []int64) ([]factum.Report, map[factum.ClaimID]int64) {
	if len(f.near) > keptReports || f.near == nil {
		f.far, f.near = f.near, make(map[int64]*factum.Report, len(claims))
	}
	var missing []int64
	for _, n := range claims {
		if f.near[n] != nil {
			continue
		}
		if r := f.far[n]; r != nil {
			f.near[n] = r
		} else {
			missing = append(missing, n)
		}
	}
	g := f.w.read(missing)
	f.w.fail(g.report())
	for i := range g.reports {
		r := &g.reports[i]
		f.near[g.number[r.Claim.ID]] = r
	}
	out := make([]factum.Report, 0, len(claims))
	number := make(map[factum.ClaimID]int64, len(claims))
	for _, n := range claims {
		if r := f.near[n]; r != nil {
			out = append(out, *r)
			number[r.Claim.ID] = n
		}
	}
	return out, number
}

// lots takes in the parts that any claim was in, and returns the claims that are held together.
func (f *field) lots() [][]int64 {
	w := f.w
	parts := map[int64]bool{}
	for i := 0; i < len(f.claims); i++ {
		var part int64
		if n := f.claims[i]; w.get("SELECT part FROM fact_claims WHERE claim = ?", []any{n}, &part) {
			f.unite(n, part)
			if !parts[part] {
				parts[part] = true
				for _, m := range w.numbers("SELECT claim FROM fact_claims WHERE part = ?", part) {
					f.unite(m, part)
				}
			}
		}
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
