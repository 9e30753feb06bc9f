// Package expiries is the to-do list of the expiry policy: the contracts abroad
// whose workers are due back so soon that a notice is due, at 90, 60 and 30 days.
//
// book.Book.NoticeExpiry writes a notice; [Due] names the contracts for which it
// would write one, and no others, so that a policy that notes all that is due
// comes to rest. A test holds the two together over random histories.
//
// Time comes in by plan.DayPassed alone: what is due is due as of the last day
// that is over, whenever the list is asked, so a replay finds the same.
package expiries
