package factum

// Setting is where and when the text around a claim is, for a claim that says neither itself. It is evidence for putting
// claims together; it never becomes a value of the claim or of a fact.
type Setting struct {
	Place *Place
	Time  *ClaimTime
}

// settingReach is how many bytes of text a setting lasts: about a paragraph.
const settingReach = 600

// SettingOf finds the setting of a claim among the claims of its document: the place of those of its type that are told
// shortly before it in the same part, and the time of the last of them that has one. A claim that names a place has none, and there is
// none where the text has been in two places.
func SettingOf(c *Claim, beside []Claim) Setting {
	var s Setting
	if c.Place != nil {
		return s
	}
	at := c.Trigger.Span.Start
	var last, timed *Claim
	later := func(a, b *Claim) bool {
		return b == nil || a.Trigger.Span.Start > b.Trigger.Span.Start || a.Trigger.Span.Start == b.Trigger.Span.Start && a.ID < b.ID
	}
	for i := range beside {
		b := &beside[i]
		start := b.Trigger.Span.Start
		if b.Type != c.Type || b.Part != c.Part || b.Document != c.Document || b.Place == nil || start >= at || start < at-settingReach {
			continue
		}
		if s.Place != nil && (s.Place.Name != b.Place.Name || s.Place.GeoNames != b.Place.GeoNames) {
			return Setting{}
		}
		if later(b, last) {
			s.Place, last = b.Place, b
		}
		if b.Time != nil && later(b, timed) {
			s.Time, timed = b.Time, b
		}
	}
	if c.Time != nil {
		s.Time = nil
	}
	return s
}
