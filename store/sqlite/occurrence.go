package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"

	"factum"
	"factum/store"
)

// Occurrences implements store.Queries. A row is a few numbers and short strings one behind the other, see packer: figures over all facts read every one,
// and JSON would cost ten times as much.
func (db *DB) Occurrences(ctx context.Context, f store.Filter, yield func(*factum.Occurrence) error) error {
	w, err := factConds(f)
	if err != nil {
		return err
	}
	decided, err := db.decided(ctx)
	if err != nil {
		return err
	}
	query := "SELECT o.fact, o.data FROM occurrences o"
	if len(w.conds) > 0 {
		query += " JOIN facts f ON f.n = o.fact WHERE " + w.String()
	}
	rows, err := db.r.QueryContext(ctx, query+" ORDER BY o.fact", w.args...)
	if err != nil {
		return failed("ask the index", err)
	}
	defer rows.Close()
	u := newUnpacker()
	var n int64
	var data sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&n, &data); err != nil {
			return failed("read the index", err)
		}
		o, err := u.occurrence(data)
		if err != nil {
			return failed("read the index", fmt.Errorf("row %d of occurrences: %w", n, err))
		}
		if o.Status = factum.InIssue; decided[n] != "" {
			o.Status = decided[n]
		}
		if err := yield(o); err != nil {
			return err
		}
	}
	return failed("read the index", rows.Err())
}

// decided are the statuses of facts on which somebody found.
func (db *DB) decided(ctx context.Context) (map[int64]string, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT n, status FROM facts WHERE status <> 'in issue'")
	if err != nil {
		return nil, failed("ask the index", err)
	}
	defer rows.Close()
	out := map[int64]string{}
	for rows.Next() {
		var n int64
		var s string
		if err := rows.Scan(&n, &s); err != nil {
			return nil, failed("read the index", err)
		}
		out[n] = s
	}
	return out, failed("read the index", rows.Err())
}

// packer writes an occurrence: numbers as varints, strings with their length before them, lists with theirs.
type packer []byte

func pack(o *factum.Occurrence) []byte {
	p := make(packer, 0, 160)
	for _, s := range []string{string(o.Fact), string(o.Type), string(o.Object), o.Matter, o.Precision, o.Support, o.Contradicted} {
		p.text(s)
	}
	p.num(int64(o.From))
	p.num(int64(o.To))
	p.num(int64(o.Claims))
	for _, l := range [][]string{o.Modes, o.Items} {
		p.num(int64(len(l)))
		for _, s := range l {
			p.text(s)
		}
	}
	for _, l := range [][]factum.Party{o.Actors, o.Recipients} {
		p.num(int64(len(l)))
		for _, a := range l {
			p.text(a.Code)
			p.text(a.Text)
			p.text(a.Role)
		}
	}
	p.place(o.Place)
	p.num(int64(len(o.Told)))
	for _, t := range o.Told {
		p.text(string(t.Source))
		p.text(t.Lang)
		p.text(t.Interest)
		p.num(int64(t.Published))
		p.num(int64(t.Claims))
		denies := int64(0)
		if t.Denies {
			denies = 1
		}
		p.num(denies)
	}
	return p
}

// place writes a place, its coordinates in hundred-thousandths of a degree as claims round them.
func (p *packer) place(at *factum.Place) {
	if at == nil {
		p.num(0)
		return
	}
	p.num(1)
	p.text(at.Name)
	p.text(at.Country)
	p.text(at.Admin1)
	p.text(at.Precision)
	p.num(int64(math.Round(at.Lat * 1e5)))
	p.num(int64(math.Round(at.Lon * 1e5)))
	p.num(at.GeoNames)
}

func (p *packer) num(n int64) { *p = binary.AppendVarint(*p, n) }

func (p *packer) text(s string) {
	p.num(int64(len(s)))
	*p = append(*p, s...)
}

// unpacker reads what a packer wrote, into one occurrence over and over. Strings that come again are kept once.
type unpacker struct {
	rest  []byte
	bad   bool
	names map[string]string
	o     factum.Occurrence
	place factum.Place
}

func newUnpacker() *unpacker { return &unpacker{names: map[string]string{}} }

// namesKept bounds how many strings an unpacker keeps.
const namesKept = 100_000

func (u *unpacker) occurrence(data []byte) (*factum.Occurrence, error) {
	u.rest, u.bad = data, false
	o := &u.o
	o.Fact = factum.FactID(u.once())
	o.Type, o.Object, o.Matter = factum.EventType(u.text()), factum.EventType(u.text()), u.text()
	o.Precision, o.Support, o.Contradicted = u.text(), u.text(), u.text()
	o.From, o.To, o.Claims = factum.Day(u.num()), factum.Day(u.num()), int(u.num())
	o.Modes, o.Items = u.texts(o.Modes[:0]), u.texts(o.Items[:0])
	o.Actors, o.Recipients = u.parties(o.Actors[:0]), u.parties(o.Recipients[:0])
	o.Place = nil
	if u.num() != 0 {
		u.place = factum.Place{Name: u.text(), Country: u.text(), Admin1: u.text(), Precision: u.text(),
			Lat: float64(u.num()) / 1e5, Lon: float64(u.num()) / 1e5, GeoNames: u.num()}
		o.Place = &u.place
	}
	o.Told = o.Told[:0]
	for range u.length() {
		o.Told = append(o.Told, factum.Telling{Source: factum.SourceID(u.text()), Lang: u.text(), Interest: u.text(), Published: factum.Day(u.num()), Claims: int(u.num()),
			Denies: u.num() != 0})
	}
	return o, u.whole(len(data))
}

// whole says whether all of so many bytes were read, as they were written.
func (u *unpacker) whole(of int) error {
	if u.bad || len(u.rest) > 0 {
		return fmt.Errorf("%d bytes are not what was written", of)
	}
	return nil
}

func (u *unpacker) texts(out []string) []string {
	for range u.length() {
		out = append(out, u.text())
	}
	return out
}

func (u *unpacker) parties(out []factum.Party) []factum.Party {
	for range u.length() {
		out = append(out, factum.Party{Code: u.text(), Text: u.text(), Role: u.text()})
	}
	return out
}

func (u *unpacker) num() int64 {
	n, size := binary.Varint(u.rest)
	if size <= 0 {
		u.bad, u.rest = true, nil
		return 0
	}
	u.rest = u.rest[size:]
	return n
}

// length is a number that can't be more than the bytes left.
func (u *unpacker) length() int {
	n := u.num()
	if n < 0 || n > int64(len(u.rest)) {
		u.bad, u.rest = true, nil
		return 0
	}
	return int(n)
}

func (u *unpacker) bytes() []byte {
	n := u.length()
	b := u.rest[:n]
	u.rest = u.rest[n:]
	return b
}

// once is a string that does not come again.
func (u *unpacker) once() string { return string(u.bytes()) }

// text is a string that may come again.
func (u *unpacker) text() string {
	b := u.bytes()
	if len(b) == 0 {
		return ""
	}
	if s, ok := u.names[string(b)]; ok {
		return s
	}
	if len(u.names) >= namesKept {
		clear(u.names)
	}
	s := string(b)
	u.names[s] = s
	return s
}
