package engine

import "hash/maphash"

// keySet is a Bloom filter (Bloom 1970): it never denies a key that was added,
// and seldom claims one that wasn't. A false claim costs a query.
type keySet[K comparable] struct {
	seed maphash.Seed
	bits []uint64
	mask uint64
}

// keySetProbes is how many bits stand for a key.
const keySetProbes = 4

// newKeySet is a set for many times the rows that are in memory now: some 640
// bits for each, 8 MiB at the most. Ten million keys in 8 MiB leave one false
// claim in twenty.
func newKeySet[K comparable](rows int) *keySet[K] {
	bits := uint64(1 << 10)
	for bits < 1<<26 && bits < uint64(rows)*640 {
		bits *= 2
	}
	return &keySet[K]{maphash.MakeSeed(), make([]uint64, bits/64), bits - 1}
}

func (s *keySet[K]) add(k K) {
	h := maphash.Comparable(s.seed, k)
	for i := range uint64(keySetProbes) {
		at := s.probe(h, i)
		s.bits[at/64] |= 1 << (at % 64)
	}
}

func (s *keySet[K]) mayHave(k K) bool {
	h := maphash.Comparable(s.seed, k)
	for i := range uint64(keySetProbes) {
		if at := s.probe(h, i); s.bits[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}

// probe is the i-th place of a hash, by double hashing (Kirsch, Mitzenmacher 2006).
func (s *keySet[K]) probe(h, i uint64) uint64 { return (h + i*(h>>32|1)) & s.mask }
