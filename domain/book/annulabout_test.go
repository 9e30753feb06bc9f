package book

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/correction"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

// TestWhatNamesAWorkerIsLookedAt: every fact of another stream that names a
// worker holds the worker, or comes only after one in its stream that does.
func TestWhatNamesAWorkerIsLookedAt(t *testing.T) {
	t.Parallel()
	behind := []string{"TrainingAttendanceRecorded", "TrainingCompleted", "TraineeDroppedOut", "AllowanceGranted", "UnemploymentEnded"}
	const worker = "worker-a"
	events := catalog.Events()
	held := 0
	for _, name := range events.Names() {
		def, _ := events.Named(name)
		payload := reflect.New(def.Go).Elem()
		_, ofWorkers := payload.Interface().(labour.Event)
		_, ofContract := payload.Interface().(overseas.ContractEvent) // all come after the signing
		if ofWorkers || ofContract && name != "ContractSigned" || correction.PutsRight(payload.Interface()) || slices.Contains(behind, name) {
			continue
		}
		for _, f := range reflect.VisibleFields(def.Go) {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if tag != "workerId" && (tag != "borrower" || name == "JobRecorded") { // a job's borrower is the loan's
				continue
			}
			payload.FieldByIndex(f.Index).SetString(worker)
			held++
			if !slices.Contains(aboutWorkers, name) || !ofWorker(payload.Interface(), worker) {
				t.Errorf("%s names a worker in %s, and doesn't hold the worker", name, tag)
			}
		}
	}
	if held != len(aboutWorkers)-1 { // but for what puts a complaint right
		t.Errorf("%d events hold a worker, %d are looked at", held, len(aboutWorkers))
	}
}
