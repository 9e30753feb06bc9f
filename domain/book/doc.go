// Package book takes commands: it finds the streams that a command speaks of,
// loads what the decision needs from other streams, decides, and appends.
//
// The contexts beside it are pure; this is where they meet the log. Everything
// that changes the book, from the command line, over HTTP, from a file or by a
// policy, goes through [Book.Do].
//
//   - book.go: [Book] and Do: who may, why, and then the command's own way
//   - command.go: [Command], and how a command is read from JSON
//   - commands.go: every command, by name
//   - ids.go: streams' names; a citizen id becomes one only through a keyed hash
//   - plan.go, labour.go, overseas.go, supervision.go: what each command loads
//   - support.go: the same of support; noteretention.go: the policy of retention checks
//   - outreach.go, training.go: the same of outreach; settlevacancy.go: the policy of vacancies
//   - dispatch.go, settle.go: a departure, which writes two streams, and its way through crashes
//   - complaint.go: complaints, flags and the inspection plan; sanction.go, enforce.go:
//     a sanction, whose suspension goes on to the licence, and the policy behind it
//   - correction.go: corrections by two people, of any context's streams;
//     correct_*.go: what those and one person's look at of other streams
//   - naming.go: facts of other streams that name one; annul*.go: who can't be
//     annulled because of them
//   - history.go: a contract's whole history, for whoever trusts nobody
//
// A rule that looks at another stream reads it from the log, never from a read
// model, and keeps the revision that it saw as evidence in the event.
package book
