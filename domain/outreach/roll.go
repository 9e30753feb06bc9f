package outreach

import (
	"cmp"
	"hash/fnv"
)

// roll is a course's trainees as a search tree by worker, nil being none. It is
// never changed: what changes is copied, from the trainee up to the root. So a
// stream of n trainees is folded in about n·log n steps, and a course is a value.
// What keeps it level is a rank that follows from the worker's id: no node has a
// higher one than its parent (a treap).
type roll struct {
	Trainee
	rank        uint32
	left, right *roll
}

func (r *roll) find(worker string) (Trainee, bool) {
	for r != nil {
		switch cmp.Compare(worker, r.WorkerID) {
		case 0:
			return r.Trainee, true
		case -1:
			r = r.left
		default:
			r = r.right
		}
	}
	return Trainee{}, false
}

// with is the roll with the trainee, in the place of who was there before. Its
// root is a node of its own.
func (r *roll) with(t Trainee) *roll {
	if r == nil {
		h := fnv.New32a()
		h.Write([]byte(t.WorkerID)) //nolint:errcheck // a hash never fails
		return &roll{Trainee: t, rank: h.Sum32()}
	}
	root := *r
	switch cmp.Compare(t.WorkerID, r.WorkerID) {
	case 0:
		root.Trainee = t
	case -1:
		if root.left = r.left.with(t); root.left.rank > root.rank {
			up := root.left
			root.left, up.right = up.right, &root
			return up
		}
	default:
		if root.right = r.right.with(t); root.right.rank > root.rank {
			up := root.right
			root.right, up.left = up.left, &root
			return up
		}
	}
	return &root
}

// all adds the trainees to the list, in the order of their ids.
func (r *roll) all(list []Trainee) []Trainee {
	if r == nil {
		return list
	}
	return r.right.all(append(r.left.all(list), r.Trainee))
}
