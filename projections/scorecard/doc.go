// Package scorecard is the report on agencies: each one's record, and its risk
// score with every term and the events that it rests on. It is no read model: it
// asks two, the agencies' register and supervision, neither of which knows the
// other.
//
// Invariants, held by the tests here:
//
//   - The score is domain/supervision.ScoreOf of what the two say, and nothing
//     else; refuted flags don't count in it.
//   - The terms' points, up to 100, are the score.
//   - Figures only: nobody's name or number is in it but the agencies'.
package scorecard
