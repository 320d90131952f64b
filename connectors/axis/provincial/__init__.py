"""A provincial document exchange axis (trục liên thông văn bản của tỉnh) by REST.

Dialect: docs/partners/document-axis.md.
"""

from connectors.axis.provincial.config import ProvincialAxisConfig
from connectors.axis.provincial.connector import ProvincialAxis

__all__ = ["ProvincialAxis", "ProvincialAxisConfig"]
