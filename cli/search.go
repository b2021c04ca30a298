package cli

import (
	"context"
	"fmt"
	"strings"

	"factum"
	"factum/store"
)

type searchCmd struct {
	Query  []string `arg:"" help:"Words to look for; all must be there. \"a phrase\" in quotation marks." placeholder:"QUERY"`
	Lang   string   `help:"Language of the query and of what is found (ISO 639-1)." placeholder:"CODE"`
	Source string   `help:"Who published." placeholder:"SOURCE"`
	Limit  int      `help:"At most so many." default:"20" placeholder:"N"`
	After  string   `help:"Go on after this place in the list." placeholder:"MARK"`
}

// Help is what `factum search --help` teaches beside the flags.
func (searchCmd) Help() string {
	return `Looks in documents and claims, in whatever form of the word: "station" finds "stations", "вокзал" finds "вокзалу".

  factum search raketaanval Lozova
  factum search '"moving away"' --lang en`
}

func (c *searchCmd) Run(s *session) error {
	if c.Limit < 0 {
		return factum.Errorf(factum.Invalid, "--limit takes a whole number from 0, not %d", c.Limit)
	}
	if err := checkLang(c.Lang); err != nil {
		return err
	}
	r, err := s.open()
	if err != nil {
		return err
	}
	defer r.Close(s.ctx)
	query := strings.Join(c.Query, " ")
	f := store.Filter{Lang: c.Lang, Source: c.Source, Limit: c.Limit, After: c.After}
	return page(s, f, func(ctx context.Context, f store.Filter) (store.Page[store.Hit], error) {
		return r.Ask().Search(ctx, query, c.Lang, f)
	}, s.lineHit)
}

func (s *session) lineHit(h store.Hit) {
	id := h.ID
	if h.Kind == "document" {
		id = id[:19]
	}
	fmt.Fprintf(s.Out, "%s  %s  %s\n", id, h.Lang, cut(clean(h.Title), 70))
	for _, x := range h.Excerpts {
		fmt.Fprintf(s.Out, "    %s\n", wrap(s.marked(x), 4, s.width()))
	}
}

// marked prints an excerpt with the words that were found marked.
func (s *session) marked(x store.Excerpt) string {
	var b strings.Builder
	at := 0
	for _, m := range x.Marks {
		i, j := m.Start-x.Span.Start, m.End-x.Span.Start
		if i < at || j > len(x.Text) {
			continue
		}
		b.WriteString(clean(x.Text[at:i]))
		b.WriteString(s.mark(clean(x.Text[i:j])))
		at = j
	}
	b.WriteString(clean(x.Text[at:]))
	return b.String()
}
