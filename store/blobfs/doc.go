// Package blobfs is a store.Blobs in a directory: one file a blob, blobs/ab/<64 hex>, mode 0444, never written again.
//
// A blob is written to a file without a name, or, where the system has none, to one under tmp/; made durable; given its name; and the
// directory made durable. So a crash leaves either the whole blob or nothing but something in tmp/, which custody empties when a
// writing session begins.
package blobfs
