package record

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"strings"

	"golang.org/x/crypto/ssh"

	"factum"
)

// Signatures over findings are those of `ssh-keygen -Y sign`, as OpenSSH's PROTOCOL.sshsig has them: whoever has ssh-keygen can
// check them without factum. Only ed25519 keys sign here.

// signatureBlob is what stands in the armor.
type signatureBlob struct {
	Magic     [6]byte // SSHSIG
	Version   uint32  // 1
	PublicKey []byte
	Namespace string
	Reserved  []byte
	Hash      string // sha512, or sha256 when somebody else made it
	Signature []byte
}

// signedBlob is what the key signs: the message only by its hash.
type signedBlob struct {
	Magic     [6]byte
	Namespace string
	Reserved  []byte
	Hash      string
	Digest    []byte
}

var signatureMagic = [6]byte{'S', 'S', 'H', 'S', 'I', 'G'}

const (
	armorBegin = "-----BEGIN SSH SIGNATURE-----"
	armorEnd   = "-----END SSH SIGNATURE-----"
	armorWidth = 70 // as ssh-keygen wraps it
	armorMost  = 8 << 10
)

// toSign is the bytes that are signed for a message.
func toSign(namespace, hash string, reserved, message []byte) ([]byte, error) {
	var sum []byte
	switch hash {
	case "sha512":
		h := sha512.Sum512(message)
		sum = h[:]
	case "sha256":
		h := sha256.Sum256(message)
		sum = h[:]
	default:
		return nil, factum.Errorf(factum.Integrity, "it is over a hash that is not known here (%.20q)", hash)
	}
	return ssh.Marshal(signedBlob{signatureMagic, namespace, reserved, hash, sum}), nil
}

// armored signs a message with what a key's holder gives and returns the signature in its armor, lines ended by a line feed.
func armored(key ssh.PublicKey, namespace string, message []byte, sign func([]byte) (*ssh.Signature, error)) (string, error) {
	b, err := toSign(namespace, "sha512", nil, message)
	if err != nil {
		return "", err
	}
	sig, err := sign(b)
	if err != nil {
		return "", err
	}
	if err := key.Verify(b, sig); err != nil || sig.Format != ssh.KeyAlgoED25519 {
		return "", factum.Errorf(factum.Integrity, "what was signed does not fit the key %s", ssh.FingerprintSHA256(key))
	}
	text := base64.StdEncoding.EncodeToString(ssh.Marshal(signatureBlob{Magic: signatureMagic, Version: 1, PublicKey: key.Marshal(), Namespace: namespace,
		Hash: "sha512", Signature: ssh.Marshal(struct {
			Format string
			Blob   []byte
		}{sig.Format, sig.Blob})}))
	var out strings.Builder
	out.WriteString(armorBegin + "\n")
	for len(text) > 0 {
		n := min(armorWidth, len(text))
		out.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	out.WriteString(armorEnd + "\n")
	return out.String(), nil
}

// signature is an armored signature, taken apart.
type signature struct {
	key  ssh.PublicKey // the one that it names
	blob signatureBlob
	sig  ssh.Signature
}

// parseSignature reads an armored signature by an ed25519 key. Errors end a sentence about the signature.
func parseSignature(armor string) (s signature, err error) {
	unreadable := factum.Errorf(factum.Integrity, "it does not read as an SSH signature")
	t := strings.TrimSpace(armor)
	if len(t) > armorMost || !strings.HasPrefix(t, armorBegin) || !strings.HasSuffix(t, armorEnd) || len(t) < len(armorBegin)+len(armorEnd) {
		return s, unreadable
	}
	t = strings.Join(strings.Fields(t[len(armorBegin):len(t)-len(armorEnd)]), "")
	b, err := base64.StdEncoding.Strict().DecodeString(t)
	if err != nil || ssh.Unmarshal(b, &s.blob) != nil || s.blob.Magic != signatureMagic || s.blob.Version != 1 {
		return s, unreadable
	}
	if s.key, err = ssh.ParsePublicKey(s.blob.PublicKey); err != nil || ssh.Unmarshal(s.blob.Signature, &s.sig) != nil || len(s.sig.Rest) > 0 {
		return s, unreadable
	}
	if s.key.Type() != ssh.KeyAlgoED25519 || s.sig.Format != ssh.KeyAlgoED25519 {
		return s, factum.Errorf(factum.Integrity, "it is by a key of the type %.40q; only ssh-ed25519 signs findings", s.key.Type())
	}
	return s, nil
}

// over checks a signature against the message and what it was made for. Whose key it is by is another question.
func (s signature) over(namespace string, message []byte) error {
	if s.blob.Namespace != namespace {
		return factum.Errorf(factum.Integrity, "it was made for %.40q, not for %s", s.blob.Namespace, namespace)
	}
	b, err := toSign(namespace, s.blob.Hash, s.blob.Reserved, message)
	if err != nil {
		return err
	}
	if err := s.key.Verify(b, &s.sig); err != nil {
		return factum.Errorf(factum.Integrity, "it is not over this finding as it stands here")
	}
	return nil
}

// publicKey is a key as the record keeps it: "ssh-ed25519 AAAA…".
func publicKey(k ssh.PublicKey) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k)))
}
