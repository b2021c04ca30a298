package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark wraps the words that something rests on, bold on a terminal and between »« elsewhere.
func (s *session) mark(words string) string {
	if isTerminal(s.Out) && s.env["NO_COLOR"] == "" && s.env["TERM"] != "dumb" {
		return "\x1b[1m" + words + "\x1b[22m"
	}
	return "»" + words + "«"
}

// clean makes text from outside safe to print on a terminal: line ends and tabs become spaces, other control
// characters, bidirectional overrides and invalid bytes a visible replacement.
func clean(t string) string {
	plain := true
	for i := 0; i < len(t); i++ {
		if t[i] < 0x20 || t[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return t
	}
	var b strings.Builder
	for _, r := range t {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quoteName prints a file name on one line: as it is, or quoted where it has line ends or control characters.
func quoteName(n string) string {
	for _, r := range n {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return fmt.Sprintf("%q", n)
		}
	}
	return n
}

// inUTF8 writes what is not UTF-8 in a name as \xNN, as captures have it.
func inUTF8(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[i])
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return b.String()
}

// wrap breaks text into lines of at most width columns after an indent of so many spaces; the first line has none.
func wrap(t string, indent, width int) string { return wrapAfter(indent, t, indent, width) }

// wrapAfter is wrap for text that begins in column col.
func wrapAfter(col int, t string, indent, width int) string {
	pad := "\n" + strings.Repeat(" ", indent)
	var b strings.Builder
	for i, w := range strings.Fields(t) {
		n := columns(w)
		if i > 0 {
			if col+1+n > width {
				b.WriteString(pad)
				col = indent
			} else {
				b.WriteByte(' ')
				col++
			}
		}
		b.WriteString(w)
		col += n
	}
	return b.String()
}

// columns counts what a string takes on a terminal; escape sequences of mark take none.
func columns(t string) int {
	n, esc := 0, false
	for _, r := range t {
		switch {
		case r == 0x1b:
			esc = true
		case esc:
			esc = r != 'm'
		case unicode.Is(unicode.Mn, r):
		default:
			n++
		}
	}
	return n
}

// cut shortens text to n columns with an ellipsis.
func cut(t string, n int) string {
	if columns(t) <= n {
		return t
	}
	r := []rune(t)
	if n < 1 {
		return ""
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// pad fills text up to n columns.
func pad(t string, n int) string {
	if c := columns(t); c < n {
		return t + strings.Repeat(" ", n-c)
	}
	return t
}

// ask puts a question to a person; an empty answer is fine.
func ask(in *bufio.Reader, out io.Writer, question string) string {
	fmt.Fprint(out, question, " ")
	line, _ := in.ReadString('\n')
	return strings.TrimSpace(line)
}

// plural gives "1 claim", "2 claims".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") {
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(one, "y"))
	}
	return fmt.Sprintf("%d %ss", n, one)
}
