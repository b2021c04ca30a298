package sqlite

import (
	"context"

	"factum"
	"factum/store"
)

// person writes the row of a person-added act. The legal name stays out of the database.
func (w *writing) person(e factum.Entry, by factum.PersonID) error {
	var p factum.Person
	if ok, err := e.Open("person", &p); err != nil || !ok {
		return err
	}
	w.exec("INSERT INTO persons VALUES(?, ?, ?, ?, ?, ?)", int64(e.Index), string(p.ID), p.Role, p.PublicKey, e.Act.At, string(by))
	return nil
}

const personColumns = "p.act, p.id, p.role, p.public_key, p.at, p.added_by, (SELECT min(act) FROM persons f WHERE f.id = p.id)"

func scanPerson(scan func(...any) error) (store.Person, string, error) {
	var p store.Person
	err := scan(&p.Act, &p.ID, &p.Role, &p.PublicKey, &p.At, &p.By, &p.Since)
	p.Fingerprint = factum.Fingerprint(p.PublicKey)
	return p, string(p.ID), err
}

// People implements store.Index.
func (db *DB) People(ctx context.Context, f store.Filter) (store.Page[store.Person], error) {
	n, err := db.after(ctx, f, "SELECT min(act) FROM persons WHERE id = ? GROUP BY id")
	if err != nil {
		return store.Page[store.Person]{}, err
	}
	return list(ctx, db.r, f, "SELECT "+personColumns+` AS first FROM persons p
		WHERE p.act = (SELECT max(act) FROM persons l WHERE l.id = p.id) AND first > ? ORDER BY first`, []any{n}, scanPerson)
}

// PersonAt implements store.Index.
func (db *DB) PersonAt(ctx context.Context, id factum.PersonID, before factum.ActIndex) (store.Person, error) {
	p, err := list(ctx, db.r, store.Filter{}, "SELECT "+personColumns+" FROM persons p WHERE p.id = ? AND p.act < ? ORDER BY p.act DESC LIMIT 1",
		[]any{string(id), int64(before)}, scanPerson)
	if err != nil {
		return store.Person{}, err
	}
	if len(p.Items) == 0 {
		return store.Person{}, factum.Errorf(factum.Missing, "%q is not among the people of this record", id)
	}
	return p.Items[0], nil
}

// KeyOf implements store.Index.
func (db *DB) KeyOf(ctx context.Context, publicKey string) (factum.PersonID, error) {
	if publicKey == "" {
		return "", nil
	}
	p, err := list(ctx, db.r, store.Filter{}, "SELECT "+personColumns+" FROM persons p WHERE p.public_key = ? ORDER BY p.act LIMIT 1", []any{publicKey}, scanPerson)
	if err != nil || len(p.Items) == 0 {
		return "", err
	}
	return p.Items[0].ID, nil
}
