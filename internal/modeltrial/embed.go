package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// embedder has vectors made of texts by an OpenAI-compatible service, each once. It is safe for concurrent use.
type embedder struct {
	url, model string

	mu    sync.Mutex
	known map[string][]float64
	err   error // the first
}

// together is how many texts are sent at once.
const together = 64

// all returns the vectors of texts, in order.
func (e *embedder) all(texts []string) ([][]float64, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var missing []string
	for _, t := range texts {
		if _, ok := e.known[t]; !ok {
			e.known[t] = nil
			missing = append(missing, t)
		}
	}
	for len(missing) > 0 {
		n := min(together, len(missing))
		vectors, err := e.ask(missing[:n])
		if err != nil {
			for _, t := range missing {
				delete(e.known, t)
			}
			if e.err == nil {
				e.err = err
			}
			return nil, err
		}
		for i, v := range vectors {
			e.known[missing[i]] = v
		}
		missing = missing[n:]
	}
	out := make([][]float64, len(texts))
	for i, t := range texts {
		out[i] = e.known[t]
	}
	return out, nil
}

// failed is the first error of all calls.
func (e *embedder) failed() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.err
}

func (e *embedder) ask(texts []string) ([][]float64, error) {
	q, err := json.Marshal(map[string]any{"model": e.model, "input": texts})
	if err != nil {
		return nil, err
	}
	c := http.Client{Timeout: 5 * time.Minute}
	resp, err := c.Post(e.url, "application/json", bytes.NewReader(q))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 64<<20))
	if err != nil {
		return nil, err
	}
	var a struct {
		Data []struct {
			Index     int       `json:"index"`
			Embedding []float64 `json:"embedding"`
		} `json:"data"`
	}
	if err := json.Unmarshal(b, &a); err != nil || resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s: %.200s", e.url, resp.Status, b)
	}
	out := make([][]float64, len(texts))
	for _, d := range a.Data {
		if d.Index >= 0 && d.Index < len(out) {
			out[d.Index] = d.Embedding
		}
	}
	for i, v := range out {
		if len(v) == 0 || len(v) != len(out[0]) {
			return nil, fmt.Errorf("%s gave no vector for text %d of %d", e.url, i+1, len(texts))
		}
	}
	return out, nil
}
