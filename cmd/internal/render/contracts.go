package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	api "vaoso/adapters/http"
	"vaoso/projections/contracts"
)

// Contracts writes contracts on a day as a table. title says which, in both
// languages.
func Contracts(w io.Writer, title string, page api.ContractPage, synthetic bool) error {
	if err := banner(w, synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s\n%s · vị trí / log position %s · %s hợp đồng / contracts\n", title, page.AsOf.Vietnamese(), page.Position, number(len(page.Contracts))); err != nil {
		return err
	}
	if len(page.Contracts) == 0 {
		_, err := fmt.Fprintln(w, "\nKhông có hợp đồng nào. / None.")
		return err
	}
	var rows [][]string
	for _, c := range page.Contracts {
		agency, noticed := c.LicenceNo, "–"
		if agency == "" {
			agency = "–"
		}
		if c.ExpiryNoticed > 0 {
			noticed = strconv.Itoa(c.ExpiryNoticed)
		}
		rows = append(rows, []string{
			c.ContractNo, agency, c.Market, c.Occupation, contracts.StateWords[c.State].Vi, dash(c.DepartedOn), dash(c.DueBackOn), maybe(c.DaysLeft, signed), noticed, overdue(c.Overdue),
		})
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return grid(w, columns{
		"hợp đồng/contract", "giấy phép/licence", "nước/market", "nghề/occupation", "trạng thái/state", "xuất cảnh/departed", "hạn về/due back", "còn/days left>", "đã báo/noticed>", "quá hạn/overdue",
	}, rows)
}

func overdue(is bool) string {
	if is {
		return "quá hạn"
	}
	return ""
}

// ContractsCSV writes contracts for a spreadsheet, a row each. Sums are in minor
// units of currency.
func ContractsCSV(w io.Writer, page api.ContractPage) error {
	rows := [][]string{{
		"contract_no", "worker", "agency", "licence_no", "kind", "market", "occupation", "months", "state", "signed_on", "departed_on", "due_back_on", "days_left", "expiry_noticed", "overdue",
		"absconded_on", "returned_on", "ended_on", "liquidated_on", "currency", "monthly_wage", "service_fee", "service_paid", "service_refunded", "verdict",
	}}
	for _, c := range page.Contracts {
		left := ""
		if c.DaysLeft != nil {
			left = strconv.Itoa(*c.DaysLeft)
		}
		row := []string{
			c.ContractNo, c.Worker, c.Agency, c.LicenceNo, string(c.Kind), c.Market, c.Occupation, strconv.Itoa(c.Months), string(c.State), c.SignedOn.String(), c.DepartedOn.String(), c.DueBackOn.String(),
			left, strconv.Itoa(c.ExpiryNoticed), strconv.FormatBool(c.Overdue), c.AbscondedOn.String(), c.ReturnedOn.String(), c.EndedOn.String(), c.LiquidatedOn.String(), c.Currency,
		}
		for _, n := range []int64{c.MonthlyWage, c.ServiceFee, c.ServicePaid, c.ServiceBack} {
			row = append(row, strconv.FormatInt(n, 10))
		}
		row = append(row, string(c.Verdict))
		for i := range row {
			if i != 12 { // days left may be negative
				row[i] = safe(row[i])
			}
		}
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}
