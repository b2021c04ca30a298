package custody

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"factum"
)

// baseline settles which size of the log is copied: that of the published checkpoint, once it covers all that was logged when this
// began; after a crash, that of the log's own state, from which the next session goes on.
func (p *plan) baseline(ctx context.Context) error {
	kept, err := keptSizes(p.dir) // first: whatever is kept now, a checkpoint read later covers
	if err != nil {
		return err
	}
	ts, hasState, stateErr := readTreeState(p.dir)
	name := filepath.Join(p.dir, fileCheckpoint)
	var cpErr error
	var size int64
	for deadline := time.Now().Add(p.o.Wait); ; {
		p.checkpoint, cpErr = os.ReadFile(name)
		if cpErr == nil {
			size, p.root, cpErr = plainCheckpoint(p.checkpoint)
		}
		if cpErr != nil || !hasState || stateErr != nil || size >= ts.Size || time.Now().After(deadline) || !beingWritten(p.dir) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	newest := int64(0)
	if n := len(kept); n > 0 {
		newest = kept[n-1]
	}
	p.size = size
	contradiction := ""
	switch {
	case cpErr != nil:
		contradiction, p.checkpoint = fmt.Sprintf("%s: %v", fileCheckpoint, cpErr), nil
	case stateErr != nil:
		contradiction = stateErr.Error()
	case !hasState:
		p.fail(fileTreeState, fileTreeState, MissingItem, "without it the record can be verified but not continued")
		if newest > size {
			contradiction = fmt.Sprintf("the published checkpoint covers %d acts, but one over %d was kept", size, newest)
		}
	case ts.Size < size && p.rolledBack(size):
		contradiction = fmt.Sprintf("the log's state is at %d acts, its published checkpoint at %d", ts.Size, size)
	case max(ts.Size, size) < newest:
		contradiction = fmt.Sprintf("the log is at %d acts, but a checkpoint over %d was kept", max(ts.Size, size), newest)
	case ts.Size > size: // a crash before the checkpoint
		p.size, p.root = ts.Size, factum.Digest(ts.Root)
	}
	x, lost := measure(p.dir, dirActs)
	if contradiction == "" && lost == nil && x.lines < p.size {
		contradiction = fmt.Sprintf("the log holds %d acts, acts/ has %d lines", p.size, x.lines)
	}
	if contradiction == "" && lost != nil {
		contradiction = lost.Error()
	}
	if contradiction == "" {
		if hasState {
			if p.state, err = json.Marshal(treeState{Size: p.size, Root: p.root[:]}); err != nil {
				return err
			}
		}
		for _, n := range kept {
			if n <= p.size {
				p.kept = append(p.kept, n)
			}
		}
		return nil
	}
	p.fail(dirLog, dirLog, Changed, contradiction+"; its files were copied as they lie")
	p.raw, p.kept, p.state = true, kept, nil
	p.size = x.lines // of the acts whatever there is, however much is stated
	if lost != nil {
		p.size, err = allLines(p.dir)
	}
	return err
}

// allLines is where the last file of acts/ would end if it and all before it were full.
func allLines(dir string) (int64, error) {
	segs, err := listSegments(filepath.Join(dir, dirActs))
	if err != nil || len(segs) == 0 {
		return 0, err
	}
	return int64(segs[len(segs)-1]+1) * factum.ActsPerSegment, nil
}

// rolledBack looks at the state again: a writer may have moved on between the two readings.
func (p *plan) rolledBack(size int64) bool {
	ts, ok, err := readTreeState(p.dir)
	return err != nil || !ok || ts.Size < size
}

// plainCheckpoint reads size and root out of a checkpoint without looking at its signature, which is for verify.
func plainCheckpoint(b []byte) (size int64, root factum.Digest, err error) {
	if size, err = unverifiedSize(b); err != nil {
		return 0, root, err
	}
	h, err := base64.StdEncoding.DecodeString(strings.SplitN(string(b), "\n", 4)[2])
	if err != nil || len(h) != len(root) {
		return 0, root, factum.Errorf(factum.Integrity, "%s states no root", fileCheckpoint)
	}
	return size, factum.Digest(h), nil
}
