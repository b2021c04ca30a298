package cli

import (
	"strconv"
	"unicode/utf8"

	"factum"
	"factum/record"
)

// readingJSON is a reading as JSON, with the line break: byte for byte what encoding/json makes of it, which takes more than twice as
// long. A test holds the two against each other, field by field.
func readingJSON(r record.Reading) []byte {
	const mention = 200 // bytes, or so
	mentions := len(r.Times) + len(r.Places) + len(r.Actors) + 2*len(r.Quotes) + len(r.Quantities) + len(r.Items)
	w := jsonWriter(make([]byte, 0, len(r.Text)+len(r.Text)/8+mention*(mentions+4)))
	w.raw(`{"ref":`).string(r.Ref).raw(`,"lang":`).string(r.Lang).raw(`,"title":`).string(r.Title)
	w.raw(`,"published":`).time(r.Published).raw(`,"outlet":`).string(r.Outlet).raw(`,"text":`).string(r.Text)
	list(&w, `,"times":`, r.Times, func(m *factum.TimeMention) {
		w.begin(m.Part).raw(`,"span":`).span(m.Span).raw(`,"text":`).string(m.Text).raw(`,"value":`).string(m.Value)
		w.raw(`,"type":`).string(m.Type).raw(`,"when":`).time(m.When)
	})
	list(&w, `,"places":`, r.Places, func(m *factum.PlaceMention) {
		w.begin(m.Part).raw(`,"span":`).span(m.Span).raw(`,"text":`).string(m.Text).raw(`,"name":`).string(m.Name)
		w.raw(`,"country":`).string(m.Country).raw(`,"admin1":`).string(m.Admin1).raw(`,"lat":`).degrees(m.Lat).raw(`,"lon":`).degrees(m.Lon)
		w.raw(`,"geonames":`).int(m.GeoNames).raw(`,"precision":`).string(m.Precision).raw(`,"why":`).string(m.Why)
	})
	list(&w, `,"actors":`, r.Actors, func(m *factum.ActorMention) {
		w.begin(m.Part).raw(`,"span":`).span(m.Span).raw(`,"text":`).string(m.Text).raw(`,"code":`).string(m.Code)
		w.raw(`,"name":`).string(m.Name).raw(`,"role":`).string(m.Role).raw(`,"kind":`).string(m.Kind).raw(`,"basis":`).string(m.Basis)
	})
	list(&w, `,"quotes":`, r.Quotes, func(m *factum.Quote) {
		w.begin(m.Part).raw(`,"span":`).span(m.Span).raw(`,"text":`).string(m.Text).raw(`,"form":`).string(m.Form)
		w.raw(`,"speaker":`).string(m.Speaker).raw(`,"code":`).string(m.Code).raw(`,"role":`).string(m.Role)
		w.raw(`,"speaker_span":`).spanOrNull(m.SpeakerSpan).raw(`,"cue_span":`).spanOrNull(m.CueSpan).raw(`,"at":`).time(m.At)
	})
	list(&w, `,"quantities":`, r.Quantities, func(m *factum.QuantityMention) {
		w.begin(m.Part).raw(`,"kind":`).string(m.Kind).raw(`,"min":`).int(m.Min).raw(`,"max":`)
		if m.Max == nil {
			w.raw(`null`)
		} else {
			w.int(*m.Max)
		}
		w.raw(`,"unit":`).string(m.Unit).raw(`,"text":`).string(m.Text).raw(`,"span":`).span(m.Span)
	})
	list(&w, `,"items":`, r.Items, func(m *factum.ItemMention) {
		w.begin(m.Part).raw(`,"code":`).string(m.Code).raw(`,"text":`).string(m.Text).raw(`,"span":`).span(m.Span)
	})
	return append(w, "}\n"...)
}

// list writes a list of objects, null for none made; each writes one up to its closing brace.
func list[T any](w *jsonWriter, name string, all []T, each func(*T)) {
	w.raw(name)
	if all == nil {
		w.raw(`null`)
		return
	}
	w.raw(`[`)
	for i := range all {
		if i > 0 {
			w.raw(`,`)
		}
		each(&all[i])
		w.raw(`}`)
	}
	w.raw(`]`)
}

// jsonWriter appends JSON to itself.
type jsonWriter []byte

func (w *jsonWriter) raw(s string) *jsonWriter {
	*w = append(*w, s...)
	return w
}

// begin opens a mention with its part.
func (w *jsonWriter) begin(part string) *jsonWriter { return w.raw(`{"part":`).string(part) }

// string writes text as it is where it needs no escape.
func (w *jsonWriter) string(s string) *jsonWriter {
	*w = append(*w, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if c >= utf8.RuneSelf && r != '\u2028' && r != '\u2029' && (r != utf8.RuneError || n > 1) {
			i += n
			continue
		}
		*w = append(*w, s[start:i]...)
		*w = appendEscaped(*w, c, r)
		i += n
		start = i
	}
	*w = append(append(*w, s[start:]...), '"')
	return w
}

// appendEscaped appends the escape of a character r, whose first byte is c.
func appendEscaped(b []byte, c byte, r rune) []byte {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	// a control character, a line or paragraph separator, or a byte that is no UTF-8 (U+FFFD)
	return append(b, '\\', 'u', hex[r>>12], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

func (w *jsonWriter) int(n int64) *jsonWriter {
	*w = strconv.AppendInt(*w, n, 10)
	return w
}

// degrees writes a coordinate: degrees with five decimals, never so small that JSON has it with an exponent.
func (w *jsonWriter) degrees(x float64) *jsonWriter {
	*w = strconv.AppendFloat(*w, x, 'f', -1, 64)
	return w
}

func (w *jsonWriter) span(s factum.Span) *jsonWriter {
	return w.raw(`[`).int(int64(s.Start)).raw(`,`).int(int64(s.End)).raw(`]`)
}

func (w *jsonWriter) spanOrNull(s *factum.Span) *jsonWriter {
	if s == nil {
		return w.raw(`null`)
	}
	return w.span(*s)
}

func (w *jsonWriter) time(t *factum.Time) *jsonWriter {
	if t == nil {
		return w.raw(`null`)
	}
	return w.raw(`{"from":`).string(t.From).raw(`,"to":`).string(t.To).raw(`,"precision":`).string(t.Precision).raw(`}`)
}
