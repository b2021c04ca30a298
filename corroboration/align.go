package corroboration

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// Alignment is what of a primary a report gives, and how it differs from it.
type Alignment struct {
	// Found says that sentences of the primary were found for the report.
	Found bool
	// Share is how much of what the report says stands in those sentences, in hundredths.
	Share int
	// Weight is how much that is: see the weights of anchors.
	Weight      int
	Primary     []factum.Span // of the primary's text
	Report      []factum.Span // of the report's text
	Differences []factum.Difference
}

// A report belongs to a primary when at least minShare hundredths of what it says stand there, and the more the less it says: share times weight is at least
// minScore. A notion and a negation, say, which is little: speaker and day have to fit as well.
const (
	minShare = 34
	minScore = 250
)

// Align lays a report of somebody's words beside what that body published of them, in whatever two of the nine languages.
//
// The sentences of the primary that the report renders are found by what stays the same in every language: numbers, parties, places, items, the coder's types, and
// notions of the field; within one language by words, too. Then what the sentences say is compared: numbers, parties, places,
// negation, conditions, hedges, modality, degrees of asking and blaming, legal words, the speaker and the day. A sentence that the report leaves out is no difference;
// part of a sentence that it gives is. What stands for the speaker's own state or body is never one: "our forces" are theirs.
//
// Limits: no word order, no syntax. A hedge that moves from one half of a sentence to the other is not seen; nor is a part dropped that has no number, name or word of the tables.
func Align(primary, report *Telling) Alignment {
	pieces, about := contents(report)
	return align(primary, sentencesOf(primary), pieces, about)
}

// align is Align for a primary and a report that were made comparable.
func align(primary *Telling, sentences, pieces []*piece, about attributed) Alignment {
	var a Alignment
	if len(pieces) == 0 {
		return a
	}
	own := ownCodes(primary)
	var chosen [][]int
	rest, total := 0, 0
	for _, p := range pieces {
		set, weight, all := choose(sentences, p, own)
		chosen = append(chosen, set)
		if len(set) > 0 {
			a.Report = append(a.Report, p.spans...)
		}
		rest += weight
		total += all
	}
	if total == 0 {
		return a
	}
	a.Share, a.Weight = 100*rest/total, rest
	if a.Share < minShare || a.Share*a.Weight < minScore {
		return Alignment{}
	}
	a.Found = true
	for _, group := range renderings(chosen) {
		p, r := &piece{}, &piece{}
		var from []int
		for _, i := range group {
			from = append(from, chosen[i]...)
			r.text, r.lang = pieces[i].text, pieces[i].lang
			r.merge(pieces[i])
		}
		slices.Sort(from)
		for _, k := range slices.Compact(from) {
			p.text, p.lang = sentences[k].text, sentences[k].lang
			p.merge(sentences[k])
			a.Primary = append(a.Primary, sentences[k].spans...)
		}
		c := comparison{p: p, r: r, own: own, share: a.Share}
		c.run()
		a.Differences = append(a.Differences, c.out...)
	}
	a.Differences = append(a.Differences, about.differences(primary)...)
	return a
}

// sentencesOf makes the sentences of a telling comparable.
func sentencesOf(t *Telling) []*piece {
	var out []*piece
	for _, s := range t.Document.Sentences {
		if t.At.End > 0 && !overlap(t.At, s) {
			continue
		}
		out = append(out, readPiece(t, []factum.Span{s}, nil))
	}
	return out
}

// renderings joins the pieces of a report that render the same sentence.
func renderings(chosen [][]int) [][]int {
	var out [][]int
	of := map[int]int{}
	for i, set := range chosen {
		if len(set) == 0 {
			continue
		}
		g := -1
		for _, k := range set {
			if j, ok := of[k]; ok {
				g = j
			}
		}
		if g < 0 {
			g = len(out)
			out = append(out, nil)
		}
		out[g] = append(out[g], i)
		for _, k := range set {
			of[k] = g
		}
	}
	return out
}

