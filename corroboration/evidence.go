package corroboration

import (
	"slices"
	"strconv"

	"factum"
)

// Need is the fewest points of evidence on which two claims are put together.
//
//	place      the same town, district or spot 4; a spot in its town 3; the same region or a place in it 2; the same country 1;
//	           one less where the text around a claim gives the place, see Report.Around
//	actors     one in common 2 (each further one of those who meet or agree 1, two at most); in the same office 1;
//	           an organ of the other, or the same group without a code, 1
//	recipients in common 1
//	time       the same day 3; overlapping within 8 days 2, within 62 days 1; dated shortly before the other was
//	           reported, or both reported within a week, 1; of what does not happen at a place 2 within a day; the time that the text around one gives 1
//	denial     of what was done to people, beside what was reported there shortly before 2
//	promise    with a number of ten or more in common, told again within two weeks 2
//	act        a mode in common 1
//	words      near-duplicate passages or quotes 4, of ten words or more 6; a statement and its translation (speaker, day and numbers match) 4;
//	           the same speaker on the same day 2, or 1 of what is said
//	numbers    each of three or more in common 1, of ten or more 2, four at most
//	items      each in common 1, two at most
//	tally      the same body counting the same place from the same day 3
//	document   told twice in one text: 1, or 3 of diplomacy with an actor in common; a toll of what the text tells of 1 more
//	against    another way of acting of one sort (shelling, an air raid) -1; of what happens at a place only numbers that differ -1;
//	           statements whose numbers all differ -3; in one language with no words in common -2
//
// Beyond points there has to be a common time or something that identifies the happening (near-duplicate words not more than a week apart, a number of
// ten or more, a tally); and for what happens at a place a common place at least of a region (for ASSAULT and COERCE
// with a time that overlaps within 8 days, for a region and a town in it of ASSAULT a number of three or more in common or doer, victims and way of acting besides), or the like. For what is said there has to be more than who speaks of whom: the same day or
// the next, a place, items or a number of three or more.
//
// What falls short of that by little is joined faintly: after all else, and only to one happening where no other fits. It is what happens at a place and has the
// points, but no common place (none at all, where only a country is told a number of three or more in common), on common days or with such a number (for ASSAULT and COERCE what a region asks for of ASSAULT); what lacks one point, with a common
// time and a number of three or more in common, or words, or diplomacy with items or with recipients or offices beside an actor in common; what is told twice in one text with
// four points; and a denial that gives no time.
const Need = 6

// inOneText is the fewest points on which what is told twice in one text is joined faintly.
const inOneText = 4

// Slots in which two claims can exclude each other.
type excluded uint16

const (
	byActors excluded = 1 << iota
	byRecipients
	byPlace
	byTime
	byManner
	bySpeaker
	byDay
	byReference
)

var exclusions = []struct {
	bit  excluded
	what string
}{
	{byActors, "other actors"}, {byRecipients, "other recipients"}, {byPlace, "another place"}, {byTime, "another time"},
	{byManner, "another way of acting"}, {bySpeaker, "another speaker"}, {byDay, "said on another day"},
	{byReference, "an earlier position, not a contradiction: what the denial speaks of and what the other claim speaks of don't overlap in time"},
}

// judgement is what a comparison of two nodes found.
type judgement struct {
	score     int
	excluded  excluded
	identical bool     // something identifies the happening
	faint     bool     // it joins only what nothing better is found for
	contested excluded // the one slot of excluded in which the two accounts of one happening differ; 0 none
	joins     bool
	why       []string // only when asked for
}

// excludes says in which slots two views exclude each other.
func excludes(a, b *view) excluded {
	var x excluded
	if a.actors.excludes(b.actors, together[a.r.Claim.Type]) {
		x |= byActors
	}
	if a.recips.excludes(b.recips, false) {
		x |= byRecipients
	}
	if a.where.against(b.where) == apart {
		x |= byPlace
	}
	if a.denies == b.denies || !passing[a.r.Claim.Type] {
		if !a.when.hard.meets(b.when.hard) {
			x |= byTime
		}
	}
	if a.denies != b.denies && !a.when.ref.meets(b.when.ref) {
		x |= byReference
	}
	if a.family != 0 && b.family != 0 && a.family&b.family == 0 {
		x |= byManner
	}
	if spoken[a.r.Claim.Type] {
		if a.speaks && b.speaks && a.speaker.isNot(b.speaker) {
			x |= bySpeaker
		}
		if !a.said.meets(b.said) {
			x |= byDay
		}
	}
	return x
}

