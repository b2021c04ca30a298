package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"factum"
	"factum/record"
	"factum/store"
)

// configureCmd sets what holds for the whole record. Each is an act; a later one of the same kind and name takes its place.
type configureCmd struct {
	Mandate  configureMandate  `cmd:"" help:"Why the record is kept."`
	Region   configureRegion   `cmd:"" help:"An area drawn by you, for --region and for shift."`
	Query    configureQuery    `cmd:"" help:"A saved query: alerts tell what is new under it."`
	Delay    configureDelay    `cmd:"" help:"For how many days movements of forces and transports of arms are held back (7 unless set)."`
	Withhold configureWithhold `cmd:"" help:"Leave somebody or something out of whatever leaves the record."`
	Release  configureRelease  `cmd:"" help:"Do not leave somebody out whom a rule would leave out."`
	TSA      configureTSA      `cmd:"" name:"tsa" help:"The time authority that stamps checkpoints."`
	Remove   configureRemove   `cmd:"" help:"Take away what was set."`
	List     configureList     `cmd:"" help:"What is set, by whom, when and why."`
}

// Help is what `factum configure --help` teaches beside the flags.
func (configureCmd) Help() string {
	return `What holds for the whole record is set by a named person and stands until somebody sets it anew or takes it away. Every setting is an act.

  factum --by anna configure mandate "what happened in Lozova between 1 and 10 April 2022"
  factum --by anna configure region front front.geojson
  factum --by anna configure query lozova --place Lozova --type ASSAULT
  factum --by anna configure withhold person "the name" --ground survivor
  factum --by anna configure release person "the name" --reason "speaks in public, consent of 3 May"
  factum --by anna configure delay 14
  factum configure list`
}

type configureMandate struct {
	Text   string `arg:"" help:"Mandate or question." placeholder:"TEXT"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *configureMandate) Run(s *session) error {
	return s.configure(factum.OrderMandate, "", c.Text, c.Reason)
}

type configureRegion struct {
	Name   string `arg:"" help:"What you call it." placeholder:"NAME"`
	File   string `arg:"" help:"GeoJSON with a polygon; - reads standard input." placeholder:"FILE"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *configureRegion) Run(s *session) error {
	b, err := readAll(s.In, c.File)
	if err != nil {
		return err
	}
	r, err := factum.ParseRegion(b)
	if err != nil {
		return factum.Errorf(factum.Invalid, "%s: %w", quoteName(c.File), err).WithHint("%s", factum.HintOf(err))
	}
	return s.configure(factum.OrderRegion, c.Name, map[string]any{"type": "MultiPolygon", "coordinates": r}, c.Reason)
}

// readAll reads a small file, or standard input for "-".
func readAll(in io.Reader, name string) ([]byte, error) {
	const most = 16 << 20
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, factum.Errorf(factum.Invalid, "%w", err)
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && len(b) > most {
		err = fmt.Errorf("%s is larger than 16 MiB", quoteName(name))
	}
	if err != nil {
		return nil, factum.Errorf(factum.Invalid, "%w", err)
	}
	return b, nil
}

type configureQuery struct {
	Name string `arg:"" help:"What you call it." placeholder:"NAME"`
	narrows
	Region string `help:"Only in this region, drawn with 'configure region'." placeholder:"NAME"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *configureQuery) Run(s *session) error {
	if _, err := c.filter(); err != nil {
		return err
	}
	return s.configure(factum.OrderQuery, c.Name, factum.Query{Type: strings.ToUpper(c.Type), Actor: c.Actor, Recipient: c.Recipient, Place: c.Place, Since: c.Since, Until: c.Until,
		Status: c.Status, Lang: c.Lang, Source: c.Source, Region: c.Region}, c.Reason)
}

type configureDelay struct {
	Days   int    `arg:"" help:"Days after the happening." placeholder:"DAYS"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *configureDelay) Run(s *session) error {
	return s.configure(factum.OrderDelay, "", c.Days, c.Reason)
}

type configureWithhold struct {
	What   string `arg:"" help:"person, name, face, source, place, passage, item or collector." placeholder:"WHAT"`
	Which  string `arg:"" help:"The name, words or id." placeholder:"WHICH"`
	Ground string `help:"safety, consent, minor, survivor, prisoner-of-war, private-person, source-protection, court-order or security." placeholder:"GROUND" required:""`
	Reason string `help:"Why, in your words." placeholder:"TEXT"`
}

