"""What somebody who is asked to confirm is told by SMS: no name, no code, no procedure.

A telephone number may be a wrong one, so the message says nothing but that there is a request.
Same measure as in ``notifications``: unaccented, at most 155 characters.
"""

from portal.services.confirming import requests

TEXTS = {
    "vi": {
        requests.ASKED: "Co nguoi moi ban xac nhan mot ho so tren Cong dich vu cong."
        " Xem va tra loi tai {link}",
        requests.REMINDED: "Nhac lai: co nguoi moi ban xac nhan mot ho so, ho so dang cho."
        " Xem va tra loi tai {link}",
    },
    "en": {
        requests.ASKED: "Somebody asks you to confirm an application on the public service portal."
        " See {link}",
        requests.REMINDED: "Reminder: an application waits for you to confirm it. See {link}",
    },
}


def sms(language: str, kind: str, address: str) -> str:
    """Put a request into the words of an SMS, in the language of the dossier."""
    return TEXTS[language][kind].format(link=address)
