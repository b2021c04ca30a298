package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"factum"
)

// MaxBody is the largest answer that is taken, in bytes.
const MaxBody = 1 << 20

// DefaultTimeout is how long one request may take, from connecting to the last byte.
const DefaultTimeout = 2 * time.Minute

// giveUp is how many requests may fail one after the other before no more are made.
const giveUp = 3

// Config says which model is asked, and where.
type Config struct {
	URL     string        // of an OpenAI-compatible service: http://127.0.0.1:8080, https://host/v1 or all of …/chat/completions
	Name    string        // the model, as the service calls it
	Key     string        // sent as a bearer token, "" none; never kept or printed
	Timeout time.Duration // of one request; 0 is DefaultTimeout
}

// Client asks one model. It is safe for concurrent use. It follows no redirect, uses no proxy and tries nothing twice; after three failures in a
// row it asks no more.
type Client struct {
	name, endpoint, key string
	http                *http.Client
	failed              atomic.Int32 // in a row
}

// New refuses an address or a name that can't be meant. Nothing is sent yet.
func New(c Config) (*Client, error) {
	u, err := url.Parse(c.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, factum.Errorf(factum.Invalid, "%q is not the address of a model: http://host:port or https://host/v1 is wanted", redacted(u, c.URL))
	}
	if u.User != nil {
		return nil, factum.Errorf(factum.Invalid, "an address with a name or password in it would be kept with the answers").WithHint("Give a key with FACTUM_MODEL_KEY.")
	}
	if c.Name == "" || len(c.Name) > 200 || !utf8.ValidString(c.Name) || strings.ContainsFunc(c.Name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return nil, factum.Errorf(factum.Invalid, "a model needs a name, as %s calls it: at most 200 bytes of plain text", u.Host)
	}
	const chat = "/chat/completions"
	switch p := strings.TrimRight(u.Path, "/"); {
	case strings.HasSuffix(p, chat):
		u.Path = p
	case strings.HasSuffix(p, "/v1"):
		u.Path = p + chat
	default:
		u.Path = p + "/v1" + chat
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Timeout < 0 {
		return nil, factum.Errorf(factum.Invalid, "a request can't be given %s", c.Timeout)
	}
	return &Client{name: c.Name, endpoint: u.String(), key: c.Key, http: &http.Client{
		Timeout: c.Timeout,
		Transport: &http.Transport{ // no proxy from the environment: what is sent goes where it was said
			DialContext:            (&net.Dialer{Timeout: min(c.Timeout, 30*time.Second)}).DialContext,
			TLSHandshakeTimeout:    30 * time.Second,
			DisableCompression:     true, // what is kept is what came
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    4,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(r *http.Request, _ []*http.Request) error { return redirected{r.URL.Host} },
	}}, nil
}

// redacted is an address without a password, for a message.
func redacted(u *url.URL, given string) string {
	if u == nil || u.User == nil {
		if strings.Contains(given, "@") {
			return "…"
		}
		return given
	}
	return u.Redacted()
}

type redirected struct{ to string }

func (r redirected) Error() string {
	return "it sends the request on to " + r.to + ", which nobody named"
}

// Host is who will see the text.
func (c *Client) Host() string {
	u, _ := url.Parse(c.endpoint) // it was made of one
	return u.Host
}

// Name is the model's name as the service has it.
func (c *Client) Name() string { return c.name }

// Asked is what became of asking about a document.
type Asked struct {
	Answer     *Answer // nil when nothing was answered
	Unanswered int     // stretches that nobody answered about
	Gaps       []error // why, and what was left out
}

// Ask puts the stretches of a document to the model, one after the other. What an answer from before has on the same words, by the same
// model under the same instructions, is taken from there. A nil Client asks nobody: all it gives comes from the answer from before, whichever model
// gave it. id is the document's digest.
func (c *Client) Ask(ctx context.Context, doc *factum.Document, id factum.Digest, before *Answer) Asked {
	a := &Answer{V: 1, Capture: doc.Capture, Document: id}
	switch {
	case c == nil && before == nil:
		return Asked{}
	case c == nil:
		a.Model, a.Prompt = before.Model, before.Prompt
	default:
		if a.Model, a.Prompt = c.name, Prompt(); before != nil && (before.Model != a.Model || before.Prompt != a.Prompt) {
			before = nil
		}
	}
	var out Asked
	spans, left := stretches(doc)
	if left != "" {
		out.Gaps = append(out.Gaps, factum.Errorf(factum.Other, "%s", left))
	}
	reasons := map[string]int{}
	var order []string
	for _, sp := range spans {
		words := sp.In(doc.Text)
		r, ok := before.on(factum.DigestOfString(words), sp)
		var err error
		switch {
		case ok:
		case c == nil:
			err = errors.New("no answer on it was kept")
		default:
			r, err = c.stretch(ctx, words, sp)
		}
		if err == nil {
			a.Replies = append(a.Replies, r)
			continue
		}
		out.Unanswered++
		if reasons[err.Error()]++; reasons[err.Error()] == 1 {
			order = append(order, err.Error())
		}
	}
	for _, why := range order {
		who := "model " + a.Model
		if c != nil {
			who += " at " + c.Host()
		}
		of := ""
		if len(spans) > 1 {
			of = fmt.Sprintf(" (%d of %d stretches of the text)", reasons[why], len(spans))
		}
		out.Gaps = append(out.Gaps, factum.Errorf(factum.Transient, "%s: %s%s", who, why, of).WithHint("'factum recode' with --model asks again what was not answered."))
	}
	if len(a.Replies) > 0 {
		out.Answer = a
	}
	return out
}

// stretch asks about some words.
func (c *Client) stretch(ctx context.Context, words string, sp factum.Span) (Reply, error) {
	if c.failed.Load() >= giveUp {
		return Reply{}, fmt.Errorf("not asked, as %d requests in a row had failed", giveUp)
	}
	type message struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	}
	request, err := factum.Canonical(map[string]any{"model": c.name, "temperature": 0, "stream": false,
		"messages": []message{{"system", instructions()}, {"user", fence + words + fence}}})
	if err != nil {
		return Reply{}, err
	}
	body, err := c.post(ctx, request)
	if err != nil {
		if ctx.Err() == nil { // else it is nobody's failure
			c.failed.Add(1)
		}
		return Reply{}, err
	}
	c.failed.Store(0)
	return Reply{Span: sp, Words: factum.DigestOfString(words), Endpoint: c.endpoint, Request: factum.DigestOf(request), Digest: factum.DigestOf(body), Body: body}, nil
}

// post sends a request and returns the body of an answer that says of itself that it is one.
func (c *Client) post(ctx context.Context, request []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(request))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "factum")
	if c.key != "" {
		req.Header.Set("Authorization", "Bearer "+c.key)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.plainly(ctx, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("it answered with HTTP status %d", resp.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, MaxBody+1))
	if err != nil {
		return nil, c.plainly(ctx, err)
	}
	if len(body) > MaxBody {
		return nil, fmt.Errorf("it answered with more than %d KiB", MaxBody>>10)
	}
	return body, nil // whatever it says: it is kept, and who reads it tells what is wrong with it
}

// plainly says why a request failed, the same way each time.
func (c *Client) plainly(ctx context.Context, err error) error {
	var r redirected
	var n net.Error
	switch {
	case ctx.Err() != nil:
		return errors.New("stopped before it answered")
	case errors.As(err, &r):
		return r
	case errors.As(err, &n) && n.Timeout():
		return fmt.Errorf("no answer within %s", c.http.Timeout)
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return errors.New("its answer broke off")
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var op *net.OpError // whose own words name the port of this side, another one each time
	if errors.As(err, &op) && op.Op == "dial" {
		return fmt.Errorf("it can't be reached: %w", op.Err)
	} else if errors.As(err, &op) {
		return fmt.Errorf("the connection failed: %w", op.Err)
	}
	return err
}
