package territory

import (
	_ "embed"
	"encoding/json"
	"sync"
)

// Province is a province, or a city that is one. Their codes are those of every
// day up to 2025-06-30 since 2008.
type Province struct {
	Code  string `json:"code"` // GSO code, 2 digits
	Name  string `json:"name"` // without its level
	Level string `json:"level"`
}

// FullName is the name with its level: "tỉnh Phú Thọ".
func (p Province) FullName() string { return p.Level + " " + p.Name }

//go:embed provinces.json
var provincesJSON []byte

// Provinces are the 63 of 2021 by code. Source: the codes of Decision
// 124/2004/QĐ-TTg as the GSO kept them, without Hà Tây, which Resolution
// 15/2008/QH12 joined to Hà Nội on 2008-08-01.
var Provinces = sync.OnceValue(func() map[string]Province {
	var list []Province
	if err := json.Unmarshal(provincesJSON, &list); err != nil {
		panic(err) // the file is part of the program, and a test loads it
	}
	provinces := make(map[string]Province, len(list))
	for _, p := range list {
		provinces[p.Code] = p
	}
	return provinces
})

// ProvinceName is the full name of the province with the code, or the code where
// there is none.
func ProvinceName(code string) string {
	if p, ok := Provinces()[code]; ok {
		return p.FullName()
	}
	return code
}
