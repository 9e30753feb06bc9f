package http

import (
	"net/http"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/law"
	"vaoso/domain/outreach"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/supervision"
	"vaoso/domain/support"
)

// Problems of the interface itself.
var (
	errCommandUnknown = es.NewRefusal("ErrCommandUnknown", es.Unknown,
		"không có lệnh «{command}»; gần nhất là «{nearest}»",
		"there is no command {command}; the nearest is {nearest}")
	errRouteUnknown = es.NewRefusal("ErrRouteUnknown", es.Unknown,
		"không có địa chỉ này; danh sách đầy đủ ở /openapi.json",
		"there is nothing at this address; /openapi.json lists what there is")
	errMethod = es.NewRefusal("ErrMethod", es.Malformed,
		"địa chỉ này chỉ nhận {allow}", "this address takes {allow} alone")
	errMediaType = es.NewRefusal("ErrMediaType", es.Malformed,
		"nội dung phải là JSON, kèm đầu mục Content-Type: application/json", "the body has to be JSON, under the header Content-Type: application/json")
	errBodyTooLarge = es.NewRefusal("ErrBodyTooLarge", es.Malformed,
		"nội dung lớn hơn {limit} byte", "the body is larger than {limit} bytes")
	errRevisionPast = es.NewRefusal("ErrRevisionPast", es.Rule,
		"«{stream}» đã có sự kiện mới: nay ở lần sửa {actual}; xem lại rồi quyết định",
		"{stream} has moved on: it is at revision {actual} now; look again and decide anew")
	errConflict = es.NewRefusal("ErrConflict", es.Rule,
		"nhiều người cùng ghi vào «{stream}»; hãy gửi lại với cùng khóa",
		"others keep writing to {stream}; send it again with the same key")
	errOutcomeUnknown = es.NewRefusal("ErrOutcomeUnknown", es.Rule,
		"chưa biết lệnh đã được ghi hay chưa; gửi lại với cùng khóa là an toàn: lệnh chỉ được ghi một lần",
		"it isn't known whether the command was written; sending it again with the same key is safe: it is written once")
	errNotYet = es.NewRefusal("ErrNotYet", es.Rule,
		"số liệu «{projection}» mới đến vị trí {at}, chưa đến {want}; hãy hỏi lại",
		"{projection} has come to position {at}, not yet to {want}; ask again")
	errHalted = es.NewRefusal("ErrHalted", es.Rule,
		"số liệu «{projection}» dừng ở vị trí {position} vì không xử lý được sự kiện {eventType}; cần người quản trị",
		"{projection} stands at position {position}, at an event {eventType} that it couldn't take in; it needs an administrator")
	errNotBuilt = es.NewRefusal("ErrNotBuilt", es.Rule,
		"số liệu đang được lập lần đầu; hãy hỏi lại sau ít phút",
		"the figures are being built for the first time; ask again in a while")
	errFormUnknown = es.NewRefusal("ErrFormUnknown", es.Unknown,
		"không có biểu «{form}»; có: {known}", "there is no form {form}; there are {known}")
	errPlanNotThere = es.NewRefusal("ErrPlanNotThere", es.Unknown,
		"số liệu chưa có kế hoạch này", "the figures have no such plan")
	errCrossOrigin = es.NewRefusal("ErrCrossOrigin", es.Forbidden,
		"trang web khác không được gửi lệnh thay người dùng", "another site may not send commands in a user's name")
	errEventTypeUnknown = es.NewRefusal("ErrEventTypeUnknown", es.Malformed,
		"không có loại sự kiện «{type}»; có: {known}", "there is no event type {type}; there are {known}")
	errPositionAhead = es.NewRefusal("ErrPositionAhead", es.Malformed,
		"vị trí {at} ở sau cuối sổ ({head}): vị trí của sổ khác, hoặc sổ đã được chép hay khôi phục; hãy theo dõi lại từ đầu (after=start)",
		"position {at} lies past the log's end ({head}): it is another log's, or the log was copied or restored; subscribe anew from the beginning (after=start)")
	errManySubscribers = es.NewRefusal("ErrManySubscribers", es.Rule,
		"đã đủ {limit} nơi theo dõi; hãy thử lại sau", "there are {limit} subscribers already; try again later")
	errClosing = es.NewRefusal("ErrClosing", es.Rule,
		"hệ thống đang dừng; hãy gửi lại sau", "the program is ending; send it again later")
	errUnavailable = es.NewRefusal("ErrUnavailable", es.Rule,
		"hiện không liên lạc được với nơi giữ sổ hoặc số liệu; hãy thử lại sau; nếu đây là một lệnh, nó chưa được ghi",
		"the log or the views can't be reached at present; try again later; if this was a command, it wasn't written")
	errInternal = es.NewRefusal("ErrInternal", es.Rule,
		"hệ thống gặp lỗi, đã ghi nhật ký; nếu đây là một lệnh, gửi lại với cùng khóa là an toàn",
		"something went wrong here, and it was logged; if this was a command, sending it again with the same key is safe")
)

