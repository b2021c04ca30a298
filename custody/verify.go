package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// The statuses of something that was checked.
const (
	OK           = "ok"
	Changed      = "changed"
	MissingItem  = "missing"
	Added        = "added"
	ErasedItem   = "erased"
	NotInLog     = "not-in-log"
	NotCheckable = "not-checkable"
)

// Checked is what Verify found of one thing. Only a status of changed, missing or added makes OK false.
type Checked struct {
	Item   string `json:"item"` // id: act_…, sha256:…, checkpoint/<size>, or the name of the file
	File   string `json:"file"` // relative to the record
	OK     bool   `json:"ok"`
	Status string `json:"status"`
	Why    string `json:"why"` // "" when there is nothing to say
}

// Summary ends a verification.
type Summary struct {
	Checked int `json:"checked"`
	Failed  int `json:"failed"`
}

// VerifyOptions says how thoroughly to look.
type VerifyOptions struct {
	// Quick leaves out the SHA-512 of blobs, which stands beside the SHA-256 that names them.
	Quick bool
	// Checkpoints kept elsewhere: the log has to continue each of them.
	Checkpoints [][]byte
	// Workers is how many files or lines are hashed at once; 0: one on each processor.
	Workers int
}

// Verify checks everything in a record against everything else and against the log, and reports each thing in a fixed
// order. It writes nothing, takes no lock and needs no index, and it goes on after what it finds. The error is for what
// kept it from checking; what doesn't hold is reported and counted.
//
// In memory are one file of acts/ and sealed/ at a time, 64 bytes an act, some 150 a capture and some 120 a derived item; blobs are
// streamed.
//
// What a crash leaves behind and the next writing session finishes or drops (acts beyond the log, a torn last line, partial tiles) is
// reported as not-in-log and holds.
func Verify(ctx context.Context, dir string, opts VerifyOptions, report func(Checked)) (Summary, error) {
	v := &verifier{ctx: ctx, dir: dir, opts: opts, report: report,
		erasedItems: map[factum.Digest]string{}, erasedActs: map[factum.ActIndex]string{}, badActs: map[int64]bool{}, stated: map[string]statement{}}
	if v.opts.Workers <= 0 {
		v.opts.Workers = runtime.GOMAXPROCS(0)
	}
	if _, err := os.Stat(filepath.Join(dir, fileConfig)); errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(filepath.Join(dir, segmentName(dirActs, 0))); err != nil {
			_, err := ReadIdentity(dir)
			return v.sum, err
		}
	}
	// A blob may be large: what is read meanwhile ends with the verification.
	reading, stop := context.WithCancel(ctx)
	defer stop()
	var err error
	if v.hashed, err = v.hashBlobs(reading); err != nil {
		return v.sum, err
	}
	for _, step := range []func() error{v.identity, v.sizes, v.lines, v.log, v.checkpoints, v.derivedItems, v.blobs, v.places} {
		if err := ctx.Err(); err != nil {
			return v.sum, err
		}
		if err := step(); err != nil {
			return v.sum, err
		}
	}
	return v.sum, nil
}

// verifier carries what one check learns for the next.
type verifier struct {
	ctx    context.Context
	dir    string
	opts   VerifyOptions
	report func(Checked)
	sum    Summary

	id    Identity
	first factum.Act // act 0 as far as it reads
	led   *Ledger    // reads acts and knows the log's keys

	hashed chan *blobBatch // see hashBlobs

	kept   []int64
	stated map[string]statement // checkpoints and the log's state, by file, as read in the beginning

	size   int64           // leaves in the log
	count  int64           // acts, also those beyond the log
	leaves []factum.Digest // Merkle leaf hash of each act, by the majority of act line, entry bundle and tile
	entry  []factum.Digest // entry of each act that fits its leaf, zero when nothing does

	subjects    map[factum.Digest]blobSubject
	derived     map[factum.Digest]int32 // what coded acts name, as a number in items
	items       []derivedItem
	before      []int32                  // see lay
	erasedItems map[factum.Digest]string // → ground
	erasedActs  map[factum.ActIndex]string
	badActs     map[int64]bool // acts whose line changed
}

// statement is a file that states a size of the log, or why it does not read.
type statement struct {
	bytes []byte
	err   error
}

func (v *verifier) tell(c Checked) {
	c.OK = c.Status != Changed && c.Status != MissingItem && c.Status != Added
	v.sum.Checked++
	if !c.OK {
		v.sum.Failed++
	}
	v.report(c)
}

// unreadable reports a file that does not read; one that is not there is reported by what it should hold.
func (v *verifier) unreadable(file string, err error) {
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		v.tell(Checked{Item: file, File: file, Status: Changed, Why: "it does not read: " + err.Error()})
	}
}

// identity checks factum.toml and the key against act 0, which the log holds.
func (v *verifier) identity() error {
	var readErr error
	v.id, readErr = ReadIdentity(v.dir)
	if factum.KindOf(readErr) == factum.Newer {
		return readErr
	}
	v.led = &Ledger{dir: v.dir, id: v.id, acts: newSeries(v.dir, dirActs), sealed: newSeries(v.dir, dirSealed), keys: keyring{lax: true}}
	e, err := v.led.entry(0)
	if factum.KindOf(err) == factum.Newer {
		return err
	}
	v.first = e.Act
	text := func(name string) string { s, _ := e.Act.Detail[name].(string); return s }
	stated := false
	if ver, err := note.NewVerifier(text("public_key")); err == nil && ver.Name() == text("origin") {
		v.led.key, v.led.ver, stated = text("public_key"), ver, true
		v.led.id.Origin = text("origin") // a damaged factum.toml must not speak against the key
	} else { // act 0 is reported with the acts; go on with what there is
		v.led.ver = v.led.keyOtherwise()
	}
	c := Checked{Item: fileConfig, File: fileConfig, Status: OK}
	b, err := os.ReadFile(filepath.Join(v.dir, fileConfig))
	want, encErr := v.id.encode()
	switch {
	case errors.Is(err, os.ErrNotExist):
		c.Status, c.Why = MissingItem, "it names the record and its log"
	case readErr != nil:
		c.Status, c.Why = Changed, readErr.Error()
	case !stated:
		c.Status, c.Why = NotCheckable, "act 0 does not read"
	case v.id.Origin != text("origin") || v.id.ID != text("id"):
		c.Status, c.Why = Changed, "it does not name the log that act 0 names"
	case encErr == nil && string(want) != string(b):
		c.Status, c.Why = Changed, "it is not as it was written"
	}
	v.tell(c)
	if stated {
		v.privateKey()
	}
	return nil
}