// surely reports whether the two are joined, and not faintly.
func (j judgement) surely() bool { return j.joins && !j.faint }

// adder takes points for an item of evidence and the words that explain it.
type adder func(points int, what, detail string)

// judge compares two nodes of one type, object and matter.
func judge(a, b *node, explain bool) judgement {
	var j judgement
	add := func(n int, what, detail string) {
		j.score += n
		if explain {
			j.why = append(j.why, what+detail+" ("+signed(n)+")")
		}
	}
	v, w := a.v, b.v
	typ := v.r.Claim.Type
	j.excluded = excludes(v, w)
	if j.excluded&^(byActors|byPlace|byTime) != 0 && j.excluded&^moved != 0 && !explain {
		return j
	}
	place := scorePlace(v, w, add)
	actors := scoreActors(v, w, add)
	acted := actors // without recipients: a text tells of two measures against one state
	if common(v.recips.codes, w.recips.codes)+common(v.recips.loose, w.recips.loose) > 0 {
		add(1, "recipients in common", "")
		actors += 1
	}
	parties := actors
	time := scoreTime(v, w, add)
	if common(v.modes, w.modes) > 0 {
		add(1, "the same way of acting", "")
	} else if v.family != 0 && w.family != 0 && v.denies == w.denies {
		add(-1, "another way of acting of one sort", "")
	}
	if v.denies != w.denies && hurts[typ] && place > 2 && time == 1 {
		add(2, "a denial of what was reported there just before", "")
	}
	near := scoreWords(a, b, add) && (time > 0 || !longApart(v, w))
	mark, tell := scoreNumbers(a, b, add)
	items := min(common(a.items, b.items), 2)
	if items > 0 {
		add(items, "the same items", "")
	}
	if v.tally() && w.tally() && v.when.named.lo == w.when.named.lo && v.where.key == w.where.key && v.speaker.is(w.speaker) {
		add(3, "the same body counting from the same day", "")
		mark = true
	}
	if bodily[typ] && !mark && !tell && !near && v.denies == w.denies && conflicting(a.numbers, b.numbers) {
		add(-1, "the numbers differ", "")
	}
	beside := common(a.documents, b.documents) > 0 && !conflicting(a.numbers, b.numbers)
	if !spoken[typ] && beside {
		switch {
		case bodily[typ]:
			add(1, "told twice in one text", "")
			if counts(v) || counts(w) {
				add(1, "a count of what the text tells of", "")
			}
		case acted > 0:
			add(3, "told twice in one text", "")
		}
	}
	against := spoken[typ] && scoreAgainst(v, w, add)
	if mark && time == 0 && v.matter != happening && v.when.known && w.when.known && v.when.asOf.gap(w.when.asOf) <= newsDays {
		add(2, "a promise told again within two weeks", "")
	}
	j.identical = near || mark
	j.contested = contest(v, w, j.excluded, near, mark, tell, actors > 0)
	if j.contested == 0 && near && j.excluded&byTime != 0 && j.excluded&^moved == 0 && reprinted(a, b) {
		j.contested = byTime
	}
	// Of attacks and arrests there are many on a day.
	telling := tell || parties >= 3 && common(v.modes, w.modes) > 0
	enough := j.score >= Need && (time > 0 || j.identical)
	switch {
	case j.identical:
	case bodily[typ] && (place < 2 || hurts[typ] && place == 2 && time < 2):
		j.faint = enough && (time >= 2 || tell) && (place != 1 || tell) && (!hurts[typ] || telling)
		enough = false
	case typ == factum.Assault && place == 2 && v.where.fine() != w.where.fine() && !telling:
		enough = false
	case spoken[typ] && time < 2 && place < 2 && items == 0 && !tell && !atOnce(v, w):
		enough = false
	case !enough && !against:
		j.faint = j.score == Need-1 && time > 0 && (tell || spoken[typ] || !bodily[typ] && (parties >= 3 || items > 0))
	}
	if !enough && !j.identical && beside && !spoken[typ] && j.score >= inOneText && (actors > 0 || tell || place > 0 && !v.lent.place && !w.lent.place || common(v.modes, w.modes) > 0) {
		j.faint = true
	}
	if enough && !j.identical && v.denies != w.denies && time < 2 { // what a denial speaks of is not guessed
		enough, j.faint = false, true
	}
	j.joins = (enough || j.faint) && (j.excluded == 0 || enough && j.contested != 0)
	if explain {
		for _, x := range exclusions {
			if j.excluded&x.bit == 0 {
				continue
			}
			if j.contested == x.bit {
				j.why = append(j.why, "contested: "+x.what)
			} else {
				j.why = append(j.why, "excluded: "+x.what)
			}
		}
		if j.joins && j.faint {
			j.why = append(j.why, "faint: nothing that fits better was found")
		}
	}
	return j
}