// statuses are those that don't follow from the kind.
var statuses = map[*es.Refusal]int{
	errMethod:          http.StatusMethodNotAllowed,
	errMediaType:       http.StatusUnsupportedMediaType,
	errBodyTooLarge:    http.StatusRequestEntityTooLarge,
	errRevisionPast:    http.StatusPreconditionFailed,
	errConflict:        http.StatusConflict,
	errOutcomeUnknown:  http.StatusServiceUnavailable,
	errNotYet:          http.StatusServiceUnavailable,
	errHalted:          http.StatusServiceUnavailable,
	errNotBuilt:        http.StatusServiceUnavailable,
	errClosing:         http.StatusServiceUnavailable,
	errManySubscribers: http.StatusServiceUnavailable,
	errUnavailable:     http.StatusServiceUnavailable,
	errInternal:        http.StatusInternalServerError,
}

// refusals are all that have a page, by context. A test looks for those that
// are missing.
var refusals = [][]*es.Refusal{
	{es.ErrFutureDate, es.ErrReasonMissing, es.ErrFieldMissing, es.ErrFieldInvalid, es.ErrKeyReused, es.ErrNotPermitted, book.ErrOtherWard},
	{correction.ErrAlreadyAnnulled, correction.ErrDependentFacts, correction.ErrNothingToCorrect, correction.ErrProposalSettled, correction.ErrProposalUnknown, correction.ErrSamePerson},
	{
		plan.ErrAllocationAboveTarget, plan.ErrDayBackwards, plan.ErrDecisionMissing, plan.ErrFiguresMoved, plan.ErrOverseasAboveTotal, plan.ErrPlanClosed, plan.ErrPlanExists, plan.ErrPlanNotOver, plan.ErrPlanUnknown,
		plan.ErrRuleSetUnknown, plan.ErrRuleSetTaken, plan.ErrCutOffBeforeEnd, plan.ErrTargetBelowAllocated, plan.ErrTargetNotPositive, plan.ErrUnitNotInPlan,
	},
	{
		labour.ErrAlreadyEngaged, labour.ErrCheckTooEarly, labour.ErrCitizenIDMalformed, labour.ErrEmployerClosed, labour.ErrEmployerExists, labour.ErrEmployerUnknown,
		labour.ErrEndBeforeStart, labour.ErrMonthsForbidden, labour.ErrMonthsRequired, labour.ErrNotAnnulled, labour.ErrPlacementEnded, labour.ErrPlacementUnknown, labour.ErrRealCitizenID,
		labour.ErrReservationHeld, labour.ErrReservationUnknown, labour.ErrSyntheticCitizenID, labour.ErrTaxCodeMalformed, labour.ErrUnderWorkingAge,
		labour.ErrUnitUnknown, labour.ErrWorkerAnnulled, labour.ErrWorkerExists, labour.ErrWorkerInactive, labour.ErrWorkerUnknown,
	},
	{law.ErrNoRules, law.ErrRulesUnknown},
	{
		overseas.ErrAgencyExists, overseas.ErrAgencyUnknown, overseas.ErrBrokerageAboveCap, overseas.ErrBrokerageProhibited,
		overseas.ErrContractExists, overseas.ErrContractNotRegistered, overseas.ErrContractUnknown, overseas.ErrDateOrder, overseas.ErrDepositAboveCap,
		overseas.ErrDispatchRegular, overseas.ErrExtensionFeeAboveCap, overseas.ErrFeeAboveCap, overseas.ErrLicenceLapsed, overseas.ErrLicenceNotSuspended,
		overseas.ErrLicenceRevoked, overseas.ErrLicenceSuspended, overseas.ErrMarketHeld, overseas.ErrMarketNotLicensed, overseas.ErrNotEnded,
		overseas.ErrOrientationMissing, overseas.ErrReceiptExists, overseas.ErrRefundAbovePaid, overseas.ErrSupplyContractExists,
		overseas.ErrUnderage, overseas.ErrUnilateralTooEarly, overseas.ErrWrongState,
	},
	{
		supervision.ErrBeforeOpening, supervision.ErrDeadlineInPast, supervision.ErrFindingExists, supervision.ErrFindingUnknown, supervision.ErrInspectionClosed,
		supervision.ErrInspectionExists, supervision.ErrInspectionUnknown, supervision.ErrLegalBasisMissing, supervision.ErrOpenFindings,
		supervision.ErrRemedyNotRequired, supervision.ErrRemedyRecorded, supervision.ErrSubjectUnknown,
		supervision.ErrComplaintClosed, supervision.ErrComplaintExists, supervision.ErrComplaintUnknown, supervision.ErrFlagRefuted,
		supervision.ErrNotEscalated, supervision.ErrNotOverdue, supervision.ErrSanctionWithoutFinding,
	},
	{
		outreach.ErrAlreadyEnrolled, outreach.ErrCapacityCourseExists, outreach.ErrCapacityCourseUnknown, outreach.ErrCollaboratorExists,
		outreach.ErrCollaboratorInactive, outreach.ErrCollaboratorUnknown, outreach.ErrCourseExists, outreach.ErrCourseFull, outreach.ErrCourseNotOpen,
		outreach.ErrCourseUnknown, outreach.ErrFairExists, outreach.ErrFairUnknown, outreach.ErrInstitutionExists, outreach.ErrInstitutionUnknown,
		outreach.ErrIntermediaryExists, outreach.ErrIntermediaryUnknown, outreach.ErrNotEnrolled, outreach.ErrNotInOrder, outreach.ErrReferralConcluded,
		outreach.ErrReferralExists, outreach.ErrReferralUnknown, outreach.ErrVacancyClosed, outreach.ErrVacancyExists, outreach.ErrVacancyFull, outreach.ErrVacancyUnknown,
	},
	{
		support.ErrBeforeStart, support.ErrJobExists, support.ErrLoanAboveCap, support.ErrLoanExists, support.ErrLoanSettled, support.ErrLoanUnknown,
		support.ErrNoticeOpen, support.ErrNoticeUnknown, support.ErrSupportExists, support.ErrSupportUnknown,
	},
	{
		outreach.ErrAlreadyEnrolled, outreach.ErrCapacityCourseExists, outreach.ErrCapacityCourseUnknown, outreach.ErrCollaboratorExists,
		outreach.ErrCollaboratorInactive, outreach.ErrCollaboratorUnknown, outreach.ErrCourseExists, outreach.ErrCourseFull, outreach.ErrCourseNotOpen,
		outreach.ErrCourseUnknown, outreach.ErrFairExists, outreach.ErrFairUnknown, outreach.ErrInstitutionExists, outreach.ErrInstitutionUnknown,
		outreach.ErrIntermediaryExists, outreach.ErrIntermediaryUnknown, outreach.ErrNotEnrolled, outreach.ErrNotInOrder, outreach.ErrReferralConcluded,
		outreach.ErrReferralExists, outreach.ErrReferralUnknown, outreach.ErrVacancyClosed, outreach.ErrVacancyExists, outreach.ErrVacancyFull, outreach.ErrVacancyUnknown,
	},
	{
		errCommandUnknown, errRouteUnknown, errMethod, errParameterUnknown, errQueryMalformed, errMediaType, errBodyTooLarge, errRevisionPast, errConflict, errOutcomeUnknown,
		errNotYet, errHalted, errNotBuilt, errFormUnknown, errPlanNotThere, errCrossOrigin, errEventTypeUnknown, errPositionAhead, errManySubscribers, errClosing, errUnavailable, errInternal,
	},
}

func refusalCoded(code string) (*es.Refusal, bool) {
	for _, list := range refusals {
		for _, r := range list {
			if r.Code == code {
				return r, true
			}
		}
	}
	return nil, false
}
