package record

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"factum"
	"factum/custody"
	"factum/store/blobfs"
)

// checkSignatures checks the signature of every signed finding in a record against the key that its person had as of that act. It reads
// acts and openings only, no index, and tells each as signature/<act>. What does not read is left to the checks of acts and openings.
func checkSignatures(ctx context.Context, c Config, tell func(Checked)) error {
	led, err := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir)))
	if err != nil {
		tell(Checked{Item: "signatures", File: "acts", OK: true, Status: custody.NotCheckable, Why: "the acts do not read; check them again when they do"})
		return nil
	}
	defer led.Close(ctx)
	keys := map[factum.PersonID]standingKey{}
	erased := factum.ActIndex(-1)
	return actsOfKinds(ctx, c.Dir, led.Size(), []factum.ActKind{factum.PersonAdded, factum.Decided}, func(i factum.ActIndex, kind factum.ActKind) {
		e, err := led.Entry(i)
		if kind == factum.PersonAdded {
			var p factum.Person
			if ok, perr := e.Open("person", &p); err == nil && perr == nil && ok {
				keys[p.ID] = standingKey{public: p.PublicKey, act: i}
			} else {
				erased = i
			}
			return
		}
		if err != nil {
			return
		}
		by, d, ok, err := decision(e)
		if err != nil || !ok {
			return
		}
		k := keys[by]
		k.erased = erased
		s := judge(led.Identity().ID, i, by, d, k)
		tell(Checked{Item: "signature/" + i.String(), File: openingsFile(i), OK: s.Status != custody.Changed, Status: s.Status, Why: s.Why})
	})
}

// actsOfKinds goes through the lines of acts/ below size for those of some kinds, without reading more of a line than how it begins: an act is
// canonical JSON, and "act" its first key. A file that ends early is left to the checks of acts.
func actsOfKinds(ctx context.Context, dir string, size factum.ActIndex, kinds []factum.ActKind, visit func(factum.ActIndex, factum.ActKind)) error {
	r := bufio.NewReaderSize(nil, 256<<10)
	for i := factum.ActIndex(0); i < size; i += factum.ActsPerSegment {
		f, err := os.Open(filepath.Join(dir, actsFile(i)))
		if err != nil {
			continue
		}
		r.Reset(f)
		begins := true // the next piece begins a line
		for n := i; n < min(size, i+factum.ActsPerSegment) && ctx.Err() == nil; {
			piece, err := r.ReadSlice('\n')
			if rest, ok := bytes.CutPrefix(piece, []byte(`{"act":"`)); begins && ok {
				for _, k := range kinds {
					if bytes.HasPrefix(rest, []byte(k+`"`)) {
						visit(n, k)
					}
				}
			}
			if begins = err == nil; begins {
				n++
			} else if err != bufio.ErrBufferFull {
				break
			}
		}
		f.Close()
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// actsFile and openingsFile are where the lines of an act stand, below the record's directory.
func actsFile(i factum.ActIndex) string {
	return fmt.Sprintf("acts/%08d.jsonl", int64(i)/factum.ActsPerSegment)
}

func openingsFile(i factum.ActIndex) string {
	return fmt.Sprintf("sealed/%08d.jsonl", int64(i)/factum.ActsPerSegment)
}
