"""The picture of progress: open to everybody, drawn from sums; and what operators see besides."""

from portal.web.progress import data, operators, pages

BLUEPRINTS = (pages.blueprint, data.blueprint, operators.blueprint)
