package record

import (
	"context"
	"encoding/base64"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"factum"
	"factum/corroboration"
	"factum/store"
)

// Shown is anything by its id, whole, with where it comes from. Exactly one of the objects is set, as in
// store.Thing; the rest says how it hangs together with the words, the bytes and the log.
type Shown struct {
	Kind     string
	ID       string
	Capture  *store.Captured
	Document *factum.Document
	About    *store.Document // of a document
	Claim    *store.Claim
	Fact     *factum.Fact
	Line     *store.Line
	// Statement is the statement asked for, or the one that holds the claim asked for; nil where the claim stands on nobody's word.
	Statement *factum.Statement
	// Commitment is set beside the Fact that it is.
	Commitment *factum.Commitment
	Proceeding *factum.Proceeding
	Source     *store.Source
	Act        *ActShown
	Gap        *factum.Gap
	Erased     *store.Erased // of what was erased; beside a capture: it was, and is here again

	Origins [][]*Origin // of a fact, for each of its lines: who draws on whom

	Claims []store.Claim // of a fact or line, first-sealed first; of a document in text order
	Chains []Chain       // for each claim shown, down to the bytes
	Proofs []Proof       // of the acts that this rests on

	Remarks    []factum.Remark // of people, about it
	Signatures []Signature     // of the signed findings on a fact or claim, or of a decided act
}

// ActShown is an act with its openings.
type ActShown struct {
	Index    factum.ActIndex `json:"index"`
	Act      factum.Act      `json:"body"`
	Openings factum.Openings `json:"openings"` // null when erased
	Line     string          `json:"line"`     // the very bytes that the leaf is made of
	Person   *factum.Person  `json:"person"`   // of a withheld opening, without the legal name; else null
	Withheld []string        `json:"withheld"` // openings that are there and not shown
	Erasure  *store.Erased   `json:"erasure"`  // null where it was not erased
}

// Chain leads from a claim's words to the bytes they were read from.
type Chain struct {
	Claim    factum.ClaimID  `json:"claim"`
	Part     string          `json:"part"`
	Span     factum.Span     `json:"span"` // of the passage, in the document's part
	Words    string          `json:"words"`
	Before   string          `json:"before"` // the text around it, for people
	After    string          `json:"after"`
	Document factum.Digest   `json:"document"`
	Title    string          `json:"title"`
	Outlet   string          `json:"outlet"`
	Source   factum.SourceID `json:"source"`
	Reader   factum.Version  `json:"reader"`
	Capture  factum.Digest   `json:"capture"`
	File     string          `json:"file"`     // below the record's directory
	Decoding []string        `json:"decoding"` // steps from the file's bytes to the decoded form
	Bytes    factum.Span     `json:"bytes"`    // in the decoded form
	Obtained factum.Obtained `json:"obtained"` // the first time
	Coded    factum.ActIndex `json:"coded"`    // the act that sealed the claim
}

// Proof shows that an act stands in the log under a signed checkpoint.
type Proof struct {
	Act        factum.ActIndex `json:"act"`
	Kind       factum.ActKind  `json:"kind"`
	Entry      factum.Digest   `json:"entry"`      // SHA-256 of the act's line
	Leaf       string          `json:"leaf"`       // RFC 6962 leaf hash, base64
	Inclusion  []string        `json:"inclusion"`  // base64
	Checkpoint string          `json:"checkpoint"` // the signed note
	Size       int64           `json:"size"`
	Root       string          `json:"root"` // base64
}

// Limits says what a proof shows and what it does not; it is printed with every proof.
const Limits = "It shows that these bytes stood in this record when the checkpoint was signed and are unchanged since. It does not show that what they say is true, " +
	"that they come from whom they name, or that nothing was left out; and whoever holds the record's key could have written another history unless a checkpoint was kept elsewhere."

// Show finds anything by its id, or by an unambiguous beginning of it, and lays open what it rests on.
func (r *Record) Show(ctx context.Context, id string) (*Shown, error) { return r.ShowAsOf(ctx, id, "") }

