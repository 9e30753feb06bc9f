package pubsub

import (
	"context"
	"errors"
	"sync"

	"vaoso/domain/es"
)

// Offset is how far a group has come in a topic: the last event that it has
// dealt with. It names the event itself beside its position, since a log that
// was copied elsewhere has other positions. The zero value is before the first.
type Offset struct {
	Position es.Position
	Stream   string
	Revision es.Revision
	ID       es.UUID
}

func offsetAt(e es.Event) Offset { return Offset{e.Position, e.Stream, e.Revision, e.ID} }

// Saved is what is kept for a group and a topic.
type Saved struct {
	Offset
	// Owner is the one subscription of the group that delivers, by a name that no
	// other has; "" when it left in good order.
	Owner string
	// Takeovers is how often in a row the topic was taken over from an owner
	// that got nowhere, with no progress in between.
	Takeovers int
	// Version grows with every save; 0 means that nothing was saved yet.
	Version int64
}

// ErrSavedElsewhere says that what is saved isn't what the saver takes it to be.
var ErrSavedElsewhere = errors.New("pubsub: another subscription of the group has saved since")

// Offsets keep how far groups have come. Any number of subscriptions in any
// number of processes may use the same.
type Offsets interface {
	// Load is what was saved last; the zero value where nothing was.
	Load(ctx context.Context, group, topic string) (Saved, error)
	// Save keeps s where what is kept has s.Version, and answers its new version.
	// Else it fails with ErrSavedElsewhere: that keeps a group's subscriptions
	// from undoing each other's work.
	Save(ctx context.Context, group, topic string, s Saved) (version int64, err error)
}

// MemoryOffsets keep offsets as long as the process lives: for tests, and for
// groups that begin anew with each start. The zero value is ready.
type MemoryOffsets struct {
	mu    sync.Mutex
	saved map[[2]string]Saved
}

var _ Offsets = (*MemoryOffsets)(nil)

// Load is Offsets'.
func (m *MemoryOffsets) Load(_ context.Context, group, topic string) (Saved, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.saved[[2]string{group, topic}], nil
}

// Save is Offsets'.
func (m *MemoryOffsets) Save(_ context.Context, group, topic string, s Saved) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := [2]string{group, topic}
	if m.saved[key].Version != s.Version {
		return 0, ErrSavedElsewhere
	}
	if m.saved == nil {
		m.saved = map[[2]string]Saved{}
	}
	s.Version++
	m.saved[key] = s
	return s.Version, nil
}
