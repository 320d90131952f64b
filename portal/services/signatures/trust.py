"""Whose word counts: the authorities this installation trusts, read from files and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import crl, pem, x509

_ENDINGS = (".pem", ".crt", ".cer", ".der", ".crl")
_CRL_TYPE = "X509 CRL"


class Unreadable(ValueError):
    """A file of the trust list is not what it should be; the text names it."""


@dataclass(frozen=True)
class Trust:
    """Roots that are believed, certificates that only link to them, and lists of revoked ones."""

    roots: tuple[x509.Certificate, ...] = ()
    links: tuple[x509.Certificate, ...] = ()
    revoked: tuple[crl.CertificateList, ...] = ()


def read(place: Path | None) -> Trust:
    """Read a PEM bundle, or the certificates and revocation lists of a folder.

    A certificate that its own authority signed is a root. Any other is a link on the way to one:
    it is believed only if a root vouches for it.

    :raises Unreadable: if a file is missing or holds something else, or there is no root at all.
    """
    if place is None:
        return Trust()
    certificates: list[x509.Certificate] = []
    lists: list[crl.CertificateList] = []
    for file in _files(place):
        for found in _contents(file):
            if isinstance(found, crl.CertificateList):
                lists.append(found)
            else:
                certificates.append(found)
    roots = tuple(one for one in certificates if one.self_signed != "no")
    if not roots:
        raise Unreadable(f"{place}: no root certificate in it")
    links = tuple(one for one in certificates if one.self_signed == "no")
    return Trust(roots, links, tuple(lists))


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(file for file in place.iterdir() if file.suffix.lower() in _ENDINGS)


def _contents(file: Path) -> Iterator[x509.Certificate | crl.CertificateList]:
    try:
        data = file.read_bytes()
        blocks = (
            [(kind, der) for kind, _headers, der in pem.unarmor(data, multiple=True)]
            if pem.detect(data)
            else [(_CRL_TYPE if file.suffix.lower() == ".crl" else "CERTIFICATE", data)]
        )
        for kind, der in blocks:
            of = crl.CertificateList if kind == _CRL_TYPE else x509.Certificate
            found = of.load(der, strict=True)
            # Parsed as far as it will be used: a wrong file is named now, not at some citizen's.
            found.native  # noqa: B018
            yield found
    except (OSError, ValueError, TypeError) as error:
        raise Unreadable(f"{file}: {error}") from error
