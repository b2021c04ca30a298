package record

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"

	"factum"
	"factum/custody"
)

// personKey is where the key made for a person lies, below the record's directory; its public half has .pub at the end.
func personKey(id factum.PersonID) string { return filepath.Join("keys", "people", string(id)) }

// ParsePublicKey reads a public key file as OpenSSH writes them and returns "ssh-ed25519 AAAA…", without the comment. Errors never
// repeat what was read: it may be a private key given by mistake.
func ParsePublicKey(b []byte) (string, error) {
	if bytes.Contains(b, []byte("PRIVATE KEY-----")) || bytes.HasPrefix(b, []byte("PuTTY-User-Key-File")) {
		return "", factum.Errorf(factum.Invalid, "it is a private key: nobody else may have it, a record least of all").
			WithHint("Give the public half: mostly the file of the same name with .pub. Nothing was copied.")
	}
	const form = "A public key is one line, 'ssh-ed25519 AAAA… comment': ssh-keygen -t ed25519 makes a pair, and the .pub file is it."
	key, _, options, rest, err := ssh.ParseAuthorizedKey(b)
	switch {
	case err != nil && bytes.Contains(b, []byte("BEGIN SSH2 PUBLIC KEY")):
		return "", factum.Errorf(factum.Invalid, "it is a public key in another form than OpenSSH's").WithHint("ssh-keygen -i -f FILE converts it.")
	case err != nil:
		return "", factum.Errorf(factum.Invalid, "it does not read as a public key of OpenSSH").WithHint("%s", form)
	case key.Type() != ssh.KeyAlgoED25519:
		return "", factum.Errorf(factum.Invalid, "it is a key of the type %.60s; findings are signed with ssh-ed25519 keys only", key.Type()).WithHint("%s", form)
	case len(options) > 0 || len(bytes.TrimSpace(rest)) > 0:
		return "", factum.Errorf(factum.Invalid, "it holds more than one public key").WithHint("%s", form)
	}
	return publicKey(key), nil
}

// generate makes a key pair for a person, durable on return, and gives the public half. It replaces no file.
func (r *Record) generate(id factum.PersonID) (string, error) {
	name := filepath.Join(r.dir, personKey(id))
	switch private, public := exists(name), exists(name+".pub"); {
	case private && public:
		return "", factum.Errorf(factum.Conflict, "%s is there already", name).
			WithHint("No key is overwritten. To use that one: --key %s.pub. To make a new one, first move both files away, or remove them if nobody needs them.", name)
	case private || public:
		return "", factum.Errorf(factum.Conflict, "%s is there already, but only one half of it", name).
			WithHint("No key is overwritten. If a run broke off here, remove it; if it is somebody's key, move it away first.")
	}
	pub, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", factum.Errorf(factum.Other, "making a key: %w", err)
	}
	block, err := ssh.MarshalPrivateKey(private, string(id))
	if err != nil {
		return "", factum.Errorf(factum.Other, "making a key: %w", err)
	}
	key, err := ssh.NewPublicKey(pub)
	if err != nil {
		return "", factum.Errorf(factum.Other, "making a key: %w", err)
	}
	var disk custody.Disk
	err = os.MkdirAll(filepath.Dir(name), 0o700)
	if err == nil {
		err = disk.SyncDir(filepath.Dir(filepath.Dir(name)))
	}
	if err == nil {
		err = disk.Write(name, pem.EncodeToMemory(block), 0o600, false)
	}
	if err == nil {
		if err = disk.Write(name+".pub", []byte(publicKey(key)+" "+string(id)+"\n"), 0o644, false); err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}
	if err != nil {
		return "", factum.Errorf(factum.Other, "writing the key to %s: %w", name, err).WithHint("Nobody was added.")
	}
	return publicKey(key), nil
}
