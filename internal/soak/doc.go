// Package soak ends the program by kill -9 at random moments of its work, over and over, and after each time holds the record against
// what was acknowledged before: nothing of it may be lost, `verify` must find nothing wrong, and the same command must complete.
//
// Start with Run. `make soak` runs it for long, a test of cli for a short while.
package soak
