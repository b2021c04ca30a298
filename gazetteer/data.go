package gazetteer

import (
	"embed"
	"strings"

	"factum"
)

//go:embed data/*.tsv
var dataFiles embed.FS

// rows reads a table of data/: lines of tab-separated fields, at least want of them, "#" starts a comment line. The tables are
// part of the program, and a test reads them all, so a fault in one is a fault of the program and panics.
func rows(name string, want int) [][]string { return Rows(dataFiles, "data/"+name, want, checks[name]) }

// Rows reads a table of the same form from another room's files. check says what is wrong with a row, nil for nothing; it may be nil itself.
func Rows(files embed.FS, name string, want int, check func(fields []string) error) [][]string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	out, err := ParseRows(name, string(b), want, check)
	if err != nil {
		panic(err)
	}
	return out
}

// ParseRows is Rows for the text of a table; the error names file, line and reason.
func ParseRows(name, text string, want int, check func(fields []string) error) ([][]string, error) {
	var out [][]string
	for n, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < want {
			return nil, dataError("%s:%d: %d fields parted by tabs, want %d: %q", name, n+1, len(f), want, line)
		}
		if check != nil {
			if err := check(f); err != nil {
				return nil, dataError("%s:%d: %w", name, n+1, err)
			}
		}
		out = append(out, f)
	}
	return out, nil
}

func dataError(format string, args ...any) error {
	return factum.Errorf(factum.Invalid, "gazetteer: "+format, args...)
}

// list splits a field "a | b | c"; "" is no entry.
func list(field string) []string {
	var out []string
	for _, s := range strings.Split(field, "|") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Form is one written form of a name or word, and how it has to be written at least.
type Form struct {
	Text string
	Case Case
	keys []uint64 // as PhraseHashes has them
}

// Forms writes out a field "a | stem{set} | c" of a table. A set of endings that does not exist panics: tables are part of the program.
func Forms(field string) []Form {
	var out []Form
	var toks []Token
	var keys []uint64
	for _, f := range list(field) {
		forms, err := Expand(f)
		if err != nil {
			panic(err)
		}
		for _, form := range forms {
			toks = AppendTokens(toks[:0], form)
			n := len(keys)
			keys = phraseHashes(keys, toks)
			out = append(out, Form{form, caseOf(toks), keys[n:len(keys):len(keys)]})
		}
	}
	return out
}
