package soak

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// done is what one run of the program did.
type done struct {
	code int // exit code
	out  string
	errs string
	took time.Duration
}

// command is the program with arguments.
func (r *run) command(args []string) *exec.Cmd {
	c := exec.Command(r.c.Program[0], append(append([]string{}, r.c.Program[1:]...), args...)...)
	c.Dir = r.dir
	c.Env = append(append(os.Environ(), "FACTUM_RECORD=", "FACTUM_BY="), r.c.Env...)
	return c
}

// finish runs the program to its end.
func (r *run) finish(args ...string) (done, error) {
	c := r.command(args)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	start := time.Now()
	err := c.Run()
	var xe *exec.ExitError
	if err != nil && !errors.As(err, &xe) {
		return done{}, err
	}
	return done{c.ProcessState.ExitCode(), out.String(), errs.String(), time.Since(start)}, nil
}

// want runs it and wants exit code 0.
func (r *run) want(args ...string) (done, error) {
	d, err := r.finish(args...)
	if err == nil && d.code != 0 {
		err = &wrong{fmt.Sprintf("factum %s: exit code %d\n%s%s", strings.Join(args, " "), d.code, d.out, d.errs)}
	}
	return d, err
}

// wrong is something that must not be, as against what keeps from trying.
type wrong struct{ what string }

func (w *wrong) Error() string { return w.what }

// kill runs the program and kills it after a while, or, with lines above 0, once it has printed so many and that while has passed. It
// returns the whole lines that were printed; dead is false when it was done before.
func (r *run) kill(after time.Duration, lines int, args []string) (out []string, dead bool, err error) {
	c := r.command(args)
	w := &printed{want: lines, there: make(chan struct{})}
	c.Stdout = w
	if err := c.Start(); err != nil {
		return nil, false, err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	if lines > 0 {
		select {
		case <-w.there:
		case <-ended:
			return w.lines(), false, nil
		}
	}
	select {
	case <-time.After(after):
		_ = c.Process.Kill()
		<-ended
	case <-ended:
	}
	return w.lines(), !c.ProcessState.Exited(), nil
}

// printed is what a program prints, while it does.
type printed struct {
	mu    sync.Mutex
	b     []byte
	want  int
	there chan struct{} // closed once so many lines are there
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.b = append(p.b, b...)
	if p.want > 0 && bytes.Count(p.b, []byte("\n")) >= p.want {
		close(p.there)
		p.want = 0
	}
	return len(b), nil
}

// lines are the whole lines.
func (p *printed) lines() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := string(p.b)
	s = s[:strings.LastIndexByte(s, '\n')+1]
	return strings.FieldsFunc(s, func(r rune) bool { return r == '\n' })
}
