package record

import (
	"bytes"
	"context"
	"io"
	"slices"

	"factum"
	"factum/store"
)

// ToErase is one thing that can be erased, and all that goes with it.
type ToErase struct {
	Item      string            // sha256:… or act_…
	Kind      string            // as ErasedItem has it
	Name      string            // what people call it, "" unknown
	Acts      []factum.ActIndex // whose openings go
	Items     []factum.Digest   // captures, documents and claim sets that go
	Bytes     int64             // of the capture
	Documents int               // that were read out of it, in all versions
	Claims    int               // that facts rest on
	Before    *store.Erased     // it was erased before; nothing is left to do

	names  [][]factum.Digest // the items that each of Acts names
	others []factum.Digest   // those that none names, the capture among them
}

// ToErase finds what ids stand for and what has to go with it. Nothing is changed. What only goes with something else is refused, with a hint.
func (r *Record) ToErase(ctx context.Context, ids []string) ([]ToErase, error) {
	var out []ToErase
	var captures []factum.Digest
	for _, id := range ids {
		t, err := r.toErase(ctx, id)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(x ToErase) bool { return x.Item == t.Item }) {
			continue
		}
		if t.Kind == "capture" {
			captures = append(captures, t.others[0])
		}
		out = append(out, t)
	}
	if len(captures) == 0 {
		return out, nil
	}
	about, err := r.index.ActsAbout(ctx, captures)
	if err != nil {
		return nil, err
	}
	left, err := r.leftovers(ctx, captures)
	if err != nil {
		return nil, err
	}
	gone := map[factum.ActIndex]bool{}
	for i := range out {
		if t := &out[i]; t.Kind == "capture" {
			if err := r.withCapture(t, about[t.others[0]], left[t.others[0]]); err != nil {
				return nil, err
			}
			for _, a := range t.Acts {
				gone[a] = true
			}
		}
	}
	return slices.DeleteFunc(out, func(t ToErase) bool { // an act that goes with its capture anyway
		return t.Kind != "capture" && len(t.Acts) == 1 && gone[t.Acts[0]]
	}), nil
}

// toErase finds one thing.
func (r *Record) toErase(ctx context.Context, id string) (ToErase, error) {
	t, err := r.index.Get(ctx, id)
	if factum.KindOf(err) == factum.Missing || err == nil && t.Kind == "erased" {
		return r.bytesToErase(ctx, id, t, err)
	}
	if err != nil {
		return ToErase{}, err
	}
	whole := func(d factum.Digest) (ToErase, error) {
		return ToErase{}, factum.Errorf(factum.Invalid, "%s is a %s and goes with the capture that it was read from", id, t.Kind).WithHint("factum erase %s", d)
	}
	switch t.Kind {
	case "capture":
		c := t.Capture
		x := ToErase{Item: t.ID, Kind: t.Kind, Bytes: c.Subject.Size, Claims: c.Claims, others: []factum.Digest{c.Subject.SHA256}}
		if len(c.Origins) > 0 {
			x.Name = Wanted(c.Origins[0].Origin)
		}
		return x, nil
	case "document":
		return whole(t.Document.Capture)
	case "claim":
		return whole(t.Claim.Capture)
	case "act":
		return r.actToErase(ctx, t.Act.Index)
	case "gap":
		return r.actToErase(ctx, t.Gap.Act)
	}
	return ToErase{}, factum.Errorf(factum.Invalid, "%s is a %s: it follows from claims and is nowhere else", id, t.Kind).WithHint(
		"Erase the captures that the claims were read from; 'factum show %s' names them.", id)
}

// bytesToErase is about bytes that no act names, or no longer.
func (r *Record) bytesToErase(ctx context.Context, id string, t store.Thing, missing error) (ToErase, error) {
	name := id
	if t.Erased != nil {
		name = t.ID
	}
	if d, err := factum.ParseDigest(name); err == nil {
		if size, err := r.blobs.Stat(ctx, d); err == nil {
			return ToErase{Item: d.String(), Kind: "bytes", Bytes: size, Items: []factum.Digest{d}, others: []factum.Digest{d}}, nil
		}
	}
	if t.Erased == nil {
		return ToErase{}, missing
	}
	return ToErase{Item: t.ID, Kind: "item", Before: t.Erased}, nil
}

// actToErase is about an act named by itself.
func (r *Record) actToErase(ctx context.Context, i factum.ActIndex) (ToErase, error) {
	t, err := r.index.Get(ctx, i.String())
	if err != nil {
		return ToErase{}, err
	}
	a := t.Act
	x := ToErase{Item: i.String(), Kind: string(a.Kind)}
	switch {
	case a.Erased:
		x.Before = a.Erasure
		return x, nil
	case a.Kind == factum.Captured || a.Kind == factum.Coded:
		return x, factum.Errorf(factum.Invalid, "%s is a %s act and goes with its capture", i, a.Kind).WithHint("factum erase %s", a.Subject)
	case !a.Kind.Erasable():
		return x, factum.Errorf(factum.Invalid, "%s is an act of the kind %s, which stays: who made the record, which keys count and what was erased must remain known", i, a.Kind)
	}
	x.Acts, x.names = []factum.ActIndex{i}, [][]factum.Digest{nil}
	return x, nil
}

// withCapture adds what goes with a capture: all acts about it, all that was read out of it in any version, and what a run that broke off
// left without a name.
func (r *Record) withCapture(t *ToErase, acts []factum.ActIndex, left []factum.Digest) error {
	capture := t.others[0]
	t.others = nil
	seen := map[factum.Digest]bool{capture: true}
	add := func(d factum.Digest) {
		if !seen[d] {
			seen[d] = true
			t.Items = append(t.Items, d)
		}
	}
	for _, i := range acts {
		e, err := r.ledger.Entry(i)
		if err != nil {
			return err
		}
		var res factum.Result
		if _, err := e.Open("result", &res); err != nil {
			return err
		}
		var names []factum.Digest
		for _, d := range res.Documents {
			if !seen[d.Document] {
				t.Documents++
			}
			for _, item := range d.Items() {
				names = append(names, item)
				add(item)
			}
		}
		t.Acts, t.names = append(t.Acts, i), append(t.names, names)
	}
	for _, d := range left {
		if !seen[d] {
			add(d)
			t.others = append(t.others, d)
		}
	}
	t.Items, t.others = append(t.Items, capture), append(t.others, capture)
	return nil
}

// heads is how much of a large blob is read to tell whether it is a derived item.
const heads = 16 << 10

// leftovers finds large derived items of captures among all blobs, also those that no act names.
func (r *Record) leftovers(ctx context.Context, captures []factum.Digest) (map[factum.Digest][]factum.Digest, error) {
	out := map[factum.Digest][]factum.Digest{}
	buf := make([]byte, heads)
	err := r.blobs.Walk(ctx, func(d factum.Digest, size int64) error {
		if size <= factum.MaxAct {
			return nil
		}
		f, err := r.blobs.Open(ctx, d)
		if err != nil {
			return err
		}
		n, err := io.ReadFull(f, buf)
		f.Close()
		if err != nil && err != io.ErrUnexpectedEOF {
			return err
		}
		head := buf[:n]
		if !bytes.HasPrefix(head, []byte(`{"`)) {
			return nil
		}
		if t, err := r.index.Get(ctx, d.String()); err == nil && t.Capture != nil {
			return nil // somebody's file that looks like one
		}
		for _, c := range captures {
			if bytes.Contains(head, []byte(`"capture":"`+c.String()+`"`)) {
				out[c] = append(out[c], d)
			}
		}
		return nil
	})
	return out, err
}
