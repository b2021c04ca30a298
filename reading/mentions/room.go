package mentions

import (
	"sync"

	"factum/gazetteer"
)

// room is where the tokens of a document and the words found among them lie. Documents use it one after another: it is most of what finding needs
// for itself, and nothing of it is in what was found.
type room struct {
	toks  []gazetteer.Token
	words []match
	at    []int32
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// maxRoom is how many tokens a room may have been used for and be used again: those of some 300 KB of text.
const maxRoom = 1 << 16

// leave gives the room to another document.
func (r *room) leave() {
	if cap(r.toks) <= maxRoom && cap(r.words) <= 4*maxRoom {
		r.toks, r.words, r.at = r.toks[:0], r.words[:0], r.at[:0]
		rooms.Put(r)
	}
}

func (r *room) tokens(text string) []gazetteer.Token {
	n := len(r.toks)
	if r.toks == nil {
		r.toks = make([]gazetteer.Token, 0, len(text)/5+8)
	}
	r.toks = gazetteer.AppendTokens(r.toks, text)
	return r.toks[n:len(r.toks):len(r.toks)]
}

// find lists the words of a lexicon among tokens.
func (r *room) find(l *lexicon, toks []gazetteer.Token) matches {
	first, firstAt := len(r.words), len(r.at)
	for i := range toks {
		begin := len(r.words)
		r.at = append(r.at, int32(begin-first))
		if toks[i].Kind == gazetteer.Number {
			continue
		}
		l.All(toks, i, func(vals []word, next int) {
			for k := range vals {
				if toks[i].Case >= vals[k].needs {
					r.words = append(r.words, match{&vals[k], i, next})
				}
			}
		})
		got := r.words[begin:]
		for a, b := 0, len(got)-1; a < b; a, b = a+1, b-1 {
			got[a], got[b] = got[b], got[a]
		}
	}
	r.at = append(r.at, int32(len(r.words)-first))
	return matches{all: r.words[first:len(r.words):len(r.words)], at: r.at[firstAt:len(r.at):len(r.at)]}
}
