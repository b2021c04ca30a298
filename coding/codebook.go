package coding

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"

	"factum"
)

//go:embed codebook.txt
var codebookText string

// Frame is a kind of happening as the codebook knows it, in no language.
type Frame struct {
	ID    string
	Type  factum.EventType
	Modes []string
	ACLED factum.ACLED

	actor, recipient, place slot
	promise                 bool // what is agreed lies ahead
	person                  bool // the recipient is somebody, whatever the words
	local                   bool // it concerns whoever lives where it holds
	participants            bool // all named in it are actors alike
	needRecipient           bool
	needViolence            bool // only where the sentence or document speaks of violence
	needPolitical           bool // only with an actor of the tables or a group somewhere in the sentence
	needSpecific            bool // a noun needs something of its own: actor, place, time, number
	embeds                  embedding
	object                  factum.EventType // fixed object, "" taken from the complement
	mayObject               bool
	quantities              []string
	harm                    string // what befell the people that the recipient counts: killed, wounded, detained, displaced; "" not said
	items                   bool
	speaker                 bool // without a subject it is the speaker who does it
	excludes                []string
	also                    *Frame // what happens as well where a word of alsoWith stands in the clause; nil nothing
	alsoWith                string // a class
}

// embedding is what a frame does to a happening in its complement.
type embedding uint8

const (
	embedNone    embedding = iota
	embedObject            // agreed, asked, threatened: becomes the object
	embedSwallow           // its topic is no second happening
	embedAllege            // alleged by the actor
	embedPresume           // presupposed: condemn the attack
	embedJudge             // what a court convicted of, or is to judge: done by whom it judges, where the words say to whom
	embedDeny              // denied
	embedNegate            // refused, stopped
)

var embeddings = map[string]embedding{"none": embedNone, "object": embedObject, "swallow": embedSwallow,
	"allege": embedAllege, "presume": embedPresume, "judge": embedJudge, "deny": embedDeny, "negate": embedNegate}

// frameTraits are the words of a line "is".
var frameTraits = map[string]func(*Frame){
	"participants": func(f *Frame) { f.participants = true },
	"items":        func(f *Frame) { f.items = true },
	"speaker":      func(f *Frame) { f.speaker = true },
	"recipient":    func(f *Frame) { f.needRecipient = true },
	"violence":     func(f *Frame) { f.needViolence = true },
	"political":    func(f *Frame) { f.needPolitical = true },
	"specific":     func(f *Frame) { f.needSpecific = true },
	"vague":        func(f *Frame) { f.needSpecific = false },
	"promise":      func(f *Frame) { f.promise = true },
	"person":       func(f *Frame) { f.person = true },
	"local":        func(f *Frame) { f.local = true },
}

// typeRule holds for every frame of a type.
type typeRule struct {
	planned factum.EventType // what a planned one is instead, with the type as object
	negated factum.EventType // what a cancelled one is instead
}

type codebook struct {
	version string
	frames  []*Frame
	byID    map[string]*Frame
	types   map[factum.EventType]typeRule
}

