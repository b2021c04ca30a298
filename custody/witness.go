package custody

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/tessera"
	"golang.org/x/mod/sumdb/note"

	"factum"
)

// Witness is somebody else's service that cosigns checkpoints after C2SP tlog-witness: it has seen this log at this size, and
// consistent with all that it saw of it before.
type Witness struct {
	URL  string        // what /add-checkpoint is appended to
	Key  string        // its public key, a C2SP vkey
	Wait time.Duration // how long it has to answer all that it is asked; 0: a quarter of a minute

	ver note.Verifier
}

// patience is how long a witness has.
func (w Witness) patience() time.Duration {
	if w.Wait > 0 {
		return w.Wait
	}
	return 15 * time.Second
}

// ParseWitness checks a witness's address and key.
func ParseWitness(address, key string) (Witness, error) {
	w := Witness{URL: address, Key: key}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return w, factum.Errorf(factum.Invalid, "%q is not the address of a witness", address).WithHint("It begins with http:// or https://, and has no query.")
	}
	v, err := fnote.NewVerifierForCosignatureV1(key)
	if err != nil {
		return w, notAWitnessKey(key)
	}
	w.ver = v
	// The hash within the key must be the key's: a key mistyped by one character would only be found when the witness answers.
	if parts := strings.SplitN(key, "+", 3); parts[1] != fmt.Sprintf("%08x", v.KeyHash()) {
		ed, err := fnote.VKeyToCosignatureV1(key)
		if err != nil {
			return w, notAWitnessKey(key)
		}
		w.Key = ed
	}
	return w, nil
}

func notAWitnessKey(key string) error {
	return factum.Errorf(factum.Invalid, "%q is not the key of a witness", key).WithHint("It has the form name+hash+base64; the witness's operator publishes it.")
}

// Name is the witness's name, as its key has it.
func (w Witness) Name() string { return w.ver.Name() }

// stampName is the file of a witness's cosigned checkpoint over size acts.
func (w Witness) stampName(size int64) string {
	return strconv.FormatInt(size, 10) + "." + fmt.Sprintf("%08x", w.ver.KeyHash()) + ".cosigned"
}

// Cosign has a witness cosign a checkpoint and returns the checkpoint with the cosignature, checked. since is the size of what it
// last cosigned of this log as far as that is known, else 0; the witness corrects it. Only this calls the network. Nothing is stored.
func (l *Ledger) Cosign(ctx context.Context, cp Checkpoint, w Witness, since int64) ([]byte, error) {
	silence.Do(quiet)
	sig, err := l.signedBy(cp)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(w.URL)
	if err != nil {
		return nil, err
	}
	tw, err := tessera.NewWitness(w.Key, u)
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: limited{transport}, CheckRedirect: func(*http.Request, []*http.Request) error {
		return errors.New("it redirects elsewhere, which a witness does not do")
	}}
	publish := tessera.NewAppendOptions().WithCheckpointSigner(sig).
		WithWitnesses(tessera.NewWitnessGroup(1, tw), &tessera.WitnessOptions{Timeout: w.patience()}).
		CheckpointPublisher(witnessView{tiles{filepath.Join(l.dir, dirLog)}, cp, since}, client)
	b, err := publish(ctx, uint64(cp.Size), cp.Root[:])
	if cerr := ctx.Err(); cerr != nil {
		return nil, cerr
	}
	if err != nil {
		return nil, w.unwilling(err)
	}
	return b, l.checkCosigned(b, cp, w)
}

// checkCosigned checks that b is the checkpoint with the log's and the witness's signatures.
func (l *Ledger) checkCosigned(b []byte, cp Checkpoint, w Witness) error {
	got, err := l.parse(b)
	if err != nil {
		return err
	}
	if got.Size != cp.Size || got.Root != cp.Root || got.Origin != cp.Origin {
		return factum.Errorf(factum.Integrity, "it is a checkpoint over %d acts with another root", got.Size)
	}
	if _, err := note.Open(b, note.VerifierList(w.ver)); err != nil {
		return factum.Errorf(factum.Integrity, "the cosignature of %s does not verify: %w", w.Name(), err)
	}
	return nil
}

// unwilling says in a sentence why a witness gave no cosignature.
func (w Witness) unwilling(err error) error {
	t := err.Error()
	says := func(part string) bool { return strings.Contains(t, part) }
	fail := func(why, hint string) error {
		return factum.Errorf(factum.Transient, "the witness %s at %s gave no cosignature: %s", w.Name(), w.URL, why).WithHint("%s", hint)
	}
	const other = "It has seen another history of this log, or a longer one: this record may stand on an older copy. Keep what it answered, and compare with your copies."
	switch {
	case errors.Is(err, context.DeadlineExceeded), says("deadline exceeded"):
		return fail(fmt.Sprintf("no answer within %v", w.patience()), "Try again later; nothing was stored.")
	case says("invalid signature"):
		return fail("what it answered is not its signature over this checkpoint", "Compare the key given with --witness-key with the one its operator publishes.")
	case says("origin is unknown"):
		return fail("it does not know this log", "Ask its operator to add the log; 'factum log' prints its origin and key.")
	case says("no signatures verify"):
		return fail("it does not know the key that signed this checkpoint", "Tell its operator the log's present key; 'factum log' prints it.")
	case says("larger than log size"):
		return fail("it has cosigned more of this log than this record holds", other)
	case says("old root hash did not match"), says("consistency proof is bad"):
		return fail("what it saw of this log does not go together with this record", other)
	case says("too many consecutive requests"):
		return fail("it says another size each time", "Ask its operator; nothing was stored.")
	}
	lines := strings.Split(strings.TrimSpace(t), "\n")
	return fail(lines[len(lines)-1], "Nothing was stored; try again later.")
}

