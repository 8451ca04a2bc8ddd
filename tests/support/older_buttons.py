"""What the buttons of the version before carried, when the advice came after the overview and no card on its own.

They are of the same length as those of today: only the version at the start of each tells them apart.
"""

from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher

PACKED = {
    "groomingcheck": {
        "Beginnen": "0809ebf60007270e00",
        "Uitleg": "0809ebf60039387000",
        "Ja, meestal wel": "0809ebf600c8de1e80",
        "Stop en wis": "0809ebf6002b82ea80",
        "Vorige": "0809ebf60016bd3a60",
        "Hulp en nummers": "0809ebf60041a78e60",
        "Terug naar de check": "0809ebf6000f962c60",
        "Een paar": "0809ebf600e629d060",
        "Verander vraag 1": "0809ebf6008e70b0ef",
        "Naar het advies": "0809ebf6002a4decef",
        "Klaar en wissen": "0809ebf60038ab4b2f",
        "Antwoorden nakijken": "0809ebf6002336212f",
    },
    "moneycheck": {
        "Beginnen": "1a8a64c7010e",
        "Uitleg": "1a8a64c70870",
        "Ja": "1a8a64c71008",
        "Stop en wis": "1a8a64c7068a",
        "Vorige": "1a8a64c703b4",
        "Hulp en nummers": "1a8a64c70a08",
        "Terug naar de check": "1a8a64c702a6",
        "De familie": "1a8a64c71386",
        "Verander vraag 1": "1a8a64c70e8d",
        "Naar het advies": "1a8a64c7061d",
        "Klaar en wissen": "1a8a64c7084b",
        "Antwoorden nakijken": "1a8a64c70521",
    },
}
"""The state and the event behind each button, in hexadecimal, by check and label."""


def payload(check: str, label: str, secret: bytes, person: Participant, now: float) -> str:
    """Return what this button carries for this person, as if it were shown at this moment (Unix time in seconds)."""
    packed = bytes(RUN) + bytes.fromhex(PACKED[check][label])
    return TokenCipher([secret]).seal(Purpose.CHECK, packed, person, now)
