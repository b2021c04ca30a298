package record

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"factum"
	"factum/custody"
	"factum/store/blobfs"
	"factum/store/sqlite"
)

// Log is a record's log as an auditor reads it. It needs no database, and never writes.
type Log struct {
	led *custody.Ledger
	db  *sqlite.DB // nil where there is none that can be read
}

// OpenLog opens the log of a record.
func OpenLog(ctx context.Context, c Config) (*Log, error) {
	id, err := c.identity()
	if err != nil {
		return nil, err
	}
	l := &late{}
	led, err := custody.OpenReader(c.Dir, c.custody(l, blobfs.In(c.Dir)))
	if err != nil {
		return nil, err
	}
	g := &Log{led: led}
	if db, err := sqlite.Open(ctx, filepath.Join(c.Dir, databaseName), indexConfig(id, true)); err == nil {
		g.db, l.db = db, db // without it the acts are read instead
	}
	return g, nil
}

// Close gives back what the log holds.
func (g *Log) Close(ctx context.Context) error {
	err := g.led.Close(ctx)
	if g.db != nil {
		err = errors.Join(err, g.db.Close())
	}
	return err
}

// Ledger is for serving.
func (g *Log) Ledger() *custody.Ledger { return g.led }

// LogState is what `factum log` tells.
type LogState struct {
	Origin       string             `json:"origin"`
	PublicKey    string             `json:"public_key"` // the present one
	Keys         []custody.LogKey   `json:"keys"`       // all, oldest first
	Acts         int64              `json:"acts"`
	Checkpoint   custody.Checkpoint `json:"checkpoint"` // the latest
	Kept         []int64            `json:"kept"`
	Cosignatures []Cosignature      `json:"cosignatures"`
}

// Cosignature is a witness's signature over a kept checkpoint.
type Cosignature struct {
	custody.Stamp
	Name string `json:"name"`
	At   string `json:"at"`  // when, as the witness says; "" when it does not hold
	Why  string `json:"why"` // why it does not hold, "" when it does
}

// State tells how the log stands.
func (g *Log) State(ctx context.Context) (LogState, error) {
	s := LogState{Origin: g.led.Identity().Origin, Acts: int64(g.led.Size()), Kept: []int64{}, Cosignatures: []Cosignature{}}
	var err error
	if s.Checkpoint, err = g.led.Latest(); err != nil {
		return s, err
	}
	if s.Keys, err = g.led.Keys(ctx); err != nil {
		return s, err
	}
	s.PublicKey = s.Keys[len(s.Keys)-1].Key
	kept, err := g.led.Kept()
	if err != nil {
		return s, err
	}
	s.Kept = append(s.Kept, kept...)
	stamps, err := g.stamps(ctx)
	if err != nil {
		return s, err
	}
	for _, x := range stamps {
		c := Cosignature{Stamp: x, Name: x.Name()}
		if b, w, err := g.led.Read(x); err != nil {
			c.Why = err.Error()
		} else if at, err := custody.CosignedAt(b, w); err != nil {
			c.Why = err.Error()
		} else {
			c.At = factum.Instant(at)
		}
		s.Cosignatures = append(s.Cosignatures, c)
	}
	return s, nil
}

func (g *Log) stamps(ctx context.Context) ([]custody.Stamp, error) {
	if g.db != nil {
		if _, stamped, upTo, err := g.db.LogActs(ctx); err == nil {
			return g.led.Stamps(stamped, upTo)
		}
	}
	return g.led.Stamps(nil, 0)
}

// Latest stands for the newest checkpoint where a size is asked for.
const Latest = -1

// Checkpoint is the published checkpoint when size is Latest, else the one over so many acts that was kept or is published. With cosigned,
// the cosignatures that the record holds are joined to it.
func (g *Log) Checkpoint(ctx context.Context, size int64, cosigned bool) (custody.Checkpoint, error) {
	cp, err := g.led.Latest()
	if err != nil {
		return cp, err
	}
	if size != Latest && size != cp.Size {
		if cp, err = g.kept(size, cp.Size); err != nil {
			return cp, err
		}
	}
	if !cosigned {
		return cp, nil
	}
	stamps, err := g.stamps(ctx)
	if err != nil {
		return cp, err
	}
	var notes [][]byte
	for _, x := range stamps {
		if x.Size != cp.Size {
			continue
		}
		b, _, err := g.led.Read(x)
		if err != nil {
			return cp, err
		}
		notes = append(notes, b)
	}
	if len(notes) == 0 {
		return cp, factum.Errorf(factum.Missing, "nobody cosigned the checkpoint over %s", acts(cp.Size)).WithHint(
			"'factum log' lists the cosignatures; 'factum log cosign' asks a witness for one.")
	}
	cp.Note = custody.WithCosignatures(cp, notes...)
	return cp, nil
}

func (g *Log) kept(size, latest int64) (custody.Checkpoint, error) {
	cp, err := g.led.Checkpoint(size)
	if factum.KindOf(err) != factum.Missing {
		return cp, err
	}
	if size > latest {
		return cp, factum.Errorf(factum.Missing, "there is no checkpoint over %s: the newest covers %d", acts(size), latest)
	}
	sizes, err := g.led.Kept()
	if err != nil {
		return cp, err
	}
	var near []string
	at, _ := slices.BinarySearch(sizes, size)
	for _, i := range []int{at - 1, at} {
		if i >= 0 && i < len(sizes) {
			near = append(near, strconv.FormatInt(sizes[i], 10))
		}
	}
	return cp, factum.Errorf(factum.Missing, "no checkpoint over %s was kept", acts(size)).WithHint(
		"The nearest are over %s; 'factum log --json' lists all.", strings.Join(near, " and "))
}

func acts(n int64) string {
	if n == 1 {
		return "1 act"
	}
	return fmt.Sprintf("%d acts", n)
}

// rekeyed says which acts changed the log's key, as the index has them.
func (l *late) rekeyed(ctx context.Context) ([]factum.ActIndex, factum.ActIndex, error) {
	if l.db == nil {
		return nil, 0, nil
	}
	acts, _, upTo, err := l.db.LogActs(ctx)
	return acts, upTo, err
}

// applied is the cursor of the index as it lies there, 0 when it can't be read: a log shorter than that was cut. With it come the acts
// that changed the log's key.
func applied(ctx context.Context, dir string, id custody.Identity) (int64, func(context.Context) ([]factum.ActIndex, factum.ActIndex, error)) {
	db, err := sqlite.Open(ctx, filepath.Join(dir, databaseName), indexConfig(id, true))
	if err != nil {
		return 0, nil
	}
	defer db.Close()
	acts, _, upTo, err := db.LogActs(ctx)
	if err != nil {
		return 0, nil
	}
	return int64(upTo), func(context.Context) ([]factum.ActIndex, factum.ActIndex, error) { return acts, upTo, nil }
}
