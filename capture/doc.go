// Package capture takes in what is to be preserved: files, folders and standard input, as bytes exactly as they
// are, with where they came from and how. It changes nothing at the source, follows no symbolic link out of a folder, opens
// nothing but regular files and standard input, and reads each byte once.
//
// Files walks what a person named and yields an Input for each file, in an order that depends on names only. Take
// streams one Input into a Sink, which makes it durable and says what its digests are, and keeps the
// first bytes for the reading stage so that nothing has to be read twice. What can't be had is an Input with an error, which the caller
// keeps as a gap; it never stops the others.
//
// What a name holds that is not UTF-8 is written \xNN in Origin: names are kept readable and without loss, the file itself is
// opened by its real name.
package capture
