package record

import (
	"context"
	"slices"
	"strings"

	"factum"
	"factum/gazetteer"
	"factum/store"
)

// Origin is somebody in a line and who draws on them: a speaker and the agencies and outlets that quote them, an agency and those that reprint it, an
// outlet and those that cite it.
type Origin struct {
	Name     string
	Kind     string // speaker, agency or outlet
	Interest string // in the fact, one of factum.Interests
	Claims   []factum.ClaimID
	Below    []*Origin
}

// origins draws the lines of a fact as trees, one list of roots a line, as far as attributions, wire credits and the registry of sources tell.
func (r *Record) origins(ctx context.Context, f *factum.Fact, claims []store.Claim) ([][]*Origin, error) {
	d := drawing{interests: map[factum.SourceID]string{}, wires: map[factum.ClaimID]string{}, claims: map[factum.ClaimID]*store.Claim{}, about: map[string]bool{}}
	documents := map[factum.Digest]string{}
	for i := range claims {
		c := &claims[i]
		d.claims[c.ID] = c
		if c.Place != nil {
			d.about[c.Place.Country] = true
		}
		for _, a := range slices.Concat(c.Actors, c.Recipients) {
			d.about[a.Code] = true
		}
		if _, ok := documents[c.Document]; !ok {
			t, err := r.index.Get(ctx, c.Document.String())
			if err != nil {
				return nil, err
			}
			documents[c.Document] = ""
			if t.Document != nil {
				documents[c.Document] = t.Document.Wire
			}
		}
		d.wires[c.ID] = documents[c.Document]
	}
	for _, c := range claims {
		if _, ok := d.interests[c.Source]; ok || c.Source == "" {
			continue
		}
		t, err := r.index.Get(ctx, string(c.Source))
		if err != nil {
			return nil, err
		}
		d.interests[c.Source] = d.bearing(t.Source.Interest, t.Source.Wars)
	}
	out := [][]*Origin{}
	for _, l := range f.Lines {
		out = append(out, d.line(l))
	}
	return out, nil
}

// drawing is what is known for drawing the lines of one fact.
type drawing struct {
	interests map[factum.SourceID]string
	wires     map[factum.ClaimID]string
	claims    map[factum.ClaimID]*store.Claim
	about     map[string]bool // countries and codes that the fact is about
}

// bearing is an interest where the fact is about anything that it bears on.
func (d *drawing) bearing(interest string, wars []string) string {
	if interest == "" || len(wars) > 0 && !slices.ContainsFunc(wars, func(c string) bool { return d.about[c] }) {
		return "unknown"
	}
	return interest
}

// line draws one line. What a text says on its own word beside words of a speaker hangs where the text hangs.
func (d *drawing) line(l factum.Line) []*Origin {
	root := &Origin{}
	var bare []*store.Claim
	at := map[factum.Digest]*Origin{} // where a document hangs
	for _, id := range l.Claims {
		c := d.claims[id]
		if c == nil {
			continue
		}
		path, spoken := d.path(l, c)
		if !spoken {
			bare = append(bare, c)
			continue
		}
		n := root.under(path)
		n.Claims = append(n.Claims, id)
		if at[c.Document] == nil {
			at[c.Document] = n
		}
	}
	for _, c := range bare {
		n := at[c.Document]
		if n == nil {
			path, _ := d.path(l, c)
			n = root.under(path)
		}
		n.Claims = append(n.Claims, c.ID)
	}
	return root.Below
}

// path is on whom a claim draws, the outlet that published it last; spoken says that there is a speaker among them.
func (d *drawing) path(l factum.Line, c *store.Claim) (path []Origin, spoken bool) {
	put := func(o Origin) {
		if len(path) == 0 || !path[len(path)-1].same(o) {
			path = append(path, o)
		}
	}
	for _, a := range slices.Backward(c.Attribution) {
		name := a.Name
		if name == "" {
			name = a.Text
		}
		switch {
		case a.Joint:
		case gazetteer.Agency(name) != "":
			put(d.agency(name))
		case a.Role == "media":
			put(Origin{Name: name, Kind: "outlet", Interest: "unknown"})
		default:
			if l.Speaker != "" && !spoken { // the line says who it is, whatever this text calls them
				name = l.Speaker
			}
			spoken = true
			put(Origin{Name: name, Kind: "speaker", Interest: l.Interest})
		}
	}
	if w := d.wires[c.ID]; w != "" {
		put(d.agency(w))
	}
	o := Origin{Name: c.Outlet, Kind: "outlet", Interest: d.interests[c.Source]}
	if o.Name == "" {
		o.Name = strings.TrimPrefix(string(c.Source), "src_")
	}
	if o.Name == "" {
		o.Name = "outlet not stated"
	}
	if o.Interest == "" {
		o.Interest = "unknown"
	}
	put(o)
	return path, spoken
}

func (d *drawing) agency(name string) Origin {
	o := Origin{Name: name, Kind: "agency", Interest: "unknown"}
	if p, ok := gazetteer.PublisherOf("", name); ok {
		o.Interest = d.bearing(p.Interest, p.Wars)
	}
	return o
}

// same reports whether two are one: by name, or as names of one agency.
func (o Origin) same(p Origin) bool {
	if a := gazetteer.Agency(o.Name); a != "" && o.Kind != "speaker" && p.Kind != "speaker" {
		return a == gazetteer.Agency(p.Name)
	}
	return o.Kind == p.Kind && gazetteer.Fold(o.Name) == gazetteer.Fold(p.Name)
}

// under is the place of a path below an origin; what is missing of it is made.
func (o *Origin) under(path []Origin) *Origin {
next:
	for _, p := range path {
		for _, b := range o.Below {
			if b.same(p) {
				o = b
				continue next
			}
		}
		n := p
		o.Below = append(o.Below, &n)
		o = &n
	}
	return o
}
