// Package model lets a language model propose claims beside those of the rules, and never more than propose.
//
// Asking and reading what was answered are two things. Client asks: the only code of the project that sends text to another program,
// and only when somebody named its address. What came back is kept, byte for byte, in an Answer, a derived item of the record. Coder reads
// an Answer: a pure function of document and answer, so that the same answer gives the same claims for ever, without a network.
//
// A model is not trusted with anything. It names words; where they stand is looked up here, and words that the text
// does not have, or has twice, are refused. So is a type, mode or modality that the codebook does not know. Whatever a document tells
// the model to say, the worst it can do is to propose a claim that quotes the document. A proposal carries the model's name as its coder
// ("model:…", see factum.Claim.Proposed), says in its first why by which instructions it came about, has no measured confidence (0), and
// is no part of a fact.
//
// What it does not do: it sends no title that stands apart, asks for no numbers of dead or wounded, and never tries again by itself.
package model
