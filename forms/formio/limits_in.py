"""Validation: required, lengths, ranges, patterns, and the messages a form brings of its own."""

from forms.formio.asking import Asking
from forms.formio.kinds_in import SELF_CHECKING, needed_by_default
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.kinds import KINDS
from forms.patterns import BadPattern, pattern

LONGEST_PATTERN = 1_000
IMPLIED = {"citizen_number": ("[0-9]{12}", r"\d{12}")}
"""Patterns the kind knows already; our export adds the first for other programs' sake."""

_MASK = {"9": "[0-9]", "a": "[A-Za-z]", "A": "[A-Z]", "*": "[0-9A-Za-z]"}
_JS_LETTER = pattern(r"\\u([0-9A-Fa-f]{4})")
_UNUSED = ("minWords", "maxWords")


def read_limits(asking: Asking) -> None:
    """Everything under `validate`, and `errors`."""
    validate = asking.validate
    _read_required(asking, validate)
    _read_lengths(asking, validate)
    _read_pattern(asking, validate)
    _read_messages(asking, validate)
    if validate.text("custom"):
        validate.leave("custom", "javascript")
    for key in _UNUSED:
        if validate.has(key):
            validate.leave(key, "setting", kind=asking.kind)
    read_keeping(asking.part)
    fixed = asking.node.get("locked") or KINDS[asking.kind].computed
    if asking.part.flag("disabled") and not fixed and not asking.part.has("calculateValue"):
        asking.part.leave("disabled", "read_only")


def read_keeping(part: Part) -> None:
    """Whether an answer is kept while hidden, and is sent at all; builders always say it."""
    if part.get("clearOnHide") in (False, "false"):
        part.leave("clearOnHide", "kept_hidden")
    if part.get("persistent") in (False, "false", "client-only"):
        part.leave("persistent", "always_sent")


def _read_required(asking: Asking, validate: Part) -> None:
    required = validate.flag("required")
    if required is not needed_by_default(asking.kind):
        asking.node["required"] = required


def _read_lengths(asking: Asking, validate: Part) -> None:
    if asking.kind in SELF_CHECKING:
        for key in ("minLength", "maxLength"):
            if validate.has(key):
                validate.skip(key)
                asking.node.remark(f"{key} {validate.text(key)}: {asking.kind} checks by itself")
    else:
        group = asking.kind == "group"
        asking.limit(validate, "minLength", "min_items" if group else "min")
        asking.limit(validate, "maxLength", "max_items" if group else "max")
    boxes = asking.kind == "checkboxes"
    asking.limit(validate, "min", "min")
    asking.limit(validate, "max", "max")
    if boxes:
        asking.limit(validate, "minSelectedCount", "min")
        asking.limit(validate, "maxSelectedCount", "max")


def _read_pattern(asking: Asking, validate: Part) -> None:
    wanted = validate.get("pattern")
    text = bare(wanted) if isinstance(wanted, str) else ""
    if text and text in IMPLIED.get(asking.kind, ()):
        return
    if text and "pattern" not in KINDS[asking.kind].settings:
        validate.leave(
            "pattern", "own_check" if asking.kind in SELF_CHECKING else "setting", kind=asking.kind
        )
    elif text and usable(validate, text):
        asking.node["pattern"] = text
    mask = asking.part.text("inputMask")
    if mask and not text:
        _read_mask(asking, mask)


def bare(wanted: str) -> str:
    """A pattern without what our kinds do anyway: match the whole text."""
    text = _JS_LETTER.sub(r"\\x{\1}", wanted.strip())
    if text.startswith("^") and text.endswith("$") and "|" not in text and text[-2:] != r"\$":
        return text[1:-1]
    return text


def usable(part: Part, text: str) -> bool:
    """Whether a pattern runs in linear time; told of if not."""
    try:
        if len(text) > LONGEST_PATTERN:
            raise BadPattern(f"> {LONGEST_PATTERN}")
        pattern(text)
    except BadPattern as error:
        part.leave("pattern", "pattern", pattern=text, problem=error)
        return False
    return True


def _read_mask(asking: Asking, mask: str) -> None:
    if "pattern" not in KINDS[asking.kind].settings:
        asking.node.remark(f"inputMask {mask}: {asking.kind} checks by itself")
        return
    asking.node.guess("pattern", "".join(map(_masked, mask)), f"made of the input mask {mask}")


def _masked(letter: str) -> str:
    if letter in _MASK:
        return _MASK[letter]
    return letter if letter.isalnum() or letter in " -/:" else f"\\x{{{ord(letter):x}}}"


def _read_messages(asking: Asking, validate: Part) -> None:
    """The form's own messages, where our kinds have a place for them."""
    errors, words = asking.part.part("errors"), asking.draft.words
    own = validate if validate.text("customMessage") else None
    required = message(asking, errors, "required") or (own and words.of(own, "customMessage"))
    shaped = message(asking, errors, "pattern")
    shaped = shaped or words.of(validate, "patternMessage", "customMessage")
    if required and asking.node.get("required", needed_by_default(asking.kind)):
        asking.node["required_message"] = required
    if shaped and "pattern" in asking.node:
        asking.node["pattern_message"] = shaped
    elif validate.has("patternMessage") and "pattern" not in asking.node:
        validate.leave("patternMessage", "setting", kind=asking.kind)
    ask_for_answer(asking.node)


def message(asking: Asking, errors: Part, key: str) -> Node | None:
    """A message by what is wrong; Open Forms keeps its translations in `translatedErrors`."""
    if not errors.text(key):
        return None
    said = asking.draft.words.text(errors, key)
    shelf = asking.part.part("translatedErrors") if asking.part.has("translatedErrors") else None
    for lang in ("vi", "en"):
        if said and shelf and shelf.has(lang) and (text := shelf.part(lang).text(key)):
            said[lang] = text
    return said


def ask_for_answer(node: Node) -> None:
    """A label that is a question cannot stand in "Nhập …": the file has to say what to do."""
    needed = node.get("required", needed_by_default(node["kind"]))
    asks = str(node["label"]["vi"]).endswith("?") and KINDS[node["kind"]].has_value
    if asks and needed and "required_message" not in node:
        told = Node(vi="Trả lời câu hỏi này", en="Answer this question")
        node.guess("required_message", told, "guessed: the definition has no message of its own")
