package record

import (
	"context"
	"runtime"

	"factum"
	"factum/custody"
	"factum/store/blobfs"
)

// Checked is one thing that was checked.
type Checked = custody.Checked

// Holds is the status of what is exactly as it was sealed.
const Holds = custody.OK

// VerifyOptions say how thoroughly to look.
type VerifyOptions struct {
	Quick bool // leave out replaying the acts into a second database
}

// Verified sums up a verification.
type Verified struct {
	Checked, Failed int
	Checkpoint      string // the newest, as signed; "" when it does not read
}

// Verify checks a record: first everything on disk against the log, then, unless Quick, every row of the index against a replay of the acts into
// a temporary database outside the record. It writes nothing to the record. The error is for what kept it from checking; what does not
// hold is reported and counted.
func Verify(ctx context.Context, c Config, o VerifyOptions, report func(Checked) error) (Verified, error) {
	var out Verified
	var rerr error
	tell := func(x Checked) {
		if rerr == nil {
			rerr = report(x)
		}
	}
	sum, err := custody.Verify(ctx, c.Dir, custody.VerifyOptions{Workers: 2 * runtime.GOMAXPROCS(0)}, tell)
	out.Checked, out.Failed = sum.Checked, sum.Failed
	if err != nil {
		return out, noRecord(c.Dir, err)
	}
	count := func(x Checked) {
		out.Checked++
		if !x.OK {
			out.Failed++
		}
		tell(x)
	}
	if err := checkSignatures(ctx, c, count); err != nil {
		return out, err
	}
	if !o.Quick && sum.Failed == 0 {
		err = verifyIndex(ctx, c, count)
	} else if !o.Quick {
		tell(Checked{Item: databaseName, File: databaseName, OK: true, Status: custody.NotCheckable,
			Why: "the acts it follows from do not hold; check it again when they do"})
		out.Checked++
	}
	if led, lerr := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir))); lerr == nil {
		if cp, cerr := led.Latest(); cerr == nil {
			out.Checkpoint = cp.Note
		}
		led.Close(ctx)
	}
	if err == nil {
		err = rerr
	}
	return out, err
}

// proof makes the inclusion proof of an act under the newest checkpoint.
func (r *Record) proof(ctx context.Context, i factum.ActIndex) (Proof, error) {
	in, err := r.ledger.Inclusion(ctx, i)
	if err != nil {
		return Proof{}, err
	}
	e, err := r.ledger.Entry(i)
	if err != nil {
		return Proof{}, err
	}
	p := Proof{Act: i, Kind: e.Act.Kind, Entry: in.Entry, Leaf: b64(in.Leaf[:]), Checkpoint: in.Checkpoint.Note, Size: in.Checkpoint.Size, Root: b64(in.Checkpoint.Root[:])}
	for _, h := range in.Path {
		p.Inclusion = append(p.Inclusion, b64(h[:]))
	}
	return p, nil
}
