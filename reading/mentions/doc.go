// Package mentions recognises in a document's text what later stages build on: times, places, actors,
// quotes, quantities and items, each with the exact bytes it stands at. Start with Find.
//
// It promises no knowledge of a language in code: words and endings stand in data/*.tsv and in the
// gazetteer's tables; the grammar of dates, numbers, names and quotes is one for all.
//
// It does not say what happened, nor who did it: a mention is words that can stand for somebody
// or something. What is not known stays open: a place that no table has keeps its text, a weekday without an
// anchor has no date. The same document gives the same mentions, to the byte; the time taken
// grows with the length of the text.
package mentions
