"""Packages written by hand after the standard, sharing no code with what reads or writes them."""

import base64
import io
import zipfile

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PDF = b"%PDF-1.4\n% mau\n" + bytes(range(256)) * 8
CODE = "000.00.11.H53,2020/10/30,2491/STC-BCTC"

ORGAN = """<edXML:{tag}><edXML:OrganId>{id}</edXML:OrganId>
<edXML:OrganizationInCharge>UBND tỉnh (mẫu)</edXML:OrganizationInCharge>
<edXML:OrganName>{name}</edXML:OrganName><edXML:OrganAdd/><edXML:Email/><edXML:Telephone/>
<edXML:Fax/><edXML:Website/></edXML:{tag}>"""


def organ(tag="To", id="000.00.00.H41", name="Sở mẫu"):
    """Write an organisation."""
    return ORGAN.format(tag=tag, id=id, name=name)


FIELDS = {
    "From": organ("From", "000.00.11.H53", "Sở Tài chính (mẫu)"),
    "To": organ(),
    "DocumentId": f"<edXML:DocumentId>{CODE}</edXML:DocumentId>",
    "Code": """<edXML:Code><edXML:CodeNumber>2491</edXML:CodeNumber>
<edXML:CodeNotation>STC-BCTC</edXML:CodeNotation></edXML:Code>""",
    "PromulgationInfo": """<edXML:PromulgationInfo><edXML:Place>Tây Ninh</edXML:Place>
<edXML:PromulgationDate>2020/10/30</edXML:PromulgationDate></edXML:PromulgationInfo>""",
    "DocumentType": """<edXML:DocumentType><edXML:Type>18</edXML:Type>
<edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>""",
    "Subject": "<edXML:Subject>V/v báo cáo &amp; quyết toán</edXML:Subject>",
    "Content": "<edXML:Content>Tóm tắt</edXML:Content>",
    "SignerInfo": """<edXML:SignerInfo><edXML:Competence>KT. GIÁM ĐỐC</edXML:Competence>
<edXML:Position>Phó Giám đốc</edXML:Position>
<edXML:FullName>Nguyễn Văn Mẫu</edXML:FullName></edXML:SignerInfo>""",
    "DueDate": "<edXML:DueDate>2020/11/15</edXML:DueDate>",
    "OtherInfo": """<edXML:OtherInfo><edXML:Priority>1</edXML:Priority>
<edXML:SphereOfPromulgation/><edXML:TyperNotation>nvm</edXML:TyperNotation>
<edXML:PromulgationAmount>2</edXML:PromulgationAmount><edXML:PageAmount>22</edXML:PageAmount>
<edXML:Direction>false</edXML:Direction><edXML:Appendixes><edXML:Appendix>Biểu 1</edXML:Appendix>
</edXML:Appendixes></edXML:OtherInfo>""",
    "ResponseFor": """<edXML:ResponseFor><edXML:OrganId>000.00.00.G22</edXML:OrganId>
<edXML:Code>7816/VPCP-TTĐT</edXML:Code><edXML:PromulgationDate>2015/09/30</edXML:PromulgationDate>
<edXML:DocumentId>000.00.00.G22,2015/09/30,7816/VPCP-TTĐT</edXML:DocumentId></edXML:ResponseFor>""",
    "SteeringType": "<edXML:SteeringType>1</edXML:SteeringType>",
    "ToPlaces": """<edXML:ToPlaces><edXML:Place>Như trên</edXML:Place>
<edXML:Place>Lưu: VT</edXML:Place></edXML:ToPlaces>""",
}
TRACE = """<edXML:TraceHeader><edXML:OrganId>000.00.11.H53</edXML:OrganId>
<edXML:Timestamp>2020/10/30 08:00:00</edXML:Timestamp></edXML:TraceHeader>"""
STAFF = """<edXML:StaffInfo><edXML:Department>Văn phòng</edXML:Department><edXML:Staff/>
<edXML:Email/><edXML:Mobile/></edXML:StaffInfo>"""
NEW = f"""<edXML:Bussiness><edXML:DocumentId/><edXML:BussinessDocType>0</edXML:BussinessDocType>
<edXML:BussinessDocReason>Văn bản điện tử mới</edXML:BussinessDocReason>
<edXML:Paper>0</edXML:Paper>{STAFF}</edXML:Bussiness>"""
SIGNATURE = """<Signature><SignedInfo>
<CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>
<SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/>
<Reference URI=""><DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/>
<DigestValue>AAAA</DigestValue></Reference></SignedInfo><SignatureValue>AAAA</SignatureValue>
<KeyInfo><X509Data><X509SubjectName>CN=Sở mẫu</X509SubjectName>
<X509Certificate>MIIB</X509Certificate></X509Data></KeyInfo></Signature>"""