// choose finds the sentences that a piece of a report renders: the one with which it has most in common, and others which have what that one lacks.
// weight is what of the piece they have, all what it has.
func choose(sentences []*piece, told *piece, own []string) (set []int, weight, all int) {
	left := distinct(told.anchors, own)
	if len(sentences) > 0 && sentences[0].lang != told.lang {
		left = slices.DeleteFunc(left, func(a anchor) bool { return a.kind == "word" })
	}
	whole := slices.Clone(left)
	for _, a := range left {
		all += a.weight
	}
	for {
		best, bestScore, bestWeight := -1, 0, 0
		for k, s := range sentences {
			if slices.Contains(set, k) {
				continue
			}
			have := distinct(s.anchors, own)
			common, size := sum(left, have), 0
			for _, a := range have {
				if a.kind != "word" || s.lang == told.lang {
					size += a.weight
				}
			}
			if common == 0 || size == 0 {
				continue
			}
			if len(set) > 0 && (common < enough || 5*sum(whole, have) < 2*size) {
				continue
			}
			if score := 2000 * common / (all + size); score > bestScore {
				best, bestScore, bestWeight = k, score, common
			}
		}
		if best < 0 {
			return set, weight, all
		}
		set = append(set, best)
		weight += bestWeight
		left = slices.DeleteFunc(left, func(a anchor) bool { return slices.ContainsFunc(sentences[best].anchors, a.is) })
	}
}

// enough is what another sentence has to have of a piece that those found so far lack.
const enough = 6

// sum is the weight of those anchors that are in have.
func sum(as, have []anchor) int {
	n := 0
	for _, a := range as {
		if slices.ContainsFunc(have, a.is) {
			n += a.weight
		}
	}
	return n
}

// distinct lists each anchor once. Words weigh only where languages are the same, which their keys say; those of the speaker's own side do not weigh.
func distinct(as []anchor, own []string) []anchor {
	var out []anchor
	for _, a := range as {
		if a.kind == "party" && slices.Contains(own, a.key) {
			continue
		}
		if !slices.ContainsFunc(out, func(o anchor) bool { return o.kind == a.kind && o.key == a.key }) {
			out = append(out, a)
		}
	}
	return out
}

// is reports whether two anchors are the same thing.
func (a anchor) is(b anchor) bool {
	if a.kind != b.kind {
		return false
	}
	if a.kind == "number" {
		return a.min == b.min || a.max != maxCount && a.max == b.max || a.near(b)
	}
	return a.key == b.key
}

// near reports whether one of two numbers is a round figure that holds the other: "some sixty".
func (a anchor) near(b anchor) bool {
	round := func(x anchor) bool { return x.max != maxCount && x.min > 0 && x.min != x.max && 2*x.min >= x.max }
	return (round(a) || round(b)) && a.min <= b.max && b.min <= a.max
}

// ownCodes are the codes that stand for the speaker's own side.
func ownCodes(t *Telling) []string {
	var out []string
	if t.Speaker.Code != "" {
		out = append(out, t.Speaker.Code)
	}
	if slices.Contains([]string{"OHCHR", "UNHCR", "UNICEF", "IAEA", "WHO", "WFP", "OCHA", "UNSC", "UNGA"}, t.Speaker.Code) {
		out = append(out, "UN")
	}
	return out
}

// comparison lays what a report says beside the sentences it renders.
type comparison struct {
	p, r  *piece
	own   []string
	share int // how much of the report stands in the primary, in hundredths
	out   []factum.Difference
}

func (c *comparison) add(kind, what string, p, r factum.Span) {
	d := factum.Difference{Kind: kind, What: what}
	if p.End > 0 {
		d.Primary = &factum.Words{Text: c.p.text[p.Start:p.End], Span: p}
	}
	if r.End > 0 {
		d.Version = &factum.Words{Text: c.r.text[r.Start:r.End], Span: r}
	}
	c.out = append(c.out, d)
}

func (c *comparison) run() {
	c.names("number")
	c.names("party")
	c.names("place")
	c.negation()
	c.condition()
	c.certainty()
	c.degrees()
	c.intent()
	c.scope()
	c.part()
}

