package factum

import "slices"

// Version names a program part and its version: reader, coder, gazetteer.
type Version struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Document is the text read out of a capture by one version of the reader. It is
// immutable and named by the SHA-256 of its canonical JSON.
type Document struct {
	V       int    `json:"v"` // 1
	Capture Digest `json:"capture"`
	// Item is the place of the document in a capture that holds several, "" where it holds one.
	Item   string  `json:"item"`
	Reader Version `json:"reader"`
	// Decoding names the steps from the capture's bytes to the decoded form that Segments
	// point into, in order: "charset:windows-1251", "mime:text/html;part=1", …
	// Empty: the decoded form is the bytes themselves.
	Decoding  []string `json:"decoding"`
	MediaType string   `json:"media_type"` // as sniffed, without parameters
	Lang      string   `json:"lang"`       // ISO 639-1, "und"
	// Title is the headline, "" if none was found. With TitleApart it came apart from the text
	// (HTML, EML, a jsonl line) and spans in it carry part "title"; otherwise it
	// stands in Text at TitleSpan, and spans in it carry part "text".
	Title      string    `json:"title"`
	TitleApart bool      `json:"title_apart"`
	TitleSpan  *Span     `json:"title_span"`
	Text       string    `json:"text"`
	Published  *Time     `json:"published"` // null when unknown
	Modified   *Time     `json:"modified"`
	Outlet     string    `json:"outlet"`
	Authors    []string  `json:"authors"`
	URL        string    `json:"url"`  // canonical URL as the document states it
	Wire       string    `json:"wire"` // agency credited, as a code or as written; "" none
	Paragraphs []Block   `json:"paragraphs"`
	Sentences  []Span    `json:"sentences"` // of Text
	Segments   []Segment `json:"segments"`
	Mentions   Mentions  `json:"mentions"`
	Notes      []string  `json:"notes"` // what a reader of this document should know: a repaired byte, a part left out
}

// Block is a paragraph of the text: its span and what it is.
type Block struct {
	Span Span   `json:"span"`
	Kind string `json:"kind"` // heading, paragraph, item, quote, caption, row, dateline, byline
	// Lang is the ISO 639-1 code of a paragraph in another language than the document, "" where it is in the document's.
	Lang string `json:"lang,omitempty"`
}

// Segment maps a stretch of the text to the decoded form of the capture: the bytes
// Text[Span] were read from the bytes [From.Start,From.End) there. The lengths differ where
// white space was folded or entities were decoded. Segments are in text order and do not overlap.
type Segment struct {
	Part string `json:"part"`
	Span Span   `json:"span"`
	From Span   `json:"from"`
}

// OtherLangs lists the languages that paragraphs have beside the document's own, each once, in the order of the text.
func (d *Document) OtherLangs() []string {
	var out []string
	for _, b := range d.Paragraphs {
		if b.Lang != "" && b.Lang != d.Lang && !slices.Contains(out, b.Lang) {
			out = append(out, b.Lang)
		}
	}
	return out
}

// LangAt is the language of the paragraph that holds a byte of the text.
func (d *Document) LangAt(at int) string {
	for _, b := range d.Paragraphs {
		if b.Lang != "" && b.Span.Start <= at && at < b.Span.End {
			return b.Lang
		}
	}
	return d.Lang
}

// PartText returns the text that spans of the given part refer to.
func (d *Document) PartText(part string) string {
	if part == PartTitle {
		return d.Title
	}
	return d.Text
}

// Mentions is what was recognised in a document, each list in text order, the title's before the text's.
type Mentions struct {
	Times      []TimeMention     `json:"times"`
	Places     []PlaceMention    `json:"places"`
	Actors     []ActorMention    `json:"actors"`
	Quotes     []Quote           `json:"quotes"`
	Quantities []QuantityMention `json:"quantities"`
	Items      []ItemMention     `json:"items"`
}

// Time is a stretch of time as far as it is known: RFC 3339 dates ("2022-04-05") or instants
// in UTC ("2022-04-05T10:00:00Z"), inclusive at both ends; "" is open. Precision is one of TimePrecisions.
type Time struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Precision string `json:"precision"`
}

// TimeMention is an expression of time. Value is TIMEX3-like: "2022-04-05", "2022-W14", "2022-04",
// "2022-SP", "P3D", "PRESENT_REF"; Type is DATE, TIME, DURATION or SET. When is the
// stretch it stands for on the calendar, null where it stands for none.
type TimeMention struct {
	Part  string `json:"part"`
	Span  Span   `json:"span"`
	Text  string `json:"text"`
	Value string `json:"value"`
	Type  string `json:"type"`
	When  *Time  `json:"when"`
}

// PlaceMention is a name of a place. Unresolved it keeps its text and has neither name nor coordinates (Resolved false).
type PlaceMention struct {
	Part      string  `json:"part"`
	Span      Span    `json:"span"`
	Text      string  `json:"text"`
	Name      string  `json:"name"`    // official name in Latin letters, "" unresolved
	Country   string  `json:"country"` // ISO 3166-1 alpha-3
	Admin1    string  `json:"admin1"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	GeoNames  int64   `json:"geonames"` // 0: none
	Precision string  `json:"precision"`
	Why       string  `json:"why"` // how an ambiguous name was settled, "" where it was not ambiguous
}

// Resolved reports whether the name was found in the gazetteer.
func (p PlaceMention) Resolved() bool { return p.Name != "" }

// ActorMention is words that stand for an actor. Code is a state (ISO 3166-1 alpha-3) or an
// organisation's short code, "" where the words name somebody the tables do not know. Name is the person's name where the words
// name a person ("Jens Stoltenberg"). Role is an office or group: "president", "secretary-general",
// "member states", "armed forces", "civilians". Basis is named, or context where the words
// alone do not say it ("he", "the president", "Moscow").
type ActorMention struct {
	Part  string `json:"part"`
	Span  Span   `json:"span"`
	Text  string `json:"text"`
	Code  string `json:"code"`
	Name  string `json:"name"`
	Role  string `json:"role"`
	Kind  string `json:"kind"` // state, organisation, armed-group, person, group
	Basis string `json:"basis"`
}

// Quote is words laid in somebody's mouth. Span is the content (for a direct quote the words inside
// the marks); Sentence-splitting does not cut it. SpeakerSpan and CueSpan are null where no words name them.
type Quote struct {
	Part        string `json:"part"`
	Span        Span   `json:"span"`
	Text        string `json:"text"`
	Form        string `json:"form"`
	Speaker     string `json:"speaker"` // full name or the words that name them
	Code        string `json:"code"`
	Role        string `json:"role"`
	SpeakerSpan *Span  `json:"speaker_span"`
	CueSpan     *Span  `json:"cue_span"`
	At          *Time  `json:"at"` // when it was said, null unknown
}

// QuantityMention is a Quantity found in a text, not yet given to a claim.
type QuantityMention struct {
	Part string `json:"part"`
	Quantity
}

// ItemMention is an Item found in a text, not yet given to a claim.
type ItemMention struct {
	Part string `json:"part"`
	Item
}
