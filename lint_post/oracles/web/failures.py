"""Why nothing came back from an address, and what that says of the link."""

from __future__ import annotations

import ssl
from errno import ECONNREFUSED, EHOSTUNREACH, ENETDOWN, ENETUNREACH
from typing import ClassVar

import httpx

from lint_post.rule.question import NO_NETWORK

_SELF_SIGNED = (18, 19)  # OpenSSL's numbers: X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, …_SELF_SIGNED_CERT_IN_CHAIN
_NO_ISSUER = (2, 20, 21)  # a chain that a browser can often complete


class FailureError(httpx.TransportError):
    """Nothing came back. ``is_broken``: the link is; if not, ``again``: asking once more may help."""

    is_broken: ClassVar[bool] = False
    again: ClassVar[bool] = False


class NoSuchHostError(FailureError):
    """The name is nobody's."""

    is_broken = True

    def __init__(self, host: str) -> None:
        super().__init__(f'host "{host}" not found')


class ResolverError(FailureError):
    """Names cannot be looked up."""

    def __init__(self, host: str) -> None:
        super().__init__(NO_NETWORK.why)
        self.host = host


class PrivateError(FailureError):
    """The address is not on the open internet, and was not opened."""

    def __init__(self, host: str) -> None:
        super().__init__(f'private address "{host}" (use --allow-private to check it)')


class ProxyUnusableError(FailureError):
    """The proxy that the environment names cannot be used."""


class RefusedError(FailureError):
    """Nobody listens there."""

    is_broken = True


class UnreachableError(FailureError):
    """No route to the host."""


class CertificateError(FailureError):
    """The certificate is wrong."""

    is_broken = True


class IncompleteChainError(FailureError):
    """The certificate's issuer is not known here; a browser may know it."""


class NotHttpError(FailureError):
    """The responding program is not a web server."""

    is_broken = True


class TooLargeError(FailureError):
    """The answer's headers are larger than a browser takes."""


class ClosedError(FailureError):
    """The connection was closed or reset before an answer."""

    again = True


class TimeoutFailureError(FailureError):
    """Nothing came in time."""

    again = True


def of_connection(error: OSError) -> FailureError:
    """What a connection that cannot be made says."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_certificate(error)
    if isinstance(error, ssl.SSLError):
        if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER_FAILURE"):
            return NotHttpError("server does not support HTTPS")
        return ClosedError(f"TLS connection failed ({(error.reason or 'unknown error').replace('_', ' ').lower()})")
    if isinstance(error, TimeoutError):
        return TimeoutFailureError("connection timed out")
    return _of_number(error.errno)


def _of_number(errno: int | None) -> FailureError:
    if errno == ECONNREFUSED:
        return RefusedError("connection refused")
    if errno in (ENETUNREACH, ENETDOWN, EHOSTUNREACH):
        return UnreachableError("no route to host")
    return ClosedError("connection closed")


def _of_certificate(error: ssl.SSLCertVerificationError) -> FailureError:
    if error.verify_code in _NO_ISSUER:
        return IncompleteChainError("unknown certificate issuer")
    if error.verify_code in _SELF_SIGNED:
        return CertificateError("self-signed certificate")
    what = error.verify_message.rstrip(".").lower().split(",")[0]
    return CertificateError(f"invalid certificate ({what})")
