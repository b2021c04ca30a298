package language

import "strings"

// sounds gives letters of both scripts the class of their sound, as the names of one person come out in several languages; 0 is left out.
var sounds = func() map[rune]byte {
	out := map[rune]byte{}
	for class, letters := range []string{"", "bpfvwбпфвў", "ckqgxszгґкхжзсцчшщ", "dtдт", "lл", "mnмн", "rр"} {
		for _, r := range letters {
			out[r] = '0' + byte(class)
		}
	}
	for _, r := range "hгґх" {
		delete(out, r)
	}
	return out
}()

// hushing writes with one letter what languages write with several.
var hushing = strings.NewReplacer("tsch", "s", "tch", "s", "tsj", "s", "sch", "s", "ch", "s", "cz", "s", "sz", "s", "sh", "s", "sj", "s", "ts", "s", "tz", "s", "дж", "ж", "dzh", "s")

// Sound is a name by the classes of its consonants, each run of one class once: the same for a name in Latin and in Cyrillic letters, and for many names that differ. Vowels
// and letters that only shape a sound are left out.
func Sound(name string) string {
	var b []byte
	for _, r := range hushing.Replace(Fold(name)) {
		if c := sounds[r]; c != 0 && (len(b) == 0 || b[len(b)-1] != c) {
			b = append(b, c)
		}
	}
	return string(b)
}
