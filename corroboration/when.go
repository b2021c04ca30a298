package corroboration

import (
	"strconv"

	"factum"
)

// Days are counted from 1970-01-01. An open end is minDay or maxDay.
const (
	minDay = -1 << 30
	maxDay = 1 << 30
)

// window is a stretch of whole days, inclusive at both ends.
type window struct{ lo, hi int }

var always = window{minDay, maxDay}

func (w window) bounded() bool          { return w.lo > minDay && w.hi < maxDay }
func (w window) days() int              { return w.hi - w.lo + 1 }
func (w window) meets(v window) bool    { return w.lo <= v.hi && v.lo <= w.hi }
func (w window) gap(v window) int       { return max(w.lo-v.hi, v.lo-w.hi, 0) }
func (w window) and(v window) window    { return window{max(w.lo, v.lo), min(w.hi, v.hi)} }
func (w window) widened(n int) window   { return window{w.lo - n, w.hi + n} }
func (w window) contains(v window) bool { return w.lo <= v.lo && v.hi <= w.hi }

// dayOf reads the date of "2022-04-05" or "2022-04-05T10:00:00Z"; "2022-04" and "2022" give their first
// day, or their last where end is set. It reports false for anything else.
func dayOf(s string, end bool) (int, bool) {
	num := func(from, to int) (int, bool) {
		if len(s) < to {
			return 0, false
		}
		n, err := strconv.Atoi(s[from:to])
		return n, err == nil && n > 0
	}
	y, ok := num(0, 4)
	if !ok {
		return 0, false
	}
	if len(s) == 4 {
		if end {
			return civil(y, 12, 31), true
		}
		return civil(y, 1, 1), true
	}
	m, ok := num(5, 7)
	if !ok || m > 12 || s[4] != '-' {
		return 0, false
	}
	if len(s) == 7 {
		if end {
			if m == 12 {
				return civil(y, 12, 31), true
			}
			return civil(y, m+1, 1) - 1, true
		}
		return civil(y, m, 1), true
	}
	d, ok := num(8, 10)
	if !ok || d > 31 || s[7] != '-' {
		return 0, false
	}
	return civil(y, m, d), true
}

// civil is the day number of a date of the Gregorian calendar.
func civil(y, m, d int) int {
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// stretch reads the bounds of a time; precision not-after and not-before open the other end.
func stretch(from, to, precision string) window {
	w := always
	if d, ok := dayOf(from, false); ok && precision != "not-after" {
		w.lo = d
	}
	if d, ok := dayOf(to, true); ok && precision != "not-before" {
		w.hi = d
	}
	if precision == "unknown" || w.lo > w.hi {
		return always
	}
	return w
}

// when is what is known of the time of a claim.
type when struct {
	named window // what the claim's own time says
	hard  window // named, and for what has happened not after publication (a day is allowed for zones)
	// asOf is the days that a claim without two bounds speaks from: the bound of "not after", else the day of
	// saying, else publication. known tells whether there is one.
	asOf  window
	known bool
	// ref is the stretch that counts where one claim says a thing and another denies it: "is moving away" and
	// "is not withdrawing" speak of the days around saying, not of all days before.
	ref window
}

// bounded reports whether the claim itself gives both ends.
func (w when) bounded() bool { return w.named.bounded() }

// passing are the types where a denial speaks of how things stand on the day: what is not being done today may be
// done tomorrow. A denied attack is denied for good.
var passing = map[factum.EventType]bool{
	factum.Retreat: true, factum.Mobilize: true, factum.Aid: true, factum.Cooperate: true, factum.Consult: true,
	factum.Agree: true, factum.Concede: true, factum.Support: true, factum.Protest: true,
}

// lookback is how many days before the day of saying "is doing" reaches.
const lookback = 3

// readWhen reads the time of a claim, which is its own or lent.
func readWhen(c *factum.Claim, time *factum.ClaimTime, published *factum.Time, said window, saidKnown bool, m matter) when {
	w := when{named: always, hard: always}
	if time != nil {
		w.named = stretch(time.From, time.To, time.Precision)
	}
	w.hard = w.named
	pub := always
	if published != nil {
		pub = stretch(published.From, published.To, published.Precision)
	}
	if m == happening && pub.hi < maxDay && pub.hi+1 >= w.named.lo {
		w.hard.hi = min(w.hard.hi, pub.hi+1)
	}
	switch {
	case w.named.hi < maxDay && w.named.lo == minDay:
		w.asOf, w.known = window{w.named.hi, w.named.hi}, true
	case saidKnown:
		w.asOf, w.known = said, true
	case pub.bounded():
		w.asOf, w.known = pub, true
	}
	w.ref = w.hard
	if !w.bounded() && w.known {
		denied := c.Modality == factum.Denied || c.Modality == factum.Negated
		switch {
		case passing[c.Type] && denied:
			w.ref = w.asOf
		case passing[c.Type]:
			w.ref = w.asOf
			w.ref.lo -= lookback
		case denied:
			w.ref = window{minDay, w.asOf.hi}
		}
	}
	return w
}
