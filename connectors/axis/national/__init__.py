"""The national document exchange axis (Trục liên thông văn bản quốc gia), by its SDK's protocol.

Dialect: docs/partners/document-axis.md.
"""

from connectors.axis.national.config import NationalAxisConfig
from connectors.axis.national.connector import NationalAxis

__all__ = ["NationalAxis", "NationalAxisConfig"]
