package factum

// EventType is one of the sixteen event types of PLOVER 2.0.
type EventType string

// The sixteen types; docs/codebook.md says what each needs and excludes.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// EventTypes lists the sixteen in the codebook's order.
var EventTypes = []EventType{Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request,
	Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault}

// Valid reports whether t is one of the sixteen.
func (t EventType) Valid() bool { return t.Quad() != "" }

// Quad returns the quad class: verbal-cooperation, material-cooperation, verbal-conflict
// or material-conflict; "" for no type. It is for research exports only.
func (t EventType) Quad() string {
	switch t {
	case Agree, Consult, Support, Concede:
		return "verbal-cooperation"
	case Cooperate, Aid, Retreat:
		return "material-cooperation"
	case Request, Accuse, Reject, Threaten:
		return "verbal-conflict"
	case Protest, Sanction, Mobilize, Coerce, Assault:
		return "material-conflict"
	}
	return ""
}

// Modality says in what way a document speaks of a happening.
type Modality string

// The modalities, in the order in which the first that applies is taken.
const (
	Denied       Modality = "denied"
	Negated      Modality = "negated"
	Hypothetical Modality = "hypothetical"
	CalledFor    Modality = "called-for"
	Alleged      Modality = "alleged"
	Planned      Modality = "planned"
	Historical   Modality = "historical"
	Ongoing      Modality = "ongoing"
	Asserted     Modality = "asserted"
)

// Modalities lists them in order of precedence.
var Modalities = []Modality{Denied, Negated, Hypothetical, CalledFor, Alleged, Planned, Historical, Ongoing, Asserted}

// Happened reports whether a claim of this modality says that the thing took or takes place,
// on whosever word. Denied, negated, hypothetical, called-for and planned do not.
func (m Modality) Happened() bool {
	return m == Asserted || m == Ongoing || m == Historical || m == Alleged
}

// Precisions of a time, from fine to coarse.
var TimePrecisions = []string{"second", "minute", "hour", "day", "week", "month", "season", "year", "range", "not-after", "not-before", "unknown"}

// Precisions of a place, from fine to coarse.
var PlacePrecisions = []string{"point", "settlement", "admin2", "admin1", "region", "country"}

// The parts of a document that spans refer to.
const (
	PartText  = "text"
	PartTitle = "title"
)

// Forms of attribution.
const (
	FormDirect   = "direct"   // in quotation marks
	FormIndirect = "indirect" // that-clause, "according to"
	FormReported = "reported" // laid at somebody's door without words of theirs
)

// Wordings of a quote.
const (
	WordingOriginal   = "original"
	WordingTranslated = "translated"
	WordingUnknown    = "unknown"
)

// Bases of an actor.
const (
	BasisNamed   = "named"
	BasisContext = "context"
)

// Kinds of quantity.
var QuantityKinds = []string{"killed", "wounded", "missing", "displaced", "detained", "affected", "money", "count"}
