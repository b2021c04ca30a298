package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"factum"
	"factum/store"
)

// sample makes acts with their derived items, as a record would hold them. It is store.Items.
type sample struct {
	t       testing.TB
	entries []factum.Entry
	items   map[factum.Digest][]byte
	order   []factum.Digest
	at      map[factum.Digest]int // place in order
	salt    byte
}

func newSample(t testing.TB) *sample {
	s := &sample{t: t, items: map[factum.Digest][]byte{}, at: map[factum.Digest]int{}}
	s.act(factum.Opened, "opened", nil, map[string]any{"by": "anna"})
	return s
}

// Derived implements store.Items.
func (s *sample) Derived(_ context.Context, d factum.Digest) ([]byte, error) {
	if b, ok := s.items[d]; ok {
		return b, nil
	}
	return nil, factum.Errorf(factum.Missing, "no item %s", d)
}

// Entry implements store.Entries.
func (s *sample) Entry(i factum.ActIndex) (factum.Entry, error) { return s.entries[i], nil }

// Located implements store.Items.
func (s *sample) Located(_ context.Context, d factum.Digest) (int, int64, int64, bool, error) {
	i, ok := s.at[d]
	if !ok {
		i = -1
	}
	return 0, int64(i) * 1000, int64(len(s.items[d])), i >= 0, nil
}

// Load makes the acts of n captures that all report alike, so that their claims are one part: what is hardest for an index.
func Load(t testing.TB, n int) ([]factum.Entry, store.Items) {
	s := newSample(t)
	for i := range n {
		text := fmt.Sprintf("On day %d Russian troops shelled Kramatorsk, the governor said. Two people were killed near the station, others were taken to hospital.", i)
		s.coded("1", s.capture(text), "en", fmt.Sprintf("outlet%d.example", i%50), text,
			report{typ: "ASSAULT", actor: "RUS", recipient: "UKR", place: fmt.Sprint("Place ", i%100), country: "UKR", from: "2022-04-08", to: "2022-04-08", trigger: "shelled"})
	}
	return s.entries, s
}

func (s *sample) put(v any) factum.Digest {
	b, err := factum.Canonical(v)
	if err != nil {
		s.t.Fatal(err)
	}
	d := factum.DigestOf(b)
	if _, ok := s.items[d]; !ok {
		s.at[d] = len(s.order)
		s.order = append(s.order, d)
	}
	s.items[d] = b
	return d
}

