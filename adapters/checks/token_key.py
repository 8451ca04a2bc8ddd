"""The keys for sealing and masking tokens, derived from a secret."""

from hashlib import blake2s

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SEALING = 64


class TokenKey:
    """The keys of one secret."""

    def __init__(self, secret: bytes) -> None:
        """Derive them."""
        self._cipher = AESSIV(_derived(secret, _SEALING, b"groomingcheck state"))
        self._masking = _derived(secret, blake2s.MAX_KEY_SIZE, b"groomingcheck button")

    def seal(self, plain: bytes, bound: list[bytes]) -> bytes:
        """Encrypt this, with `bound` as associated data."""
        return self._cipher.encrypt(plain, bound)

    def open(self, sealed: bytes, bound: list[bytes]) -> bytes | None:
        """Decrypt this; return None if the key or the associated data is another one."""
        try:
            return self._cipher.decrypt(sealed, bound)
        except InvalidTag:
            return None

    def mask(self, sealed: bytes, size: int) -> int:
        """Return the mask for the number of a button, `size` bytes long and different for each screen."""
        return int.from_bytes(blake2s(sealed, key=self._masking, digest_size=size).digest(), "big")


def _derived(secret: bytes, size: int, use: bytes) -> bytes:
    return HKDF(SHA256(), size, salt=None, info=use).derive(secret)
