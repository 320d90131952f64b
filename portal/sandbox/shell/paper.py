"""A small real PDF to stand for a paper, written byte by byte."""

# The fourteen standard fonts have no Vietnamese letters; the sample says so by being plain.
_RESULT = "KET QUA GIAI QUYET THU TUC HANH CHINH"
_LINES = (
    (18, "{title}"),
    (12, "Du lieu mau - khong co gia tri phap ly / Sample - no legal value"),
    (14, "Ma ho so: {code}"),
)


def make_paper(code: str, title: str = _RESULT) -> bytes:
    """Make a one-page PDF that names a dossier; the same words give the same bytes."""
    safe = "".join(letter for letter in code if letter.isascii() and letter not in "()\\")
    words = [(size, text.format(code=safe, title=title)) for size, text in _LINES]
    lines = [
        f"/F1 {size} Tf 72 {760 - 36 * row} Td ({text}) Tj 1 0 0 1 0 0 Tm"
        for row, (size, text) in enumerate(words)
    ]
    drawing = "BT " + " ".join(lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        " /Resources << /Font << /F1 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
    ]
    return _joined(objects)


def _joined(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + table.encode() + end.encode()
