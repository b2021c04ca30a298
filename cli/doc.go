// Package cli is the command line: it parses arguments, calls the record, and prints for
// people or, with --json, for programs (one JSON object a line on stdout). Progress and
// errors go to stderr. It holds no logic of its own beyond that; start with Run.
package cli
