"""What the buttons of the version before carried, when the advice came after the overview and no card on its own.

They are written as those of today are, and of the same length: only the version at the start of each tells them apart.
"""

from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher

PACKED = {
    "groomingcheck": {
        "Beginnen": "0809ebf6000000000001",
        "Uitleg": "0809ebf6000000000008",
        "Ja, meestal wel": "0809ebf600989680001c",
        "Stop en wis": "0809ebf6009896800006",
        "Vorige": "0809ebf6014810600003",
        "Hulp en nummers": "0809ebf6014810600009",
        "Terug naar de check": "0809ebf6014810600002",
        "Een paar": "0809ebf6014810600020",
        "Verander vraag 1": "0809ebf6068aa6ef0013",
        "Naar het advies": "0809ebf6068aa6ef0005",
        "Klaar en wissen": "0809ebf60699e92f0007",
        "Antwoorden nakijken": "0809ebf60699e92f0004",
    },
    "moneycheck": {
        "Beginnen": "1a8a64c700000001",
        "Uitleg": "1a8a64c700000008",
        "Ja": "1a8a64c70036000f",
        "Stop en wis": "1a8a64c700360006",
        "Vorige": "1a8a64c7008a0003",
        "Hulp en nummers": "1a8a64c7008a0009",
        "Terug naar de check": "1a8a64c7008a0002",
        "De familie": "1a8a64c7008a0012",
        "Verander vraag 1": "1a8a64c700d7000d",
        "Naar het advies": "1a8a64c700d70005",
        "Klaar en wissen": "1a8a64c700e90007",
        "Antwoorden nakijken": "1a8a64c700e90004",
    },
}
"""The state and the event behind each button, in hexadecimal, by check and label."""


def payload(check: str, label: str, secret: bytes, person: Participant, now: float, good: float = 0.0) -> str:
    """Return what this button carries for this person, as if it were shown at this moment (Unix time in seconds).

    `good`: seconds for which the buttons of a check are good.
    """
    packed = bytes(RUN) + bytes.fromhex(PACKED[check][label])
    return TokenCipher([secret], good).seal(Purpose.CHECK, packed, person, now)
