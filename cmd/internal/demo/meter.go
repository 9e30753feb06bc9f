package demo

import "sync"

// meter tells how much of the rows and the commands is done.
type meter struct {
	tell   func(done, total int)
	ofActs int

	mu             sync.Mutex
	acts, rows, of int
}

// rowsDone takes what the import says of its rows; it may come out of order.
func (m *meter) rowsDone(done, total int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows, m.of = max(m.rows, done), total
	m.say()
}

func (m *meter) actDone() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.acts++
	m.say()
}

func (m *meter) say() {
	if m.tell != nil {
		m.tell(m.acts+m.rows, m.ofActs+m.of)
	}
}
