"""Write how content a citizen was as DongBoDanhGia takes it: scores alone, and nobody's words.

What a citizen wrote beside them may name people: it goes to the agency and nowhere else.
"""

from connectors.messages import Json, Rating
from connectors.national.portal import moments
from connectors.national.portal.tables import Tables


def entry(code: str, procedure: str, rating: Rating, tables: Tables) -> dict[str, Json]:
    """Write the entry of a dossier, which replaces the one before; ``code`` is its one there."""
    names, criteria = tables.codes["evaluation"], tables.codes["criteria"]
    scored: list[Json] = [
        {
            names["criterion"]: criteria[name],
            names["score"]: tables.code("scores", str(score)),
        }
        for name, score in rating.scores.items()
    ]
    return {
        names["code"]: code,
        names["procedure"]: procedure,
        names["rated_at"]: moments.write(rating.rated_at),
        names["revision"]: str(rating.revision),
        names["list"]: scored,
    }
