// Package engagements is the to-do list of the engagement policy: the contracts
// whose worker's stream doesn't say yet what the contract's stream says.
//
// A departure writes two streams, and a crash between them leaves a worker
// reserved or a return unnoticed. book.Book.Settle puts that right; [Due] names
// the contracts for which it would write something, and no others, so that a
// policy that settles all that is due comes to rest. A test holds the two
// together over random histories with crashes.
//
// Time comes in by events alone: a day has begun once an event was recorded on
// it, and plan.DayPassed is recorded every day. So Due never runs ahead of the
// clock that Settle goes by.
package engagements
