// Package corroboration weighs claims against each other: which of them tell of one happening (a fact
// in issue), which of those have a common origin (a line), what is said of each element of the
// fact and by how many lines, and what speaks against it. It decides nothing about the world: every fact it
// returns is "in issue".
//
// Start with Weigher: Facts turns claims into facts, Compare explains a pair; Anchors, Linked and Parts are for
// who keeps many claims and weighs again only what a new one can change. Statements and Align are about words instead of happenings.
//
// # One happening
//
// Two claims can be one happening when type, object and sort of matter agree (what happened or is
// denied, what is planned, what is called for and what is hypothetical are four matters; with an object the
// type itself says what the matter is) and actors, recipients, place, time, way of acting and, for
// words spoken, speaker and day do not exclude each other at the precision known. An empty slot excludes
// nothing and proves nothing. Beyond that there has to be evidence: see evidence.go, where each item and its points stand.
//
// A claim that names no place is held to be told of the place that its text gave just before (Report.Around), and, if it names no
// time either, of that time. This is evidence only: no element has its value or a line of its support from it.
//
// A denial of an attack or arrest that gives no time goes with the one that was reported at that place in the two weeks before, if it is one.
//
// A text that is printed again a day later with its "today" unchanged is taken for what it is: a copy, off by the days between.
//
// Claims are put together best first; a claim joins only when no member of the fact excludes it, so that one
// vague claim can't chain two happenings together. Of two that fit with as many points, the one told nearer in time comes first. A claim that fits several happenings that exclude each
// other, and none better than the others, stays a fact of its own. Last comes what is joined faintly: a claim that leaves so much unsaid that it fits by its day, its parties or a number
// alone goes with the one happening that it fits, if it is one.
//
// Accounts that contest the day or the place of a happening are no more than a slip beside the others: few. Accounts that tell of two ways of acting of one sort, several of them of one, are of two
// happenings where no number says otherwise. Words spoken without a day belong to those of the week around their publication.
//
// # Lines
//
// Claims of a fact are one line where one speaker stands behind them, by name, office or body; where their texts are reprints of each other, or one's words near-duplicates
// of the other's; where they credit one agency, or come out on its own site; where they give the same figures and names in two languages within two days; where one cites the
// other's outlet and names nobody else; and where one source, or one owner, tells them on nobody's word. What is asked, refused, threatened or blamed is on the word of who
// asks, refuses, threatens or blames, whether the text says so or not; likewise a denial on the word of who denies it. A speaker goes before all else: no two are ever one line.
//
// The partition, the lines and the values of elements are functions of the set of claims: the order in which they came
// changes nothing but ids, the order of lists, and which claim a tie starts from (both by Seal).
//
// # Statements
//
// Statements puts the claims that stand on somebody's word together by speaker, day and content, in whatever language, and finds the primary: what the speaker's
// own body published. Align lays a report beside a primary and says what differs.
//
// # Parts
//
// Claims that share a block key are compared if their days are not apart from the start (Anchors); claims whose slots are the same and suffice are compared as
// one (Node). Whether two nodes are joined by an edge depends on these two alone, never on what else is weighed with them. What people's merges hold together, and edges whose
// two clusters did not exclude each other when their turn came, is a part: it is weighed for itself and gives the same facts as beside all others. Components, that is all claims tied
// by keys, or by edges, grow with the years of a war until a fifth, or a tenth, of all claims are one; parts are some tens of claims, in the most crowded places hundreds. A claim that
// comes can change only the parts to which its node is now linked, and, where clusters there lose something by it, those to which these are linked (Moved).
// One that changes or goes is taken to change all that edges tie to its part.
//
// # Limits
//
// The place of the text around is that of claims of the same type up to a paragraph before; a text that goes on to another
// place without naming it misleads it.
//
// A region or country and a settlement in it, and what names no place at all, meet other claims only by a party, province or country on a single day, by a number, by near-duplicate
// words or a statement; what is told neither by day nor soon after stays alone. In a dense war most of what names no place fits several happenings and stays alone
// as well. A claim that gives no time meets dated ones of its place up
// to 64 days before its publication. Lines are an upper limit on independence, never proof of it: no common origin was found,
// which is not to say that there is none.
package corroboration
