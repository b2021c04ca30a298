package store

import "factum"

// Filter narrows a list. Empty fields do not narrow; a list ignores those that make no sense for it.
type Filter struct {
	Type      string // event type
	Actor     string // code, or words of the name as written
	Recipient string
	Place     string // name, country code or admin-1 as the gazetteer writes them
	Since     string // RFC 3339 date or instant; what ended before is left out
	Until     string // what began after is left out
	// Status: of a fact "in issue" or a finding's; of a claim its modality, "superseded", "proposed" or "current"; of a capture coded, gap or captured.
	Status string
	Lang   string // ISO 639-1
	Source string // src_… id, domain or outlet
	// Capture narrows documents, claims and gaps to one capture.
	Capture factum.Digest
	Limit   int    // 0: all
	After   string // Page.Next of the page before
}

// Page is a part of a list. Next is "" after the last one, else what to put into Filter.After.
type Page[T any] struct {
	Items []T
	Next  string
}

// Captured is a capture with what became of it.
type Captured struct {
	factum.Capture
	MediaType string          `json:"media_type"`
	Status    string          `json:"status"` // coded, gap, captured
	Coded     factum.ActIndex `json:"-"`      // the latest coded act, when status is coded
	Langs     []string        `json:"langs"`
	Documents []factum.Digest `json:"documents"`
	Claims    int             `json:"claims"` // not superseded
	Reason    string          `json:"reason"` // of the last gap, when status is gap
}

// Document is a document without its words; Items.Derived has it whole.
type Document struct {
	ID        factum.Digest   `json:"id"`
	Act       factum.ActIndex `json:"act"` // the coded act that named it first
	Capture   factum.Digest   `json:"capture"`
	Item      string          `json:"item"`
	Reader    factum.Version  `json:"reader"`
	MediaType string          `json:"media_type"`
	Lang      string          `json:"lang"`
	Title     string          `json:"title"`
	Published *factum.Time    `json:"published"`
	Outlet    string          `json:"outlet"`
	URL       string          `json:"url"`
	Wire      string          `json:"wire"`
	Source    factum.SourceID `json:"source"`
	Bytes     int             `json:"bytes"`  // of text
	Claims    int             `json:"claims"` // not superseded
	Current   bool            `json:"current"`
}

// Claim is a claim as the record holds it.
type Claim struct {
	factum.Claim
	Capture    factum.Digest    `json:"capture"`
	Act        factum.ActIndex  `json:"act"` // that sealed it first
	Ordinal    int              `json:"ordinal"`
	Source     factum.SourceID  `json:"source"`
	Outlet     string           `json:"outlet"`
	Fact       factum.FactID    `json:"fact"` // "" when superseded, or only proposed by a model
	Superseded bool             `json:"superseded"`
	Withdrawn  bool             `json:"withdrawn"` // a person found that the text does not say it
	Read       *factum.Claim    `json:"read"`      // as it was coded, null where nobody corrected it
	Findings   []factum.Finding `json:"findings"`  // made on fct_ of this claim
}

// About is what deeds are wanted for.
type About string

// What Deeds can be asked about.
const (
	AboutCommitments About = "commitments"
	AboutProceedings About = "proceedings"
)

// Deeds are facts in short, by their first-sealed claim.
type Deeds struct {
	Deeds []factum.Deed
	// Findings are those on commitments, by the fact that the commitment is, in log order; each is flagged when the claims are no longer those it was made on.
	Findings map[factum.FactID][]factum.Finding
	// Latest is the latest RFC 3339 date on which a document was published, "" when none is dated.
	Latest string
}

// Line is a line with the fact it is a line of.
type Line struct {
	factum.Line
	Fact factum.FactID `json:"fact"`
}

// Statement is words that a document lays in somebody's mouth, where a claim rests on them.
type Statement struct {
	Claim     factum.ClaimID  `json:"claim"`
	Document  factum.Digest   `json:"document"`
	Lang      string          `json:"lang"`
	Source    factum.SourceID `json:"source"`
	Published *factum.Time    `json:"published"`
	Part      string          `json:"part"`
	factum.Attribution
}

