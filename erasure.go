package factum

// Erasure is the sealed value "erasure" of an erased act: what was taken out of the record for good, on which ground and by whose
// authority. What it names is gone; its digests stay, so that verify can tell an erasure from a loss.
type Erasure struct {
	Acts      []ActIndex `json:"acts"`  // whose openings were blanked
	Items     []Digest   `json:"items"` // blobs and derived items that were removed
	Ground    string     `json:"ground"`
	Authority string     `json:"authority"`
}