// readCodebook reads lines of "key value …"; "frame ID" and "type TYPE" begin a block.
func readCodebook(file, text string) (*codebook, error) {
	cb := &codebook{byID: map[string]*Frame{}, types: map[factum.EventType]typeRule{}}
	var f *Frame
	var typ factum.EventType
	for n, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest = strings.TrimSpace(rest)
		bad := func(format string, args ...any) error {
			return factum.Errorf(factum.Invalid, "%s:%d: %s", file, n+1, fmt.Sprintf(format, args...))
		}
		words := strings.Fields(rest)
		var why string
		switch key {
		case "":
		case "version":
			cb.version = rest
		case "type":
			typ, f = factum.EventType(rest), nil
			if !typ.Valid() {
				return nil, bad("no event type %q", rest)
			}
		case "planned", "negated":
			t := factum.EventType(rest)
			if f != nil || typ == "" || !t.Valid() {
				return nil, bad("%q needs an event type, inside a type", key)
			}
			r := cb.types[typ]
			if key == "planned" {
				r.planned = t
			} else {
				r.negated = t
			}
			cb.types[typ] = r
		case "frame":
			if cb.byID[rest] != nil || rest == "" {
				return nil, bad("frame %q stands twice or has no name", rest)
			}
			name, _, _ := strings.Cut(rest, ".")
			f = &Frame{ID: rest, Type: factum.EventType(strings.ToUpper(name)), Modes: []string{}}
			if !f.Type.Valid() {
				return nil, bad("frame %q does not begin with one of the sixteen types", rest)
			}
			defaults(f)
			cb.frames = append(cb.frames, f)
			cb.byID[rest] = f
		default:
			if f == nil {
				return nil, bad("%q stands outside a frame", key)
			}
			switch key {
			case "modes":
				f.Modes = words
			case "acled":
				f.ACLED.Event, f.ACLED.Sub, _ = strings.Cut(rest, " > ")
			case "actor":
				f.actor, why = slotSet(words)
			case "recipient":
				f.recipient, why = slotSet(words)
			case "place":
				f.place, why = slotSet(words)
			case "embeds":
				e, ok := embeddings[rest]
				if !ok {
					return nil, bad("embeds %q; one of %s", rest, strings.Join(known(embeddings), " "))
				}
				f.embeds = e
			case "object":
				f.object = factum.EventType(rest)
				if !f.object.Valid() {
					return nil, bad("no event type %q", rest)
				}
			case "quantities":
				f.quantities = words
			case "harm":
				switch rest {
				case "killed", "wounded", "missing", "displaced", "detained":
					f.harm = rest
				default:
					return nil, bad("harm %q; one of killed wounded missing displaced detained", rest)
				}
			case "excludes":
				f.excludes = words
			case "also":
				id, class, ok := strings.Cut(rest, " with ")
				if f.also, f.alsoWith = cb.byID[id], class; !ok || f.also == nil || class == "" {
					return nil, bad("also %q; want FRAME with CLASS, of a frame above", rest)
				}
			case "is":
				for _, w := range words {
					set, ok := frameTraits[w]
					if !ok {
						return nil, bad("a frame is not %q; words are %s", w, strings.Join(known(frameTraits), " "))
					}
					set(f)
				}
			default:
				return nil, bad("no key %q", key)
			}
			if why != "" {
				return nil, bad("%s", why)
			}
		}
	}
	if cb.version == "" || len(cb.frames) == 0 {
		return nil, factum.Errorf(factum.Invalid, "%s: no version or no frames", file)
	}
	return cb, nil
}

// defaults are what a frame is unless it says otherwise.
func defaults(f *Frame) {
	f.actor, f.recipient = sSubj|sAgent|sPoss, sObj|sTarget
	f.needSpecific = true
	switch f.Type {
	case factum.Agree, factum.Request, factum.Threaten:
		f.embeds, f.mayObject, f.speaker = embedObject, true, true
	case factum.Concede:
		f.embeds, f.mayObject = embedObject, true
	case factum.Reject:
		f.embeds = embedNegate
	case factum.Protest:
		f.embeds = embedSwallow
	}
	switch f.Type {
	case factum.Aid, factum.Cooperate, factum.Sanction:
		f.needRecipient = true
	}
	f.quantities = quantitiesOf[f.Type]
}

// quantitiesOf are the kinds of numbers that a claim of a type takes up.
var quantitiesOf = map[factum.EventType][]string{
	factum.Assault:  {"killed", "wounded", "missing"},
	factum.Coerce:   {"detained", "displaced", "count"},
	factum.Retreat:  {"detained", "money", "displaced", "count"},
	factum.Aid:      {"money", "count"},
	factum.Sanction: {"money", "count"},
	factum.Protest:  {"count", "affected"},
	factum.Mobilize: {"count", "affected"},
}

// Book is what the codebook lets a type be.
type Book struct {
	Version string
	Modes   map[factum.EventType][]string // of each of the sixteen types, sorted; of some none
}

// ReadBook reads it.
func ReadBook() (Book, error) {
	cb, err := readCodebook("codebook.txt", codebookText)
	if err != nil {
		return Book{}, err
	}
	b := Book{Version: cb.version, Modes: map[factum.EventType][]string{}}
	for _, t := range factum.EventTypes {
		b.Modes[t] = []string{}
	}
	for _, f := range cb.frames {
		b.Modes[f.Type] = append(b.Modes[f.Type], f.Modes...)
	}
	for t, modes := range b.Modes {
		slices.Sort(modes)
		b.Modes[t] = slices.Compact(modes)
	}
	return b, nil
}

// Frames lists the ids of the codebook's frames, sorted.
func (c *Rules) Frames() []string {
	out := make([]string, 0, len(c.book.frames))
	for _, f := range c.book.frames {
		out = append(out, f.ID)
	}
	sort.Strings(out)
	return out
}
