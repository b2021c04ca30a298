package corroboration

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"factum"
)

// Sizes of the buckets that keys are cut into.
const (
	bucketDays   = 32 // of time
	bucketCap    = 14 // a claim over a longer stretch keeps the buckets at its end
	backDays     = 64 // how far before publication a claim without a time may lie
	spokenDays   = 4  // of the day of saying
	lateDays     = 2  // most reports come this soon after
	cellDegrees  = 4.0
	spotDegrees  = 0.1
	partyCap     = 8
	loudNumber   = 20 // from here on a number of people is rare enough to look for it in a province,
	loudCountry  = 50 // and from here in a whole country
	undatedTimes = "?"
)

// Anchors returns what a claim is compared by: its node names what it has in common with those that are looked at as one with it, its reach is the days
// outside of which no other claim is ever joined to it, and only claims that share one of its keys, directly or through others, can be one fact.
//
// A key is type, object and matter with one anchor: a town or region and a stretch of 32 days; the parties of diplomacy and 32
// days; who says it and 4 days (of what is said); a number of twenty people or more in a province, of fifty in a country,
// and 4 days; a party to a promise with a number of ten or more and 32 days; who counts since when; the document, for what is met or agreed; a party, province or country and a single day; and for claims that have none of these but perhaps
// a number, a min-hash of the passage, so that they meet near-duplicates only.
func (Weigher) Anchors(r factum.Report) factum.Anchors {
	v := viewOf(&r)
	w := v.reach()
	out := factum.Anchors{Keys: v.keys(), From: w.lo, To: w.hi}
	if k, shared := v.alike(map[string]bool{}); shared {
		out.Node = v.kind() + "\x00" + k
	}
	return out
}