// ShowAsOf is Show on a date, on which a commitment is due or not; "" is the latest of the record.
func (r *Record) ShowAsOf(ctx context.Context, id, asOf string) (*Shown, error) {
	var t store.Thing
	var statement *factum.Statement
	var proceeding *factum.Proceeding
	var err error
	if strings.HasPrefix(id, "prc_") {
		proceeding, t, err = r.proceeding(ctx, id)
	} else {
		t, statement, err = r.thing(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	s := &Shown{Statement: statement, Proceeding: proceeding, Kind: t.Kind, ID: t.ID, Capture: t.Capture, About: t.Document, Claim: t.Claim, Fact: t.Fact, Line: t.Line, Source: t.Source, Gap: t.Gap, Erased: t.Erased}
	acts := map[factum.ActIndex]bool{}
	add := func(ids []factum.ClaimID) error {
		for _, id := range ids {
			c, err := r.index.Get(ctx, string(id))
			if err != nil {
				return err
			}
			s.Claims = append(s.Claims, *c.Claim)
		}
		return nil
	}
	switch t.Kind {
	case "fact":
		if err = add(t.Fact.Claims); err == nil {
			s.Origins, err = r.origins(ctx, t.Fact, s.Claims)
		}
	case "commitment":
		if s.Commitment, err = r.Commitment(ctx, t.Fact.ID, asOf); err == nil {
			err = add(t.Fact.Claims)
		}
	case "proceeding":
		err = add(proceeding.Claims)
	case "line":
		err = add(t.Line.Claims)
	case "statement":
		for _, v := range statement.Versions {
			if err = add([]factum.ClaimID{v.Claim}); err != nil {
				break
			}
		}
	case "claim":
		s.Claims = []store.Claim{*t.Claim}
		s.Statement, err = r.Statement(ctx, t.Claim.ID)
	case "document":
		if s.Document, err = r.document(ctx, t.Document.ID); err == nil {
			var p store.Page[store.Claim]
			p, err = r.index.Claims(ctx, store.Filter{Capture: t.Document.Capture})
			for _, c := range p.Items {
				if c.Document == t.Document.ID {
					s.Claims = append(s.Claims, c)
				}
			}
			acts[t.Document.Act] = true
		}
	case "capture":
		for _, o := range t.Capture.Origins {
			acts[o.Act] = true
		}
		s.Erased, err = r.index.Erasure(ctx, t.ID)
	case "erased":
		acts[t.Erased.Act] = true
	case "act":
		acts[t.Act.Index] = true
		var e factum.Entry
		var line []byte
		if e, err = r.ledger.Entry(t.Act.Index); err == nil {
			line, err = r.ledger.ActLine(t.Act.Index)
		}
		s.Act = &ActShown{Index: t.Act.Index, Act: e.Act, Openings: e.Openings, Line: string(line), Withheld: []string{}, Erasure: t.Act.Erasure}
		if t.Act.Erasure != nil {
			acts[t.Act.Erasure.Act] = true
		}
	case "gap":
		acts[t.Gap.Act] = true
	}
	if err != nil {
		return nil, err
	}
	if s.Remarks, err = r.index.RemarksOn(ctx, t); err != nil {
		return nil, err
	}
	for _, x := range s.Remarks {
		acts[x.Act] = true
	}
	if t.Kind == "fact" || t.Kind == "commitment" || t.Kind == "proceeding" || t.Kind == "claim" || t.Kind == "line" || t.Kind == "statement" {
		for _, c := range s.Claims {
			ch, err := r.chain(ctx, c)
			if err != nil {
				return nil, err
			}
			s.Chains = append(s.Chains, ch)
			acts[ch.Coded], acts[ch.Obtained.Act] = true, true
		}
	}
	if s.Signatures, err = r.shownSignatures(ctx, s); err != nil {
		return nil, err
	}
	s.Proofs, err = r.proofs(ctx, acts)
	return s, err
}

// Blind takes out what people found, and why, so that somebody can give a second opinion: findings, status, signatures, notes and the reasons of what
// was put on record. It refuses what is no fact or commitment and no claim or line of one.
func (s *Shown) Blind() error {
	switch s.Kind {
	case "fact":
		f := s.Fact.Blind()
		s.Fact = &f
	case "claim":
		c := *s.Claim
		c.Findings = []factum.Finding{}
		s.Claim = &c
	case "commitment":
		f, c := s.Fact.Blind(), *s.Commitment
		c.Findings, c.Followed, c.Status = []factum.Finding{}, slices.Clone(c.Followed), corroboration.Standing(&c)
		for i := range c.Followed {
			if c.Followed[i].By != "" {
				c.Followed[i].Why = ""
			}
		}
		s.Fact, s.Commitment = &f, &c
	case "line":
	default:
		return factum.Errorf(factum.Invalid, "a %s can't be shown blind: facts, commitments, claims and lines can", s.Kind)
	}
	s.Claims = slices.Clone(s.Claims)
	for i := range s.Claims {
		s.Claims[i].Findings = []factum.Finding{}
	}
	s.Signatures = nil
	kept := s.Remarks[:0:0]
	for _, x := range s.Remarks {
		if x.Kind != factum.Noted {
			x.Reason = ""
			kept = append(kept, x)
		}
	}
	if s.Remarks != nil {
		s.Remarks = kept
	}
	return nil
}

// document reads a document whole from the derived items.
func (r *Record) document(ctx context.Context, id factum.Digest) (*factum.Document, error) {
	b, err := r.ledger.Derived(ctx, id)
	if err != nil {
		return nil, err
	}
	var d factum.Document
	if err := decode(b, &d); err != nil {
		return nil, err
	}
	return &d, nil
}

// around is how many bytes of text are shown on either side of a passage.
const around = 160

// chain follows a claim's passage to the bytes of its capture.
func (r *Record) chain(ctx context.Context, c store.Claim) (Chain, error) {
	doc, err := r.document(ctx, c.Document)
	if err != nil {
		return Chain{}, err
	}
	cap, err := r.index.Get(ctx, c.Capture.String())
	if err != nil {
		return Chain{}, err
	}
	ch := Chain{Claim: c.ID, Part: c.Part, Span: c.Passage.Span, Words: c.Passage.Text, Document: c.Document, Title: doc.Title, Outlet: doc.Outlet,
		Source: c.Source, Reader: doc.Reader, Capture: c.Capture, File: blobFile(c.Capture), Decoding: doc.Decoding, Coded: c.Act}
	text := doc.PartText(c.Part)
	ch.Before, ch.After = surroundings(text, c.Passage.Span)
	if doc.Segments != nil {
		ch.Bytes = sourceBytes(doc.Segments, c.Part, c.Passage.Span)
	}
	if len(cap.Capture.Origins) > 0 {
		ch.Obtained = cap.Capture.Origins[0]
	}
	return ch, nil
}

// blobFile is where a capture lies below the record's directory.
func blobFile(d factum.Digest) string {
	return filepath.ToSlash(filepath.Join("blobs", d.Hex()[:2], d.Hex()))
}

// sourceBytes gives the stretch of the decoded form that a span of a part was read from.
func sourceBytes(segs []factum.Segment, part string, s factum.Span) factum.Span {
	out := factum.Span{Start: -1}
	for _, g := range segs {
		if g.Part != part || !g.Span.Overlaps(s) {
			continue
		}
		from := g.From
		if g.Span.Len() == g.From.Len() { // the same bytes: exact
			from.Start = g.From.Start + max(0, s.Start-g.Span.Start)
			from.End = g.From.End - max(0, g.Span.End-s.End)
		}
		if out.Start < 0 || from.Start < out.Start {
			out.Start = from.Start
		}
		out.End = max(out.End, from.End)
	}
	if out.Start < 0 {
		return factum.Span{}
	}
	return out
}

// surroundings are the words before and after a span, cut at spaces.
func surroundings(text string, s factum.Span) (before, after string) {
	i := max(0, s.Start-around)
	for i > 0 && i < s.Start && text[i] != ' ' && text[i] != '\n' {
		i++
	}
	j := min(len(text), s.End+around)
	for j < len(text) && j > s.End && text[j] != ' ' && text[j] != '\n' {
		j--
	}
	return text[i:s.Start], text[s.End:j]
}

// proofs makes an inclusion proof of each act under the newest checkpoint.
func (r *Record) proofs(ctx context.Context, acts map[factum.ActIndex]bool) ([]Proof, error) {
	var out []Proof
	for _, i := range slices.Sorted(maps.Keys(acts)) {
		p, err := r.proof(ctx, i)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// exists reports whether a path is there at all.
func exists(p string) bool {
	_, err := os.Lstat(p)
	return err == nil
}
