package factum

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Person is the sealed value "person" of a person-added act: who a collector id stands for, from that act on. A later one for the
// same id stands on top of it.
type Person struct {
	ID        PersonID `json:"id"`
	Role      string   `json:"role"`       // one of Roles
	Name      string   `json:"name"`       // legal name, "" when it is not kept; sealed, and in no index
	PublicKey string   `json:"public_key"` // "ssh-ed25519 AAAA…", "" when the person signs nothing
}

// Roles that a person can have in a record.
var Roles = []string{"collector", "analyst", "investigator", "reviewer", "custodian", "disclosure-officer", "translator"}

// personID is what an id looks like: it names files and stands in lists of signers, and no two that look alike are two people.
var personID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

// Check refuses an id that cannot be among the people of a record.
func (p PersonID) Check() error {
	if !personID.MatchString(string(p)) || strings.HasSuffix(strings.ToLower(string(p)), ".pub") {
		return Errorf(Invalid, "%q cannot be a person's id", p).WithHint(
			"An id is 1 to 64 of a-z A-Z 0-9 . _ @ -, begins with a letter or digit and does not end in .pub. It need not tell who the person is: the legal name is kept apart.")
	}
	return nil
}

// longestName is how long a legal name may be, in bytes.
const longestName = 400

// Check refuses a person that cannot be added.
func (p Person) Check() error {
	if err := p.ID.Check(); err != nil {
		return err
	}
	if !slices.Contains(Roles, p.Role) {
		return Errorf(Invalid, "%q is no role", p.Role).WithHint("It is one of %s.", strings.Join(Roles, ", "))
	}
	if len(p.Name) > longestName || !utf8.ValidString(p.Name) || strings.ContainsFunc(p.Name, unicode.IsControl) || strings.TrimSpace(p.Name) != p.Name {
		return Errorf(Invalid, "the legal name is not one line of at most %d bytes of UTF-8 without spaces around it", longestName)
	}
	return nil
}

// Fingerprint is a public key's fingerprint as ssh-keygen prints it, "SHA256:…", and "" for what is no public key.
func Fingerprint(publicKey string) string {
	f := strings.Fields(publicKey)
	if len(f) < 2 {
		return ""
	}
	b, err := base64.StdEncoding.DecodeString(f[1])
	if err != nil || len(b) == 0 {
		return ""
	}
	h := sha256.Sum256(b)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(h[:])
}

// FindingNamespace is the namespace of signatures over findings: a signature made for something else is none over a finding.
const FindingNamespace = "finding@factum"

// FindingMessage is what a person signs: canonical JSON of the finding, of whose it is, and of the record it belongs to. The
// signature itself is no part of it.
func FindingMessage(record string, by PersonID, d Decision) ([]byte, error) {
	seen := d.ClaimsSeen
	if seen == nil {
		seen = []ClaimID{}
	}
	finding := map[string]any{
		"item": d.Item, "element": d.Element, "status": d.Status, "standard": d.Standard, "reason": d.Reason, "claims_seen": seen}
	if d.Second {
		finding["second"] = true
	}
	return Canonical(map[string]any{"v": 1, "record": record, "by": by, "finding": finding})
}
