"""How the keys look whose agency is down: its own label in its own place, and where the key leads now."""

from collections.abc import Mapping

from app.agencies.agency import AgencyTable
from app.position.conference import PositionCall
from app.position.faces import GOES_TO
from app.position.screen import KeyFace, Look
from app.position.standing import Route

_REFUSED = "refused"


def routed_faces(
    faces: tuple[KeyFace, ...], table: AgencyTable, routes: Mapping[str, Route], call: PositionCall | None
) -> tuple[KeyFace, ...]:
    """Return the agency keys as they are while some agencies are down; an attempt of this call says its own."""
    if not routes:
        return faces
    tried = {each.agency for each in call.attempts} if call is not None and call.open else set()
    by_key = table.by_key
    return tuple(
        _routed(face, routes[by_key[face.key].id], by_key[face.key].id in tried)
        if by_key[face.key].id in routes
        else face
        for face in faces
    )


def _routed(face: KeyFace, route: Route, tried: bool) -> KeyFace:
    look = Look.DOWN if face.look in (Look.IDLE, Look.MARKED) else face.look
    state = face.state
    if not tried and not state.startswith(_REFUSED):
        whose = state.partition(GOES_TO)[0]  # "fire: PICKERING": where it goes is the route's to say
        state = f"{whose}; {route.state}" if face.look is Look.MARKED else f"{route.state} ({route.since})"
    return face._replace(code=route.agency.star_code, state=state, look=look)