// signedBy is a signer that gives the signature which a checkpoint has already: the witness is sent the kept checkpoint byte for byte.
func (l *Ledger) signedBy(cp Checkpoint) (note.Signer, error) {
	vs, err := l.verifiersFor(context.Background(), cp.Size)
	if err != nil {
		return nil, err
	}
	for _, v := range vs {
		n, err := note.Open([]byte(cp.Note), note.VerifierList(v))
		if err != nil || len(n.Sigs) == 0 {
			continue
		}
		raw, err := base64.StdEncoding.DecodeString(n.Sigs[0].Base64)
		if err != nil || len(raw) < 4 {
			continue
		}
		return signature{v.Name(), v.KeyHash(), n.Text, raw[4:]}, nil
	}
	return nil, factum.Errorf(factum.Integrity, "the checkpoint over %d acts is not signed by the log", cp.Size)
}

type signature struct {
	name string
	hash uint32
	text string
	sig  []byte
}

func (s signature) Name() string    { return s.name }
func (s signature) KeyHash() uint32 { return s.hash }
func (s signature) Sign(msg []byte) ([]byte, error) {
	if string(msg) != s.text {
		return nil, errors.New("only the checkpoint itself can be sent")
	}
	return s.sig, nil
}

// witnessView is the log as the publisher of checkpoints wants to see it: its last cosigned checkpoint says where the proof begins.
type witnessView struct {
	t     tiles
	cp    Checkpoint
	since int64
}

func (v witnessView) ReadCheckpoint(context.Context) ([]byte, error) {
	if v.since <= 0 || v.since > v.cp.Size {
		return nil, os.ErrNotExist
	}
	return fmt.Appendf(nil, "%s\n%d\n%s\n", v.cp.Origin, v.since, base64.StdEncoding.EncodeToString(v.cp.Root[:])), nil // of it only the size is read
}

func (v witnessView) ReadTile(ctx context.Context, level, index uint64, p uint8) ([]byte, error) {
	return v.t.readTile(ctx, level, index, p)
}

func (v witnessView) ReadEntryBundle(context.Context, uint64, uint8) ([]byte, error) {
	return nil, os.ErrNotExist
}
func (v witnessView) NextIndex(context.Context) (uint64, error)      { return uint64(v.cp.Size), nil }
func (v witnessView) IntegratedSize(context.Context) (uint64, error) { return uint64(v.cp.Size), nil }

// limited bounds what a witness can make this read.
type limited struct{ next http.RoundTripper }

func (t limited) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err == nil {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(resp.Body, 64<<10), resp.Body}
	}
	return resp, err
}

// Stamp is a cosigned checkpoint under stamps/, as the act that stored it has it.
type Stamp struct {
	Act     factum.ActIndex `json:"act"`
	Size    int64           `json:"size"`
	Witness string          `json:"witness"` // its vkey
	File    string          `json:"file"`
}

// Name is the name of the witness that cosigned.
func (s Stamp) Name() string { n, _, _ := strings.Cut(s.Witness, "+"); return n }

// KeepCosigned puts a cosigned checkpoint under stamps/, unless one of this witness over as many acts is there already, and returns its file.
func (l *Ledger) KeepCosigned(b []byte, cp Checkpoint, w Witness) (string, error) {
	if err := l.checkCosigned(b, cp, w); err != nil {
		return "", err
	}
	name := filepath.Join(dirStamps, w.stampName(cp.Size))
	err := l.cfg.FS.Write(filepath.Join(l.dir, name), b, 0o444, false)
	if err != nil && isExist(err) {
		_, err = l.Cosigned(cp, w)
	}
	return name, ioError("keep "+name, err)
}

// Cosigned is the checkpoint with a witness's cosignature as it lies under stamps/, checked; os.ErrNotExist when there is none.
func (l *Ledger) Cosigned(cp Checkpoint, w Witness) ([]byte, error) {
	name := filepath.Join(dirStamps, w.stampName(cp.Size))
	b, err := os.ReadFile(filepath.Join(l.dir, name))
	if err != nil {
		return nil, err
	}
	if err := l.checkCosigned(b, cp, w); err != nil {
		return nil, factum.Errorf(factum.Integrity, "%s is not what it was: %w", name, err).WithHint("Run \"factum verify\"; put the file back from a backup.")
	}
	return b, nil
}

// CosignedAt is when a witness says that it cosigned, UTC.
func CosignedAt(b []byte, w Witness) (time.Time, error) {
	n, err := note.Open(b, note.VerifierList(w.ver))
	if err != nil {
		return time.Time{}, err
	}
	t, err := fnote.CoSigV1Timestamp(n.Sigs[0])
	return t.UTC(), err
}

// WithCosignatures joins cosigned copies of one checkpoint to one note: its text, then the log's signature, then the witnesses', each once.
func WithCosignatures(cp Checkpoint, cosigned ...[]byte) string {
	var out strings.Builder
	out.WriteString(cp.Note)
	seen := map[string]bool{}
	for _, l := range strings.SplitAfter(cp.Note, "\n") {
		seen[l] = true
	}
	for _, b := range cosigned {
		_, sigs, _ := bytes.Cut(b, []byte("\n\n"))
		for _, l := range strings.SplitAfter(string(sigs), "\n") {
			if l != "" && !seen[l] {
				out.WriteString(l)
				seen[l] = true
			}
		}
	}
	return out.String()
}
