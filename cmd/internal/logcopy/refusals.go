package logcopy

import "vaoso/domain/es"

// Why logs aren't copied, or aren't the same. The facts name places and fields,
// never contents.
var (
	// ErrNotABeginning is a target that holds something else than the source's first events.
	ErrNotABeginning = es.NewRefusal("ErrNotABeginning", es.Rule,
		"đích đang chứa thứ khác với phần đầu của nguồn nên không chép tiếp được: {vi}. Chép vào một nơi trống",
		"the target holds something else than the source's beginning, so the copy can't go on there: {en}. Copy to an empty one")
	// ErrTargetChanged is a target that somebody else writes to meanwhile.
	ErrTargetChanged = es.NewRefusal("ErrTargetChanged", es.Rule,
		"có chương trình khác đang ghi vào đích (thấy ở {place}): dừng nó lại, rồi chép vào một nơi trống",
		"something else is writing to the target (seen at {place}): stop it, then copy to an empty one")
	// ErrSourceIncomplete is a source that lacks earlier events of a stream.
	ErrSourceIncomplete = es.NewRefusal("ErrSourceIncomplete", es.Rule,
		"nguồn thiếu sự kiện: {place} đứng ở chỗ của phiên bản {want}",
		"the source lacks events: {place} stands where revision {want} should")
	// ErrTimesRunBackwards is a source whose recorded times no log would keep.
	ErrTimesRunBackwards = es.NewRefusal("ErrTimesRunBackwards", es.Rule,
		"giờ ghi sổ của nguồn chạy lùi ở {place} (nhiều máy ghi, đồng hồ lệch nhau?); không nơi nào giữ được như vậy. Thêm --raise-times để nâng lên bằng giờ của sự kiện trước, và báo số lượng",
		"the source's recorded times run backwards at {place} (several machines wrote, their clocks apart?); no log would keep them so. Add --raise-times to raise them to the time of the event before, and to be told how many")
	// ErrNoBooksEvent is an event that some other program wrote.
	ErrNoBooksEvent = es.NewRefusal("ErrNoBooksEvent", es.Rule,
		"nguồn có sự kiện không phải do sổ ghi: {place}. Tìm xem ai ghi thẳng vào nguồn; bản chép giữ mọi thứ trước đó",
		"the source holds an event that no book wrote: {place}. Find out who writes to the source directly; the copy has all that came before it")
	// ErrLogsDiffer is what Verify answers for logs that aren't the same.
	ErrLogsDiffer = es.NewRefusal("ErrLogsDiffer", es.Rule,
		"hai bên không giống nhau: {vi}",
		"the two aren't the same: {en}")
	// ErrFewerEvents is a log that ends before the events that were asked for.
	ErrFewerEvents = es.NewRefusal("ErrFewerEvents", es.Rule,
		"chỉ có {have} sự kiện, ít hơn {first}",
		"there are only {have} events, fewer than {first}")
)

// differError is a refusal because of a difference, which scripts may want.
type differError struct {
	*es.Refused
	difference *Difference
}

func (e *differError) Unwrap() error { return e.Refused }

func because(sentinel *es.Refusal, d *Difference) error {
	return &differError{sentinel.With("vi", d.Vietnamese(), "en", d.English()), d}
}
