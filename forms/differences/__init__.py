"""What changes for a citizen from one version of a form to the next, in plain words.

No comparison of texts: comments, sources, search words and the tags partners read are not told,
since nobody who fills the form in would notice them.
"""

from forms.differences.between import differences
from forms.differences.change import Change

__all__ = ["Change", "differences"]