func (c *configureWithhold) Run(s *session) error {
	return s.configure(factum.OrderWithhold, c.What+":"+c.Which, factum.Withholding{What: c.What, Which: c.Which, Ground: c.Ground}, c.Reason)
}

type configureRelease struct {
	What   string `arg:"" help:"person, name, face, source, place, passage, item or collector." placeholder:"WHAT"`
	Which  string `arg:"" help:"The name, words or id." placeholder:"WHICH"`
	Reason string `help:"Why, in your words." placeholder:"TEXT" required:""`
}

func (c *configureRelease) Run(s *session) error {
	return s.configure(factum.OrderRelease, c.What+":"+c.Which, factum.Withholding{What: c.What, Which: c.Which}, c.Reason)
}

type configureTSA struct {
	URL    string `arg:"" help:"Its address." placeholder:"URL"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *configureTSA) Run(s *session) error {
	return s.configure(factum.OrderTSA, "", c.URL, c.Reason)
}

type configureRemove struct {
	Kind   string `arg:"" help:"mandate, region, query, delay, withhold, release or tsa." placeholder:"KIND"`
	Name   string `arg:"" optional:"" help:"Its name, as 'configure list' prints it." placeholder:"NAME"`
	Reason string `help:"Why." placeholder:"TEXT"`
}

func (c *configureRemove) Run(s *session) error {
	return s.configure(c.Kind, c.Name, nil, c.Reason)
}

// configure puts an order on record; a nil value takes away what stood.
func (s *session) configure(kind, name string, value any, reason string) error {
	if err := s.needBy("what holds for the whole record"); err != nil {
		return err
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	r, err := record.OpenWriter(s.ctx, s.config())
	if err != nil {
		return err
	}
	o, err := r.Configure(s.ctx, factum.Ordered{Kind: kind, Name: name, Value: raw, Reason: reason})
	if cerr := r.Close(s.ctx); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(o)
	}
	s.lineOrder(o)
	return nil
}

type configureList struct {
	All bool `help:"Also what others took the place of and what was taken away."`
}

func (c *configureList) Run(s *session) error {
	r, err := s.open()
	if err != nil {
		return err
	}
	defer r.Close(s.ctx)
	f := store.Filter{}
	if c.All {
		f.Status = "all"
	}
	return page(s, f, r.Ask().Orders, s.lineOrder)
}

// lineOrder prints an order: what it sets, by whom and why.
func (s *session) lineOrder(o factum.Order) {
	what := o.Kind
	if o.Name != "" {
		what += " " + clean(o.Name)
	}
	fmt.Fprintf(s.Out, "%s  %s\n", what, wrapAfter(len([]rune(what))+2, orderText(o.Ordered), 4, s.width()))
	by := fmt.Sprintf("set by %s, %s, %s", clean(string(o.By)), o.At, o.Act)
	if o.Reason != "" {
		by += ": " + clean(o.Reason)
	}
	fmt.Fprintf(s.Out, "    %s\n", wrap(by, 4, s.width()))
}

// orderText is what an order sets, in few words.
func orderText(o factum.Ordered) string {
	if o.Clears() {
		return "taken away"
	}
	switch o.Kind {
	case factum.OrderRegion:
		r, err := factum.ParseRegion(o.Value)
		if err != nil {
			return "an outline that does not read"
		}
		n := 0
		for _, p := range r {
			for _, ring := range p {
				n += len(ring)
			}
		}
		return plural(len(r), "polygon") + ", " + plural(n, "point")
	case factum.OrderDelay:
		return strings.TrimSpace(string(o.Value)) + " days"
	case factum.OrderWithhold, factum.OrderRelease:
		var w factum.Withholding
		if json.Unmarshal(o.Value, &w) == nil && w.Ground != "" {
			return "on the ground of " + w.Ground
		}
		return ""
	case factum.OrderQuery:
		var m map[string]string
		if json.Unmarshal(o.Value, &m) != nil {
			return "a query that does not read"
		}
		var parts []string
		for _, k := range []string{"type", "actor", "recipient", "place", "since", "until", "status", "lang", "source", "region"} {
			if m[k] != "" {
				parts = append(parts, k+" "+clean(m[k]))
			}
		}
		if len(parts) == 0 {
			return "every fact"
		}
		return strings.Join(parts, ", ")
	}
	return fieldText(o.Value)
}
