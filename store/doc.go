// Package store holds the two contracts under which a record is kept and asked: Blobs, bytes named by their
// digest, immutable and durable once put, and Index, a projection of the acts that can always be made again.
//
// blobfs and sqlite fulfil them on one machine; storetest is the suite that whatever fulfils them has to pass.
// Nothing an index answers depends on when or in what pieces the acts were applied to it.
package store
