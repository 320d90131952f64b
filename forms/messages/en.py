"""English wording: as plain as the Vietnamese, key for key."""

MESSAGES: dict[str, str] = {
    "required.enter": "Enter {label}",
    "required.choose": "Choose {label}",
    "required.date": "Enter {label}, for example {example}",
    "required.consent": "Tick this box to continue",
    "required.document": "Upload {name}",
    "text.given": "{text}",
    "text.type": "{label} must be text that you type",
    "text.too_long": "{label} is {length} characters long; the limit is {max}",
    "text.too_short": "{label} needs at least {min} characters",
    "text.pattern": "{label} is not in the right form",
    "name.letters": "{label} can only have letters, for example Nguyễn Văn An",
    "number.unreadable": "Enter {label} in digits, for example {example}",
    "number.whole": "{label} is a whole number, for example {example}",
    "number.min": "{label} must be {min} or more",
    "number.max": "{label} must be {max} or less",
    "number.places": "{label} can have at most {places} digits after the comma",
    "money.amount": "{amount} đồng",
    "date.unreadable": "Enter {label} as day, month, year, for example {example}",
    "date.impossible": "{date} is not a date in the calendar",
    "date.month": "There is no month {month} in the calendar",
    "date.future": "{label} cannot be later than today",
    "date.past": "{label} cannot be earlier than today",
    "date.earliest": "{label} must be {date} or later",
    "date.latest": "{label} must be {date} or earlier",
    "date_in_words.unreadable": "Enter {label} in words or in digits, for example {example}",
    "partial_date.unreadable": (
        "Enter {label}, for example {example}. "
        "If you do not know it, give the month and year, or the year"
    ),
    "time.unreadable": "Enter {label} in hours and minutes, for example {example}",
    "time.impossible": "There is no {time} in a day. Times run from 00:00 to 23:59",
    "time.earliest": "{label} must be {time} or later",
    "time.latest": "{label} must be {time} or earlier",
    "choice.unknown": "Choose one of the options for “{label}”",
    "choice.type": "Choose {label} from the list",
    "choice.exclusive": "Choose only “{option}”, or choose other options",
    "yes": "Yes",
    "no": "No",
    "consent.given": "Agreed",
    "country.unknown": "Choose {label} from the list, for example Vietnam",
    "ethnic_group.unknown": "Choose {label} from the list of 54 groups, for example Kinh",
    "place.type": "Choose a province or city and a commune or ward for {label}",
    "place.province": "Choose a province or city",
    "place.commune": "Choose a commune, ward or special zone",
    "place.commune_elsewhere": "{commune} is not in {province}. Choose the commune or ward again",
    "place.street": "Enter the house number and street, or the hamlet",
    "place.street_long": "The detailed address is {length} characters long; the limit is {max}",
    "place.no_districts": (
        "There have been no districts since 1 July 2025. Choose today's commune or ward"
    ),
    "place.province_merged": "{old} has become part of {new}. Choose {new}",
    "place.merged": (
        "{old} has become part of {new}, here and there of a neighbouring commune. "
        "Choose today's commune or ward"
    ),
    "place.former": "Where {district} was there are now {communes}",
    "place.former_elsewhere": "Where {district} was is now part of {province}, with {communes}",
    "citizen_number.digits": "A personal identification number has exactly 12 digits",
    "citizen_number.year": "The number does not fit the year of birth given. Please check both",
    "citizen_number.gender": "The number does not fit the sex chosen. Please check both",
    "id_document.type": "Choose the kind of document",
    "id_document.number": "Enter the document number",
    "id_document.old_id": "An old identity card number has exactly 9 digits",
    "id_document.passport": "A passport number has 6 to 12 letters or digits, such as C1234567",
    "id_document.citizen_number": "Personal identification number",
    "id_document.old_id.name": "Old identity card (9 digits)",
    "id_document.passport.name": "Passport",
    "phone.invalid": "Enter a phone number, for example 0912 345 678",
    "phone.mobile": "Enter a mobile number that can get text messages, for example 0912 345 678",
    "email.invalid": "Enter an email address, for example name@example.vn",
    "tax_code.length": (
        "A tax code has 10 digits, 13 for a branch, "
        "or the 12 digits of a personal identification number"
    ),
    "tax_code.enterprise": "The tax code of an enterprise or organisation has exactly 10 digits",
    "tax_code.branch": "The tax code of a branch has exactly 13 digits, such as 0314409058-002",
    "tax_code.person": "A person's tax code is their identification number of exactly 12 digits",
    "tax_code.check": "A digit of this tax code is not right. Please check each of them",
    "bank_account.bank.label": "Bank",
    "bank_account.number.label": "Account number",
    "bank_account.holder.label": "Account holder",
    "bank_account.holder.hint": "As the bank writes it, for example NGUYEN VAN AN",
    "bank_account.bank": "Choose the bank",
    "bank_account.number": "Enter the account number, 4 to 19 digits or letters",
    "bank_account.holder": "Enter the name of the account holder, for example NGUYEN VAN AN",
    "bank_account.holder_letters": (
        "The name of the account holder can only have letters and digits, at most 120 characters"
    ),
    "group.type": "{label} must be a list",
    "group.min": "Add at least {min} to “{label}”",
    "group.max": "“{label}” has {count} entries; the limit is {max}",
    "group.row": "Fill in the details of each entry in “{label}”",
    "group.count": "{count} entries",
    "document.only_pdf": "“{name}” is not a PDF",
    "document.only_photo": "“{name}” is not a photo",
    "document.only_pdf_photo": "“{name}” is neither a PDF nor a picture",
    "document.too_big": "“{name}” has {size}. A file for this document can have at most {limit}",
    "document.too_many": "“{name}” was not added: this document takes at most {limit} files",
    "document.too_few": "Upload all {min} files of {name}; there are {count} now",
    "document.take_out": "Take out some files of {name}; the limit is {max}",
    "acting.self_only": "You have to submit this yourself; nobody can do it for you.",
    "acting.no_proxy": "Nobody else can submit it for you.",
    "acting.kin.free": "Relatives who submit it for you need no written authorisation.",
    "acting.kin.plain": (
        "Relatives who submit it for you need a written authorisation; it need not be certified."
    ),
    "acting.kin.certified": (
        "Relatives who submit it for you need a notarised or certified authorisation."
    ),
    "acting.proxy.free": "Anybody else who submits it for you needs no written authorisation.",
    "acting.proxy.plain": (
        "Anybody else who submits it for you needs a written authorisation; "
        "it need not be certified."
    ),
    "acting.proxy.certified": (
        "Anybody else who submits it for you needs a notarised or certified authorisation."
    ),
    "acting.certified": "It has to be notarised or certified.",
    "acting.not_certified": "It need not be notarised or certified.",
    "confirming.needed": "Needed so that the portal can ask {name} to confirm",
    "acting.owner_is_you": (
        "This is your own identification number. Enter that of the owner, "
        "or choose that you submit for yourself"
    ),
    "rule.at_least_one": "Fill in at least one of these",
    "rule.compare": "{first} and {second} do not fit together",
    "form.type": "The answer is not in the right form",
    "case.unknown": "Choose the case that is yours",
}
