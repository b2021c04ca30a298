// Package storetest is the suite that every store.Blobs and store.Index has to pass.
package storetest
