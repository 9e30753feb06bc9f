// Package unemployment estimates unemployment by ward and month (ước tính thất
// nghiệp).
//
//   - tables.go: the rows: where workers live, whether they seek, what occupies
//     them and their notices, each over days
//   - fold.go: [Projection]
//   - report.go: [MakeReport], the estimate of each month of a year
//
// Unemployed at the end of a month are the residents who seek a job and are
// engaged by nothing on that day, and those with an open notice; the dead are
// neither. It says of every day what the workers' own streams say (a test holds
// the two together). Only registered people are known, so the estimate is too
// low: the report says so, and names the labour force that it divides by.
package unemployment
