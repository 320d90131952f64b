"""Names and code lists of edXML: QCVN 102:2016/BTTTT (Thông tư 10/2016/TT-BTTTT).

Amended by Sửa đổi 1:2022 QCVN 102:2016/BTTTT (Thông tư 01/2022/TT-BTTTT). The double s of
``Bussiness`` is the standard's own.
"""

from connectors.documents import DocumentKind

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = "edXML"
XMLDSIG = "http://www.w3.org/2000/09/xmldsig#"

# Drafts before the standard; they are read so that somebody can see what is wrong with them.
LEGACY_NAMESPACES = frozenset({"http://www.e-doc.vn/Schema/", "http://www.go.vn/eDoc"})

DAY = "%Y/%m/%d"
MOMENT = "%Y/%m/%d %H:%M:%S"

KINDS = {
    "0": DocumentKind.NEW,
    "1": DocumentKind.RECALL,
    "2": DocumentKind.UPDATE,
    "3": DocumentKind.REPLACE,
}
KIND_CODES = {kind: code for code, kind in KINDS.items()}

PRIORITIES = range(5)
STEERING = range(1, 4)

# The administrative documents whose number everybody agrees on; the rest of the list is not sure.
DOCUMENT_TYPES = {
    "1": "Nghị quyết",
    "2": "Quyết định",
    "3": "Chỉ thị",
    "4": "Quy chế",
    "5": "Quy định",
    "6": "Thông cáo",
    "7": "Thông báo",
    "8": "Hướng dẫn",
    "10": "Kế hoạch",
    "11": "Phương án",
    "12": "Đề án",
    "13": "Dự án",
    "14": "Báo cáo",
    "15": "Biên bản",
    "16": "Tờ trình",
    "18": "Công văn",
    "19": "Công điện",
    "20": "Bản ghi nhớ",
    "21": "Bản cam kết",
    "22": "Bản thỏa thuận",
    "23": "Giấy chứng nhận",
    "24": "Giấy ủy quyền",
    "25": "Giấy mời",
    "27": "Giấy nghỉ phép",
}

# Element names with one s, as some senders write them, and the standard's own.
MISSPELT = {
    "Business": "Bussiness",
    "BusinessDocType": "BussinessDocType",
    "BusinessDocReason": "BussinessDocReason",
    "BusinessDocumentInfo": "BussinessDocumentInfo",
}
