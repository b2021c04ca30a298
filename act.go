package factum

import (
	"encoding/hex"
	"encoding/json"
	"time"
)

// FormatVersion is the version of the record on disk that this code writes.
const FormatVersion = 1

// ActKind is what was done. The list is closed: a record with a kind that is not in it is of a newer format.
type ActKind string

// The kinds of act. docs/formats.md has the fields of each.
const (
	Opened        ActKind = "opened"
	Configured    ActKind = "configured"
	PersonAdded   ActKind = "person-added"
	Searched      ActKind = "searched"
	Captured      ActKind = "captured"
	Triaged       ActKind = "triaged"
	Coded         ActKind = "coded"
	Gapped        ActKind = "gap"
	Assessed      ActKind = "assessed"
	Examined      ActKind = "examined"
	Decided       ActKind = "decided"
	Merged        ActKind = "merged"
	SplitApart    ActKind = "split"
	Corrected     ActKind = "corrected"
	Graded        ActKind = "graded"
	SourceChanged ActKind = "source-changed"
	Linked        ActKind = "linked"
	CaseChanged   ActKind = "case-changed"
	Noted         ActKind = "noted"
	Erased        ActKind = "erased"
	Stamped       ActKind = "stamped"
	Exported      ActKind = "exported"
	Disclosed     ActKind = "disclosed"
	Rechecked     ActKind = "rechecked"
	Rekeyed       ActKind = "rekeyed"
	Upgraded      ActKind = "upgraded"
)

// ActKinds lists them all.
var ActKinds = []ActKind{Opened, Configured, PersonAdded, Searched, Captured, Triaged, Coded, Gapped, Assessed,
	Examined, Decided, Merged, SplitApart, Corrected, Graded, SourceChanged, Linked, CaseChanged, Noted, Erased,
	Stamped, Exported, Disclosed, Rechecked, Rekeyed, Upgraded}

// Known reports whether this version knows the kind.
func (k ActKind) Known() bool {
	for _, x := range ActKinds {
		if x == k {
			return true
		}
	}
	return false
}

// Act is one line of acts/: what was done to the record, with everything that could point to a
// person or name an item replaced by a salted digest. Its canonical JSON, without the line end, is
// hashed to the leaf of the log. At most MaxAct bytes; no floats.
type Act struct {
	V       int               `json:"v"` // 1
	Kind    ActKind           `json:"act"`
	At      string            `json:"at"`   // UTC, RFC 3339 with milliseconds, by this machine's clock
	Salt    string            `json:"salt"` // 32 hex digits; blinds the leaf
	Program Version           `json:"program"`
	Detail  map[string]any    `json:"detail"` // open fields: strings, whole numbers, lists of them
	Sealed  map[string]Digest `json:"sealed"` // name → SHA-256 of the canonical [salt, name, value]
}

// MaxAct is the largest act line in bytes, and the largest derived item kept in a segment rather than as a blob.
const MaxAct = 64 << 10

// ActsPerSegment is how many lines a file of acts/ or sealed/ holds.
const ActsPerSegment = 65536

// Opening opens one sealed field: it is written ["<32 hex salt>","<name>",<value>], and the SHA-256 of
// exactly those canonical bytes is the sealed digest.
type Opening struct {
	Salt  string
	Name  string
	Value json.RawMessage
}

// MarshalJSON writes the triple.
func (o Opening) MarshalJSON() ([]byte, error) { return json.Marshal([]any{o.Salt, o.Name, o.Value}) }

// UnmarshalJSON reads the triple.
func (o *Opening) UnmarshalJSON(b []byte) error {
	var a []json.RawMessage
	if err := json.Unmarshal(b, &a); err != nil {
		return err
	}
	if len(a) != 3 {
		return Errorf(Invalid, "an opening is [salt, name, value], not %s", b)
	}
	if err := json.Unmarshal(a[0], &o.Salt); err != nil {
		return err
	}
	if err := json.Unmarshal(a[1], &o.Name); err != nil {
		return err
	}
	o.Value = a[2]
	return nil
}

// Digest is the sealed digest that the opening opens.
func (o Opening) Digest() (Digest, error) { return DigestOfJSON(o) }

// Openings is one line of sealed/: the openings of the act on the same line of acts/, by name.
// An erased line is blank.
type Openings map[string]Opening

// Draft is an act before it is sealed and logged. Key makes a second delivery harmless: a draft whose key was
// already logged is not logged again. Program work derives it from kind, subjects and versions; a capture
// or a person's act takes a fresh one for each attempt. The key is sealed like every other value.
type Draft struct {
	Key    string
	Kind   ActKind
	Detail map[string]any
	Sealed map[string]any
}

// Entry is an act as it stands in the record, with its place and what of it can be opened.
type Entry struct {
	Index    ActIndex
	Act      Act
	Openings Openings // nil when erased
}

// Open decodes the sealed value of the given name into v. It reports false when the field is not there or was erased.
func (e Entry) Open(name string, v any) (bool, error) {
	o, ok := e.Openings[name]
	if !ok {
		return false, nil
	}
	if err := json.Unmarshal(o.Value, v); err != nil {
		return false, Errorf(Integrity, "%s: sealed field %q does not read: %w", e.Index, name, err)
	}
	return true, nil
}

// Seal turns a draft into an act and its openings. salts yields the random bytes; at is the machine's clock.
func (d Draft) Seal(at time.Time, program Version, salts func(b []byte)) (Act, Openings, error) {
	a := Act{V: 1, Kind: d.Kind, At: Instant(at), Program: program, Detail: d.Detail, Sealed: map[string]Digest{}}
	if a.Detail == nil {
		a.Detail = map[string]any{}
	}
	salt := func() string {
		var b [16]byte
		salts(b[:])
		return hex.EncodeToString(b[:])
	}
	a.Salt = salt()
	o := Openings{}
	seal := func(name string, value any) error {
		raw, err := Canonical(value)
		if err != nil {
			return err
		}
		op := Opening{Salt: salt(), Name: name, Value: raw}
		dg, err := op.Digest()
		if err != nil {
			return err
		}
		o[name], a.Sealed[name] = op, dg
		return nil
	}
	if err := seal("key", d.Key); err != nil {
		return a, nil, err
	}
	for name, value := range d.Sealed {
		if err := seal(name, value); err != nil {
			return a, nil, err
		}
	}
	return a, o, nil
}

// Instant writes a time as factum does: UTC, RFC 3339, milliseconds.
func Instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
