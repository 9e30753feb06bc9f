// Package architecture holds no code: its test holds the house's rules, who may
// import whom and what no file may do. ARCHITECTURE.md says why.
package architecture
