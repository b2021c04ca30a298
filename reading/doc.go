// Package reading turns the bytes of a capture into documents: it finds out what they are, decodes them, takes
// the text that a person would read out of them, and says when, by whom and in which language it was published.
// Start with Reader.Read; ReadText does the same for text that comes without a file.
//
// What it promises:
//
//   - Of plain text and Markdown, Document.Text is the whole file as it is after decoding: not trimmed, not normalised. Of UTF-8
//     it is the very bytes, so that a span counts bytes of the file.
//   - Of a page (HTML) it is the title, apart, and the main text: blocks joined by blank lines, white space folded, entities decoded.
//     Of a mail it is the plain part, whole, or else the main text of the HTML part; the subject is the title, apart.
//   - Document.Segments leads each stretch of the text back to the decoded form of the capture, and Document.Decoding names the
//     steps from the bytes to that form. Folded, the decoded bytes of a segment are the text of its span. What was put in between (the blank line between
//     blocks, a tab between cells) belongs to no segment, nor does a title from a mail's header or from a page's JSON-LD.
//   - The same bytes give the same documents. There is no clock, no network, no file system in here.
//   - Hostile input costs bounded memory and time that grows with its length: over 32 MiB, two million lines or three million tags are a gap, and of a
//     text over 2 MiB only the beginning is searched for names, times and numbers, which its notes say.
//   - The language is told of the whole, and of each paragraph that is long enough to be sure: one in another language names it, and its sentences and
//     mentions are those of that language. Words quoted within a paragraph don't change it.
//   - A name that is written to be missed is found: with invisible characters inside, or with letters of another alphabet that look alike. The
//     text and the mention keep the bytes as they are; a note says how many such words there are, and the first. Soft hyphens are typography: of a page
//     they are left out as white space is folded, elsewhere a name with them inside is found.
//
// What can't be read is an error that wraps ErrNoText, ErrNotText, ErrTooLarge or ErrUndecodable, and becomes a gap.
//
// Blocks of a document have, beside the kinds that factum.Block lists, the kinds "dateline" (place, date, agency before or above the
// story) and "byline" (author, sign-off): they are blocks and sentences of their own, so that "Kyiv, 5 April" before a story isn't
// taken for where and when it happened.
//
// Times: a stated time with a zone becomes a UTC instant; one without becomes its day, since the zone of whoever wrote it is not known.
package reading
