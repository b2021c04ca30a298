package sqlite

import (
	"time"

	"factum"
)

// stretch is a time as two instants that compare as strings: a date begins with its first second and ends with its last.
// "" is open.
func stretch(t *factum.Time) (from, to string) {
	if t == nil {
		return "", ""
	}
	return first(t.From), last(t.To)
}

// when is the stretch that filters compare a claim by: when it happened, else when it was published. timed is false when neither is
// known.
func when(c *factum.Claim) (from, to string, timed bool) {
	if c.Time != nil && (c.Time.From != "" || c.Time.To != "") {
		return first(c.Time.From), last(c.Time.To), true
	}
	from, to = stretch(c.Published)
	return from, to, from != "" || to != ""
}

const instant = "2006-01-02T15:04:05Z"

// first is the first second of a year, month, date or instant, "" for none.
func first(s string) string {
	for _, layout := range []string{time.RFC3339, "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC().Format(instant)
		}
	}
	return ""
}

// last is the last second of a year, month, date or instant, "" for none.
func last(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format(instant)
	}
	for _, l := range []struct {
		layout  string
		y, m, d int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(l.layout, s); err == nil {
			return t.AddDate(l.y, l.m, l.d).Add(-time.Second).Format(instant)
		}
	}
	return ""
}
