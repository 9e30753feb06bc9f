package labour

import (
	"vaoso/domain/es"
)

// taxWeights weigh the first nine digits of a tax code.
var taxWeights = [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3}

// CheckTaxCode checks a tax code: 10 digits, the tenth being 10 less the
// weighted sum of the others modulo 11; or those, a hyphen and the three
// digits of a branch. It is nil or ErrTaxCodeMalformed.
func CheckTaxCode(code string) error {
	if r := checkTaxCode(code); r != nil {
		return r
	}
	return nil
}

func checkTaxCode(code string) *es.Refused {
	form := len(code) == 10 && digitsOnly(code) || len(code) == 14 && code[10] == '-' && digitsOnly(code[:10]) && digitsOnly(code[11:])
	if !form {
		return ErrTaxCodeMalformed.With("vi", "phải gồm 10 chữ số, hoặc 10 chữ số và chi nhánh như 0000010008-001", "en", "it has 10 digits, or 10 and a branch as in 0000010008-001")
	}
	sum := 0
	for i, weight := range taxWeights {
		sum += weight * int(code[i]-'0')
	}
	// A sum divisible by 11 would ask for a digit 10: no such code is given out.
	if 10-sum%11 != int(code[9]-'0') {
		return ErrTaxCodeMalformed.With("vi", "sai chữ số kiểm tra (chữ số thứ mười)", "en", "the check digit, the tenth, is wrong")
	}
	return nil
}
