package sqlite

import (
	"encoding/binary"
	"math"

	"factum"
	"factum/store"
)

// The table reports has a row for each claim that can be in a fact: what the weigher reads of it. Data is the report, see carrier, without what is known of its source;
// keys is its reach and block keys, see packKeys. Both only repeat what claims, documents and the weigher say, in a form that is read twenty times as fast.

// carrier carries a report into bytes or out of them: one description of its fields serves both ways, and loses nothing.
type carrier struct {
	out packer    // what was written
	in  *unpacker // what is read, nil while writing
}

func packReport(r *factum.Report) []byte {
	c := carrier{out: make(packer, 0, 1024)}
	c.report(r)
	return c.out
}

func (u *unpacker) report(data []byte, r *factum.Report) error {
	u.rest, u.bad = data, false
	c := carrier{in: u}
	c.report(r)
	return u.whole(len(data))
}

func (c *carrier) report(r *factum.Report) {
	c.digest(&r.Capture)
	name(c, &r.Outlet)
	name(c, &r.Wire)
	c.words(&r.Title)
	number(c, &r.Print)
	optional(c, &r.Published, c.time)
	optional(c, &r.Around.Place, c.place)
	optional(c, &r.Around.Time, c.claimTime)
	c.claim(&r.Claim)
}

func (c *carrier) claim(x *factum.Claim) {
	number(c, &x.V)
	id := string(x.ID)
	c.words(&id)
	x.ID = factum.ClaimID(id)
	c.digest(&x.Document)
	for _, s := range []*string{&x.Ref, &x.Part, &x.Lang, (*string)(&x.Type), (*string)(&x.Object), &x.Quad, &x.ACLED.Event, &x.ACLED.Sub, (*string)(&x.Modality),
		&x.Coder.Name, &x.Coder.Version, &x.Coder.Codebook} {
		name(c, s)
	}
	optional(c, &x.Published, c.time)
	many(c, &x.Modes, c.name)
	many(c, &x.Actors, c.actor)
	many(c, &x.Recipients, c.actor)
	many(c, &x.Participants, c.actor)
	optional(c, &x.Place, c.place)
	optional(c, &x.Time, c.claimTime)
	many(c, &x.Attribution, c.attribution)
	many(c, &x.Quantities, c.quantity)
	many(c, &x.Items, c.item)
	c.words(&x.Passage.Text)
	c.span(&x.Passage.Span)
	many(c, &x.Also, c.passage)
	c.name(&x.Trigger.Text)
	c.span(&x.Trigger.Span)
	c.float(&x.Confidence)
	many(c, &x.Why, c.name)
}

func (c *carrier) actor(x *factum.Actor) {
	for _, s := range []*string{&x.Text, &x.Code, &x.Role, &x.Basis} {
		name(c, s)
	}
	c.span(&x.Span)
}

func (c *carrier) place(x *factum.Place) {
	for _, s := range []*string{&x.Text, &x.Name, &x.Country, &x.Admin1, &x.Precision} {
		name(c, s)
	}
	c.float(&x.Lat)
	c.float(&x.Lon)
	number(c, &x.GeoNames)
	c.span(&x.Span)
}

func (c *carrier) time(x *factum.Time) {
	for _, s := range []*string{&x.From, &x.To, &x.Precision} {
		name(c, s)
	}
}

func (c *carrier) claimTime(x *factum.ClaimTime) {
	for _, s := range []*string{&x.Text, &x.From, &x.To, &x.Precision} {
		name(c, s)
	}
	c.span(&x.Span)
}

func (c *carrier) attribution(x *factum.Attribution) {
	for _, s := range []*string{&x.Text, &x.Name, &x.Role, &x.Code, &x.At, &x.Form, &x.Wording} {
		name(c, s)
	}
	c.words(&x.Quote)
	c.span(&x.Span)
	c.flag(&x.Joint)
}

func (c *carrier) quantity(x *factum.Quantity) {
	for _, s := range []*string{&x.Kind, &x.Unit, &x.Text} {
		name(c, s)
	}
	number(c, &x.Min)
	optional(c, &x.Max, func(n *int64) { number(c, n) })
	c.span(&x.Span)
}

func (c *carrier) item(x *factum.Item) {
	name(c, &x.Code)
	name(c, &x.Text)
	c.span(&x.Span)
}

func (c *carrier) passage(x *factum.Passage) {
	name(c, &x.Part)
	c.words(&x.Text)
	c.span(&x.Span)
}

func (c *carrier) name(s *string) { name(c, s) }

