package factum

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure an error is, for whoever has to answer it: the command
// line with an exit code, the desk with a status.
type Kind int

// The kinds of failure. Other is anything without a kind of its own.
const (
	Other     Kind = iota
	Invalid        // the input or the request is wrong
	Missing        // the thing asked for is not there
	Conflict       // it contradicts what is there, or somebody else did it first
	Integrity      // bytes are not what they were
	Transient      // may succeed when tried again
	Busy           // another program writes this record
	Unsafe         // opening would risk the record; nothing was touched
	Newer          // of a format that this version does not know
	ReadOnly       // can be read but not written
)

func (k Kind) String() string {
	return [...]string{"error", "invalid", "missing", "conflict", "integrity", "transient", "busy", "unsafe", "newer", "read-only"}[k]
}

// Error is a failure with its kind, and a hint at what a person can do about it.
type Error struct {
	Kind Kind
	Msg  string
	Hint string // a sentence, "" when there is nothing to do
	Err  error  // the cause, may be nil
}

func (e *Error) Error() string { return e.Msg }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error; like fmt.Errorf it keeps what %w names as the cause.
func Errorf(k Kind, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: k, Msg: err.Error(), Err: errors.Unwrap(err)}
}

// WithHint returns a copy of e with a hint.
func (e *Error) WithHint(format string, args ...any) *Error {
	c := *e
	c.Hint = fmt.Sprintf(format, args...)
	return &c
}

// KindOf returns the kind of the first Error in err's chain, Other if there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Other
}

// HintOf returns the first hint in err's chain.
func HintOf(err error) string {
	for err != nil {
		var e *Error
		if !errors.As(err, &e) {
			return ""
		}
		if e.Hint != "" {
			return e.Hint
		}
		err = e.Err
	}
	return ""
}
