package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"factum"
	"factum/record"
	"factum/store"
)

type showCmd struct {
	ID    []string `arg:"" help:"A capture, document, claim, fact, line, statement, commitment, proceeding, source, act or gap, by id or the beginning of it." placeholder:"ID"`
	Blind bool     `help:"Show a fact without findings, status and reasons: for a second opinion (factum decide --second)."`
	AsOf  string   `help:"Of a commitment: due or not on this date; else on the latest on which a document was published." placeholder:"DATE"`
	Names bool     `help:"Show the legal name, too, where the act added a person."`
}

// Help is what `factum show --help` teaches beside the flags.
func (showCmd) Help() string {
	return `Shows a thing whole, and what it rests on: a fact with its elements, lines and contradictions; each claim with its words, the
document, the very bytes of the capture, who obtained them, and the proof that the log holds them.

  factum show fct_…       a fact in issue, down to the bytes
  factum show fct_… --blind   the same without what people found, for a second opinion
  factum show com_…       a commitment: who, what, when due, and what became of it
  factum show prc_…       a proceeding: its stages, each with its words
  factum show stm_…       a statement: its versions, the primary, and what differs
  factum show sha256:…    a capture or document
  factum show act_0       an act with what opens its sealed fields`
}

func (c *showCmd) Run(s *session) error {
	asOf, err := asOfDay(c.AsOf)
	if err != nil {
		return err
	}
	r, err := s.open()
	if err != nil {
		return err
	}
	defer r.Close(s.ctx)
	failed := error(nil)
	for i, id := range c.ID {
		sh, err := r.ShowAsOf(s.ctx, id, asOf)
		if err != nil {
			if len(c.ID) == 1 {
				return err
			}
			failed = errExit(s.exit(err))
			continue
		}
		if sh.Act != nil && !c.Names {
			if err := sh.Act.WithholdName(); err != nil {
				return err
			}
		}
		if c.Blind {
			if err := sh.Blind(); err != nil {
				return err
			}
		}
		if s.app.JSON {
			if err := s.shownJSON(sh); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(s.Out)
		}
		s.shown(sh)
	}
	return failed
}

