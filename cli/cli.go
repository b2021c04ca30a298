package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"

	"factum"
	"factum/record"
)

// Streams are the three standard streams.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Exit codes, as design and README promise them.
const (
	exitDone    = 0
	exitFailed  = 1 // something asked for failed or became a gap
	exitUsage   = 2 // wrong arguments, or no record
	exitBroken  = 3 // verify found something that does not hold
	exitUnsafe  = 4 // the record can't be opened safely; nothing was touched
	exitBusy    = 5 // another program writes it
	programName = "factum"
)

// app is the whole command line. Global flags stand before or after the command.
type app struct {
	Record string `help:"The record's directory (default: ./record)." placeholder:"DIR" env:"FACTUM_RECORD" short:"r"`
	By     string `help:"Who you are: your collector id. Required for what a person answers for." placeholder:"ID" env:"FACTUM_BY"`
	JSON   bool   `help:"Print for programs: one JSON object a line." name:"json"`

	Init       initCmd       `cmd:"" help:"Make a record."`
	Add        addCmd        `cmd:"" help:"Capture files, folders or standard input: keep, seal, read, code, and weigh them."`
	Read       readCmd       `cmd:"" help:"Show what is read in a text: language, times, places, actors, quotes. Keeps nothing."`
	Code       codeCmd       `cmd:"" help:"Show what is coded from a text: the claims, with the words they rest on. Keeps nothing."`
	Recode     recodeCmd     `cmd:"" help:"Read and code captures again with this version."`
	List       listCmd       `cmd:"" help:"List captures, documents, claims, facts, lines, statements, opinions, sources, acts or gaps."`
	Search     searchCmd     `cmd:"" help:"Full text over documents and claims, in any language."`
	Show       showCmd       `cmd:"" help:"Show anything by its id, down to its words, bytes and proof."`
	Decide     decideCmd     `cmd:"" help:"Record your finding on a fact or on one of its elements."`
	Merge      mergeCmd      `cmd:"" help:"Put on record that facts are one happening."`
	Split      splitCmd      `cmd:"" help:"Put on record that claims of a fact tell of another happening."`
	Correct    correctCmd    `cmd:"" help:"Correct what was misread in a claim, or say what is known of a source."`
	Grade      gradeCmd      `cmd:"" help:"Grade a source (A to F) or a claim (1 to 6)."`
	Link       linkCmd       `cmd:"" help:"Put on record how one thing hangs together with another."`
	Note       noteCmd       `cmd:"" help:"Keep a note with anything in the record."`
	Strike     strikeCmd     `cmd:"" help:"What falls without an item, source, line, agency or rule. Changes nothing."`
	Configure  configureCmd  `cmd:"" help:"Set what holds for the whole record: mandate, regions, saved queries, what is withheld or released."`
	Erase      eraseCmd      `cmd:"" help:"Take something out of the record for good, on a ground and by an authority that stay."`
	People     byCmd         `cmd:"" name:"by" help:"Who works on the record: collectors, their roles and signing keys."`
	Log        logCmd        `cmd:"" help:"The log for auditors: checkpoint, inclusion, consistency, cosignatures; serve it; change its key."`
	Backup     backupCmd     `cmd:"" help:"Copy the record, also while it is in use."`
	Restore    restoreCmd    `cmd:"" help:"Make a record of a backup again, and verify it."`
	Verify     verifyCmd     `cmd:"" help:"Check that everything in the record is as it was sealed. Writes nothing."`
	Rebuild    rebuildCmd    `cmd:"" help:"Make the database again from acts, openings, derived items and blobs."`
	Score      scoreCmd      `cmd:"" help:"How well this version reads and codes, on labelled sets of texts."`
	Demo       demoCmd       `cmd:"" help:"Make a record of the shipped examples and walk through it."`
	Version    versionCmd    `cmd:"" help:"Print the versions of program, formats, reader, coder and gazetteer."`
	Completion completionCmd `cmd:"" help:"Print shell completion for bash, zsh or fish."`
}

const description = `factum turns what is reported about a conflict into findings whose support anybody can check.

It keeps every source as received, reads it in its own language, codes what it reports to the very words,
groups reports of one happening into a fact in issue, and leaves the deciding to people. Nothing leaves this machine unless you say so.

First steps:

  factum demo            a record filled with examples, and a walk through it
  factum init            a record in ./record
  factum add FOLDER      keep and read what is in a folder
  factum list facts      what is reported, and by how many lines
  factum show ID         one of them, down to the bytes
  factum verify          that nothing was changed since`

