// Package blobfs is a store.Blobs in a directory: one file a blob, blobs/ab/<64 hex>, mode 0444, never written again.
//
// A blob is written under tmp/ first, made durable, renamed to its name and its directory made durable, so that a crash
// leaves either the whole blob or something in tmp/, which custody empties when a writing session begins.
package blobfs
