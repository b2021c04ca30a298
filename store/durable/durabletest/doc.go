// Package durabletest puts other disks in the place of the real one: Power forgets, when the power is cut, what was not made
// durable; Faults fails at a chosen call. Both pass everything on to the real file system meanwhile.
package durabletest
