"""Signed XML: whoever knows the standard can check it, and any change shows."""

import base64
import hashlib
from datetime import datetime

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from portal.domain import xml_seal
from portal.domain.xml_seal import DS
from tests.furnished import signed


def valid(root) -> bool:
    """Check an enveloped signature as a stranger would: digest, then signature."""
    root = etree.fromstring(etree.tostring(root))
    signature = root.find(f"{{{DS}}}Signature")

    def bare(name):
        return base64.b64decode(signature.findtext(f".//{{{DS}}}{name}"))

    key = x509.load_der_x509_certificate(bare("X509Certificate")).public_key()
    info = etree.tostring(signature.find(f"{{{DS}}}SignedInfo"), method="c14n", exclusive=True)
    said, digest = bare("SignatureValue"), bare("DigestValue")
    root.remove(signature)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(said, info, padding.PKCS1v15(), hashes.SHA256())
        else:
            half = len(said) // 2
            parts = (int.from_bytes(said[:half], "big"), int.from_bytes(said[half:], "big"))
            key.verify(encode_dss_signature(*parts), info, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return digest == hashlib.sha256(etree.tostring(root, method="c14n", exclusive=True)).digest()


def _rsa():
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Dấu mẫu")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(datetime(2026, 1, 1)).not_valid_after(datetime(2040, 1, 1))
    return key, made.sign(key, hashes.SHA256())


def _curve():
    holder = signed.issue(signed.Wish(), signed.root())
    return holder.key, holder.certificate


@pytest.mark.parametrize("made", [_rsa, _curve])
def test_what_is_signed_can_be_checked_and_a_change_shows(made):
    key, certificate = made()
    root = etree.fromstring('<a xmlns="urn:x"><b>8000</b><c/></a>')
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    xml_seal.sign(root, pem, certificate.public_bytes(Encoding.PEM))
    assert valid(root)
    root[0].text = "80000"
    assert not valid(root)
