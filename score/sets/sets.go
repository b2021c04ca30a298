// Package sets scores reading and coding on labelled development sets that lie beside the project, not in it. They are for measuring only.
package sets

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"factum"
	"factum/coding"
	"factum/reading"
	"factum/reading/mentions"
)

// Row is one line of the table.
type Row struct {
	Set      string  `json:"set"`
	Measure  string  `json:"measure"`
	Value    float64 `json:"value"` // a share, three decimals
	N        int     `json:"n"`     // what it was measured on
	Of       string  `json:"of"`    // what n counts
	Wanted   string  `json:"wanted"`
	Baseline string  `json:"baseline"` // what others reach, "" unknown
}

// Set is a development set.
type Set struct {
	Name  string // its file or folder
	score func(r *runner, path string) ([]Row, error)
}

// All lists the sets, in the order of the table.
var All = []Set{
	{"times-de", func(r *runner, p string) ([]Row, error) {
		return r.times(p, "de", ".84", ".74", "HeidelTime .81", "HeidelTime .67")
	}},
	{"times-uk", func(r *runner, p string) ([]Row, error) { return r.times(p, "uk", ".72", ".62", "", "") }},
	{"places-en-lgl.xml", (*runner).lgl},
	{"viina-2022-uk-ru.csv", (*runner).viina},
	{"speeches-uk-en", (*runner).speeches},
	{"plover-en.jsonl", (*runner).plover},
	{"events-nl.jsonl", (*runner).events},
	{"quotes-de.jsonl", (*runner).quotesDE},
	{"quotes-en", (*runner).quotesEN},
	{"news-clusters-en.jsonl", (*runner).clusters},
}

// runner reads and codes texts as factum does.
type runner struct {
	ctx    context.Context
	reader *reading.Reader
	coder  coding.Coder
}

// Score scores the rules on the set's files in dir. It fails with factum.Missing where they are absent.
func (s Set) Score(ctx context.Context, dir string) ([]Row, error) {
	coder, err := coding.New(coding.Options{})
	if err != nil {
		return nil, err
	}
	return s.ScoreBy(ctx, dir, coder)
}

// ScoreBy scores any coder as Score does the rules. It is used from several goroutines at once.
func (s Set) ScoreBy(ctx context.Context, dir string, coder coding.Coder) ([]Row, error) {
	path := filepath.Join(dir, s.Name)
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, factum.Errorf(factum.Missing, "%s is not there", path)
		}
		return nil, err
	}
	rows, err := s.score(&runner{ctx: ctx, reader: &reading.Reader{Find: mentions.Find}, coder: coder}, path)
	for i := range rows {
		rows[i].Set = s.Name
		rows[i].Value = float64(int(rows[i].Value*1000+.5)) / 1000
	}
	if err != nil {
		return nil, factum.Errorf(factum.KindOf(err), "%s: %w", s.Name, err)
	}
	return rows, ctx.Err()
}

// text is what a set gives of a document.
type text struct {
	text, lang, date, title string
}

// read reads a text as `factum read --jsonl` does.
func (r *runner) read(t text) (*factum.Document, error) {
	d, err := r.reader.ReadText(t.text, reading.Meta{Lang: t.lang, Date: t.date, Title: t.title, Capture: factum.DigestOfString(t.text)})
	return &d, err
}

// code reads and codes a text.
func (r *runner) code(t text) (*factum.Document, []factum.Claim, error) {
	d, err := r.read(t)
	if err != nil {
		return nil, nil, err
	}
	return d, r.coder.Code(d, factum.DigestOfString(d.Text), ""), nil
}

// each does work on every item on all processors and hands the results to take in the items' order.
func each[T, U any](r *runner, items []T, work func(T) (U, error), take func(T, U)) error {
	out, errs := make([]U, len(items)), make([]error, len(items))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = work(items[i])
			}
		})
	}
	for i := range items {
		if r.ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	if err := errors.Join(append(errs, r.ctx.Err())...); err != nil {
		return err
	}
	for i := range items {
		take(items[i], out[i])
	}
	return nil
}
