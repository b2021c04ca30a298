package corroboration

import (
	"strconv"

	"factum"
)

// scorePlace gives the points of two places and returns them: one less where the text around a claim gives its place.
func scorePlace(v, w *view, add adder) int {
	if v.lent.place || w.lent.place {
		full := add
		add = func(n int, what, detail string) {
			if n > 1 {
				full(n-1, what, detail+", told before it")
			}
		}
		return max(0, scoreWhere(v, w, add)-1)
	}
	return scoreWhere(v, w, add)
}

func scoreWhere(v, w *view, add adder) int {
	a, b := v.where, w.where
	if a.level > b.level {
		a, b = b, a
	}
	switch a.against(b) {
	case same:
		switch {
		case a.fine():
			add(4, "the same place: ", a.shown)
			return 4
		case a.level == country:
			add(1, "the same country: ", a.shown)
			return 1
		}
		add(2, "the same region: ", a.shown)
		return 2
	case within:
		switch {
		case b.fine():
			add(3, a.shown, " is in "+b.shown)
			return 3
		case b.level == country:
			add(1, a.shown, " is in "+b.shown)
			return 1
		}
		add(2, a.shown, " can lie in "+b.shown)
		return 2
	}
	return 0
}

// scoreActors gives the points of two lists of actors and returns them.
func scoreActors(v, w *view, add adder) int {
	a, b := v.actors, w.actors
	points := 0
	give := func(n int, what, detail string) {
		points += n
		add(n, what, detail)
	}
	switch n := common(a.codes, b.codes); {
	case n > 0:
		give(2, "an actor in common: ", first(a.codes, b.codes))
		if together[v.r.Claim.Type] && n > 1 {
			give(min(n-1, 2), "further parties in common", "")
		}
		if common(a.roles, b.roles) > 0 {
			give(1, "in the same office", "")
		}
	case a.organOf(b):
		give(1, "an organ of the other", "")
	case common(a.loose, b.loose) > 0:
		give(1, "an actor in common: ", first(a.loose, b.loose))
	}
	return points
}

func first(a, b []string) string {
	for _, x := range a {
		if common([]string{x}, b) > 0 {
			return x
		}
	}
	return ""
}

// Days within which time counts as evidence.
const (
	weekDays   = 8
	monthsDays = 62
	newsDays   = 14 // a happening is mostly reported within these
	aheadDays  = 30 // what is planned or agreed mostly comes within these
	sameNews   = 7
	atOnceDays = 1
)

// scoreTime gives the points of two times and returns them.
func scoreTime(v, w *view, add adder) int {
	if v.said.bounded() && w.said.bounded() && v.said == w.said && v.said.days() == 1 {
		add(3, "said on the same day", "")
		return 3
	}
	a, b := v.when, w.when
	switch {
	case a.bounded() && b.bounded():
		if !a.named.meets(b.named) {
			return 0
		}
		if v.lent.time || w.lent.time {
			add(1, "the time of what is told before it", "")
			return 1
		}
		switch wide := max(a.named.days(), b.named.days()); {
		case wide == 1:
			add(3, "the same day", "")
			return 3
		case wide <= weekDays:
			add(2, "the same days", "")
			return 2
		case wide <= monthsDays:
			add(1, "times that overlap", "")
			return 1
		}
	case a.bounded() != b.bounded():
		if b.bounded() {
			a, b = b, a
		}
		news := window{b.asOf.lo - newsDays, b.asOf.hi}
		if v.matter != happening {
			news.hi += aheadDays
		}
		if b.known && a.named.days() <= 2 && a.named.gap(b.asOf) <= atOnceDays && !bodily[v.r.Claim.Type] {
			add(2, "dated to the day of the other report, or the day before", "")
			return 1
		}
		if b.known && a.named.days() <= monthsDays && a.named.meets(news) {
			add(1, "dated close to the other report", "")
			return 1
		}
	case a.known && b.known && a.asOf.gap(b.asOf) <= atOnceDays && !bodily[v.r.Claim.Type]:
		add(2, "reported on one day or the next", "")
		return 1
	case a.known && b.known && a.asOf.gap(b.asOf) <= sameNews:
		add(1, "reported within a week of each other", "")
		return 1
	}
	return 0
}

