package coding

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
	"factum/gazetteer"
)

// wording is how a language tells whether words quoted in it were spoken in it.
type wording struct {
	abroad                   []string // further states whose officials speak it in public, "*" any
	translated, untranslated []string // words that say that what is quoted is a translation, or is none
}

// line reads a line of one of its sections.
func (w *wording) line(section, line string) {
	switch section {
	case "abroad":
		w.abroad = append(w.abroad, strings.Fields(line)...)
		return
	case "translated":
		w.translated = append(w.translated, barred(line)...)
	case "untranslated":
		w.untranslated = append(w.untranslated, barred(line)...)
	}
}

// barred are phrases with a bar between them.
func barred(line string) []string {
	list := strings.Split(line, "|")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// wordingOf says whether the words of a direct quote are the speaker's own: what stands beside them says so, or the speaker's side does. Whoever speaks
// for a state where the document's language is spoken is quoted in it; who speaks for another, unless its officials speak that language too, is
// translated. Of organisations and people without a state it is not known.
func (r *run) wordingOf(q factum.Quote, code string) string {
	w := &r.lx.wording
	beside := r.aroundQuote(q)
	switch _, state := gazetteer.Country(code); {
	case hasPhrase(beside, w.untranslated):
		return factum.WordingOriginal
	case hasPhrase(beside, w.translated):
		return factum.WordingTranslated
	case r.lx.home[code]:
		return factum.WordingOriginal
	case state && !slices.Contains(w.abroad, "*") && !slices.Contains(w.abroad, code):
		return factum.WordingTranslated
	}
	return factum.WordingUnknown
}

// aroundQuote is the text of the sentences in which a quote begins, ends and is laid in a mouth, up to the quote and behind it.
func (r *run) aroundQuote(q factum.Quote) string {
	text := r.doc.PartText(q.Part)
	if q.Part != factum.PartText {
		return text[:q.Span.Start] + " " + text[q.Span.End:]
	}
	from, to := q.Span.Start, q.Span.End
	for _, s := range []*factum.Span{q.CueSpan, q.SpeakerSpan} {
		if s != nil {
			from, to = min(from, s.Start), max(to, s.End)
		}
	}
	all := r.doc.Sentences
	for i, _ := slices.BinarySearchFunc(all, from, func(s factum.Span, at int) int { return s.End - at - 1 }); i < len(all) && all[i].Start < to; i++ {
		from, to = min(from, all[i].Start), max(to, all[i].End)
	}
	return text[from:q.Span.Start] + " " + text[q.Span.End:to]
}

// hasPhrase reports whether the text has one of the phrases, as whole words.
func hasPhrase(text string, phrases []string) bool {
	for _, p := range phrases {
		for at := 0; ; {
			i := strings.Index(text[at:], p)
			if i < 0 {
				break
			}
			i += at
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+len(p):])
			if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
				return true
			}
			at = i + len(p)
		}
	}
	return false
}
