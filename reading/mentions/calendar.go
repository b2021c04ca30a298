package mentions

import (
	"fmt"
	"time"

	"factum"
)

// day is a calendar day as days since 1970-01-01.
type day int

func date(y, m, d int) day {
	return day(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d day) ymd() (y, m, dd int) {
	t := d.time()
	return t.Year(), int(t.Month()), t.Day()
}

// weekday is 1 for Monday to 7 for Sunday.
func (d day) weekday() int { return (int(d)+3)%7 + 1 }

func (d day) String() string { return d.time().Format("2006-01-02") }

func parseDay(s string) (day, bool) {
	if len(s) < 10 {
		return 0, false
	}
	t, err := time.Parse("2006-01-02", s[:10])
	if err != nil {
		return 0, false
	}
	return day(t.Unix() / 86400), true
}

func validDate(y, m, d int) bool {
	return m >= 1 && m <= 12 && d >= 1 && d <= monthDays(y, m)
}

func monthDays(y, m int) int { return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() }

// anchor is when a document was published, as far as it is known.
type anchor struct {
	day        day
	exact      bool // known to the day
	month      bool // known to the month at least
	year       bool // known to the year at least
	from, to   day
	known      bool
	fromS, toS string
}

func anchorOf(t *factum.Time) anchor {
	if t == nil {
		return anchor{}
	}
	from, okFrom := parseDay(t.From)
	to, okTo := parseDay(t.To)
	if !okFrom || !okTo {
		return anchor{}
	}
	a := anchor{day: to, from: from, to: to, known: true, fromS: t.From, toS: t.To}
	a.exact = to-from <= 1
	if a.exact {
		a.day = from
	}
	fy, fm, _ := from.ymd()
	ty, tm, _ := to.ymd()
	a.year = fy == ty
	a.month = a.year && fm == tm
	return a
}

func dayTime(d day) *factum.Time {
	return &factum.Time{From: d.String(), To: d.String(), Precision: "day"}
}

func stretch(from, to day, precision string) *factum.Time {
	return &factum.Time{From: from.String(), To: to.String(), Precision: precision}
}

// monthTime is a whole month; months outside 1 to 12 run into other years.
func monthTime(y, m int) (*factum.Time, string) {
	y, m = norm(y, m)
	return stretch(date(y, m, 1), date(y, m, monthDays(y, m)), "month"), fmt.Sprintf("%04d-%02d", y, m)
}

func norm(y, m int) (int, int) {
	for m < 1 {
		y, m = y-1, m+12
	}
	for m > 12 {
		y, m = y+1, m-12
	}
	return y, m
}

func yearTime(y int) (*factum.Time, string) {
	return stretch(date(y, 1, 1), date(y, 12, 31), "year"), fmt.Sprintf("%04d", y)
}

// weekTime is the week from Monday to Sunday that holds d.
func weekTime(d day) (*factum.Time, string) {
	mon := d - day(d.weekday()-1)
	y, w := d.time().ISOWeek()
	return stretch(mon, mon+6, "week"), fmt.Sprintf("%04d-W%02d", y, w)
}

// seasonTime takes the meteorological seasons; winter y begins in December of y.
func seasonTime(y int, s string) (*factum.Time, string) {
	first := map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[s]
	ey, em := norm(y, first+2)
	return stretch(date(y, first, 1), date(ey, em, monthDays(ey, em)), "season"), fmt.Sprintf("%04d-%s", y, s)
}
