package coding

import (
	"hash/maphash"
)

// vocabulary holds the words of a lexicon by their forms: hundreds of thousands, so their letters stand in one text, they lie side by side, and
// nothing of what finds them points anywhere. The zero value is empty.
type vocabulary struct {
	text  []byte
	ends  []uint32 // where the form of each word ends in text
	words [][]word // in blocks, so that they stay where they are
	slots []uint32 // the number of a word from 1 at its hash or behind it, 0 none; a power of two, at most three quarters of them taken
}

// wordBlock is how many words a block of a vocabulary holds.
const wordBlock = 1024

// wordSeed gives hashes that nothing but the places in a vocabulary's table depends on.
var wordSeed = maphash.MakeSeed()

// find is the word of a form, nil where there is none.
func (v *vocabulary) find(form string) *word {
	if len(v.slots) == 0 {
		return nil
	}
	_, n := v.slot(form)
	if n == 0 {
		return nil
	}
	return v.at(n - 1)
}

// word is the word of a form, a new one where there is none.
func (v *vocabulary) word(form string) *word {
	if 4*len(v.ends) >= 3*len(v.slots) {
		v.grow()
	}
	at, n := v.slot(form)
	if n > 0 {
		return v.at(n - 1)
	}
	v.text = append(v.text, form...)
	v.ends = append(v.ends, uint32(len(v.text)))
	n = uint32(len(v.ends))
	v.slots[at] = n
	if int(n-1)/wordBlock == len(v.words) {
		v.words = append(v.words, make([]word, wordBlock))
	}
	return v.at(n - 1)
}

func (v *vocabulary) at(n uint32) *word { return &v.words[n/wordBlock][n%wordBlock] }

// form is that of the nth word.
func (v *vocabulary) form(n uint32) []byte {
	if n == 0 {
		return v.text[:v.ends[0]]
	}
	return v.text[v.ends[n-1]:v.ends[n]]
}

// slot is where the number of a form's word stands or would stand, and the number, 0 for none.
func (v *vocabulary) slot(form string) (at int, n uint32) {
	mask := len(v.slots) - 1
	for at = int(maphash.String(wordSeed, form)) & mask; ; at = (at + 1) & mask {
		if n = v.slots[at]; n == 0 || string(v.form(n-1)) == form {
			return at, n
		}
	}
}

func (v *vocabulary) grow() {
	old := len(v.slots)
	v.slots = make([]uint32, max(2*old, 1024))
	for n := range v.ends {
		at, _ := v.slot(string(v.form(uint32(n))))
		v.slots[at] = uint32(n) + 1
	}
}

// settle lays the readings of all words side by side, once no more come.
func (v *vocabulary) settle() {
	n := 0
	for _, block := range v.words {
		for i := range block {
			n += len(block[i].forms)
		}
	}
	all := make([]form, 0, n)
	for _, block := range v.words {
		for i := range block {
			if w := &block[i]; len(w.forms) > 0 {
				from := len(all)
				all = append(all, w.forms...)
				w.forms = all[from:len(all):len(all)]
			}
		}
	}
}
