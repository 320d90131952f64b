"""Names of files: shown as they are but for tricks, and written twice in a download's header."""

import pytest

from portal.web.citizen.downloads import plain
from portal.web.citizen.uploads import shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("ảnh sổ đỏ.jpg", "ảnh sổ đỏ.jpg"),
        ("C:\\Users\\Ha\\giay.pdf", "giay.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("hai\ndòng.pdf", "hai dòng.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(sent: str, shown: str):
    assert shown_name(sent) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("ảnh sổ đỏ.jpg", "anh_so_do.jpg"),
        ('x";\r\nSet-Cookie: a.pdf', "x_Set-Cookie_a.pdf"),
        ("出生.pdf", "pdf"),
        ("…", "tep"),
    ],
)
def test_a_name_is_written_in_plain_letters_too(name: str, letters: str):
    assert plain(name) == letters
