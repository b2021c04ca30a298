package record

import (
	"context"
	"slices"
	"strings"
	"time"

	"factum"
	"factum/corroboration"
	"factum/store"
)

// A statement's other versions and its primary are looked for among what was published within so many days.
const statementDays = 10

// Of up to so many documents published around a claim each is asked for its statements and its authors; of more, the whole record is asked for the speaker, and
// authors make no primary.
const manyDocuments = 300

// Statement is the statement that now holds a claim, with the primary it goes back to; nil where the claim stands on nobody's word or was superseded. It is
// worked out when asked, from what the record holds then.
func (r *Record) Statement(ctx context.Context, id factum.ClaimID) (*factum.Statement, error) {
	return r.telling(ctx).statement(id)
}

func (r *Record) telling(ctx context.Context) *telling {
	return &telling{r: r, ctx: ctx, documents: map[factum.Digest]*factum.Document{}, claims: map[factum.Digest][]store.Claim{}, around: map[store.Filter][]store.Document{}}
}

// statement is Statement, with what was read for the one before at hand.
func (x *telling) statement(id factum.ClaimID) (*factum.Statement, error) {
	t, err := x.r.index.Get(x.ctx, string(id))
	if err != nil {
		return nil, err
	}
	c := t.Claim
	if c == nil || c.Superseded || c.Proposed() || len(c.Attribution) == 0 {
		return nil, nil
	}
	if err := x.look(*c); err != nil {
		return nil, err
	}
	reports, err := x.reports(*c)
	if err != nil {
		return nil, err
	}
	own, err := x.primaries(reports)
	if err != nil {
		return nil, err
	}
	same, err := x.same()
	if err != nil {
		return nil, err
	}
	all := corroboration.Statements(reports, x.document, own, same...)
	if x.err != nil {
		return nil, x.err
	}
	for i := range all {
		if slices.ContainsFunc(all[i].Versions, func(v factum.Rendering) bool { return v.Claim == id }) {
			return &all[i], nil
		}
	}
	return nil, nil
}

// thing finds anything by its id. An stm_ id stands for the statement that now holds its claim; a claim that is in none answers for itself.
func (r *Record) thing(ctx context.Context, id string) (store.Thing, *factum.Statement, error) {
	if !strings.HasPrefix(id, "stm_") {
		t, err := r.index.Get(ctx, id)
		return t, nil, err
	}
	t, err := r.namer(ctx, id)
	if err != nil || t.Claim == nil {
		return t, nil, err
	}
	s, err := r.Statement(ctx, t.Claim.ID)
	if err != nil || s == nil {
		return t, nil, err
	}
	return store.Thing{Kind: "statement", ID: string(s.ID)}, s, nil
}

// namer is the claim that a stm_ or prc_ id is made of.
func (r *Record) namer(ctx context.Context, id string) (store.Thing, error) {
	_, tail, _ := strings.Cut(id, "_")
	if len(tail) < 4 {
		return store.Thing{}, factum.Errorf(factum.Invalid, "%q is too short for an id", id).WithHint("Give at least 8 characters of it.")
	}
	t, err := r.index.Get(ctx, "clm_"+tail)
	if factum.KindOf(err) == factum.Missing {
		err = factum.Errorf(factum.Missing, "the record holds nothing called %s", id)
	}
	return t, err
}

// telling gathers what one statement is worked out of.
type telling struct {
	r         *Record
	ctx       context.Context
	near      []store.Document // published around it
	documents map[factum.Digest]*factum.Document
	claims    map[factum.Digest][]store.Claim   // of a capture
	around    map[store.Filter][]store.Document // what was near for a filter
	remarks   []factum.Remark                   // all links that people made; nil: not read yet
	err       error                             // of document
}

// document reads a document once; nil where it was erased.
func (x *telling) document(id factum.Digest) *factum.Document {
	if d, ok := x.documents[id]; ok {
		return d
	}
	d, err := x.r.document(x.ctx, id)
	if err != nil && factum.KindOf(err) != factum.Missing && x.err == nil {
		x.err = err
	}
	x.documents[id] = d
	return d
}

