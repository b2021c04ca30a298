package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"factum/store"
	"factum/store/storetest"
)

func TestIndex(t *testing.T) {
	storetest.Index(t, func(t *testing.T) func() store.Index {
		path := filepath.Join(t.TempDir(), "a b#c?.db")
		return func() store.Index {
			db, err := Open(context.Background(), path, Config{RecordID: "r", Weigher: storetest.Weigher{}})
			if err != nil {
				t.Fatal(err)
			}
			return db
		}
	})
}