func (s *sample) act(kind factum.ActKind, key string, detail, sealed map[string]any) factum.ActIndex {
	at := factum.ActIndex(len(s.entries))
	d := factum.Draft{Key: key, Kind: kind, Detail: detail, Sealed: sealed}
	a, o, err := d.Seal(time.Date(2022, 4, 6, 12, 0, int(at)%60, 0, time.UTC), factum.Version{Name: "test", Version: "1"}, func(b []byte) {
		s.salt++
		for i := range b {
			b[i] = s.salt
		}
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.entries = append(s.entries, factum.Entry{Index: at, Act: a, Openings: o})
	return at
}

// capture adds a captured act for a text, as one collector got it.
func (s *sample) capture(text string) factum.Subject {
	sub := factum.Subject{SHA256: factum.DigestOfString(text), SHA512: factum.SHA512Of([]byte(text)), Size: int64(len(text))}
	s.act(factum.Captured, fmt.Sprint("captured ", len(s.entries)), nil, map[string]any{"subject": sub, "by": "anna",
		"origin": factum.Origin{Via: "file", Given: "a.txt", MediaType: "text/plain"}})
	return sub
}

// report is one claim to be told by a document.
type report struct {
	typ, actor, recipient, place, country, from, to, trigger, quote, speaker, object string
	proposed                                                                         bool // by a model
}

// coded adds a coded act: one document of the text, with a claim a report.
func (s *sample) coded(version string, sub factum.Subject, lang, outlet, text string, reports ...report) []factum.ClaimID {
	doc := factum.Document{V: 1, Capture: sub.SHA256, Reader: factum.Version{Name: "reader", Version: version}, Lang: lang, Text: text, Outlet: outlet,
		MediaType: "text/plain", Published: &factum.Time{From: "2022-04-05", To: "2022-04-05", Precision: "day"}, Title: "", URL: "https://" + outlet + "/1"}
	id := s.put(doc)
	set := factum.ClaimSet{V: 1, Capture: sub.SHA256, Document: id, Claims: []factum.Claim{}}
	var ids []factum.ClaimID
	for i, r := range reports {
		at := max(strings.Index(text, r.trigger), 0)
		c := factum.Claim{V: 1, Document: id, Part: "text", Lang: lang, Published: doc.Published, Type: factum.EventType(r.typ), Object: factum.EventType(r.object), Modes: []string{},
			Actors: people(r.actor), Recipients: people(r.recipient), Participants: []factum.Actor{}, Modality: factum.Asserted,
			Attribution: []factum.Attribution{}, Quantities: []factum.Quantity{}, Items: []factum.Item{}, Also: []factum.Passage{}, Why: []string{"test " + version},
			Passage: factum.Words{Text: text, Span: factum.Span{End: len(text)}}, Trigger: factum.Words{Text: r.trigger, Span: factum.Span{Start: at, End: at + len(r.trigger)}},
			Confidence: 0.5, Coder: factum.Coder{Name: "test", Version: version}}
		if r.proposed {
			c.Coder.Name = factum.ProposedBy + "test"
		}
		if r.place != "" {
			c.Place = &factum.Place{Text: r.place, Name: r.place, Country: r.country, Precision: "settlement"}
		}
		if r.from != "" || r.to != "" {
			c.Time = &factum.ClaimTime{From: r.from, To: r.to, Precision: "day"}
		}
		if r.quote != "" {
			c.Attribution = append(c.Attribution, factum.Attribution{Name: r.speaker, Text: r.speaker, Code: r.actor, Form: "direct", Quote: r.quote})
		}
		c.ID = factum.NewClaimID(sub.SHA256, "text", factum.DigestOfString(text), c.Type, c.Trigger.Span, i)
		set.Claims, ids = append(set.Claims, c), append(ids, c.ID)
	}
	s.act(factum.Coded, fmt.Sprint("coded ", sub.SHA256, version), nil, map[string]any{"subject": sub.SHA256,
		"result": factum.Result{Documents: []factum.DocumentResult{{Document: id, Claims: s.put(set)}}}})
	return ids
}

func people(codes string) []factum.Actor {
	out := []factum.Actor{}
	for _, c := range strings.Fields(codes) {
		out = append(out, factum.Actor{Text: "the " + c, Code: c, Basis: "named"})
	}
	return out
}

// Weigher is a plain store.Weigher for tests: claims of one type and country share a key, and all claims of
// one type and place are one fact with a line a source. Every ACCUSE is a charge. Of bonds, those merged are one fact with what their first is one with, those split off
// are one with nothing else.
type Weigher struct{}

// Kind implements store.Weigher.
func (Weigher) Kind(c factum.Claim) string { return string(c.Type) }

// Wire implements store.Weigher.
func (Weigher) Wire(name string) string { return strings.ToUpper(name) }

// Resting implements store.Weigher: what credits the agency.
func (Weigher) Resting(rs []factum.Report, wire string) (out []factum.ClaimID) {
	for _, r := range rs {
		if strings.EqualFold(r.Wire, wire) {
			out = append(out, r.Claim.ID)
		}
	}
	return out
}

// Anchors implements store.Weigher: a node is what one source reports of one type; everything reaches everything.
func (Weigher) Anchors(r factum.Report) factum.Anchors {
	keys := []string{"type " + string(r.Claim.Type) + " " + place(r)}
	for _, a := range r.Claim.Actors {
		keys = append(keys, "actor "+a.Code)
	}
	return factum.Anchors{Node: string(r.Claim.Type) + " " + string(r.Source), Keys: keys, From: -1 << 30, To: 1 << 30}
}

func place(r factum.Report) string {
	if r.Claim.Place == nil {
		return ""
	}
	return r.Claim.Place.Name
}

// Linked implements store.Weigher: all of a type and place, and all of a type and source.
func (Weigher) Linked(rs []factum.Report, bonds []factum.Bond, of map[factum.ClaimID]bool) (out [][2]factum.ClaimID) {
	for _, a := range rs {
		for _, b := range rs {
			if of[a.Claim.ID] && a.Claim.Type == b.Claim.Type && (place(a) == place(b) || a.Source == b.Source) {
				out = append(out, [2]factum.ClaimID{a.Claim.ID, b.Claim.ID})
			}
		}
	}
	return out
}

// Moved implements store.Weigher: what is linked is of one part.
func (Weigher) Moved([]factum.Report, []factum.Bond, map[factum.ClaimID]bool) []factum.ClaimID {
	return nil
}

// Parts implements store.Weigher.
func (w Weigher) Parts(rs []factum.Report, bonds []factum.Bond) [][]factum.Fact {
	at := map[factum.ClaimID]factum.ClaimID{}
	var find func(c factum.ClaimID) factum.ClaimID
	find = func(c factum.ClaimID) factum.ClaimID {
		if p, ok := at[c]; ok && p != c {
			return find(p)
		}
		return c
	}
	of := map[factum.ClaimID]bool{}
	for _, r := range rs {
		of[r.Claim.ID] = true
	}
	links := w.Linked(rs, bonds, of)
	for _, b := range bonds {
		for _, c := range slices.Concat(b.Claims...) {
			if !b.Apart && of[c] && of[b.Claims[0][0]] {
				links = append(links, [2]factum.ClaimID{c, b.Claims[0][0]})
			}
		}
	}
	for _, l := range links {
		at[find(l[0])] = find(l[1])
	}
	parts := map[factum.ClaimID][]factum.Fact{}
	for _, f := range w.Facts(rs, bonds) {
		p := find(f.Claims[0])
		parts[p] = append(parts[p], f)
	}
	return slices.Collect(maps.Values(parts))
}

// Facts are those of all parts. It depends on everything in a report, so that a report that came out differently shows.
func (Weigher) Facts(rs []factum.Report, bonds []factum.Bond) []factum.Fact {
	key := map[factum.ClaimID]string{}
	for _, r := range rs {
		key[r.Claim.ID] = string(r.Claim.Type) + place(r)
	}
	for _, b := range bonds {
		to, held := "split "+b.Act.String(), b.Claims[0]
		if !b.Apart {
			to, held = key[b.Claims[0][0]], slices.Concat(b.Claims...)
		}
		for _, c := range held {
			key[c] = to
		}
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i].Seal.Before(rs[j].Seal) })
	var order []string
	groups := map[string][]factum.Report{}
	for _, r := range rs {
		k := key[r.Claim.ID]
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], r)
	}
	var out []factum.Fact
	for _, k := range order {
		g := groups[k]
		b, _ := json.Marshal(g)
		h := sha256.Sum256(b)
		f := factum.Fact{V: 1, ID: g[0].Claim.ID.Fact(), Type: g[0].Claim.Type, Headline: fmt.Sprintf("%x", h[:8]), Support: "one-line", Contradicted: "none",
			Elements: []factum.Element{{Name: "act", Value: json.RawMessage(`""`), Claims: []factum.ClaimID{}}, {Name: "place", Value: json.RawMessage("null"), Claims: []factum.ClaimID{}}}}
		first := g[0].Claim
		f.Deed = &factum.Deed{Matter: factum.MatterHappening, Type: first.Type, Object: first.Object, Actors: first.Actors, Recipients: first.Recipients, Support: f.Support}
		if first.Object != "" {
			f.Deed.Matter = factum.MatterUndertaken
		}
		if first.Type == factum.Accuse {
			f.Deed.Stage = factum.StageCharge
		}
		bySource := map[factum.SourceID]int{}
		var told []factum.Telling
		for _, r := range g {
			f.Claims = append(f.Claims, r.Claim.ID)
			i, ok := bySource[r.Source]
			if !ok {
				i = len(f.Lines)
				bySource[r.Source] = i
				f.Lines = append(f.Lines, factum.Line{ID: r.Claim.ID.Line(), Interest: r.Interest})
				told = append(told, factum.Telling{Source: r.Source, Lang: r.Claim.Lang, Interest: r.Interest, Published: factum.DayOf(r.Published.To)})
			}
			told[i].Claims++
			f.Lines[i].Claims = append(f.Lines[i].Claims, r.Claim.ID)
		}
		f.Deed.Claims = f.Claims
		f.Occurrence = &factum.Occurrence{Told: told, Fact: f.ID, Type: f.Type, Object: first.Object, Matter: f.Deed.Matter, Modes: first.Modes, Place: first.Place, From: factum.NoDay, To: factum.NoDay,
			Support: f.Support, Contradicted: f.Contradicted, Claims: len(f.Claims)}
		for _, a := range first.Actors {
			f.Occurrence.Actors = append(f.Occurrence.Actors, factum.Party{Code: a.Code, Role: a.Role})
		}
		out = append(out, f)
	}
	return out
}
