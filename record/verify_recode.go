package record

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"slices"

	"factum"
	"factum/coding/model"
	"factum/custody"
	"factum/reading"
	"factum/store/blobfs"
)

// coding is a coded act whose derived items are made again.
type codedAct struct {
	act     factum.ActIndex
	capture factum.Digest
	by      Versions
	asked   asked
	result  factum.Result
	origins []factum.ActIndex // the captured acts that may have said how the file was called: the last before it, and the first
	err     error             // the acts do not read
}

// verifyRecoded reads and codes the bytes of every capture again as each coded act says that it was done, on all processors, and
// compares what comes out with the derived items that the act names, byte for byte. What another version made can't be
// compared. It needs no index and writes nothing.
func verifyRecoded(ctx context.Context, c Config, tell func(Checked)) error {
	blobs := blobfs.In(c.Dir)
	led, err := custody.OpenReader(c.Dir, c.custody(nil, blobs))
	if err != nil {
		tell(Checked{Item: "derived items", File: "derived", OK: true, Status: custody.NotCheckable, Why: "the acts do not read; check them again when they do"})
		return nil
	}
	defer led.Close(ctx)
	st, err := NewStages()
	if err != nil {
		return err
	}
	r := &Record{dir: c.Dir, ledger: led, blobs: blobs, stages: st}
	n := runtime.GOMAXPROCS(0)
	return inOrder(ctx, n, 2*n, codedActs(ctx, led), r.codedAgain, func(found []Checked) error {
		for _, x := range found {
			tell(x)
		}
		return ctx.Err()
	})
}

// codedActs goes through the coded acts of a ledger.
func codedActs(ctx context.Context, led *custody.Ledger) iter.Seq[codedAct] {
	return func(yield func(codedAct) bool) {
		type seen struct{ first, last factum.ActIndex }
		captured := map[factum.Digest]seen{}
		for e, err := range led.Entries(ctx, 0) {
			if err != nil {
				yield(codedAct{err: err})
				return
			}
			switch e.Act.Kind {
			case factum.Captured:
				var s factum.Subject
				if ok, err := e.Open("subject", &s); ok && err == nil {
					if was, ok := captured[s.SHA256]; ok {
						captured[s.SHA256] = seen{was.first, e.Index}
					} else {
						captured[s.SHA256] = seen{e.Index, e.Index}
					}
				}
			case factum.Coded:
				x := codedAct{act: e.Index, by: versionsOf(e.Act), asked: askedOf(e.Act)}
				ok, err := e.Open("subject", &x.capture)
				if ok && err == nil {
					ok, err = e.Open("result", &x.result)
				}
				if !ok || err != nil {
					continue // erased; what does not read is named with the openings
				}
				if at, ok := captured[x.capture]; ok {
					x.origins = slices.Compact([]factum.ActIndex{at.last, at.first})
				}
				if !yield(x) {
					return
				}
			}
		}
	}
}

// versionsOf says by which versions a coded act was done.
func versionsOf(a factum.Act) Versions {
	text := func(name string) string { s, _ := a.Detail[name].(string); return s }
	return Versions{Reader: text("reader"), Coder: text("coder"), Gazetteer: text("gazetteer"), Weigher: text("weigher")}
}

// codedAgain makes the derived items of a coded act again and says of each whether it is the same.
func (r *Record) codedAgain(ctx context.Context, x codedAct) []Checked {
	if x.err != nil {
		return []Checked{{Item: "derived items", File: "derived", OK: true, Status: custody.NotCheckable, Why: "the acts do not read: " + x.err.Error()}}
	}
	status, why := custody.OK, ""
	var made []factum.DocumentResult
	now := r.stages.Versions()
	p := r.proposed(ctx, x.result)
	if now.Weigher = x.by.Weigher; now != x.by {
		status, why = custody.NotCheckable, fmt.Sprintf("%s made it with reader %s, coder %s, gazetteer %s; this version has %s, %s, %s", x.act,
			x.by.Reader, x.by.Coder, x.by.Gazetteer, now.Reader, now.Coder, now.Gazetteer)
	} else if x.asked.Model != "" && x.asked.Proposer != model.Version {
		status, why = custody.NotCheckable, fmt.Sprintf("%s read the answers of model %s by version %s; this one is %s", x.act, x.asked.Model, x.asked.Proposer, model.Version)
	} else if p.lost != nil {
		status, why = custody.NotCheckable, p.lost.Error()
	} else if b, err := r.readAll(ctx, x.capture); err != nil || factum.DigestOf(b) != x.capture {
		status, why = custody.NotCheckable, "the bytes of "+x.capture.String()+" are not as they were"
		if factum.KindOf(err) == factum.Missing {
			why = "the bytes of " + x.capture.String() + " are not here"
		}
	} else {
		made, status, why = r.madeAgain(ctx, b, x, p)
	}
	var out []Checked
	say := func(d factum.Digest, same bool, again factum.Digest) {
		c := Checked{Item: d.String(), File: r.derivedFile(ctx, d), Status: status, Why: why}
		if status == custody.Changed && same {
			c.Status, c.Why = custody.OK, ""
		} else if status == custody.Changed && !again.IsZero() {
			c.Why = fmt.Sprintf("%s names it, but the same version makes %s of the same bytes", x.act, again)
		}
		c.OK = c.Status != custody.Changed
		out = append(out, c)
	}
	for i, d := range x.result.Documents {
		var again factum.DocumentResult
		if i < len(made) {
			again = made[i]
		}
		say(d.Document, again.Document == d.Document, again.Document)
		say(d.Claims, again.Claims == d.Claims, again.Claims)
		if !d.Answer.IsZero() {
			say(d.Answer, again.Answer == d.Answer, again.Answer)
		}
	}
	return out
}

// madeAgain reads and codes bytes under the names that the capture had; what a model proposed, from the answers kept.
func (r *Record) madeAgain(ctx context.Context, b []byte, x codedAct, p proposals) (made []factum.DocumentResult, status, why string) {
	why = "the same version makes nothing of the same bytes"
	for _, at := range append(x.origins, -1) {
		var o factum.Origin
		if at >= 0 {
			e, err := r.ledger.Entry(at)
			if err == nil {
				_, err = e.Open("origin", &o)
			}
			if err != nil {
				continue
			}
		} else if len(x.origins) > 0 {
			break
		}
		w := r.stages.work(ctx, b, reading.Meta{MediaType: o.MediaType, Name: o.Name, Capture: x.capture}, p)
		if w.err != nil {
			why += ": " + w.err.Error()
			continue
		}
		if made = w.result.Documents; slices.Equal(made, x.result.Documents) {
			return made, custody.OK, ""
		}
		why = fmt.Sprintf("the same version makes %d documents of the same bytes", len(made))
	}
	return made, custody.Changed, why
}

// derivedFile is where a derived item lies below the record's directory.
func (r *Record) derivedFile(ctx context.Context, d factum.Digest) string {
	if seg, _, _, ok, err := r.ledger.Located(ctx, d); err == nil && ok {
		return filepath.ToSlash(filepath.Join("derived", fmt.Sprintf("%08d.jsonl", seg)))
	}
	if exists(filepath.Join(r.dir, blobFile(d))) {
		return blobFile(d)
	}
	return "derived"
}
