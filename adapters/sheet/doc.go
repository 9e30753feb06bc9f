// Package sheet reads the office's CSV files and enters their rows in the book.
//
// A file is of one [Kind], such as workers, placements, courses or contracts; a
// row is one thing's whole life, a step for each fact with a day of its own, and
// takes the steps that it gains. [Parse] reads a file, strictly in what a cell
// may say and leniently in how it is written; [Import] enters it. Whoever enters
// several files together, by day and under a clock of their own, takes
// [Prepare], [Job.Steps], [Job.Run] and [Job.Reports].
//
// Invariants, each held by a test:
//
//   - A file that can't be understood as a whole is refused before anything is
//     entered; a row that can't be understood is invalid, and the others go on.
//   - Every step of a row has its own idempotency key, so a file may be
//     imported any number of times: the second time it makes no events.
//   - What the book says already is compared, never overwritten. A row that
//     says otherwise changes nothing at all: it differs.
//   - What the book says is what stands now: a row that says what was corrected
//     or annulled since differs, and isn't entered anew.
//   - A step waits when an earlier step of its row was refused. Importing the
//     row again takes up where it stopped.
//   - A dry run is the same code over an [Overlay] of the log: the same
//     results, and nothing is written.
//   - No message has a value of a personal column, and no key has a citizen id:
//     in its place stands the worker's stream, which is a keyed hash. So is what
//     stands for whoever attended a course for officials, and for a correction.
//
// The files have no column for a few things that the commands want. They are
// written as: the reason "nhập từ tệp <kind>"; an agency is a service
// enterprise (the command's default); what a remedy must do is "khắc phục sai
// phạm"; an inspection's conclusion is "theo biên bản"; a departure was
// reported on the day it happened; an employer, whose row has no date, is
// entered as of [Options.On].
//
// Corrections are a file of their own, about the rows of the others: what is
// wrong with one thing on one day is put right by one command. What wants two
// people is proposed, and the row says so.
//
// Where to go next:
//
//   - kind.go, column.go, columns*.go: the kinds and every column, as a table;
//     reference.go: the same to be read
//   - words.go, sections.go, markets.go: the Vietnamese and English words
//   - parse.go, header.go: from bytes to rows; value.go, amount.go: from a cell
//     to its one form; check.go, checkmore.go, duplicate.go: what the cells of a
//     row, and the rows of a file, must be to each other
//   - job.go, prepare.go: rows as steps; order.go, carry.go: their order, and
//     how they are carried out
//   - labour.go, placements.go, training.go, market.go, grassroots.go, support.go,
//     overseas.go, supervision.go: the steps of each kind, and what the book says
//     of them already; step.go: how those are written down
//   - corrections.go, mend.go, propose.go: rows that put other rows right, by one
//     person or two; mendings.go: by which commands; typed.go: cells as JSON
//   - report.go, rejects.go: what came of it
//   - overlay.go: the log of a dry run
package sheet
