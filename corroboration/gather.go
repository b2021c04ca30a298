package corroboration

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"factum"
)

// node is one or more claims that are compared as one, because their slots are the same and suffice to put them together.
// What it holds is a function of the set of its members.
type node struct {
	v         *view   // the member with the lowest id: its slots are everybody's
	members   []*view // by id
	samples   []*view // up to sampleCap members with different words
	numbers   []number
	items     []string
	documents []string
	texts     int // different wordings among all members
}

// sampleCap bounds how many different wordings of a node are compared.
const sampleCap = 4

func alone(v *view) *node { return nodeOf([]*view{v}) }

func nodeOf(members []*view) *node {
	n := &node{v: members[0], members: members}
	seen := map[uint64]bool{}
	for _, m := range members {
		if !seen[m.words.exact] {
			seen[m.words.exact] = true
			if len(n.samples) < sampleCap {
				n.samples = append(n.samples, m)
			}
		}
		n.numbers = append(n.numbers, m.numbers...)
		n.items = append(n.items, m.items...)
		if d := m.document(); d != "" {
			n.documents = append(n.documents, d)
		}
	}
	n.texts = len(seen)
	n.numbers = sortNumbers(n.numbers)
	slices.Sort(n.items)
	n.items = slices.Compact(n.items)
	slices.Sort(n.documents)
	n.documents = slices.Compact(n.documents)
	return n
}

// document names the text that a claim stands in, "" unknown.
func (v *view) document() string {
	c := &v.r.Claim
	if !c.Document.IsZero() {
		return string(c.Document[:])
	}
	if !v.r.Capture.IsZero() {
		return string(v.r.Capture[:])
	}
	return ""
}

// viewsOf makes reports comparable, each claim once, by id. Of two reports of one claim the first sealed is
// taken, then the one whose canonical JSON comes first.
func viewsOf(rs []factum.Report) []*view {
	byID := make(map[factum.ClaimID]int, len(rs))
	for i := range rs {
		j, ok := byID[rs[i].Claim.ID]
		if !ok || before(&rs[i], &rs[j]) {
			byID[rs[i].Claim.ID] = i
		}
	}
	vs := make([]*view, 0, len(byID))
	for _, i := range byID {
		vs = append(vs, viewOf(&rs[i]))
	}
	slices.SortFunc(vs, byClaim)
	return vs
}

func byClaim(a, b *view) int { return strings.Compare(string(a.id), string(b.id)) }

func before(a, b *factum.Report) bool {
	if a.Seal != b.Seal {
		return a.Seal.Before(b.Seal)
	}
	x, err1 := factum.Canonical(a)
	y, err2 := factum.Canonical(b)
	return err1 == nil && err2 == nil && string(x) < string(y)
}

// gather makes nodes of views, which come by id: claims with the same slots are one node where these alone, or
// these with the same words and numbers, put any two of them together.
func gather(vs []*view) []*node {
	groups := map[string][]*view{}
	var order []string
	put := func(k string, v *view) {
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], v)
	}
	suffices := map[string]bool{}
	for _, v := range vs {
		k, shared := v.alike(suffices)
		if k += v.sides.key(); !shared {
			k += "\x00" + string(v.id)
		}
		put(k, v)
	}
	nodes := make([]*node, 0, len(order))
	for _, k := range order {
		nodes = append(nodes, nodeOf(groups[k]))
	}
	// Only a document that two nodes share can be evidence.
	in := map[string]int{}
	for _, n := range nodes {
		for _, d := range n.documents {
			in[d]++
		}
	}
	for _, n := range nodes {
		n.documents = slices.DeleteFunc(n.documents, func(d string) bool { return in[d] < 2 })
	}
	return nodes
}

