// Package enforcement is the to-do list of the enforcement policy: the
// inspections of which something follows that isn't written yet. A remedy's
// deadline has passed and nobody said so; a suspension was imposed and a crash
// kept it from the agency's licence.
//
// book.Book.Enforce writes what follows; [Due] names the inspections for which
// it would write something, and no others, so that a policy that enforces all
// that is due comes to rest. A test holds the two together over random histories
// with crashes.
//
// Time comes in by plan.DayPassed alone: a deadline is passed once its day is
// over, whenever the list is asked, so a replay finds the same.
package enforcement
