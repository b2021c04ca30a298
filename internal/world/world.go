// Package world makes up a war, or five, and the press that reports on it, so that corroboration can be measured against a truth that is known.
//
// Generate draws happenings, then the statements, dispatches and articles that tell of them, and last the claims that a coder would take from
// these articles. Everything is invented: towns, officials, outlets and words; only the names of states, regions and agencies are real, because what
// reads them knows these. The passages are put together from small tables of phrases in nine languages (words/), good enough for comparing texts and no more.
//
// How often what happens stands in parameters.go. The figures are estimates of somebody who reads newspapers, set down before anything was
// measured, and they are not changed because of what is measured: a measurement on a world that was made to fit would say nothing.
//
// The same seed and size give the same world to the byte.
package world

import (
	"math/rand/v2"
	"slices"

	"factum"
)

// Truth is what is so in a generated world.
type Truth struct {
	Happenings []Happening
	Claims     map[factum.ClaimID]Told
	Texts      map[factum.Digest]string // of articles, without their titles, by capture
}

// Happening is what a claim tells of, for those who look into an error.
type Happening struct {
	Kind  string // a line of words/, "shell"
	Day   string // RFC 3339 date
	Place string // "" none
	// Twin says in what way the happening was made to be mistaken for another, Of; "" it was not.
	Twin string
	Of   int
}

// Told is what is so of one claim.
type Told struct {
	Happening int
	// Origin names, within the happening, whose knowledge the claim rests on: a speaker's ("speaker:…"; somebody and the body they speak for are one),
	// a nameless witness's ("witness:…"), an agency's own ("wire:…") or that of an outlet's own people ("own:…", by owner). Claims of one
	// happening with one origin are one line. What somebody says, asks or threatens has one origin only: that they said it.
	Origin string
	Denial bool // says that it was not so: a denial, or an outlet's retraction
	// Way is how the claim's text came about: own statement witness wire cite background denial retraction.
	Way string
	// Copy is what was done to the text that was copied: "" none, verbatim whitespace headline shortened translated.
	Copy string
	// Source published the claim, Capture is the item that holds it, and Wire the agency whose text it is, credited or not, "" none.
	Source  factum.SourceID
	Capture factum.Digest
	Wire    string
	// From is the capture that the text was copied or cited from, zero where there is none in the world (an agency's own pages are not always kept).
	From factum.Digest
	// Traits are what makes the claim hard: no-time vague-time no-place vague-place no-actor wrong-actor wrong-number wrong-day wrong-place
	// second (a further mention in an article) aside (in an article on another happening) uncredited body (the office is named, not the person).
	Traits []string
}

// Generate makes a world with about size claims. Reports come in the order in which they were sealed.
func Generate(seed int64, size int) ([]factum.Report, Truth) {
	r := rand.New(rand.NewPCG(uint64(seed), 0x66616374756d))
	g := &generator{Rand: r, words: tables(), taken: map[string]bool{}}
	g.days = (warDaysMin + r.IntN(warDaysMax-warDaysMin+1)) * max(1, size/claimsOfSeason)
	g.people()
	g.towns(min(size, claimsOfSeason))
	g.press()
	for written := 0; written < size; {
		h := g.happen()
		before := g.written
		g.report(h)
		written += g.written - before
	}
	return g.seal()
}

// generator holds a world in the making.
type generator struct {
	*rand.Rand
	words    map[string]*table
	days     int
	theatres []*theatre
	outlets  []*outlet
	persons  map[string]person // by code and role, "UKR/president"
	all      []*happening
	taken    map[string]bool // see happening.same
	articles []*article
	written  int // claims so far
	serial   int
}

// chance is true p times of a hundred.
func (r *generator) chance(p int) bool { return r.IntN(100) < p }

// share draws an index with the given weights.
func (r *generator) share(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := r.IntN(sum)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	panic("weights do not add up")
}

func one[T any](r *generator, list []T) T { return list[r.IntN(len(list))] }

// some draws n different elements, in the order of the list's shuffle.
func some[T any](r *generator, list []T, n int) []T {
	l := slices.Clone(list)
	r.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] })
	return l[:min(n, len(l))]
}
