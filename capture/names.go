package capture

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// clean writes what is not UTF-8 in a name as \xNN, so that it survives in JSON.
func clean(name string) string {
	if utf8.ValidString(name) {
		return name
	}
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

// shown is a name as it stands in a message: quoted only where it holds what would break the line or can't be seen.
func shown(name string) string {
	if name != "" && utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool { return !strconv.IsPrint(r) }) {
		return name
	}
	return strconv.Quote(name)
}
