package cli

import (
	"fmt"
	"time"

	"factum"
	"factum/coding/model"
)

// modelFlags are shared by what codes: off unless an address is given on this very command line.
type modelFlags struct {
	Model        string        `help:"Also ask a model at this address (OpenAI-compatible) what it would code; it sees the text. Its claims are only proposed." placeholder:"URL"`
	ModelName    string        `help:"The model, as the service at --model calls it." placeholder:"NAME"`
	ModelTimeout time.Duration `help:"How long one answer of the model may take (default 2m)." placeholder:"DURATION"`
}

// modelHelp is what each of these commands teaches of it.
const modelHelp = `

With --model URL --model-name NAME the text is also put to a model, a stretch at a time, and what it would code is laid beside the
claims of the rules: marked as proposed, quoting the text word for word or refused, in no fact. Whoever runs the service sees the text.
A key for it is taken from FACTUM_MODEL_KEY. What it does not answer, and what
of its answer is refused, is a gap (exit 1).`

// client is the model that is to be asked, nil none. It says who will see the text.
func (f *modelFlags) client(s *session) (*model.Client, error) {
	if f.Model == "" {
		if f.ModelName != "" || f.ModelTimeout != 0 {
			return nil, factum.Errorf(factum.Invalid, "--model-name and --model-timeout are for a model, and none is named").WithHint("--model URL says where it answers.")
		}
		return nil, nil
	}
	c, err := model.New(model.Config{URL: f.Model, Name: f.ModelName, Timeout: f.ModelTimeout, Key: s.env["FACTUM_MODEL_KEY"]})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(s.Err, "factum: what is coded is also sent to %s, who can read and keep it; what the model %s makes of it is only proposed\n", clean(c.Host()), quoteName(c.Name()))
	return c, nil
}
