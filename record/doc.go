// Package record is a record: the one place that ties the rooms together and keeps their order.
//
// Init makes one, Open reads one, OpenWriter begins a writing session. Add takes files through all
// stages: capture → custody → reading → coding → corroboration. Whatever a person or program does to a record is an
// act in custody's log first and a row of the index afterwards; the index is a projection and can be made again by Rebuild.
//
// An input is acknowledged (Add's report is called) once its captured act and its coded or gap act are in the log.
package record
