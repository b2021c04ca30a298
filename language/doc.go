// Package language holds what every stage has to know of the languages it reads, and nothing of
// what the texts are about: words, paragraphs, sentences, which language a text is in, stems
// and folded forms for looking up. It does no I/O, reads no clock and keeps no state that a caller could see;
// every function is safe for concurrent use and gives the same answer for the same bytes.
//
// Nine languages are read: nl en de fr es it pl uk ru, the rows of data/languages.tsv. Any other is "und": it still has
// words, paragraphs and sentences by rules that hold everywhere.
//
// Offsets are bytes into the string as given, which is never normalised: text[w.Span.Start:w.Span.End] is the word.
// Texts should be valid UTF-8; a byte that is not part of any character counts as a mark of its own.
//
// # Words
//
// Words cuts into the smallest units that one may want to look up, Compound puts them together again:
//
//	anti-tankwapens   anti · - · tankwapens     Compound(text, words, 0) = 3
//	NAVO-bondgenoten  NAVO · - · bondgenoten    Compound(text, words, 0) = 3
//	Stoltenberg's     Stoltenberg · 's          Compound(text, words, 0) = 2
//	l'armée           l' · armée                Compound(text, words, 0) = 2
//	В'ячеслав, don't, O'Brien, aujourd'hui      one word each
//	'n, 't, 's (Dutch, with no letter before)   one word each
//	U.S., т.д., a.m.                            one word each, the last dot included
//	1.480  6,5  10:00                           1.480 · 6,5 · 10 · : · 00
//
// So a table of names that was cut by the same function finds "NAVO" in "NAVO-bondgenoten", and
// a lexicon finds "anti-tankwapens" whole: either as the run of its three words or, folded, by
// text[words[i].Span.Start:words[Compound(text, words, i)-1].Span.End].
//
// # Search
//
// Terms gives the terms of a text as full text indexes them; Variants gives all terms under
// which a word of a query may stand in an index whose documents are in different languages.
package language

// Version names the rules of words, sentences, identification and terms. It changes whenever the same text can give
// another answer; an index of terms is then made again.
const Version = "2"
