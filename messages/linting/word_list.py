"""How often words are used. Whatever needs the list of words goes by here; it is loaded when a word is looked up."""

from importlib.util import find_spec


def installed() -> bool:
    """Return whether there is a list of words."""
    return find_spec("wordfreq") is not None


def knows(locale: str) -> bool:
    """Return whether words of a language (ISO 639-1) can be looked up."""
    from wordfreq import available_languages, zipf_frequency

    if locale not in available_languages():
        return False
    try:
        zipf_frequency(locale, locale)
    except ImportError:  # splitting this language into words needs another library
        return False
    return True


def frequency(word: str, locale: str) -> float:
    """Return how often a word is used in a language (ISO 639-1), on Zipf's scale."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, locale))
