package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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
	mark := filepath.Join(l.dir, fileErasing)
	if err := l.cfg.FS.Write(mark, []byte(strconv.FormatInt(int64(l.Size()), 10)+"\n"), 0o644, true); err != nil {
		return nil, ioError("write "+mark, err)
	}
	at, err := l.Append(ctx, drafts)
	if err != nil {
		return nil, err
	}
	// From here on the record says that it is erased. A crash leaves some or all of it there, and the mark.
	if err := l.takeOut(context.WithoutCancel(ctx), es); err != nil {
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

// takeOut does what logged erased acts say and takes the mark away. Each step can be done again.
func (l *Ledger) takeOut(ctx context.Context, es []factum.Erasure) error {
	for _, step := range []func(context.Context, []factum.Erasure) error{l.blankOpenings, l.blankDerived, l.removeBlobs} {
		if err := step(ctx, es); err != nil {
			return err
		}
	}
	mark := filepath.Join(l.dir, fileErasing)
	err := l.cfg.FS.Remove(mark)
	if err == nil {
		err = l.cfg.FS.SyncDir(l.dir)
	}
	return ioError("remove "+mark, err)
}

// finishErasing does what a session that broke off left to do. A record that has no mark pays a look for it.
func (l *Ledger) finishErasing(ctx context.Context) error {
	es, marked, err := l.unfinished()
	if err != nil || !marked {
		return err
	}
	return l.takeOut(ctx, es)
}

// unfinished reads the erased acts from the mark on.
func (l *Ledger) unfinished() (es []factum.Erasure, marked bool, err error) {
	name := filepath.Join(l.dir, fileErasing)
	b, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, ioError("read "+name, err)
	}
	from, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64)
	if err != nil || from < 0 {
		return nil, false, factum.Errorf(factum.Integrity, "%s does not say from which act on something is being erased", name)
	}
	for i := from; i < l.size.Load(); i++ {
		a, err := l.acts.line(i)
		if err != nil {
			return nil, false, err
		}
		if !strings.HasPrefix(string(a), `{"act":"`+string(factum.Erased)+`"`) { // keys are sorted
			continue
		}
		o, err := l.sealed.line(i)
		if err != nil {
			return nil, false, err
		}
		e, err := parseEntry(factum.ActIndex(i), a, o)
		var x factum.Erasure
		if err == nil {
			_, err = e.Open("erasure", &x)
		}
		if err != nil {
			return nil, false, err
		}
		es = append(es, x)
	}
	return es, true, nil
}

// hide makes a reader take as erased what a session broke off erasing, or is erasing just now.
func (l *Ledger) hide() error {
	es, _, err := l.unfinished()
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
