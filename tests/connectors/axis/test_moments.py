"""A moment no calendar can reckon with leaves out the moment, not the package."""

import pytest

from connectors.axis.national import reading as national
from connectors.axis.provincial import reading as provincial
from connectors.document_messages import PackageKind


@pytest.mark.parametrize("at", ["0001-01-01 00:00:00", "01/01/0001 00:00:00", "", "9999-99-99"])
def test_a_package_of_no_time_is_listed_all_the_same(at):
    row = {"docId": "7", "from": "H41", "createdTime": at, "created_time": at}
    for dialect in (national, provincial):
        (one,) = dialect.listed({"data": [row]}, PackageKind.DOCUMENT)
        assert (one.reference, one.at) == ("7", None)
