"""The Prometheus metrics of the process. They have no ids or answers: no metric is about a single person or chat."""

from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics, generate_latest

disable_created_metrics()  # type: ignore[no-untyped-call]  # untyped in the library
REGISTRY = CollectorRegistry()

screens = Counter("groomingcheck_screens", "Screens sent to people.", ["channel"], registry=REGISTRY)
checks = Counter(
    "groomingcheck_checks",
    "Checks by outcome: started, finished, stopped, expired.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
wipes = Counter(
    "groomingcheck_wipes",
    "Attempts to wipe a message, by outcome: done, refused, given_up.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
api_errors = Counter(
    "groomingcheck_api_errors", "Failed calls to a chat platform, by kind.", ["channel", "kind"], registry=REGISTRY
)
faults = Counter("groomingcheck_faults", "Bugs in the program (unexpected exceptions).", ["channel"], registry=REGISTRY)
reminders = Counter(
    "groomingcheck_reminders",
    "Scheduled posts of reminders by outcome: sent, late, missed, unknown, refused.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
alerts = Counter(
    "groomingcheck_alerts",
    "Alerts to coordinators about reminders, by outcome: told, unreached.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
reminder_lateness = Gauge(
    "groomingcheck_reminder_lateness_seconds",
    "How long the most overdue reminder has been due.",
    registry=REGISTRY,
)
ended = Gauge(
    "groomingcheck_checks_over",
    "Finished checks that are remembered until all their buttons have expired.",
    registry=REGISTRY,
)
overdue = Gauge(
    "groomingcheck_wipes_overdue", "Messages that are at least a minute overdue to be wiped.", registry=REGISTRY
)
waiting = Gauge("groomingcheck_wipes_waiting", "Messages still to be wiped.", ["part"], registry=REGISTRY)
lateness = Gauge(
    "groomingcheck_wipe_lateness_seconds", "How long the most overdue wipe has been due.", registry=REGISTRY
)
fallbacks = Counter(
    "groomingcheck_fallbacks",
    "Screens sent in a plainer form because the platform refused the usual one.",
    ["channel"],
    registry=REGISTRY,
)
ready = Gauge(
    "groomingcheck_ready",
    "1 if this part works, 0 if not: the database, a channel or the clock.",
    ["part"],
    registry=REGISTRY,
)


def exposition() -> bytes:
    """Return all metrics in Prometheus's text format."""
    return generate_latest(REGISTRY)
