package language

import (
	"fmt"
	"strconv"
	"strings"
)

// Month returns the number of the month that a word names, whole or short, in any of the languages; 0 for none.
func Month(word string) int {
	if len(word) > 30 {
		return 0
	}
	return months[Fold(word)].number
}

// isMonth reports whether a word is the name of a month, whole or so short as it is written without a dot too, in any of the languages.
func isMonth(word string) bool {
	if len(word) > 30 {
		return false
	}
	return months[Fold(word)].sure
}

type monthName struct {
	number int
	sure   bool
}

var months = must(parseMonths("data/months.txt", read("data/months.txt")))

// parseMonths reads a list of the names of months; an error names file, line and reason.
func parseMonths(name, text string) (map[string]monthName, error) {
	out := map[string]monthName{}
	err := eachKnown(name, text, func(_, class string, words []string) error {
		n, err := strconv.Atoi(class)
		if err != nil || n < 1 || n > 12 {
			return fmt.Errorf("%q is no month from 1 to 12", class)
		}
		for _, w := range words {
			word, short := strings.CutSuffix(w, ".")
			word = Fold(word)
			if m := out[word]; m.number != 0 && m.number != n {
				return fmt.Errorf("%q names month %d already", w, m.number)
			}
			out[word] = monthName{n, !short || out[word].sure}
		}
		return nil
	})
	return out, err
}
