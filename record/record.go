package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"factum"
	"factum/corroboration"
	"factum/custody"
	"factum/gazetteer"
	"factum/language"
	"factum/store"
	"factum/store/blobfs"
	"factum/store/sqlite"
)

// ErrNoRecord says that a directory holds no record.
var ErrNoRecord = errors.New("no record")

// Config is what a record needs of its surroundings.
type Config struct {
	Dir string
	By  factum.PersonID  // who acts; "" unnamed
	Now func() time.Time // this machine's clock; nil: time.Now

	wait time.Duration // for another writer, as custody.Config has it
}

// Record is an open record. A writing one is for one goroutine; what it answers through Ask may be asked by many.
type Record struct {
	dir    string
	by     factum.PersonID
	ledger *custody.Ledger
	blobs  *blobfs.Blobs
	index  *sqlite.DB
	stages *Stages       // of a writing session that adds or codes, see ready
	cpu    chan struct{} // as many stages at once as there are processors
	big    chan struct{} // two large inputs at once
	lag    factum.ActIndex
	behind bool  // claims are still to be weighed
	other  bool  // the index was made with other versions
	why    error // why they could not be brought up to date
}

// Settings are what `init` asks. They are sealed in act 0.
type Settings struct {
	Mandate   string `json:"mandate"`
	Situation string `json:"situation"`
	TSA       string `json:"tsa"`
	Route     string `json:"route"`
}

// Made says what Init made.
type Made struct {
	Dir       string `json:"dir"`
	ID        string `json:"id"`
	Origin    string `json:"origin"`
	PublicKey string `json:"public_key"`
	Format    int    `json:"format"`
}

// databaseName is the index within a record's directory.
const databaseName = "record.db"

// late gives custody the index that is opened after it: before the lock is held, nothing may be written.
type late struct{ db *sqlite.DB }

func (l *late) Lookup(ctx context.Context, keys []string) (map[string]factum.ActIndex, error) {
	if l.db == nil {
		return nil, nil
	}
	return l.db.Lookup(ctx, keys)
}

func (l *late) locate(ctx context.Context, d factum.Digest) (int, int64, int64, bool, error) {
	if l.db == nil {
		return 0, 0, 0, false, nil
	}
	return l.db.Locate(ctx, d)
}

func (c Config) custody(l *late, blobs *blobfs.Blobs) custody.Config {
	cfg := custody.Config{Program: Program(), Now: c.Now, Wait: c.wait, Blobs: blobs}
	if l != nil {
		cfg.Keys, cfg.Locate, cfg.Rekeyed = l, l.locate, l.rekeyed
	}
	return cfg
}

func indexConfig(id custody.Identity, readOnly bool) sqlite.Config {
	w := corroboration.Weigher{}
	return sqlite.Config{RecordID: id.ID, Weigher: w, Sources: published, ReadOnly: readOnly,
		Versions: "weigher " + w.Version().Version + ", terms " + language.Version + ", sources " + gazetteer.SourcesVersion()}
}

// published is what the registry of sources has of who publishes under a domain or name.
func published(domain, name string) store.Source {
	p, ok := gazetteer.PublisherOf(domain, name)
	if !ok {
		return store.Source{}
	}
	return store.Source{Name: p.Names[0], Country: p.Country, Lang: p.Lang, Owner: p.Owner, Wires: p.Wires, Interest: p.Interest, Wars: p.Wars}
}

// Init makes a record. The directory must be absent or empty.
func Init(ctx context.Context, c Config, s Settings) (Made, error) {
	l := &late{}
	led, err := custody.Create(ctx, c.Dir, "", map[string]any{"settings": s, "by": c.By}, c.custody(l, blobfs.In(c.Dir)))
	if err != nil {
		return Made{}, err
	}
	r := &Record{dir: c.Dir, by: c.By, ledger: led, blobs: blobfs.In(c.Dir)}
	err = r.openIndex(ctx, l)
	id := led.Identity()
	m := Made{Dir: c.Dir, ID: id.ID, Origin: id.Origin, PublicKey: led.PublicKey(), Format: id.Format}
	return m, errors.Join(err, r.Close(ctx))
}

