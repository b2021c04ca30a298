package store

import (
	"context"
	"iter"

	"factum"
)

// Items gives an index the derived items that acts name. custody.Ledger is one.
type Items interface {
	// Derived returns an item's bytes, checked against the digest; factum.Missing when the record does not hold it.
	Derived(ctx context.Context, d factum.Digest) ([]byte, error)
	// Located says where it lies; ok is false when it does not lie in a derived segment.
	Located(ctx context.Context, d factum.Digest) (segment int, offset, size int64, ok bool, err error)
}

// AtHand is what Items may offer as well: an item as it was before it was written, so that it need not be read again. It gives nil for what it
// does not have. What it gives must be what reading the item's bytes would give.
type AtHand interface {
	AtHand(d factum.Digest) any // *factum.Document or *factum.ClaimSet
}

// Entries is what Items must offer as well where a part of what is known of a capture was erased: the acts that remain.
type Entries interface {
	Entry(i factum.ActIndex) (factum.Entry, error)
}

// Weigher makes facts out of reports. Kind names what two claims have to have in common to be one fact at all.
//
// Anchors is a function of the report. Linked is given some claims with all of that around them: whatever shares a key within reach, and of each claim all of its
// node; it says what holds those of them together with which others. Parts is given claims that are held together, or several lots of these, with the
// merges and splits that people made of them, and returns the facts of each part. It is a function of the set of both, whatever their order, and what is
// in other parts changes nothing. Not all that is linked is of one part: Moved is given whole parts with some fresh claims and all that these are linked to, and says
// which others may now be of one part with what they are linked to outside.
type Weigher interface {
	Kind(c factum.Claim) string
	Anchors(r factum.Report) factum.Anchors
	Linked(rs []factum.Report, bonds []factum.Bond, of map[factum.ClaimID]bool) [][2]factum.ClaimID
	Parts(rs []factum.Report, bonds []factum.Bond) [][]factum.Fact
	Moved(rs []factum.Report, bonds []factum.Bond, fresh map[factum.ClaimID]bool) []factum.ClaimID
	// Wire is the name of an agency as Line.Wire has it, Resting those of whole parts that rest on it.
	Wire(name string) string
	Resting(rs []factum.Report, wire string) []factum.ClaimID
}

// Index answers questions about a record. It is a projection: every row follows from the acts and their derived items alone.
// Reading is safe for concurrent use, also beside an Apply; Apply, Settle and Postpone are for one goroutine.
type Index interface {
	Projection
	Queries
	Close() error
}

// Projection is how an index follows the acts.
type Projection interface {
	// Cursor is how many acts have been applied.
	Cursor(ctx context.Context) (factum.ActIndex, error)
	// Apply applies acts in log order in one transaction, which also moves the cursor. Entries below the cursor are skipped, a gap
	// above it is refused with factum.Conflict, a kind of act that is not in the list with factum.Newer.
	// Unless postponed, facts are weighed again in the same transaction.
	Apply(ctx context.Context, entries []factum.Entry, items Items) error
	// Postpone sets whether Apply leaves the weighing to Settle, as loading many captures wants it. What is left is kept in the index
	// and survives a crash.
	Postpone(on bool)
	// Settle weighs whatever is left. Until then facts and lines lag behind the claims.
	Settle(ctx context.Context) error
	// Scrub makes sure that what was erased is nowhere in the files of the index, not in free pages or journals either. After an erasure it is
	// due until it was done, also over a crash; opening for writing does it. factum.Busy: somebody reads, and it stays due.
	Scrub(ctx context.Context) error
	// Lookup finds acts by the keys of their drafts, among those applied.
	Lookup(ctx context.Context, keys []string) (map[string]factum.ActIndex, error)
	// Locate finds a derived item among those that applied acts name.
	Locate(ctx context.Context, d factum.Digest) (segment int, offset, size int64, ok bool, err error)
	// Dump goes through every row of every table in a fixed order of tables and keys.
	Dump(ctx context.Context) iter.Seq2[Row, error]
	// CheckText checks the full text against what it was made of.
	CheckText(ctx context.Context) error
}

