package factum

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Digest is a SHA-256. Its text form, the only one ever written, is
// "sha256:" and 64 lower-case hexadecimal digits. The zero Digest means "none"
// and is written as "".
type Digest [sha256.Size]byte

const digestPrefix = "sha256:"

// DigestOf returns the SHA-256 of b.
func DigestOf(b []byte) Digest { return sha256.Sum256(b) }

// DigestOfString returns the SHA-256 of the bytes of s.
func DigestOfString(s string) Digest { return sha256.Sum256([]byte(s)) }

// SHA512Of returns "sha512:<128 hex>" of b. It is kept beside a Digest and never used as a name.
func SHA512Of(b []byte) string {
	s := sha512.Sum512(b)
	return "sha512:" + hex.EncodeToString(s[:])
}

// ParseDigest reads the text form. A bare 64-digit hexadecimal string is accepted as well,
// as people paste them from sha256sum.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	h := strings.TrimPrefix(s, digestPrefix)
	if len(h) != 2*len(d) {
		return d, Errorf(Invalid, "%q is not a digest (sha256: and 64 hexadecimal digits)", s)
	}
	if _, err := hex.Decode(d[:], []byte(h)); err != nil || strings.ToLower(h) != h {
		return Digest{}, Errorf(Invalid, "%q is not a digest (sha256: and 64 lower-case hexadecimal digits)", s)
	}
	return d, nil
}

// String returns the text form, "" for the zero Digest.
func (d Digest) String() string {
	if d.IsZero() {
		return ""
	}
	return digestPrefix + hex.EncodeToString(d[:])
}

// Hex returns the 64 digits alone, as they name a file.
func (d Digest) Hex() string { return hex.EncodeToString(d[:]) }

// IsZero reports whether d is no digest at all.
func (d Digest) IsZero() bool { return d == Digest{} }

// MarshalText writes the text form.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the text form; "" gives the zero Digest.
func (d *Digest) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Digest{}
		return nil
	}
	v, err := ParseDigest(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Span is the half-open range of bytes [Start,End) of a UTF-8 text. It is written as [start,end].
type Span struct{ Start, End int }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// In returns the words, "" if the span does not lie in text.
func (s Span) In(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// Overlaps reports whether the two share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// MarshalJSON writes [start,end].
func (s Span) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil }

// UnmarshalJSON reads [start,end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var a []int
	if err := json.Unmarshal(b, &a); err != nil {
		return err
	}
	if len(a) != 2 || a[0] < 0 || a[1] < a[0] {
		return Errorf(Invalid, "%s is not a span [start,end)", b)
	}
	s.Start, s.End = a[0], a[1]
	return nil
}
