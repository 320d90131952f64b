"""Reads a citizen's answers with a form: what is right, what is wrong and what is wanted still.

marshmallow schemas are built from the definition, once per form version and language. Everything
about what may be seen, is needed or is fixed is decided here from the pinned form version, never
by what the browser sent.
"""

from forms.schema.checking import check
from forms.schema.context import DOCUMENTS_STEP, Checked, Context, asking
from forms.schema.reading import built

__all__ = ["DOCUMENTS_STEP", "Checked", "Context", "asking", "built", "check"]
