// Package gazetteer is the table of places and actors by name, in every language that
// factum reads. It is data with a look-up: it reads no documents and decides nothing that
// needs a context; package reading/mentions does that with what it finds here.
//
// Three things are looked up in running text, word by word, longest name first:
//
//   - places: settlements, provinces and counties of the world (places.bin, compiled by
//     gazetteer/gen) with regions, additions and abbreviations of our own
//     (data/regions.tsv, data/abbreviations.tsv);
//   - actors: states with their demonyms, organisations, armed groups, seats that stand for
//     a government, offices, groups of people (data/*.tsv);
//   - office-holders with the dates of their office (data/holders.tsv).
//
// The engine knows no language: names, endings and guards are data that a linguist can
// edit. README.md says where each file comes from, under what licence, and how to add to it.
//
// All look-ups are safe for concurrent use. Nothing is built until it is first asked for;
// places.bin is used as it lies in the program, without unpacking.
package gazetteer

// Version names the state of the tables. It changes whenever a look-up can give another answer.
const Version = "7"

//go:generate go run ./gen -data .sources
