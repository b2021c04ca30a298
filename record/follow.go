package record

import (
	"context"
	"maps"
	"sync/atomic"
	"time"

	"factum"
	"factum/custody"
)

// workshop is the ledger's derived items with those just made at hand.
type workshop struct {
	*custody.Ledger
	made map[factum.Digest]any
}

// AtHand implements store.AtHand.
func (w workshop) AtHand(d factum.Digest) any { return w.made[d] }

// follow applies to the index what the ledger holds beyond it, up to the act before upTo. made are derived items that the acts name, by
// digest; it may be nil.
func (r *Record) follow(ctx context.Context, upTo factum.ActIndex, made map[factum.Digest]any) error {
	from, err := r.index.Cursor(ctx)
	if err != nil {
		return err
	}
	var es []factum.Entry
	for e, err := range r.ledger.Entries(ctx, from) {
		if err != nil {
			return err
		}
		if e.Index >= upTo {
			break
		}
		es = append(es, e)
	}
	return r.index.Apply(ctx, es, workshop{r.ledger, made})
}

// follower brings the index up behind the ledger, many batches in one transaction: each page of the index is then written once for all of
// them. A crash leaves an index that lags; opening catches up.
type follower struct {
	work chan handed
	done chan struct{}
	err  atomic.Pointer[error] // the first
}

// handed is what the ledger has and the index may take.
type handed struct {
	upTo factum.ActIndex
	made map[factum.Digest]any
}

const (
	together = 1024            // acts, after which no more are waited for
	patience = time.Second / 2 // how long others are waited for
	behind   = 4               // batches that may wait; each keeps what its acts name in memory
)

func (r *Record) follower(ctx context.Context) *follower {
	f := &follower{work: make(chan handed, behind), done: make(chan struct{})}
	go func() {
		defer close(f.done)
		at := r.ledger.Size()
		for h := range f.work {
			late := time.After(patience)
		gather:
			for h.upTo-at < together {
				select {
				case more, ok := <-f.work:
					if !ok {
						break gather
					}
					maps.Copy(h.made, more.made)
					h.upTo = more.upTo
				case <-late:
					break gather
				}
			}
			if f.err.Load() != nil {
				continue // the rest is left to the next opening
			}
			if err := r.follow(ctx, h.upTo, h.made); err != nil {
				f.err.Store(&err)
			}
			at = h.upTo
		}
	}()
	return f
}

// hand hands over a batch whose acts are in the ledger, and waits when too many are waiting. made is the follower's from then on.
func (f *follower) hand(upTo factum.ActIndex, made map[factum.Digest]any) error {
	f.work <- handed{upTo, made}
	return f.failed()
}

// end waits until everything is applied.
func (f *follower) end() error {
	close(f.work)
	<-f.done
	return f.failed()
}

func (f *follower) failed() error {
	if err := f.err.Load(); err != nil {
		return *err
	}
	return nil
}
