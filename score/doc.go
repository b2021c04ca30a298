// Package score measures claims against articles coded by hand.
//
// A gold file NAME.claims.json stands beside its article NAME.txt; File is its form. Compare lays the claims that a
// coder made beside it. A claim matches when its passage or trigger, or a place where the same is told again, overlaps the gold
// passage, its type is one of those listed, and every key that the gold claim gives agrees. Optional claims are
// never extra, nor is a heading that repeats what the body tells. The type scores count type and overlap only.
//
// Numbers printed by score speak of the articles given, and of nothing else.
package score
