// Package capacity is the read model of grass-roots capacity (tập huấn cán bộ,
// cộng tác viên): who of which ward was trained, which ward has nobody trained,
// and what the collaborators of the wards have done.
//
//   - tables.go: the rows
//   - fold.go: [Projection], events into rows
//   - report.go: [MakeReport]
//
// Nobody is named: an attendance is a row without a person, a collaborator is a
// stream. So persons who attended twice are counted twice (lượt người), and the
// report says so.
package capacity
