package supervision

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/overseas"
)

// licence is RF01, RF06 and RF12: how the agency's licence and markets stood on
// the day of departure, as now known. Like the gate, it asks service
// enterprises alone.
func licence(c *ContractRow, f facts) (flags []FlagRow) {
	a, on := f.Agency, c.DepartedOn
	if on.IsZero() || c.Kind == overseas.KindIndividual || a.Type != overseas.ServiceEnterprise {
		return nil
	}
	held := a.LicenceOn(on)
	if s, suspended := a.SuspensionOn(on); suspended {
		until := s.Until.Vietnamese()
		untilEn := s.Until.String()
		if s.Until.IsZero() {
			until, untilEn = "khi khôi phục", "its reinstatement"
		}
		flags = append(flags, c.raise("RF01", on,
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s trong thời gian giấy phép %s bị đình chỉ từ %s đến %s (quyết định %s)", c.ContractNo, on.Vietnamese(), held.No, s.From.Vietnamese(), until, s.DecisionNo),
			fmt.Sprintf("Contract %s: departed on %s while licence %s was suspended from %s to %s (decision %s)", c.ContractNo, on, held.No, s.From, untilEn, s.DecisionNo),
			append(f.acts(s.From, s.DecisionNo, "LicenceSuspended"), c.DepartedEvent)...))
	}
	switch {
	case a.RevokedOn(on):
		flags = append(flags, c.raise("RF06", on,
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s khi giấy phép %s đã bị thu hồi từ %s", c.ContractNo, on.Vietnamese(), held.No, a.RevokedFrom.Vietnamese()),
			fmt.Sprintf("Contract %s: departed on %s when licence %s was revoked from %s", c.ContractNo, on, held.No, a.RevokedFrom),
			append(f.acts(a.RevokedFrom, "", "LicenceRevoked"), c.DepartedEvent)...))
	case a.LapsedOn(on):
		vi, en := "chưa được cấp (cấp ngày "+held.LicensedOn.Vietnamese()+")", "wasn't yet granted (it was on "+held.LicensedOn.String()+")"
		if !held.LicensedOn.After(on) {
			vi, en = "đã hết hạn ngày "+held.ExpiresOn.Vietnamese(), "had lapsed after "+held.ExpiresOn.String()
		}
		flags = append(flags, c.raise("RF06", on,
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s khi giấy phép %s %s", c.ContractNo, on.Vietnamese(), held.No, vi),
			fmt.Sprintf("Contract %s: departed on %s when licence %s %s", c.ContractNo, on, held.No, en),
			append(f.acts(held.LicensedOn, held.No, "AgencyRegistered", "LicenceRenewed"), c.DepartedEvent)...))
	}
	if !a.HoldsOn(c.Market, on) {
		evidence := f.acts(f.lost(c), c.Market, "MarketRemoved")
		flags = append(flags, c.raise("RF12", on,
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s sang thị trường %s mà doanh nghiệp không được phép vào ngày đó", c.ContractNo, on.Vietnamese(), c.Market),
			fmt.Sprintf("Contract %s: departed on %s to market %s, which the agency didn't hold that day", c.ContractNo, on, c.Market),
			append(evidence, c.DepartedEvent)...))
	}
	return flags
}

// lost is the last day by the departure on which the agency lost the market;
// zero where it never had it.
func (f facts) lost(c *ContractRow) (day civil.Date) {
	for _, m := range f.Agency.Markets {
		if m.Code == c.Market && !m.RemovedOn.After(c.DepartedOn) && m.RemovedOn.After(day) {
			day = m.RemovedOn
		}
	}
	return day
}