// openIndex opens the index of a writing session and applies what it lacks.
func (r *Record) openIndex(ctx context.Context, l *late) error {
	db, err := sqlite.Open(ctx, filepath.Join(r.dir, databaseName), indexConfig(r.ledger.Identity(), false))
	if err != nil {
		return err
	}
	r.index, l.db = db, db
	if err := catchUp(ctx, db, r.ledger, nil); err != nil {
		return err
	}
	err = db.Scrub(ctx) // of what catching up took out
	if factum.KindOf(err) == factum.Busy {
		return nil // somebody reads; it stays due
	}
	return err
}

// replayed bounds how many acts are applied in one transaction of a replay.
const replayed = 2000

// catchUp applies the acts beyond the index's cursor.
func catchUp(ctx context.Context, db *sqlite.DB, led *custody.Ledger, step func(done, of int)) error {
	from, err := db.Cursor(ctx)
	if err != nil {
		return err
	}
	size := led.Size()
	if from > size {
		return factum.Errorf(factum.Unsafe, "the database has applied %d acts but the record holds %d: acts were lost", from, size).
			WithHint("Do not write to it. 'factum verify' says what is missing; restore the record from a copy.")
	}
	if from == size {
		return nil
	}
	db.Postpone(true)
	defer db.Postpone(false)
	buf := make([]factum.Entry, 0, replayed)
	apply := func() error {
		if len(buf) == 0 {
			return nil
		}
		if err := db.Apply(ctx, buf, led); err != nil {
			return err
		}
		if step != nil {
			step(int(buf[len(buf)-1].Index)+1, int(size))
		}
		buf = buf[:0]
		return nil
	}
	for e, err := range led.Entries(ctx, from) {
		if err != nil {
			return err
		}
		if buf = append(buf, e); len(buf) == replayed {
			if err := apply(); err != nil {
				return err
			}
		}
	}
	if err := apply(); err != nil {
		return err
	}
	return db.Settle(ctx)
}

// noRecord turns custody's "no factum.toml" into ErrNoRecord.
func noRecord(dir string, err error) error {
	if (factum.KindOf(err) == factum.Missing || errors.Is(err, syscall.ENOTDIR)) && !exists(filepath.Join(dir, "factum.toml")) {
		return &factum.Error{Kind: factum.Missing, Msg: fmt.Sprintf("there is no record in %s", dir), Err: ErrNoRecord,
			Hint: "Make one with 'factum init', or name another with --record or FACTUM_RECORD."}
	}
	return err
}

// identity reads a record's factum.toml. One that does not read is damage that nothing may be written over.
func (c Config) identity() (custody.Identity, error) {
	id, err := custody.ReadIdentity(c.Dir)
	if factum.KindOf(err) == factum.Integrity {
		return id, factum.Errorf(factum.Unsafe, "%w", err).WithHint("Restore factum.toml from a copy of the record. 'factum verify' says what else is wrong.")
	}
	return id, noRecord(c.Dir, err)
}

// OpenWriter begins a writing session: it takes the record's lock, finishes what a crash left, and brings the index up to date.
func OpenWriter(ctx context.Context, c Config) (*Record, error) {
	id, err := c.identity()
	if err != nil {
		return nil, err
	}
	blobs := blobfs.In(c.Dir)
	l := &late{}
	cfg := c.custody(l, blobs)
	cfg.Applied, cfg.Rekeyed = applied(ctx, c.Dir, id)
	led, err := custody.OpenWriter(ctx, c.Dir, cfg)
	if err != nil {
		return nil, err
	}
	r := &Record{dir: c.Dir, by: c.By, ledger: led, blobs: blobs, cpu: make(chan struct{}, runtime.GOMAXPROCS(0)), big: make(chan struct{}, 2)}
	if err := r.openIndex(ctx, l); err != nil {
		return nil, errors.Join(err, r.Close(ctx))
	}
	return r, nil
}

