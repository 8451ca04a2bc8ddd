"""Notify coordinators when reminders can't be posted, and when they work again. Simultaneous events are one message."""

from collections.abc import Mapping

from adapters.platforms.errors import UnavailableError
from adapters.reminders.publisher import Publisher
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.worker_loop import WorkerLoop
from adapters.telemetry import log, metrics

AGAIN = 30.0
"""Seconds before an alert that reached nobody is retried, if the platform doesn't say how long to wait."""
WORKS = "works"
"""The reason in the log for a reminder that works again."""


class AlertWorker:
    """Sends alerts. An alert counts as sent from when it is started, so that nobody gets it twice after a crash."""

    def __init__(self, alarm_store: AlarmStore, publishers: Mapping[str, Publisher], look: float) -> None:
        """Configure it; nothing is sent before `run`.

        Args:
            alarm_store: The store of pending alarms.
            publishers: The publishers, by account.
            look: Maximum seconds between checks of the store.
        """
        self._alarm_store = alarm_store
        self._publishers = publishers
        self._loop = WorkerLoop(alarm_store, self.once, publishers, look, "alerting_failed")

    async def run(self) -> None:
        """Send alerts until `stop` is called; finish those in progress."""
        await self._loop.run()

    def stop(self) -> None:
        """Make `run` return."""
        self._loop.stop()

    async def once(self, account: str) -> bool:
        """Send all pending alerts of this account, and return whether there were any."""
        alarms = await self._alarm_store.claim(account)
        if not alarms:
            return False
        channel = account.partition(":")[0]
        try:
            reach = await self._publishers[account].alert(alarms)
        except UnavailableError as away:
            await self._alarm_store.put_back(alarms, away.delay or AGAIN)
            return True
        metrics.alerts.labels(channel, "told").inc(reach.told)
        metrics.alerts.labels(channel, "unreached").inc(len(reach.unreached))
        for trouble in sorted({alarm.trouble for alarm in alarms}):
            log.event("coordinators_alerted", channel=channel, reason=trouble or WORKS, count=reach.told)
        await self._alarm_store.note_reach(account, len(reach.unreached))
        return True
