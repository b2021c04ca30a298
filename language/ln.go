package language

import "math"

// ln is the natural logarithm of a positive number, to some fifteen digits. It stands here because the profiles of languages must come out alike on every
// machine: math.Log is assembler on one processor and not on another, and where a product and a sum may be rounded once instead of twice the last
// digit differs. Each product is rounded by its conversion here, before it is added to anything.
func ln(x float64) float64 {
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f, e = f*2, e-1
	}
	// ln f = 2(s + s³/3 + s⁵/5 + …) with s = (f-1)/(f+1), at most 0.172: ten terms
	s := (f - 1) / (f + 1)
	square := float64(s * s)
	sum := 0.0
	for k := 19; k >= 1; k -= 2 {
		sum = float64(sum*square) + 1/float64(k)
	}
	return float64(2*s*sum) + float64(float64(e)*math.Ln2)
}