// ready makes the stages: that takes longer than all else of opening a record, and most sessions need none.
func (r *Record) ready() (err error) {
	if r.stages == nil {
		r.stages, err = NewStages()
	}
	return err
}

// Open opens a record to be read. Where the index lags behind the acts and nobody else writes, it is brought
// up to date first; where that can't be done, Lag says how the answers lag.
func Open(ctx context.Context, c Config) (*Record, error) {
	id, err := c.identity()
	if err != nil {
		return nil, err
	}
	for again := false; ; again = true {
		r, err := openReader(ctx, c, id)
		if again || (err == nil && r.Lag() == "") || (err != nil && factum.KindOf(err) != factum.Missing && factum.KindOf(err) != factum.Conflict) {
			return r, err
		}
		c.wait = -1 // who only reads does not wait for who writes
		w, werr := OpenWriter(ctx, c)
		if werr == nil {
			werr = w.Close(ctx)
		}
		switch {
		case werr != nil && factum.KindOf(werr) == factum.Newer: // it holds what this version would have to leave out
			if r != nil {
				r.Close(ctx)
			}
			return nil, werr
		case werr != nil && err == nil:
			r.why = werr
			return r, nil // lagging, and it says so
		case werr != nil:
			return nil, err
		}
		if r != nil {
			r.Close(ctx)
		}
	}
}

func openReader(ctx context.Context, c Config, id custody.Identity) (*Record, error) {
	l := &late{}
	blobs := blobfs.In(c.Dir)
	led, err := custody.OpenReader(c.Dir, c.custody(l, blobs))
	if err != nil {
		return nil, err
	}
	r := &Record{dir: c.Dir, by: c.By, ledger: led, blobs: blobs}
	if r.index, err = sqlite.Open(ctx, filepath.Join(c.Dir, databaseName), indexConfig(id, true)); err != nil {
		return nil, errors.Join(err, led.Close(ctx))
	}
	l.db = r.index
	at, err := r.index.Cursor(ctx)
	if err != nil {
		return nil, errors.Join(err, r.Close(ctx))
	}
	settled, err := r.index.Settled(ctx)
	if err != nil {
		return nil, errors.Join(err, r.Close(ctx))
	}
	with, err := r.index.MadeWith(ctx)
	if err != nil {
		return nil, errors.Join(err, r.Close(ctx))
	}
	r.lag, r.behind, r.other = max(0, led.Size()-at), !settled, with != indexConfig(id, true).Versions
	return r, nil
}

// Lag says how the answers of a record opened for reading lag behind it and why, "" when they do not.
func (r *Record) Lag() string {
	how := ""
	switch {
	case r.lag == 1:
		how = "the answers lag one act behind"
	case r.lag > 0:
		how = fmt.Sprintf("the answers lag %d acts behind", r.lag)
	case r.behind:
		how = "the facts lag behind the claims"
	case r.other:
		how = "the facts are those of another version"
	}
	if how != "" && r.why != nil {
		how += ": " + r.why.Error()
	}
	return how
}

// Ask is for questions about the record.
func (r *Record) Ask() store.Queries { return r.index }

// Close ends the session. For a writing one it returns once the checkpoint over all its acts is kept.
func (r *Record) Close(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	var errs []error
	if r.ledger != nil { // first: it may still ask the index which acts changed its key
		errs = append(errs, r.ledger.Close(ctx))
	}
	if r.index != nil {
		errs = append(errs, r.index.Close())
	}
	return errors.Join(errs...)
}

// log appends drafts to the ledger and applies them to the index.
func (r *Record) log(ctx context.Context, drafts []factum.Draft) error {
	if _, err := r.ledger.Append(ctx, drafts); err != nil {
		return err
	}
	return r.follow(ctx, r.ledger.Size(), nil)
}

// decode reads JSON that a digest vouches for.
func decode(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(v); err != nil {
		return factum.Errorf(factum.Integrity, "a derived item does not read: %w", err)
	}
	return nil
}

// userName is the operating system's name for who runs this, "" when it has none.
func userName() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return os.Getenv("USER")
}
