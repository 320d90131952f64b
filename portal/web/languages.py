"""The languages pages come in: Vietnamese, and one for each catalogue under ``translations``."""

from pathlib import Path

from babel import Locale
from flask import Flask, current_app, request
from flask_babel import Babel, get_locale

TRANSLATIONS = Path(__file__).parent.parent / "translations"
COOKIE = "lang"
SOURCE = "vi"


def install(app: Flask) -> None:
    """Let an app speak every language that has a catalogue now."""
    found = sorted(folder.parent.name for folder in TRANSLATIONS.glob("*/LC_MESSAGES"))
    app.config["LANGUAGES"] = {code: _own_name(code) for code in (SOURCE, *found)}
    Babel(
        app,
        default_locale=SOURCE,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=choose,
    )
    app.jinja_env.globals["languages"] = app.config["LANGUAGES"]
    app.context_processor(lambda: {"language": str(get_locale()).replace("_", "-")})


def _own_name(code: str) -> str:
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]


def known(code: str | None) -> bool:
    """Say whether pages come in a language."""
    return code in current_app.config["LANGUAGES"]


def choose() -> str:
    """Tell which language this page comes in: ``?lang=``, else the cookie, else Vietnamese.

    A program says what it reads (``Accept-Language``); a browser's guess is no citizen's choice.
    """
    if request.path.startswith("/api/"):
        return request.accept_languages.best_match(current_app.config["LANGUAGES"]) or SOURCE
    asked = request.args.get("lang") or request.cookies.get(COOKIE) or SOURCE
    return asked if known(asked) else SOURCE