// look lists the documents that were published around a claim's; the claim's own is always among them.
func (x *telling) look(c store.Claim) error {
	f := store.Filter{}
	if p := c.Published; p != nil && len(p.To) >= 10 {
		at, err := time.Parse(time.DateOnly, p.To[:10])
		if err != nil {
			return factum.Errorf(factum.Integrity, "%s: %w", c.ID, err)
		}
		f.Since = at.AddDate(0, 0, -statementDays).Format(time.DateOnly)
		f.Until = at.AddDate(0, 0, statementDays).Format(time.DateOnly)
	} else {
		f.Capture = c.Capture
	}
	if near, ok := x.around[f]; ok {
		x.near = near
		return nil
	}
	p, err := x.r.index.Documents(x.ctx, f)
	if err != nil {
		return err
	}
	x.near, x.around[f] = p.Items, p.Items
	return nil
}

// claimsOf lists the claims of a capture, once.
func (x *telling) claimsOf(capture factum.Digest) ([]store.Claim, error) {
	if cs, ok := x.claims[capture]; ok {
		return cs, nil
	}
	p, err := x.r.index.Claims(x.ctx, store.Filter{Capture: capture})
	if err == nil {
		x.claims[capture] = p.Items
	}
	return p.Items, err
}

// reports are the claims of those documents that stand on the word of the claim's speaker, as far as codes and names tell.
func (x *telling) reports(c store.Claim) ([]factum.Report, error) {
	near := map[factum.Digest]store.Document{}
	var captures []factum.Digest
	for _, d := range x.near {
		near[d.ID] = d
		if !slices.Contains(captures, d.Capture) && len(captures) <= manyDocuments {
			captures = append(captures, d.Capture)
		}
	}
	if len(captures) > manyDocuments {
		captures = []factum.Digest{{}} // all there are, at once
	}
	wanted := map[factum.ClaimID]bool{c.ID: true}
	for _, a := range c.Attribution {
		var by []string
		if a.Code != "" {
			by = append(by, a.Code)
		}
		if f := strings.Fields(a.Name); len(f) > 0 {
			by = append(by, f[len(f)-1])
		}
		for _, who := range by {
			for _, in := range captures {
				p, err := x.r.index.Statements(x.ctx, store.Filter{Actor: who, Capture: in})
				if err != nil {
					return nil, err
				}
				for _, s := range p.Items {
					if _, ok := near[s.Document]; ok {
						wanted[s.Claim] = true
					}
				}
			}
		}
	}
	var out []factum.Report
	for id := range wanted {
		t, err := x.r.index.Get(x.ctx, string(id))
		if err != nil {
			return nil, err
		}
		k := t.Claim
		d := near[k.Document]
		out = append(out, factum.Report{Claim: k.Claim, Seal: factum.Seal{Act: k.Act, Ordinal: k.Ordinal}, Capture: k.Capture, Source: k.Source, Outlet: k.Outlet,
			Wire: d.Wire, Title: d.Title, Published: k.Published})
	}
	return out, nil
}

// publication is a document as far as it tells whose own it is.
func publication(d store.Document) corroboration.Publication {
	p := corroboration.Publication{ID: d.ID, Source: d.Source, Lang: d.Lang, Outlet: d.Outlet, URL: d.URL}
	if d.Published != nil && len(d.Published.To) >= 10 {
		p.Day = d.Published.To[:10]
	}
	return p
}

