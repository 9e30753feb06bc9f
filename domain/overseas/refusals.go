package overseas

import "vaoso/domain/es"

// Refusals of an agency's stream.
var (
	ErrAgencyExists = es.NewRefusal("ErrAgencyExists", es.Exists,
		"doanh nghiệp có giấy phép {licence} đã có trong sổ ({agency})",
		"the agency with licence {licence} is already in the book ({agency})")
	ErrAgencyUnknown = es.NewRefusal("ErrAgencyUnknown", es.Unknown,
		"không có doanh nghiệp {agency} trong sổ; hãy ghi doanh nghiệp trước",
		"agency {agency} isn't in the book; register it first")
	ErrLicenceNotSuspended = es.NewRefusal("ErrLicenceNotSuspended", es.Rule,
		"giấy phép {licence} không bị đình chỉ vào ngày {from}, nên không có gì để khôi phục",
		"licence {licence} isn't suspended on {from}, so there is nothing to reinstate")
	ErrMarketHeld = es.NewRefusal("ErrMarketHeld", es.Exists,
		"doanh nghiệp {agency} đã có thị trường {market} vào ngày {on}",
		"agency {agency} already holds market {market} on {on}")
	ErrSupplyContractExists = es.NewRefusal("ErrSupplyContractExists", es.Exists,
		"hợp đồng cung ứng {registration} của doanh nghiệp {agency} đã có trong sổ với nội dung khác",
		"supply contract {registration} of agency {agency} is already in the book, with other terms")
)

// Refusals of the gate, in the order of the rules; see [CheckDispatch].
var (
	ErrContractUnknown = es.NewRefusal("ErrContractUnknown", es.Unknown,
		"không có hợp đồng {contract} trong sổ",
		"contract {contract} isn't in the book")
	ErrWrongState = es.NewRefusal("ErrWrongState", es.Rule,
		"hợp đồng {contract} đang ở trạng thái «{vi}»; lệnh này cần một trong các trạng thái: {wantedVi}",
		"contract {contract} is {en}; this takes a contract that is: {wantedEn}")
	ErrUnderage = es.NewRefusal("ErrUnderage", es.Rule,
		"người lao động của hợp đồng {contract} chưa đủ {years} tuổi vào ngày {on} ({source})",
		"the worker of contract {contract} is under {years} on {on} ({source})")
	ErrLicenceRevoked = es.NewRefusal("ErrLicenceRevoked", es.Rule,
		"giấy phép {licence} đã bị thu hồi từ ngày {from}",
		"licence {licence} is revoked from {from}")
	ErrLicenceSuspended = es.NewRefusal("ErrLicenceSuspended", es.Rule,
		"giấy phép {licence} bị đình chỉ vào ngày {on} (từ {from} đến {until}, quyết định {decision})",
		"licence {licence} is suspended on {on} (from {from} to {until}, decision {decision})")
	ErrLicenceLapsed = es.NewRefusal("ErrLicenceLapsed", es.Rule,
		"giấy phép {licence} không có hiệu lực vào ngày {on} (hiệu lực từ {licensedOn} đến {expiresOn})",
		"licence {licence} isn't valid on {on} (it is valid from {licensedOn} to {expiresOn})")
	ErrMarketNotLicensed = es.NewRefusal("ErrMarketNotLicensed", es.Rule,
		"doanh nghiệp {agency} không được phép ở thị trường {market} vào ngày {on}",
		"agency {agency} doesn't hold market {market} on {on}")
	ErrOrientationMissing = es.NewRefusal("ErrOrientationMissing", es.Rule,
		"hợp đồng {contract} chưa có chứng chỉ giáo dục định hướng cấp đến ngày {on}",
		"contract {contract} has no certificate of orientation dated {on} or before")
	ErrContractNotRegistered = es.NewRefusal("ErrContractNotRegistered", es.Rule,
		"hợp đồng {contract} chưa được đăng ký đến ngày {on}",
		"contract {contract} has no registration dated {on} or before")
	ErrFeeAboveCap = es.NewRefusal("ErrFeeAboveCap", es.Rule,
		"tiền dịch vụ {amount} vượt mức trần {cap} ({rules}, {source})",
		"the service fee of {amount} is above the cap of {cap} ({rules}, {source})")
	ErrBrokerageProhibited = es.NewRefusal("ErrBrokerageProhibited", es.Rule,
		"không được thu tiền môi giới của người lao động, ở đây {amount} ({rules}, {source})",
		"no brokerage may be asked of the worker, here {amount} ({rules}, {source})")
	ErrBrokerageAboveCap = es.NewRefusal("ErrBrokerageAboveCap", es.Rule,
		"tiền môi giới {amount} vượt mức trần {cap} ({rules}, {source})",
		"the brokerage fee of {amount} is above the cap of {cap} ({rules}, {source})")
	ErrDepositAboveCap = es.NewRefusal("ErrDepositAboveCap", es.Rule,
		"tiền ký quỹ {amount} vượt mức trần {cap} ({rules}, {source})",
		"the deposit of {amount} is above the cap of {cap} ({rules}, {source})")
	ErrAlreadyEngaged = es.NewRefusal("ErrAlreadyEngaged", es.Rule,
		"vào ngày {on} người lao động còn đang có việc hoặc được giữ chỗ: {other}",
		"on {on} the worker is still engaged or reserved: {other}")
)

