package record

import (
	"context"
	"slices"

	"factum/store"
)

// FewestOpinions is how many pairs of opinions there have to be before their agreement says anything.
const FewestOpinions = 10

// Agreement is how far first and second opinions agree in status.
type Agreement struct {
	N       int      `json:"n"` // pairs
	Agreed  int      `json:"agreed"`
	Percent *float64 `json:"percent"` // null of no pairs
	Kappa   *float64 `json:"kappa"`   // null where everybody found one and the same: chance agreement is then whole
	Alpha   *float64 `json:"alpha"`   // likewise
	TooFew  bool     `json:"too_few"` // fewer than FewestOpinions
}

// Agree measures how far pairs of nominal judgements agree, the first of each by one rater and the second by another.
//
// Kappa is Cohen's (J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960, 37-46):
// (po − pe) / (1 − pe), po the share of pairs that agree, pe the sum over the values of the product of their shares among first and second judgements.
//
// Alpha is Krippendorff's for nominal data without gaps (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section B):
// 1 − (m − 1) · d / (m² − Σ m_c²), m = 2n the number of judgements, m_c those of value c, d those that stand in pairs that differ.
//
// It takes the raters of all pairs for two, as the measures do; who they were differs from fact to fact.
func Agree(pairs [][2]string) Agreement {
	a := Agreement{N: len(pairs), TooFew: len(pairs) < FewestOpinions}
	if a.N == 0 {
		return a
	}
	first, second := map[string]int{}, map[string]int{}
	var values []string
	for _, p := range pairs {
		if p[0] == p[1] {
			a.Agreed++
		}
		first[p[0]]++
		second[p[1]]++
		values = append(values, p[0], p[1])
	}
	slices.Sort(values)
	// Kappa and alpha as fractions of whole numbers, so that every machine gives the same.
	chance, same := 0, 0 // n² · pe; Σ m_c²
	for _, v := range slices.Compact(values) {
		chance += first[v] * second[v]
		same += (first[v] + second[v]) * (first[v] + second[v])
	}
	n, m := a.N, 2*a.N
	a.Percent = ratio(100*a.Agreed, n)
	a.Kappa = ratio(n*a.Agreed-chance, n*n-chance)
	if a.Alpha = ratio((m-1)*2*(n-a.Agreed), m*m-same); a.Alpha != nil {
		*a.Alpha = 1 - *a.Alpha
	}
	return a
}

// ratio is nil where there is nothing to divide by.
func ratio(a, b int) *float64 {
	if b == 0 {
		return nil
	}
	r := float64(a) / float64(b)
	return &r
}

// Agreement measures how far all second opinions in the record agree with the first.
func (r *Record) Agreement(ctx context.Context) (Agreement, error) {
	p, err := r.index.Opinions(ctx, store.Filter{})
	var pairs [][2]string
	for _, o := range p.Items {
		pairs = append(pairs, [2]string{o.First.Status, o.Second.Status})
	}
	return Agree(pairs), err
}
