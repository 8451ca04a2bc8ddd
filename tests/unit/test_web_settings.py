"""The addresses in the settings of the page, which everybody sees: in reminders, on a poster, in the page itself."""

import pytest
from environs import Env, EnvValidationError

from adapters.web import settings

NO_ADDRESS = "Must be an address that starts with https:// or http://."
NAMED = "Must not contain a user name or password, because everybody can see it."


@pytest.mark.parametrize("name", ["URL", "EXIT"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("javascript:alert(1)", NO_ADDRESS),
        ("https:evil.test", NO_ADDRESS),
        ("https://check.test:99999/", NO_ADDRESS),
        ("https://check.test\\@evil.test/", NO_ADDRESS),
        ('https://check.test/"><script>', NO_ADDRESS),
        ("https://check.test/\u202e", NO_ADDRESS),
        ("https://check.test/\ue001", NO_ADDRESS),
        ("https://name:password@check.test/", NAMED),
        ("https://name@check.test/", NAMED),
    ],
)
def test_what_everybody_sees_is_an_address_and_gives_nothing_away(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str, said: str
) -> None:
    monkeypatch.setenv(f"GROOMINGCHECK_WEB_{name}", given)
    env = Env(eager=False)
    settings.read(env)
    with pytest.raises(EnvValidationError) as error:
        env.seal()
    assert error.value.error_messages == {f"GROOMINGCHECK_WEB_{name}": [said]}


@pytest.mark.parametrize("given", ["https://check.test/", "https://chéck.test:8443/a/@b", "http://localhost:8080/"])
def test_an_address_with_a_path_a_port_or_an_accent_is_taken(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("GROOMINGCHECK_WEB", "on")
    monkeypatch.setenv("GROOMINGCHECK_WEB_URL", given)
    found = settings.read(Env())
    assert found
    assert found.url == given
