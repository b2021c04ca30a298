package factum

import "strings"

// Deed is what a fact tells, in short: as much of it as following commitments and proceedings asks for. It is worked out with the fact and is a
// function of the same claims.
type Deed struct {
	Matter string    `json:"matter,omitempty"` // one of the Matter… below
	Type   EventType `json:"type,omitempty"`
	Object EventType `json:"object,omitempty"`
	Modes  []string  `json:"modes,omitempty"`
	// Actors and Recipients are the values of those elements.
	Actors     []Actor    `json:"actors,omitempty"`
	Recipients []Actor    `json:"recipients,omitempty"`
	Speakers   []Speaker  `json:"speakers,omitempty"` // on whose word claims that say it stand, once each
	Place      *Place     `json:"place,omitempty"`
	Time       *Time      `json:"time,omitempty"`
	Due        *Time      `json:"due,omitempty"`  // the time, where what it is about lies ahead of it
	Said       string     `json:"said,omitempty"` // RFC 3339 date of the earliest day on which it was said or, where no claim gives that, published; "" unknown
	Told       string     `json:"told,omitempty"` // the latest day on which it was published
	Quantities []Quantity `json:"quantities,omitempty"`
	Items      []string   `json:"items,omitempty"`  // codes
	Claims     []ClaimID  `json:"claims,omitempty"` // first-sealed first
	Lines      int        `json:"lines,omitempty"`
	Denied     []ClaimID  `json:"denied,omitempty"`  // those of the claims that deny it
	Support    string     `json:"support,omitempty"` // as the fact's
	Stage      string     `json:"stage,omitempty"`   // of a proceeding, one of Stages; "" none
	Headline   string     `json:"headline,omitempty"`
}

// Fact is the id of the deed's fact.
func (d *Deed) Fact() FactID { return d.Claims[0].Fact() }

// What sort of thing a fact is about: what happened or is denied, what was agreed, promised or asked (there is an object), what is planned, called for
// or imagined.
const (
	MatterHappening    = "happening"
	MatterUndertaken   = "undertaken"
	MatterPlanned      = "planned"
	MatterCalledFor    = "called-for"
	MatterHypothetical = "hypothetical"
)

// Kinds of commitment.
const (
	Pledged   = "pledged"   // by one party
	Agreed    = "agreed"    // between parties
	Scheduled = "scheduled" // planned, with a day or stretch
	Expected  = "expected"  // planned, without one
	Demanded  = "demanded"  // of somebody
)

// CommitmentKinds lists them.
var CommitmentKinds = []string{Pledged, Agreed, Scheduled, Expected, Demanded}

// Commits is the kind of commitment that a deed is, "" where it is none. What everybody denies commits nobody.
func (d *Deed) Commits() string {
	promise := d.Type == Agree || d.Type == Concede
	switch {
	case d.Support == SupportNone || d.Matter == MatterHappening || d.Matter == MatterHypothetical:
		return ""
	case d.Type == Request || d.Matter == MatterCalledFor:
		return Demanded
	case promise && (d.Object == Consult || d.Object == Cooperate || len(codesOf(d.Actors)) > 1):
		return Agreed
	case promise:
		return Pledged
	case d.Matter != MatterPlanned:
		return ""
	case d.Due != nil && d.Due.From != "" && d.Due.To != "":
		return Scheduled
	}
	return Expected
}

// Ahead is the type of what is to come of a deed that commits: its object, else its own type; "" where what is promised or asked is not known.
func (d *Deed) Ahead() EventType {
	switch {
	case d.Object != "":
		return d.Object
	case d.Type == Agree || d.Type == Concede || d.Type == Request:
		return ""
	}
	return d.Type
}

func codesOf(as []Actor) []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range as {
		if a.Code != "" && !seen[a.Code] {
			seen[a.Code] = true
			out = append(out, a.Code)
		}
	}
	return out
}

