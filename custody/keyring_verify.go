package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// keyOtherwise is the log's first key when act 0 does not read: the public half of the signing key, unless that
// one came later.
func (l *Ledger) keyOtherwise() note.Verifier {
	l.keys.mu.Lock()
	defer l.keys.mu.Unlock()
	if x, err := measure(l.dir, dirActs); err == nil && l.lookForKeys(context.Background(), x.lines) == nil && len(l.keys.keys) == 1 {
		l.keys.keys = nil
		return publicHalf(filepath.Join(l.dir, fileKey))
	}
	return nil
}

// privateKey checks that the signing key, where it is there and can be read, is the one that the acts name now.
func (v *verifier) privateKey() {
	v.nextKey()
	b, err := os.ReadFile(filepath.Join(v.dir, fileKey))
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
		return // a record without its key can be verified, only not continued
	}
	c := Checked{Item: fileKey, File: fileKey, Status: OK}
	x, merr := measure(v.dir, dirActs)
	if merr != nil {
		x.lines = 1
	}
	if err == nil {
		_, err = v.led.keyStanding(v.ctx, x.lines)
	}
	if err != nil {
		newest := int64(0)
		if ks := v.led.keys.keys; len(ks) > 0 {
			newest = ks[len(ks)-1].act
		}
		if w := v.led.keys.waiting; w != nil {
			newest = w.act
		}
		c.Status, c.Why = Changed, "it is not the key that "+factum.ActIndex(newest).String()+" names: nothing can be added to this log with it"
	} else if string(b) != strings.TrimSpace(string(b))+"\n" {
		c.Status, c.Why = Changed, "it is not as it was written"
	}
	v.tell(c)
}

// nextKey reports what an interrupted change of the key left.
func (v *verifier) nextKey() {
	if _, err := os.Lstat(filepath.Join(v.dir, fileNextKey)); err == nil {
		v.tell(Checked{Item: fileNextKey, File: fileNextKey, Status: NotInLog, Why: "left by an interrupted change of the key; the next writing session finishes or drops it"})
	}
}
