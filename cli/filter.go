package cli

import (
	"fmt"
	"slices"
	"strings"

	"factum"
	"factum/record"
	"factum/store"
)

// narrowing says which filters a list takes; one that has no meaning there is refused rather than ignored.
var narrowing = map[string][]string{
	"captures":    {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--status", "--lang", "--source"},
	"documents":   {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--lang", "--source"},
	"claims":      {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--status", "--lang", "--source"},
	"facts":       {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--status", "--lang", "--source"},
	"lines":       {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--lang", "--source"},
	"statements":  {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--status", "--lang", "--source"},
	"opinions":    {},
	"sources":     {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--lang", "--source"},
	"commitments": {"--type", "--actor", "--recipient", "--place", "--since", "--until", "--status", "--as-of"},
	"proceedings": {"--actor", "--recipient", "--place", "--since", "--until", "--status"},
	"acts":        {"--type", "--actor", "--since", "--until"},
	"gaps":        {"--type"},
}

// narrows are the filters on facts, as every command takes them that goes through facts.
type narrows struct {
	Type      string `help:"Event type, such as ASSAULT." placeholder:"TYPE"`
	Actor     string `help:"Who did it: a code such as RUS, or words of the name." placeholder:"WHO"`
	Recipient string `help:"To whom." placeholder:"WHO"`
	Place     string `help:"Where: a place, admin-1 area or country code." placeholder:"PLACE"`
	Since     string `help:"Not before this date." placeholder:"DATE"`
	Until     string `help:"Not after this date." placeholder:"DATE"`
	Status    string `help:"'in issue', or what a person found." placeholder:"STATUS"`
	Lang      string `help:"Language (ISO 639-1)." placeholder:"CODE"`
	Source    string `help:"Who published: id, domain or outlet." placeholder:"SOURCE"`
}

// filter makes the store's filter out of them and refuses what can match nothing.
func (n narrows) filter() (store.Filter, error) {
	c := listCmd{What: "facts", Type: n.Type, Actor: n.Actor, Recipient: n.Recipient, Place: n.Place, Since: n.Since, Until: n.Until, Status: n.Status, Lang: n.Lang, Source: n.Source}
	return c.filter()
}

// filter makes the store's filter out of the flags and refuses what can match nothing.
func (c *listCmd) filter() (store.Filter, error) {
	f := store.Filter{Type: c.Type, Actor: c.Actor, Recipient: c.Recipient, Place: c.Place, Status: c.Status,
		Lang: c.Lang, Source: c.Source, Limit: c.Limit, After: c.After}
	if c.Limit < 0 {
		return f, factum.Errorf(factum.Invalid, "--limit takes a whole number from 0, not %d", c.Limit)
	}
	takes := narrowing[c.What]
	for _, x := range [][2]string{{"--type", c.Type}, {"--actor", c.Actor}, {"--recipient", c.Recipient}, {"--place", c.Place}, {"--since", c.Since},
		{"--until", c.Until}, {"--status", c.Status}, {"--lang", c.Lang}, {"--source", c.Source}, {"--as-of", c.AsOf}} {
		if x[1] != "" && !slices.Contains(takes, x[0]) {
			return f, factum.Errorf(factum.Invalid, "the list of %s does not take %s", c.What, x[0]).WithHint("It takes %s.", strings.Join(append(takes, "--limit --after"), " "))
		}
	}
	if c.Blind && (c.What != "facts" || c.Status != "") {
		return f, factum.Errorf(factum.Invalid, "--blind is for the list of facts, without --status")
	}
	if err := checkLang(c.Lang); err != nil {
		return f, err
	}
	var err error
	if f.Type, err = c.kind(); err != nil {
		return f, err
	}
	if err := oneOf("status of "+c.What, c.Status, c.statuses()); err != nil {
		return f, err
	}
	for _, d := range []struct {
		flag, given string
		to          *string
		end         bool
	}{{"--since", c.Since, &f.Since, false}, {"--until", c.Until, &f.Until, true}} {
		if d.given == "" {
			continue
		}
		t, err := record.ParseDate(d.given)
		if err != nil {
			return f, factum.Errorf(factum.Invalid, "%s: %w", d.flag, err)
		}
		if *d.to = t.From; d.end {
			*d.to = t.To
		}
	}
	return f, nil
}

// kind is what --type names: the kind of an act, the stage of a gap, else one of the sixteen types.
func (c *listCmd) kind() (string, error) {
	switch c.What {
	case "acts":
		t := strings.ToLower(c.Type)
		return t, oneOf("kind of act", t, texts(factum.ActKinds))
	case "gaps":
		t := strings.ToLower(c.Type)
		return t, oneOf("stage of a gap", t, []string{"capture", "reading", "coding"})
	}
	t := strings.ToUpper(c.Type)
	if t != "" && !factum.EventType(t).Valid() {
		return t, factum.Errorf(factum.Invalid, "%q is none of the sixteen types", c.Type).WithHint("They are %s.", strings.Join(texts(factum.EventTypes), " "))
	}
	return t, nil
}

// statuses are what --status can name.
func (c *listCmd) statuses() []string {
	switch c.What {
	case "captures":
		return []string{"coded", "gap", "captured"}
	case "facts":
		return append([]string{factum.InIssue, "all"}, factum.FactStatuses...)
	case "commitments":
		return append([]string{factum.CommitmentOpen, factum.CommitmentDue, "all"}, factum.CommitmentStatuses...)
	case "proceedings":
		return append([]string{"all"}, factum.Stages...)
	case "claims":
		return append([]string{"current", "superseded", "withdrawn", "proposed", "all"}, texts(factum.Modalities)...)
	}
	return append([]string{"all", primaryWanted}, texts(factum.Modalities)...)
}

// primaryWanted is the status of statements that quote words whose primary is not captured.
const primaryWanted = "primary-wanted"

// oneOf refuses a word that is not in a closed list; "" stands for all.
func oneOf(what, given string, known []string) error {
	if given == "" || slices.Contains(known, given) {
		return nil
	}
	return factum.Errorf(factum.Invalid, "%q is no %s", given, what).WithHint("It is one of %s.", strings.Join(known, ", "))
}

// checkLang refuses what is no language code.
func checkLang(code string) error {
	ok := code == "" || code == "und" || len(code) == 2
	for _, r := range code {
		ok = ok && r >= 'a' && r <= 'z'
	}
	if !ok {
		return factum.Errorf(factum.Invalid, "--lang takes an ISO 639-1 code such as nl, not %q", code)
	}
	return nil
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = fmt.Sprint(x)
	}
	return out
}
