package corroboration

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"factum"
)

// Why claims are one line, strongest first. A later reason never joins two speakers that an earlier one keeps apart.
const (
	bySpeakerReason = iota
	byText
	byReprint
	byWords
	byWire
	byTranslation
	byCitation
	bySource
	byOwner
	reasonCount
)

var reasons = [reasonCount]string{"the same speaker", "one text", "a reprint of one text", "near-duplicate words", "the same wire credit",
	"the same numbers and names in another language", "one cites the other", "one source on its own word", "one owner's own reporting"}

// loom draws the lines of one account: sets of claims, each with at most one speaker.
type loom struct {
	disjoint
	views  []*view
	voice  []int    // of a set: the speaker on whose word it stands, 0 nobody's
	wired  []bool   // of a set: a claim in it credits an agency
	why    []uint16 // of a set: bits of the reasons
	shown  []string // of voices: how each is called
	nobody map[int]bool
	named  map[int]bool   // voices of a person by name
	code   map[int]string // of voices
}

// join makes one set of two for a reason, unless they stand on the words of two speakers. Two whose names are not
// given are the same only where the words that name them are, or where the language differs (lenient). Whom an agency does not
// name speaks through the agency.
func (l *loom) join(i, j int, reason int, lenient bool) bool {
	a, b := l.find(i), l.find(j)
	if a == b {
		return true
	}
	a, b = min(a, b), max(a, b)
	x, y := l.voice[a], l.voice[b]
	if x != 0 && y != 0 && x != y && !(lenient && l.nobody[x] && l.nobody[y]) && !(reason == byWire && (l.nobody[x] || l.nobody[y] || l.sameBody(x, y))) {
		return false
	}
	l.unite(b, a)
	if x == 0 || l.nobody[x] && y != 0 && !l.nobody[y] {
		l.voice[a] = y
	}
	l.wired[a] = l.wired[a] || l.wired[b]
	l.why[a] |= l.why[b] | 1<<reason
	return true
}

// sameBody reports whether one of two voices is a body of a state or organisation that nobody speaks for by name, and the other may speak for it:
// in the text of one agency "the administration" and its spokeswoman are no two origins.
func (l *loom) sameBody(x, y int) bool {
	return l.code[x] != "" && l.code[x] == l.code[y] && !(l.named[x] && l.named[y])
}

// joinAll joins those of a group that can be: each to the first of those before it that it does not differ from.
func (l *loom) joinAll(group []int, reason int, lenient bool) {
	const heads = 8
	var first []int
next:
	for _, i := range group {
		for _, h := range first {
			if l.join(h, i, reason, lenient) {
				continue next
			}
		}
		if len(first) < heads {
			first = append(first, i)
		}
	}
}

// newLoom is a loom on which no claims are one line yet.
func newLoom(views []*view) *loom {
	n := len(views)
	l := &loom{disjoint: sets(n), views: views, wired: make([]bool, n), why: make([]uint16, n), named: map[int]bool{}, code: map[int]string{}}
	l.voice, l.shown, l.nobody = voicesOf(views)
	for i, v := range views {
		l.wired[i] = len(v.wires) > 0
		if k := l.voice[i]; k != 0 {
			l.named[k] = l.named[k] || v.voice.name != ""
			l.code[k] = max(l.code[k], v.voice.code)
		}
	}
	return l
}

// each calls f with the claims that have a key in common, as often as there are such keys; "" is none.
func (l *loom) each(key func(i int) string, f func(group []int)) {
	groups := map[string][]int{}
	for i := range l.views {
		if k := key(i); k != "" {
			groups[k] = append(groups[k], i)
		}
	}
	for _, k := range sortedKeys(groups) {
		if len(groups[k]) > 1 {
			f(groups[k])
		}
	}
}

// joinCopies joins claims of texts that are reprints of one, and claims in near-duplicate words.
func (l *loom) joinCopies() {
	l.each(func(i int) string { return printKey(l.views[i].r.Print) }, func(g []int) { l.joinAll(g, byReprint, false) })
	l.nearPrints()
	l.nearWords(func(v *view) sketch { return v.words }, copied)
}

// joinTranslations joins claims with the same figures and names in different languages, published within translatedDays, where neither outlet is known to
// have it from an agency that the other doesn't draw on.
func (l *loom) joinTranslations() {
	l.each(func(i int) string { return l.views[i].figuresKey() }, func(g []int) {
		for n, i := range g {
			for _, j := range last(g[:n]) {
				if v, w := l.views[i], l.views[j]; v.r.Claim.Lang != w.r.Claim.Lang && publishedWithin(v, w, translatedDays) && v.drawsOn(w) && w.drawsOn(v) {
					l.join(j, i, byTranslation, true)
				}
			}
		}
	})
}

