"""What the process counts, for Prometheus. No ids and no answers: nothing here tells of one person or one chat."""

from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics, generate_latest

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()

screens = Counter("groomingcheck_screens", "Screens sent to people.", ["channel"], registry=REGISTRY)
checks = Counter(
    "groomingcheck_checks",
    "Checks by what became of them: started, finished, stopped, expired.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
wipes = Counter(
    "groomingcheck_wipes", "Messages wiped from chats: done or refused.", ["channel", "outcome"], registry=REGISTRY
)
api_errors = Counter(
    "groomingcheck_api_errors", "Calls to a chat platform that failed, by kind.", ["channel", "kind"], registry=REGISTRY
)
faults = Counter("groomingcheck_faults", "Faults of the program itself.", ["channel"], registry=REGISTRY)
reminders = Counter(
    "groomingcheck_reminders",
    "Moments of reminders by what became of them: sent, missed, unknown, refused.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
reminder_lateness = Gauge(
    "groomingcheck_reminder_lateness_seconds",
    "How long ago the oldest reminder that is due came due.",
    registry=REGISTRY,
)
overdue = Gauge(
    "groomingcheck_wipes_overdue", "Messages that should have been wiped a minute ago or more.", registry=REGISTRY
)
waiting = Gauge("groomingcheck_wipes_waiting", "Messages that are still to be wiped.", ["part"], registry=REGISTRY)
lateness = Gauge(
    "groomingcheck_wipe_lateness_seconds", "How long ago the oldest wipe that is due came due.", registry=REGISTRY
)
ready = Gauge("groomingcheck_ready", "1 when this part works: the database, or a channel.", ["part"], registry=REGISTRY)


def exposition() -> bytes:
    """Give all figures in Prometheus's text format."""
    return generate_latest(REGISTRY)
