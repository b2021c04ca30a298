package record

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"

	"factum"
	"factum/custody"
	"factum/store"
	"factum/store/blobfs"
)

var itemID = regexp.MustCompile(`^(sha256:[0-9a-f]{8,64}|[0-9a-f]{64}|(act|gap)_\d+|(clm|fct|line)_[a-z2-7]{4,})$`)

// IsItem reports whether an argument names a single thing in a record rather than a directory.
func IsItem(arg string) bool { return itemID.MatchString(arg) }

// VerifyItem checks a single thing in a record and what it rests on, down to the bytes: an act, a capture, a document or claim set, a claim, a fact or line. The
// proofs of all acts that it rests on are in what it returns. It writes nothing.
func VerifyItem(ctx context.Context, c Config, id string, report func(Checked) error) (out Verified, err error) {
	identity, err := c.identity()
	if err != nil {
		return out, err
	}
	t := &counting{out: &out, report: report}
	v := &itemVerifier{ctx: ctx, tell: t.tell, acts: map[factum.ActIndex]bool{}, items: map[factum.Digest]bool{}}
	if v.r, err = openReader(ctx, c, identity); err != nil {
		// Acts and digests can be found without the index.
		var led *custody.Ledger
		if led, err = custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir))); err != nil {
			return out, err
		}
		v.r = &Record{dir: c.Dir, ledger: led, blobs: blobfs.In(c.Dir)}
	}
	defer func() { err = errors.Join(err, v.r.Close(ctx)) }()
	if err := v.item(id); err != nil {
		return out, err
	}
	for _, i := range slices.Sorted(maps.Keys(v.acts)) {
		v.act(i, &out)
	}
	if cp, cerr := v.r.ledger.Latest(); cerr == nil {
		out.Checkpoint = cp.Note
	}
	return out, t.err
}

// itemVerifier checks what a single thing rests on; each part once.
type itemVerifier struct {
	ctx   context.Context
	r     *Record
	tell  func(Checked)
	acts  map[factum.ActIndex]bool // to be checked in the end
	items map[factum.Digest]bool   // captures and derived items already checked
}

func (v *itemVerifier) say(item, file, status, why string) {
	v.tell(Checked{Item: item, File: file, Status: status, Why: why, OK: status != custody.Changed && status != custody.MissingItem && status != custody.Added})
}

func (v *itemVerifier) item(id string) error {
	if i, err := factum.ParseActIndex(id); err == nil {
		if i >= v.r.ledger.Size() {
			return factum.Errorf(factum.Missing, "the record holds nothing called %s", id).WithHint("Its last act is %s.", v.r.ledger.Size()-1)
		}
		v.acts[i] = true
		return nil
	}
	if d, err := factum.ParseDigest(id); err == nil {
		return v.digest(d)
	}
	if v.r.index == nil {
		return factum.Errorf(factum.Missing, "%s can't be looked up: the database does not open", id).WithHint("Make it again with 'factum rebuild', or give the number of an act or a whole digest.")
	}
	th, err := v.r.index.Get(v.ctx, id)
	if err != nil {
		return err
	}
	var claims []factum.ClaimID
	switch {
	case th.Capture != nil, th.Document != nil:
		d, err := factum.ParseDigest(th.ID)
		if err != nil {
			return err
		}
		return v.digest(d)
	case th.Claim != nil:
		claims = []factum.ClaimID{th.Claim.ID}
	case th.Fact != nil:
		claims = th.Fact.Claims
		for _, f := range th.Fact.Findings {
			v.acts[f.Act] = true
		}
	case th.Line != nil:
		claims = th.Line.Claims
	default:
		return factum.Errorf(factum.Invalid, "%s is a %s; an act, capture, document, claim, line or fact can be verified by itself", id, th.Kind)
	}
	for _, c := range claims {
		th, err := v.r.index.Get(v.ctx, string(c))
		if err != nil {
			return err
		}
		if err := v.claim(*th.Claim); err != nil {
			return err
		}
	}
	return nil
}

