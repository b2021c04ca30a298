package record

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"

	"factum"
	"factum/custody"
)

// LogChecker checks proofs offline: with keys given, or with those of a record.
type LogChecker struct {
	Keys []note.Verifier // that may have signed; empty: the record's, each for its sizes
	Log  *Log            // the record, nil when Keys are all there is
	Old  []byte          // the earlier checkpoint that consistency proofs are checked against; nil: the record's root
}

// ParseLogKey reads a log's public key.
func ParseLogKey(vkey string) (note.Verifier, error) {
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, factum.Errorf(factum.Invalid, "%q is not the public key of a log", vkey).WithHint("It has the form name+hash+base64, as 'factum log' prints it.")
	}
	return v, nil
}

// Check says what a file shows: an inclusion proof, a consistency proof or a checkpoint. It fails with factum.Integrity when that does not
// hold, factum.Invalid when the file is none of these, and factum.Missing when something is needed that is not there.
func (k LogChecker) Check(ctx context.Context, b []byte) (string, error) {
	if !exactBase64(b) {
		return "", factum.Errorf(factum.Invalid, "its base64 has bits beyond the bytes that it stands for")
	}
	switch {
	case bytes.HasPrefix(b, []byte("c2sp.org/tlog-proof@v1\n")):
		return k.inclusion(ctx, b)
	case bytes.HasPrefix(b, []byte("old ")):
		return k.consistency(ctx, b)
	}
	cp, err := k.checkpoint(ctx, b)
	if err != nil {
		return "", err
	}
	if k.Log != nil {
		return fmt.Sprintf("a checkpoint of %s over %s, which this record continues", cp.Origin, acts(cp.Size)), nil
	}
	return fmt.Sprintf("a checkpoint of %s over %s", cp.Origin, acts(cp.Size)), nil
}

// exactBase64 reports whether the base64 at the end of each line is the only way to write its bytes: else two different files could say the same.
func exactBase64(b []byte) bool {
	for l := range bytes.Lines(b) {
		l = bytes.TrimSuffix(l, []byte("\n"))
		word := string(l[bytes.LastIndexByte(l, ' ')+1:])
		if _, err := base64.StdEncoding.DecodeString(word); err != nil {
			continue
		}
		if _, err := base64.StdEncoding.Strict().DecodeString(word); err != nil {
			return false
		}
	}
	return true
}

// checkpoint reads a signed checkpoint, which the record has to continue where there is one.
func (k LogChecker) checkpoint(ctx context.Context, b []byte) (cp custody.Checkpoint, err error) {
	if parts := bytes.SplitN(b, []byte("\n"), 4); len(parts) < 4 || !bytes.Contains(b, []byte("\n\n\xe2\x80\x94 ")) {
		return cp, factum.Errorf(factum.Invalid, "it is neither a checkpoint nor a proof")
	}
	if len(k.Keys) == 0 {
		if cp, err = k.Log.led.ReadCheckpoint(b); err == nil {
			_, err = k.Log.led.ConsistencyFrom(ctx, cp.Size, cp)
		}
		return cp, err
	}
	for _, v := range k.Keys {
		if cp, err = custody.ParseCheckpoint(b, v); err == nil {
			return cp, nil
		}
	}
	return cp, err
}

func (k LogChecker) inclusion(ctx context.Context, b []byte) (string, error) {
	var t proof.TLogProof
	if err := t.Unmarshal(b); err != nil {
		return "", factum.Errorf(factum.Invalid, "the proof does not read: %w", err)
	}
	cp, err := k.checkpoint(ctx, t.Checkpoint)
	if err != nil {
		return "", err
	}
	i := factum.ActIndex(t.Index)
	line := t.ExtraData
	if line == nil {
		if k.Log == nil {
			return "", factum.Errorf(factum.Missing, "the proof does not hold the act's line").WithHint(
				"Make it with 'factum log inclusion --line', or check it beside the record, without --key.")
		}
		if line, err = k.Log.led.ActLine(i); err != nil {
			return "", err
		}
	}
	p := custody.Inclusion{Index: i, Entry: factum.DigestOf(line), Checkpoint: cp}
	p.Leaf = custody.LeafHash(p.Entry)
	for _, h := range t.Hashes {
		p.Path = append(p.Path, h)
	}
	if err := p.Verify(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s stands in the log %s under its checkpoint over %s", i, cp.Origin, acts(cp.Size)), nil
}

func (k LogChecker) consistency(ctx context.Context, b []byte) (string, error) {
	head, rest, ok := bytes.Cut(b, []byte("\n\n"))
	var old int64
	p := custody.Consistency{}
	sc := bufio.NewScanner(bytes.NewReader(head))
	for n := 0; ok && sc.Scan(); n++ {
		if n == 0 {
			v, err := strconv.ParseInt(strings.TrimPrefix(sc.Text(), "old "), 10, 64)
			old, ok = v, err == nil && v >= 0
			continue
		}
		h, err := base64.StdEncoding.DecodeString(sc.Text())
		if ok = err == nil && len(h) == 32; ok {
			p.Path = append(p.Path, factum.Digest(h))
		}
	}
	if !ok || sc.Err() != nil {
		return "", factum.Errorf(factum.Invalid, "the proof does not read")
	}
	var err error
	if p.To, err = k.checkpoint(ctx, rest); err != nil {
		return "", err
	}
	what := "the first " + acts(old) + " of this record"
	switch {
	case k.Old != nil:
		if p.From, err = k.checkpoint(ctx, k.Old); err != nil {
			return "", factum.Errorf(factum.KindOf(err), "the earlier checkpoint: %w", err)
		}
		if p.From.Size != old || p.From.Origin != p.To.Origin {
			return "", factum.Errorf(factum.Integrity, "it begins with %s of %s; the earlier checkpoint is over %d of %s", acts(old), p.To.Origin, p.From.Size, p.From.Origin)
		}
		what = "the earlier checkpoint over " + acts(old)
	case k.Log != nil:
		x, err := k.Log.led.ConsistencyFrom(ctx, old, p.To)
		if err != nil {
			return "", err
		}
		p.From = x.From
	default:
		return "", factum.Errorf(factum.Missing, "the earlier checkpoint is needed").WithHint("Give it with --old FILE.")
	}
	if err := p.Verify(); err != nil {
		return "", err
	}
	return fmt.Sprintf("the checkpoint of %s over %s continues %s", p.To.Origin, acts(p.To.Size), what), nil
}
