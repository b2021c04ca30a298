// Package warc reads and writes web archive files: WARC 1.0 and 1.1 (ISO 28500:2017), plain or with one gzip member a record.
//
// Writing is canonical: the same records give the same bytes, and record ids follow from what the record holds. Reading takes what is found in the wild: a
// whole file in one gzip member, folded or oddly written header lines, addresses in angle brackets, bare line feeds, missing blank lines behind a block,
// a file that was cut off. What does not read is said with where it stands, and what comes behind it is still read.
//
// Sizes are bounded by the caller: a record's block is a stream, and nothing of it is kept.
package warc

import "errors"

// Types of records that are met, ISO 28500 section 6.
const (
	Warcinfo     = "warcinfo"
	Request      = "request"
	Response     = "response"
	Metadata     = "metadata"
	Resource     = "resource"
	Revisit      = "revisit"
	Conversion   = "conversion"
	Continuation = "continuation"
)

// Fields that are used here. Names compare without regard to case.
const (
	FieldType          = "WARC-Type"
	FieldID            = "WARC-Record-ID"
	FieldDate          = "WARC-Date"
	FieldTarget        = "WARC-Target-URI"
	FieldIP            = "WARC-IP-Address"
	FieldConcurrent    = "WARC-Concurrent-To"
	FieldRefersTarget  = "WARC-Refers-To-Target-URI"
	FieldRefersDate    = "WARC-Refers-To-Date"
	FieldProfile       = "WARC-Profile"
	FieldBlockDigest   = "WARC-Block-Digest"
	FieldPayloadDigest = "WARC-Payload-Digest"
	FieldTruncated     = "WARC-Truncated"
	FieldInfoID        = "WARC-Warcinfo-ID"
	FieldFilename      = "WARC-Filename"
	FieldContentType   = "Content-Type"
	FieldContentLength = "Content-Length"
)

// ErrDamaged begins the errors of a record that does not read. Reader.Next can be asked for the one behind it.
var ErrDamaged = errors.New("damaged")

// Field is one header line.
type Field struct{ Name, Value string }
