// Command marks scores how the sentences of a language are read, for whoever writes its tables:
//
//	go run ./internal/addlanguage/marks [-wrong] LANG GOLD.jsonl
//	go run ./internal/addlanguage/marks -cut LANG TEXT.txt
//
// It prints the share of the sentences whose language is told, then precision, recall and F1 of places, actors, times and quantities, and with -wrong
// each mark that was read otherwise. With -cut it prints the sentences of a text, one a line.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"factum/language"
	"factum/score"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	fl := flag.NewFlagSet("marks", flag.ContinueOnError)
	fl.SetOutput(errs)
	wrong := fl.Bool("wrong", false, "print each mark that was missed, read otherwise, or is none")
	cut := fl.Bool("cut", false, "print the sentences of a text instead")
	if fl.Parse(args) != nil || fl.NArg() != 2 {
		fmt.Fprintln(errs, "usage: marks [-wrong] LANG GOLD.jsonl, or marks -cut LANG TEXT.txt")
		return 2
	}
	lang, path := fl.Arg(0), fl.Arg(1)
	if !language.Known(lang) {
		fmt.Fprintf(errs, "marks: %s is no language of language/data/languages.tsv\n", lang)
		return 2
	}
	b, err := os.ReadFile(path)
	if err != nil {
		fmt.Fprintln(errs, "marks:", err)
		return 1
	}
	if *cut {
		for _, s := range language.Sentences(lang, string(b), language.Blocks(string(b))) {
			fmt.Fprintln(out, s.In(string(b)))
		}
		return 0
	}
	sentences, err := score.Lines[score.Sentence](b)
	if err != nil {
		fmt.Fprintf(errs, "marks: %s: %v\n", path, err)
		return 1
	}
	told := 0
	for _, s := range sentences {
		if is := language.Identify(s.Text); is == lang {
			told++
		} else if *wrong {
			fmt.Fprintf(out, "%s\tlanguage\t%s\t| %s\n", s.ID, lang, is)
		}
	}
	fmt.Fprintf(out, "%-10s %d of %d\n", "language", told, len(sentences))
	counts, err := score.Sentences(b, lang, func(id, kind, gold, found string) {
		if *wrong {
			fmt.Fprintf(out, "%s\t%s\t%s\t| %s\n", id, kind, gold, found)
		}
	})
	if err != nil {
		fmt.Fprintf(errs, "marks: %s: %v\n", path, err)
		return 1
	}
	for _, kind := range score.Kinds {
		c := counts[kind]
		fmt.Fprintf(out, "%-10s P %.2f R %.2f F1 %.2f of %d\n", kind, c.Precision(), c.Recall(), c.F1(), c.Gold)
	}
	return 0
}
