// Package factum holds the words that the rooms of factum share: what a capture,
// a document, a claim, a fact, an act and a gap are, how they are written as JSON,
// and how their digests and ids are made. It does no I/O and reads no clock.
//
// The way of the data, one room a stage:
//
//	capture       bytes as received + how obtained      → blob, act
//	custody       act lines, log, checkpoint            → proof
//	reading       bytes → Document
//	coding        Document → []Claim
//	corroboration []Report → []Fact
//
// What passes between two rooms is a type of this package; the rooms do not import
// each other. Start with Document, Claim and Fact; docs/terms.md has the words and
// docs/formats.md the bytes.
//
// Conventions that hold everywhere: spans are byte offsets [start,end) into the
// UTF-8 text named by their part; times are UTC, RFC 3339; a digest is written
// "sha256:<64 hex>"; coordinates are WGS 84 degrees rounded to 5 decimals; a
// confidence lies in [0,1], rounded to 2 decimals, and says how sure the reading
// of the words is, never the happening.
package factum