// part finds, within one language, words in a row of a sentence that the report leaves out while it gives nearly all its own words from there.
func (c *comparison) part() {
	const row = 3
	if c.p.lang != c.r.lang || c.share < 90 || slices.ContainsFunc(c.out, func(d factum.Difference) bool { return d.Kind != factum.ReDated }) {
		return
	}
	n := 0
	var run factum.Span
	for _, a := range c.p.anchors {
		if a.kind != "word" {
			continue
		}
		if slices.ContainsFunc(c.r.anchors, a.is) || run.End > 0 && strings.ContainsAny(c.p.text[run.End:a.span.Start], ".!?") {
			n, run = 0, factum.Span{}
			if slices.ContainsFunc(c.r.anchors, a.is) {
				continue
			}
		}
		if n == 0 {
			run.Start = a.span.Start
		}
		run.End = a.span.End
		if n++; n == row {
			c.add(factum.Dropped, "part", run, factum.Span{})
			return
		}
	}
}

// names compares numbers, parties or places: what stands for another thing is added, what is not there dropped.
func (c *comparison) names(kind string) {
	of := func(s *piece) []anchor {
		return distinct(slices.DeleteFunc(slices.Clone(s.anchors), func(a anchor) bool { return a.kind != kind }), c.own)
	}
	ps, rs := of(c.p), of(c.r)
	across := c.p.lang != c.r.lang
	var gone, come []anchor
	for _, a := range ps {
		if !a.vague && !slices.ContainsFunc(rs, a.is) && !c.elsewhere(a, c.r) {
			gone = append(gone, a)
		}
	}
	for _, a := range rs {
		if !a.vague && !slices.ContainsFunc(ps, a.is) && !c.elsewhere(a, c.p) {
			come = append(come, a)
		}
	}
	if across && kind != "number" {
		// A name that no table has may be the other language's for what is missing.
		gone = gone[min(len(gone), len(c.strangers(c.r, c.p))):]
		come = come[min(len(come), len(c.strangers(c.p, c.r))):]
	}
	for i, a := range come {
		var p factum.Span
		if i < len(gone) {
			p = gone[i].span
		}
		c.add(factum.Added, kind, p, a.span)
	}
	var strange []factum.Span
	if kind == "place" && !across {
		strange = c.strangers(c.r, c.p)
	}
	for i, a := range gone[min(len(come), len(gone)):] {
		if i < len(strange) {
			c.add(factum.Added, kind, a.span, strange[i])
			continue
		}
		c.add(factum.Dropped, kind, a.span, factum.Span{})
	}
}

// strangers are names of one side that nobody knows and that sound like nothing on the other.
func (c *comparison) strangers(in, other *piece) []factum.Span {
	var out []factum.Span
	for _, n := range in.unknown {
		k := language.Sound(in.text[n.Start:n.End])
		if k != "" && !slices.Contains(other.sounds, k) {
			out = append(out, n)
		}
	}
	return out
}

// elsewhere reports whether a piece has an anchor in another form: a country by a town in it or the other way round, a name that only one reader knew, two by "both".
func (c *comparison) elsewhere(a anchor, s *piece) bool {
	switch a.kind {
	case "number":
		return slices.ContainsFunc(s.has("num?"), func(q cue) bool { return q.value == a.key })
	case "party", "place":
		for _, o := range s.anchors {
			if a.kind == "party" && o.kind == "place" && o.within == a.key {
				return true
			}
		}
		text := c.p.text
		if s == c.p {
			text = c.r.text
		}
		written := a.key
		for _, w := range strings.Fields(text[a.span.Start:a.span.End]) {
			if unicode.IsUpper(firstLetter(w)) {
				written += " " + w
			}
		}
		if country, ok := gazetteer.Country(a.key); ok && a.kind == "party" {
			written += " " + country.Name
		}
		for _, w := range strings.Fields(written) {
			if k := language.Sound(w); mayName(w, k) && slices.ContainsFunc(s.sounds, func(o string) bool {
				return o == k || len(o) > 2 && len(k) > 2 && (strings.HasPrefix(o, k) || strings.HasPrefix(k, o))
			}) {
				return true
			}
		}
	}
	return false
}

