package main

import (
	"math"

	"factum"
	"factum/coding"
)

// head is multinomial logistic regression over embeddings: the sixteen types in the codebook's order, and none.
type head struct {
	mean    []float64
	weights [][]float64 // a class each, the last of each its bias
}

// The fit: so many steps of gradient descent with momentum, and how strongly weights are held near nought.
const (
	steps    = 800 // more of them change nothing
	rate     = 5
	momentum = 0.95
	ridge    = 0.1 // over the number of texts
)

// fit is a pure function of vectors and classes; a text of several classes counts in equal parts for each.
func fit(vectors [][]float64, classes [][]int, n int) *head {
	dim := len(vectors[0])
	h := &head{mean: make([]float64, dim), weights: make([][]float64, n)}
	for _, v := range vectors {
		for d, x := range v {
			h.mean[d] += x / float64(len(vectors))
		}
	}
	move := make([][]float64, n)
	slope := make([][]float64, n)
	for k := range n {
		h.weights[k], move[k], slope[k] = make([]float64, dim+1), make([]float64, dim+1), make([]float64, dim+1)
	}
	centred := make([][]float64, len(vectors))
	for i, v := range vectors {
		centred[i] = make([]float64, dim+1)
		for d, x := range v {
			centred[i][d] = x - h.mean[d]
		}
		centred[i][dim] = 1
	}
	for range steps {
		for k := range n {
			for d := range dim {
				slope[k][d] = ridge / float64(len(vectors)) * h.weights[k][d]
			}
			slope[k][dim] = 0
		}
		for i, v := range centred {
			p := h.of(v)
			for _, k := range classes[i] {
				p[k] -= 1 / float64(len(classes[i]))
			}
			for k := range n {
				g := p[k] / float64(len(vectors))
				for d, x := range v {
					slope[k][d] += g * x
				}
			}
		}
		for k := range n {
			for d := range slope[k] {
				move[k][d] = momentum*move[k][d] - rate*slope[k][d]
				h.weights[k][d] += move[k][d]
			}
		}
	}
	return h
}

// of is how likely each class is for a centred vector with a one behind it.
func (h *head) of(v []float64) []float64 {
	p := make([]float64, len(h.weights))
	most := math.Inf(-1)
	for k, w := range h.weights {
		for d, x := range v {
			p[k] += w[d] * x
		}
		most = max(most, p[k])
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - most)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// guess is the likeliest type of a text with how likely it is, and how likely it is that nothing happens.
func (h *head) guess(vector []float64) (t factum.EventType, likely, none float64) {
	v := make([]float64, len(vector)+1)
	for d, x := range vector {
		v[d] = x - h.mean[d]
	}
	v[len(vector)] = 1
	p := h.of(v)
	best := 0
	for k := range factum.EventTypes {
		if p[k] > p[best] {
			best = k
		}
	}
	return factum.EventTypes[best], p[best], p[len(p)-1]
}

// headed is the rules with the head over them.
type headed struct {
	*coding.Rules
	head      *head
	embed     *embedder
	say, hush float64
}

// Code implements coding.Coder.
func (c *headed) Code(doc *factum.Document, id factum.Digest, ref string) []factum.Claim {
	out := c.Rules.Code(doc, id, ref)
	vectors, err := c.embed.all([]string{doc.Text})
	if err != nil {
		return out // the embedder remembers
	}
	t, likely, none := c.head.guess(vectors[0])
	switch {
	case len(out) > 0 && none >= c.hush:
		return []factum.Claim{}
	case len(out) == 0 && likely >= c.say && likely > none:
		all := factum.Words{Text: doc.Text, Span: factum.Span{End: len(doc.Text)}}
		return []factum.Claim{{Part: factum.PartText, Type: t, Modality: factum.Asserted, Passage: all, Trigger: all, Confidence: likely}}
	}
	return out
}
