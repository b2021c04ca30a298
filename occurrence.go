package factum

import (
	"math"
	"time"
)

// Day is a day of the proleptic Gregorian calendar, in UTC: days since 1 January 1970.
type Day int32

// NoDay stands where no day is known.
const NoDay Day = math.MinInt32

// DayOf is the day that an RFC 3339 date or instant begins with, NoDay where it begins with none.
func DayOf(s string) Day {
	if len(s) < 10 {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, s[:10])
	if err != nil {
		return NoDay
	}
	return Day(t.Unix() / 86400)
}

// String is the RFC 3339 date, "" of NoDay.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Time is the beginning of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Occurrence is a fact as figures over many facts read it: what, who, where and when, and how it came to be told. It says no more than the fact
// does: a vague day stays as wide as it is told and a region stays a region.
type Occurrence struct {
	Fact         FactID
	Type, Object EventType
	Matter       string // one of the Matter… constants
	Modes, Items []string
	Actors       []Party // perpetrators, of types that have them
	Recipients   []Party
	Place        *Place // nil unknown; Text and Span are not kept
	From, To     Day    // of the happening, both inclusive; NoDay where that end is open
	Precision    string // of the time, "" where none is told
	Support      string
	Contradicted string
	Status       string    // "in issue", or the latest finding's on the whole fact
	Told         []Telling // one per line, as the fact orders its lines
	Claims       int
}

// Party is somebody who takes part. Text is how the claim names them, only where there is no code.
type Party struct {
	Code, Text, Role string
}

// Name is the code or, where there is none, the words.
func (p Party) Name() string {
	if p.Code != "" {
		return p.Code
	}
	return p.Text
}

// Telling is how a line first told of it: by the claim of the line that was published first.
type Telling struct {
	Source    SourceID
	Lang      string
	Interest  string // of the line
	Published Day    // NoDay unknown
	Claims    int    // of the line
	Denies    bool   // the line only denies it
}

// First is the earliest day on which a line that does not deny it was published, NoDay where none is dated.
func (o *Occurrence) First() Day {
	first := NoDay
	for _, t := range o.Told {
		if !t.Denies && t.Published != NoDay && (first == NoDay || t.Published < first) {
			first = t.Published
		}
	}
	return first
}

// Happened reports whether what is told is a happening that somebody says took place: not one that is only denied, planned, asked for or imagined.
func (o *Occurrence) Happened() bool { return o.Matter == MatterHappening && o.Support != SupportNone }