func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// contest says in which slot two accounts of one happening differ, where they exclude each other in that slot alone
// and agree so far in the others that it must be one: two sides blame each other for one strike, a report is a
// day off, two neighbouring places are named.
func contest(v, w *view, x excluded, near, mark, tell, parties bool) excluded {
	typ := v.r.Claim.Type
	if v.lent.place || w.lent.place {
		return 0
	}
	spot := v.where.against(w.where) == same && v.where.fine()
	day := v.when.bounded() && v.when.named == w.when.named && v.when.named.days() == 1
	switch x {
	case byActors:
		if hurts[typ] && spot && day && (tell || near) {
			return x
		}
	case byPlace:
		if v.where.fine() && w.where.fine() && v.where.placed && w.where.placed && v.where.km(w.where) <= nearBy && day && mark && parties {
			return x
		}
	case byTime:
		a, b := v.when.named, w.when.named
		if a.bounded() && b.bounded() && a.days() <= 2 && b.days() <= 2 && a.gap(b) <= 1 && spot && (mark || near) {
			return x
		}
	}
	return 0
}

// longApart reports whether two claims speak from days so far apart that near-duplicate words may be no more than the words in which such things are told.
func longApart(v, w *view) bool {
	return v.when.known && w.when.known && v.when.asOf.gap(w.when.asOf) > sameNews
}

// atOnce reports whether two claims speak from one day or two that follow each other.
func atOnce(v, w *view) bool {
	return v.when.known && w.when.known && v.when.asOf.bounded() && w.when.asOf.bounded() && v.when.asOf.gap(w.when.asOf) <= 1
}

// tally reports whether a view is a count over a longer stretch by somebody known.
func (v *view) tally() bool {
	return v.speaker.key != "" && !v.lent.time && v.when.bounded() && v.when.named.days() > 8 && v.where.level != nowhere && len(v.numbers) > 0
}

// counts reports whether a view is no more than a number of people beside what the text around it tells: a toll.
func counts(v *view) bool {
	return v.lent.place && slices.ContainsFunc(v.numbers, func(n number) bool { return n.unit == "person" })
}

// conflicting reports whether two sets of numbers give a kind different values.
func conflicting(a, b []number) bool {
	for _, x := range a {
		for _, y := range b {
			if x.kind == y.kind && x.unit == y.unit && !x.meets(y) {
				return true
			}
		}
	}
	return false
}

// scoreAgainst takes points off for two statements whose content differs, and reports whether it does.
func scoreAgainst(v, w *view, add adder) bool {
	differs := false
	if len(v.words.numbers) > 0 && len(w.words.numbers) > 0 && common(v.words.numbers, w.words.numbers) == 0 {
		add(-3, "the numbers in the words differ", "")
		differs = true
	}
	if v.r.Claim.Lang == w.r.Claim.Lang && v.words.apart(w.words) && !slices.Equal(v.words.shingles, w.words.shingles) {
		add(-2, "the words have nothing in common", "")
		differs = true
	}
	return differs
}

// moved are the slots in which a text differs that is printed again on another day with the same "today".
const moved = byTime | byDay | byReference

// reprinted reports whether two nodes tell in copied words of days that lie as far apart as the days on which they were published.
func reprinted(a, b *node) bool {
	for _, v := range a.samples {
		for _, w := range b.samples {
			if v.r.Published == nil || w.r.Published == nil || v.r.Claim.Lang != w.r.Claim.Lang || !v.when.bounded() || !w.when.bounded() {
				continue
			}
			x, _ := dayOf(v.r.Published.From, false)
			y, _ := dayOf(w.r.Published.From, false)
			if d := v.when.named.lo - w.when.named.lo; d == x-y && d >= -2 && d <= 2 && v.when.named.days() <= 2 && v.words.nearly(w.words) && copied(v, w) {
				return true
			}
		}
	}
	return false
}
