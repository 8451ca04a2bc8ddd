"""The frequency of words. The only module that uses the word list, which is loaded at the first lookup."""

from importlib.util import find_spec


def installed() -> bool:
    """Return whether the word list is installed."""
    return find_spec("wordfreq") is not None


def knows(locale: str) -> bool:
    """Return whether words of a language (ISO 639-1) can be looked up."""
    from wordfreq import available_languages, zipf_frequency

    if locale not in available_languages():
        return False
    try:
        zipf_frequency(locale, locale)
    except ImportError:  # tokenising this language requires another library
        return False
    return True


def frequency(word: str, locale: str) -> float:
    """Return the frequency of a word in a language (ISO 639-1), on the Zipf scale."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, locale))