// scoreWords gives the points of passages, quotes and speakers, and reports whether the words identify the happening.
func scoreWords(a, b *node, add adder) bool {
	for _, v := range a.samples {
		for _, w := range b.samples {
			if v.r.Claim.Lang == w.r.Claim.Lang && v.words.nearly(w.words) {
				add(nearPoints(v.words, w.words), "near-duplicate words", "")
				return true
			}
			if v.r.Claim.Lang == w.r.Claim.Lang && v.quote.nearly(w.quote) && (v.when.known && w.when.known && v.when.asOf.gap(w.when.asOf) <= sameNews) {
				add(nearPoints(v.quote, w.quote), "the same quote", "")
				return true
			}
		}
	}
	for _, v := range a.samples {
		for _, w := range b.samples {
			if !v.speaker.is(w.speaker) || !sameDay(v, w) {
				continue
			}
			if v.r.Claim.Lang != w.r.Claim.Lang && len(v.words.numbers)+len(v.numbers) > 0 && sameFigures(v, w) {
				add(4, "a statement and its translation: speaker, day and numbers match", "")
				return true
			}
			if spoken[v.r.Claim.Type] { // the day and who acts have counted already
				add(1, "the same speaker on the same day", "")
			} else {
				add(2, "the same speaker on the same day", "")
			}
			return false
		}
	}
	return false
}

// nearPoints is what near-duplicate words count: from longWords on they are enough by themselves.
func nearPoints(a, b sketch) int {
	if min(a.words, b.words) >= longWords {
		return Need
	}
	return 4
}

// sameDay reports whether two claims are known to speak from one day.
func sameDay(v, w *view) bool {
	return v.when.known && w.when.known && v.when.asOf == w.when.asOf && v.when.asOf.days() == 1
}

// sameFigures reports whether two claims give the same numbers, in figures or in words.
func sameFigures(v, w *view) bool {
	if len(v.numbers) > 0 || len(w.numbers) > 0 {
		if len(v.numbers) != len(w.numbers) {
			return false
		}
		for i := range v.numbers {
			if v.numbers[i] != w.numbers[i] {
				return false
			}
		}
		return true
	}
	return len(v.words.numbers) == len(w.words.numbers) && common(v.words.numbers, w.words.numbers) == len(v.words.numbers)
}

// scoreNumbers gives the points of numbers in common, and reports whether one of them marks or tells the happening.
func scoreNumbers(a, b *node, add adder) (mark, tell bool) {
	points := 0
	for i, j := 0, 0; i < len(a.numbers) && j < len(b.numbers) && points < 4; {
		x, y := a.numbers[i], b.numbers[j]
		if x == y {
			switch {
			case x.marks():
				mark, tell = true, true
				points += 2
				add(2, "the same number ", x.kind+": "+strconv.FormatInt(x.min, 10))
			case x.tells():
				tell = true
				points++
				add(1, "the same number ", x.kind+": "+strconv.FormatInt(x.min, 10))
			}
			i++
			j++
		} else if numberBefore(x, y) {
			i++
		} else {
			j++
		}
	}
	return mark, tell
}

func numberBefore(x, y number) bool {
	if x.kind != y.kind {
		return x.kind < y.kind
	}
	if x.unit != y.unit {
		return x.unit < y.unit
	}
	if x.min != y.min {
		return x.min < y.min
	}
	return x.max < y.max
}

// Comparison explains a pair of claims: whether they can be one fact by themselves, and on what evidence.
type Comparison struct {
	Together bool     `json:"together"`
	Score    int      `json:"score"`
	Need     int      `json:"need"`
	Why      []string `json:"why"` // evidence with its points, then what excludes or is contested
}

// Compare explains a pair of reports. It speaks of the two alone: in a fact, a third claim may tie them, or exclude one.
func (Weigher) Compare(a, b factum.Report) Comparison {
	v, w := viewOf(&a), viewOf(&b)
	c := Comparison{Need: Need, Why: []string{}}
	if why := differ(v, w); why != "" {
		c.Why = append(c.Why, "excluded: "+why)
		return c
	}
	j := judge(alone(v), alone(w), true)
	c.Score, c.Together = j.score, j.joins
	c.Why = append(c.Why, j.why...)
	if c.Together && common(v.keys(), w.keys()) == 0 {
		c.Together = false
		c.Why = append(c.Why, "excluded: nothing that identifies the happening by which they would be found together")
	}
	return c
}

// differ says in what of type, object and matter two claims differ, "" in nothing.
func differ(v, w *view) string {
	switch {
	case v.r.Claim.Type != w.r.Claim.Type:
		return "another type"
	case v.r.Claim.Object != w.r.Claim.Object:
		return "another object"
	case v.matter != w.matter:
		return "one speaks of what happened, the other of what is planned, called for or imagined"
	}
	return ""
}

// nearness says how close in time two views speak of what they tell, from 0 (a month or more apart, or not known) to 31: news is mostly told at
// once. It is no evidence, but of two happenings that fit equally well it tells the nearer one.
func nearness(v, w *view) int {
	a, b := v.when, w.when
	day := func(t when) (window, bool) {
		if t.bounded() && t.named.days() <= 2 {
			return t.named, true
		}
		return t.asOf, t.known && t.asOf.bounded()
	}
	x, ok1 := day(a)
	y, ok2 := day(b)
	if !ok1 || !ok2 || v.denies != w.denies {
		return 0 // what a denial speaks of is not guessed from when it was made
	}
	return max(0, 31-x.gap(y))
}