// translatedDays is how long after a text its translation is still a copy of it.
const translatedDays = 2

// publishedWithin reports whether two claims were published within some days of each other, as far as is known.
func publishedWithin(v, w *view, days int) bool {
	if v.r.Published == nil || w.r.Published == nil {
		return true
	}
	a := stretch(v.r.Published.From, v.r.Published.To, v.r.Published.Precision)
	b := stretch(w.r.Published.From, w.r.Published.To, w.r.Published.Precision)
	return a.gap(b) <= days
}

// drawsOn reports whether a view's source may have an agency's text that w credits: nothing is known of the agencies that it draws on, or one of them is credited.
func (v *view) drawsOn(w *view) bool {
	if len(v.r.Wires) == 0 || len(w.wires) == 0 {
		return true
	}
	return slices.ContainsFunc(v.r.Wires, func(name string) bool { return slices.Contains(w.wires, agency(name)) })
}

// joinOwn joins what is told on nobody's word and by no agency, where whoever stands behind the publication is the same.
func (l *loom) joinOwn(reason int, of func(*factum.Report) string) {
	l.each(func(i int) string {
		if r := l.find(i); l.voice[r] != 0 || l.wired[r] {
			return ""
		}
		return of(l.views[i].r)
	}, func(g []int) { l.joinAll(g, reason, false) })
}

// joinCitations joins claims that name no speaker but an outlet with what that outlet says: on its own word, else on the one speaker or agency whose
// word it passes on; and all that cite one outlet.
func (l *loom) joinCitations() {
	outlets, citing := map[string][]int{}, map[string][]int{}
	for i, v := range l.views {
		if k := fold(v.r.Outlet); k != "" && v.cites != k {
			outlets[k] = append(outlets[k], i)
		}
		if v.cites != "" && l.voice[l.find(i)] == 0 {
			citing[v.cites] = append(citing[v.cites], i)
		}
	}
	for _, k := range sortedKeys(citing) {
		if o := l.word(outlets[k]); o >= 0 {
			citing[k] = append([]int{o}, citing[k]...)
		}
		l.joinAll(citing[k], byCitation, false)
	}
}

// word picks of the claims of an outlet that on whose word it can be cited: its own if there is one, else an agency's, else that of the only speaker; -1 none.
func (l *loom) word(of []int) int {
	best, rank, speaker := -1, 3, 0
	for _, i := range of {
		r := 0
		switch s := l.find(i); {
		case l.voice[s] != 0:
			if speaker != 0 && speaker != l.voice[s] {
				continue
			}
			r, speaker = 2, l.voice[s]
		case l.wired[s]:
			r = 1
		}
		if r < rank {
			best, rank = i, r
		}
	}
	return best
}

// drawLines finds which claims have a common origin. The result depends on the set of claims only.
func (a *account) drawLines() {
	l := newLoom(a.views)
	own := slices.Clone(l.voice)
	l.each(func(i int) string {
		if own[i] == 0 || l.nobody[own[i]] {
			return ""
		}
		return strconv.Itoa(own[i])
	}, func(g []int) { l.joinAll(g, bySpeakerReason, false) })
	// What a text says on its own word beside words of a speaker is taken to rest on the first speaker it names.
	l.each(func(i int) string { return a.views[i].document() }, func(g []int) {
		sort.SliceStable(g, func(x, y int) bool {
			v, w := g[x], g[y]
			if (own[v] != 0) != (own[w] != 0) {
				return own[v] != 0
			}
			return a.views[v].r.Claim.Trigger.Span.Start < a.views[w].r.Claim.Trigger.Span.Start
		})
		l.joinAll(g, byText, false)
	})
	l.joinCopies()
	l.nearWords(func(v *view) sketch { return v.quote }, quoted)
	wires := map[string][]int{}
	for i, v := range a.views {
		for _, w := range v.wires {
			wires[w] = append(wires[w], i)
		}
	}
	for _, w := range sortedKeys(wires) {
		l.joinAll(wires[w], byWire, false)
	}
	l.joinTranslations()
	l.joinCitations()
	l.joinOwn(bySource, func(r *factum.Report) string { return string(r.Source) })
	l.joinOwn(byOwner, func(r *factum.Report) string { return fold(r.Owner) })
	a.keepLines(l)
}

func printKey(p uint64) string {
	if p == 0 {
		return ""
	}
	return strconv.FormatUint(p, 36)
}

