package cli

import (
	"fmt"

	"factum/record"
	"factum/store"
)

// opinions lists second opinions beside the first; the last line says how far all in the record agree.
func (s *session) opinions(f store.Filter, r *record.Record) error {
	if err := page(s, f, r.Ask().Opinions, s.lineOpinion); err != nil {
		return err
	}
	a, err := r.Agreement(s.ctx)
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(struct {
			Summary bool `json:"summary"`
			record.Agreement
		}{true, a})
	}
	if a.N == 0 {
		return nil
	}
	text := fmt.Sprintf("%s of %d agree, %s %%; Cohen's kappa %s, Krippendorff's alpha (nominal) %s", fmt.Sprint(a.Agreed), a.N, decimal(a.Percent, 0), decimal(a.Kappa, 2), decimal(a.Alpha, 2))
	if a.TooFew {
		text += fmt.Sprintf("; too few: fewer than %d pairs say nothing of how far people agree", record.FewestOpinions)
	} else if a.Kappa == nil {
		text += "; all found the same, which leaves no chance agreement to measure against"
	}
	fmt.Fprintf(s.Out, "\n%s\n", wrap(text, 0, s.width()))
	return nil
}

func (s *session) lineOpinion(o store.Opinion) {
	what := o.Element
	if what == "" {
		what = "the whole"
	}
	verdict := "differ"
	if o.Agree {
		verdict = "agree"
	}
	fmt.Fprintf(s.Out, "%s  %s: %s\n", o.Fact, what, verdict)
	fmt.Fprintf(s.Out, "    %s\n", wrap(fmt.Sprintf("first %s (%s) by %s, %s; second %s (%s) by %s, %s", o.First.Status, o.First.Standard, clean(string(o.First.By)), o.First.Act,
		o.Second.Status, o.Second.Standard, clean(string(o.Second.By)), o.Second.Act), 4, s.width()))
}

// decimal prints a number with some digits, or that there is none.
func decimal(x *float64, digits int) string {
	if x == nil {
		return "undefined"
	}
	return fmt.Sprintf("%.*f", digits, *x)
}
