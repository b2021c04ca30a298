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
func rows(name string, want int) [][]string {
	b, err := dataFiles.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	var out [][]string
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < want {
			panic(dataError("data/%s:%d: %d fields, want %d: %q", name, n+1, len(f), want, line))
		}
		out = append(out, f)
	}
	return out
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
