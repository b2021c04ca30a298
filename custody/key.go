package custody

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
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
		return nil, factum.Errorf(factum.Unsafe, "%s is not the key of the log %s", name, origin).WithHint(
			"Put the key back from a backup; reading and verifying work without it.")
	}
	return s, nil
}

// publicHalf makes the verifier out of a signing key, nil when it does not read. It is for when act 0 is damaged: the
// form is PRIVATE+KEY+<name>+<hash>+<base64 of 0x01 and the seed>.
func publicHalf(name string) note.Verifier {
	b, err := os.ReadFile(name)
	parts := strings.SplitN(strings.TrimSpace(string(b)), "+", 5)
	if err != nil || len(parts) != 5 {
		return nil
	}
	seed, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(seed) != 1+ed25519.SeedSize || seed[0] != 1 {
		return nil
	}
	vkey, err := note.NewEd25519VerifierKey(parts[2], ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey))
	if err != nil {
		return nil
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return nil
	}
	return v
}
