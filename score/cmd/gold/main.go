// Command gold codes articles and prints how the claims compare with those coded by hand.
//
//	go run ./score/cmd/gold [--json] [--detail] ARTICLE… or a folder
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
	"factum/reading/mentions"
	"factum/score"

	"factum"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	fl := flag.NewFlagSet("gold", flag.ContinueOnError)
	fl.SetOutput(errs)
	asJSON := fl.Bool("json", false, "one JSON object an article")
	detail := fl.Bool("detail", false, "list what was missed, extra and different")
	explain := fl.Bool("explain", false, "print how each sentence was read, trigger by trigger, instead of a score")
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
			doc, err := read(a, b, reading.Meta{Name: a})
			if err != nil {
				fmt.Fprintln(errs, err)
				return 1
			}
			fmt.Fprint(out, coder.Explain(doc))
		}
		return 0
	}
	var rs []score.Result
	for _, a := range articles {
		r, err := one(coder, a)
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
	return 0
}

// one reads, codes and compares an article.
func one(coder *coding.Coder, path string) (score.Result, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return score.Result{}, err
	}
	gold, err := score.Read(score.GoldPath(path), string(b))
	if err != nil {
		return score.Result{}, err
	}
	doc, err := read(path, b, reading.Meta{Name: path, Lang: gold.Lang, Date: gold.Published})
	if err != nil {
		return score.Result{}, err
	}
	r := score.Compare(gold, doc, coder.Code(doc, factum.DigestOfString(doc.Text), path))
	r.Article = path
	return r, nil
}

// read makes a document of an article with all that is recognised in it.
func read(path string, b []byte, meta reading.Meta) (*factum.Document, error) {
	rd := &reading.Reader{Find: mentions.Find}
	docs, err := rd.Read(b, meta)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &docs[0], nil
}
