"""The Prometheus metrics of the process. No ids and no answers: no metric is about one person or one chat."""

from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics, generate_latest

disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives it no types
REGISTRY = CollectorRegistry()

screens = Counter("groomingcheck_screens", "Screens sent to people.", ["channel"], registry=REGISTRY)
checks = Counter(
    "groomingcheck_checks",
    "Checks by what became of them: started, finished, stopped, expired.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
wipes = Counter(
    "groomingcheck_wipes", "Attempts to wipe: done, refused, given_up.", ["channel", "outcome"], registry=REGISTRY
)
api_errors = Counter(
    "groomingcheck_api_errors", "Calls to a chat platform that failed, by kind.", ["channel", "kind"], registry=REGISTRY
)
faults = Counter("groomingcheck_faults", "Faults of the program itself.", ["channel"], registry=REGISTRY)
reminders = Counter(
    "groomingcheck_reminders",
    "Moments of reminders by what became of them: sent, late, missed, unknown, refused.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
alerts = Counter(
    "groomingcheck_alerts",
    "Coordinators who were to be told something about reminders: told, unreached.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
reminder_lateness = Gauge(
    "groomingcheck_reminder_lateness_seconds",
    "How long ago the oldest reminder that is due came due.",
    registry=REGISTRY,
)
ended = Gauge(
    "groomingcheck_checks_over",
    "Checks that are over and remembered, until no button of theirs is good any more.",
    registry=REGISTRY,
)
overdue = Gauge(
    "groomingcheck_wipes_overdue", "Messages that should have been wiped a minute ago or more.", registry=REGISTRY
)
waiting = Gauge("groomingcheck_wipes_waiting", "Messages that are still to be wiped.", ["part"], registry=REGISTRY)
lateness = Gauge(
    "groomingcheck_wipe_lateness_seconds", "How long ago the oldest wipe that is due came due.", registry=REGISTRY
)
fallbacks = Counter(
    "groomingcheck_fallbacks",
    "Screens shown in a plainer form, as the platform refused the usual one.",
    ["channel"],
    registry=REGISTRY,
)
ready = Gauge(
    "groomingcheck_ready", "1 when this part works: the database, a channel, or the clock.", ["part"], registry=REGISTRY
)


def exposition() -> bytes:
    """Return all metrics in Prometheus's text format."""
    return generate_latest(REGISTRY)
