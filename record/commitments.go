package record

import (
	"context"
	"slices"
	"strings"

	"factum"
	"factum/corroboration"
	"factum/language"
	"factum/store"
)

// Commitments lists commitments with what became of them, by their first-sealed claim. Of the filter hold Type (of what is to come), Actor (who is bound or
// demands), Recipient, Since and Until (when it is due, else said), Status (open, due or what a person found) and Place. asOf is the RFC 3339 date on which something is due or not, ""
// the latest on which a document of the record was published. They are worked out when asked, from what the record holds then.
func (r *Record) Commitments(ctx context.Context, f store.Filter, asOf string) ([]factum.Commitment, error) {
	ds, err := r.index.Deeds(ctx, store.AboutCommitments)
	if err != nil {
		return nil, err
	}
	links, err := r.index.Remarks(ctx, store.Filter{Type: string(factum.Linked)})
	if err != nil {
		return nil, err
	}
	if asOf == "" {
		asOf = ds.Latest
	}
	out := []factum.Commitment{}
	for _, c := range corroboration.Follow(ds.Deeds, links.Items, asOf) {
		for _, f := range ds.Findings[c.Fact] {
			if c.Findings = append(c.Findings, f); !f.Second {
				c.Status = f.Status
			}
		}
		if matches(&c, f) {
			out = append(out, c)
		}
	}
	return out, nil
}

// matches lays a filter on a commitment.
func matches(c *factum.Commitment, f store.Filter) bool {
	from, to := c.SaidAt, c.SaidAt
	if c.Due != nil {
		from, to = c.Due.From, c.Due.To
	}
	switch {
	case f.Type != "" && string(c.What.Type) != strings.ToUpper(f.Type):
	case f.Status != "" && f.Status != "all" && f.Status != c.Status:
	case f.Actor != "" && !names(c.Who, f.Actor):
	case f.Recipient != "" && !names(c.To, f.Recipient):
	case f.Place != "" && !placed(c.Place, f.Place):
	case f.Since != "" && (to == "" || to < f.Since[:min(len(f.Since), len(to))]):
	case f.Until != "" && (from == "" || from > f.Until):
	default:
		return true
	}
	return false
}

// names reports whether somebody of a list has a code, or a name that holds the words.
func names(as []factum.Actor, who string) bool {
	return slices.ContainsFunc(as, func(a factum.Actor) bool {
		return a.Code != "" && a.Code == who || strings.Contains(language.Fold(a.Text), language.Fold(who))
	})
}

func placed(p *factum.Place, what string) bool {
	return p != nil && (p.Country == what || slices.Contains([]string{language.Fold(p.Name), language.Fold(p.Text), language.Fold(p.Admin1)}, language.Fold(what)))
}

// Commitment is the commitment that a fact is; it fails with factum.Missing where it is none.
func (r *Record) Commitment(ctx context.Context, fact factum.FactID, asOf string) (*factum.Commitment, error) {
	all, err := r.Commitments(ctx, store.Filter{}, asOf)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Fact == fact {
			return &all[i], nil
		}
	}
	return nil, factum.Errorf(factum.Missing, "%s is no commitment", fact)
}

// Proceedings lists proceedings by their first-sealed claim. Of the filter hold Actor (court, prosecutor, police), Recipient (the accused), Since and Until (of any stage), Status (the stage
// reached) and Place.
func (r *Record) Proceedings(ctx context.Context, f store.Filter) ([]factum.Proceeding, error) {
	ds, err := r.index.Deeds(ctx, store.AboutProceedings)
	if err != nil {
		return nil, err
	}
	out := []factum.Proceeding{}
	for _, p := range corroboration.Proceedings(ds.Deeds) {
		first, last := p.Stages[0].On, p.Stages[len(p.Stages)-1].On
		switch {
		case f.Status != "" && f.Status != "all" && f.Status != p.Status:
		case f.Actor != "" && !names(p.Before, f.Actor):
		case f.Recipient != "" && !names(p.Accused, f.Recipient):
		case f.Place != "" && !placed(p.Place, f.Place):
		case f.Since != "" && last < f.Since[:min(len(f.Since), len(last))]:
		case f.Until != "" && (first == "" || first > f.Until):
		default:
			out = append(out, p)
		}
	}
	return out, nil
}

// proceeding is the one that now holds the claim of a prc_ id.
func (r *Record) proceeding(ctx context.Context, id string) (*factum.Proceeding, store.Thing, error) {
	t, err := r.namer(ctx, id)
	if err != nil || t.Claim == nil {
		return nil, t, err
	}
	all, err := r.Proceedings(ctx, store.Filter{})
	if err != nil {
		return nil, t, err
	}
	for i := range all {
		if slices.Contains(all[i].Claims, t.Claim.ID) {
			return &all[i], store.Thing{Kind: "proceeding", ID: string(all[i].ID)}, nil
		}
	}
	return nil, t, nil // the claim answers for itself
}
