package score

import (
	"fmt"
	"os"

	"factum"
	"factum/coding"
	"factum/reading"
)

// Article reads and codes an article and compares its claims with the gold beside it.
func Article(coder coding.Coder, path string) (Result, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Result{}, err
	}
	docs, err := reading.New().Read(b, reading.Meta{Name: path})
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	doc := &docs[0]
	gold, err := Read(GoldPath(path), string(b), doc.Title, doc.Text)
	if err != nil {
		return Result{}, err
	}
	if doc.Published == nil && gold.Published != "" || gold.Lang != doc.Lang { // what a person knows of it and it doesn't say
		if docs, err = reading.New().Read(b, reading.Meta{Name: path, Lang: gold.Lang, Date: gold.Published}); err != nil {
			return Result{}, fmt.Errorf("%s: %w", path, err)
		}
		doc = &docs[0]
	}
	r := Compare(gold, doc, coder.Code(doc, factum.DigestOfString(doc.Text), path))
	r.Article = path
	return r, nil
}
