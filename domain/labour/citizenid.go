package labour

import (
	"vaoso/domain/es"
)

// CheckCitizenID checks the form of a citizen id: 12 digits, made of the
// province of birth (001 to 096), a digit for century and sex, the birth
// year's two digits and a serial of six; or 9 digits without structure, of the
// older card. It is nil, ErrCitizenIDMalformed, or, as made-up ids start with
// 000 and belong into made-up books alone, ErrSyntheticCitizenID or
// ErrRealCitizenID.
func CheckCitizenID(id string, synthetic bool) error {
	if r := checkCitizenID(id, synthetic); r != nil {
		return r
	}
	return nil
}

func checkCitizenID(id string, synthetic bool) *es.Refused {
	if !digitsOnly(id) || len(id) != 12 && len(id) != 9 {
		return ErrCitizenIDMalformed.With("vi", "phải gồm 12 chữ số (hoặc 9 chữ số của CMND cũ)", "en", "it has 12 digits (or the 9 of the older card)")
	}
	madeUp := id[:3] == "000"
	if len(id) == 12 {
		if !madeUp && id[:3] > "096" {
			return ErrCitizenIDMalformed.With("vi", "ba chữ số đầu không phải mã tỉnh (001–096)", "en", "the first three digits aren't a province (001 to 096)")
		}
		if id[3] > '3' {
			return ErrCitizenIDMalformed.With("vi", "chữ số thứ tư (thế kỷ và giới tính) phải từ 0 đến 3", "en", "the fourth digit (century and sex) lies between 0 and 3")
		}
	}
	switch {
	case madeUp && !synthetic && len(id) == 12:
		return ErrSyntheticCitizenID.With()
	case !madeUp && synthetic:
		return ErrRealCitizenID.With()
	}
	return nil
}

// citizenIDSays is the sex and the birth year that a well-formed id of 12
// digits says: 1900s male 0, female 1; 2000s male 2, female 3.
func citizenIDSays(id string) (sex Sex, birthYear int, ok bool) {
	if len(id) != 12 || !digitsOnly(id) || id[3] > '3' {
		return "", 0, false
	}
	sex = Male
	if (id[3]-'0')%2 == 1 {
		sex = Female
	}
	century := 1900 + 100*int((id[3]-'0')/2)
	return sex, century + 10*int(id[4]-'0') + int(id[5]-'0'), true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
