package soak

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// command is one that is cut off.
type command struct {
	name     string
	weight   int  // how often it is chosen
	many     bool // it confirms perFolder lines, one an input
	again    bool // the same arguments must complete afterwards
	optional bool // older programs do not have it
	// prepare makes what it works on and returns its arguments.
	prepare func(r *run) ([]string, error)
	// confirmed takes note of what it printed.
	confirmed func(r *run, args, lines []string) error
}

// perFolder is how many files a folder has: more than are confirmed at once.
const perFolder = 150

// commands are all that are cut off, in an order in which each finds what it needs.
var commands = []command{
	{name: "add", weight: 8, many: true, again: true, prepare: func(r *run) ([]string, error) { return r.folder(perFolder) }, confirmed: added},
	{name: "decide", weight: 4, prepare: decide, confirmed: decided},
	{name: "recode", weight: 2, again: true, prepare: func(*run) ([]string, error) { return []string{"recode", "--all", "--json"}, nil }, confirmed: nothing},
	{name: "rebuild", weight: 2, again: true, prepare: func(*run) ([]string, error) { return []string{"rebuild"}, nil }, confirmed: nothing},
	{name: "erase", weight: 4, optional: true, prepare: erase, confirmed: wasErased},
	{name: "log rekey", weight: 1, optional: true, prepare: func(r *run) ([]string, error) {
		return []string{"--by", "anna", "log", "rekey", "--reason", "the key may be known to others"}, nil
	}, confirmed: nothing},
}

// choose takes a command by its weight, of those that are there.
func (r *run) choose() command {
	n := 0
	for _, c := range commands {
		if r.typical[c.name] > 0 {
			n += c.weight
		}
	}
	n = r.rnd.Intn(n)
	for _, c := range commands {
		if r.typical[c.name] > 0 {
			if n -= c.weight; n < 0 {
				return c
			}
		}
	}
	panic("weights")
}

func nothing(*run, []string, []string) error { return nil }

// folder makes a folder of n reports that no record has.
func (r *run) folder(n int) ([]string, error) {
	r.folders++
	name := fmt.Sprintf("in%04d", r.folders)
	if err := os.MkdirAll(filepath.Join(r.dir, name), 0o755); err != nil {
		return nil, err
	}
	for i := range n {
		text := fmt.Sprintf("LOZOVA, 8 April 2022 - Russian forces shelled the railway station of Lozova on Friday, killing at least %d people. %s\n",
			12+r.folders, mark(r.folders, i))
		if err := os.WriteFile(filepath.Join(r.dir, name, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return []string{"add", "--json", name}, nil
}

// mark is a word that stands in one report only. Its letters are no others' beginning.
func mark(folder, i int) string { return fmt.Sprintf("Marker%04dx%03dz", folder, i) }

// added notes the lines of an add.
func added(r *run, args, lines []string) error {
	for _, l := range lines {
		var a struct{ Capture, Source, Status string }
		if err := json.Unmarshal([]byte(l), &a); err != nil {
			return &wrong{fmt.Sprintf("add printed %q", l)}
		}
		if a.Status != "captured" && a.Status != "known" {
			return &wrong{fmt.Sprintf("add of sound files printed %q", l)}
		}
		var folder, i int
		if _, err := fmt.Sscanf(strings.TrimPrefix(a.Source, "in"), "%d/%d.txt", &folder, &i); err != nil {
			return &wrong{fmt.Sprintf("add printed the source %q", a.Source)}
		}
		r.captures[a.Capture] = mark(folder, i)
	}
	return nil
}

// decide makes a finding on some fact.
func decide(r *run) ([]string, error) {
	if len(r.facts) == 0 {
		d, err := r.want("list", "facts", "--json")
		if err != nil {
			return nil, err
		}
		for _, l := range strings.Split(strings.TrimRight(d.out, "\n"), "\n") {
			var f struct{ ID string }
			if json.Unmarshal([]byte(l), &f) == nil && f.ID != "" {
				r.facts = append(r.facts, f.ID)
			}
		}
		if len(r.facts) == 0 {
			return nil, fmt.Errorf("the record has no facts: %s", d.out)
		}
	}
	return []string{"--by", "anna", "decide", r.facts[r.rnd.Intn(len(r.facts))], "--status", "unresolved", "--standard", "balance",
		"--reason", fmt.Sprintf("reason %d of many", r.rnd.Int63()), "--json"}, nil
}

func decided(r *run, args, lines []string) error {
	if len(lines) > 0 {
		r.findings[args[9]] = args[3]
	}
	return nil
}

// erase takes some capture out.
func erase(r *run) ([]string, error) {
	least := "" // the least of a few, so that the choice does not hang on the order of a map
	for c := range r.captures {
		if !r.maybe[c] && (least == "" || c < least) {
			least = c
		}
	}
	if least == "" {
		return nil, fmt.Errorf("nothing is there to be erased")
	}
	r.maybe[least] = true
	return []string{"--by", "anna", "erase", least, "--ground", "consent-withdrawn", "--authority", "the source",
		"--reason", "asked for in writing", "--json"}, nil
}

func wasErased(r *run, args, lines []string) error {
	if len(lines) > 0 {
		r.erased[args[3]] = r.captures[args[3]]
	}
	return nil
}
