"""The tables, one subject a file. Importing this package knows them all."""

from portal.models.agency import Agency, AgencyCursor
from portal.models.alarm import Alarm
from portal.models.attachment import Attachment, StatusLink
from portal.models.base import Base
from portal.models.batch import DeskBatch, DeskBatchItem
from portal.models.calendar import CalendarVersion
from portal.models.cash import CashEntry, CashNumber
from portal.models.catalogue import CatalogueEntry, CataloguePull, CatalogueVersion, KeptList
from portal.models.citizen import Citizen, CitizenDossier
from portal.models.confirmation import Confirmation, ConfirmationLink, ConfirmationState
from portal.models.desk import DeskCase, DeskIntake, DeskLetter, DeskTransfer
from portal.models.destination_hour import DestinationHour
from portal.models.difference import StandingDifference
from portal.models.document import (
    Document,
    DocumentDay,
    DocumentLine,
    DocumentNumber,
    DocumentParty,
)
from portal.models.dossier import (
    CodeCounter,
    Dossier,
    DossierAgency,
    DossierCode,
    DossierPause,
    SearchKey,
    Tally,
)
from portal.models.draft import DossierKey, Draft
from portal.models.enquiry import (
    Enquiry,
    EnquiryNumber,
    NationalEnquiry,
    PublishedEnquiry,
)
from portal.models.event import DailyRoot, Event
from portal.models.fee import FeeLine, FeeNotice, Payee
from portal.models.fee_receipt import FeeReceipt, FeeReceiptNumber
from portal.models.form_version import FormDecision, FormProposal, FormVersion
from portal.models.hop import Hop
from portal.models.inbox import InboxMessage, IncomingFile, Lease, SeenNonce
from portal.models.joining import JoinedBranch
from portal.models.listed import ListedItem
from portal.models.message_text import MessageText
from portal.models.paper import (
    CounterLookUp,
    Digitisation,
    KeptPaper,
    NationalLookUp,
    PaperReuse,
)
from portal.models.payment import Payment
from portal.models.progress import (
    CountedDossier,
    ProgressDay,
    ProgressLink,
    ProgressSum,
    ProgressUnit,
)
from portal.models.promise import Attempt, Destination, Notice, Promise, PromiseState
from portal.models.rating import Rating, RatingTally
from portal.models.refund import BankLine, PaymentDifference, Refund
from portal.models.report import (
    ProcedureCoverage,
    Report,
    ReportEntry,
    ReportFact,
    ReportMove,
    ReportObligation,
    ReportRegime,
    ReportRequest,
    ReportRequested,
    ReportRevision,
)
from portal.models.returning import DossierReturn, ParcelEvent
from portal.models.seal import AgencySeal
from portal.models.staff import (
    OfficerCover,
    OfficerGroup,
    OfficerGroupMember,
    Staff,
    StaffDeed,
    StaffRole,
    StaffSession,
)
from portal.models.upload import PendingUpload, UploadPart
from portal.models.web_session import SignInState, WebSession

__all__ = [
    "Agency",
    "AgencyCursor",
    "AgencySeal",
    "Alarm",
    "Attachment",
    "Attempt",
    "BankLine",
    "Base",
    "CalendarVersion",
    "CatalogueEntry",
    "CataloguePull",
    "CatalogueVersion",
    "CashEntry",
    "CashNumber",
    "Citizen",
    "CitizenDossier",
    "CodeCounter",
    "Confirmation",
    "ConfirmationLink",
    "ConfirmationState",
    "CountedDossier",
    "CounterLookUp",
    "DailyRoot",
    "Destination",
    "DeskBatch",
    "DeskBatchItem",
    "DeskCase",
    "DeskIntake",
    "DeskLetter",
    "DeskTransfer",
    "DestinationHour",
    "Digitisation",
    "Document",
    "DocumentDay",
    "DocumentLine",
    "DocumentNumber",
    "DocumentParty",
    "Dossier",
    "DossierAgency",
    "DossierCode",
    "DossierKey",
    "DossierPause",
    "DossierReturn",
    "Draft",
    "Enquiry",
    "EnquiryNumber",
    "Event",
    "FeeLine",
    "FeeNotice",
    "FeeReceipt",
    "FeeReceiptNumber",
    "FormDecision",
    "FormProposal",
    "FormVersion",
    "Hop",
    "IncomingFile",
    "InboxMessage",
    "JoinedBranch",
    "KeptList",
    "KeptPaper",
    "Lease",
    "MessageText",
    "ListedItem",
    "NationalEnquiry",
    "NationalLookUp",
    "Notice",
    "OfficerCover",
    "OfficerGroup",
    "OfficerGroupMember",
    "PaperReuse",
    "ParcelEvent",
    "Payee",
    "Payment",
    "PaymentDifference",
    "PendingUpload",
    "ProgressDay",
    "ProgressLink",
    "ProgressSum",
    "ProgressUnit",
    "Promise",
    "PromiseState",
    "Rating",
    "RatingTally",
    "Refund",
    "ProcedureCoverage",
    "PublishedEnquiry",
    "Report",
    "ReportEntry",
    "ReportFact",
    "ReportMove",
    "ReportObligation",
    "ReportRegime",
    "ReportRequest",
    "ReportRequested",
    "ReportRevision",
    "SearchKey",
    "SeenNonce",
    "SignInState",
    "Staff",
    "StaffDeed",
    "StaffRole",
    "StaffSession",
    "StandingDifference",
    "StatusLink",
    "Tally",
    "UploadPart",
    "WebSession",
]
