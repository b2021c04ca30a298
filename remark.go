package factum

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// Remark is what a person put on record about claims, facts, sources or captures, other than a finding: a merge, a split, a
// correction, a grade, a link or a note. Like every act it never changes; a later one stands on top of it.
type Remark struct {
	Act  ActIndex `json:"act"`
	Kind ActKind  `json:"kind"` // merged split corrected graded linked noted source-changed
	At   string   `json:"at"`
	By   PersonID `json:"by"`
	Remarked
}

// Remarked is the sealed value "remark" of such an act.
type Remarked struct {
	// Items are ids in full, what the remark is about first: of a merge the facts, of a split the fact, of a link from and to.
	Items []string `json:"items"`
	// Claims are, of a merge, the claims that each of Items held; of a split, those that are taken out and those that stay.
	Claims [][]ClaimID `json:"claims"`
	// Fields are, of a correction, slots of the claim or source with their new value, as their JSON has it; of a grade "grade"; of a link "as".
	Fields map[string]json.RawMessage `json:"fields"`
	Reason string                     `json:"reason"` // of a note its text
}

// RemarkKinds are the kinds of act that seal a remark.
var RemarkKinds = []ActKind{Merged, SplitApart, Corrected, Graded, Linked, Noted, SourceChanged}

// Remarks reports whether an act of this kind seals a remark.
func (k ActKind) Remarks() bool { return slices.Contains(RemarkKinds, k) }

// Field is the value of a field that is a string, "" where it is not there or is none.
func (r Remarked) Field(name string) string {
	var s string
	if json.Unmarshal(r.Fields[name], &s) != nil {
		return ""
	}
	return s
}

// Bond is what a merge or split means for claims: those of one list are one happening with each other or, where Apart is set, the first
// list is another happening than the second. A later bond outweighs an earlier one where they speak of the same two claims.
type Bond struct {
	Act    ActIndex
	By     PersonID
	Apart  bool
	Claims [][]ClaimID
	Reason string
}

// Bond is the bond that a remark makes; ok is false where it makes none.
func (r Remark) Bond() (b Bond, ok bool) {
	b = Bond{Act: r.Act, By: r.By, Apart: r.Kind == SplitApart, Claims: r.Claims, Reason: r.Reason}
	return b, r.Kind == Merged && len(r.Claims) > 1 || r.Kind == SplitApart && len(r.Claims) == 2
}

// Admiralty grades, as the Admiralty code of intelligence has them (NATO AJP-2.1): reliability of a source, credibility of a claim. The
// last of each is the default: nobody can judge.
const (
	SourceGrades = "ABCDEF"
	ClaimGrades  = "123456"
)

// Ways in which one thing can be linked to another.
var LinkKinds = []string{
	"fulfils", "partly-fulfils", "withdraws", "denies", // an event or statement, what was pledged, agreed, scheduled, expected or demanded
	"unrelated",      // a link that was proposed and is none
	"primary",        // a capture or document, the statement whose own words it holds
	"draws-on",       // a source, another that it draws on
	"same-statement", // two claims, the words of one speaker
}

// Correctable are the slots of a claim that a person can correct. withdrawn is true where the text does not say it at all, accepted where it does
// say what a model proposed.
var Correctable = []string{"type", "object", "modes", "modality", "actors", "recipients", "participants", "place", "time", "quantities", "withdrawn", "accepted"}

// SourceFields are what a person can say of a source.
var SourceFields = []string{"name", "domain", "country", "lang", "owner", "wires", "interest", "wars"}

// codeForm is what a code of a state or organisation looks like.
var codeForm = regexp.MustCompile(`^[A-Z][A-Z0-9_-]+$`)

// CheckSourceFields refuses fields that can't be said of a source: all are texts, wires and wars lists of them, wars of codes.
func CheckSourceFields(fields map[string]json.RawMessage) error {
	for _, name := range sortedFields(fields) {
		var text string
		var list []string
		many := name == "wires" || name == "wars"
		switch {
		case !slices.Contains(SourceFields, name):
			return Errorf(Invalid, "a source has no %q", name).WithHint("It has %s.", strings.Join(SourceFields, ", "))
		case many && (json.Unmarshal(fields[name], &list) != nil || list == nil):
			return Errorf(Invalid, "the %s of a source are a list of texts, not %s", name, fields[name])
		case name == "wars" && slices.ContainsFunc(list, func(s string) bool { return !codeForm.MatchString(s) }):
			return Errorf(Invalid, "wars are codes of countries, not %s", fields[name]).WithHint("wars=UKR,SYR: where the interest is one; wars= for everywhere.")
		case !many && json.Unmarshal(fields[name], &text) != nil:
			return Errorf(Invalid, "the %s of a source is a text, not %s", name, fields[name])
		case name == "interest" && !slices.Contains(Interests, text):
			return Errorf(Invalid, "%q is no interest", text).WithHint("It is one of %s.", strings.Join(Interests, ", "))
		}
	}
	return nil
}

// Standing is what people found of a claim as a whole.
type Standing struct {
	Withdrawn bool // the text does not say it: it is in no fact
	Accepted  bool // the text says what a model proposed: it is a claim like others
}

// Corrected is a claim with slots corrected, and how it stands then, if it stood as given before. A correction rests on the word of the person
// who made it, which Why says; the words of the claim stay as they are. It fails with Invalid for a slot that can't be corrected so.
func (c Claim) Corrected(r Remark, before Standing) (out Claim, now Standing, err error) {
	out, now = c, before
	for _, name := range sortedFields(r.Fields) {
		var err error
		raw := r.Fields[name]
		switch name {
		case "type":
			err = slot(raw, &out.Type)
			out.Quad, out.ACLED = out.Type.Quad(), ACLED{}
		case "object":
			err = slot(raw, &out.Object)
		case "modes":
			err = slot(raw, &out.Modes)
			out.ACLED = ACLED{}
		case "modality":
			err = slot(raw, &out.Modality)
		case "actors":
			err = slot(raw, &out.Actors)
		case "recipients":
			err = slot(raw, &out.Recipients)
		case "participants":
			err = slot(raw, &out.Participants)
		case "place":
			err = slot(raw, &out.Place)
		case "time":
			err = slot(raw, &out.Time)
		case "quantities":
			err = slot(raw, &out.Quantities)
		case "withdrawn":
			err = slot(raw, &now.Withdrawn)
		case "accepted":
			err = slot(raw, &now.Accepted)
			if err == nil && !c.Proposed() {
				err = Errorf(Invalid, "no model proposed this claim")
			}
		default:
			return c, before, Errorf(Invalid, "a claim has no %q that can be corrected", name).WithHint("It is one of %s.", strings.Join(Correctable, ", "))
		}
		if err != nil {
			return c, before, Errorf(Invalid, "%s does not read as the %s of a claim: %w", raw, name, err)
		}
	}
	out.Why = append(slices.Clone(c.Why), "corrected ("+strings.Join(sortedFields(r.Fields), ", ")+") by "+string(r.By)+", "+r.Act.String()+": "+r.Reason)
	return out, now, nil
}

// slot puts a value in a slot of its own: nothing of the one that was there before is written over.
func slot[T any](raw json.RawMessage, to *T) error {
	var v T
	err := json.Unmarshal(raw, &v)
	*to = v
	return err
}

func sortedFields(m map[string]json.RawMessage) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
