package factum

import "strings"

// Claim is one thing that a document says happened, was said, is planned or is denied,
// tied to the words it rests on. Every key is always written: lists as [], strings as "",
// place, time and a quantity's max as null when unknown. See docs/formats.md, "claim".
type Claim struct {
	V         int       `json:"v"` // 1
	ID        ClaimID   `json:"id"`
	Document  Digest    `json:"document"` // of the document; without a record, of the text
	Ref       string    `json:"ref"`
	Part      string    `json:"part"` // what every span but those in Also refers to
	Lang      string    `json:"lang"`
	Published *Time     `json:"published"`
	Type      EventType `json:"type"`
	Modes     []string  `json:"modes"`
	Object    EventType `json:"object"` // what is agreed, promised, asked, threatened; "" none
	Quad      string    `json:"quad"`
	ACLED     ACLED     `json:"acled"`

	Actors       []Actor `json:"actors"`
	Recipients   []Actor `json:"recipients"`
	Participants []Actor `json:"participants"`

	Place       *Place        `json:"place"`
	Time        *ClaimTime    `json:"time"` // when it happened, not when it was said
	Modality    Modality      `json:"modality"`
	Attribution []Attribution `json:"attribution"` // outermost first
	Quantities  []Quantity    `json:"quantities"`
	Items       []Item        `json:"items"`
	Passage     Words         `json:"passage"`
	Also        []Passage     `json:"also"`
	Trigger     Words         `json:"trigger"`
	Confidence  float64       `json:"confidence"`
	Why         []string      `json:"why"`
	Coder       Coder         `json:"coder"`
}

// ACLED is the event and sub-event type of ACLED's codebook where they follow, else "".
type ACLED struct {
	Event string `json:"event"`
	Sub   string `json:"sub"`
}

// Actor is somebody in a claim. Code may be "" (civilians, a group the tables do not know);
// an actor that the text does not name is not in the list at all.
type Actor struct {
	Text  string `json:"text"`
	Code  string `json:"code"`
	Role  string `json:"role"`
	Basis string `json:"basis"` // named or context
	Span  Span   `json:"span"`
}

// Place is where it happened.
type Place struct {
	Text      string  `json:"text"`
	Name      string  `json:"name"`
	Country   string  `json:"country"`
	Admin1    string  `json:"admin1"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	GeoNames  int64   `json:"geonames"`
	Precision string  `json:"precision"`
	Span      Span    `json:"span"`
}

// ClaimTime is when it happened, with the words that say so.
type ClaimTime struct {
	Text      string `json:"text"`
	From      string `json:"from"`
	To        string `json:"to"`
	Precision string `json:"precision"`
	Span      Span   `json:"span"`
}

// Attribution says who says so.
type Attribution struct {
	Text    string `json:"text"`
	Name    string `json:"name"`
	Role    string `json:"role"`
	Code    string `json:"code"`
	At      string `json:"at"` // date or instant of saying, "" unknown
	Form    string `json:"form"`
	Wording string `json:"wording"`
	Quote   string `json:"quote"` // the words inside the marks, "" for none
	Span    Span   `json:"span"`  // of the words that name the speaker
	// Joint says that the speaker says it together with the one before in the list; else the one before has it from this one.
	Joint bool `json:"joint,omitempty"`
}

// Quantity is a number with its bounds: Max is null where the words set none ("at least forty").
// Unit is person, an ISO 4217 code for money, or the thing counted.
type Quantity struct {
	Kind string `json:"kind"`
	Min  int64  `json:"min"`
	Max  *int64 `json:"max"`
	Unit string `json:"unit"`
	Text string `json:"text"`
	Span Span   `json:"span"`
}

// Item is a thing given, moved, seized, by a code of the taxonomy in docs/codebook.md.
type Item struct {
	Code string `json:"code"`
	Text string `json:"text"`
	Span Span   `json:"span"`
}

// Words is a stretch of the claim's part.
type Words struct {
	Text string `json:"text"`
	Span Span   `json:"span"`
}

// Passage is a further place where the same is told.
type Passage struct {
	Part string `json:"part"`
	Text string `json:"text"`
	Span Span   `json:"span"`
}

// ProposedBy begins the name of a coder that is a model: "model:" and the model's name. What it makes is proposed, not reported.
const ProposedBy = "model:"

// Proposed reports whether a model proposed the claim. Such a claim is kept and listed; it is no part of a fact and supports none.
func (c *Claim) Proposed() bool { return strings.HasPrefix(c.Coder.Name, ProposedBy) }

// Coder is what made the claim.
type Coder struct {
	Name     string `json:"name"`
	Version  string `json:"version"`
	Codebook string `json:"codebook"`
}

// ClaimSet is what one version of the coder took from one document: a derived item,
// named by the SHA-256 of its canonical JSON.
type ClaimSet struct {
	V        int     `json:"v"` // 1
	Capture  Digest  `json:"capture"`
	Document Digest  `json:"document"`
	Coder    Coder   `json:"coder"`
	Claims   []Claim `json:"claims"` // in text order
}
