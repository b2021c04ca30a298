package custody

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"factum"
)

// fileErasing is there while something is being erased: it says from which act on to look for erased acts whose work is not done.
const fileErasing = "erasing"

// Erase logs erased acts and then takes out of the record what they name: openings, derived items, blobs. When it returns all of it is gone
// from these files for good; the index has to follow, and to scrub itself.
//
// It crashes safely: before the acts are logged a mark is left that makes the next writing session finish the work, and readers
// see what is being erased as erased. A failure after the acts are logged ends the session; the next one goes on.
func (l *Ledger) Erase(ctx context.Context, drafts []factum.Draft) ([]factum.ActIndex, error) {
	if l.w == nil {
		return nil, factum.Errorf(factum.ReadOnly, "the record is open for reading only")
	}
	var es []factum.Erasure
	for _, d := range drafts {
		e, ok := d.Sealed["erasure"].(factum.Erasure)
		if d.Kind != factum.Erased || !ok {
			return nil, factum.Errorf(factum.Invalid, "a draft of the kind %s erases nothing", d.Kind)
		}
		if err := l.mayErase(e); err != nil {
			return nil, err
		}
		es = append(es, e)
	}
	// A crash before the acts are logged leaves a mark that means nothing; the next session takes it away.
	if err := l.markErasing(ctx, es); err != nil {
		return nil, err
	}
	at, err := l.Append(ctx, drafts)
	if err != nil {
		return nil, err
	}
	// From here on the record says that it is erased. A crash leaves some or all of it there, and the mark.
	if err := l.takeOut(context.WithoutCancel(ctx), es, nil); err != nil {
		return at, l.w.poison(err)
	}
	return at, nil
}

// mayErase refuses an erasure that would take out what has to stay.
func (l *Ledger) mayErase(e factum.Erasure) error {
	if err := factum.CheckGround(e.Ground); err != nil {
		return err
	}
	if strings.TrimSpace(e.Authority) == "" {
		return factum.Errorf(factum.Invalid, "an erasure needs the authority that it rests on")
	}
	if len(e.Acts) > factum.ErasedAtOnce || len(e.Items) > factum.ErasedAtOnce || len(e.Acts)+len(e.Items) == 0 {
		return factum.Errorf(factum.Invalid, "an erased act names 1 to %d acts and items", factum.ErasedAtOnce)
	}
	for _, i := range e.Acts {
		entry, err := l.Entry(i)
		if err != nil {
			return err
		}
		switch entry.Act.Kind {
		case factum.Opened, factum.Rekeyed, factum.Erased:
			return factum.Errorf(factum.Invalid, "%s cannot be erased: it is of the kind %s", i, entry.Act.Kind)
		}
	}
	return nil
}

// takeOut does what logged erased acts say and takes the mark away. Each step can be done again; begun are lines of derived/ that may be
// overwritten in part, so that nobody can tell by them what they are.
func (l *Ledger) takeOut(ctx context.Context, es []factum.Erasure, begun []derivedAt) error {
	err := l.awaitLogged(ctx)
	if err == nil {
		err = l.blankOpenings(es)
	}
	if err == nil {
		err = l.blankDerived(ctx, es, begun)
	}
	if err == nil {
		err = l.removeBlobs(ctx, es)
	}
	if err != nil {
		return err
	}
	mark := filepath.Join(l.dir, fileErasing)
	err = l.cfg.FS.Remove(mark)
	if err == nil {
		err = l.cfg.FS.SyncDir(l.dir)
	}
	return ioError("remove "+mark, err)
}

// markErasing leaves the mark: the number of the first act to look at, then a line for each line of derived/ that is to go: which of the erasures
// it belongs to, file, offset and size.
func (l *Ledger) markErasing(ctx context.Context, es []factum.Erasure) error {
	var b strings.Builder
	fmt.Fprintln(&b, int64(l.Size()))
	for k, e := range es {
		lines, err := l.derivedOf(ctx, []factum.Erasure{e})
		if err != nil {
			return err
		}
		for _, at := range lines {
			fmt.Fprintln(&b, k, at.seg, at.off, at.size)
		}
	}
	mark := filepath.Join(l.dir, fileErasing)
	return ioError("write "+mark, l.cfg.FS.Write(mark, []byte(b.String()), 0o644, true))
}

// awaitLogged waits until the log's own state covers every act that was acknowledged: an act is so when it is durable and in line, a moment
// earlier. Until then readers and checks would not see the erased act, and what is gone would be missed.
func (l *Ledger) awaitLogged(ctx context.Context) error {
	for end := time.Now().Add(time.Minute); ; {
		ts, ok, err := readTreeState(l.dir)
		if err != nil {
			return err
		}
		if ok && ts.Size >= l.size.Load() {
			return nil
		}
		if time.Now().After(end) {
			return factum.Errorf(factum.Transient, "the log does not take up the erased act")
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// finishErasing does what a session that broke off left to do. A record that has no mark pays a look for it.
func (l *Ledger) finishErasing(ctx context.Context) error {
	es, begun, marked, err := l.unfinished()
	if err != nil || !marked {
		return err
	}
	return l.takeOut(ctx, es, begun)
}

// unfinished reads the erased acts from the mark on, and which lines of derived/ are theirs.
func (l *Ledger) unfinished() (es []factum.Erasure, begun []derivedAt, marked bool, err error) {
	name := filepath.Join(l.dir, fileErasing)
	b, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, false, nil
	}
	if err != nil {
		return nil, nil, false, ioError("read "+name, err)
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	from, err := strconv.ParseInt(lines[0], 10, 64)
	if err != nil || from < 0 {
		return nil, nil, false, factum.Errorf(factum.Integrity, "%s does not say from which act on something is being erased", name)
	}
	for i := from; i < l.size.Load(); i++ {
		x, ok, err := l.erasure(i)
		if err != nil {
			return nil, nil, false, err
		}
		if ok {
			es = append(es, x)
		}
	}
	for _, s := range lines[1:] {
		var k int
		var at derivedAt
		if _, err := fmt.Sscanf(s, "%d %d %d %d", &k, &at.seg, &at.off, &at.size); err != nil {
			return nil, nil, false, factum.Errorf(factum.Integrity, "%s does not say what is being erased: %q", name, s)
		}
		if k < len(es) {
			begun = append(begun, at)
		}
	}
	return es, begun, true, nil
}

// erasure reads what act i erased; ok is false when it is of another kind.
func (l *Ledger) erasure(i int64) (x factum.Erasure, ok bool, err error) {
	a, err := l.acts.line(i)
	if err != nil || !strings.HasPrefix(string(a), `{"act":"`+string(factum.Erased)+`"`) { // keys are sorted
		return x, false, err
	}
	o, err := l.sealed.line(i)
	if err != nil {
		return x, false, err
	}
	e, err := parseEntry(factum.ActIndex(i), a, o)
	if err == nil {
		ok, err = e.Open("erasure", &x)
	}
	return x, ok, err
}

// hide makes a reader take as erased what a session broke off erasing, or is erasing just now.
func (l *Ledger) hide() error {
	es, _, _, err := l.unfinished()
	if err != nil || len(es) == 0 {
		l.hidden.Store(nil)
		return err
	}
	h := map[factum.ActIndex]bool{}
	for _, e := range es {
		for _, i := range e.Acts {
			h[i] = true
		}
	}
	l.hidden.Store(&h)
	return nil
}