// shownJSON prints the object with its own keys on top and what it rests on under "claims", "provenance" and "proofs".
func (s *session) shownJSON(sh *record.Shown) error {
	var top any
	switch sh.Kind {
	case "capture":
		top = sh.Capture
	case "document":
		top = sh.Document
	case "claim":
		top = sh.Claim
	case "fact":
		top = sh.Fact
	case "commitment":
		top = sh.Commitment
	case "proceeding":
		top = sh.Proceeding
	case "line":
		top = sh.Line
	case "statement":
		top = sh.Statement
	case "source":
		top = sh.Source
	case "act":
		top = sh.Act
	case "gap":
		top = sh.Gap
	case "erased":
		top = sh.Erased
	}
	b, err := json.Marshal(top)
	if err != nil {
		return err
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	put := func(k string, v any) {
		if err == nil {
			m[k], err = json.Marshal(v)
		}
	}
	put("kind", sh.Kind)
	put("shown", sh.ID)
	if sh.Kind == "claim" {
		put("statement", sh.Statement)
	}
	if sh.Kind == "capture" {
		put("erasure", sh.Erased)
	}
	if sh.Kind == "document" {
		put("about", sh.About)
	}
	if sh.Claims != nil && sh.Kind != "claim" {
		put("claims_whole", sh.Claims)
	}
	if sh.Chains != nil {
		put("provenance", sh.Chains)
	}
	if sh.Signatures != nil {
		put("signatures", sh.Signatures)
	}
	if sh.Remarks != nil {
		put("remarks", sh.Remarks)
	}
	put("proofs", sh.Proofs)
	put("limits", record.Limits)
	if err != nil {
		return err
	}
	return s.object(m)
}

// say prints a labelled line, wrapped under its label.
func (s *session) say(label, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if text == "" {
		return
	}
	fmt.Fprintf(s.Out, "  %s %s\n", pad(label, 10), wrap(text, 13, s.width()))
}

func (s *session) shown(sh *record.Shown) {
	switch sh.Kind {
	case "fact":
		s.showFact(sh)
	case "commitment":
		s.showCommitment(sh)
	case "proceeding":
		s.showProceeding(sh)
	case "claim":
		s.showClaim(*sh.Claim, sh.Signatures)
		s.sayStatement(sh.Statement, sh.Claim.ID)
		s.say("grade", "%s", grade(sh.Remarks, sh.ID, "6"))
	case "statement":
		s.showStatement(sh)
	case "line":
		s.showLine(sh)
	case "document":
		s.showDocument(sh)
	case "capture":
		s.showCapture(sh)
	case "source":
		fmt.Fprintf(s.Out, "source %s\n", sh.Source.ID)
		s.say("name", "%s", clean(sh.Source.Name))
		s.say("interest", "%s", interestText(*sh.Source))
		s.say("domain", "%s", clean(sh.Source.Domain))
		s.say("country", "%s", clean(sh.Source.Country))
		s.say("language", "%s", clean(sh.Source.Lang))
		s.say("owner", "%s", clean(sh.Source.Owner))
		s.say("draws on", "%s", clean(strings.Join(sh.Source.Wires, ", ")))
		s.say("published", "%s, %s", plural(sh.Source.Documents, "document"), plural(sh.Source.Claims, "claim"))
		s.say("grade", "%s", grade(sh.Remarks, sh.ID, "F"))
	case "act":
		s.showAct(sh.Act, sh.Signatures)
	case "gap":
		fmt.Fprintf(s.Out, "gap %s\n", sh.Gap.ID)
		s.say("wanted", "%s", quoteName(record.Wanted(sh.Gap.Origin)))
		s.say("stage", "%s", sh.Gap.Stage)
		s.say("reason", "%s", clean(sh.Gap.Reason))
		if !sh.Gap.Capture.IsZero() {
			s.say("kept", "%s", sh.Gap.Capture)
		}
		s.say("noted", "%s by %s (%s)", sh.Gap.At, by(sh.Gap.By), sh.Gap.Act)
	case "erased":
		fmt.Fprintf(s.Out, "%s\n", sh.ID)
		s.sayErased(*sh.Erased)
	}
	s.showRemarks(sh.Remarks)
	if len(sh.Chains) > 0 {
		fmt.Fprintf(s.Out, "\ndown to the bytes\n")
		for _, ch := range sh.Chains {
			s.showChain(ch)
		}
	}
	if len(sh.Proofs) > 0 {
		s.showProofs(sh.Proofs)
	}
}

// interestText says a source's interest, and in what.
func interestText(x store.Source) string {
	if len(x.Wars) == 0 {
		return x.Interest
	}
	return x.Interest + " in what concerns " + clean(strings.Join(x.Wars, ", "))
}

func by(p factum.PersonID) string {
	if p == "" {
		return "an unnamed collector"
	}
	return string(p)
}

// showFact prints the element table, what speaks against, and the lines, in 80 columns.
func (s *session) showFact(sh *record.Shown) {
	f := sh.Fact
	fmt.Fprintf(s.Out, "fact %s\n", f.ID)
	fmt.Fprintf(s.Out, "%s\n", wrap(clean(f.Headline), 0, s.width()))
	fmt.Fprintf(s.Out, "%s\n\n", wrap(status(*f, sh.Signatures)+": "+standing(*f), 0, s.width()))
	fmt.Fprintf(s.Out, "  %-15s %-36s %5s  %-8s %s\n", "element", "as reported", "lines", "against", "finding")
	for _, e := range f.Elements {
		against := "–"
		switch e.Contradicted {
		case factum.ContradictedDenied:
			against = "denied"
		case factum.ContradictedAnother:
			against = "other"
		}
		finding := factum.InIssue
		if e.Finding != nil {
			finding = e.Finding.Status
		}
		val := wrap(clean(elementValue(e)), 0, 36)
		for i, v := range strings.Split(val, "\n") {
			if i == 0 {
				fmt.Fprintf(s.Out, "  %-15s %s %5d  %-8s %s\n", e.Name, pad(v, 36), e.Lines, against, finding)
			} else {
				fmt.Fprintf(s.Out, "  %-15s %s\n", "", v)
			}
		}
	}
	if len(f.Contradictions) > 0 {
		fmt.Fprintln(s.Out, "\nwhat speaks against it")
		for _, c := range f.Contradictions {
			for _, id := range c.Claims {
				if cl := find(sh.Claims, id); cl != nil {
					fmt.Fprintf(s.Out, "  %s\n    %s\n    %s\n", wrap(clean(against(c, cl)), 4, s.width()), id, wrap("“"+clean(cl.Passage.Text)+"”", 4, s.width()))
				}
			}
		}
	}
	for _, x := range f.Series {
		fmt.Fprintf(s.Out, "\nhow the %s was reported (%s)\n", numberName(x.Kind), clean(x.Scope))
		for _, p := range x.Points {
			fmt.Fprintf(s.Out, "  %-10s  %-12s %s\n", dash(p.AsOf), bounds(p.Min, p.Max), plural(len(p.Claims), "claim"))
		}
	}
	fmt.Fprintf(s.Out, "\n%s\n", wrap("lines (between two of them no common origin was found; that is not proof of independence)", 0, s.width()))
	for i, l := range f.Lines {
		about := []string{plural(len(l.Claims), "claim")}
		if l.Wire != "" {
			about = append(about, "wire "+clean(l.Wire))
		}
		about = append(about, "interest "+l.Interest)
		fmt.Fprintf(s.Out, "  %d  %s\n", i+1, strings.Join(about, ", "))
		if l.Why != "" && len(l.Claims) > 1 {
			fmt.Fprintf(s.Out, "     one line because %s\n", wrap(clean(l.Why), 5, s.width()))
		}
		for _, o := range sh.Origins[i] {
			s.showOrigin(sh, o, "     ", "     ")
		}
	}
	s.sayFindings(f.Findings, sh.Signatures, "; THE FACT'S CLAIMS HAVE CHANGED SINCE", func(x factum.Finding) string {
		what := x.Element
		if what == "" {
			what = "the whole"
		}
		if x.Second {
			what += ", second opinion"
		}
		return what + ": " + x.Status
	})
	if f.Support != factum.SupportNone {
		fmt.Fprintf(s.Out, "\nfragility %d: without %s an element is left bare\n", f.Fragility, plural(f.Fragility, "line"))
	}
}

// against says what a claim says against a fact.
func against(x factum.Contradiction, c *store.Claim) string {
	with := func(what, value string) string {
		if value == "" {
			return what
		}
		return what + ": " + value
	}
	switch x.Kind {
	case "denial":
		what := "a denial of the " + x.Element
		switch x.Element {
		case "act":
			what = "a denial that it happened"
		case "perpetrator", "actors":
			what = "a denial of who did it"
		}
		for _, a := range slices.Backward(c.Attribution) {
			if who := speakerName(a); who != "" && a.Role != "media" {
				return what + ", by " + who
			}
		}
		return what
	case "actor":
		if x.Element == "victims" || x.Element == "recipients" {
			return with("others to whom it was done", people(c.Recipients))
		}
		return with("another who did it", people(c.Actors))
	case "place":
		if c.Place == nil {
			return "another place"
		}
		return with("another place", placeName(*c.Place))
	case "time":
		if c.Time == nil {
			return "another time"
		}
		return with("another time", when(c.Time.From, c.Time.To, c.Time.Precision))
	case "number":
		kind := strings.TrimPrefix(x.Element, "number:")
		var given []string
		for _, q := range c.Quantities {
			if q.Kind == kind {
				given = append(given, counted(q))
			}
		}
		return with("another "+numberName(kind), strings.Join(given, ", "))
	}
	return "another " + x.Element
}

// speakerName is what somebody to whom words are attributed is called, with whom they speak for.
func speakerName(a factum.Attribution) string {
	who := a.Name
	if who == "" {
		who = a.Text
	}
	if a.Code != "" && who != "" {
		who += " (" + a.Code + ")"
	}
	return who
}

// numberName is what is counted by a kind of number.
func numberName(kind string) string {
	switch kind {
	case "killed", "wounded", "missing", "displaced", "detained", "affected":
		return "number of people " + kind
	case "money":
		return "sum of money"
	}
	return "number"
}

// counted is a number with what it counts.
func counted(q factum.Quantity) string {
	unit := q.Unit
	if unit == "person" && !(q.Max != nil && *q.Max == 1 || q.Max == nil && q.Min == 1) {
		unit = "people"
	}
	return strings.TrimSpace(bounds(q.Min, q.Max) + " " + unit)
}

// showOrigin draws a part of a line: first is what stands before its own line, rest before those below.
func (s *session) showOrigin(sh *record.Shown, o *record.Origin, first, rest string) {
	about := o.Kind + ", "
	if o.Kind == "outlet" {
		about = ""
		if len(o.Claims) > 0 {
			if c := find(sh.Claims, o.Claims[0]); c != nil {
				about = c.Lang + ", " + published(c.Published) + "; "
			}
		}
	}
	s.drawn(first, rest+"  ", clean(o.Name)+": "+about+"interest "+o.Interest)
	below := rest
	if len(o.Below) > 0 {
		below += "│ "
	} else {
		below += "  "
	}
	for _, id := range o.Claims {
		if c := find(sh.Claims, id); c != nil {
			s.drawn(below, below, string(id))
			s.drawn(below+"  ", below+"  ", "“"+clean(cut(c.Passage.Text, 240))+"”")
		}
	}
	for i, b := range o.Below {
		if i == len(o.Below)-1 {
			s.showOrigin(sh, b, rest+"└ ", rest+"  ")
		} else {
			s.showOrigin(sh, b, rest+"├ ", rest+"│ ")
		}
	}
}

// drawn prints text wrapped behind the lines of a tree.
func (s *session) drawn(first, rest, text string) {
	for i, l := range strings.Split(wrap(text, 0, max(24, s.width()-max(columns(first), columns(rest)))), "\n") {
		if i > 0 {
			first = rest
		}
		fmt.Fprintf(s.Out, "%s%s\n", first, l)
	}
}

// sayFindings prints findings; head says what was found, flag that the claims are others since.
func (s *session) sayFindings(fs []factum.Finding, sigs []record.Signature, flag string, head func(factum.Finding) string) {
	if len(fs) > 0 {
		fmt.Fprintln(s.Out, "\nfindings, the latest first")
	}
	for _, x := range slices.Backward(fs) {
		changed := ""
		if x.Changed {
			changed = flag
		}
		fmt.Fprintf(s.Out, "  %s (%s) by %s, %s, %s, on %s%s\n     %s\n", head(x), x.Standard, x.By, x.At, signed(x, sigs), plural(len(x.ClaimsSeen), "claim"), changed, wrap(clean(x.Reason), 5, s.width()))
	}
}

func find(cs []store.Claim, id factum.ClaimID) *store.Claim {
	for i := range cs {
		if cs[i].ID == id {
			return &cs[i]
		}
	}
	return nil
}

func outletOf(c store.Claim) string {
	if c.Outlet != "" {
		return c.Outlet
	}
	return "outlet not stated"
}

func bounds(lo int64, hi *int64) string {
	switch {
	case hi == nil:
		return fmt.Sprintf("at least %d", lo)
	case *hi == lo:
		return fmt.Sprint(lo)
	case lo == 0:
		return fmt.Sprintf("up to %d", *hi)
	}
	return fmt.Sprintf("%d to %d", lo, *hi)
}

// elementValue prints an element's value, whichever shape it has.
func elementValue(e factum.Element) string {
	if len(e.Value) == 0 || string(e.Value) == "null" {
		return "not stated"
	}
	var str string
	if json.Unmarshal(e.Value, &str) == nil {
		return str
	}
	switch {
	case e.Name == "place":
		var p factum.Place
		if json.Unmarshal(e.Value, &p) == nil {
			out := placeName(p)
			if p.Admin1 != "" && p.Admin1 != p.Name {
				out += ", " + p.Admin1
			}
			if p.Country != "" {
				out += ", " + p.Country
			}
			return out + " (" + p.Precision + ")"
		}
	case e.Name == "time":
		var t factum.Time
		if json.Unmarshal(e.Value, &t) == nil {
			return when(t.From, t.To, t.Precision)
		}
	case strings.HasPrefix(e.Name, "number:"):
		var q factum.Quantity
		if json.Unmarshal(e.Value, &q) == nil {
			return counted(q)
		}
	default:
		var as []factum.Actor
		if json.Unmarshal(e.Value, &as) == nil {
			if len(as) == 0 {
				return "not named"
			}
			return people(as)
		}
	}
	return string(e.Value)
}

func (s *session) showClaim(c store.Claim, sigs []record.Signature) {
	fmt.Fprintf(s.Out, "claim %s\n%s\n", c.ID, wrap(clean(slots(c.Claim)), 0, s.width()))
	if c.Superseded {
		fmt.Fprintln(s.Out, "superseded: a later coding of this capture no longer makes it")
	}
	if c.Withdrawn {
		fmt.Fprintln(s.Out, "withdrawn: a person found that the text does not say it; it is in no fact")
	}
	if c.Read != nil {
		s.say("as read", "%s", clean(slots(*c.Read)))
	}
	switch {
	case c.Proposed() && c.Fact != "":
		fmt.Fprintln(s.Out, "proposed by a model, and accepted by a person: see below")
	case c.Proposed():
		fmt.Fprintln(s.Out, "proposed by a model: it is in no fact and supports none")
	}
	s.say("fact", "%s", string(c.Fact))
	s.say("published", "%s, %s, %s", clean(outletOf(c)), published(c.Published), c.Lang)
	for _, a := range c.Attribution {
		who := a.Name
		if who == "" {
			who = a.Text
		}
		if a.Joint {
			who = "and " + who
		}
		if a.Role != "" {
			who += ", " + a.Role
		}
		if a.Code != "" {
			who += " (" + a.Code + ")"
		}
		s.say("says who", "%s; %s; said %s; wording %s", clean(who), a.Form, dash(a.At), a.Wording)
	}
	for _, q := range c.Quantities {
		s.say("number", "%s %s (“%s”)", counted(q), q.Kind, clean(q.Text))
	}
	for _, it := range c.Items {
		s.say("item", "%s (“%s”)", it.Code, clean(it.Text))
	}
	s.say("trigger", "“%s” [%d,%d)", clean(c.Trigger.Text), c.Trigger.Span.Start, c.Trigger.Span.End)
	for _, a := range c.Also {
		s.say("also", "%s [%d,%d) “%s”", a.Part, a.Span.Start, a.Span.End, clean(cut(a.Text, 200)))
	}
	for _, w := range c.Why {
		s.say("why", "%s", clean(w))
	}
	s.say("coder", "%s %s, codebook %s, confidence of the reading %.2f", c.Coder.Name, c.Coder.Version, c.Coder.Codebook, c.Confidence)
	for _, x := range c.Findings {
		what := x.Element
		if x.Second {
			what += " second opinion:"
		}
		s.say("finding", "%s %s (%s) by %s, %s: %s", what, x.Status, x.Standard, clean(string(x.By)), signed(x, sigs), clean(x.Reason))
	}
}

func (s *session) showLine(sh *record.Shown) {
	l := sh.Line
	fmt.Fprintf(s.Out, "line %s of %s\n", l.ID, l.Fact)
	s.say("why one", "%s", clean(l.Why))
	s.say("speaker", "%s", clean(l.Speaker))
	s.say("wire", "%s", clean(l.Wire))
	s.say("interest", "%s", l.Interest)
	for _, c := range sh.Claims {
		s.say("claim", "%s %s “%s”", c.ID, clean(outletOf(c)), clean(cut(c.Passage.Text, 200)))
	}
}

func (s *session) showDocument(sh *record.Shown) {
	d := sh.Document
	fmt.Fprintf(s.Out, "document %s\n", sh.ID)
	s.say("title", "%s", clean(d.Title))
	s.say("outlet", "%s", clean(d.Outlet))
	s.say("published", "%s", published(d.Published))
	s.say("language", "%s", d.Lang)
	s.say("authors", "%s", clean(strings.Join(d.Authors, ", ")))
	s.say("address", "%s", clean(d.URL))
	s.say("wire", "%s", clean(d.Wire))
	s.say("read from", "%s (%s) by %s %s", d.Capture, d.MediaType, d.Reader.Name, d.Reader.Version)
	s.say("decoding", "%s", strings.Join(d.Decoding, " → "))
	for _, n := range d.Notes {
		s.say("note", "%s", clean(n))
	}
	fmt.Fprintln(s.Out)
	for _, b := range d.Paragraphs {
		fmt.Fprintf(s.Out, "%s\n\n", wrap(clean(b.Span.In(d.Text)), 0, s.width()))
	}
	fmt.Fprintf(s.Out, "%s\n", plural(len(sh.Claims), "claim"))
	for _, c := range sh.Claims {
		s.lineClaim(c)
	}
}

func (s *session) showCapture(sh *record.Shown) {
	c := sh.Capture
	fmt.Fprintf(s.Out, "capture %s\n", c.Subject.SHA256)
	s.say("", "%s", c.Subject.SHA512)
	s.say("size", "%d bytes, %s", c.Subject.Size, c.MediaType)
	s.say("status", "%s", c.Status)
	s.say("reason", "%s", clean(c.Reason))
	for _, o := range c.Origins {
		s.say("obtained", "%s by %s through %s: %s (%s)", o.At, by(o.By), o.Origin.Via, quoteName(o.Origin.Path), o.Act)
		if o.Origin.Modified != "" {
			s.say("", "the file's own time %s, mode %s, on %s", o.Origin.Modified, o.Origin.Mode, dash(o.Origin.Host))
		}
		if o.Origin.Grew {
			s.say("", "its size changed while it was read; what was read is what is kept")
		}
	}
	for _, d := range c.Documents {
		s.say("document", "%s", d)
	}
	s.say("claims", "%d", c.Claims)
	if e := sh.Erased; e != nil {
		s.say("before", "%s, and taken in again since", e)
	}
}

func (s *session) showAct(a *record.ActShown, sigs []record.Signature) {
	fmt.Fprintf(s.Out, "act %d: %s, %s\n", int64(a.Index), a.Act.Kind, a.Act.At)
	fmt.Fprintf(s.Out, "  %s\n", clean(a.Line))
	if a.Openings == nil {
		if a.Erasure == nil { // the index lags
			fmt.Fprintln(s.Out, "  its openings were erased")
		} else {
			s.sayErased(*a.Erasure)
		}
		return
	}
	for _, name := range sorted(a.Openings) {
		fmt.Fprintf(s.Out, "  %s %s\n", pad(name, 10), clean(string(a.Openings[name].Value))) // as sealed, so not wrapped
	}
	if p := a.Person; p != nil {
		s.say("person", "%s, %s, key %s; the opening holds the legal name and is shown with --names", p.ID, p.Role, dash(factum.Fingerprint(p.PublicKey)))
	}
	for _, x := range sigs {
		f := factum.Finding{Act: x.Act, By: x.By, Signature: &x.Signature}
		s.say("signature", "%s", signed(f, sigs))
	}
}

func (s *session) showChain(ch record.Chain) {
	fmt.Fprintf(s.Out, "  %s\n", ch.Claim)
	s.say("words", "%s%s%s", ellipsis(clean(ch.Before), true), s.mark(clean(ch.Words)), ellipsis(clean(ch.After), false))
	s.say("stand in", "%s [%d,%d) of document %s", ch.Part, ch.Span.Start, ch.Span.End, ch.Document)
	dec := "as they are"
	if len(ch.Decoding) > 0 {
		dec = "after " + strings.Join(ch.Decoding, ", ")
	}
	s.say("read from", "bytes [%d,%d) of %s, %s", ch.Bytes.Start, ch.Bytes.End, ch.File, dec)
	s.say("obtained", "%s by %s through %s: %s (%s)", ch.Obtained.At, by(ch.Obtained.By), ch.Obtained.Origin.Via, quoteName(ch.Obtained.Origin.Name), ch.Obtained.Act)
	s.say("sealed in", "%s", ch.Coded)
}

func ellipsis(t string, before bool) string {
	switch {
	case t == "":
		return ""
	case before:
		return "… " + t
	}
	return t + " …"
}

func (s *session) showProofs(ps []record.Proof) {
	fmt.Fprintln(s.Out, "\nproof")
	for _, p := range ps {
		fmt.Fprintf(s.Out, "  %-8s %-10s is leaf %d of %d; %s to the root\n", p.Act, p.Kind, int64(p.Act), p.Size, hashes(len(p.Inclusion)))
	}
	s.say("checkpoint", "size %d, root %s, signed by the record's key", ps[0].Size, ps[0].Root)
	fmt.Fprintf(s.Out, "  %s\n", wrap(record.Limits, 2, s.width()))
}

func hashes(n int) string {
	if n == 1 {
		return "1 hash"
	}
	return fmt.Sprintf("%d hashes", n)
}

// sorted gives the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
