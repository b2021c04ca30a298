// Package sqlite is a store.Index in one SQLite file.
//
// Start with Open. Rows are written by Apply and Settle only, in the transaction that moves the cursor. A row's number is
// (act index << 20) + ordinal, so that the same acts give the same rows whatever pieces they were applied in; nothing
// counts up, nothing asks for the time.
//
// The file is a projection: what a power cut takes from it is applied again from the acts. So it runs with a
// write-ahead log and synchronous=NORMAL, under which SQLite may lose the last transactions but not its consistency,
// and the cursor goes back together with the rows.
//
// Full text holds the terms of package language, joined by spaces; excerpts are found by making the terms of the
// original text again and taking the spans of those that were looked for.
package sqlite
