package sqlite

import (
	"context"
	"encoding/json"

	"factum"
	"factum/store"
)

// order writes the row of a configured act that seals an order. One that seals settings has none.
func (w *writing) order(e factum.Entry, by factum.PersonID) error {
	o := factum.Order{Act: e.Index, At: e.Act.At, By: by}
	if ok, err := e.Open("order", &o.Ordered); err != nil || !ok {
		return err
	}
	w.exec("INSERT INTO orders VALUES(?, ?, ?, ?)", int64(e.Index), o.Kind, o.Name, w.json(o))
	return nil
}

// Orders implements store.Queries.
func (db *DB) Orders(ctx context.Context, f store.Filter) (store.Page[factum.Order], error) {
	w := &where{}
	after, err := afterAct(f)
	if err != nil {
		return store.Page[factum.Order]{}, err
	}
	w.add("o.act > ?", after)
	if f.Type != "" {
		w.add("o.kind = ?", f.Type)
	}
	if f.Status != "all" {
		w.add("NOT EXISTS(SELECT 1 FROM orders l WHERE l.kind = o.kind AND l.name = o.name AND l.act > o.act) AND json_type(o.json, '$.value') <> 'null'")
	}
	return list(ctx, db.r, f, "SELECT o.json, o.act FROM orders o WHERE "+w.String()+" ORDER BY o.act", w.args, func(scan func(...any) error) (factum.Order, string, error) {
		var o factum.Order
		var s string
		var n int64
		err := scan(&s, &n)
		if err == nil {
			err = json.Unmarshal([]byte(s), &o)
		}
		return o, factum.ActIndex(n).String(), err
	})
}
