package model

import (
	"fmt"
	"slices"

	"factum"
	"factum/coding"
)

// Version changes whenever the same answer may give other proposals.
const Version = "0.1.0"

// Coder lays the proposals of an answer beside the claims of another coder, which stay as they are.
type Coder struct {
	Over   coding.Coder
	Answer *Answer
	Refuse func(error) // told what of the answer was refused, and why; may be nil
}

var _ coding.Coder = Coder{}

// Coder implements coding.Coder: it names what made the proposals. The claims of the other coder name that.
func (c Coder) Coder() factum.Coder { return c.Answer.Coder() }

// Code implements coding.Coder. What the other coder has already, with the same type on words that overlap, is not proposed again.
func (c Coder) Code(doc *factum.Document, id factum.Digest, ref string) []factum.Claim {
	out := c.Over.Code(doc, id, ref)
	r := reading{Coder: c, doc: doc, text: factum.DigestOfString(doc.Text), coder: c.Coder(), id: id, ref: ref}
	for _, reply := range c.Answer.Replies {
		if reply.Span.Start < 0 || reply.Span.Start >= reply.Span.End || reply.Span.End > len(doc.Text) || factum.DigestOfString(reply.Span.In(doc.Text)) != reply.Words {
			r.refuse("the answer on bytes %d to %d is to another text", reply.Span.Start, reply.Span.End)
			continue
		}
		raws, err := reply.proposals()
		if err != nil {
			r.refuse("the answer on bytes %d to %d was refused: %v", reply.Span.Start, reply.Span.End, err)
			continue
		}
		if len(raws) > maxProposals {
			r.refuse("of %d proposals on bytes %d to %d those after the first %d were refused", len(raws), reply.Span.Start, reply.Span.End, maxProposals)
			raws = raws[:maxProposals]
		}
		for i, raw := range raws {
			cl, err := r.claim(raw, reply.Span)
			if err != nil {
				r.refuse("proposal %d on bytes %d to %d was refused: %v", i+1, reply.Span.Start, reply.Span.End, err)
				continue
			}
			if !slices.ContainsFunc(out, func(x factum.Claim) bool { return same(&x, &cl) }) {
				out = append(out, cl)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b factum.Claim) int {
		if a.Part != b.Part {
			if a.Part == factum.PartTitle {
				return -1
			}
			return 1
		}
		return a.Trigger.Span.Start - b.Trigger.Span.Start
	})
	return out
}

// same reports whether two claims are of one type and on the same words.
func same(a, b *factum.Claim) bool {
	return a.Part == b.Part && a.Type == b.Type && a.Trigger.Span.Overlaps(b.Trigger.Span)
}

// reading is an answer being read against a document.
type reading struct {
	Coder
	doc   *factum.Document
	text  factum.Digest // of its text
	coder factum.Coder
	id    factum.Digest
	ref   string
}

func (r *reading) refuse(format string, args ...any) {
	if r.Refuse != nil {
		r.Refuse(factum.Errorf(factum.Invalid, "%s: %s", "model "+r.Answer.Model, fmt.Sprintf(format, args...)))
	}
}

// claim makes a claim of a proposal, or says why not.
func (r *reading) claim(raw []byte, stretch factum.Span) (factum.Claim, error) {
	p, err := decode(raw)
	if err == nil {
		err = p.check()
	}
	if err != nil {
		return factum.Claim{}, err
	}
	passage, err := find(r.doc.Text, stretch, "passage", p.Passage, maxPassage)
	if err != nil {
		return factum.Claim{}, err
	}
	trigger, err := find(r.doc.Text, passage, "trigger", p.Trigger, maxWords)
	if err != nil {
		return factum.Claim{}, err
	}
	c := factum.Claim{V: 1, Document: r.id, Ref: r.ref, Part: factum.PartText, Lang: r.doc.LangAt(trigger.Start), Published: r.doc.Published,
		Type: p.Type, Modes: slices.Clone(p.Modes), Object: p.Object, Quad: p.Type.Quad(), Modality: p.Modality,
		Participants: []factum.Actor{}, Attribution: []factum.Attribution{}, Quantities: []factum.Quantity{}, Items: []factum.Item{}, Also: []factum.Passage{},
		Passage: factum.Words{Text: p.Passage, Span: passage}, Trigger: factum.Words{Text: p.Trigger, Span: trigger},
		Why: []string{r.Answer.why()}, Coder: r.coder}
	if c.Modes == nil {
		c.Modes = []string{}
	}
	if c.Actors, err = r.people("actor", p.Actors, passage); err != nil {
		return c, err
	}
	if c.Recipients, err = r.people("recipient", p.Recipients, passage); err != nil {
		return c, err
	}
	for _, slot := range []struct {
		what, words string
		fill        func(factum.Span)
	}{
		{"place", p.Place, func(sp factum.Span) { r.place(&c, sp) }},
		{"time", p.Time, func(sp factum.Span) { r.time(&c, sp) }},
		{"speaker", p.Speaker, func(sp factum.Span) { r.speaker(&c, sp) }},
	} {
		if slot.words == "" {
			continue
		}
		sp, err := find(r.doc.Text, passage, slot.what, slot.words, maxWords)
		if err != nil {
			return c, err
		}
		slot.fill(sp)
	}
	r.quoted(&c)
	c.ID = factum.NewClaimID(r.doc.Capture, c.Part, r.text, c.Type, trigger, 0)
	return c, nil
}

// people are the actors that words of the passage name. Code and role are the reading's, where it knows them.
func (r *reading) people(what string, words []string, passage factum.Span) ([]factum.Actor, error) {
	out := []factum.Actor{}
	for _, w := range words {
		sp, err := find(r.doc.Text, passage, what, w, maxWords)
		if err != nil {
			return nil, err
		}
		a := factum.Actor{Text: w, Basis: factum.BasisNamed, Span: sp}
		if m := r.actor(sp); m != nil {
			a.Code, a.Role, a.Basis = m.Code, m.Role, m.Basis
		}
		out = append(out, a)
	}
	return out, nil
}

// actor is the first mention of an actor in some words, nil none.
func (r *reading) actor(sp factum.Span) *factum.ActorMention {
	for i := range r.doc.Mentions.Actors {
		if m := &r.doc.Mentions.Actors[i]; m.Part == factum.PartText && sp.Start <= m.Span.Start && m.Span.End <= sp.End {
			return m
		}
	}
	return nil
}

// place takes the place as the reading has it. One that the gazetteer does not know is told in why.
func (r *reading) place(c *factum.Claim, sp factum.Span) {
	for _, m := range r.doc.Mentions.Places {
		if m.Part == factum.PartText && m.Resolved() && sp.Start <= m.Span.Start && m.Span.End <= sp.End {
			c.Place = &factum.Place{Text: m.Text, Name: m.Name, Country: m.Country, Admin1: m.Admin1, Lat: m.Lat, Lon: m.Lon, GeoNames: m.GeoNames, Precision: m.Precision, Span: m.Span}
			return
		}
	}
	c.Why = append(c.Why, "left out: the gazetteer knows no place in "+quoted(sp.In(r.doc.Text)))
}

// time takes the time as the reading has it.
func (r *reading) time(c *factum.Claim, sp factum.Span) {
	for _, m := range r.doc.Mentions.Times {
		if m.Part == factum.PartText && m.When != nil && sp.Overlaps(m.Span) {
			c.Time = &factum.ClaimTime{Text: m.Text, From: m.When.From, To: m.When.To, Precision: m.When.Precision, Span: m.Span}
			return
		}
	}
	c.Why = append(c.Why, "left out: no time was read in "+quoted(sp.In(r.doc.Text)))
}

// speaker lays the claim at somebody's door.
func (r *reading) speaker(c *factum.Claim, sp factum.Span) {
	a := factum.Attribution{Text: sp.In(r.doc.Text), Form: factum.FormReported, Wording: factum.WordingUnknown, Span: sp}
	if m := r.actor(sp); m != nil {
		a.Name, a.Role, a.Code = m.Name, m.Role, m.Code
	}
	c.Attribution = append(c.Attribution, a)
}

// quoted puts a claim that stands within a quote on the word of whoever is quoted, as the reading has it: that counts before what a model says.
func (r *reading) quoted(c *factum.Claim) {
	for _, q := range r.doc.Mentions.Quotes {
		if q.Part != factum.PartText || q.Span.Start > c.Trigger.Span.Start || c.Trigger.Span.End > q.Span.End || q.SpeakerSpan == nil {
			continue
		}
		a := factum.Attribution{Text: q.SpeakerSpan.In(r.doc.Text), Name: q.Speaker, Role: q.Role, Code: q.Code, Form: q.Form, Wording: factum.WordingUnknown, Span: *q.SpeakerSpan}
		if q.At != nil {
			a.At = q.At.To
		}
		if q.Form == factum.FormDirect {
			a.Quote = q.Text
		}
		c.Attribution = []factum.Attribution{a}
		return
	}
}
