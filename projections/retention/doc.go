// Package retention is whether jobs last: of the jobs that started, who still
// has theirs after 3, 6 and 12 months (theo dõi duy trì việc làm).
//
//   - tables.go: the rows, one a job and mark
//   - fold.go: [Projection]
//   - report.go: [MakeReport], the figures, all together, by employer and by source
//   - due.go: [Due], the to-do list of the retention policy
//
// A mark is due when its months are over as of the day of the report and the
// job wasn't annulled. What the latest check found holds; without a check a job
// whose end was entered for a day before the mark was left; of the others
// nobody has asked yet, and they are in no rate. A term that ran out says
// nothing: people stay on without anybody's entering it.
//
// book.Book.NoteRetention notes that a check fell due; [Due] names those that it
// would note, and no others, so that the policy comes to rest. Time comes in by
// plan.DayPassed alone, and a mark before the first day that passed is history
// that was entered, not a check that anybody missed.
package retention
