"""A package under a password: AES-256-GCM over the whole zip, the key drawn from the password with scrypt.

The password protects a stick that is lost on the way; it does not say who sent it (that is a signature's business).
Nothing is seen from outside but that it is a locked package: not even the names of the documents, which a zip's own
encryption leaves open. `cryptography` does the work and is loaded for the first locked package only.

File: 16 bytes `_MAGIC`, 16 bytes salt, 12 bytes nonce, then the ciphertext with its tag. How the key is drawn is fixed
by the magic and not told by the file, so that no file can ask for gigabytes.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from desktop.errors import PasswordError

_MAGIC = b"JIBIAO-LOCKED-1\n"
_SALT, _NONCE, _TAG = 16, 12, 16
_HEAD = len(_MAGIC) + _SALT + _NONCE
_COST, _BLOCK, _LANES = 2**15, 8, 1
"""32 MB and about a tenth of a second on an office PC for each guess."""
_MEMORY = 64 * 1024 * 1024


def is_locked(data: bytes) -> bool:
    """Whether a file's first bytes are those of a locked package."""
    return data.startswith(_MAGIC)


def lock(data: bytes, password: str) -> bytes:
    """The bytes of a package under a password; other bytes each time. Raises `ValueError` for an empty password."""
    if not password:
        raise ValueError("empty password")
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # see the module's docstring

    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    head = _MAGIC + salt + nonce
    return head + AESGCM(_key(password, salt)).encrypt(nonce, data, head)


def unlock(data: bytes, password: str | None, *, name: str) -> bytes:
    """What was locked; `name` is what messages call it. Raises `PasswordError`: none given, wrong, or damaged."""
    if not password:
        raise PasswordError("上报包加了密码", where=name, remedy="请向报送单位要密码")
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # see the module's docstring
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # see above

    wrong = PasswordError(
        "密码不对，或上报包已损坏", where=name, remedy="请核对大小写和中英文再输一遍；还不行就请对方重新做包"
    )
    if len(data) < _HEAD + _TAG:
        raise wrong
    salt, nonce = data[len(_MAGIC) : len(_MAGIC) + _SALT], data[_HEAD - _NONCE : _HEAD]
    try:
        return AESGCM(_key(password, salt)).decrypt(nonce, data[_HEAD:], data[:_HEAD])
    except InvalidTag:
        raise wrong from None


def _key(password: str, salt: bytes) -> bytes:
    """The same key however an input method composed the characters (NFC)."""
    words = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(words, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32)
