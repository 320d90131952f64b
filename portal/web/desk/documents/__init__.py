"""Pages of officers for official documents (văn bản đến, văn bản đi): registers, one, deeds."""

from portal.web.desk.documents import book, doing, one, registers, writing

BLUEPRINTS = (
    registers.blueprint,
    writing.blueprint,
    book.blueprint,
    one.blueprint,
    doing.blueprint,
)