// Commitment is something pledged, agreed, scheduled, expected or demanded, followed in time. That it was kept or broken is for people to find.
type Commitment struct {
	V        int          `json:"v"` // 1
	ID       CommitmentID `json:"id"`
	Fact     FactID       `json:"fact"` // that holds its claims
	Kind     string       `json:"kind"`
	Headline string       `json:"headline"`
	Who      []Actor      `json:"who"` // who is bound or plans; of what is demanded, who demands it
	To       []Actor      `json:"to"`  // to whom; of what is demanded, from whom
	What     Undertaking  `json:"what"`
	Place    *Place       `json:"place"`
	HowMuch  Amount       `json:"how_much"`
	Due      *Time        `json:"due"` // null: no day is given
	SaidAt   string       `json:"said_at"`
	Claims   []ClaimID    `json:"claims"`
	Lines    int          `json:"lines"`
	Status   string       `json:"status"` // open, due, or what a person found
	AsOf     string       `json:"as_of"`  // the RFC 3339 date on which that is so
	Followed []Fulfilment `json:"fulfilments"`
	Findings []Finding    `json:"findings"`
}

// Undertaking is what is to be done.
type Undertaking struct {
	Type  EventType `json:"type"` // "" not known
	Modes []string  `json:"modes"`
}

// Amount is how much of what.
type Amount struct {
	Quantities []Quantity `json:"quantities"`
	Items      []string   `json:"items"`
}

// Fulfilment is a fact that bears on a commitment.
type Fulfilment struct {
	Fact     FactID   `json:"fact"`
	As       string   `json:"as"` // fulfils, partly-fulfils, withdraws, denies or unrelated
	Why      string   `json:"why"`
	By       PersonID `json:"by"` // "" by rule, else who says so
	At       string   `json:"at"` // when they said it
	On       string   `json:"on"` // the day of the fact, as far as it is known: when it happened, else when it was told
	Headline string   `json:"headline"`
}

// Statuses of a commitment on which nobody has decided.
const (
	CommitmentOpen = "open"
	CommitmentDue  = "due" // its day has passed and no fulfilment was seen
)

// Fact is the fact that a commitment's id names.
func (c CommitmentID) Fact() FactID { return FactID("fct_" + strings.TrimPrefix(string(c), "com_")) }

// Commitment is the commitment that a fact is, if it is one.
func (f FactID) Commitment() CommitmentID {
	return CommitmentID("com_" + strings.TrimPrefix(string(f), "fct_"))
}

// ProceedingID is prc_ + the characters of the first-sealed claim of the proceeding's stages.
type ProceedingID string

// Proceeding is the id of a proceeding whose first-sealed claim is c.
func (c ClaimID) Proceeding() ProceedingID { return ProceedingID("prc_" + c.tail()) }

// Stages of a proceeding, in the order in which they come.
const (
	StageOpened    = "opened"
	StageWarrant   = "warrant"
	StageArrest    = "arrest"
	StageCharge    = "charge"
	StageTrial     = "trial"
	StageConvicted = "convicted"
	StageAcquitted = "acquitted"
)

// Stages lists them.
var Stages = []string{StageOpened, StageWarrant, StageArrest, StageCharge, StageTrial, StageConvicted, StageAcquitted}

// Proceeding is an inquiry, charge, trial or judgment against somebody, or into something, as it is reported. It says what a court or prosecutor did, never that
// somebody did what they are accused of.
type Proceeding struct {
	V        int          `json:"v"` // 1
	ID       ProceedingID `json:"id"`
	Headline string       `json:"headline"`
	Before   []Actor      `json:"before"`  // courts, prosecutors, police
	Accused  []Actor      `json:"accused"` // "charged by", "convicted by": the words of those above, none of ours
	Place    *Place       `json:"place"`   // as the stages have it
	Stages   []Step       `json:"stages"`  // in order of time
	Claims   []ClaimID    `json:"claims"`
	Status   string       `json:"status"` // the stage reached
}

// Step is one stage of a proceeding, as a fact tells it.
type Step struct {
	Stage    string    `json:"stage"`
	Fact     FactID    `json:"fact"`
	On       string    `json:"on"` // the day, when it happened, else when it was told
	By       []Actor   `json:"by"`
	Of       []Actor   `json:"of"`
	Claims   []ClaimID `json:"claims"`
	Lines    int       `json:"lines"`
	Denied   bool      `json:"denied"` // some claim denies it
	Headline string    `json:"headline"`
}
