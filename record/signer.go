package record

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"factum"
	"factum/store"
)

// Signing says where the private key of who decides is had.
type Signing struct {
	File     string // a private key of OpenSSH; "": keys/people/<id> in the record, then the agent
	Agent    string // socket of an ssh-agent; "": there is none
	Unsigned bool   // go on without a signature although the person has a key
}

// holder is a private key that can be used, wherever it lies.
type holder struct {
	key  ssh.PublicKey
	sign func([]byte) (*ssh.Signature, error)
	done func()
}

// holderOf finds the private half of a person's registered key. It never falls back to another key.
func (r *Record) holderOf(ctx context.Context, p store.Person, s Signing) (holder, error) {
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(p.PublicKey))
	if err != nil {
		return holder{}, factum.Errorf(factum.Integrity, "the key of %s in %s does not read", p.ID, p.Act)
	}
	var fault error // why the file that was named, or is there, can't be used
	file := s.File
	if own := filepath.Join(r.dir, personKey(p.ID)); file == "" && exists(own) {
		file = own
	}
	if file != "" {
		h, err := readPrivateKey(ctx, file)
		var locked *ssh.PassphraseMissingError
		protected := errors.As(err, &locked)
		switch {
		case h.key != nil && !bytes.Equal(h.key.Marshal(), key.Marshal()):
			if s.File != "" {
				return holder{}, factum.Errorf(factum.Invalid, "%s is not the key of %s in this record: it is %s, not %s", file, p.ID, ssh.FingerprintSHA256(h.key), p.Fingerprint).
					WithHint("The record gives the other key for %s (%s). To put a new one in its place: factum by add %s --key FILE.pub", p.ID, p.Act, p.ID)
			} // else it is one made earlier: they have had another since
		case err == nil:
			return h, nil
		case s.File != "" && !protected:
			return holder{}, err
		default:
			fault = err
		}
	}
	h, err := fromAgent(ctx, s.Agent, key)
	if err == nil {
		return h, nil
	}
	if fault != nil {
		return holder{}, fault
	}
	return holder{}, factum.Errorf(factum.Missing, "the key of %s (%s) is not at hand: %w", p.ID, p.Fingerprint, err).
		WithHint("Give it with --key FILE or FACTUM_KEY, or load it into the ssh-agent with ssh-add. To go on without a signature, say --unsigned.")
}

// longestKey is how much of a key file is read, in bytes.
const longestKey = 64 << 10

// readPrivateKey reads an ed25519 key in OpenSSH's form. Of one protected by a passphrase it gives the public half with the error, where
// that can be read. Nothing of the file's content gets into an error.
func readPrivateKey(ctx context.Context, name string) (holder, error) {
	type result struct {
		keyFile
		err error
	}
	done := make(chan result, 1)
	go func() { // a named pipe that nobody writes to must not keep anybody from interrupting
		f, err := readKeyFile(name)
		done <- result{f, err}
	}()
	var f keyFile
	select {
	case <-ctx.Done():
		return holder{}, ctx.Err()
	case x := <-done:
		if x.err != nil {
			return holder{}, x.err
		}
		f = x.keyFile
	}
	raw, err := ssh.ParseRawPrivateKey(f.content)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		h := holder{key: locked.PublicKey} // nil where the form does not show it
		return h, (&factum.Error{Kind: factum.Invalid, Msg: name + " is protected by a passphrase", Err: err}).
			WithHint("factum asks for no passphrases. Load the key with 'ssh-add %s' and run the command again: the ssh-agent then signs.", name)
	}
	if err != nil {
		if _, perr := ParsePublicKey(f.content); perr == nil {
			return holder{}, factum.Errorf(factum.Invalid, "%s is the public half of a key", name).
				WithHint("To sign, the private half is needed: mostly the file without .pub.")
		}
		return holder{}, factum.Errorf(factum.Invalid, "%s does not read as a private key of OpenSSH", name)
	}
	if f.open != 0 {
		return holder{}, factum.Errorf(factum.Invalid, "%s can be read by others on this machine (mode %04o): whoever read it can sign in its owner's name", name, f.open).
			WithHint("If nobody did, close it with 'chmod 600 %s'; else make a new key.", name)
	}
	var private ed25519.PrivateKey
	switch k := raw.(type) {
	case *ed25519.PrivateKey:
		private = *k
	case ed25519.PrivateKey:
		private = k
	default:
		return holder{}, factum.Errorf(factum.Invalid, "%s is no ed25519 key", name).WithHint("Only ed25519 keys sign findings: ssh-keygen -t ed25519 makes one.")
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		return holder{}, factum.Errorf(factum.Invalid, "%s does not read as a private key of OpenSSH", name)
	}
	return holder{key: signer.PublicKey(), sign: func(b []byte) (*ssh.Signature, error) { return signer.Sign(nil, b) }, done: func() {}}, nil
}

// keyFile is what a file holds that may be a private key.
type keyFile struct {
	content []byte
	open    os.FileMode // its mode, when others may read it; else 0
}

func readKeyFile(name string) (k keyFile, err error) {
	f, err := os.Open(name)
	if err != nil {
		return k, keyFileError(name, err)
	}
	defer f.Close()
	i, err := f.Stat()
	switch {
	case err != nil:
		return k, keyFileError(name, err)
	case i.IsDir():
		return k, factum.Errorf(factum.Invalid, "%s is a folder, not a key", name)
	case i.Mode().IsRegular() && i.Mode().Perm()&0o077 != 0:
		k.open = i.Mode().Perm()
	}
	if k.content, err = io.ReadAll(io.LimitReader(f, longestKey)); err != nil {
		return k, keyFileError(name, err)
	}
	return k, nil
}

// keyFileError says what is wrong with a file, without the system call's name.
func keyFileError(name string, err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return factum.Errorf(factum.Missing, "%s: there is no such file", name)
	case errors.Is(err, os.ErrPermission):
		return factum.Errorf(factum.Invalid, "%s may not be read", name)
	}
	return factum.Errorf(factum.Other, "%s: %w", name, err)
}

// fromAgent lets the ssh-agent sign, if it holds the key. It may ask its owner first, so it is waited for.
func fromAgent(ctx context.Context, socket string, key ssh.PublicKey) (holder, error) {
	if socket == "" {
		return holder{}, factum.Errorf(factum.Missing, "there is no ssh-agent (SSH_AUTH_SOCK is not set)")
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return holder{}, factum.Errorf(factum.Missing, "the ssh-agent at %s does not answer", socket)
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	done := func() { stop(); conn.Close() }
	a := agent.NewClient(conn)
	keys, err := a.List()
	if err != nil {
		done()
		return holder{}, factum.Errorf(factum.Missing, "the ssh-agent at %s does not answer", socket)
	}
	for _, k := range keys {
		if bytes.Equal(k.Blob, key.Marshal()) {
			return holder{key: key, done: done, sign: func(b []byte) (*ssh.Signature, error) {
				sig, err := a.Sign(key, b)
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if err != nil {
					return nil, factum.Errorf(factum.Other, "the ssh-agent does not sign with %s", ssh.FingerprintSHA256(key)).
						WithHint("It may be locked, or its owner refused. To go on without a signature, say --unsigned.")
				}
				return sig, nil
			}}, nil
		}
	}
	done()
	return holder{}, factum.Errorf(factum.Missing, "the ssh-agent at %s does not hold it", socket)
}
