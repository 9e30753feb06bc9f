package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/correction"
)

// How a fact is put right that no effect is about.
const (
	again  = "recorded again"                             // the later record holds
	policy = "none: a policy's own, falls with its cause" // or is written anew by it
	itself = "none: it is about a correction, which another correction puts right"
)

// putRight says of every event type how one that was entered wrongly is put right:
// by which effects, by being recorded again, or why not at all.
var putRight = map[string]string{
	"PlanAdopted":       "TargetCorrected",
	"TargetAmended":     "TargetCorrected",
	"TargetAllocated":   "TargetCorrected",
	"CountingRulesSet":  again,  // it holds for all of the plan's period
	"PlanClosed":        policy, // the figures as they stood: what moves them later is restated
	"FigureRestated":    policy,
	"DayPassed":         policy,
	"EventSkipped":      "none: what was let go past stays so; a rebuilt view reads the event again",
	"WorkerRegistered":  "WorkerCorrected WorkerAnnulled",
	"WorkerMoved":       "WorkerCorrected", // annulled
	"JobSeekingEnded":   "WorkerCorrected", // annulled
	"JobSeekingResumed": "WorkerCorrected", // annulled
	"WorkerLinked":      again,
	"WorkerPlaced":      "PlacementCorrected PlacementAnnulled",
	"PlacementEnded":    "PlacementCorrected",
	"PlacementExtended": "PlacementCorrected", // annulled
	"RetentionChecked":  again,

	"RetentionCheckFellDue": policy,
	"EngagementReserved":    policy,
	"EngagementConfirmed":   policy,
	"EngagementReleased":    policy,
	"EmployerRegistered":    "EmployerCorrected",
	"EmployerClosed":        "EmployerReopened",

	"AgencyRegistered":         "LicenceActCorrected AgencyAnnulled RepresentativeCorrected",
	"LicenceRenewed":           "LicenceActCorrected",
	"LicenceSuspended":         "LicenceActCorrected",
	"LicenceReinstated":        "LicenceActCorrected",
	"LicenceRevoked":           "LicenceActCorrected",
	"MarketAdded":              "LicenceActCorrected",
	"MarketRemoved":            "LicenceActCorrected",
	"AgencyInvited":            "LicenceActCorrected",
	"SupplyContractRegistered": "LicenceActCorrected",

	"ContractSigned":            "ContractCorrected ContractAnnulled",
	"OrientationRecorded":       "ContractCorrected",
	"ContractRegistered":        "ContractCorrected",
	"TravelPapersRecorded":      "ContractCorrected", // the day; else annulled, and entered anew
	"FeeRecorded":               "ContractCorrected",
	"FeeRefunded":               "ContractCorrected",
	"ContractAmended":           "ContractCorrected",
	"WorkerDispatched":          "ContractCorrected DispatchAnnulled",
	"IrregularDispatchRecorded": "ContractCorrected DispatchAnnulled",
	"ContractExtended":          "ContractCorrected",
	"EmployerAbroadReplaced":    "ContractCorrected",
	"IncidentRecorded":          "ContractCorrected", // the day; else annulled, and entered anew
	"ContractExpiryNoticed":     policy,
	"WorkerAbsconded":           "ContractCorrected AbscondingAnnulled",
	"WorkerReturned":            "ContractCorrected ReturnAnnulled",
	"ContractTerminated":        "ContractCorrected TerminationAnnulled",
	"ContractLiquidated":        "ContractCorrected LiquidationAnnulled",

	"InspectionPlanAdopted": again, // the later plan replaces the one before
	"InspectionOpened":      "InspectionAnnulled",
	"ChecklistRecorded":     again,
	"FindingRecorded":       "FindingCorrected FindingAnnulled",
	"RemedyRequired":        "RemedyCorrected RemedyAnnulled",
	"RemedyExtended":        "RemedyCorrected RemedyAnnulled",
	"RemedyRecorded":        "RemedyCorrected RemedyAnnulled",
	"RemedyFellOverdue":     policy,
	"FindingEscalated":      "EscalationAnnulled",
	"SanctionImposed":       "SanctionCorrected SanctionAnnulled",
	"InspectionClosed":      "InspectionReopened",
	"ComplaintLodged":       "ComplaintCorrected ComplaintAnnulled",
	"ComplaintAnswered":     "ComplaintCorrected ComplaintAnnulled",
	"FlagRefuted":           "FlagRestored",

	"LoanApproved":        "LoanCorrected LoanAnnulled",
	"JobRecorded":         "LoanJobAnnulled", // and entered anew
	"LoanSettled":         "LoanCorrected LoanReopened",
	"SupportGranted":      "SupportCorrected SupportAnnulled",
	"UnemploymentNoticed": "UnemploymentNoticeCorrected UnemploymentNoticeAnnulled",
	"AllowanceGranted":    "AllowanceCorrected AllowanceAnnulled",
	"UnemploymentEnded":   "UnemploymentNoticeCorrected UnemploymentReopened",

	"InstitutionRegistered":      "InstitutionCorrected",
	"CourseAgreed":               "CourseCorrected CourseAnnulled",
	"CourseStarted":              "CourseCorrected CourseAnnulled",
	"CourseFinished":             "CourseCorrected CourseAnnulled",
	"CourseCancelled":            "CourseCorrected CourseAnnulled",
	"CourseAssessed":             again,
	"TraineeEnrolled":            "TraineeCorrected EnrolmentAnnulled",
	"TrainingAttendanceRecorded": again,
	"TrainingCompleted":          "TraineeCorrected TraineeOutcomeAnnulled",
	"TraineeDroppedOut":          "TraineeCorrected TraineeOutcomeAnnulled",
	"IntermediaryRegistered":     "IntermediaryCorrected",
	"VacancyPosted":              "VacancyCorrected VacancyAnnulled",
	"VacancyWithdrawn":           "VacancyReopened",
	"VacancyFilled":              policy, // VacancyReopened, where what filled it is corrected
	"VacancyExpired":             policy, // likewise
	"WorkerCounselled":           "ReferralAnnulled",
	"WorkerReferred":             "ReferralAnnulled", // and entered anew
	"ReferralConcluded":          "ReferralAnnulled",
	"FairHeld":                   "FairCorrected FairAnnulled",
	"FairOutcomeRecorded":        again,
	"CapacityCourseHeld":         "CapacityCourseCorrected CapacityCourseAnnulled",
	"AttendanceRecorded":         "AttendanceAnnulled",
	"CollaboratorAppointed":      "CollaboratorCorrected CollaboratorAnnulled",
	"CollaboratorDismissed":      "CollaboratorCorrected CollaboratorAnnulled",

	"CorrectionProposed":  itself,
	"CorrectionConfirmed": itself,
	"CorrectionRejected":  itself,
}

// TestEveryFactCanBePutRight fails for an event type of which the list doesn't say
// how, for an effect that puts nothing of the list right, and for a word in it
// that is no effect.
func TestEveryFactCanBePutRight(t *testing.T) {
	t.Parallel()
	events := catalog.Events()
	effects := correction.Types(events)
	used := map[string]bool{}
	for _, name := range events.Names() {
		how, listed := putRight[name]
		switch {
		case slices.Contains(effects, name):
			if listed {
				t.Errorf("%s is an effect, and no fact", name)
			}
			continue
		case how == "":
			t.Errorf("how is %s put right that was entered wrongly?", name)
		case how == again || strings.HasPrefix(how, "none: "):
			continue
		}
		for effect := range strings.FieldsSeq(how) {
			if used[effect] = true; !slices.Contains(effects, effect) {
				t.Errorf("%s is put right by %s, which is no effect", name, effect)
			}
		}
	}
	for name := range putRight {
		if _, known := events.Named(name); !known {
			t.Errorf("there is no event %s", name)
		}
	}
	for _, effect := range effects {
		if !used[effect] {
			t.Errorf("what does %s put right?", effect)
		}
	}
}