// Row is a row of an index for comparison: the same acts give the same rows.
type Row struct {
	Table, Key string
	Value      factum.Digest // over all columns
}

// Queries is what can be asked. Lists come in a canonical order and page with Filter.After and Filter.Limit.
type Queries interface {
	Captures(ctx context.Context, f Filter) (Page[Captured], error)
	Documents(ctx context.Context, f Filter) (Page[Document], error)
	Claims(ctx context.Context, f Filter) (Page[Claim], error)
	Facts(ctx context.Context, f Filter) (Page[factum.Fact], error)
	Lines(ctx context.Context, f Filter) (Page[Line], error)
	Statements(ctx context.Context, f Filter) (Page[Statement], error)
	// Deeds gives facts in short: all commitments with whatever may bear on one, or all stages of proceedings.
	Deeds(ctx context.Context, about About) (Deeds, error)
	// Occurrences goes through facts as figures read them, by their first-sealed claim; of the filter hold those of Facts but Limit and After. What is yielded is good
	// until the next: copy what is kept. An error of yield ends it and is returned.
	Occurrences(ctx context.Context, f Filter, yield func(*factum.Occurrence) error) error
	Sources(ctx context.Context, f Filter) (Page[Source], error)
	Acts(ctx context.Context, f Filter) (Page[Act], error)
	Gaps(ctx context.Context, f Filter) (Page[factum.Gap], error)
	// People lists those of the record as they stand now, by when they were first added.
	People(ctx context.Context, f Filter) (Page[Person], error)
	// PersonAt is how a person stood just before an act. It fails with factum.Missing when they were not among the people then.
	PersonAt(ctx context.Context, id factum.PersonID, before factum.ActIndex) (Person, error)
	// Rests finds the current claims that rest on something: of a capture, document, claim, line or source by id, of an agency ("wire:AFP"), or
	// made by a rule ("rule:nl/retreat-07"). It fails with factum.Missing where there is no such thing, factum.Invalid for others.
	Rests(ctx context.Context, on string) ([]factum.ClaimID, error)
	// Without weighs what holds any of some claims again without them, and says what becomes of each fact. Nothing is changed.
	Without(ctx context.Context, claims []factum.ClaimID) ([]Without, error)
	// Remarks lists what people put on record beside findings, in log order, of a kind (Filter.Type) or about items named by their full ids;
	// a merge and a split are about each claim that they name, too.
	Remarks(ctx context.Context, f Filter, items ...string) (Page[factum.Remark], error)
	// RemarksOn are those about a thing; about a fact also those on its claims and on facts that it now holds.
	RemarksOn(ctx context.Context, t Thing) ([]factum.Remark, error)
	// Orders lists what people set for the whole record and what stands of it, in log order, of a kind (Filter.Type); with Filter.Status "all" also what others took the
	// place of and what was taken away.
	Orders(ctx context.Context, f Filter) (Page[factum.Order], error)
	// Opinions lists second opinions on what is still one fact with the first, by when they were given.
	Opinions(ctx context.Context, f Filter) (Page[Opinion], error)
	// KeyOf is whose key a public key is or was, "" when nobody's.
	KeyOf(ctx context.Context, publicKey string) (factum.PersonID, error)
	// Erasure is the latest erasure of an item (sha256:…) or act (act_…), nil when it was never erased. What was erased may be in the record
	// again.
	Erasure(ctx context.Context, item string) (*Erased, error)
	// Get finds anything by its id or an unambiguous beginning of it of at least eight characters. It fails with factum.Missing,
	// factum.Conflict (ambiguous) or factum.Invalid (no id).
	Get(ctx context.Context, id string) (Thing, error)
	// Search looks for words in documents and claims, best first. lang is the language of the query, "" for any.
	Search(ctx context.Context, query, lang string, f Filter) (Page[Hit], error)
	// Counts says how much of each there is.
	Counts(ctx context.Context) (Counts, error)
}
