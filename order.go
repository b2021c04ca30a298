package factum

import "encoding/json"

// Order is what a person set for the whole record: what it is kept for, a region drawn on the map, a saved query, what is withheld from everything that leaves
// it. It stands until another order of its kind and name takes its place.
type Order struct {
	Act ActIndex `json:"act"`
	At  string   `json:"at"`
	By  PersonID `json:"by"`
	Ordered
}

// Ordered is the sealed value "order" of a configured act.
type Ordered struct {
	Kind string `json:"kind"` // one of OrderKinds
	Name string `json:"name"` // of a mandate, delay or time authority ""; of what is withheld or released "<what>:<which>"
	// Value is by kind a text (mandate, tsa), a GeoJSON geometry (region), a Query (query), a whole number of days (delay), a Withholding (withhold, release); null takes
	// away what stood.
	Value  json.RawMessage `json:"value"`
	Reason string          `json:"reason"`
}

// Kinds of order.
const (
	OrderMandate  = "mandate"  // why the record is kept
	OrderRegion   = "region"   // an area drawn by a person, by its name
	OrderQuery    = "query"    // a saved query, by its name
	OrderDelay    = "delay"    // for how many days movements of forces and transports of arms are held back
	OrderWithhold = "withhold" // left out of whatever leaves the record
	OrderRelease  = "release"  // not left out, though a rule would
	OrderTSA      = "tsa"      // address of a time authority
)

// OrderKinds lists them.
var OrderKinds = []string{OrderMandate, OrderRegion, OrderQuery, OrderDelay, OrderWithhold, OrderRelease, OrderTSA}

// What can be withheld or released, the first word of the order's name.
var WithheldKinds = []string{"person", "name", "face", "source", "place", "passage", "item", "collector"}

// Query is what a saved query asks for: filters as the list of facts takes them. Empty fields do not narrow.
type Query struct {
	Type      string `json:"type,omitempty"`
	Actor     string `json:"actor,omitempty"`
	Recipient string `json:"recipient,omitempty"`
	Place     string `json:"place,omitempty"`
	Since     string `json:"since,omitempty"`
	Until     string `json:"until,omitempty"`
	Status    string `json:"status,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Source    string `json:"source,omitempty"`
	Region    string `json:"region,omitempty"` // name of a region of the record
}

// Withholding says of what is withheld or released on which ground.
type Withholding struct {
	What   string `json:"what"`  // one of WithheldKinds
	Which  string `json:"which"` // the name, id or words themselves
	Ground string `json:"ground"`
}

// WithholdingGrounds are those on which something is withheld.
var WithholdingGrounds = []string{"safety", "consent", "minor", "survivor", "prisoner-of-war", "private-person", "source-protection", "court-order", "security"}

// Clears reports whether the order takes away what stood.
func (o Ordered) Clears() bool { return len(o.Value) == 0 || string(o.Value) == "null" }
