package custody

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"factum"
)

// claimed is a root that something states over so many acts.
type claimed struct {
	item, file string
	size       int64
	root       factum.Digest
	why        string // why it can't be taken at its word; "" when it can
	unsigned   bool   // there is no key to check the signature with
}

// checkpoints checks the signature of every checkpoint, and that the acts give every root that one states. So each
// also continues those before it.
func (v *verifier) checkpoints() error {
	var all []claimed
	add := func(item, file string, b []byte, err error) {
		c := claimed{item: item, file: file}
		switch {
		case errors.Is(err, os.ErrNotExist):
			c.why = "missing"
		case err != nil:
			c.why = err.Error()
		default:
			cp, err := v.led.parse(b)
			c.size, c.root = cp.Size, cp.Root
			if errors.Is(err, errNoKey) {
				c.unsigned = true
			} else if err != nil {
				c.why = err.Error()
			}
		}
		all = append(all, c)
	}
	s := v.stated[fileCheckpoint]
	add("checkpoint/published", fileCheckpoint, s.bytes, s.err)
	if n := len(v.kept); n > 0 && all[0].why == "" && !all[0].unsigned && all[0].size < v.kept[n-1] { // published before it is kept
		all[0].why = fmt.Sprintf("it is an older one, over %d acts: one over %d was kept", all[0].size, v.kept[n-1])
	}
	for _, n := range v.kept {
		s := v.stated[checkpointName(n)]
		add("checkpoint/"+strconv.FormatInt(n, 10), checkpointName(n), s.bytes, s.err)
		if c := &all[len(all)-1]; c.why == "" && !c.unsigned && c.size != n {
			c.why = fmt.Sprintf("it is one over %d acts", c.size)
		}
	}
	for i, b := range v.opts.Checkpoints {
		add(fmt.Sprintf("checkpoint/given-%d", i+1), "", b, nil)
	}
	all = append(all, v.state()...)
	var sizes []int64
	for _, c := range all {
		sizes = append(sizes, c.size)
	}
	slices.Sort(sizes)
	roots, err := v.rootsAt(slices.Compact(sizes))
	if err != nil {
		return err
	}
	for _, c := range all {
		v.tell(v.judge(c, roots))
	}
	return nil
}

func (v *verifier) judge(c claimed, roots map[int64]factum.Digest) Checked {
	out := Checked{Item: c.item, File: c.file, Status: OK}
	root, reached := roots[c.size]
	switch {
	case c.why == "missing":
		out.Status, out.Why = MissingItem, "the log has to have it"
	case c.unsigned:
		out.Status, out.Why = NotCheckable, "act 0 gives no key to check its signature with"
	case c.why != "":
		out.Status, out.Why = Changed, c.why
	case !reached:
		out.Status, out.Why = Changed, fmt.Sprintf("it covers %d acts, the log has %d: the log was cut", c.size, v.size)
	case root != c.root:
		out.Status, out.Why = Changed, fmt.Sprintf("the first %d acts do not give its root: they are not those it was signed over", c.size)
	}
	return out
}

// state checks the log's own note of how far it has come, where it is there: a copy without hidden files can be verified, only not continued.
func (v *verifier) state() []claimed {
	if _, err := os.Stat(filepath.Join(v.dir, dirLog, ".state")); errors.Is(err, os.ErrNotExist) {
		v.tell(Checked{Item: fileTreeState, File: fileTreeState, Status: NotCheckable, Why: "the log's state was not copied along: the record can be verified but not continued"})
		return nil
	}
	c := claimed{item: fileTreeState, file: fileTreeState}
	raw := v.stated[fileTreeState]
	ts, err := parseTreeState(raw.bytes)
	switch {
	case errors.Is(raw.err, os.ErrNotExist):
		c.why = "missing"
	case raw.err != nil:
		c.why = raw.err.Error()
	case err != nil:
		c.why = err.Error()
	default:
		c.size, c.root = ts.Size, factum.Digest(ts.Root)
		if want, err := json.Marshal(ts); err != nil || string(want) != string(raw.bytes) {
			c.why = "it is not as it was written"
		}
		if ts.Size < v.size {
			c.why = fmt.Sprintf("it is at %d acts, a signed checkpoint at %d: it was rolled back", ts.Size, v.size)
		}
	}
	version := filepath.Join("log", ".state", "version")
	if b, err := os.ReadFile(filepath.Join(v.dir, version)); err != nil || string(b) != "1" {
		v.tell(Checked{Item: version, File: version, Status: Changed, Why: "it has to say 1"})
	}
	return []claimed{c}
}
