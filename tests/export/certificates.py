"""Certificates for the tests, made when they are needed: an authority, and units it vouches for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

AUTHORITY = "某市数字证书中心"
UNIT, SUPERIOR = "某县人力资源和社会保障局", "某县财政局"
PASSWORD = "口令-1"
_YEAR = timedelta(days=365)


@cache
def _key(name: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    """Of either kind that is in use."""
    if name == SUPERIOR:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1())


def _certificate(name: str, *, begins: datetime) -> x509.Certificate:
    authority = name == AUTHORITY
    subject, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, who)]) for who in (name, AUTHORITY))
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_cert_sign=authority, crl_sign=authority,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(_key(name).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + _YEAR)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(_key(AUTHORITY), hashes.SHA256())
    )


@cache
def authority() -> x509.Certificate:
    """Valid from yesterday for a year, like the units' own."""
    return _certificate(AUTHORITY, begins=_yesterday())


def root() -> bytes:
    """The authority's certificate as it is handed out."""
    return authority().public_bytes(Encoding.PEM)


def p12(name: str = UNIT, *, password: str = PASSWORD, begins: datetime | None = None) -> bytes:
    """A unit's certificate with its key."""
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    certificate = _certificate(name, begins=begins or _yesterday())
    return pkcs12.serialize_key_and_certificates(name.encode(), _key(name), certificate, [authority()], locked)


def _yesterday() -> datetime:
    return datetime.now(UTC) - timedelta(days=1)