func (v *view) keys() []string {
	c := &v.r.Claim
	pre := v.kind() + "|"
	var out []string
	add := func(parts ...string) { out = append(out, pre+strings.Join(parts, "|")) }
	times := v.buckets()
	timed := func(parts ...string) {
		for _, t := range times {
			add(append(slices.Clone(parts), t)...)
		}
	}
	v.placeKeys(timed)
	switch {
	case spoken[c.Type]:
		v.statementKeys(add)
	case !bodily[c.Type]:
		v.partyKeys(timed)
	}
	if together[c.Type] {
		add("d", c.Document.Hex())
	}
	anchored := len(out) > 0
	v.dayKeys(add)
	if together[c.Type] && v.matter != happening {
		for _, n := range v.numbers {
			for _, a := range named(v.actors) {
				if n.marks() {
					timed("n", a, n.kind, n.unit, strconv.FormatInt(n.min, 10))
				}
			}
		}
	}
	for _, n := range v.numbers {
		if n.unit != "person" || n.min < loudNumber {
			continue
		}
		for _, d := range v.days() {
			if v.where.admin1 != "" || v.where.level == province {
				add("q", v.province(), n.kind, strconv.FormatInt(n.min, 10), d)
			}
			if n.min >= loudCountry {
				add("q", v.where.country, n.kind, strconv.FormatInt(n.min, 10), d)
			}
		}
	}
	if v.tally() {
		who := v.speaker.code
		if who == "" {
			who = v.speaker.name
		}
		add("t", v.where.name, v.where.country, who, strconv.Itoa(v.when.named.lo))
	}
	if !anchored {
		if v.words.words >= minWords {
			for i, b := range v.words.bands() {
				add("w", c.Lang, strconv.Itoa(i), strconv.FormatUint(b, 36))
			}
		} else {
			add("d", c.Document.Hex())
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// placeKeys anchors a claim in its town or region.
func (v *view) placeKeys(timed func(...string)) {
	w := v.where
	typ := v.r.Claim.Type
	cell := func(i, j int) string { return strconv.Itoa(i) + "," + strconv.Itoa(j) }
	ci, cj := int(math.Floor(w.lat/cellDegrees)), int(math.Floor(w.lon/cellDegrees))
	regional := bodily[typ] && typ != factum.Assault
	switch {
	case w.fine():
		timed("p", w.name, w.country)
		if w.placed && w.level <= settlement {
			// Spots reach into the cells around, so that each meets its town.
			up, aside := 0.0, 0.0
			if w.level == point {
				up = pointReach / 111.0
				aside = up / math.Max(0.2, math.Cos(w.lat*math.Pi/180))
			}
			for i := math.Floor((w.lat - up) / spotDegrees); i <= math.Floor((w.lat+up)/spotDegrees); i++ {
				for j := math.Floor((w.lon - aside) / spotDegrees); j <= math.Floor((w.lon+aside)/spotDegrees); j++ {
					timed("x", cell(int(i), int(j)))
				}
			}
		}
		if regional {
			if w.admin1 != "" {
				timed("g", w.admin1, w.country)
			}
			if w.placed {
				timed("c", cell(ci, cj))
			}
		}
	case w.mid():
		timed("g", w.name, w.country)
		if w.admin1 != "" && w.admin1 != w.name {
			timed("g", w.admin1, w.country)
		}
		// A cell is some 440 km from south to north and, at 50 degrees, 290 km across; a region reaches regionReach.
		reach := 1
		if w.level == region {
			reach = 2
		}
		if w.placed {
			for i := -reach; i <= reach; i++ {
				for j := -reach; j <= reach; j++ {
					timed("c", cell(ci+i, cj+j))
				}
			}
		}
	case w.level == unresolved:
		timed("g", w.name, "")
	}
	if w.mid() && w.country != "" {
		timed("g", w.name, "")
	}
}

// partyKeys anchors diplomacy in its actors, where there are none in its recipients; a meeting or agreement of several in
// every two of them, so that whoever meets everybody doesn't tie all meetings together.
func (v *view) partyKeys(timed func(...string)) {
	as, rs := named(v.actors), named(v.recips)
	switch {
	case len(as) == 0:
		for _, r := range rs {
			timed("a", "-", r)
		}
	case len(as) == 1 || !together[v.r.Claim.Type]:
		for _, a := range as {
			timed("a", a)
		}
	default:
		for i, a := range as {
			for _, b := range as[i+1:] {
				timed("a", a, b)
			}
		}
	}
}

// dayKeys are those by which claims that leave much unsaid find the others: a party, and of what happens at a place its province or country, with each day that the claim tells of
// or, giving no time, probably tells of. They hold for a day alone, so that whoever acts every day is compared with little, and ties little together.
func (v *view) dayKeys(add func(...string)) {
	typ := v.r.Claim.Type
	w := v.when.named
	switch {
	case w.bounded() && w.days() <= weekDays:
	case !w.bounded() && v.when.known && v.when.asOf.days() <= 2:
		w = window{max(v.when.asOf.lo-lateDays, w.lo), v.when.asOf.hi}
	default:
		return
	}
	for i := w.lo; i <= w.hi; i++ {
		d := strconv.Itoa(i)
		for _, a := range v.actors.codes[:min(len(v.actors.codes), partyCap)] {
			add("da", a, d)
		}
		switch {
		case bodily[typ]:
			if v.where.admin1 != "" || v.where.level == province {
				add("dp", v.province(), d)
			}
			if v.where.country != "" && slices.ContainsFunc(v.numbers, number.tells) {
				add("dc", v.where.country, d)
			}
		case !together[typ]:
			for _, r := range v.recips.codes[:min(len(v.recips.codes), partyCap)] {
				add("dr", r, d)
			}
		}
	}
}

// named is the codes of a list, at most partyCap of them, or what stands for them where there are none.
func named(w who) []string {
	l := w.loose
	if len(w.codes) > 0 {
		l = make([]string, len(w.codes))
		for i, c := range w.codes {
			l[i] = wholeOf(c)
		}
	}
	return l[:min(len(l), partyCap)]
}

// statementKeys anchors what is said in who says it and the day.
func (v *view) statementKeys(add func(...string)) {
	by := named(v.actors)
	switch {
	case len(by) > 0:
	case v.speaker.code != "":
		by = []string{wholeOf(v.speaker.code)}
	default:
		by = []string{v.speaker.name}
	}
	for _, s := range by {
		for _, d := range v.days() {
			add("s", s, d)
		}
	}
}

// province names the province that a place is or lies in.
func (v *view) province() string {
	if v.where.admin1 == "" {
		return v.where.name + "/" + v.where.country
	}
	return v.where.admin1 + "/" + v.where.country
}

// days are short buckets around the day a claim tells of or speaks from.
func (v *view) days() []string {
	w := v.when.named
	switch {
	case v.said.bounded():
		w = v.said
	case w.bounded() && w.days() <= weekDays:
	case v.when.known:
		w = window{v.when.asOf.lo - sameNews, v.when.asOf.hi}
	default:
		return []string{undatedTimes}
	}
	return cut(w, spokenDays)
}

// buckets are the stretches of bucketDays that a claim's time, or what it is likely to be, touches, with a day to spare.
func (v *view) buckets() []string {
	t := v.when
	switch {
	case t.bounded():
		return cut(t.named, bucketDays)
	case !t.known:
		return []string{undatedTimes}
	}
	w := window{max(t.asOf.lo-backDays, t.named.lo), t.asOf.hi}
	if v.matter != happening {
		w = window{t.asOf.lo - newsDays, t.asOf.hi + aheadDays}
	}
	return cut(w, bucketDays)
}

func cut(w window, size int) []string {
	w = w.widened(1)
	lo, hi := floorDiv(w.lo, size), floorDiv(w.hi, size)
	lo = max(lo, hi-bucketCap+1)
	var out []string
	for b := lo; b <= hi; b++ {
		out = append(out, strconv.Itoa(b))
	}
	return out
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
