"""Signed PDFs as offices make them: real keys, real certificates, real signatures."""

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
from asn1crypto import keys, x509
from cryptography import x509 as certs
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.furnished.papers import pdf

OFFICE = "UBND phường Mẫu"
_DAY = timedelta(days=1)
_PEM = serialization.Encoding.PEM
_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate, and those who vouch for it."""

    key: _Key
    certificate: certs.Certificate
    chain: tuple[certs.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        """Give the certificate as files hold it."""
        return self.certificate.public_bytes(_PEM)

    def signer(self) -> signers.SimpleSigner:
        """Give what pyHanko signs with; the chain goes into the signature."""
        return signers.SimpleSigner(
            signing_cert=_x509(self.certificate),
            signing_key=_key(self.key),
            cert_registry=SimpleCertificateStore.from_certs(map(_x509, self.chain)),
        )

    def stamper(self, at: datetime) -> DummyTimeStamper:
        """Give an authority that says it is ``at``."""
        return DummyTimeStamper(
            tsa_cert=_x509(self.certificate), tsa_key=_key(self.key), fixed_dt=at
        )


@dataclass(frozen=True)
class Wish:
    """What a certificate is to say."""

    name: str = OFFICE
    since: datetime = field(default_factory=lambda: datetime.now(UTC) - _DAY)
    until: datetime = field(default_factory=lambda: datetime.now(UTC) + 365 * _DAY)
    authority: bool = False
    stamps: bool = False


def issue(wish: Wish, by: Holder | None = None) -> Holder:
    """Make a key and let somebody vouch for it, or nobody but itself."""
    # The time-stamp authority of the library signs with RSA alone.
    key: _Key = (
        rsa.generate_private_key(65537, 2048)
        if wish.stamps
        else ec.generate_private_key(ec.SECP256R1())
    )
    own = _name(wish.name)
    built = (
        certs.CertificateBuilder()
        .subject_name(own)
        .issuer_name(by.certificate.subject if by else own)
        .public_key(key.public_key())
        .serial_number(certs.random_serial_number())
        .not_valid_before(wish.since)
        .not_valid_after(wish.until)
        .add_extension(certs.BasicConstraints(ca=wish.authority, path_length=None), critical=True)
        .add_extension(_usage(wish), critical=True)
        .add_extension(certs.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    made = _limited(built, wish, by).sign(by.key if by else key, hashes.SHA256())
    chain = (by.certificate, *by.chain) if by and by.chain else ()
    return Holder(key, made, chain if not wish.authority else (made,))


def _limited(
    built: certs.CertificateBuilder, wish: Wish, by: Holder | None
) -> certs.CertificateBuilder:
    """Say where a certificate is taken back, and that an authority of time does nothing else."""
    if by:
        # Nobody goes there: what is known of it lies beside the trusted roots.
        place = certs.UniformResourceIdentifier("http://crl.invalid/mau.crl")
        listed = certs.CRLDistributionPoints([certs.DistributionPoint([place], None, None, None)])
        built = built.add_extension(listed, critical=False)
    if wish.stamps:
        stamping = certs.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        built = built.add_extension(stamping, critical=True)
    return built


def root(name: str = "CA gốc Mẫu") -> Holder:
    """Make an authority of its own."""
    long_ago = datetime.now(UTC) - 3650 * _DAY
    until = datetime.now(UTC) + 3650 * _DAY
    return issue(Wish(name, long_ago, until, authority=True))


def revocations(authority: Holder, *revoked: Holder) -> bytes:
    """Let an authority say today whose certificates it has taken back."""
    now = datetime.now(UTC)
    built = (
        certs.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now - _DAY)
        .next_update(now + 30 * _DAY)
        .add_extension(certs.CRLNumber(1), critical=False)
        .add_extension(
            certs.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    for one in revoked:
        entry = certs.RevokedCertificateBuilder()
        serial = one.certificate.serial_number
        taken_back = entry.serial_number(serial).revocation_date(now - _DAY).build()
        built = built.add_revoked_certificate(taken_back)
    return built.sign(authority.key, hashes.SHA256()).public_bytes(_PEM)


def trusted(folder: Path, *found: bytes) -> Path:
    """Lay certificates and lists into a folder, as an operator does."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(found):
        (folder / f"{number}.pem").write_bytes(data)
    return folder


def sign(
    data: bytes,
    by: Holder,
    field_name: str = "Chu-ky-1",
    stamper: DummyTimeStamper | None = None,
    password: bytes = b"",
) -> bytes:
    """Sign a PDF, as a further revision of it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    if writer.prev.encrypted:
        writer.encrypt(password)
    meta = PdfSignatureMetadata(field_name=field_name)
    made = signers.sign_pdf(writer, meta, by.signer(), timestamper=stamper)
    return bytes(made.getvalue())


def copy(by: Holder) -> bytes:
    """Make a certified electronic copy: a page and one signature."""
    return sign(pdf("ban sao"), by)


def revised(data: bytes) -> bytes:
    """Add a revision that changes the page and vouches for nothing."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def tampered(data: bytes) -> bytes:
    """Change what was signed in place, without moving a byte: the page has another width."""
    return data.replace(b"[0 0 595 842]", b"[0 0 842 842]", 1)


def misplaced(data: bytes, said: bytes) -> bytes:
    """Let a signature say nonsense about what it covers, without moving a byte."""

    def nonsense(found: re.Match[bytes]) -> bytes:
        return b"/ByteRange [" + said.ljust(len(found.group()) - 13) + b"]"

    return re.sub(rb"/ByteRange\s*\[[^\]]*\]", nonsense, data, count=1)


def with_a_wider_gap(data: bytes) -> bytes:
    """Let a signature leave out more than itself: what stands there could be changed at will."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", data)
    assert found is not None
    start, length, rest, end = (int(each) for each in found.groups())
    return misplaced(data, b"%d %d %d %d" % (start, length - 40, rest, end))


def with_fields(count: int, data: bytes = b"") -> bytes:
    """Make a PDF with so many signature fields: all of them signed by one signature, or empty.

    Written anew: what that signature covered is not where it was.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or pdf())) as opened:
        if data:
            del opened.pages[0].Annots
        filled = {"V": opened.Root.AcroForm.Fields[0].V} if data else {}
        made = [
            pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=f"F{number}", **filled)
            for number in range(count)
        ]
        fields = pikepdf.Array([opened.make_indirect(one) for one in made])
        opened.Root.AcroForm = pikepdf.Dictionary(Fields=fields, SigFlags=3)
        opened.save(out)
    return out.getvalue()


def _name(text: str) -> certs.Name:
    return certs.Name(
        [
            certs.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            certs.NameAttribute(NameOID.ORGANIZATION_NAME, "Tổ chức Mẫu"),
            certs.NameAttribute(NameOID.COMMON_NAME, text),
        ]
    )


def _usage(wish: Wish) -> certs.KeyUsage:
    return certs.KeyUsage(
        digital_signature=not wish.authority,
        content_commitment=not wish.authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=wish.authority,
        crl_sign=wish.authority,
        encipher_only=False,
        decipher_only=False,
    )


def _x509(certificate: certs.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _key(key: _Key) -> keys.PrivateKeyInfo:
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return keys.PrivateKeyInfo.load(der)