// session is what a command runs in.
type session struct {
	ctx context.Context
	Streams
	app     *app
	env     map[string]string
	environ []string
}

// errExit carries an exit code through the call chain when everything has been said already.
type errExit int

func (e errExit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// Run runs one command line and returns its exit code.
func Run(ctx context.Context, args []string, s Streams, environ []string) (code int) {
	var a app
	env := map[string]string{}
	for _, e := range environ {
		if k, v, ok := strings.Cut(e, "="); ok {
			env[k] = v
		}
	}
	s.In, s.Out = &interruptible{ctx: ctx, r: s.In}, &printer{w: s.Out}
	exited := -1
	k, err := kong.New(&a,
		kong.Name(programName), kong.Description(description), kong.Writers(s.Out, s.Err),
		kong.Exit(func(c int) { exited = c; panic(errExit(c)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.ShortUsageOnError(),
		kong.KindMapper(reflect.String, kong.MapperFunc(verbatim)),
	)
	if err != nil {
		fmt.Fprintln(s.Err, "factum:", err)
		return exitUsage
	}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(errExit); !ok {
				panic(r)
			}
			code = exited // --help
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	kctx, err := k.Parse(args)
	if perr := s.Out.(*printer).err; perr != nil {
		fmt.Fprintf(s.Err, "factum: %v\n", perr) // --help
		return exitFailed
	}
	if err != nil {
		fmt.Fprintf(s.Err, "factum: %v\n", err)
		var pe *kong.ParseError
		if errors.As(err, &pe) && pe.Context != nil && pe.Context.Selected() != nil {
			fmt.Fprintf(s.Err, "Try: factum %s --help\n", strings.Fields(pe.Context.Selected().Path())[0])
		} else {
			fmt.Fprintln(s.Err, "Try: factum --help")
		}
		return exitUsage
	}
	sess := &session{ctx: ctx, Streams: s, app: &a, env: env, environ: environ}
	err = kctx.Run(sess, k)
	if perr := sess.unprinted(); perr != nil {
		err = perr
	}
	return sess.exit(err)
}

// verbatim takes an argument byte for byte: a file's name need not be UTF-8.
func verbatim(c *kong.DecodeContext, to reflect.Value) error {
	if c.Scan.Peek().IsEOL() {
		return errors.New("its value is missing")
	}
	t, err := c.Scan.PopValue("string")
	if err != nil {
		return err
	}
	to.SetString(fmt.Sprint(t.Value))
	return nil
}

// exit says what went wrong, once, and returns the code for it.
func (s *session) exit(err error) int {
	if err == nil {
		return exitDone
	}
	var e errExit
	if errors.As(err, &e) {
		return int(e)
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(s.Err, "factum: stopped")
		return exitFailed
	}
	fmt.Fprintln(s.Err, "factum:", clean(strings.ReplaceAll(err.Error(), "\n", "; ")))
	s.hint(factum.HintOf(err))
	if errors.Is(err, record.ErrNoRecord) {
		return exitUsage
	}
	switch factum.KindOf(err) {
	case factum.Busy:
		return exitBusy
	case factum.Unsafe:
		return exitUnsafe
	case factum.Invalid:
		return exitUsage
	}
	return exitFailed
}

// hint tells what a person can do about what was just said, if there is anything.
func (s *session) hint(h string) {
	if h != "" {
		fmt.Fprintln(s.Err, "  ", wrap(h, 3, 80))
	}
}

// config is how this session opens a record.
func (s *session) config() record.Config {
	dir := s.app.Record
	if dir == "" {
		dir = "record"
	}
	return record.Config{Dir: dir, By: factum.PersonID(s.app.By)}
}

// open opens the record to be read, and says so where its answers lag.
func (s *session) open() (*record.Record, error) {
	r, err := record.Open(s.ctx, s.config())
	if err != nil {
		return nil, err
	}
	if lag := r.Lag(); lag != "" {
		fmt.Fprintf(s.Err, "factum: %s\n", clean(lag))
	}
	return r, nil
}

// needBy refuses what a person answers for when no person is named.
func (s *session) needBy(what string) error {
	if s.app.By == "" {
		return factum.Errorf(factum.Invalid, "%s needs to know who you are", what).
			WithHint("Give --by ID or set FACTUM_BY.")
	}
	return nil
}
