// Package custody keeps what makes a record unchangeable unnoticed: the acts, what opens their sealed
// fields, the derived items, the transparency log over the acts and the checkpoints that were kept.
//
// Start with Ledger. Create makes a record's directory, OpenWriter opens one writing session, OpenReader
// reads without ever writing a byte, Verify checks a directory without opening it as a ledger.
//
// # On disk, format 1
//
//	factum.toml            format, id, origin
//	keys/log.key           Ed25519 signing key of the log in the form of golang.org/x/mod/sumdb/note; 0600
//	acts/%08d.jsonl        one act a line, canonical JSON; 65,536 lines a file, counted over all files from 0
//	sealed/%08d.jsonl      the openings of the act on the same line; a blank line was erased
//	derived/%08d.jsonl     one derived item a line, canonical JSON, at most 64 KiB; named by the SHA-256 of the
//	                       line without its end; a new file once one has reached 64 MiB; a blank line was erased
//	log/                   tile log after C2SP tlog-tiles; log/.state belongs to it
//	checkpoints/<size>     the signed checkpoint that ended a writing session; never overwritten
//	stamps/                time stamps over checkpoints
//	lock                   held by flock during a writing session; says who holds it
//	tmp/                   unfinished files; emptied when a session begins
//
// Every line ends in one line feed. The entry of act i in the log is the 32 bytes of the SHA-256 of its
// line without the line feed, and so its Merkle leaf hash after RFC 6962 is SHA-256(0x00 ‖ those 32 bytes).
//
// # What is promised
//
// Append returns once the act's openings, the act line and its leaf are durable, in that order; what it did
// not acknowledge may or may not be there after a crash, but never in part: the next session finishes or drops it.
// PutDerived returns once the items are durable. A failed write or fsync poisons the session: nothing further is
// acknowledged, and a new session starts from what is on disk.
//
// # What is not
//
// Whoever holds the directory and its key can write another history that verifies. Only what left the machine
// (a stamp, an exported case, a checkpoint kept elsewhere) reveals it.
package custody
