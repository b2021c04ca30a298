package record

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"factum"
	"factum/store"
)

// Orders are what people set for the whole record, as it stands; of one kind where one is given.
func (r *Record) Orders(ctx context.Context, kind string) ([]factum.Order, error) {
	p, err := r.index.Orders(ctx, store.Filter{Type: kind})
	return p.Items, err
}

// Configure puts an order on record. It stands until another of its kind and name takes its place; a null value takes away what stood, which must be there.
func (r *Record) Configure(ctx context.Context, o factum.Ordered) (factum.Order, error) {
	var none factum.Order
	if r.by == "" {
		return none, factum.Errorf(factum.Invalid, "this needs a person who answers for it")
	}
	o.Name, o.Reason = strings.TrimSpace(o.Name), strings.TrimSpace(o.Reason)
	standing, err := r.Orders(ctx, o.Kind)
	if err != nil {
		return none, err
	}
	if o.Clears() {
		o.Value = json.RawMessage("null")
		if !slices.ContainsFunc(standing, func(s factum.Order) bool { return s.Name == o.Name }) {
			return none, factum.Errorf(factum.Missing, "there is no %s %q to take away", o.Kind, o.Name).WithHint("'factum configure list' has what stands.")
		}
	} else if err := checkOrder(o); err != nil {
		return none, err
	}
	b, err := factum.Canonical(o)
	if err != nil {
		return none, err
	}
	if len(b) > mostOrder {
		return none, factum.Errorf(factum.Invalid, "the %s takes %d bytes; at most %d can be kept", o.Kind, len(b), mostOrder).WithHint("Simplify the outline: a few hundred points are enough.")
	}
	if err := r.log(ctx, []factum.Draft{{Key: fresh(), Kind: factum.Configured, Sealed: map[string]any{"order": o, "by": r.by}}}); err != nil {
		return none, err
	}
	p, err := r.index.Orders(ctx, store.Filter{Type: o.Kind, Status: "all"})
	if err != nil || len(p.Items) == 0 {
		return none, err
	}
	return p.Items[len(p.Items)-1], nil
}

// mostOrder is how many bytes of canonical JSON an order can take: with salt and name it has to fit into a line of openings.
const mostOrder = factum.MaxAct - 1<<10

// checkOrder refuses an order whose value is not what its kind asks for.
func checkOrder(o factum.Ordered) error {
	read := func(v any, what string) error {
		d := json.NewDecoder(strings.NewReader(string(o.Value)))
		d.DisallowUnknownFields()
		if err := d.Decode(v); err != nil {
			return factum.Errorf(factum.Invalid, "the value of a %s is %s: %w", o.Kind, what, err)
		}
		return nil
	}
	named := o.Kind == factum.OrderRegion || o.Kind == factum.OrderQuery
	if named && o.Name == "" {
		return factum.Errorf(factum.Invalid, "a %s needs a name", o.Kind)
	}
	switch o.Kind {
	case factum.OrderMandate, factum.OrderTSA:
		var s string
		if err := read(&s, "a text"); err != nil {
			return err
		}
		if u, err := url.Parse(s); o.Kind == factum.OrderTSA && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
			return factum.Errorf(factum.Invalid, "%q is no address of a time authority", s).WithHint("Write https://….")
		}
	case factum.OrderDelay:
		var days int
		if err := read(&days, "a number of days"); err != nil {
			return err
		}
		if days < 0 || days > 3650 {
			return factum.Errorf(factum.Invalid, "a delay is between 0 and 3650 days, not %d", days)
		}
	case factum.OrderRegion:
		_, err := factum.ParseRegion(o.Value)
		return err
	case factum.OrderQuery:
		var q factum.Query
		return read(&q, "filters as the list of facts takes them")
	case factum.OrderWithhold, factum.OrderRelease:
		return checkWithholding(o)
	default:
		return factum.Errorf(factum.Invalid, "%q is nothing that can be set", o.Kind).WithHint("It is one of %s.", strings.Join(factum.OrderKinds, ", "))
	}
	return nil
}

func checkWithholding(o factum.Ordered) error {
	var w factum.Withholding
	if err := json.Unmarshal(o.Value, &w); err != nil {
		return factum.Errorf(factum.Invalid, "the value of a %s is {what, which, ground}: %w", o.Kind, err)
	}
	switch {
	case !slices.Contains(factum.WithheldKinds, w.What):
		return factum.Errorf(factum.Invalid, "%s is nothing that can be withheld", strconv.Quote(w.What)).WithHint("It is one of %s.", strings.Join(factum.WithheldKinds, ", "))
	case strings.TrimSpace(w.Which) == "":
		return factum.Errorf(factum.Invalid, "which %s is meant is not said", w.What)
	case o.Name != w.What+":"+w.Which:
		return factum.Errorf(factum.Invalid, "the order is named %q, not after what it withholds", o.Name)
	case o.Kind == factum.OrderWithhold && !slices.Contains(factum.WithholdingGrounds, w.Ground):
		return factum.Errorf(factum.Invalid, "%q is no ground", w.Ground).WithHint("It is one of %s.", strings.Join(factum.WithholdingGrounds, ", "))
	case o.Kind == factum.OrderRelease && o.Reason == "":
		return factum.Errorf(factum.Invalid, "to release somebody needs a reason")
	}
	return nil
}
