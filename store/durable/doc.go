// Package durable names the calls of the operating system by which a record's files are written. Start with FS; OS is the real one.
//
// What a power cut keeps is exactly this, and nothing here promises more: the bytes of a file up to its last Sync, and the
// names in a directory up to its last SyncDir. Everything else may be kept, kept in part, or lost, in any order.
// custody and blobfs write through it; tests put in its place one that cuts the power, fills the disk or fails an fsync.
// Reading goes straight to the operating system.
package durable
