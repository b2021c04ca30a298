package custody

import (
	"crypto/rand"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// newIdentity makes a fresh id and an origin from it.
func newIdentity(origin string) Identity {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	id := Identity{Format: factum.FormatVersion, ID: hex.EncodeToString(b[:]), Origin: origin}
	if id.Origin == "" {
		id.Origin = "factum-" + id.ID
	}
	return id
}

// newKey makes the key pair of a log of the given origin.
func newKey(origin string) (signing, verifying string, err error) {
	if strings.ContainsAny(origin, " +\t\n") || origin == "" {
		return "", "", factum.Errorf(factum.Invalid, "%q cannot name a log: no spaces and no plus sign", origin)
	}
	return note.GenerateKey(rand.Reader, origin)
}

// signer reads the record's signing key.
func signer(dir, origin string) (note.Signer, error) {
	name := filepath.Join(dir, fileKey)
	b, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return nil, factum.Errorf(factum.Unsafe, "%s is missing: nothing can be added to the log without its key", name).WithHint(
			"Put the key back from a backup; reading and verifying work without it.")
	}
	if err != nil {
		return nil, ioError("read "+name, err)
	}
	s, err := note.NewSigner(strings.TrimSpace(string(b)))
	if err != nil || s.Name() != origin {
		return nil, factum.Errorf(factum.Unsafe, "%s is not the key of the log %s", name, origin)
	}
	return s, nil
}
