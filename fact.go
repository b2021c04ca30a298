package factum

import (
	"encoding/json"
	"slices"
)

// Report is a claim in its setting: what corroboration has to know beside the claim itself.
type Report struct {
	Claim     Claim
	Seal      Seal
	Capture   Digest
	Source    SourceID
	Outlet    string
	Wire      string   // agency credited by the document
	Interest  string   // of the source, one of Interests
	Wars      []string // countries (or codes of those who fight) that the interest bears on; none: everything
	Owner     string   // of the source, "" unknown
	Wires     []string // agencies that the source is known to draw on
	Title     string
	Published *Time
	Print     uint64 // 64-bit simhash over the document's words
	// Around is what SettingOf finds of the claim among the claims of its document.
	Around Setting
}

// Anchors are what the claims are found by that one has to be compared with: only claims that share one of their Keys, and whose reach in days, From to To,
// has a day in common, are ever held together. Those with the same Node, where it is not "", are looked at as one.
type Anchors struct {
	Node     string
	Keys     []string // sorted, at least one
	From, To int      // days counted from 1970
}

// Seal orders claims by when they were first sealed: the act, then the place in its claim set.
type Seal struct {
	Act     ActIndex
	Ordinal int
}

// Before reports whether s was sealed before t.
func (s Seal) Before(t Seal) bool {
	return s.Act < t.Act || s.Act == t.Act && s.Ordinal < t.Ordinal
}

// Interests a source or line may have in what is reported.
var Interests = []string{"party", "ally", "victim", "neutral", "unknown"}

// Support of a fact or element.
const (
	SupportNone    = "none" // only denials
	SupportOne     = "one-line"
	SupportSeveral = "several-lines"
)

// Contradiction of a fact or element.
const (
	ContradictedNone    = "none"
	ContradictedDenied  = "denied-by-accused"
	ContradictedAnother = "by-another-line"
)

// Fact is a fact in issue: the claims about one happening. It says who reports what, never that it is so.
type Fact struct {
	V              int             `json:"v"` // 1
	ID             FactID          `json:"id"`
	Type           EventType       `json:"type"`
	Object         EventType       `json:"object"`
	Headline       string          `json:"headline"`
	Status         string          `json:"status"` // "in issue", or the latest finding's status on the whole fact
	Elements       []Element       `json:"elements"`
	Claims         []ClaimID       `json:"claims"` // first-sealed first
	Lines          []Line          `json:"lines"`
	Support        string          `json:"support"`
	Contradicted   string          `json:"contradicted"`
	Contradictions []Contradiction `json:"contradictions"`
	Sources        []SourceID      `json:"sources"`
	Languages      []string        `json:"languages"`
	Series         []Series        `json:"series"`
	Findings       []Finding       `json:"findings"`
	Fragility      int             `json:"fragility"`
	// Why says of each claim but the first what ties it to the fact.
	Why []Tie `json:"why"`
	// Deed is what the fact tells, in short; it is kept beside it and is no part of its JSON. nil where nobody worked it out.
	Deed *Deed `json:"-"`
	// Occurrence is the fact as figures read it; it is kept beside it likewise.
	Occurrence *Occurrence `json:"-"`
}

// InIssue is the status of a fact on which nobody has decided.
const InIssue = "in issue"

// Withheld is the status of a fact shown to somebody who is to find on it without sight of what others found.
const Withheld = "withheld"

// Blind is the fact without anything of what people found on it.
func (f Fact) Blind() Fact {
	f.Status, f.Findings, f.Elements = Withheld, []Finding{}, slices.Clone(f.Elements)
	for i := range f.Elements {
		f.Elements[i].Finding = nil
	}
	return f
}

// Tie says why a claim belongs to a fact.
type Tie struct {
	Claim ClaimID  `json:"claim"`
	To    ClaimID  `json:"to"`
	Why   []string `json:"why"`
}

// Element is what has to be shown of a fact, each for itself. Value depends on the name: the act a
// string, place a Place, time a Time, people lists of Actor, a number a Quantity; null when no claim gives it.
type Element struct {
	Name         string          `json:"name"` // act place time perpetrator victims actors recipients number:<kind>
	Value        json.RawMessage `json:"value"`
	Claims       []ClaimID       `json:"claims"`
	Lines        int             `json:"lines"`
	Support      string          `json:"support"`
	Contradicted string          `json:"contradicted"`
	Finding      *Finding        `json:"finding"`
}

// Line is claims between which no common origin was found.
type Line struct {
	ID       LineID    `json:"id"`
	Claims   []ClaimID `json:"claims"`
	Speaker  string    `json:"speaker"`
	Wire     string    `json:"wire"`
	Why      string    `json:"why"`
	Interest string    `json:"interest"`
}

// Contradiction is what speaks against a fact or an element of it.
type Contradiction struct {
	Kind    string    `json:"kind"` // denial actor place time number
	Element string    `json:"element"`
	Claims  []ClaimID `json:"claims"`
}

// Series is a number that was reported again and again, by scope.
type Series struct {
	Kind   string  `json:"kind"`
	Scope  string  `json:"scope"`
	Points []Point `json:"points"`
}

// Point is one report of a number.
type Point struct {
	AsOf   string    `json:"as_of"`
	Min    int64     `json:"min"`
	Max    *int64    `json:"max"`
	Claims []ClaimID `json:"claims"`
}

// Statuses of a finding, by what it is made on.
var (
	FactStatuses       = []string{"established", "refuted", "unresolved"}
	CommitmentStatuses = []string{"kept", "partly-kept", "broken", "withdrawn"}
	AssessmentStatuses = []string{"borne-out", "not-borne-out"}
)

// Standards of proof, from low to high.
var Standards = []string{"reasonable-suspicion", "reasonable-grounds", "balance", "clear-and-convincing"}

// FirstOf is the finding, among those on a fact in log order, to which f is or would be a second opinion: the latest before it that another person made
// openly on the same element; nil where there is none. Where f has not been made yet its Act is behind all others.
func (f Finding) FirstOf(on []Finding) *Finding {
	for i := len(on) - 1; i >= 0; i-- {
		if g := &on[i]; g.Act < f.Act && !g.Second && g.By != f.By && g.Element == f.Element && slices.Contains(CommitmentStatuses, g.Status) == slices.Contains(CommitmentStatuses, f.Status) {
			return g
		}
	}
	return nil
}

// Finding is a named person's decision on a fact, an element, a commitment or an assessment.
type Finding struct {
	Act        ActIndex  `json:"act"`
	Element    string    `json:"element"` // "" the whole
	Status     string    `json:"status"`
	Standard   string    `json:"standard"`
	Reason     string    `json:"reason"`
	By         PersonID  `json:"by"`
	At         string    `json:"at"`
	ClaimsSeen []ClaimID `json:"claims_seen"`
	// Changed says that the fact's claims are no longer those the finding was made on.
	Changed   bool    `json:"changed"`
	Signature *string `json:"signature"` // null: unsigned
	// Second says that it is a second opinion, given without sight of the first: it moves no status.
	Second bool `json:"second"`
}
