// Package watch reads facts over time and space: where activity lies and whether it moved, what was promised and what was kept, what is new.
//
// What comes in are facts as figures read them (factum.Occurrence), commitments, and tables of others; what goes out says of every number which facts it
// is made of. Nothing here decides whether anything happened: a shift is a shift in what is reported, and a promise is kept when a person finds so.
//
// No clock is read here: "today" is always given.
package watch
