"""How the keys look whose agency is down: its own label in its own place, and where the key leads now."""

from collections.abc import Mapping

from app.agencies.agency import AgencyTable
from app.position.conference import PositionCall
from app.position.faces import whose_words
from app.position.screen import KeyFace, Look
from app.position.standing import Route
from app.words import joined, say

_REFUSED = "refused"


def routed_faces(
    faces: tuple[KeyFace, ...],
    table: AgencyTable,
    routes: Mapping[str, Route],
    call: PositionCall | None,
    municipality: str,
) -> tuple[KeyFace, ...]:
    """Return the agency keys as they are while some agencies are down; an attempt of this call says its own."""
    if not routes:
        return faces
    tried = {each.agency for each in call.attempts} if call is not None and call.open else set()
    by_key = table.by_key
    return tuple(
        _routed(
            face, routes[by_key[face.key].id], by_key[face.key].id in tried, whose_words(by_key[face.key], municipality)
        )
        if by_key[face.key].id in routes
        else face
        for face in faces
    )


def _routed(face: KeyFace, route: Route, tried: bool, whose: str) -> KeyFace:
    look = Look.DOWN if face.look in (Look.IDLE, Look.MARKED) else face.look
    state = face.state
    if not tried and not state.startswith(_REFUSED):
        if face.look is Look.MARKED:
            state = joined("; ", (whose, route.state))
        else:
            state = say("{state} ({since})", state=route.state, since=route.since)
    return face._replace(code=route.agency.star_code, state=state, look=look)
