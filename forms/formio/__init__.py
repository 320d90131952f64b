"""Forms in and out of Form.io, the format of the national and provincial e-forms.

`read` turns a definition into a form file and lists what it cannot carry over; `write` gives one
of our forms as a definition that other programs can show and that reads back as the same form.
docs/formio.md has the tables.
"""

from forms.formio.outcome import Imported, LeftOut, NotAForm
from forms.formio.read import read
from forms.formio.wording import Placeholder, placeholders
from forms.formio.write import write

__all__ = ["Imported", "LeftOut", "NotAForm", "Placeholder", "placeholders", "read", "write"]
