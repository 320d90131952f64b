"""Signs XML as XML Signature has it (enveloped, exclusive canonical form, SHA-256).

Source: W3C XML Signature Syntax and Processing 1.1; RFC 4051, RFC 6931 (names of algorithms).
"""

import base64
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from lxml import etree

DS = "http://www.w3.org/2000/09/xmldsig#"
C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = f"{DS}enveloped-signature"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"


def sign(root: etree._Element, key_pem: bytes, certificate_pem: bytes) -> None:
    """Put a signature over the whole document at the end of its root.

    :raises ValueError: if the key is neither RSA nor of an elliptic curve.
    """
    key = load_pem_private_key(key_pem, None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ValueError("a key that signs no XML")
    digest = hashlib.sha256(canonical(root)).digest()
    signature = etree.SubElement(root, f"{{{DS}}}Signature", nsmap={"ds": DS})
    info = _info(signature, digest, RSA if isinstance(key, rsa.RSAPrivateKey) else ECDSA)
    _add(signature, "SignatureValue", _signed(key, canonical(info)))
    data = _add(_add(signature, "KeyInfo"), "X509Data")
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    _add(data, "X509Certificate", certificate.public_bytes(Encoding.DER))


def canonical(element: etree._Element) -> bytes:
    """Give the exclusive canonical form, without comments."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)


def _info(signature: etree._Element, digest: bytes, method: str) -> etree._Element:
    info = _add(signature, "SignedInfo")
    _add(info, "CanonicalizationMethod").set("Algorithm", C14N)
    _add(info, "SignatureMethod").set("Algorithm", method)
    reference = _add(info, "Reference")
    reference.set("URI", "")
    transforms = _add(reference, "Transforms")
    for algorithm in (ENVELOPED, C14N):
        _add(transforms, "Transform").set("Algorithm", algorithm)
    _add(reference, "DigestMethod").set("Algorithm", SHA256)
    _add(reference, "DigestValue", digest)
    return info


def _signed(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    # XML wants both numbers side by side, each as wide as the curve; the library gives DER.
    width = (key.curve.key_size + 7) // 8
    both = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
    return b"".join(number.to_bytes(width, "big") for number in both)


def _add(parent: etree._Element, name: str, value: bytes | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{DS}}}{name}")
    if value is not None:
        made.text = base64.b64encode(value).decode()
    return made
