package record

import (
	"context"
	"iter"
	"sync"
)

// inOrder runs do over the items of src on so many goroutines and hands the results to emit in the order of src, on
// the caller's goroutine. At most ahead items are begun and not yet emitted. It stops at the first error of emit, or when ctx ends:
// then what was begun is finished, and everything finished in order is still emitted.
func inOrder[T, U any](ctx context.Context, workers, ahead int, src iter.Seq[T], do func(context.Context, T) U, emit func(U) error) error {
	type slot struct {
		item T
		out  chan U
	}
	queue := make(chan slot, ahead) // in order, for emit
	work := make(chan slot)
	stop := make(chan struct{})
	go func() {
		defer close(queue)
		defer close(work)
		for item := range src {
			if ctx.Err() != nil {
				return
			}
			s := slot{item, make(chan U, 1)}
			select {
			case queue <- s:
			case <-stop:
				return
			}
			select {
			case work <- s:
			case <-stop:
				return
			}
		}
	}()
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for s := range work {
				s.out <- do(ctx, s.item)
			}
		})
	}
	var err error
	for s := range queue {
		if err = emit(<-s.out); err != nil {
			close(stop)
			break
		}
	}
	wg.Wait()
	if err == nil {
		err = ctx.Err()
	}
	return err
}