// digest checks a capture or a derived item by itself, with the acts that name it.
func (v *itemVerifier) digest(d factum.Digest) error {
	var named []factum.ActIndex
	var subject *factum.Subject
	var ground string
	for e, err := range v.r.ledger.Entries(v.ctx, 0) {
		if err != nil {
			return err
		}
		switch e.Act.Kind {
		case factum.Captured:
			var s factum.Subject
			if ok, err := e.Open("subject", &s); ok && err == nil && s.SHA256 == d {
				named, subject = append(named, e.Index), &s
			}
		case factum.Coded:
			var of factum.Digest
			var res factum.Result
			_, serr := e.Open("subject", &of)
			_, rerr := e.Open("result", &res)
			if serr == nil && of == d || rerr == nil && slices.ContainsFunc(res.Documents, func(x factum.DocumentResult) bool { return slices.Contains(x.Items(), d) }) {
				named = append(named, e.Index)
			}
		case factum.Erased:
			var x factum.Erasure
			if ok, err := e.Open("erasure", &x); ok && err == nil && slices.Contains(x.Items, d) {
				named, ground = append(named, e.Index), x.Ground
			}
		}
	}
	kept := exists(v.r.blobs.Path(d))
	switch {
	case len(named) == 0 && !kept:
		return factum.Errorf(factum.Missing, "the record holds nothing called %s", d)
	case ground != "" && !kept && subject == nil:
		v.say(d.String(), blobFile(d), custody.ErasedItem, "erased on ground "+ground)
	case subject != nil || len(named) == 0:
		v.capture(d, subject)
	default:
		v.derived(d)
	}
	for _, i := range named {
		v.acts[i] = true
	}
	return nil
}

// capture reads a blob again. s is what its captured act says of it, nil when none names it.
func (v *itemVerifier) capture(d factum.Digest, s *factum.Subject) {
	if v.items[d] {
		return
	}
	v.items[d] = true
	f, err := v.r.blobs.Open(v.ctx, d)
	if err != nil {
		status := custody.Changed
		if factum.KindOf(err) == factum.Missing {
			status = custody.MissingItem
		}
		v.say(d.String(), blobFile(d), status, err.Error())
		return
	}
	defer f.Close()
	a, b := sha256.New(), sha512.New()
	n, err := io.Copy(io.MultiWriter(a, b), f)
	switch {
	case err != nil:
		v.say(d.String(), blobFile(d), custody.Changed, "it does not read: "+err.Error())
	case factum.Digest(a.Sum(nil)) != d:
		v.say(d.String(), blobFile(d), custody.Changed, "its SHA-256 is "+hex.EncodeToString(a.Sum(nil)))
	case s == nil:
		v.say(d.String(), blobFile(d), custody.NotInLog, "kept, not in the log")
	case n != s.Size || "sha512:"+hex.EncodeToString(b.Sum(nil)) != s.SHA512:
		v.say(d.String(), blobFile(d), custody.Changed, "its size or SHA-512 is not that of the capture")
	default:
		v.say(d.String(), blobFile(d), custody.OK, fmt.Sprintf("%d bytes, SHA-256 and SHA-512 as they were sealed", n))
	}
}

// derived reads a derived item, nil when it does not hold.
func (v *itemVerifier) derived(d factum.Digest) []byte {
	b, err := v.r.ledger.Derived(v.ctx, d)
	if v.items[d] {
		return b
	}
	v.items[d] = true
	file := v.r.derivedFile(v.ctx, d)
	switch {
	case factum.KindOf(err) == factum.Missing:
		v.say(d.String(), file, custody.MissingItem, err.Error())
	case err != nil:
		v.say(d.String(), file, custody.Changed, err.Error())
	default:
		v.say(d.String(), file, custody.OK, "its SHA-256 is as it was sealed")
	}
	return b
}

