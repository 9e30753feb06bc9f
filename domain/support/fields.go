package support

import (
	"fmt"

	"vaoso/domain/es"
	"vaoso/domain/money"
)

// most is an amount above which a slip of the pen is likelier than a payment.
const most = 100_000_000_000 // VND

// checkAmount refuses a sum that isn't one of VND.
func checkAmount(field string, m money.Money) error {
	switch {
	case m.IsZero():
		return es.ErrFieldMissing.With("field", field)
	case m.Currency != "VND" || m.Amount <= 0 || m.Amount > most:
		return es.ErrFieldInvalid.With("field", field, "vi", "phải là số tiền dương bằng VND", "en", "it is a positive sum of VND")
	}
	return nil
}

// checkWithin refuses a number outside its bounds.
func checkWithin(field string, n, least, greatest int) error {
	if n < least || n > greatest {
		return es.ErrFieldInvalid.With("field", field,
			"vi", fmt.Sprintf("phải từ %d đến %d", least, greatest), "en", fmt.Sprintf("it lies between %d and %d", least, greatest))
	}
	return nil
}

// checkReceiver refuses anything but exactly one of worker and employer.
func checkReceiver(worker, citizenID, employer, taxCode string) error {
	if (worker != "" || citizenID != "") == (employer != "" || taxCode != "") {
		return es.ErrFieldInvalid.With("field", "worker",
			"vi", "ghi đúng một người nhận: worker (citizenId) hoặc employer (taxCode)", "en", "name exactly one: worker (or citizenId) or employer (or taxCode)")
	}
	return nil
}

// firstOf is the first error that there is.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
