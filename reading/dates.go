package reading

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"factum"
	"factum/language"
)

// instantLayouts are the forms of a time with a zone in metadata; dayLayouts those that give a day at best, since they lack a zone.
var (
	instantLayouts = []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05Z0700",
		"2006-01-02 15:04 Z07:00", "2006-01-02 15:04Z07:00",
		"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700",
		"Mon, 02 Jan 2006 15:04:05 GMT", "Mon, 02 Jan 2006 15:04:05 UTC", "2006-01-02 15:04:05 UTC",
	}
	dayLayouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "20060102", "2006/01/02"}
)

// parseStated reads a time as metadata and people who type commands give it; nil if it is none.
func parseStated(s string) *factum.Time {
	s = strings.TrimSpace(s)
	if len(s) < 4 || len(s) > 80 {
		return nil
	}
	for _, l := range instantLayouts {
		if t, err := time.Parse(l, s); err == nil && inRange(t.Year()) {
			return instant(t)
		}
	}
	for _, l := range dayLayouts {
		if t, err := time.Parse(l, s); err == nil && inRange(t.Year()) {
			return day(t.Year(), int(t.Month()), t.Day())
		}
	}
	if t, err := time.Parse("2006-01", s); err == nil && inRange(t.Year()) {
		return monthOf(t.Year(), int(t.Month()))
	}
	if y, err := strconv.Atoi(s); err == nil && len(s) == 4 && inRange(y) {
		return &factum.Time{From: fmt.Sprintf("%04d-01-01", y), To: fmt.Sprintf("%04d-12-31", y), Precision: "year"}
	}
	t, _ := findDate(s)
	return t
}

// The small words of dates, of all languages.
var (
	dayOf       = headWords["dayof"]
	yearOf      = headWords["yearof"]
	yearWords   = headWords["year"]
	yearOrComma = append([]string{","}, yearOf...)
)

func inRange(year int) bool { return year >= 1500 && year < 3000 }

// instant is a time in UTC: to the second, or to the minute where the seconds are naught.
func instant(t time.Time) *factum.Time {
	t = t.UTC()
	s, p := t.Format("2006-01-02T15:04:05Z"), "second"
	if t.Second() == 0 {
		p = "minute"
	}
	return &factum.Time{From: s, To: s, Precision: p}
}

// day is a calendar day, nil if there is no such day.
func day(y, m, d int) *factum.Time {
	if !inRange(y) || m < 1 || m > 12 || d < 1 {
		return nil
	}
	if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); t.Day() != d {
		return nil
	}
	s := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	return &factum.Time{From: s, To: s, Precision: "day"}
}

func monthOf(y, m int) *factum.Time {
	last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return &factum.Time{From: fmt.Sprintf("%04d-%02d-01", y, m), To: fmt.Sprintf("%04d-%02d-%02d", y, m, last), Precision: "month"}
}

// findDate returns the first date with a year in a short text and the bytes it takes, among them the word for "year" after it.
// It reads 5 april 2022, April 5, 2022, 5. April 2022, 5 квітня 2022 року, 5 de abril de 2022, 5.4.2022, 05/04/2022 (only where it
// is clear which is the month), 2022-04-05, 2022-04 and "April 2022". A range of days is no date.
func findDate(s string) (*factum.Time, factum.Span) {
	if len(s) > 400 {
		s = s[:400]
	}
	w := language.Words(s)
	f := finder{s, w}
	for i := range w {
		if t, n := f.at(i); t != nil {
			n = f.yearWord(i + n)
			return t, factum.Span{Start: w[i].Span.Start, End: w[n-1].Span.End}
		}
	}
	return nil, factum.Span{}
}

type finder struct {
	s string
	w []language.Word
}

func (f finder) word(i int) string {
	if i < 0 || i >= len(f.w) {
		return ""
	}
	return f.w[i].In(f.s)
}

// num is the number that word i is, an ordinal's ending off; -1 if it is none of at most four digits.
func (f finder) num(i int) int {
	w := f.word(i)
	for _, suffix := range []string{"st", "nd", "rd", "th", "er", "e", "º", "°"} {
		if len(w) <= 4 {
			w = strings.TrimSuffix(w, suffix)
		}
	}
	if len(w) == 0 || len(w) > 4 {
		return -1
	}
	n, err := strconv.Atoi(w)
	if err != nil {
		return -1
	}
	return n
}

