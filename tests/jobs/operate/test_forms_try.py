"""``portal forms try``: the real pages in a process of its own, and nothing left of it."""

import re
import signal
import sys
from pathlib import Path

import pytest
import requests

from forms.loader import CATALOG
from tests.jobs.houses import House, living
from tests.servers.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to count processes")

PORTAL = str(Path(sys.executable).with_name("portal"))


def test_a_form_is_tried_signed_in_saved_anew_and_nothing_is_left(tmp_path: Path) -> None:
    file, scratch = tmp_path / "form.yaml", tmp_path / "scratch"
    scratch.mkdir()
    source = (CATALOG / "2.000635.yaml").read_text(encoding="utf-8")
    file.write_text(source, encoding="utf-8")
    # A real portal's settings must not be touched, whatever stands in the environment.
    elsewhere = {"DATABASE_URL": "postgresql://nowhere/at-all", "PORTAL_ENV": "production"}
    words = [PORTAL, "forms", "try", str(file), "--no-browser"]
    with living(House(tmp_path, words, TMPDIR=str(scratch), **elsewhere)) as tried:
        tried.says("Ctrl-C", seconds=60)
        address = re.findall(r"http://localhost:\S+", tried.output())[0]
        assert requests.get(f"{address}x", timeout=10).status_code == 404
        with requests.Session() as browser:
            page = browser.get(address, timeout=10)
            assert page.url.endswith("/thu-tuc/2.000635/bat-dau")
            assert "Nguyễn Thị Mẫu" in page.text and 'name="agency"' in page.text
            file.write_text(source.replace("Cấp bản sao", "Xin bản sao"), encoding="utf-8")
            tried.says("the new version is live")
            assert "Xin bản sao" in browser.get(address, timeout=10).text
        file.write_text("steps: [", encoding="utf-8")
        tried.says("form.yaml:")
        tried.process.send_signal(signal.SIGINT)
        assert tried.process.wait(20) == 0
        until(lambda: not tried.processes())
    assert list(scratch.iterdir()) == []
