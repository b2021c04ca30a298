package factum

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strconv"
	"strings"
)

// Identifiers. Each has its own type, so that a mix-up does not compile.
type (
	ClaimID      string // clm_ + 26 characters, see NewClaimID
	FactID       string // fct_ + the characters of a claim it holds
	LineID       string // line_ + the characters of its first-sealed claim
	CommitmentID string // com_ + the characters of its first-sealed claim
	SourceID     string // src_ + the source's domain or name
	GapID        string // gap_ + the index of the act that noted it
	PersonID     string // a collector id, chosen by whoever added the person
	ActIndex     int64  // place of an act in the log, from 0; written act_<n> where an id is wanted
)

var idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewClaimID makes the id of a claim from what does not change when coder or gazetteer
// get better: the capture (outside a record, the digest of the file's bytes or of the jsonl line's text), the
// part of the document, the text of that part, the type, the span of the trigger
// in that part, and the ordinal among claims equal in all of these.
func NewClaimID(capture Digest, part string, text Digest, typ EventType, trigger Span, ordinal int) ClaimID {
	b, err := Canonical([]any{capture, part, text, typ, trigger, ordinal})
	if err != nil {
		panic(err) // cannot happen: every value above has a JSON form
	}
	s := sha256.Sum256(b)
	return ClaimID("clm_" + idEncoding.EncodeToString(s[:])[:26])
}

func (c ClaimID) tail() string { return strings.TrimPrefix(string(c), "clm_") }

// Fact is the id of the fact that now holds the claim.
func (c ClaimID) Fact() FactID { return FactID("fct_" + c.tail()) }

// Line is the id of a line whose first-sealed claim is c.
func (c ClaimID) Line() LineID { return LineID("line_" + c.tail()) }

// Commitment is the id of a commitment whose first-sealed claim is c.
func (c ClaimID) Commitment() CommitmentID { return CommitmentID("com_" + c.tail()) }

// Claim is the claim that a fact id names.
func (f FactID) Claim() ClaimID { return ClaimID("clm_" + strings.TrimPrefix(string(f), "fct_")) }

// String returns act_<n>.
func (i ActIndex) String() string { return "act_" + strconv.FormatInt(int64(i), 10) }

// Gap is the id of the gap that act i noted.
func (i ActIndex) Gap() GapID { return GapID("gap_" + strconv.FormatInt(int64(i), 10)) }

// ParseActIndex reads "act_17", "gap_17" or "17".
func ParseActIndex(s string) (ActIndex, error) {
	n, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimPrefix(s, "act_"), "gap_"), 10, 64)
	if err != nil || n < 0 {
		return 0, Errorf(Invalid, "%q is not the number of an act", s)
	}
	return ActIndex(n), nil
}

// NewSourceID makes a source's id from its domain, or its name where it has none:
// lower case, what is not a letter, digit, dot or hyphen becomes a hyphen. It returns
// "" when nothing is known of the source.
func NewSourceID(domain, name string) SourceID {
	s := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(domain)), "www.")
	if s == "" {
		s = strings.ToLower(strings.TrimSpace(name))
	}
	var b strings.Builder
	dash := false
	for _, r := range s {
		if r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 127 {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		} else {
			dash = true
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return SourceID(fmt.Sprintf("src_%s", b.String()))
}
