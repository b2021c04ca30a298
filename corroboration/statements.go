package corroboration

import (
	"slices"
	"strconv"
	"strings"

	"factum"
)

// Primary is a document that is some speaker's own: see OwnOf.
type Primary struct {
	Publication
	Document *factum.Document
	Claims   []factum.Claim   // of the document
	For      []factum.ClaimID // claims for whose statement a person linked it
}

// utterance is a claim that stands on somebody's word.
type utterance struct {
	v        *view
	at       *factum.Attribution
	voice    int
	primary  int // index into the primaries, -1 none
	why      string
	aligned  Alignment
	sentence int      // where its sentence begins in its document, -1 unknown
	pieces   []*piece // of its sentence
}

func (u *utterance) said() string {
	if _, ok := dayOf(u.at.At, false); ok {
		return day(u.at.At)
	}
	return ""
}

func (u *utterance) reported() string {
	if p := u.v.r.Published; p != nil {
		return day(p.To)
	}
	return ""
}

// Statements puts the claims that stand on somebody's word together into statements, in the order in which their first claims were sealed: the same
// speaker, days that can be one, and the same content, which is near-duplicate words in one language, in two languages most of what both say (numbers, names, notions), one happening by what the claims say, or the same
// sentence of a primary.
// Claims without a speaker and those that a model proposes are in none. text gives a document, nil where it is not to be had; own are the captured primaries among which each claim's is looked for.
// Claims of one pair of same are one statement, because a person said so. The result depends on the sets given, not on their order.
//
// A primary is taken for a claim where it is the speaker's own, was published when it can be, and holds what the claim's sentence says. Where speaker or day differ it is taken
// only for words that are nearly all there; then that is a difference.
func Statements(rs []factum.Report, text func(factum.Digest) *factum.Document, own []Primary, same ...[2]factum.ClaimID) []factum.Statement {
	own = slices.Clone(own)
	slices.SortFunc(own, func(a, b Primary) int { return strings.Compare(a.ID.String(), b.ID.String()) })
	var us []*utterance
	var vs []*view
	for _, v := range viewsOf(rs) {
		if v.r.Claim.Proposed() {
			continue
		}
		if at := readTold(v.r).at; at != nil && v.speaker.key != "" {
			us = append(us, &utterance{v: v, at: at, primary: -1, sentence: -1})
			vs = append(vs, v)
		}
	}
	voices, _, nobody := voicesOf(vs)
	full := map[int]factum.Attribution{}
	for i, u := range us {
		u.voice = voices[i]
		full[u.voice] = fuller(full[u.voice], *u.at)
	}
	pieces := make([][]*piece, len(own))
	for _, u := range us {
		u.back(full[u.voice], text, own, pieces)
	}
	return statements(us, join(us, nobody, same), full, own)
}

// fuller completes what is known of a speaker.
func fuller(a, b factum.Attribution) factum.Attribution {
	if len(b.Name) > len(a.Name) {
		a.Name, a.Text = b.Name, b.Text
	}
	if a.Text == "" {
		a.Text = b.Text
	}
	if a.Role == "" || a.Role == spokesperson && b.Role != "" {
		a.Role = b.Role
	}
	if a.Code == "" {
		a.Code = b.Code
	}
	return a
}

