package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"vaoso/projections/engine"
)

// leasesSuffix names the folder beside the views that holds a file a lease.
const leasesSuffix = "-leases"

// Lease is engine.Store's: the operating system's lock on a file, which it takes
// off when the process dies.
func (v *Views) Lease(_ context.Context, name string) (engine.Lease, error) {
	if v.leases == "" {
		return v.leaseInMemory(name)
	}
	if err := os.MkdirAll(v.leases, 0o700); err != nil {
		return nil, fmt.Errorf("couldn't lease %s: %w", name, err)
	}
	lock := flock.New(filepath.Join(v.leases, name), flock.SetPermissions(0o600))
	got, err := lock.TryLock()
	switch {
	case got:
		return fileLease{lock}, nil
	case err == nil:
		err = engine.ErrLeased
	}
	return nil, errors.Join(fmt.Errorf("couldn't lease %s: %w", name, err), lock.Close())
}

type fileLease struct{ lock *flock.Flock }

// Lost is never closed: a file's lock lasts as long as its holder.
func (l fileLease) Lost() <-chan struct{} { return nil }

// Release takes the lock off. The file stays: to delete it would let two
// processes lock two files of one name.
func (l fileLease) Release() error { return l.lock.Close() }

// leaseInMemory is for views that no other process has.
func (v *Views) leaseInMemory(name string) (engine.Lease, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.leased[name] {
		return nil, fmt.Errorf("couldn't lease %s: %w", name, engine.ErrLeased)
	}
	if v.leased == nil {
		v.leased = map[string]bool{}
	}
	v.leased[name] = true
	return memoryLease{v, name}, nil
}

type memoryLease struct {
	views *Views
	name  string
}

// Lost is never closed.
func (l memoryLease) Lost() <-chan struct{} { return nil }

func (l memoryLease) Release() error {
	l.views.mu.Lock()
	defer l.views.mu.Unlock()
	delete(l.views.leased, l.name)
	return nil
}
