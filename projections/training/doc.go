// Package training is the read model of training on order (đào tạo theo địa
// chỉ): courses with their trainees, and who of them was then placed with the
// employer who had promised the jobs.
//
//   - tables.go: the rows
//   - fold.go: [Projection], events into rows
//   - report.go: [MakeReport], by course, institution or employer
//
// Who counts as placed is outreach.PlacedAfterTraining's to say. A placement may
// enter the log before the training that led to it, so the jobs of all workers
// are kept, not those of trainees alone.
package training