// back finds the primary of an utterance. sentences has a place for those of each primary, made comparable once they are needed.
func (u *utterance) back(speaker factum.Attribution, text func(factum.Digest) *factum.Document, own []Primary, sentences [][]*piece) {
	c := &u.v.r.Claim
	doc := text(c.Document)
	if doc == nil || c.Part != factum.PartText {
		return
	}
	for _, s := range doc.Sentences {
		if overlap(s, c.Passage.Span) {
			u.sentence = s.Start
			break
		}
	}
	told, about := contents(&Telling{Document: doc, Claims: []factum.Claim{*c}, At: c.Passage.Span})
	u.pieces = told
	for i := range own {
		p := &own[i]
		pub := p.Publication
		pub.Linked = pub.Linked || slices.Contains(p.For, c.ID)
		why := OwnOf(pub, speaker)
		if p.ID == c.Document {
			if why != "" {
				u.primary, u.why, u.aligned = i, why, Alignment{Found: true, Primary: []factum.Span{c.Passage.Span}}
				return
			}
			continue
		}
		fits := pub.Linked || why != "" && fitsDay(p.Day, u.said(), u.reported())
		if !fits && !fitsDay(p.Day, "", u.reported()) {
			continue
		}
		from := Telling{Document: p.Document, Claims: p.Claims, Day: p.Day, Speaker: speaker}
		if why == "" {
			from.Speaker = factum.Attribution{}
		}
		if sentences[i] == nil {
			sentences[i] = sentencesOf(&from)
		}
		a := align(&from, sentences[i], told, about)
		if !pub.Linked && (!a.Found || !fits && !a.Strong()) {
			continue
		}
		if why == "" {
			// Words of somebody else's body: only where they are laid in this mouth instead.
			b, ok := BodyOf(p.Publication)
			if !ok || b == speaker.Code || speaker.Code == "" {
				continue
			}
			a.Differences = append(a.Differences, factum.Difference{Kind: factum.ReAttributed, What: "speaker", Version: &factum.Words{Text: u.at.Text, Span: u.at.Span}})
			why = "the words of " + b
		}
		if pub.Linked {
			u.primary, u.why, u.aligned = i, why, a
			return
		}
		if u.primary < 0 || a.better(&u.aligned) {
			u.primary, u.why, u.aligned = i, why, a
		}
	}
}

// statementCrowd is how many utterances of a speaker, by day, each is compared with.
const statementCrowd = 64

// join puts utterances of one statement together.
func join(us []*utterance, nobody map[int]bool, said [][2]factum.ClaimID) disjoint {
	one := sets(len(us))
	byVoice := map[int][]int{}
	for i, u := range us {
		if !nobody[u.voice] {
			byVoice[u.voice] = append(byVoice[u.voice], i)
		}
	}
	at := map[factum.ClaimID]int{}
	for i, u := range us {
		at[u.v.id] = i
	}
	for _, p := range said {
		a, ok1 := at[p[0]]
		b, ok2 := at[p[1]]
		if ok1 && ok2 {
			one.unite(a, b)
		}
	}
	for _, is := range byVoice {
		slices.SortStableFunc(is, func(a, b int) int { return strings.Compare(us[a].when(), us[b].when()) })
		for n, a := range is {
			for _, b := range is[n+1 : min(n+1+statementCrowd, len(is))] {
				if us[a].oneWith(us[b]) {
					one.unite(a, b)
				}
			}
		}
	}
	return one
}

// when is the day by which utterances are put next to each other.
func (u *utterance) when() string {
	if s := u.said(); s != "" {
		return s
	}
	return u.reported()
}

// oneWith reports whether two utterances of one speaker give one statement.
func (u *utterance) oneWith(w *utterance) bool {
	a, b := &u.v.r.Claim, &w.v.r.Claim
	if a.Document == b.Document && a.Part == b.Part && (overlap(a.Passage.Span, b.Passage.Span) || u.sentence >= 0 && u.sentence == w.sentence) {
		return true
	}
	if x, y := u.said(), w.said(); x != "" && y != "" && x != y && !(u.primary >= 0 && u.primary == w.primary) {
		return false
	}
	if u.primary >= 0 && u.primary == w.primary {
		for _, s := range u.aligned.Primary {
			if covered(w.aligned.Primary, s) {
				return true
			}
		}
		return false
	}
	x, ok1 := dayOf(u.when(), false)
	y, ok2 := dayOf(w.when(), false)
	if ok1 && ok2 && (x-y > reportedDays || y-x > reportedDays) {
		return false
	}
	if a.Lang == b.Lang && (u.v.quote.nearly(w.v.quote) || u.v.words.nearly(w.v.words)) {
		return true
	}
	if a.Lang != b.Lang && translates(u, w) {
		return true
	}
	return a.Type == b.Type && a.Object == b.Object && u.v.matter == w.v.matter && judge(alone(u.v), alone(w.v), false).joins
}

