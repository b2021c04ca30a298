// Package withhold is the one gate through which everything passes that leaves a record: tables, figures, briefs, alerts, the API, a case file.
//
// It holds back what could put people at risk, by rules that stand here and by what named persons ordered for the record (factum.Order):
//
//   - movements of forces and transports of arms are told by admin-1 area and after a delay (design, opening: 7 days);
//   - private persons, minors, survivors of sexual violence and prisoners of war are left out by name unless released by name (design, section 8);
//   - whatever was ordered to be withheld: a person, name, source, place, passage, item or collector.
//
// What is left out is marked with Bar, never with its length. The gate counts what it left out, and on which ground; it never says what. It reads no clock: "today" is
// the day it is made with.
//
// A name is left out as a careful reader would cross it out: in every case of its language, in either script, as part of an address, in words that are otherwise
// kept. Where it is in doubt whether a word is the name, it goes.
package withhold
