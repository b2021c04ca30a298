package factum

import "strings"

// StatementID is stm_ + the characters of the statement's first-sealed claim.
type StatementID string

// Statement is the id of a statement whose first-sealed claim is c.
func (c ClaimID) Statement() StatementID { return StatementID("stm_" + c.tail()) }

// Claim is the claim that a statement id names.
func (s StatementID) Claim() ClaimID { return ClaimID("clm_" + strings.TrimPrefix(string(s), "stm_")) }

// Statement is what one speaker said at one time: the claims that give it, in whatever words and languages, and the captured primary they go back to.
type Statement struct {
	V        int         `json:"v"` // 1
	ID       StatementID `json:"id"`
	Speaker  Speaker     `json:"speaker"`
	At       string      `json:"at"`       // RFC 3339 date on which it was said, "" unknown
	Versions []Rendering `json:"versions"` // first-sealed first
	Primary  *Primary    `json:"primary"`  // null: none is captured
	// PrimaryWanted says that words of the speaker are quoted and no primary is captured.
	PrimaryWanted bool         `json:"primary_wanted"`
	Differences   []Difference `json:"differences"` // of versions from the primary, version by version
}

// Speaker is who said it, as a claim's innermost attribution names them.
type Speaker struct {
	Text string `json:"text"`
	Name string `json:"name"`
	Role string `json:"role"`
	Code string `json:"code"`
}

// Rendering is one claim's way of giving a statement.
type Rendering struct {
	Claim    ClaimID  `json:"claim"`
	Document Digest   `json:"document"`
	Source   SourceID `json:"source"`
	Lang     string   `json:"lang"`
	Form     string   `json:"form"`
	Wording  string   `json:"wording"`
	Quote    string   `json:"quote"` // the words inside the marks, "" for none
	Part     string   `json:"part"`  // what Span refers to
	Span     Span     `json:"span"`  // of the passage
}

// Primary is what the speaker's own body published of a statement.
type Primary struct {
	Document Digest   `json:"document"`
	Source   SourceID `json:"source"`
	Lang     string   `json:"lang"`
	At       string   `json:"at"`
	// Why says by what the document is the speaker's own: its source, its author, or that a person linked it.
	Why string `json:"why"`
}

// How a version differs from the primary.
const (
	Dropped      = "dropped"       // a number, condition, negation, hedge or party of the sentence given is missing
	Added        = "added"         // a number, party, place, condition or negation is not in the primary; where Primary is set it stands for that
	Softened     = "softened"      // weaker: a hedge put in, "must" told as "should", a milder word of law or blame
	Hardened     = "hardened"      // stronger: "may" told as "will", "considers" as "does", a part as the whole, a graver word
	ReAttributed = "re-attributed" // laid in another speaker's mouth
	ReDated      = "re-dated"      // said to have been said on another day
)

// Difference is one thing in which a version departs from its primary. Primary and Version are the words on both sides, null where
// one side has none.
type Difference struct {
	Claim   ClaimID `json:"claim"` // the version's
	Kind    string  `json:"kind"`
	What    string  `json:"what"` // number, party, place, negation, never, condition, hedge, modality, certainty, demand, blame, legal word, intent, scope, part, speaker, day
	Primary *Words  `json:"primary"`
	Version *Words  `json:"version"`
}
