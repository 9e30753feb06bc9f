// Package postgres keeps the views in PostgreSQL (14 or newer), where one file
// is outgrown: many readers, BI tools, several processes.
//
//   - open.go: Views, and how they are opened
//   - schema.go: what the program keeps of itself, and the role of analysts
//   - generations.go: making, showing and dropping a generation of a projection
//   - report.go: the views that analysts see
//   - rows.go, columns.go: rows in bulk, and their values in SQL
//   - query.go: reading; frozen.go: one unchanging state, for comparing
//   - lease.go: one process projects a view
//   - pgtest: a database for each test
//
// How it is laid out:
//
//   - vaoso: the generations and their tables (the program's own books)
//   - targetprogress_v1_g3: a generation of a projection, with its tables under
//     their plain names
//   - report: a view over each table of the generations that queries see, without
//     the columns that may name a person. Whoever has the role vaoso_reader may
//     read these, and nothing else
//
// Invariants and the tests that prove them:
//
//   - Every promise of engine.Store: TestViewsConformance.
//   - The program's queries see generations that belong together, and whole ones,
//     whatever is switched or dropped meanwhile: a snapshot resolves names by the
//     generations that it has seen itself, and holds them: TestReadingThroughSwitches,
//     TestAGenerationThatIsReadIsNotDropped,
//     TestAGenerationThatIsDroppedUnderAReader.
//   - What analysts made of the report views stays, or switching says what stands
//     in the way: TestReportViews.
//   - Analysts see the report views alone, without what may name a person, and
//     everything says what it is: TestAnalystsSeeTheReportsAlone,
//     TestEverythingSaysWhatItIs.
//   - A lease ends with its session, and closing leaves nothing behind:
//     TestLeasesEndWithTheirSession, TestClosingLeavesNothing.
//   - A restart of the server, killed connections and a lost answer to COMMIT
//     leave rows that equal a fresh fold: TestThroughAnyTrouble.
package postgres