// primaries are the documents among those around that are some body's own, and those that a person linked to one of the claims.
func (x *telling) primaries(rs []factum.Report) ([]corroboration.Primary, error) {
	linked, err := x.linked(rs)
	if err != nil {
		return nil, err
	}
	var who []factum.Attribution
	for i := range rs {
		for _, a := range rs[i].Claim.Attribution {
			a = factum.Attribution{Name: a.Name, Role: a.Role, Code: a.Code}
			if !slices.Contains(who, a) {
				who = append(who, a)
			}
		}
	}
	near := slices.Clone(x.near)
	for id := range linked {
		if !slices.ContainsFunc(near, func(d store.Document) bool { return d.ID == id }) {
			t, err := x.r.index.Get(x.ctx, id.String())
			if err != nil {
				return nil, err
			}
			near = append(near, *t.Document)
		}
	}
	var out []corroboration.Primary
	for _, d := range near {
		p := publication(d)
		_, own := corroboration.BodyOf(p)
		own = own || linked[d.ID] != nil
		if !own && len(x.near) > manyDocuments && !slices.ContainsFunc(who, func(a factum.Attribution) bool { return corroboration.OwnOf(p, a) != "" }) {
			continue
		}
		doc := x.document(d.ID)
		if doc == nil {
			continue
		}
		p.Authors = doc.Authors
		if !own && !slices.ContainsFunc(who, func(a factum.Attribution) bool { return corroboration.OwnOf(p, a) != "" }) {
			continue
		}
		claims, err := x.claimsOf(d.Capture)
		if err != nil {
			return nil, err
		}
		q := corroboration.Primary{Publication: p, Document: doc, For: linked[d.ID]}
		for _, c := range claims {
			if c.Document == d.ID {
				q.Claims = append(q.Claims, c.Claim)
			}
		}
		out = append(out, q)
	}
	return out, nil
}

// links lists what people linked in one way, from and to.
func (x *telling) links(as string) ([][2]string, error) {
	if x.remarks == nil {
		p, err := x.r.index.Remarks(x.ctx, store.Filter{Type: string(factum.Linked)})
		if err != nil {
			return nil, err
		}
		x.remarks = append([]factum.Remark{}, p.Items...)
	}
	var out [][2]string
	for _, m := range x.remarks {
		if m.Field("as") == as && len(m.Items) == 2 {
			out = append(out, [2]string{m.Items[0], m.Items[1]})
		}
	}
	return out, nil
}

// linked gives each document that a person linked as a primary the claims it was linked to.
func (x *telling) linked(rs []factum.Report) (map[factum.Digest][]factum.ClaimID, error) {
	out := map[factum.Digest][]factum.ClaimID{}
	links, err := x.links("primary")
	for _, l := range links {
		_, tail, _ := strings.Cut(l[1], "_")
		id := factum.ClaimID("clm_" + tail)
		if !slices.ContainsFunc(rs, func(r factum.Report) bool { return r.Claim.ID == id }) {
			continue
		}
		t, err := x.r.index.Get(x.ctx, l[0])
		if err != nil {
			return nil, err
		}
		switch {
		case t.Document != nil:
			out[t.Document.ID] = append(out[t.Document.ID], id)
		case t.Capture != nil:
			for _, d := range t.Capture.Documents {
				out[d] = append(out[d], id)
			}
		}
	}
	return out, err
}

// same lists the claims that a person linked as one statement.
func (x *telling) same() ([][2]factum.ClaimID, error) {
	links, err := x.links("same-statement")
	var out [][2]factum.ClaimID
	for _, l := range links {
		out = append(out, [2]factum.ClaimID{factum.ClaimID(l[0]), factum.ClaimID(l[1])})
	}
	return out, err
}

// PrimaryWanted is the list of statements, one a claim, that quote words for which no primary is captured. A page goes on after the claim that it ended with.
func (r *Record) PrimaryWanted(ctx context.Context, f store.Filter) (store.Page[store.Statement], error) {
	out := store.Page[store.Statement]{Items: []store.Statement{}}
	f.Status = ""
	limit := f.Limit
	f.Limit = 200
	x := r.telling(ctx)
	known := map[factum.ClaimID]bool{}
	last := factum.ClaimID("")
	for {
		p, err := r.index.Statements(ctx, f)
		if err != nil {
			return out, err
		}
		for _, s := range p.Items {
			if limit > 0 && len(out.Items) >= limit && s.Claim != last {
				out.Next = string(last)
				return out, nil
			}
			last = s.Claim
			if s.Quote == "" {
				continue
			}
			if _, ok := known[s.Claim]; !ok {
				st, err := x.statement(s.Claim)
				if err != nil {
					return out, err
				}
				known[s.Claim] = st != nil && st.PrimaryWanted
				if st != nil {
					for _, v := range st.Versions {
						known[v.Claim] = st.PrimaryWanted
					}
				}
			}
			if known[s.Claim] {
				out.Items = append(out.Items, s)
			}
		}
		if p.Next == "" {
			return out, nil
		}
		f.After = p.Next
	}
}