// alike is what claims have in common that are one node, and whether there can be others: that the slots alone suffice, or these with the
// same words and numbers. suffices keeps for slots whether they do.
func (v *view) alike(suffices map[string]bool) (key string, shared bool) {
	k := v.slots()
	ok, known := suffices[k]
	if !known {
		bare := &node{v: v}
		ok = !spoken[v.r.Claim.Type] && judge(bare, bare, false).surely()
		suffices[k] = ok
	}
	if ok {
		return k, true
	}
	k += "\x00" + v.r.Claim.Lang + strconv.FormatUint(v.words.exact, 36)
	for _, n := range v.numbers {
		k += "," + n.kind + n.unit + strconv.FormatInt(n.min, 10) + "-" + strconv.FormatInt(n.max, 10)
	}
	told := &node{v: v, samples: []*view{v}, numbers: v.numbers}
	return k, judge(told, told, false).surely()
}

// edge says that two nodes may be one happening.
type edge struct {
	a, b      int // nodes, a < b
	score     int // points, then nearness; faint for all that are
	identical bool
	contested excluded
	bond      string // why a person put them together; "" the weigher did
}

// faint ranks below all other edges, and among each other alike: what is joined so has to fit one happening alone.
const faint = -1

func rank(j judgement, v, w *view) int {
	if j.faint {
		return faint
	}
	return j.score<<5 | nearness(v, w)
}

// reach is the days outside of which no other claim can be one fact with this one, in the other's reach. Claims exclude each other by time, and
// are never accounts of one happening that contest it, where even these lie apart.
func (v *view) reach() window {
	if v.denies && passing[v.r.Claim.Type] {
		return always
	}
	return v.when.hard.widened(reachSpare)
}

// reachSpare is for accounts that are a day off, of which one was cut off by its day of publication.
const reachSpare = 2

// edges compares the nodes that share a key and lie within each other's reach: all of them, or where of is given only those of which one is in it.
// Whether two are joined depends on these two alone.
func edges(nodes []*node, of []bool) []edge {
	byKey := map[string][]int{}
	reach := make([]window, len(nodes))
	for i, n := range nodes {
		reach[i] = n.v.reach()
		for _, k := range n.keys() {
			byKey[k] = append(byKey[k], i)
		}
	}
	var blocks [][]int
	in := make([][]int, len(nodes)) // the blocks of a node, ascending
	known := map[uint64]int{}       // a block by a hash of its nodes: many keys have the same
	for _, k := range sortedKeys(byKey) {
		block := byKey[k]
		if len(block) < 2 {
			continue
		}
		h := uint64(len(block))
		for _, i := range block {
			h = mix(h*31 + uint64(i))
		}
		if bi, ok := known[h]; ok && slices.Equal(blocks[bi], block) {
			continue
		}
		known[h] = len(blocks)
		for _, i := range block {
			in[i] = append(in[i], len(blocks))
		}
		blocks = append(blocks, block)
	}
	var out []edge
	for bi, block := range blocks {
		slices.SortFunc(block, func(a, b int) int { return cmp.Or(reach[a].lo-reach[b].lo, a-b) })
		for i, a := range block {
			for _, b := range block[i+1:] {
				if reach[b].lo > reach[a].hi {
					break
				}
				if of != nil && !of[a] && !of[b] || firstCommon(in[a], in[b]) < bi {
					continue // not asked for, or compared there
				}
				if j := judge(nodes[a], nodes[b], false); j.joins {
					out = append(out, edge{a: min(a, b), b: max(a, b), score: rank(j, nodes[a].v, nodes[b].v), identical: j.identical, contested: j.contested})
				}
			}
		}
	}
	slices.SortFunc(out, byScore)
	return slices.Compact(out)
}

// keys are the block keys of all members, sorted.
func (n *node) keys() []string {
	if len(n.members) == 1 {
		return n.v.keys()
	}
	var ks []string
	for _, m := range n.members {
		ks = append(ks, m.keys()...)
		if len(ks) > 4096 {
			slices.Sort(ks)
			ks = slices.Compact(ks)
		}
	}
	slices.Sort(ks)
	return slices.Compact(ks)
}

// firstCommon is the lowest number that is in both ascending lists, which have one.
func firstCommon(a, b []int) int {
	for i, j := 0, 0; ; {
		switch {
		case a[i] == b[j]:
			return a[i]
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	ks := make([]string, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}
