package reading

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"factum/internal/sniff"
)

// decoded is text with how it was made of bytes.
type decoded struct {
	text  string
	steps []string // none: the text is the bytes
	notes []string
}

// decode makes UTF-8 of bytes. In this order: a byte-order mark, valid UTF-8, UTF-16 by its looks, UTF-8 with a few broken bytes, the declared
// charset (a label as in HTML or MIME, "" none), and a guess from the letters that come out.
func decode(b []byte, declared string) (decoded, error) {
	if big, ok := sniff.UTF16(b); ok && !(utf8.Valid(b) && !strings.Contains(string(b[:min(len(b), 512)]), "\x00")) {
		return decodeUTF16(b, big), nil
	}
	if utf8.Valid(b) {
		return decoded{text: string(b)}, nil
	}
	if d, ok := repairUTF8(b, declared); ok {
		return d, nil
	}
	label, guessed := declared, false
	enc, err := htmlindex.Get(label)
	if name, _ := htmlindex.Name(enc); label == "" || err != nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") || name == "replacement" {
		label, guessed = guess(b), true
		if label == "" {
			return decoded{}, gap(ErrUndecodable, "Save it as UTF-8 and add that as well.", "can't be decoded: no charset gives a text")
		}
		if enc, err = htmlindex.Get(label); err != nil {
			return decoded{}, gap(ErrUndecodable, "", "can't be decoded: charset %q is not known", label)
		}
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		name = label
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return decoded{}, gap(ErrUndecodable, "Save it as UTF-8 and add that as well.", "can't be decoded as %s: %v", name, err)
	}
	d := decoded{text: string(out), steps: []string{"charset:" + name}}
	if guessed {
		d.notes = append(d.notes, "the charset is not stated; "+name+" was inferred from the letters")
	}
	if n := strings.Count(d.text, "\uFFFD"); n > 0 {
		d.notes = append(d.notes, fmt.Sprintf("%d characters are not of charset %s and stand as U+FFFD", n, name))
	}
	return d, nil
}

func decodeUTF16(b []byte, big bool) decoded {
	d := decoded{steps: []string{"charset:utf-16le"}}
	if big {
		d.steps[0] = "charset:utf-16be"
	}
	var out strings.Builder
	out.Grow(len(b))
	at := func(i int) rune {
		if big {
			return rune(b[i])<<8 | rune(b[i+1])
		}
		return rune(b[i+1])<<8 | rune(b[i])
	}
	broken := 0
	for i := 0; i+1 < len(b); i += 2 {
		r := at(i)
		if i == 0 && r == 0xFEFF {
			continue
		}
		if utf16.IsSurrogate(r) {
			var next rune
			if i+3 < len(b) {
				next = at(i + 2)
			}
			if r = utf16.DecodeRune(r, next); r != utf8.RuneError {
				i += 2
			} else {
				broken++
			}
		}
		out.WriteRune(r)
	}
	if len(b)%2 == 1 {
		broken++
		out.WriteRune(utf8.RuneError)
	}
	d.text = out.String()
	if broken > 0 {
		d.notes = append(d.notes, fmt.Sprintf("%d broken characters stand as U+FFFD", broken))
	}
	return d
}

// repairUTF8 replaces the broken bytes of what is UTF-8 otherwise: at least ten whole characters beyond ASCII for each broken stretch, or
// four where UTF-8 is declared.
func repairUTF8(b []byte, declared string) (decoded, bool) {
	whole, broken := 0, 0
	var out strings.Builder
	out.Grow(len(b) + 16)
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			out.WriteByte(b[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			broken++
			out.WriteRune(utf8.RuneError)
			for i++; i < len(b) && b[i]&0xC0 == 0x80; i++ {
			}
			continue
		}
		whole++
		out.Write(b[i : i+n])
		i += n
	}
	need := 10
	if d := strings.ToLower(declared); d == "utf-8" || d == "utf8" {
		need = 4
	}
	if whole < broken*need {
		return decoded{}, false
	}
	return decoded{
		text: out.String(), steps: []string{"charset:utf-8;repaired"},
		notes: []string{fmt.Sprintf("%d broken stretches of UTF-8 stand as U+FFFD", broken)},
	}, true
}