// name carries a string that other claims are likely to have as well.
func name(c *carrier, s *string) {
	if c.in != nil {
		*s = c.in.text()
	} else {
		c.out.text(*s)
	}
}

// words carries a string that comes once.
func (c *carrier) words(s *string) {
	if c.in != nil {
		*s = c.in.once()
	} else {
		c.out.text(*s)
	}
}

func number[N ~int | ~int64 | ~uint64](c *carrier, n *N) {
	if c.in != nil {
		*n = N(c.in.num())
	} else {
		c.out.num(int64(*n))
	}
}

func (c *carrier) span(s *factum.Span) {
	number(c, &s.Start)
	number(c, &s.End)
}

func (c *carrier) float(f *float64) {
	bits := math.Float64bits(*f)
	number(c, &bits)
	*f = math.Float64frombits(bits)
}

func (c *carrier) flag(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	number(c, &n)
	*b = n != 0
}

func (c *carrier) digest(d *factum.Digest) {
	if c.in == nil {
		c.out = append(c.out, d[:]...)
		return
	}
	if len(c.in.rest) < len(d) {
		c.in.bad, c.in.rest = true, nil
		return
	}
	c.in.rest = c.in.rest[copy(d[:], c.in.rest):]
}

// many carries a list; none at all and an empty one are told apart.
func many[T any](c *carrier, l *[]T, each func(*T)) {
	n := 0
	if *l != nil {
		n = len(*l) + 1
	}
	number(c, &n)
	if c.in != nil && n > 0 {
		if n-1 > len(c.in.rest) {
			c.in.bad, c.in.rest = true, nil
			return
		}
		*l = make([]T, n-1)
	}
	for i := range *l {
		each(&(*l)[i])
	}
}

func optional[T any](c *carrier, p **T, each func(*T)) {
	there := *p != nil
	c.flag(&there)
	if there && *p == nil {
		*p = new(T)
	}
	if *p != nil {
		each(*p)
	}
}

// packKeys writes the reach of a claim and the hashes of its block keys.
func packKeys(a factum.Anchors) []byte {
	p := make(packer, 0, 16+8*len(a.Keys))
	p.num(int64(a.From))
	p.num(int64(a.To))
	for _, k := range a.Keys {
		p = binary.LittleEndian.AppendUint64(p, uint64(hashed(k)))
	}
	return p
}

// unpackKeys reads what packKeys wrote.
func unpackKeys(data []byte) (from, to int64, keys []int64) {
	u := unpacker{rest: data}
	from, to = u.num(), u.num()
	for ; len(u.rest) >= 8; u.rest = u.rest[8:] {
		keys = append(keys, int64(binary.LittleEndian.Uint64(u.rest)))
	}
	return from, to, keys
}

// told is a claim on its way to the weigher.
type told struct {
	n      int64
	id     factum.SourceID
	source *store.Source // nil: nothing is known of it
	data   []byte        // until it is read
	report *factum.Report
}

// told fetches those of some claims that can be in facts, in the order of their numbers. They are still to be read.
func (w *writing) told(claims []int64) []*told {
	out := make([]*told, 0, len(claims))
	w.among("SELECT claim, source, data FROM reports WHERE claim IN (?) ORDER BY claim", claims, func(scan func(...any) error) error {
		t := &told{}
		out = append(out, t)
		return scan(&t.n, &t.id, &t.data)
	})
	for _, t := range out {
		t.source = w.known(t.id)
	}
	return out
}

// read makes a report of what was fetched, where that is not done.
func (t *told) read(u *unpacker) error {
	if t.report != nil {
		return nil
	}
	r := &factum.Report{Seal: seal(t.n), Source: t.id, Interest: "unknown"}
	if err := u.report(t.data, r); err != nil {
		return factum.Errorf(factum.Integrity, "the report of claim %d: %w", t.n, err)
	}
	laySource(r, t.source)
	t.report, t.data = r, nil
	return nil
}

// readAll makes reports of what was fetched, and says whose they are.
func readAll(of []*told, u *unpacker) ([]factum.Report, map[factum.ClaimID]int64, error) {
	out := make([]factum.Report, 0, len(of))
	number := make(map[factum.ClaimID]int64, len(of))
	for _, t := range of {
		if err := t.read(u); err != nil {
			return nil, nil, err
		}
		out = append(out, *t.report)
		number[t.report.Claim.ID] = t.n
	}
	return out, number, nil
}

// laySource sets in a report what is known of its source.
func laySource(r *factum.Report, s *store.Source) {
	if s != nil {
		r.Interest, r.Wars, r.Owner, r.Wires = s.Interest, s.Wars, s.Owner, s.Wires
	}
}
