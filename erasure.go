package factum

import (
	"slices"
	"strings"
)

// Erasure is the sealed value "erasure" of an erased act: what was taken out of the record for good, on which ground and by whose
// authority. What it names is gone; its digests stay, so that verify can tell an erasure from a loss.
type Erasure struct {
	Acts      []ActIndex `json:"acts"`  // whose openings were blanked; at most ErasedAtOnce
	Items     []Digest   `json:"items"` // captures and derived items that were removed; at most ErasedAtOnce
	Ground    string     `json:"ground"`
	Authority string     `json:"authority"` // who may order or allow it, and where that is written: a court and its docket, a consent form's number
}

// ErasedAtOnce bounds the acts and the items of one erased act; more are several acts.
const ErasedAtOnce = 100

// Ground is why something may or must be erased.
type Ground struct{ Name, Meaning string }

// Grounds are all there are, in the words of those who keep evidence and archives. What fits none of them is no ground to destroy evidence.
var Grounds = []Ground{
	{"consent-withdrawn", "who gave it, or is shown in it, has withdrawn consent"},
	{"court-order", "a court or another authority with power to do so has ordered it"},
	{"data-protection", "somebody it tells about has a right to have it erased"},
	{"protection", "holding it puts somebody in danger"},
	{"unlawful-to-hold", "to hold it is an offence, whoever does it"},
	{"outside-mandate", "it should not have been collected"},
	{"retention-ended", "the time for which it could be kept is over"},
}

// CheckGround refuses what is none of Grounds.
func CheckGround(name string) error {
	if slices.ContainsFunc(Grounds, func(g Ground) bool { return g.Name == name }) {
		return nil
	}
	var names []string
	for _, g := range Grounds {
		names = append(names, g.Name)
	}
	return Errorf(Invalid, "%q is no ground to erase anything", name).WithHint("It is one of %s.", strings.Join(names, ", "))
}

// Erasable reports whether the openings of an act of this kind can be blanked by naming the act. Who made the record, which keys count and
// what was erased have to stay known; captured and coded acts go with their capture.
func (k ActKind) Erasable() bool {
	switch k {
	case Opened, Rekeyed, Erased, Captured, Coded:
		return false
	}
	return true
}

// Blank reports whether a line of sealed/ or derived/ was erased: it is empty, or spaces only.
func Blank(line []byte) bool {
	for _, b := range line {
		if b != ' ' {
			return false
		}
	}
	return true
}
