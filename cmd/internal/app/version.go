package app

// Version is the program's, as CHANGELOG.md has it.
const Version = "0.1.0"
