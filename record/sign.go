package record

import (
	"context"
	"fmt"

	"golang.org/x/crypto/ssh"

	"factum"
	"factum/custody"
	"factum/store"
)

// Signature is what stands under a finding, with everything that is needed to check it without factum: docs/formats.md says how.
type Signature struct {
	Act         factum.ActIndex  `json:"act"` // the decided act
	By          factum.PersonID  `json:"by"`
	Namespace   string           `json:"namespace"`   // factum.FindingNamespace
	Message     string           `json:"message"`     // the very bytes that were signed
	Signature   string           `json:"signature"`   // armored
	PublicKey   string           `json:"public_key"`  // that it is by; "" when it does not read
	Fingerprint string           `json:"fingerprint"` // of that key
	Registered  *factum.ActIndex `json:"registered"`  // the act that gives the person that key; null when none does
	Status      string           `json:"status"`      // ok, changed or not-checkable, as in a verification
	Why         string           `json:"why"`         // "" when it is ok
}

// NotCheckable is the status of what can neither be confirmed nor refuted.
const NotCheckable = custody.NotCheckable

// standingKey is what the record gives of a person's key at some place in the log.
type standingKey struct {
	public string          // "" when it gives none
	act    factum.ActIndex // that gives it
	erased factum.ActIndex // an earlier act that added somebody and whose opening is gone; -1 when there is none
}

// judge checks the signature under a finding against the key that its person had then.
func judge(record string, act factum.ActIndex, by factum.PersonID, d factum.Decision, k standingKey) Signature {
	s := Signature{Act: act, By: by, Namespace: factum.FindingNamespace, Signature: *d.Signature, Status: custody.Changed}
	m, err := factum.FindingMessage(record, by, d)
	s.Message = string(m)
	var sig signature
	if err == nil {
		sig, err = parseSignature(s.Signature)
	}
	if sig.key != nil {
		s.PublicKey, s.Fingerprint = publicKey(sig.key), ssh.FingerprintSHA256(sig.key)
	}
	if err == nil {
		err = sig.over(factum.FindingNamespace, m)
	}
	switch {
	case err != nil:
		s.Why = "the signature does not hold: " + err.Error()
	case s.PublicKey == k.public:
		s.Status, s.Registered = custody.OK, &k.act
	case k.erased >= 0:
		s.Status, s.Why = custody.NotCheckable, fmt.Sprintf("it is signed with the key %s; whose that was can no longer be said, for the opening of %s is gone", s.Fingerprint, k.erased)
	case k.public == "":
		s.Why = fmt.Sprintf("it is signed with the key %s, but the record gave no key for %q then", s.Fingerprint, by)
	default:
		s.Why = fmt.Sprintf("it is signed with the key %s, but that of %s was %s (%s)", s.Fingerprint, by, factum.Fingerprint(k.public), k.act)
	}
	return s
}

// signatureOf checks the signature of a finding that the record holds; nil when it is unsigned.
func (r *Record) signatureOf(ctx context.Context, act factum.ActIndex) (*Signature, error) {
	e, err := r.ledger.Entry(act)
	if err != nil {
		return nil, err
	}
	by, d, ok, err := decision(e)
	if err != nil || !ok {
		return nil, err
	}
	k := standingKey{erased: -1}
	p, err := r.index.PersonAt(ctx, by, act)
	if err != nil && factum.KindOf(err) != factum.Missing {
		return nil, err
	}
	k.public, k.act = p.PublicKey, p.Act
	s := judge(r.ledger.Identity().ID, act, by, d, k)
	if s.Status == custody.OK {
		return &s, nil
	}
	added, err := r.index.Acts(ctx, store.Filter{Type: string(factum.PersonAdded)})
	if err != nil {
		return nil, err
	}
	for _, a := range added.Items {
		if a.Erased && a.Index < act {
			k.erased = a.Index
		}
	}
	s = judge(r.ledger.Identity().ID, act, by, d, k)
	return &s, nil
}

// Signatures checks those of the findings that are signed, in their order.
func (r *Record) Signatures(ctx context.Context, fs []factum.Finding) ([]Signature, error) {
	out := []Signature{}
	for _, f := range fs {
		if f.Signature == nil {
			continue
		}
		s, err := r.signatureOf(ctx, f.Act)
		if err != nil {
			return nil, err
		}
		if s != nil {
			out = append(out, *s)
		}
	}
	return out, nil
}

// shownSignatures are those of what is shown: nil where no finding can be.
func (r *Record) shownSignatures(ctx context.Context, s *Shown) ([]Signature, error) {
	switch {
	case s.Fact != nil:
		return r.Signatures(ctx, s.Fact.Findings)
	case s.Claim != nil:
		return r.Signatures(ctx, s.Claim.Findings)
	case s.Act != nil && s.Act.Act.Kind == factum.Decided:
		x, err := r.signatureOf(ctx, s.Act.Index)
		if err != nil || x == nil {
			return []Signature{}, err
		}
		return []Signature{*x}, nil
	}
	return nil, nil
}

// decision opens a decided act; ok is false when it is another act, is erased, or holds no signature.
func decision(e factum.Entry) (by factum.PersonID, d factum.Decision, ok bool, err error) {
	if e.Act.Kind != factum.Decided || e.Openings == nil {
		return "", d, false, nil
	}
	_, err = e.Open("by", &by)
	if err == nil {
		_, err = e.Open("finding", &d)
	}
	return by, d, err == nil && d.Signature != nil, err
}

// sign signs a finding with the key of whoever decides, and leaves it unsigned where they have none.
func (r *Record) sign(ctx context.Context, d *factum.Decision, s Signing) error {
	p, err := r.index.PersonAt(ctx, r.by, r.ledger.Size())
	if err != nil && factum.KindOf(err) != factum.Missing {
		return err
	}
	switch {
	case s.Unsigned:
		return nil
	case p.PublicKey == "" && s.File != "":
		return factum.Errorf(factum.Invalid, "%s has no key in this record: a signature would be nobody's", r.by).
			WithHint("Register it with 'factum by add %s --key FILE.pub', or say --unsigned.", r.by)
	case p.PublicKey == "":
		return nil
	}
	h, err := r.holderOf(ctx, p, s)
	if err != nil {
		return err
	}
	defer h.done()
	m, err := factum.FindingMessage(r.ledger.Identity().ID, r.by, *d)
	if err != nil {
		return err
	}
	text, err := armored(h.key, factum.FindingNamespace, m, h.sign)
	if err == nil {
		d.Signature = &text
	}
	return err
}
