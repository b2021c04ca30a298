package record

import (
	"context"
	"fmt"

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
	Quick       bool   // leave out replaying the acts into a second database, and the SHA-512 of blobs
	Recode      bool   // read and code again what this version read and coded
	Checkpoints []Kept // kept elsewhere: the log has to continue each
}

// Kept is a checkpoint that was kept outside the record: the signed note, and the file that it was given in.
type Kept struct {
	File string
	Note []byte
}

// Verified sums up a verification.
type Verified struct {
	Checked, Failed int
	Checkpoint      string   // the newest, as signed; "" when it does not read
	Proofs          []Proof  // of a single thing: the acts that it rests on
	Damage          []Damage // what kinds there are of what does not hold
}

// counting hands on what is checked, and counts it.
type counting struct {
	out    *Verified
	report func(Checked) error
	err    error // of report
}

func (t *counting) tell(x Checked) {
	t.out.Checked++
	if !x.OK {
		t.out.Failed++
		t.out.Damage = withDamage(t.out.Damage, x)
	}
	if t.err == nil {
		t.err = t.report(x)
	}
}

// Verify checks a record: first everything on disk against the log, then signed findings against their keys, then, as far as asked, derived items against
// the bytes they were read from, and unless Quick every row of the index against a replay of the acts into
// a temporary database outside the record. It writes nothing to the record. The error is for what kept it from checking; what does not
// hold is reported and counted.
func Verify(ctx context.Context, c Config, o VerifyOptions, report func(Checked) error) (out Verified, err error) {
	t := &counting{out: &out, report: report}
	given := map[string]string{}
	var notes [][]byte
	for i, k := range o.Checkpoints {
		given[fmt.Sprintf("checkpoint/given-%d", i+1)] = k.File
		notes = append(notes, k.Note)
	}
	sum, err := custody.Verify(ctx, c.Dir, custody.VerifyOptions{Quick: o.Quick, Checkpoints: notes}, func(x Checked) {
		if file, ok := given[x.Item]; ok {
			x.File = file
		}
		t.tell(x)
	})
	if err != nil {
		return out, noRecord(c.Dir, err)
	}
	if err := checkSignatures(ctx, c, t.tell); err != nil {
		return out, err
	}
	if o.Recode {
		if err := verifyRecoded(ctx, c, t.tell); err != nil {
			return out, err
		}
	}
	if !o.Quick && sum.Failed == 0 {
		err = verifyIndex(ctx, c, t.tell)
	} else if !o.Quick {
		t.tell(Checked{Item: databaseName, File: databaseName, OK: true, Status: custody.NotCheckable,
			Why: "the acts it follows from do not hold; check it again when they do"})
	}
	if led, lerr := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir))); lerr == nil {
		if cp, cerr := led.Latest(); cerr == nil {
			out.Checkpoint = cp.Note
		}
		led.Close(ctx)
	}
	if err == nil {
		err = t.err
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
