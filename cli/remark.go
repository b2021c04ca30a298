package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"factum"
	"factum/record"
)

type mergeCmd struct {
	Facts  []string `arg:"" help:"Facts." placeholder:"FACT"`
	Reason string   `help:"Why they are one happening, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum merge --help` teaches beside the flags.
func (mergeCmd) Help() string {
	return `Puts on record that facts are one happening. Their claims are one fact from then on, whatever speaks against it by the
rules; all their ids answer. Findings stay with a flag: they were made on fewer claims. 'factum split' takes claims out again.

  factum --by anna merge fct_… fct_… --reason "the station and the town are one strike: same minute, same missile"`
}

func (c *mergeCmd) Run(s *session) error {
	return s.remark("a merge", func(r *record.Record) (factum.Remark, error) { return r.Merge(s.ctx, c.Facts, c.Reason) })
}

type splitCmd struct {
	Fact   string   `arg:"" help:"A fact." placeholder:"FACT"`
	Claims []string `arg:"" help:"Those of its claims that tell of something else." placeholder:"CLAIM"`
	Reason string   `help:"Why they tell of something else, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum split --help` teaches beside the flags.
func (splitCmd) Help() string {
	return `Takes claims out of a fact: they and those that stay are two happenings from then on. Each part answers to the ids of its own claims.

  factum --by anna split fct_… clm_… clm_… --reason "the strike of the next morning"`
}

func (c *splitCmd) Run(s *session) error {
	return s.remark("a split", func(r *record.Record) (factum.Remark, error) { return r.Split(s.ctx, c.Fact, c.Claims, c.Reason) })
}

type correctCmd struct {
	ID     string   `arg:"" help:"A claim or a source." placeholder:"ID"`
	Fields []string `arg:"" help:"What it is, field by field: modality=denied, place='Bucha, UKR', withdrawn=yes; of a source interest=party." placeholder:"FIELD=VALUE"`
	Reason string   `help:"Why, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum correct --help` teaches beside the flags.
func (correctCmd) Help() string {
	return `Corrects what was misread in a claim, or says what is known of a source. The words stay as they are, what was read from them stays
beside the correction, and the facts are weighed again. A later coding changes nothing of what a person corrected.

Of a claim: ` + strings.Join(factum.Correctable, ", ") + `;
killed=40, wounded=10-12 and other counts of people. An empty value empties the slot. withdrawn=yes: the text does not say it; accepted=yes: it does
say what a model proposed.
Of a source: ` + strings.Join(factum.SourceFields, ", ") + `.

  factum --by anna correct clm_… "place=Bucha, UKR" time=2022-04-02 --reason "the text goes on to Bucha"
  factum --by anna correct clm_… actors= --reason "the text names nobody"
  factum --by anna correct src_… interest=party "owner=Ministry of Defence" wires=TASS --reason "its imprint"`
}

func (c *correctCmd) Run(s *session) error {
	given := map[string]string{}
	for _, f := range c.Fields {
		k, v, ok := strings.Cut(f, "=")
		if !ok {
			return factum.Errorf(factum.Invalid, "%q is not FIELD=VALUE", f)
		}
		given[k] = v
	}
	return s.remark("a correction", func(r *record.Record) (factum.Remark, error) {
		fields, err := record.Fields(given, !strings.HasPrefix(c.ID, "src_"))
		if err != nil {
			return factum.Remark{}, err
		}
		return r.Correct(s.ctx, c.ID, fields, c.Reason)
	})
}

type gradeCmd struct {
	ID     string `arg:"" help:"A source or a claim." placeholder:"ID"`
	Grade  string `arg:"" help:"A to F of a source, 1 to 6 of a claim." placeholder:"GRADE"`
	Reason string `help:"Why, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum grade --help` teaches beside the flags.
func (gradeCmd) Help() string {
	return `Grades by the two axes of the Admiralty code, each for itself: how reliable a source is, how credible a claim.

  A completely reliable     1 confirmed by others
  B usually reliable        2 probably true
  C fairly reliable         3 possibly true
  D not usually reliable    4 doubtful
  E unreliable              5 improbable
  F cannot be judged        6 cannot be judged

No grade is shipped: everything is F and 6 until somebody says otherwise, with their id, the day and a reason.

  factum --by anna grade src_… C --reason "right on three strikes, wrong on the numbers of one"`
}

func (c *gradeCmd) Run(s *session) error {
	return s.remark("a grade", func(r *record.Record) (factum.Remark, error) { return r.Grade(s.ctx, c.ID, c.Grade, c.Reason) })
}

type linkCmd struct {
	From   string `arg:"" help:"What is linked." placeholder:"FROM"`
	To     string `arg:"" help:"To what." placeholder:"TO"`
	As     string `help:"fulfils, partly-fulfils, withdraws, denies, unrelated, primary, draws-on or same-statement." placeholder:"WAY" required:""`
	Reason string `help:"Why, in your words." placeholder:"TEXT" required:""`
}

// Help is what `factum link --help` teaches beside the flags.
func (linkCmd) Help() string {
	return `Puts on record how one thing hangs together with another.

  fulfils, partly-fulfils, withdraws, denies   a fact, to the commitment that it keeps, keeps in part, takes back or denies
  unrelated                                    that a link which was proposed is none
  primary                                      a capture or document, to the claim whose speaker's own words it holds
  draws-on                                     a source, to another that it takes its reports from
  same-statement                               a claim, to another that gives the same words of the same speaker

  factum --by anna link fct_… com_… --as partly-fulfils --reason "four of the ten systems"`
}

func (c *linkCmd) Run(s *session) error {
	return s.remark("a link", func(r *record.Record) (factum.Remark, error) { return r.Link(s.ctx, c.From, c.To, c.As, c.Reason) })
}

type noteCmd struct {
	ID   string `arg:"" help:"Anything in the record." placeholder:"ID"`
	Text string `arg:"" help:"Your note." placeholder:"TEXT"`
}

// Help is what `factum note --help` teaches beside the flags.
func (noteCmd) Help() string {
	return `Keeps a note with anything in the record. It is shown with it, with your id and the time, and changes nothing else.

  factum --by anna note fct_… "ask the hospital for its admission list"`
}

func (c *noteCmd) Run(s *session) error {
	return s.remark("a note", func(r *record.Record) (factum.Remark, error) { return r.Note(s.ctx, c.ID, c.Text) })
}

// remark does what a person answers for, and says what came of it.
func (s *session) remark(what string, do func(*record.Record) (factum.Remark, error)) error {
	if err := s.needBy(what); err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	x, err := do(r)
	if err != nil {
		r.Close(s.ctx) // what went wrong first is what there is to say
		return err
	}
	now, err := r.Ask().Get(s.ctx, x.Items[0])
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(x)
	}
	fmt.Fprintf(s.Out, "%s: %s. It is %s.\n", x.Items[0], remarkDone(x), x.Act)
	if now.Fact != nil && (x.Kind == factum.Merged || x.Kind == factum.SplitApart) {
		s.lineFact(*now.Fact, nil)
	}
	return nil
}

// remarkDone says in a few words what a remark did.
func remarkDone(x factum.Remark) string {
	who := clean(string(x.By))
	rest := strings.Join(x.Items[1:], ", ")
	switch x.Kind {
	case factum.Merged:
		return who + " merged it with " + rest
	case factum.SplitApart:
		return fmt.Sprintf("%s took %s out of it and left %s", who, plural(len(x.Claims[0]), "claim"), plural(len(x.Claims[1]), "claim"))
	case factum.Corrected, factum.SourceChanged:
		var fs []string
		for k, v := range x.Fields {
			fs = append(fs, k+" is "+fieldText(v))
		}
		slices.Sort(fs)
		return who + " corrected it: " + strings.Join(fs, "; ")
	case factum.Graded:
		return who + " graded it " + clean(x.Field("grade"))
	case factum.Linked:
		return who + " linked it as " + clean(x.Field("as")) + " to " + rest
	}
	return who + " noted"
}

// fieldText is a field's value for people.
func fieldText(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return clean(string(raw))
	}
	switch x := v.(type) {
	case nil:
		return "not stated"
	case string:
		return clean(x)
	case bool:
		if x {
			return "yes"
		}
		return "no"
	case []any:
		var parts []string
		for _, e := range x {
			switch e := e.(type) {
			case string:
				parts = append(parts, clean(e))
			case map[string]any:
				parts = append(parts, clean(named(e)))
			}
		}
		if len(parts) == 0 {
			return "not stated"
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return clean(named(x))
	}
	return clean(string(raw))
}

// named is what an actor, place, time or number is called.
func named(m map[string]any) string {
	for _, k := range []string{"code", "name", "text"} {
		if s, ok := m[k].(string); ok && s != "" {
			if kind, ok := m["kind"].(string); ok {
				return kind + " " + s
			}
			return s
		}
	}
	return "not stated"
}

// showRemarks prints what people put on record about a thing, the latest first.
func (s *session) showRemarks(rs []factum.Remark) {
	if len(rs) == 0 {
		return
	}
	fmt.Fprintln(s.Out, "\nput on record about it, the latest first")
	for _, x := range slices.Backward(rs) {
		fmt.Fprintf(s.Out, "  %s, %s: %s\n     %s\n", x.At, x.Act, wrap(remarkDone(x), 5, s.width()), wrap("“"+clean(x.Reason)+"”", 5, s.width()))
	}
}

// grade is the latest grade that a person gave a thing, or that nobody did.
func grade(rs []factum.Remark, id, none string) string {
	for _, x := range slices.Backward(rs) {
		if x.Kind == factum.Graded && x.Items[0] == id {
			return fmt.Sprintf("%s (%s, %s: %s)", clean(x.Field("grade")), clean(string(x.By)), x.At, clean(x.Reason))
		}
	}
	return none + " (nobody has graded it)"
}