// Other refusals of a contract's stream.
var (
	ErrContractExists = es.NewRefusal("ErrContractExists", es.Exists,
		"hợp đồng {contract} đã có trong sổ",
		"contract {contract} is already in the book")
	ErrDateOrder = es.NewRefusal("ErrDateOrder", es.Rule,
		"ngày {on} ({vi}) không đúng thứ tự với ngày {other} ({otherVi})",
		"{on} ({en}) is out of order with {other} ({otherEn})")
	ErrDispatchRegular = es.NewRefusal("ErrDispatchRegular", es.Rule,
		"lần xuất cảnh ngày {on} của hợp đồng {contract} không vi phạm quy định nào; hãy dùng lệnh DispatchOverseas",
		"the departure of contract {contract} on {on} breaks no rule; use DispatchOverseas")
	ErrReceiptExists = es.NewRefusal("ErrReceiptExists", es.Exists,
		"biên lai {receipt} của hợp đồng {contract} đã có trong sổ với số tiền khác",
		"receipt {receipt} of contract {contract} is already in the book, with another sum")
	ErrRefundAbovePaid = es.NewRefusal("ErrRefundAbovePaid", es.Rule,
		"{vi} của hợp đồng {contract} chỉ còn {left} có thể hoàn, không phải {amount}",
		"of what was taken for {en} under contract {contract} only {left} is left to give back, not {amount}")
	ErrNotEnded = es.NewRefusal("ErrNotEnded", es.Rule,
		"hợp đồng {contract} chưa chấm dứt nên chưa thể thanh lý",
		"contract {contract} hasn't ended, so it can't be liquidated")
	ErrUnilateralTooEarly = es.NewRefusal("ErrUnilateralTooEarly", es.Rule,
		"chỉ được đơn phương thanh lý hợp đồng {contract} từ ngày {from} ({days} ngày sau khi chấm dứt, {source})",
		"contract {contract} may be liquidated by one side only from {from} on ({days} days after its end, {source})")
	ErrExtensionFeeAboveCap = es.NewRefusal("ErrExtensionFeeAboveCap", es.Rule,
		"tiền dịch vụ gia hạn {amount} vượt mức trần {cap} ({rules}, {source})",
		"the extension's service fee of {amount} is above the cap of {cap} ({rules}, {source})")
)

// phaseNames are the phases in Vietnamese.
var phaseNames = map[Phase]string{
	Signed: "đã ký", Departed: "đã xuất cảnh", Absconded: "bỏ trốn", Returned: "đã về nước", Terminated: "đã chấm dứt", Liquidated: "đã thanh lý",
}

// inPhase refuses a contract that isn't there, or isn't in one of the phases.
func inPhase(c Contract, contractNo string, wanted ...Phase) *es.Refused {
	if !c.Exists() {
		return ErrContractUnknown.With("contract", contractNo)
	}
	var vi, en string
	for i, p := range wanted {
		if c.Phase == p {
			return nil
		}
		if i > 0 {
			vi, en = vi+", ", en+", "
		}
		vi, en = vi+phaseNames[p], en+string(p)
	}
	return ErrWrongState.With("contract", c.No, "vi", phaseNames[c.Phase], "en", c.Phase, "wantedVi", vi, "wantedEn", en)
}