// Source is who published. Interest is one of factum.Interests.
type Source struct {
	ID        factum.SourceID `json:"id"`
	Name      string          `json:"name"` // outlet as its documents state it
	Domain    string          `json:"domain"`
	Country   string          `json:"country"` // ISO 3166-1 alpha-3, "" unknown
	Lang      string          `json:"lang"`
	Owner     string          `json:"owner"` // name or src_ id
	Wires     []string        `json:"wires"` // agencies that it is known to draw on
	Interest  string          `json:"interest"`
	Wars      []string        `json:"wars"`  // countries that the interest bears on; none: everything
	Grade     *Grade          `json:"grade"` // by the latest person who gave one; null: nobody did, which is F
	Documents int             `json:"documents"`
	Claims    int             `json:"claims"`
}

// Opinion is a second opinion beside the finding that it is one on.
type Opinion struct {
	Fact    factum.FactID  `json:"fact"` // that holds now what both were made on
	Element string         `json:"element"`
	First   factum.Finding `json:"first"`
	Second  factum.Finding `json:"second"`
	Agree   bool           `json:"agree"` // in status
}

// Grade is how reliable a person found a source, or how credible a claim, by the Admiralty code.
type Grade struct {
	Grade  string          `json:"grade"`
	By     factum.PersonID `json:"by"`
	At     string          `json:"at"`
	Reason string          `json:"reason"`
	Act    factum.ActIndex `json:"act"`
}

// Act is an act with those of its sealed values that can be shown in a list.
type Act struct {
	Index   factum.ActIndex `json:"index"`
	Kind    factum.ActKind  `json:"act"`
	At      string          `json:"at"`
	By      factum.PersonID `json:"by"`
	Subject factum.Digest   `json:"subject"`
	Erased  bool            `json:"erased"`
	Erasure *Erased         `json:"erasure"` // null where it was not erased
}

// Erased says of something that it is gone, on which ground and by whose authority.
type Erased struct {
	Act       factum.ActIndex `json:"act"` // the erased act
	At        string          `json:"at"`
	By        factum.PersonID `json:"by"`
	Ground    string          `json:"ground"`
	Authority string          `json:"authority"`
	Reason    string          `json:"reason"`
}

// String says it in a few words.
func (e Erased) String() string { return "erased on ground " + e.Ground + " (" + e.Act.String() + ")" }

// Person is how a person stands in the record. The legal name is in no index: it stays with what the act sealed.
type Person struct {
	ID          factum.PersonID `json:"id"`
	Role        string          `json:"role"`
	PublicKey   string          `json:"public_key"`  // "" when they have none
	Fingerprint string          `json:"fingerprint"` // of it, as ssh-keygen prints it
	Since       factum.ActIndex `json:"since"`       // the act that added them first
	Act         factum.ActIndex `json:"act"`         // the act that says all this
	At          string          `json:"at"`          // of that act
	By          factum.PersonID `json:"by"`          // who answers for that act
}

// Thing is what an id stands for: exactly one of the pointers is set.
type Thing struct {
	Kind     string // capture document claim fact commitment line source act gap erased; of a commitment Fact is set, with the findings on the commitment
	ID       string // in full
	Capture  *Captured
	Document *Document
	Claim    *Claim
	Fact     *factum.Fact
	Line     *Line
	Source   *Source
	Act      *Act
	Gap      *factum.Gap
	Erased   *Erased
}

// Hit is a document or claim that holds what was looked for.
type Hit struct {
	Kind     string        `json:"kind"` // document or claim
	ID       string        `json:"id"`
	Document factum.Digest `json:"document"`
	Lang     string        `json:"lang"`
	Title    string        `json:"title"`
	Excerpts []Excerpt     `json:"excerpts"`
	Claim    *factum.Claim `json:"claim"` // null for a document
	Capture  factum.Digest `json:"capture"`
}

// Excerpt is a stretch of a document with the words that were found in it.
type Excerpt struct {
	Part  string        `json:"part"`
	Text  string        `json:"text"`
	Span  factum.Span   `json:"span"`
	Marks []factum.Span `json:"marks"` // spans of the part, not of the excerpt
}

// Counts is how much of each there is.
type Counts struct {
	Acts, Captures, Documents, Claims, Superseded, Facts, Lines, Statements, Sources, Gaps int
}

// Without is what becomes of a fact when some of its claims are gone.
type Without struct {
	Before factum.Fact
	Gone   []factum.ClaimID
	// After are the facts that the rest of its claims are then in: none where no claim is left, several where what is gone held it together. They may hold claims
	// of other facts as well.
	After []factum.Fact
}