// whole is several pieces of one text as one.
func whole(pieces []*piece) *piece {
	out := &piece{text: pieces[0].text, lang: pieces[0].lang}
	for _, p := range pieces {
		out.merge(p)
	}
	return out
}

// translates reports whether two utterances in different languages say the same: each has most of what the other has, and that is more than a notion or two.
func translates(u, w *utterance) bool {
	const share, score = 60, 600
	if len(u.pieces) == 0 || len(w.pieces) == 0 {
		return false
	}
	own := ownCodes(&Telling{Speaker: *u.at})
	a, b := whole(u.pieces), whole(w.pieces)
	for _, p := range [][2]*piece{{a, b}, {b, a}} {
		_, weight, all := choose(p[:1], p[1], own)
		if all == 0 || 100*weight < share*all || 100*weight/all*weight < score {
			return false
		}
	}
	return true
}

// statements writes the sets down, the first-sealed first.
func statements(us []*utterance, one disjoint, full map[int]factum.Attribution, own []Primary) []factum.Statement {
	byRoot := map[int][]*utterance{}
	for i, u := range us {
		root := one.find(i)
		byRoot[root] = append(byRoot[root], u)
	}
	var order [][]*utterance
	for _, set := range byRoot {
		slices.SortFunc(set, func(a, b *utterance) int { return bySeal(a.v, b.v) })
		order = append(order, set)
	}
	slices.SortFunc(order, func(a, b []*utterance) int { return bySeal(a[0].v, b[0].v) })
	out := []factum.Statement{}
	for _, set := range order {
		out = append(out, statementOf(set, full[set[0].voice], own))
	}
	return out
}

func statementOf(set []*utterance, who factum.Attribution, own []Primary) factum.Statement {
	s := factum.Statement{V: 1, ID: set[0].v.id.Statement(), Speaker: factum.Speaker{Text: who.Text, Name: who.Name, Role: who.Role, Code: who.Code},
		Versions: []factum.Rendering{}, Differences: []factum.Difference{}}
	days := map[string]int{}
	seen := map[string]bool{}
	quoted := false
	var best *utterance
	for _, u := range set {
		c := &u.v.r.Claim
		s.Versions = append(s.Versions, factum.Rendering{Claim: c.ID, Document: c.Document, Source: u.v.r.Source, Lang: c.Lang, Form: u.at.Form, Wording: u.at.Wording,
			Quote: u.at.Quote, Part: c.Part, Span: c.Passage.Span})
		quoted = quoted || u.at.Quote != ""
		if d := u.said(); d != "" {
			days[d]++
		}
		if u.primary < 0 {
			continue
		}
		if best == nil || u.aligned.better(&best.aligned) {
			best = u
		}
	}
	for _, d := range sortedKeys(days) {
		if s.At == "" || days[d] > days[s.At] {
			s.At = d
		}
	}
	if best == nil {
		s.PrimaryWanted = quoted
		return s
	}
	p := &own[best.primary]
	s.Primary = &factum.Primary{Document: p.ID, Source: p.Source, Lang: p.Document.Lang, At: p.Day, Why: best.why}
	if s.At == "" {
		s.At = p.Day
	}
	for _, u := range set {
		k := u.v.r.Claim.Document.String() + "@" + strconv.Itoa(u.sentence)
		if u.primary != best.primary || seen[k] {
			continue
		}
		seen[k] = true
		for _, d := range u.aligned.Differences {
			d.Claim = u.v.id
			s.Differences = append(s.Differences, d)
		}
	}
	return s
}