func firstSpan(cs []cue) factum.Span {
	if len(cs) == 0 {
		return factum.Span{}
	}
	return cs[0].span
}

func (c *comparison) negation() {
	p, r := c.p.has("neg"), c.r.has("neg")
	// In nearly the same words of one language each negation counts.
	verbatim := c.p.lang == c.r.lang && c.share >= 80
	half := len(c.r.has("neg?")) - len(c.p.has("neg?"))
	switch {
	case c.settled():
		c.add(factum.Hardened, "certainty", firstSpan(c.p.has("still")), factum.Span{})
	case len(p) > 0 && len(r) == 0 && half <= 0, verbatim && len(p) > len(r) && half <= 0:
		c.add(factum.Dropped, "negation", firstSpan(p), factum.Span{})
	case verbatim && len(r) > len(p) && half >= 0, len(r) > 0 && len(p) == 0 && half >= 0 && len(c.p.has("neg?")) == 0:
		c.add(factum.Added, "negation", factum.Span{}, firstSpan(r))
	}
	p, r = c.p.has("never"), c.r.has("never")
	switch {
	case len(r) > 0 && len(p) == 0:
		c.add(factum.Hardened, "never", factum.Span{}, firstSpan(r))
	case len(p) > 0 && len(r) == 0 && len(c.r.has("neg")) > 0:
		c.add(factum.Softened, "never", firstSpan(p), firstSpan(c.r.has("neg")))
	}
}

// settled reports whether what is not yet so, or still has to be, is told as so.
func (c *comparison) settled() bool {
	open := func(s *piece) bool { return len(s.has("neg"))+len(s.has("demand"))+len(s.has("demand?")) > 0 }
	return len(c.p.has("still")) > 0 && open(c.p) && len(c.r.has("still")) == 0 && !open(c.r) && len(c.r.has("neg?")) == 0
}

func (c *comparison) condition() {
	p, r := c.p.has("cond"), c.r.has("cond")
	switch {
	case len(c.r.has("uncond")) > 0 && len(c.p.has("uncond")) == 0:
		c.add(factum.Hardened, "condition", firstSpan(p), firstSpan(c.r.has("uncond")))
	case len(p) > 0 && len(r) == 0 && len(c.r.has("cond?")) == 0:
		c.add(factum.Dropped, "condition", firstSpan(p), factum.Span{})
	case len(r) > 0 && len(p) == 0 && len(c.p.has("cond?")) == 0 && len(c.r.has("consider")) == 0: // considering if is whether
		c.add(factum.Added, "condition", factum.Span{}, firstSpan(r))
	}
}

type hedgeClass struct {
	class  string
	degree int
	what   string
}

// hedges are the classes of cues that make words less than certain, by degree: 0 is open, words of hearsay fit every degree.
var hedges = []hedgeClass{{"maybe", 1, "hedge"}, {"may", 1, "modality"}, {"prob", 2, "hedge"}, {"ev", 0, "hedge"}, {"mood", 0, "modality"}}

