// Package outreach is what the city does so that people find work: training on
// order, vacancies and those who fill them, job fairs, and the officials and
// collaborators of the wards.
//
//   - course.go, decide_course.go: a course that an institution and an employer
//     agreed on, stream "course-<id>", with its trainees; roll.go
//     keeps them
//   - vacancy.go: what an employer seeks, stream "vacancy-<id>"
//   - referral.go: a worker counselled and referred, stream "referral-<id>"
//   - fair.go, register.go: job fairs, institutions and intermediaries
//   - capacity.go: courses for officials and collaborators, and collaborators
//   - events_correct.go, commands_correct.go, correct_*.go: what was entered wrongly
//     is put right, by one person with a reason; Annul… takes back the last that was
//     entered of its subject
//   - figures.go: what reports share: who counts as placed after training, what
//     is one occupation
//   - events_*.go, commands_*.go, refusals.go: what can be asked, what happens,
//     and how it is refused
//
// A course goes agreed → running → finished or cancelled, a vacancy open →
// filled, expired or withdrawn, a referral made → interviewed → hired, declined
// or no show. Whether a vacancy is filled or has expired is decided by a policy
// (book.Book.SettleVacancy), from placements in the log and from days that have
// passed by the log. A placement is a fact of the worker's stream and names the
// vacancy, referral, course or collaborator that it came from.
package outreach
