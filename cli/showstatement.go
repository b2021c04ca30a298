package cli

import (
	"fmt"

	"factum"
	"factum/record"
)

// showStatement prints who said it, the primary, and each version with what in it differs from the primary.
func (s *session) showStatement(sh *record.Shown) {
	t := sh.Statement
	fmt.Fprintf(s.Out, "statement %s\n", t.ID)
	who := t.Speaker.Name
	if who == "" {
		who = t.Speaker.Text
	}
	if t.Speaker.Code != "" {
		who += " (" + t.Speaker.Code + ")"
	}
	s.say("speaker", "%s", clean(who))
	s.say("role", "%s", clean(t.Speaker.Role))
	if t.At != "" {
		s.say("said on", "%s", t.At)
	}
	switch {
	case t.Primary != nil:
		s.say("primary", "%s, %s, %s (%s)", short(t.Primary.Document), t.Primary.Lang, dash(t.Primary.At), clean(t.Primary.Why))
	case t.PrimaryWanted:
		s.say("primary", "wanted: words are quoted and the speaker's own publication of them is not captured")
	}
	fmt.Fprintln(s.Out, "\nversions")
	for _, v := range t.Versions {
		from := string(v.Source)
		words := "[" + v.Form + ", no words of theirs]"
		if c := find(sh.Claims, v.Claim); c != nil {
			from = outletOf(*c)
			words = "[" + v.Form + "] " + c.Passage.Text
		}
		if v.Quote != "" {
			words = "“" + v.Quote + "”"
			if v.Wording != "" {
				words += " (wording " + v.Wording + ")"
			}
		}
		fmt.Fprintf(s.Out, "  %s  %s %s\n    %s\n", v.Claim, v.Lang, clean(from), wrap(clean(cut(words, 300)), 4, s.width()))
		for _, d := range t.Differences {
			if d.Claim == v.Claim {
				fmt.Fprintf(s.Out, "    %s\n", wrap(difference(d), 6, s.width()))
			}
		}
	}
	if t.Primary != nil && len(t.Differences) == 0 {
		fmt.Fprintln(s.Out, "\nno version was found to differ from the primary in what is compared")
	}
}

// difference says in a line in what a version departs from its primary.
func difference(d factum.Difference) string {
	text := d.Kind + ", " + d.What + ": "
	switch {
	case d.Primary != nil && d.Version != nil:
		text += "“" + d.Primary.Text + "” there, “" + d.Version.Text + "” here"
	case d.Primary != nil:
		text += "“" + d.Primary.Text + "” there, nothing here"
	case d.Version != nil:
		text += "nothing there, “" + d.Version.Text + "” here"
	}
	return clean(text)
}

// sayStatement says beside a claim which statement it gives, and how it differs from the primary.
func (s *session) sayStatement(t *factum.Statement, claim factum.ClaimID) {
	if t == nil {
		return
	}
	about := plural(len(t.Versions), "version")
	switch {
	case t.Primary != nil:
		about += ", primary " + short(t.Primary.Document)
	case t.PrimaryWanted:
		about += ", primary wanted"
	}
	s.say("statement", "%s: %s", t.ID, about)
	for _, d := range t.Differences {
		if d.Claim == claim {
			s.say("", "%s", difference(d))
		}
	}
}
