// Package overseas is the context of work abroad: the agencies that send
// workers and the licences they hold, and the contracts under which workers go.
//
// The city records; it doesn't license. SignContract takes what the parties
// signed, lawful or not; [DispatchOverseas] is the gate, and refuses; a
// departure that went round the gate enters by [RecordIrregularDispatch] with
// what was wrong about it.
//
// Two kinds of stream, each with its own decider:
//
//	agency-<slug of the first licence number>   ∅ → licensed ⇄ suspended → revoked
//	contract-<contract number>                  ∅ → signed → departed → returned → liquidated
//	                                            signed → terminated, departed → absconded → returned,
//	                                            departed | absconded → terminated → returned,
//	                                            returned | terminated | absconded → liquidated
//
// Whether a licence has lapsed is computed from dates, never stored.
//
// Read it in this order:
//
//   - events.go, events_contract.go, events_life.go, kinds.go: what can have happened
//   - decide_dispatch.go: the whole rule of a lawful dispatch, on one screen
//   - commands_agency.go, commands_contract.go, commands_life.go: what can be asked, and the evidence that the caller loads
//   - agency.go, contract.go: the state that decisions need
//   - decide_agency.go, decide_invite.go, decide_contract.go, decide_fees.go, decide_life.go,
//     decide_ending.go: the other rules
//   - verdict.go: what the law of the signing day, or another, says of the sums
//   - refusals.go: every way in which this context says no
//
// Invariants, each held by a test in this package:
//
//   - [CheckDispatch] finds nothing exactly when DispatchOverseas is accepted.
//   - A contract is judged by the limits of its signing day, whatever is in
//     force later; its event names the set.
//   - A contract's phase only moves along the graph above; fees, papers, incidents, changes of
//     employer and notices move none.
//   - Caps are held against the larger of agreed and paid, less what was given back; agreed is
//     what the last amendment says.
//   - No event of a contract needs another stream to be counted: each names the
//     worker, the agency and the market.
//
// What a decision needs from another stream comes with the command as evidence,
// with the revision that it was read at. Go next to domain/law for the limits,
// and to domain/labour for the engagement that a dispatch reserves.
package overseas