// claim checks that a claim is, to the byte, the one in the claim set that its act sealed, that its words stand in the document where it says so, and that
// the capture is what the document was read from.
func (v *itemVerifier) claim(c store.Claim) error {
	v.acts[c.Act] = true
	e, err := v.r.ledger.Entry(c.Act)
	if err != nil {
		return err
	}
	var res factum.Result
	if _, err := e.Open("result", &res); err != nil {
		return err
	}
	status, why := custody.Changed, c.Act.String()+" names no claim set that it is in"
	file := databaseName
	for _, x := range res.Documents {
		if x.Document != c.Document {
			continue
		}
		var set factum.ClaimSet
		var doc factum.Document
		sb, db := v.derived(x.Claims), v.derived(x.Document)
		if sb == nil || db == nil || decode(sb, &set) != nil || decode(db, &doc) != nil {
			status, why = custody.NotCheckable, "what it was sealed in does not read"
			break
		}
		file = v.r.derivedFile(v.ctx, x.Claims)
		i := slices.IndexFunc(set.Claims, func(s factum.Claim) bool { return s.ID == c.ID })
		if i < 0 || set.Capture != c.Capture || doc.Capture != c.Capture {
			break
		}
		sealed, serr := factum.Canonical(set.Claims[i])
		mine, merr := factum.Canonical(c.Claim)
		text := doc.PartText(c.Part)
		switch {
		case serr != nil || merr != nil || !bytes.Equal(sealed, mine):
			file, why = databaseName, "the database does not have it as it was sealed"
		case c.Passage.Span.In(text) != c.Passage.Text || c.Trigger.Span.In(text) != c.Trigger.Text:
			why = "its words do not stand where it says"
		default:
			status, why = custody.OK, "as it was sealed; its words stand in the document"
		}
	}
	v.say(string(c.ID), file, status, why)
	th, err := v.r.index.Get(v.ctx, c.Capture.String())
	if err != nil {
		return err
	}
	if th.Capture != nil {
		if len(th.Capture.Origins) > 0 {
			v.acts[th.Capture.Origins[0].Act] = true
		}
		v.capture(c.Capture, &th.Capture.Subject)
	}
	return nil
}

// act checks an act against the newest checkpoint and its openings against what it sealed.
func (v *itemVerifier) act(i factum.ActIndex, out *Verified) {
	actFile, openFile := fmt.Sprintf("acts/%08d.jsonl", int64(i)/factum.ActsPerSegment), openingsFile(i)
	p, err := v.r.proof(v.ctx, i)
	switch {
	case factum.KindOf(err) == factum.Transient:
		v.say(i.String(), actFile, custody.NotInLog, err.Error())
	case err != nil:
		v.say(i.String(), actFile, custody.Changed, err.Error())
	default:
		out.Proofs = append(out.Proofs, p)
		v.say(i.String(), actFile, custody.OK, fmt.Sprintf("leaf %d of the %d under the newest checkpoint", i, p.Size))
	}
	e, err := v.r.ledger.Entry(i)
	if err != nil {
		v.say(i.String(), openFile, custody.Changed, err.Error())
		return
	}
	if e.Openings == nil {
		if ground := v.erased(i); ground != "" {
			v.say(i.String(), openFile, custody.ErasedItem, "erased on ground "+ground)
		} else {
			v.say(i.String(), openFile, custody.MissingItem, "its openings were blanked, and no erased act says so")
		}
		return
	}
	for _, name := range slices.Sorted(maps.Keys(e.Act.Sealed)) {
		want := e.Act.Sealed[name]
		o, ok := e.Openings[name]
		if d, err := o.Digest(); !ok || err != nil || d != want || o.Name != name {
			v.say(i.String(), openFile, custody.Changed, "its line does not open "+name)
			return
		}
	}
	if len(e.Openings) != len(e.Act.Sealed) {
		v.say(i.String(), openFile, custody.Changed, "its line opens what the act did not seal")
		return
	}
	v.say(i.String(), openFile, custody.OK, "its openings are what it sealed")
}

// erased is the ground on which the openings of an act were erased, "" when no act says so.
func (v *itemVerifier) erased(i factum.ActIndex) string {
	for e, err := range v.r.ledger.Entries(v.ctx, i+1) {
		var x factum.Erasure
		if err != nil {
			return ""
		}
		if ok, err := e.Open("erasure", &x); ok && err == nil && slices.Contains(x.Acts, i) {
			return x.Ground
		}
	}
	return ""
}
