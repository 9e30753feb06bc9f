package corrections

import (
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// FactKey is the event by which a fact was put right.
type FactKey struct {
	Event es.UUID `db:"event" about:"id in the log of the event that corrects or annuls"`
}

// FactRow is a fact that was corrected or annulled.
type FactRow struct {
	FactKey
	Stream     string      `db:"stream" about:"stream of the fact, such as a worker's or a contract's; it names nobody"`
	Type       string      `db:"type" about:"type of the event that corrects or annuls, such as PlacementAnnulled"`
	Action     string      `db:"action" about:"correct (đính chính), annul (hủy bỏ) or link (nối hồ sơ)"`
	Fact       es.UUID     `db:"fact" about:"id in the log of the event that was wrong; NULL: the correction names none"`
	Changes    string      `db:"changes" personal:"yes" about:"fields with their values from and to, as JSON; of a personal field the name alone; empty: annulled as a whole"`
	On         civil.Date  `db:"on_day" about:"day on which the correction was entered; NULL: never"`
	RecordedAt time.Time   `db:"recorded_at" about:"instant at which it was recorded; NULL: never"`
	Position   es.Position `db:"position" about:"place of the correction in the log"`
	By         string      `db:"actor" about:"account that corrected, or confirmed; no person's name"`
	Role       string      `db:"role" about:"role of that account"`
	Unit       string      `db:"unit" about:"GSO code of that account's ward or commune, or city"`
	Reason     string      `db:"reason" personal:"yes" about:"reason (lý do), as it was given"`
	Proposal   es.UUID     `db:"proposal" about:"proposal that it carries out; NULL: one person did it"`
}

// ProposalKey is a proposal in its stream.
type ProposalKey struct {
	Stream   string  `db:"stream" about:"stream of the fact that is said to be wrong"`
	Proposal es.UUID `db:"proposal" about:"proposal (đề nghị đính chính); of CorrectionProposed"`
}

// ProposalRow is a proposal, and what became of it.
type ProposalRow struct {
	ProposalKey
	Fact       es.UUID     `db:"fact" about:"id in the log of the event that is said to be wrong"`
	Action     string      `db:"action" about:"correct (đính chính) or annul (hủy bỏ)"`
	Changes    string      `db:"changes" personal:"yes" about:"fields with their values from and to, as JSON; empty: to be annulled as a whole"`
	On         civil.Date  `db:"proposed_on" about:"day on which the proposal was entered; of CorrectionProposed; NULL: never"`
	Position   es.Position `db:"position" about:"place of the proposal in the log"`
	By         string      `db:"proposed_by" about:"account that proposed; no person's name"`
	Reason     string      `db:"reason" personal:"yes" about:"reason of the proposal, as it was given"`
	State      string      `db:"state" about:"open (chờ xác nhận), confirmed (đã xác nhận) or rejected (bị từ chối)"`
	SettledOn  civil.Date  `db:"settled_on" about:"day on which the confirmation or rejection was entered; NULL: open"`
	SettledBy  string      `db:"settled_by" about:"account that confirmed or rejected; empty: open"`
	SettledFor string      `db:"settled_reason" personal:"yes" about:"reason of the confirmation or rejection, as it was given; empty: open"`
}

// RestatementKey is a FigureRestated.
type RestatementKey struct {
	Event es.UUID `db:"event" about:"id of FigureRestated in the log"`
}

// RestatementRow is a reported figure that moved.
type RestatementRow struct {
	RestatementKey
	Plan     string      `db:"plan" about:"plan (kế hoạch), its short name"`
	Report   string      `db:"report" about:"form that has the figure, such as 02"`
	Period   civil.Month `db:"period" about:"month whose figure it is, YYYY-MM; of FigureRestated; NULL: never"`
	Figure   string      `db:"figure" about:"the form's column: achieved (đạt) or overseas (nước ngoài)"`
	Was      int         `db:"was" about:"persons as reported, or restated, before"`
	Now      int         `db:"now" about:"persons at the end of the day"`
	On       civil.Date  `db:"on_day" about:"day at whose end it had moved; of FigureRestated; NULL: never"`
	Position es.Position `db:"position" about:"place of FigureRestated in the log"`
	Because  string      `db:"because" about:"ids of the events that moved it, in log order, spaces between"`
	More     int         `db:"more" about:"further events that moved it"`
}

// StreamKey is a stream.
type StreamKey struct {
	Stream string `db:"stream" about:"stream in which something was confirmed"`
}

// StreamRow is the latest confirmation in a stream: its effects stand beside it.
type StreamRow struct {
	StreamKey
	Proposal es.UUID `db:"proposal" about:"internal: the latest proposal that was confirmed"`
	Key      string  `db:"command_key" about:"internal: key of the command that confirmed it"`
}

var (
	// Facts are the corrections and annulments.
	Facts = engine.NewTable[FactKey, FactRow]("corrections_facts", engine.About("a fact that was corrected or annulled (đính chính, hủy bỏ)"), engine.Index("on_day"))
	// Proposals are the corrections that two people are needed for.
	Proposals = engine.NewTable[ProposalKey, ProposalRow]("corrections_proposals", engine.About("a correction that was proposed and wants another person's word (đề nghị đính chính)"), engine.Index("state"))
	// Restatements are the reported figures that moved.
	Restatements = engine.NewTable[RestatementKey, RestatementRow]("corrections_restatements", engine.About("a reported figure that has moved since (điều chỉnh số liệu)"), engine.Index("on_day"))

	streams = engine.NewTable[StreamKey, StreamRow]("corrections_streams", engine.About("internal: the latest confirmation in a stream"))
)
