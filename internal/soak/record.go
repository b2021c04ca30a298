package soak

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// run is one record that is worked on and cut off.
type run struct {
	c   Config
	t   *tally
	rnd *rand.Rand
	dir string // the record is in record/ below

	folders  int
	captures map[string]string // confirmed: digest → the mark in its text
	findings map[string]string // confirmed: reason → fact
	erased   map[string]string // confirmed: digest → mark
	maybe    map[string]bool   // digests whose erasure was begun
	facts    []string
	typical  map[string]time.Duration // how long a command takes, by name
}

// record makes a record and cuts commands on it off until it has had its share.
func (r *run) record() error {
	r.captures, r.findings, r.erased = map[string]string{}, map[string]string{}, map[string]string{}
	r.maybe, r.typical = map[string]bool{}, map[string]time.Duration{}
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(r.dir)
	if err := r.begin(); err != nil { // on a sound record: there is nothing to be tried
		return err
	}
	for n := 0; n < perRecord && r.t.wanted() > 0; n++ {
		if err := r.count(r.round()); err != nil {
			return err
		}
	}
	return r.count(r.settled())
}

// count puts what is wrong into the figures and hands on what keeps from trying.
func (r *run) count(err error) error {
	var w *wrong
	if errors.As(err, &w) {
		r.t.note(func(t *tally) { t.f.Lost = append(t.f.Lost, w.what) })
		return nil
	}
	return err
}

// begin makes the record, and runs each command once to see that it is there and how long it takes.
func (r *run) begin() error {
	if _, err := r.want("init"); err != nil {
		return err
	}
	for _, c := range commands {
		args, err := c.prepare(r)
		if err != nil {
			return err
		}
		d, err := r.finish(args...)
		if err != nil {
			return err
		}
		if d.code != 0 && c.optional {
			r.t.note(func(t *tally) {
				if !contains(t.f.Skipped, c.name) {
					t.f.Skipped = append(t.f.Skipped, c.name)
				}
			})
			continue
		}
		if d.code != 0 {
			return fmt.Errorf("factum %s: exit code %d\n%s%s", strings.Join(args, " "), d.code, d.out, d.errs)
		}
		r.typical[c.name] = d.took
		if err := c.confirmed(r, args, strings.Split(strings.TrimRight(d.out, "\n"), "\n")); err != nil {
			return err
		}
	}
	return nil
}

// round cuts one command off and looks at what is left.
func (r *run) round() error {
	c := r.choose()
	args, err := c.prepare(r)
	if err != nil {
		return err
	}
	moment, lines := time.Duration(r.rnd.Int63n(int64(r.typical[c.name]*23/20)+1)), 0
	if c.many && r.rnd.Intn(2) == 0 { // soon after some line
		moment, lines = time.Duration(r.rnd.Int63n(int64(20*time.Millisecond))), 1+r.rnd.Intn(perFolder)
	}
	out, dead, err := r.kill(moment, lines, args)
	if err != nil {
		return err
	}
	if !dead {
		r.t.note(func(t *tally) { t.f.Missed++ })
	} else {
		r.t.killed(c.name, phase(c, len(out)))
		r.t.note(func(t *tally) { t.f.Confirmed += len(out) })
	}
	if err := c.confirmed(r, args, out); err != nil {
		return err
	}
	if r.rnd.Intn(2) == 0 { // as the crash left it
		if err := r.verified(); err != nil {
			return err
		}
	}
	if err := r.small(dead); err != nil {
		return err
	}
	if err := r.verified(); err != nil {
		return err
	}
	if err := r.there(); err != nil {
		return err
	}
	if c.again {
		d, err := r.want(args...)
		if err != nil {
			return err
		}
		if err := c.confirmed(r, args, strings.Split(strings.TrimRight(d.out, "\n"), "\n")); err != nil {
			return err
		}
	}
	if r.c.Log != nil {
		fmt.Fprintf(r.c.Log, "\r%d kills to go ", r.t.wanted())
	}
	return nil
}

func phase(c command, lines int) string {
	switch {
	case lines == 0:
		return before
	case c.many && lines < perFolder:
		return between
	}
	return after
}

// small adds one file, which is the first to write after a crash.
func (r *run) small(cut bool) error {
	times := []*[]time.Duration{&r.t.sound}
	if cut {
		times[0] = &r.t.cut
		if r.rnd.Intn(4) == 0 {
			times = append(times, &r.t.sound)
		}
	}
	for _, to := range times {
		args, err := r.folder(1)
		if err != nil {
			return err
		}
		d, err := r.want(args...)
		if err != nil {
			return err
		}
		r.t.note(func(*tally) { *to = append(*to, d.took) })
		if err := added(r, args, strings.Split(strings.TrimRight(d.out, "\n"), "\n")); err != nil {
			return err
		}
	}
	return nil
}

// verified wants nothing to be wrong.
func (r *run) verified() error {
	_, err := r.want("verify")
	return err
}

// there looks for everything that was confirmed.
func (r *run) there() error {
	d, err := r.want("list", "captures", "--json")
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, l := range strings.Split(strings.TrimRight(d.out, "\n"), "\n") {
		var c struct{ Subject struct{ SHA256 string } }
		if l != "" && json.Unmarshal([]byte(l), &c) != nil {
			return &wrong{"list captures printed " + l}
		}
		have[c.Subject.SHA256] = true
	}
	for c, mark := range r.captures {
		if !have[c] && !r.maybe[c] {
			return &wrong{fmt.Sprintf("%s (%s) was confirmed and is not there", c, mark)}
		}
	}
	return nil
}

// settled looks at the end for what takes longer to find: findings by their reasons, and that what was erased is nowhere.
func (r *run) settled() error {
	for reason, fact := range r.findings {
		if d, err := r.want("show", fact); err != nil {
			return err
		} else if !strings.Contains(d.out, reason) {
			return &wrong{fmt.Sprintf("the finding %q on %s was confirmed and is not there", reason, fact)}
		}
	}
	if len(r.erased) == 0 {
		return nil
	}
	return filepath.WalkDir(filepath.Join(r.dir, "record"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for c, mark := range r.erased {
			if bytes.Contains(b, []byte(mark)) {
				return &wrong{fmt.Sprintf("%s was erased and its words are in %s", c, path)}
			}
		}
		return nil
	})
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
