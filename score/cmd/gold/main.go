// Command gold codes articles and prints how the claims compare with those coded by hand.
//
//	go run ./score/cmd/gold [--json] [--detail] [--claims N --extra N] ARTICLE… or a folder
//	go run ./score/cmd/gold --explain ARTICLE…     how each sentence was read; needs no gold
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"factum/coding"
	"factum/reading"
	"factum/score"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	fl := flag.NewFlagSet("gold", flag.ContinueOnError)
	fl.SetOutput(errs)
	asJSON := fl.Bool("json", false, "one JSON object an article")
	detail := fl.Bool("detail", false, "list what was missed, extra and different")
	explain := fl.Bool("explain", false, "print how each sentence was read, trigger by trigger, instead of a score")
	atLeast := fl.Int("claims", 0, "fail when fewer claims than this match in full")
	atMost := fl.Int("extra", -1, "fail when more claims than this are extra, or any breaks what the gold forbids; -1: never")
	if fl.Parse(args) != nil || fl.NArg() == 0 {
		fmt.Fprintln(errs, "usage: gold [--json] [--detail] ARTICLE… or a folder of articles with NAME.claims.json beside them")
		return 2
	}
	articles, err := score.Articles(fl.Args())
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	coder, err := coding.New(coding.Options{})
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	if *explain {
		for _, a := range articles {
			b, err := os.ReadFile(a)
			if err != nil {
				fmt.Fprintln(errs, err)
				return 1
			}
			docs, err := reading.New().Read(b, reading.Meta{Name: a})
			if err != nil {
				fmt.Fprintf(errs, "%s: %v\n", a, err)
				return 1
			}
			fmt.Fprint(out, coder.Explain(&docs[0]))
		}
		return 0
	}
	var rs []score.Result
	for _, a := range articles {
		r, err := score.Article(coder, a)
		if err != nil {
			fmt.Fprintln(errs, err)
			return 1
		}
		rs = append(rs, r)
		if *asJSON {
			b, err := json.Marshal(r)
			if err != nil {
				fmt.Fprintln(errs, err)
				return 1
			}
			fmt.Fprintf(out, "%s\n", b)
		}
	}
	if !*asJSON {
		score.Print(out, rs, *detail)
	}
	var t score.Total
	for _, r := range rs {
		t.Add(r)
	}
	if t.Matched < *atLeast || *atMost >= 0 && t.Extra > *atMost || *atMost >= 0 && t.Violations > 0 {
		fmt.Fprintf(errs, "gold: %d of %d matched in full (at least %d are wanted), %d extra (at most %d), %d breaches (none)\n", t.Matched, t.Gold, *atLeast, t.Extra, max(0, *atMost), t.Violations)
		return 1
	}
	return 0
}
