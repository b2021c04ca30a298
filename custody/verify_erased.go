package custody

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"factum"
)

// erasing reports whether something is being erased just now, or a session broke off doing it.
func (v *verifier) erasing() bool {
	_, err := os.Lstat(filepath.Join(v.dir, fileErasing))
	return err == nil
}

// written reports whether a writing session holds the record's lock.
func (v *verifier) written() bool {
	f, err := os.Open(filepath.Join(v.dir, fileLock))
	if err != nil {
		return false
	}
	defer f.Close() // and with it the shared lock, should it be had
	return errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB), unix.EWOULDBLOCK)
}

// laterErasures learns what a writer at work has erased since the acts were read: its acts lie beyond those that are checked.
func (v *verifier) laterErasures() {
	if !v.written() {
		return
	}
	acts, sealed := newSeries(v.dir, dirActs), newSeries(v.dir, dirSealed)
	defer acts.close()
	defer sealed.close()
	for i := v.size; ; i++ {
		a, err := acts.line(i)
		if err != nil {
			return // the end
		}
		r, _ := takeAct(a, nil)
		if r.kind != factum.Erased {
			continue
		}
		o, err := sealed.line(i)
		if err != nil {
			return
		}
		raw, ok := splitOpenings(o, nil)
		if !ok || !fitOpenings(r.sealed, raw) {
			continue
		}
		for _, x := range raw {
			if string(x.name) == "erasure" {
				v.erasure(factum.ActIndex(i), x.value())
			}
		}
	}
}
