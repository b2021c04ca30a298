package record

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

const seed = "the seed of a key for tests only"

// fixed is a key that is always the same, so that what it signs is.
func fixed(t testing.TB) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed([]byte(seed)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestArmor pins a signature to the byte: ed25519 is deterministic.
func TestArmor(t *testing.T) {
	s := fixed(t)
	got, err := armored(s.PublicKey(), "finding@factum", []byte(`{"v":1}`), func(b []byte) (*ssh.Signature, error) { return s.Sign(nil, b) })
	if err != nil {
		t.Fatal(err)
	}
	const want = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgfWRUz3ZmsWii3wZC9XFygNZjbI
BHipt8Qw+aCI9LlqQAAAAOZmluZGluZ0BmYWN0dW0AAAAAAAAABnNoYTUxMgAAAFMAAAAL
c3NoLWVkMjU1MTkAAABATl9lV4b+FKYZECo3DTHKgIAmGZae+eeqjSo/UhVaNzPA8EE5uE
zgVuYZjipDREuSCR5DGTKp1uF3iuoBttKCDA==
-----END SSH SIGNATURE-----
`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for _, text := range []string{got, strings.TrimSpace(got), "\n" + got, strings.ReplaceAll(got, "\n", "\r\n")} {
		x, err := parseSignature(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if err := x.over("finding@factum", []byte(`{"v":1}`)); err != nil {
			t.Error(err)
		} else if x.over("finding@factum", []byte(`{"v":2}`)) == nil || x.over("file", []byte(`{"v":1}`)) == nil {
			t.Error("it holds over what was not signed")
		}
	}
}

// TestSameAsOpenSSH: ssh-keygen -Y sign makes the same signature with the same key.
func TestSameAsOpenSSH(t *testing.T) {
	program, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("NOT TESTED: signatures against OpenSSH. There is no ssh-keygen (package openssh-client)")
	}
	block, err := ssh.MarshalPrivateKey(ed25519.NewKeyFromSeed([]byte(seed)), "")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	s := fixed(t)
	for _, m := range []string{"", "m", strings.Repeat("long ", 100_000)} {
		want, err := armored(s.PublicKey(), "finding@factum", []byte(m), func(b []byte) (*ssh.Signature, error) { return s.Sign(nil, b) })
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command(program, "-Y", "sign", "-q", "-f", name, "-n", "finding@factum")
		c.Stdin = strings.NewReader(m)
		if got, err := c.Output(); err != nil || string(got) != want {
			t.Errorf("%v, %s\nnot\n%s", err, got, want)
		}
	}
}

// TestBitFlips turns each bit of a signature: none of them holds.
func TestBitFlips(t *testing.T) {
	s := fixed(t)
	m := []byte("message")
	text, err := armored(s.PublicKey(), "n", m, func(b []byte) (*ssh.Signature, error) { return s.Sign(nil, b) })
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimPrefix(text, armorBegin), armorEnd+"\n")), ""))
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		for bit := range 8 {
			raw[i] ^= 1 << bit
			x, err := parseSignature(armorBegin + "\n" + base64.StdEncoding.EncodeToString(raw) + "\n" + armorEnd + "\n")
			if err == nil && string(x.key.Marshal()) == string(s.PublicKey().Marshal()) && x.over("n", m) == nil {
				t.Errorf("it holds with bit %d of byte %d turned", bit, i)
			}
			raw[i] ^= 1 << bit
		}
	}
}

func FuzzSignature(f *testing.F) {
	s := fixed(f)
	text, err := armored(s.PublicKey(), "finding@factum", []byte("m"), func(b []byte) (*ssh.Signature, error) { return s.Sign(nil, b) })
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(armorBegin + armorEnd)
	f.Add(armorBegin + "\nAAAA\n" + armorEnd)
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		x, err := parseSignature(text)
		if err != nil {
			return
		}
		if x.over("finding@factum", []byte("m")) == nil && x.blob.Namespace != "finding@factum" {
			t.Errorf("it holds for %q", x.blob.Namespace)
		}
		again, err := parseSignature(armorBegin + "\n" + base64.StdEncoding.EncodeToString(ssh.Marshal(x.blob)) + "\n" + armorEnd)
		if err != nil || again.blob.Namespace != x.blob.Namespace || publicKey(again.key) != publicKey(x.key) {
			t.Errorf("read again it is another: %+v, %v", again, err)
		}
	})
}
