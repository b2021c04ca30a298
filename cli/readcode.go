package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"
	"sync/atomic"

	"factum"
	"factum/record"
)

// textFlags are shared by read and code.
type textFlags struct {
	File  []string `arg:"" optional:"" help:"Files, or - for standard input (the default)." placeholder:"FILE"`
	Jsonl bool     `help:"Input is one JSON object a line: {\"id\",\"text\",\"title\"?,\"lang\"?,\"date\"?,\"url\"?}; implies --json." name:"jsonl"`
	Lang  string   `help:"The language, where it is known (ISO 639-1)." placeholder:"CODE"`
	Date  string   `help:"The publication date, where the text does not say it (2022-04-05 or 2022-04)." placeholder:"DATE"`
	Title string   `help:"The title, where it stands apart from the text." placeholder:"TEXT"`
}

type readCmd struct {
	textFlags
}

// Help is what `factum read --help` teaches beside the flags.
func (readCmd) Help() string {
	return `Reads only and keeps nothing. Prints the document and what was recognised in it: times, places, actors,
quotes with their speakers, quantities, items, each with the bytes where it stands.

  factum read article.html
  factum read --jsonl < articles.jsonl`
}

// readGarbage is how far garbage may grow while texts are read, in percent of what is in use: enough that collecting it takes few percent of the
// time, and little enough that the tables of all languages with what is under way stay below 250 MB (measured with make bench).
const readGarbage = 200

func (c *readCmd) Run(s *session) error {
	debug.SetGCPercent(readGarbage)
	return s.texts(&c.textFlags, func(t record.Text) (any, error) {
		return t.Reading(), nil
	}, func(t record.Text) { s.printReading(t.Reading()) })
}

// codeGarbage is the same for texts that are coded, in at most 300 MB: the lexicons stay in use beside the tables of reading.
const codeGarbage = 100

type codeCmd struct {
	textFlags
	MinConfidence float64 `help:"Leave out claims whose reading is less sure than this (0 to 1)." placeholder:"X"`
	modelFlags
}

// Help is what `factum code --help` teaches beside the flags.
func (codeCmd) Help() string {
	return `Reads and codes only and keeps nothing. Prints the claims in text order: what is reported, who did it to whom, where,
when, who says so and in what way, each with the words it rests on and the rules that found it.

  factum code article.txt
  factum code --jsonl < articles.jsonl > claims.jsonl` + modelHelp
}

// coded is what a text gave: claims, and what a model that was asked did not give.
type coded struct {
	claims []factum.Claim
	gaps   []error
}

func (c *codeCmd) Run(s *session) error {
	if c.MinConfidence < 0 || c.MinConfidence > 1 {
		return factum.Errorf(factum.Invalid, "--min-confidence lies between 0 and 1, not %v", c.MinConfidence)
	}
	debug.SetGCPercent(codeGarbage)
	m, err := c.client(s)
	if err != nil {
		return err
	}
	var missed atomic.Bool
	keep := func(t record.Text) (out coded) {
		claims, gaps := t.Claims(s.ctx, m)
		for _, cl := range claims {
			if cl.Confidence >= c.MinConfidence {
				out.claims = append(out.claims, cl)
			}
		}
		if out.gaps = gaps; len(gaps) > 0 {
			missed.Store(true)
		}
		return out
	}
	err = s.texts(&c.textFlags, func(t record.Text) (any, error) { return keep(t), nil }, func(t record.Text) {
		got := keep(t)
		s.printClaims(t, got.claims)
		for _, g := range got.gaps {
			fmt.Fprintf(s.Err, "gap  %s: %s\n", quoteName(t.Ref), clean(g.Error()))
		}
	})
	if err == nil && missed.Load() {
		return errExit(exitFailed)
	}
	return err
}

