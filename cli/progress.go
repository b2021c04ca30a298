package cli

import (
	"fmt"
	"time"
)

// progress says on stderr how far a long command is: only on a terminal, ten times a second at most, and only
// once it has run for half a second.
type progress struct {
	s       *session
	what    string
	on      bool
	n, of   int
	began   time.Time
	last    time.Time
	visible bool
}

func (s *session) progress(what string) *progress {
	return &progress{s: s, what: what, on: isTerminal(s.Err) && !s.app.JSON, began: time.Now()}
}

// total says how many steps there will be, as far as is known.
func (p *progress) total(n int) { p.of = n }

func (p *progress) step() {
	p.n++
	if !p.on {
		return
	}
	now := time.Now()
	if now.Sub(p.began) < 500*time.Millisecond || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	of := ""
	if p.of > 0 {
		of = fmt.Sprintf(" of %d", p.of)
	}
	fmt.Fprintf(p.s.Err, "\r\x1b[K%d%s %s, %.0f a second", p.n, of, p.what, float64(p.n)/now.Sub(p.began).Seconds())
	p.visible = true
}

// clear takes the line away before something else is printed.
func (p *progress) clear() {
	if p.visible {
		fmt.Fprint(p.s.Err, "\r\x1b[K")
		p.visible = false
	}
}

func (p *progress) done() { p.clear() }
