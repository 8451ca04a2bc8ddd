"""A certificate authority of a test's own, which signs for names that exist nowhere else.

Its certificates have what RFC 5280 asks for: from 3.13 on, Python refuses others.
Source: https://docs.python.org/3/library/ssl.html#ssl.VERIFY_X509_STRICT
"""

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_SERIALIZED, _KIND = serialization.Encoding, serialization.PrivateFormat.PKCS8
_USES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
_SIGNS = x509.KeyUsage(
    **dict.fromkeys(_USES, False), key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False
)


class Authority:
    """Signs certificates; its own is in `certificate`, as PEM."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([_common("The company")])
        made = self._made(self._name, self._key, timedelta(days=1))
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
        self.certificate = self._signed(made.add_extension(_SIGNS, critical=True))

    @property
    def pin(self) -> str:
        """Return the hash by which Chromium knows its key. Source: https://www.rfc-editor.org/rfc/rfc7469#section-2.4."""
        public = serialization.PublicFormat.SubjectPublicKeyInfo
        key = self._key.public_key().public_bytes(_SERIALIZED.DER, public)
        return base64.b64encode(hashlib.sha256(key).digest()).decode()

    def served(self, hosts: Sequence[str], lasts: timedelta) -> bytes:
        """Return a certificate for these hosts with its key, as PEM."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._made(x509.Name([_common("hosts")]), key, lasts)
        named = x509.SubjectAlternativeName([x509.DNSName(one) for one in hosts])
        written = key.private_bytes(_SERIALIZED.PEM, _KIND, serialization.NoEncryption())
        return self._signed(made.add_extension(named, critical=False)) + written

    def _made(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
        now, number = datetime.now(UTC), x509.random_serial_number()
        made = x509.CertificateBuilder(self._name, name, key.public_key(), number)
        signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        made = made.not_valid_before(now - timedelta(days=2)).not_valid_after(now + lasts)
        return made.add_extension(signer, critical=False)

    def _signed(self, made: x509.CertificateBuilder) -> bytes:
        return made.sign(self._key, hashes.SHA256()).public_bytes(_SERIALIZED.PEM)


def _common(name: str) -> x509.NameAttribute[str]:
    return x509.NameAttribute(NameOID.COMMON_NAME, name)