// certainty compares how sure the words are. Hedges of one kind on both sides are held to be the same; what is left on one side is held against what is left on the other.
func (c *comparison) certainty() {
	type hedge struct {
		degree int
		what   string
		at     factum.Span
	}
	var p, r []hedge
	for _, h := range hedges {
		x, y := c.p.has(h.class), c.r.has(h.class)
		if h.class == "mood" && (len(c.p.has("cond")) > 0 || slices.ContainsFunc(hedges, func(o hedgeClass) bool { return len(c.r.has(o.class)) > 0 })) {
			continue // of a condition, or hearsay told by another means
		}
		if len(x) > 0 && len(y) == 0 {
			p = append(p, hedge{h.degree, h.what, firstSpan(x)})
		}
		if len(y) > 0 && len(x) == 0 && h.class != "mood" { // a report's own grammar may ask for the conditional
			r = append(r, hedge{h.degree, h.what, firstSpan(y)})
		}
	}
	n := min(len(p), len(r))
	for i := range n {
		if p[i].degree == 0 || r[i].degree == 0 || p[i].degree == r[i].degree {
			continue
		}
		kind := factum.Softened
		if p[i].degree < r[i].degree {
			kind = factum.Hardened
		}
		c.add(kind, r[i].what, p[i].at, r[i].at)
	}
	var sure []cue
	for _, class := range []string{"sure", "proof"} {
		if len(c.p.has(class)) == 0 && (class == "sure" || len(c.r.has("neg")) == 0) { // no proof is no certainty
			sure = append(sure, c.r.has(class)...)
		}
	}
	if len(sure) > 0 {
		var from factum.Span
		if len(p) > n {
			from = p[n].at
		}
		c.add(factum.Hardened, "certainty", from, sure[0].span)
		return
	}
	for _, h := range p[n:] {
		if h.what == "modality" {
			c.add(factum.Hardened, h.what, h.at, factum.Span{})
		} else {
			c.add(factum.Dropped, h.what, h.at, factum.Span{})
		}
	}
	for _, h := range r[n:] {
		c.add(factum.Softened, h.what, factum.Span{}, h.at)
	}
}

// highest is the cue of a class with the highest value; ok is false where there is none.
func highest(cs []cue) (best cue, value int, ok bool) {
	for _, c := range cs {
		if v, err := strconv.Atoi(c.value); err == nil && (!ok || v > value) {
			best, value, ok = c, v, true
		}
	}
	return best, value, ok
}

// degrees compares how strongly is asked and blamed, and what a deed is called in law. Of asking, languages have more words than degrees: across languages
// neighbours are the same.
func (c *comparison) degrees() {
	for _, d := range []struct {
		class, what string
		step        int
	}{{"demand", "demand", 2}, {"blame", "blame", 1}, {"legal", "legal word", 1}} {
		p, x, ok1 := highest(c.p.has(d.class))
		r, y, ok2 := highest(c.r.has(d.class))
		step := d.step
		if c.p.lang == c.r.lang {
			step = 1
		}
		switch {
		case ok1 && ok2 && x-y >= step:
			c.add(factum.Softened, d.what, p.span, r.span)
		case ok1 && ok2 && y-x >= step:
			c.add(factum.Hardened, d.what, p.span, r.span)
		case d.class == "demand" && ok2 && !ok1 && y < 3 && len(c.p.has("demand?")) == 0:
			c.add(factum.Softened, d.what, factum.Span{}, r.span)
		case d.class == "demand" && ok1 && !ok2 && x == 4 && len(c.r.has("demand?")) == 0:
			c.add(factum.Hardened, d.what, p.span, factum.Span{})
		case d.class == "legal" && ok1 && !ok2 && x > 0:
			c.add(factum.Dropped, d.what, p.span, factum.Span{})
		case d.class == "legal" && ok2 && !ok1 && y > 0:
			c.add(factum.Hardened, d.what, factum.Span{}, r.span)
		}
	}
}

// intent compares what is only considered or planned with what is said to be done.
func (c *comparison) intent() {
	p, r := c.p.has("consider"), c.r.has("consider")
	switch {
	case len(p) > 0 && len(r) == 0:
		c.add(factum.Hardened, "intent", firstSpan(p), factum.Span{})
	case len(r) > 0 && len(p) == 0:
		c.add(factum.Softened, "intent", factum.Span{}, firstSpan(r))
	}
}

// scope compares part with whole.
func (c *comparison) scope() {
	p, r := c.p.has("part"), c.r.has("part")
	switch {
	case len(p) > 0 && len(r) == 0 && len(c.r.has("all")) > 0:
		c.add(factum.Hardened, "scope", firstSpan(p), firstSpan(c.r.has("all")))
	case len(p) > 0 && len(r) == 0:
		c.add(factum.Dropped, "scope", firstSpan(p), factum.Span{})
	case len(c.r.has("all")) > 0 && len(c.p.has("all")) == 0 && len(c.r.has("neg")) == 0: // "not any" is none
		c.add(factum.Hardened, "scope", factum.Span{}, firstSpan(c.r.has("all")))
	}
}
