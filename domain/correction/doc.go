// Package correction is how a fact that was entered wrongly is put right: đính
// chính, hủy bỏ. Nothing is edited. A correction is a later event of the same
// stream, with a reason and a day of its own; the fact keeps its day unless the
// day itself is corrected.
//
// Two people are needed where money, a target, a departure or a licence is
// concerned: one proposes (CorrectionProposed), which changes no figure, another
// confirms. CorrectionConfirmed and the typed effect, such as ContractCorrected
// or DispatchAnnulled, are written in one append. An effect embeds [Of], and
// carries what a read model needs to bring its rows right.
//
//   - events.go, commands.go: what can be asked and what happens
//   - effect.go: what every typed effect is, also of those that need one person
//   - patch.go: a fact with fields changed
//   - ledger.go: what an aggregate's state keeps of its stream; [Evolve]
//   - hindsight.go: a past day, as it is known now
//   - decide.go: proposing, confirming, rejecting
//   - rules.go: what one person puts right, by a [Command]; hold.go: what stands on
//     a fact
//
// The events stand in the streams of what they correct: plan-…, contract-…,
// agency-…, loan-…, support-…. The context of the stream makes the effect.
//
// Invariants: an effect restores the state that held without the wrong fact, by
// folding anew ([Evolve]); the proposer never confirms; a proposal is settled
// once; a fact is annulled once. Whoever proposed may reject their own proposal:
// that withdraws it.
//
// Where to go next: domain/overseas/correct_contract.go, two people over two
// streams; domain/outreach for one person.
package correction
