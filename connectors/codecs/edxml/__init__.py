"""edXML (QCVN 102:2016/BTTTT): the package in which agencies exchange official documents.

``read`` is tolerant and reports all it had to tolerate; ``write`` is strict.
"""

from connectors.codecs.edxml.reading import read
from connectors.codecs.edxml.telling import as_json
from connectors.codecs.edxml.writing import write

__all__ = ["as_json", "read", "write"]