func (f finder) year(i int) int {
	if y := f.num(i); len(f.word(i)) == 4 && y >= 1800 && y < 2200 {
		return y
	}
	return 0
}

// skip passes over words that may stand between the parts of a date.
func (f finder) skip(i int, words ...string) int {
	for _, w := range words {
		if strings.EqualFold(f.word(i), w) {
			return i + 1
		}
	}
	return i
}

// at reads a date that begins with word i and returns how many words it takes.
func (f finder) at(i int) (*factum.Time, int) {
	if f.w[i].Kind == language.Number {
		if t := dotted(f.word(i)); t != nil {
			return t, 1
		}
		if y := f.year(i); y > 0 && f.word(i+1) == "-" {
			if m := f.num(i + 2); m >= 1 && m <= 12 && len(f.word(i+2)) == 2 {
				if d := f.num(i + 4); f.word(i+3) == "-" && d > 0 {
					if t := day(y, m, d); t != nil {
						return t, 5
					}
				}
				return monthOf(y, m), 3
			}
		}
		return f.dayFirst(i)
	}
	m := language.Month(f.word(i))
	if m == 0 {
		return nil, 0
	}
	j := f.skip(i+1, ".")
	if y := f.year(f.skip(j, yearOrComma...)); y > 0 {
		if before := strings.ToLower(f.word(i - 1)); f.num(i-1) >= 0 || (before == "." || slices.Contains(dayOf, before)) && f.num(i-2) >= 0 {
			return nil, 0 // a day that was no day, or the end of a range
		}
		return monthOf(y, m), f.skip(j, yearOrComma...) - i + 1
	}
	if d := f.num(j); d >= 1 && d <= 31 && f.word(j+1) != "-" && f.word(j+1) != "–" {
		k := f.skip(j+1, ",")
		if y := f.year(k); y > 0 {
			return day(y, m, d), k - i + 1
		}
	}
	return nil, 0
}

// dayFirst reads "5. April 2022" and "05/04/2022".
func (f finder) dayFirst(i int) (*factum.Time, int) {
	d := f.num(i)
	if d < 1 || d > 31 || i > 0 && (f.word(i-1) == "-" || f.word(i-1) == "–" || f.word(i-1) == "/") && f.w[i-1].Span.End == f.w[i].Span.Start {
		return nil, 0
	}
	if f.word(i+1) == "/" && f.word(i+3) == "/" {
		m, y := f.num(i+2), f.year(i+4)
		switch {
		case y == 0:
			return nil, 0
		case d > 12 || d == m:
			return day(y, m, d), 5
		case m > 12:
			return day(y, d, m), 5
		}
		return nil, 0
	}
	j := f.skip(f.skip(i+1, "."), dayOf...)
	m := language.Month(f.word(j))
	if m == 0 {
		return nil, 0
	}
	k := f.skip(f.skip(f.skip(j+1, "."), ","), yearOf...)
	if y := f.year(k); y > 0 {
		return day(y, m, d), k - i + 1
	}
	return nil, 0
}

// dotted reads 5.4.2022 and 05.04.22 is left alone.
func dotted(s string) *factum.Time {
	p := strings.Split(s, ".")
	if len(p) != 3 || len(p[2]) != 4 || len(p[0]) > 2 || len(p[1]) > 2 {
		return nil
	}
	d, err1 := strconv.Atoi(p[0])
	m, err2 := strconv.Atoi(p[1])
	y, err3 := strconv.Atoi(p[2])
	if err1 != nil || err2 != nil || err3 != nil {
		return nil
	}
	return day(y, m, d)
}

// yearWord takes "року", "года", "г.", "r." after a year into the date and returns the index after it.
func (f finder) yearWord(i int) int {
	w := strings.ToLower(f.word(i))
	switch {
	case w == "":
	case slices.Contains(yearWords, w):
		return i + 1
	case slices.Contains(yearWords, w+"."):
		return f.skip(i+1, ".")
	}
	return i
}
