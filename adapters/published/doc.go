// Package published shows the book's log to others: the same events in the same
// order, without what belongs to a person. Whatever leaves the program by a
// subscription is read through it.
//
// What an event keeps and loses is said in one place, [es.Definitions.Public]:
// the fields marked with es.Personal go, and of the metadata whatever somebody
// typed or a client chose. What stays is meant to be seen: it holds pseudonyms
// (a worker's stream, from which nobody is found without the book's key), and
// texts of the office about cases (a finding, a conclusion), which the book's
// rules of writing keep free of names.
//
// Invariants, held by the tests here:
//
//   - No personal value of any stored form, old or new, is in what comes out.
//   - No event is skipped. One that this program can't read (of a type or a
//     version that it doesn't know, or damaged) comes out without its data: "{}"
//     under version 0, which no stored event has. Who reads on knows that
//     something happened there; who decodes it fails, instead of reading zeroes.
//   - Ids, streams, revisions, positions and types are the log's own, so that
//     positions may be remembered and filters mean the same.
//   - Nothing can be written through it, and closing it leaves the log open.
package published
