package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strconv"
	"strings"

	"factum"
	"factum/store"
)

// Apply implements store.Index.
func (db *DB) Apply(ctx context.Context, entries []factum.Entry, items store.Items) error {
	w, err := db.begin(ctx, items)
	if err != nil {
		return err
	}
	defer w.tx.Rollback()
	var s string
	w.get("SELECT value FROM meta WHERE name = 'cursor'", nil, &s)
	cursor, err := strconv.ParseInt(s, 10, 64)
	w.fail(err)
	for _, e := range entries {
		if w.err != nil || int64(e.Index) < cursor {
			continue
		}
		if int64(e.Index) > cursor {
			return factum.Errorf(factum.Conflict, "%s cannot be applied: the index stands at %s", e.Index, factum.ActIndex(cursor))
		}
		if !e.Act.Kind.Known() {
			return factum.Errorf(factum.Newer, "%s is of the kind %q, which this version does not know", e.Index, e.Act.Kind).WithHint(
				"Use a newer version of factum.")
		}
		if err := w.act(e); err != nil {
			w.fail(factum.Errorf(factum.KindOf(err), "apply %s (%s): %w", e.Index, e.Act.Kind, err).WithHint("%s", factum.HintOf(err)))
		}
		cursor++
	}
	w.exec("UPDATE meta SET value = ? WHERE name = 'cursor'", strconv.FormatInt(cursor, 10))
	if !db.postpone {
		w.settle()
	}
	w.finish()
	if w.err != nil {
		return failed("apply acts", w.err)
	}
	return failed("commit", w.tx.Commit())
}

// act writes the rows of one act. What was erased leaves only the act itself.
func (w *writing) act(e factum.Entry) error {
	var key string
	var by factum.PersonID
	hasKey, err := e.Open("key", &key)
	if err != nil {
		return err
	}
	if _, err := e.Open("by", &by); err != nil {
		return err
	}
	subject, err := subjectOf(e)
	if err != nil {
		return err
	}
	if hasKey {
		h := sha256.Sum256([]byte(key))
		w.exec("INSERT OR IGNORE INTO keys VALUES(?, ?)", h[:], int64(e.Index))
	}
	w.exec("INSERT INTO acts VALUES(?, ?, ?, ?, ?, ?)", int64(e.Index), string(e.Act.Kind), e.Act.At, string(by), subject.SHA256.String(), e.Openings == nil)
	if e.Openings == nil {
		if e.Act.Kind == factum.Gapped {
			w.blankGap(e.Index, e.Act.At, stageOf(e.Act))
		}
		return w.err
	}
	switch e.Act.Kind {
	case factum.Captured, factum.Coded, factum.Gapped:
		err = w.aboutCapture(e, subject, by)
	case factum.Decided:
		err = w.decided(e, by)
	case factum.Configured:
		err = w.order(e, by)
	case factum.PersonAdded:
		err = w.person(e, by)
	case factum.Erased:
		err = w.erased(e, by)
	}
	if err == nil && e.Act.Kind.Remarks() {
		err = w.remark(e, by)
	}
	if err == nil {
		err = w.err
	}
	return err
}

// aboutCapture writes the rows of an act about a capture; of other acts none.
func (w *writing) aboutCapture(e factum.Entry, s factum.Subject, by factum.PersonID) error {
	switch e.Act.Kind {
	case factum.Captured:
		return w.captured(e, s, by)
	case factum.Coded:
		return w.coded(e, s)
	case factum.Gapped:
		return w.gap(e, s, by)
	}
	return nil
}

// subjectOf reads the sealed subject: of a captured act whole, of others perhaps the digest alone.
func subjectOf(e factum.Entry) (factum.Subject, error) {
	var s factum.Subject
	o, ok := e.Openings["subject"]
	if !ok {
		return s, nil
	}
	err := json.Unmarshal(o.Value, &s.SHA256)
	if strings.HasPrefix(strings.TrimSpace(string(o.Value)), "{") {
		err = json.Unmarshal(o.Value, &s)
	}
	if err != nil {
		return s, factum.Errorf(factum.Integrity, "the sealed subject does not read: %w", err)
	}
	return s, nil
}

// capture makes the row of a capture at its first act.
func (w *writing) capture(act factum.ActIndex, s factum.Subject, mediaType string) {
	w.exec("INSERT OR IGNORE INTO captures VALUES(?, ?, ?, ?, -1, -1)", s.SHA256.String(), int64(act), w.json(s), mediaType)
}

func (w *writing) captured(e factum.Entry, s factum.Subject, by factum.PersonID) error {
	if s.SHA256.IsZero() {
		return factum.Errorf(factum.Integrity, "it has no subject")
	}
	o := factum.Obtained{Act: e.Index, At: e.Act.At, By: by}
	if _, err := e.Open("origin", &o.Origin); err != nil {
		return err
	}
	w.capture(e.Index, s, o.Origin.MediaType)
	w.exec("INSERT INTO obtainings VALUES(?, ?, ?)", int64(e.Index), s.SHA256.String(), w.json(o))
	return nil
}

func (w *writing) gap(e factum.Entry, s factum.Subject, by factum.PersonID) error {
	g := factum.Gap{ID: e.Index.Gap(), Act: e.Index, At: e.Act.At, By: by, Stage: stageOf(e.Act), Capture: s.SHA256}
	if _, err := e.Open("origin", &g.Origin); err != nil {
		return err
	}
	if _, err := e.Open("reason", &g.Reason); err != nil {
		return err
	}
	w.exec("INSERT INTO gaps VALUES(?, ?, ?, ?)", int64(e.Index), g.Capture.String(), g.Stage, w.json(g))
	w.exec("UPDATE captures SET gap = ? WHERE digest = ?", int64(e.Index), g.Capture.String())
	return nil
}

func (w *writing) decided(e factum.Entry, by factum.PersonID) error {
	var d factum.Decision
	if ok, err := e.Open("finding", &d); err != nil || !ok {
		return err
	}
	f := factum.Finding{Act: e.Index, Element: d.Element, Status: d.Status, Standard: d.Standard, Reason: d.Reason, By: by, At: e.Act.At,
		ClaimsSeen: d.ClaimsSeen, Signature: d.Signature, Second: d.Second}
	if f.ClaimsSeen == nil {
		f.ClaimsSeen = []factum.ClaimID{}
	}
	item := "clm_" + d.Item[strings.IndexByte(d.Item, '_')+1:]
	claim := w.holder(item, f.ClaimsSeen, e.Index)
	w.exec("INSERT INTO findings VALUES(?, ?, ?, ?, ?, ?, ?)", int64(e.Index), item, claim, d.Element, d.Status, d.Second, w.json(f))
	w.standing(claim)
	return nil
}

// standing moves the status of the fact that holds a claim to what the findings now make it.
func (w *writing) standing(claim string) {
	var fact int64
	if w.get("SELECT fact FROM fact_claims JOIN claims ON claims.n = fact_claims.claim WHERE claims.id = ?", []any{claim}, &fact) {
		w.exec("UPDATE facts SET status = ? WHERE n = ?", w.status(fact), fact)
	}
}

// status is that of the latest finding on a whole fact that is no second opinion, "in issue" when there is none.
func (w *writing) status(fact int64) string {
	s := factum.InIssue
	w.get(`SELECT f.status FROM fact_claims c JOIN claims ON claims.n = c.claim JOIN findings f ON f.claim = claims.id
		WHERE c.fact = ? AND f.element = '' AND f.second = 0 AND f.status NOT IN `+onCommitments+` ORDER BY f.act DESC LIMIT 1`, []any{fact}, &s)
	return s
}
