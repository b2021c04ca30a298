package record

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"factum"
	"factum/coding"
	"factum/corroboration"
	"factum/gazetteer"
	"factum/reading"
	"factum/reading/mentions"
)

// Build is set by the linker to the version of the sources.
var Build = ""

// ProgramVersion is the version that acts are written under.
const ProgramVersion = "0.1.0"

// Program names this program in acts.
func Program() factum.Version { return factum.Version{Name: "factum", Version: ProgramVersion} }

// BuildInfo is the version of the sources this binary was built from, "" when unknown.
func BuildInfo() string {
	if Build != "" {
		return Build
	}
	if bi, ok := debug.ReadBuildInfo(); ok {
		for _, s := range bi.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return ""
}

// Stages are the pure rooms: bytes to documents to claims. They are safe for concurrent use.
type Stages struct {
	reader *reading.Reader
	coder  coding.Coder
}

// NewStages makes them. It opens no file and no network.
func NewStages() (*Stages, error) {
	c, err := coding.New(coding.Options{})
	if err != nil {
		return nil, err
	}
	return &Stages{reader: &reading.Reader{Find: mentions.Find}, coder: c}, nil
}

// Versions are the versions of what makes derived items.
type Versions struct {
	Reader    string `json:"reader"`
	Coder     string `json:"coder"`
	Gazetteer string `json:"gazetteer"`
	Weigher   string `json:"weigher"`
}

// Versions returns them.
func (s *Stages) Versions() Versions {
	return Versions{
		Reader:    reading.Version.Version,
		Coder:     s.coder.Coder().Version,
		Gazetteer: gazetteer.Version,
		Weigher:   corroboration.Weigher{}.Version().Version,
	}
}

// worked is what the stages made of one capture: derived items, ready to be stored, or the reason why there are none.
type worked struct {
	items  [][]byte              // canonical JSON: document, claim set and perhaps a model's answer, of each document
	made   map[factum.Digest]any // *factum.Document and *factum.ClaimSet, by digest
	result factum.Result
	langs  []string
	claims int
	asked  asked   // who proposed some of them
	gaps   []error // what nobody answered, or was refused of it; the rest is there
	stage  string  // where it failed: reading or coding
	err    error   // a reason for people
}

// work reads and codes the bytes of one capture, with what p has of proposals. A stage that panics is a gap, not the end of the program.
func (s *Stages) work(ctx context.Context, b []byte, m reading.Meta, p proposals) (w worked) {
	w.stage = "reading"
	defer func() {
		if r := recover(); r != nil {
			w = worked{stage: w.stage, err: factum.Errorf(factum.Other, "%s stopped on it: %v", w.stage, r)}
		}
	}()
	docs, err := s.reader.Read(b, m)
	if err != nil {
		w.err = err
		return w
	}
	w.made = map[factum.Digest]any{}
	if p.lost != nil {
		w.gaps = append(w.gaps, p.lost)
	}
	for i := range docs {
		w.stage = "coding"
		dj, err := factum.Canonical(&docs[i])
		if err != nil {
			w.err = err
			return w
		}
		id := factum.DigestOf(dj)
		coder, answer := s.coderOf(ctx, p, i, &docs[i], id, &w)
		set := factum.ClaimSet{V: 1, Capture: docs[i].Capture, Document: id, Coder: s.coder.Coder(), Claims: coder.Code(&docs[i], id, "")}
		if set.Claims == nil {
			set.Claims = []factum.Claim{}
		}
		cj, err := factum.Canonical(&set)
		if err != nil {
			w.err = err
			return w
		}
		claims := factum.DigestOf(cj)
		w.items = append(w.items, dj, cj)
		w.made[id], w.made[claims] = &docs[i], &set
		made := factum.DocumentResult{Document: id, Claims: claims}
		if answer != nil {
			aj, err := factum.Canonical(answer)
			if err != nil {
				w.err = err
				return w
			}
			w.items = append(w.items, aj)
			made.Answer = factum.DigestOf(aj)
		}
		w.result.Documents = append(w.result.Documents, made)
		w.langs = append(w.langs, docs[i].Lang)
		w.claims += len(set.Claims)
	}
	w.stage = ""
	return w
}

// Hints are what a person knows of a text that the text may not say.
type Hints struct {
	Lang, Date, Title, URL string
}

// Check refuses hints that can't be understood.
func (h Hints) Check() error {
	if h.Date == "" {
		return nil
	}
	if _, err := ParseDate(h.Date); err != nil {
		return err
	}
	return nil
}

// ParseDate reads 2022, 2022-04, 2022-04-05 or an RFC 3339 instant.
func ParseDate(s string) (*factum.Time, error) {
	if t, err := time.Parse("2006-01-02", s); err == nil {
		d := t.Format("2006-01-02")
		return &factum.Time{From: d, To: d, Precision: "day"}, nil
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return &factum.Time{From: t.Format("2006-01-02"), To: t.AddDate(0, 1, -1).Format("2006-01-02"), Precision: "month"}, nil
	}
	if t, err := time.Parse("2006", s); err == nil {
		return &factum.Time{From: s + "-01-01", To: fmt.Sprintf("%04d-12-31", t.Year()), Precision: "year"}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		i := t.UTC().Format(time.RFC3339)
		return &factum.Time{From: i, To: i, Precision: "second"}, nil
	}
	return nil, factum.Errorf(factum.Invalid, "%q is not a date (2022-04-05, 2022-04, 2022 or 2022-04-05T10:00:00Z)", s)
}
