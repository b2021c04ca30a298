package coding

import "hash/maphash"

// vocabulary holds the words of a lexicon by their forms: hundreds of thousands, so their letters stand in one text, they lie side by side, and
// nothing of what finds them points anywhere. The zero value is empty.
type vocabulary struct {
	text  []byte
	ends  []uint32 // where the form of each word ends in text
	words [][]word // in blocks, so that they stay where they are
	slots []uint32 // at a form's hash or behind it the number of its word from 1 and a mark of the hash, see slot; 0 none
}

// wordBlock is how many words a block of a vocabulary holds.
const wordBlock = 1024

// numberBits of a slot are the number of a word; the rest are from the top of its form's hash, and tell nearly all others apart without a look at
// the text. The slots are a power of two, and at most three quarters of them are taken.
const (
	numberBits = 24
	wordNumber = 1<<numberBits - 1
)

// wordSeed gives hashes that nothing but the places in a vocabulary's table depends on.
var wordSeed = maphash.MakeSeed()

// find is the word of a form, nil where there is none.
func (v *vocabulary) find(form string) *word {
	if len(v.slots) == 0 {
		return nil
	}
	_, n, _ := v.slot(form)
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
	at, n, mark := v.slot(form)
	if n > 0 {
		return v.at(n - 1)
	}
	v.text = append(v.text, form...)
	v.ends = append(v.ends, uint32(len(v.text)))
	n = uint32(len(v.ends))
	v.slots[at] = mark | n
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

// slot is where the number of a form's word stands or would stand, the number, 0 for none, and the mark beside it.
func (v *vocabulary) slot(form string) (at int, n, mark uint32) {
	h := maphash.String(wordSeed, form)
	mark = uint32(h>>32) &^ wordNumber
	mask := len(v.slots) - 1
	for at = int(h) & mask; ; at = (at + 1) & mask {
		x := v.slots[at]
		if n = x & wordNumber; n == 0 || x&^wordNumber == mark && string(v.form(n-1)) == form {
			return at, n, mark
		}
	}
}

func (v *vocabulary) grow() {
	v.slots = make([]uint32, max(2*len(v.slots), 1024))
	mask := len(v.slots) - 1
	for n := range v.ends {
		h := maphash.Bytes(wordSeed, v.form(uint32(n)))
		at := int(h) & mask
		for v.slots[at] != 0 {
			at = (at + 1) & mask
		}
		v.slots[at] = uint32(h>>32)&^wordNumber | uint32(n) + 1
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