def zipped(content=PDF, name="cv2491.pdf", more=(), **how):
    """Put a file into a ZIP."""
    with io.BytesIO() as into:
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, data in ((name, content), *more):
                archive.writestr(zipfile.ZipInfo(each, **how), data, zipfile.ZIP_DEFLATED)
        return into.getvalue()


def reference(id="cid:209", name="cv2491.pdf"):
    """Write an entry of the manifest."""
    return f"""<edXML:Reference><edXML:ContentId>{id}</edXML:ContentId>
<edXML:ContentType>application/zip</edXML:ContentType><edXML:Description/>
<edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference>"""


def attachment(packed=None, id="cid:209", name="cv2491.pdf", type="application/zip", encoded=None):
    """Write a file."""
    text = encoded if encoded is not None else base64.b64encode(packed or zipped()).decode()
    tag = "edXML:ContentTransferEncoded"
    return f"""<Attachment><ContentId>{id}</ContentId><AttachmentName>{name}</AttachmentName>
<Description>bản chính</Description><ContentType>{type}</ContentType>
<{tag} xmlns:edXML="{NS}">{text}</{tag}></Attachment>"""


def package(**given):
    """Write a whole package: trace, signature, manifest, files, doctype, ns, and the fields of its
    header by name; one that is given as "" is left out."""
    usual = {"trace": TRACE + NEW, "signature": "", "doctype": "", "ns": NS}
    usual |= {"manifest": reference(), "files": attachment()}
    it = {name: given.pop(name, said) for name, said in usual.items()}
    return f"""<?xml version="1.0" encoding="UTF-8"?>{it["doctype"]}
<edXML xmlns="{it["ns"]}"><edXML:edXMLEnvelope xmlns:edXML="{it["ns"]}"><edXML:edXMLHeader>
<edXML:MessageHeader>{"".join({**FIELDS, **given}.values())}</edXML:MessageHeader>
<edXML:TraceHeaderList version="1.0">{it["trace"]}</edXML:TraceHeaderList>{it["signature"]}
</edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0">{it["manifest"]}
</edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
<AttachmentEncoded>{it["files"]}</AttachmentEncoded></edXML>""".encode()


def business(kind, inside=""):
    """Write what a package wants done."""
    return f"""{TRACE}<edXML:Bussiness><edXML:DocumentId>{CODE}</edXML:DocumentId>
<edXML:BussinessDocType>{kind}</edXML:BussinessDocType>
<edXML:BussinessDocReason>Gửi nhầm</edXML:BussinessDocReason><edXML:Paper>1</edXML:Paper>{inside}
</edXML:Bussiness>"""


def status(code="05", when="2015/09/20 11:08:36"):
    """Write a status message."""
    return f"""<edXML xmlns="{NS}"><edXML:edXMLEnvelope xmlns:edXML="{NS}"><edXML:edXMLHeader>
<edXML:MessageHeader>{organ("From", "H53.11", "Sở mẫu")}{FIELDS["ResponseFor"]}{STAFF}
<edXML:StatusCode>{code}</edXML:StatusCode>
<edXML:Description>Đang xử lý văn bản đến</edXML:Description>
<edXML:Timestamp>{when}</edXML:Timestamp></edXML:MessageHeader></edXML:edXMLHeader>
</edXML:edXMLEnvelope></edXML>""".encode()
