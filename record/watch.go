package record

import (
	"context"

	"factum"
	"factum/store"
)

// Occurrences goes through facts as figures read them, by their first-sealed claim. Of the filter hold those of Facts but Limit and After. What is yielded is
// good until the next.
func (r *Record) Occurrences(ctx context.Context, f store.Filter, yield func(*factum.Occurrence) error) error {
	return r.index.Occurrences(ctx, f, yield)
}