// texts runs over the inputs of read and code: value gives what is printed for programs (a list is
// printed an object a line), people prints for people. A bad input is said and the rest goes on.
func (s *session) texts(f *textFlags, value func(record.Text) (any, error), people func(record.Text)) error {
	if err := checkLang(f.Lang); err != nil {
		return err
	}
	st, err := record.NewStages()
	if err != nil {
		return err
	}
	hints := record.Hints{Lang: f.Lang, Date: f.Date, Title: f.Title}
	if err := hints.Check(); err != nil {
		return err
	}
	files := f.File
	if len(files) == 0 {
		files = []string{"-"}
	}
	out := bufio.NewWriterSize(s.Out, 64<<10)
	defer out.Flush()
	inner := *s
	inner.Out = out
	failed := false
	programs := s.app.JSON || f.Jsonl
	encode := func(t record.Text) ([]byte, error) {
		v, err := value(t)
		if err != nil {
			return nil, err
		}
		if r, ok := v.(record.Reading); ok {
			return readingJSON(r), nil
		}
		var b bytes.Buffer
		part := inner
		part.Out = &b
		if got, ok := v.(coded); ok {
			for _, c := range got.claims {
				if err := part.object(c); err != nil {
					return nil, err
				}
			}
			for _, g := range got.gaps {
				if err := part.object(gapLine(t.Ref, g)); err != nil {
					return nil, err
				}
			}
			return b.Bytes(), nil
		}
		err = part.object(v)
		return b.Bytes(), err
	}
	print := func(t record.Text, encoded []byte) error {
		switch {
		case s.ctx.Err() != nil:
			return s.ctx.Err()
		case t.Err != nil:
			failed = true
			if programs {
				return inner.object(gapLine(t.Ref, t.Err))
			}
			fmt.Fprintf(s.Err, "gap  %s: %s\n", quoteName(t.Ref), clean(t.Err.Error()))
			if h := factum.HintOf(t.Err); h != "" {
				fmt.Fprintf(s.Err, "     %s\n", h)
			}
		case programs:
			_, err := out.Write(encoded)
			return err
		default:
			save := s.Out
			s.Out = out
			people(t)
			s.Out = save
		}
		return nil
	}
	for _, name := range files {
		in := s.In
		if name != "-" {
			f, err := openFile(s.ctx, name)
			if s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			if err != nil {
				if err := print(record.Text{Ref: inUTF8(name), Err: err}, nil); err != nil {
					return err
				}
				continue
			}
			in = &interruptible{ctx: s.ctx, r: f}
		}
		if f.Jsonl {
			err = st.TextLines(s.ctx, lines(in), hints, encode, print)
		} else {
			t := st.Text(s.ctx, inUTF8(name), in, hints)
			var encoded []byte
			if programs && t.Err == nil {
				encoded, t.Err = encode(t)
			}
			err = print(t, encoded)
		}
		if x := file(in); x != nil && name != "-" {
			x.Close()
		}
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return factum.Errorf(factum.Other, "printing: %w", err)
	}
	if failed {
		return errExit(exitFailed)
	}
	return nil
}

// gapLine is what programs are told of something that is missing.
func gapLine(ref string, why error) any {
	return map[string]any{"ref": ref, "gap": map[string]string{"reason": why.Error()}}
}

// maxLine is the longest jsonl line that is read, in bytes; a longer one is a gap.
const maxLine = 64 << 20

func tooLong(long bool) error {
	if !long {
		return nil
	}
	return factum.Errorf(factum.Invalid, "it is longer than %d MiB", maxLine>>20)
}

// lines yields the lines of r, empty ones too. A line over maxLine is yielded cut, with an error.
func lines(r io.Reader) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		b := bufio.NewReaderSize(r, 1<<20)
		for {
			var line []byte
			var long bool
			for {
				part, err := b.ReadSlice('\n')
				if len(line)+len(part) <= maxLine {
					line = append(line, part...)
				} else {
					long = true
				}
				if err == nil {
					break
				}
				if errors.Is(err, bufio.ErrBufferFull) {
					continue
				}
				if !errors.Is(err, io.EOF) {
					yield(nil, factum.Errorf(factum.Other, "reading the input: %w", err))
					return
				}
				if len(line) > 0 || long {
					yield(line, tooLong(long))
				}
				return
			}
			if !yield(line, tooLong(long)) {
				return
			}
		}
	}
}
