// Package coding turns a document into claims: who is reported to have done what to whom, where, when, in what
// modality, on whose word, and on which words of the text it rests.
//
// Start at Rules.Code. A document passes through these steps, a sentence at a time:
//
//	words      tokens of the language package, with the document's mentions laid over them
//	clauses    light splitting by cues: complement, relative, conditional and purpose clauses, coordination
//	phrases    stretches around nouns, with the preposition that leads them
//	triggers   verbs, nouns and phrases of the lexicon, looked up by form
//	roles      subject, object and prepositions become actor, recipient, place
//	modality   cues in scope: negation, hedges, plans, demands, conditions
//	settle     claims of one happening become one; confidence; identifiers
//
// The engine knows no language. What a happening means stands once, in codebook.txt; how it is said stands
// in lexicon/<language>/*.txt, read once by New. A mistake there is refused with file, line and reason.
//
// Code is a pure function of the document: no clock, no I/O, safe for concurrent use, and the same document
// gives the same claims to the byte. A hostile text costs bounded time and memory: sentences are cut at MaxWords words, the text at MaxBytes.
//
// What it does not do: it resolves pronouns only to the subject before them, it does not join happenings of
// different documents (corroboration does), and it never fills in an actor that the text does not name.
package coding
