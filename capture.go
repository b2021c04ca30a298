package factum

// Subject is the sealed value "subject" of a captured act: which bytes.
type Subject struct {
	SHA256 Digest `json:"sha256"`
	SHA512 string `json:"sha512"`
	Size   int64  `json:"size"` // bytes
}

// Origin is the sealed value "origin" of a captured or gap act: where the bytes came from and how.
// Strings are "" when unknown or not applicable.
type Origin struct {
	Via       string `json:"via"`        // file, folder, stdin
	Given     string `json:"given"`      // the argument as the collector gave it
	Path      string `json:"path"`       // absolute path at the time
	Name      string `json:"name"`       // file name
	MediaType string `json:"media_type"` // as sniffed from the bytes
	Modified  string `json:"modified"`   // the file's times as the file system states them
	Created   string `json:"created"`
	Mode      string `json:"mode"`
	Host      string `json:"host"`
	User      string `json:"user"` // account of the operating system
	Grew      bool   `json:"grew"` // the file's size changed while it was read
}

// Capture is the bytes exactly as received with how, when and by whom. It cannot be made without digest and size.
type Capture struct {
	Subject Subject    `json:"subject"`
	Origins []Obtained `json:"origins"` // each time the same bytes were captured, in log order
}

// Obtained is one act of capturing.
type Obtained struct {
	Act    ActIndex `json:"act"`
	At     string   `json:"at"`
	By     PersonID `json:"by"` // "" unnamed
	Origin Origin   `json:"origin"`
}

// Result is the sealed value "result" of a coded act: what version made what of the subject.
type Result struct {
	Documents []DocumentResult `json:"documents"`
}

// DocumentResult names one document read out of the capture and its claim set.
type DocumentResult struct {
	Document Digest `json:"document"`
	Claims   Digest `json:"claims"`
	Answer   Digest `json:"answer,omitzero"` // of a model that proposed some of the claims; absent where none was asked
}

// Items are the derived items that it names.
func (r DocumentResult) Items() []Digest {
	if r.Answer.IsZero() {
		return []Digest{r.Document, r.Claims}
	}
	return []Digest{r.Document, r.Claims, r.Answer}
}

// Gap is something wanted and not obtained, or not readable. Stage is where it failed; Reason is for people.
type Gap struct {
	ID      GapID    `json:"id"`
	Act     ActIndex `json:"act"`
	At      string   `json:"at"`
	By      PersonID `json:"by"`
	Stage   string   `json:"stage"`   // capture, reading, coding
	Capture Digest   `json:"capture"` // "" when there are no bytes
	Origin  Origin   `json:"origin"`
	Reason  string   `json:"reason"`
}

// Decision is the sealed value "finding" of a decided act.
type Decision struct {
	Item       string    `json:"item"` // fct_…, com_…
	Element    string    `json:"element"`
	Status     string    `json:"status"`
	Standard   string    `json:"standard"`
	Reason     string    `json:"reason"`
	ClaimsSeen []ClaimID `json:"claims_seen"`
	Signature  *string   `json:"signature"`
	// Second marks a blind second opinion; findings that are none lack the key.
	Second bool `json:"second,omitempty"`
}