// nearPrints joins claims whose documents' prints differ in no more than printBits bits: one of the four
// quarters is then the same.
func (l *loom) nearPrints() {
	byPrint := map[uint64]int{}
	var prints []uint64
	for i, v := range l.views {
		if _, ok := byPrint[v.r.Print]; !ok && v.r.Print != 0 {
			byPrint[v.r.Print] = i
			prints = append(prints, v.r.Print)
		}
	}
	slices.Sort(prints)
	for q := 0; q < 64; q += 16 {
		quarter := map[uint64][]uint64{}
		for _, p := range prints {
			k := p >> q & 0xffff
			for _, o := range last(quarter[k]) {
				if bitsApart(o, p) <= printBits {
					l.join(byPrint[o], byPrint[p], byReprint, false)
				}
			}
			quarter[k] = append(quarter[k], p)
		}
	}
}

// copied reports whether two passages that are near-duplicates are so because one is a copy: they have nearly all in common, or the texts around
// them are alike as well. Two people who tell one thing in a sentence often find much the same words.
func copied(v, w *view) bool {
	if v.r.Print == 0 || w.r.Print == 0 || bitsApart(v.r.Print, w.r.Print) <= copyBits {
		return true
	}
	a, b := v.words.shingles, w.words.shingles
	n := common(a, b)
	return 10*n >= 7*(len(a)+len(b)-n)
}

// copyBits is how far the prints of two texts may lie apart of which one is cut or written over; those of texts of one language that have
// nothing to do with each other lie some 20 to 40 apart.
const copyBits = 15

func quoted(*view, *view) bool { return true }

// nearWords joins claims of one language whose passages (or quotes) are near-duplicates, and for which also holds.
func (l *loom) nearWords(of func(*view) sketch, also func(v, w *view) bool) {
	type seen struct {
		i int
		k sketch
	}
	exact := map[uint64]int{}
	bands := map[string][]seen{}
	for i, v := range l.views {
		k := of(v)
		if k.words < minWords {
			continue
		}
		if first, ok := exact[k.exact]; ok {
			if l.views[first].r.Claim.Lang == v.r.Claim.Lang {
				l.join(first, i, byWords, false)
			}
			continue
		}
		exact[k.exact] = i
		for b, h := range k.bands() {
			key := v.r.Claim.Lang + strconv.Itoa(b) + strconv.FormatUint(h, 36)
			for _, o := range last(bands[key]) {
				if o.k.nearly(k) && also(l.views[o.i], v) {
					l.join(o.i, i, byWords, false)
				}
			}
			bands[key] = append(bands[key], seen{i, k})
		}
	}
}

// last is the end of a list, so that a crowd costs no more than its number times a constant.
func last[T any](l []T) []T { return l[max(0, len(l)-16):] }

// figuresKey is equal for two claims that give the same two numbers or more, one of them ten or more, with
// the same names; "" for less than that.
func (v *view) figuresKey() string {
	var figures []string
	mark := false
	for _, n := range v.numbers {
		figures = append(figures, n.kind+strconv.FormatInt(n.min, 10)+"-"+strconv.FormatInt(n.max, 10))
		mark = mark || n.marks()
	}
	if len(figures) < 2 || !mark || v.where.level == nowhere {
		return ""
	}
	return strings.Join(figures, ",") + "|" + v.where.name + "|" + v.where.country + "|" +
		strings.Join(v.actors.codes, ",") + "|" + strings.Join(v.recips.codes, ",")
}

// keepLines writes the sets down as lines, the first-sealed first.
func (a *account) keepLines(l *loom) {
	sets := map[int][]*view{}
	for i, v := range a.views {
		sets[l.find(i)] = append(sets[l.find(i)], v)
	}
	roots := make([]int, 0, len(sets))
	for r, vs := range sets {
		slices.SortFunc(vs, bySeal)
		roots = append(roots, r)
	}
	slices.SortFunc(roots, func(x, y int) int { return bySeal(sets[x][0], sets[y][0]) })
	a.lines = []factum.Line{}
	for n, r := range roots {
		vs := sets[r]
		line := factum.Line{ID: vs[0].id.Line(), Claims: ids(vs), Speaker: l.shown[l.voice[r]], Why: "one claim"}
		var why, wires []string
		for b, text := range reasons {
			if l.why[r]&(1<<b) != 0 {
				why = append(why, text)
			}
		}
		if len(why) > 0 {
			line.Why = strings.Join(why, "; ")
		}
		for _, v := range vs {
			a.lineOf[v] = n
			wires = append(wires, v.wires...)
		}
		slices.Sort(wires)
		line.Wire = strings.Join(slices.Compact(wires), ", ")
		line.Interest = a.interest(vs)
		a.lines = append(a.lines, line)
	}
}
