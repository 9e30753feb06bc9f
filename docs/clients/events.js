const events = new EventSource("/api/events?after=start");

events.onmessage = ({ data, lastEventId }) => {
  const event = JSON.parse(data);
  console.log(lastEventId, event.type, event.subject, event.data);
};

// The browser connects again by itself, after its last event; but not where it was refused.
events.onerror = () => {
  if (events.readyState === EventSource.CLOSED) console.error("refused: open the address in a tab to see why");
};
