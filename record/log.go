package record

import (
	"context"
	"path/filepath"

	"factum"
	"factum/custody"
	"factum/store/sqlite"
)

// rekeyed says which acts changed the log's key, as the index has them.
func (l *late) rekeyed(ctx context.Context) ([]factum.ActIndex, factum.ActIndex, error) {
	if l.db == nil {
		return nil, 0, nil
	}
	acts, _, upTo, err := l.db.LogActs(ctx)
	return acts, upTo, err
}

// applied is the cursor of the index as it lies there, 0 when it can't be read: a log shorter than that was cut. With it come the acts
// that changed the log's key.
func applied(ctx context.Context, dir string, id custody.Identity) (int64, func(context.Context) ([]factum.ActIndex, factum.ActIndex, error)) {
	db, err := sqlite.Open(ctx, filepath.Join(dir, databaseName), indexConfig(id, true))
	if err != nil {
		return 0, nil
	}
	defer db.Close()
	acts, _, upTo, err := db.LogActs(ctx)
	if err != nil {
		return 0, nil
	}
	return int64(upTo), func(context.Context) ([]factum.ActIndex, factum.ActIndex, error) { return acts, upTo, nil }
}
