"""The walk through of docs/api.md, word for word, against a running system."""

import json
import os
import re
import subprocess
from pathlib import Path

from tests.servers.whole_system import whole_system
from tests.sources import ROOT

BLOCK = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_walk_through_of_the_documents_leads_to_a_dossier(tmp_path: Path) -> None:
    lines = "\n".join(BLOCK.findall((ROOT / "docs" / "api.md").read_text()))
    with whole_system(tmp_path) as (_house, address):
        port = int(address.rpartition(":")[2])
        there = {"PORTAL": address, "PROVIDER": f"http://127.0.0.1:{port + 1}/national"}
        walked = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", lines],
            env={**os.environ, **there},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert "\n[]\n" in walked.stdout
    told = json.loads((tmp_path / "dossier.json").read_text())
    assert told["timeline"][0]["code"] == "held"
    word = json.loads((tmp_path / "acknowledgement.json").read_text())
    assert json.loads(word["statement"])["code"] == told["code"]
    assert (tmp_path / "confirmation.pdf").read_bytes().startswith(b"%PDF")
