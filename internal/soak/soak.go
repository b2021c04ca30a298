package soak

import (
	"fmt"
	"io"
	"math/rand"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Config says what is killed and how often.
type Config struct {
	Program []string  // the program and what comes before its arguments
	Env     []string  // of its environment, beside what this process has
	Dir     string    // where to work; empty, on the disk that is to be tried
	Kills   int       // how many
	Lines   int       // how many records are worked on at once; 0: one
	Seed    int64     // of what is done when; the moments within a run are the machine's
	Log     io.Writer // is told how it goes; nil: nobody
}

// Figures are what a run came to.
type Figures struct {
	Kills      map[string]map[string]int // by command, then by phase: see the phases
	Missed     int                       // the program was done before it was killed; not counted as a kill
	Confirmed  int                       // lines and answers that were printed before a kill
	Lost       []string                  // what was confirmed and is not there, and what else is wrong
	Sound, Cut time.Duration             // mean time of adding one small file to a sound record, and to one just cut off
	Skipped    []string                  // commands that this program does not have
}

// The phases in which a command is killed.
const (
	before  = "before it confirmed anything"
	between = "between confirmations"
	after   = "after its last confirmation"
)

// Total is how many kills there were.
func (f Figures) Total() int {
	n := 0
	for _, by := range f.Kills {
		for _, k := range by {
			n += k
		}
	}
	return n
}

// String is the figures as a table.
func (f Figures) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-10s %6s   %-30s %-24s %s\n", "command", "kills", before, between, after)
	var names []string
	for n := range f.Kills {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		by := f.Kills[n]
		fmt.Fprintf(&b, "%-10s %6d   %-30d %-24d %d\n", n, by[before]+by[between]+by[after], by[before], by[between], by[after])
	}
	fmt.Fprintf(&b, "%d kills (%d more came too late); %d confirmations, %d lost or wrong\n", f.Total(), f.Missed, f.Confirmed, len(f.Lost))
	fmt.Fprintf(&b, "adding one file takes %d ms on a sound record, %d ms on one that was just cut off\n", f.Sound.Milliseconds(), f.Cut.Milliseconds())
	for _, s := range f.Skipped {
		fmt.Fprintf(&b, "NOT TESTED: this program has no %s\n", s)
	}
	for _, l := range f.Lost {
		fmt.Fprintf(&b, "LOST: %s\n", l)
	}
	return b.String()
}

// perRecord is how many kills one record takes before the next is begun: verifying it takes longer the more it holds.
const perRecord = 25

// enough faults end a run.
const enough = 20

// tally gathers figures from records that are worked on at once.
type tally struct {
	mu         sync.Mutex
	f          Figures
	left       int
	sound, cut []time.Duration
}

// Run kills the program Kills times. The error is for what kept it from trying; what is lost is in the figures.
func Run(c Config) (Figures, error) {
	t := &tally{left: c.Kills, f: Figures{Kills: map[string]map[string]int{}}}
	c.Lines = max(c.Lines, 1)
	errs := make(chan error, c.Lines)
	for line := range c.Lines {
		go func() {
			var err error
			for n := 0; err == nil && t.wanted() > 0; n++ {
				r := &run{c: c, t: t, dir: filepath.Join(c.Dir, fmt.Sprintf("%d-%d", line, n)), rnd: rand.New(rand.NewSource(c.Seed + int64(1000*line+n)))}
				err = r.record()
			}
			errs <- err
		}()
	}
	var first error
	for range c.Lines {
		if err := <-errs; first == nil {
			first = err
		}
	}
	t.f.Sound, t.f.Cut = mean(t.sound), mean(t.cut)
	return t.f, first
}

// wanted is how many kills are still to be made.
func (t *tally) wanted() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.f.Lost) >= enough {
		return 0
	}
	return t.left
}

func (t *tally) killed(command, phase string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.f.Kills[command] == nil {
		t.f.Kills[command] = map[string]int{}
	}
	t.f.Kills[command][phase]++
	t.left--
}

func (t *tally) note(f func(*tally)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(t)
}

func mean(ds []time.Duration) time.Duration {
	if len(ds) == 0 {
		return 0
	}
	var sum time.Duration
	for _, d := range ds {
		sum += d
	}
	return sum / time.Duration(len(ds))
}
