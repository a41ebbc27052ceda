"""How the keys look: label, code, what each is doing, and why one was refused."""

from collections.abc import Mapping
from dataclasses import replace

from app.agencies.agency import Agency, AgencyTable, Kind
from app.agencies.backup import NO_NUMBER
from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.call import Task
from app.ports import Outcome, PhoneCaps
from app.position.attempt_words import CERTAINTY_WORDS, FEATURE_LABEL, OUTCOME_WORDS, RING_BACK_LABEL
from app.position.conference import BY_EAR, RINGS, PositionCall, tells_nothing
from app.position.screen import KeyFace, Look
from app.position.telephone import SWITCH_KEY, Telephone, answer_note
from app.words import joined, say

# The rungs after a failure and the small keys beside them; a site moves F-keys by its table, not these.
BY_HAND, TANDEM, SPEED_DIAL, BACK_UP, SUPERVISOR = "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5"
INFORMATION_TAKEN, DELIVERED = "Alt+I", "Alt+D"
GIVE_UP, NO_DATA, TAKE_WAITING, MONITOR = "Esc", "Ctrl+N", "Ctrl+W", "Ctrl+M"
ANSWER, SWITCH_PHONE = "Alt+A", SWITCH_KEY
TAKE_UP = "Alt+R"  # the ended call that is looked at, again
HEARD_KEYS: Mapping[str, tuple[str, str]] = {
    "Ctrl+1": ("dial_tone", say("heard dial tone")),
    "Ctrl+2": ("ringing", say("heard a ring")),
    "Ctrl+3": ("answered", say("heard an answer")),
    "Ctrl+4": ("busy", say("heard busy")),
    "Ctrl+5": ("circuits_busy", say("heard fast busy")),
    "Ctrl+6": ("nothing", say("heard nothing")),
    "Ctrl+7": ("caller_gone", say("caller hung up")),
}

KIND_WORDS: Mapping[Kind, str] = {
    Kind.AMBULANCE: say("ambulance"),
    Kind.FIRE: say("fire"),
    Kind.POLICE: say("police"),
    Kind.OTHER: say("other"),
}


def state_words(attempt: Attempt, caps: PhoneCaps) -> str:
    """Say where an attempt stands, and how sure that is."""
    match attempt.state:
        case AttemptState.RECALLING:
            return say("getting dial tone")
        case AttemptState.DIALLING:
            if not attempt.digits:
                return say("dial tone")
            return (
                say("dialled {digits}: listen, this line tells nothing", digits=attempt.digits)
                if tells_nothing(caps)
                else _dialling(attempt)
            )
        case AttemptState.RINGING:
            return _ring_words(attempt)
        case AttemptState.ANSWERED if attempt.caller_is_back:
            return say("ANSWERED: the caller is back")
        case AttemptState.ANSWERED:
            if attempt.certainty == "signalled":
                return say("ANSWERED: voice contact?")
            sure = CERTAINTY_WORDS.get(attempt.certainty, attempt.certainty)
            return say("ANSWERED ({certainty}): voice contact?", certainty=sure)
        case AttemptState.CONTACT:
            return say("voice contact")
        case AttemptState.MONITORING:
            return say("voice contact, listening only")
        case AttemptState.ABORTING:
            return say("giving up")
        case AttemptState.LEFT:
            return say("left with the caller")
        case AttemptState.ENDED:
            if attempt.outcome is Outcome.ANSWERED:
                return say("ANSWERED, then gone before voice contact") if attempt.failed else say("has left the line")
            if attempt.outcome is Outcome.BUSY and not caps.busy_vs_reorder:
                return say("BUSY (agency or circuits)")
            return OUTCOME_WORDS[attempt.outcome]


_SOURCE_WORDS = {"clock": say("clock"), BY_EAR: say("call-taker")}


def _dialling(attempt: Attempt) -> str:
    return say("dialling {digits}", digits=attempt.digits)


def _ring_words(attempt: Attempt) -> str:
    if attempt.rings == 0:
        return say("the switch is working on it")
    if attempt.purpose is Purpose.RING_BACK:  # rings until answered (D132)
        words = say("ring {n}", n=attempt.rings)
    elif attempt.rings <= RINGS:
        words = say("ring {n} of {limit}", n=attempt.rings, limit=RINGS)
    else:
        words = say("ring {n}, more than {limit}", n=attempt.rings, limit=RINGS)
    if attempt.ring_source in ("events", "audio"):
        return words
    source = _SOURCE_WORDS.get(attempt.ring_source, attempt.ring_source)
    return say("{ring} (by {source})", ring=words, source=source)


_LOOKS: Mapping[AttemptState, Look] = {
    AttemptState.RECALLING: Look.ACTIVE,
    AttemptState.DIALLING: Look.ACTIVE,
    AttemptState.RINGING: Look.ACTIVE,
    AttemptState.ABORTING: Look.ACTIVE,
    AttemptState.ANSWERED: Look.ATTENTION,
    AttemptState.CONTACT: Look.CONTACT,
    AttemptState.MONITORING: Look.CONTACT,
}


def _look(attempt: Attempt) -> Look:
    if attempt.caller_is_back:
        return Look.CONTACT
    return Look.FAILED if attempt.failed else _LOOKS.get(attempt.state, Look.IDLE)


def agency_faces(
    table: AgencyTable,
    call: PositionCall | None,
    municipality: str,
    refused: Mapping[str, str],
    caps: PhoneCaps,
) -> tuple[KeyFace, ...]:
    """Return the agency keys. `municipality` marks whose agencies the caller's address belongs to; "" marks none."""
    attempts = call.attempts if call is not None and call.open else []
    latest = {each.agency: each for each in attempts if each.purpose is Purpose.AGENCY}
    faces = []
    for agency in table.agencies:
        attempt = latest.get(agency.id)
        state = state_words(attempt, caps) if attempt else ""
        if attempt is not None and attempt.how:
            state = joined(" ", (state, "-", attempt.how, attempt.digits))
        look = _look(attempt) if attempt else Look.IDLE
        if attempt is None and municipality and _serves(agency, municipality):
            look, state = Look.MARKED, _reason(agency, municipality)
        why = refused.get(agency.key, "")
        if why:
            state = say("refused: {why}", why=why)
        faces.append(KeyFace(agency.key, agency.label, agency.star_code, state, look, agency.note))
    return tuple(faces)


def _reason(agency: Agency, municipality: str) -> str:
    """Say why a key is marked (D063, D064): "fire: BROCK goes to Ajax Fire"."""
    if agency.short.casefold() == agency.kind:
        return say("for {municipality}", municipality=municipality)
    kind = KIND_WORDS[agency.kind]
    return say("{kind}: {municipality} goes to {agency}", kind=kind, municipality=municipality, agency=agency.short)


def whose_words(agency: Agency, municipality: str) -> str:
    """Say whose key is marked, where it leads elsewhere: "fire: PICKERING"."""
    if agency.short.casefold() == agency.kind:
        return say("for {municipality}", municipality=municipality)
    return joined(": ", (KIND_WORDS[agency.kind], municipality))


def _serves(agency: Agency, municipality: str) -> bool:
    return municipality.upper() in agency.municipalities  # which are in capitals


def feature_faces(
    table: AgencyTable,
    call: PositionCall | None,
    refused: Mapping[str, str],
    telephone: Telephone,
    anyone_rings: bool,
) -> tuple[KeyFace, ...]:
    """Return F2, F3, F4, F11, F12 (wherever the table puts them), listening only, give up, the no-data call, and the
    one key of the line itself, if it has one now: answer, or the set worked by hand in its place.
    """
    caps, muted = telephone.caps, telephone.muted
    keys = table.features
    live = call if call is not None and call.open else None
    tone = (live.dial_tone or live.failed_tone) if live else None
    attempt = live.being_brought_in if live else None
    ring_back = _latest(live, Purpose.RING_BACK) if live else None
    warned = live is not None and live.release_warned_at is not None
    answered = attempt is not None and attempt.state is AttemptState.ANSWERED
    releasing = live is not None and live.releasing
    held = live is not None and live.held
    release_words = say("releasing") if releasing else say("press again") if warned else ""
    faces = [
        _with_state(KeyFace(keys.feature, FEATURE_LABEL), tone, caps),
        _with_state(KeyFace(keys.ring_back, RING_BACK_LABEL, table.ring_back_code), ring_back, caps),
        KeyFace(keys.hold, say("HOLD"), "", say("ON HOLD") if held else "", _on(held)),
        KeyFace(
            keys.voice_contact,
            say("VOICE CONTACT"),
            state=say("answered: confirm") if answered else "",
            look=Look.ATTENTION if answered else Look.IDLE,
            note=answer_note(caps),
        ),
        KeyFace(
            keys.release,
            say("RELEASE"),
            "",
            release_words,
            Look.ATTENTION if warned else _on(releasing),
            "" if caps.bridge_in_switch else say("hands over; may be refused"),
        ),
        KeyFace(GIVE_UP, say("Give up attempt"), "", ""),
        KeyFace(MONITOR, say("Listen only"), "", say("listening only") if muted else "", _on(muted)),
        KeyFace(NO_DATA, say("Call without data"), "", ""),
    ]
    cut_off = live is not None and live.cut_off_at is not None
    faces.extend(_of_the_line(telephone, anyone_rings, cut_off))
    return tuple(_refused(face, refused) for face in faces)


def _of_the_line(telephone: Telephone, anyone_rings: bool, cut_off: bool) -> list[KeyFace]:
    if telephone.by_hand:
        return [KeyFace(SWITCH_PHONE, say("BACK"), "", say("still lost") if telephone.lost else say("line ready"))]
    if anyone_rings and telephone.caps.can_answer:
        return [KeyFace(ANSWER, say("ANSWER"), "", say("rings"), Look.ATTENTION)]
    if (telephone.lost or cut_off) and not telephone.caps.by_hand:
        return [KeyFace(SWITCH_PHONE, say("BY HAND"), "", say("line lost"), Look.ATTENTION)]
    return [KeyFace(ANSWER, say("ANSWER"))] if telephone.caps.can_answer else []


def _on(yes: bool) -> Look:
    return Look.ACTIVE if yes else Look.IDLE


def _latest(call: PositionCall, purpose: Purpose) -> Attempt | None:
    return next((each for each in reversed(call.attempts) if each.purpose is purpose), None)


def _with_state(face: KeyFace, attempt: Attempt | None, caps: PhoneCaps) -> KeyFace:
    return replace(face, state=state_words(attempt, caps), look=_look(attempt)) if attempt else face


def _refused(face: KeyFace, refused: Mapping[str, str]) -> KeyFace:
    why = refused.get(face.key, "")
    return replace(face, state=say("refused: {why}", why=why)) if why else face


def offer_faces(
    table: AgencyTable,
    call: PositionCall | None,
    tasks: list[Task],
    refused: Mapping[str, str],
    caps: PhoneCaps,
) -> tuple[KeyFace, ...]:
    """Return the next rungs after a failure (D093, D094, D096, D116), and what was heard where only she hears it."""
    faces: list[KeyFace] = []
    live = call if call is not None and call.open else None
    failed = live.unreached[-1] if live is not None and live.unreached else None
    agency = table.by_id.get(failed.agency) if failed is not None else None
    if live is not None and agency is not None:
        faces += [
            KeyFace(BY_HAND, say("{agency}: star code by hand", agency=agency.short), agency.star_code),
            KeyFace(TANDEM, say("{agency}: tandem number", agency=agency.short), agency.tandem_number or NO_NUMBER),
            _taken(live),
            KeyFace(
                SPEED_DIAL,
                say("{agency}: speed dial", agency=agency.short),
                agency.speed_dial_number or NO_NUMBER,
                "" if live.information_taken else say("once the information is taken"),
            ),
            KeyFace(
                BACK_UP,
                say("Back-up: {site}", site=agency.backup_site or say("none named")),
                agency.backup_number or NO_NUMBER,
                say("press again if power or telephone failed there")
                if live.backup_asked_at
                else say("power or telephone failure only"),
            ),
            _with_state(_supervisor(table), _latest(live, Purpose.SUPERVISOR), caps),
        ]
    elif live is not None and live.owed:
        faces.append(_taken(live))
    if tasks:
        oldest = tasks[0]
        closes = say("closes the oldest task")
        if live is None or oldest.call != live.id:
            closes = say("closes the oldest task, of call {call}", call=oldest.call)
        faces.append(KeyFace(DELIVERED, say("{agency} has the information", agency=oldest.short), "", closes))
    if (caps.by_hand or tells_nothing(caps)) and live is not None:
        heard = {key: words for key, (what, words) in HEARD_KEYS.items() if caps.by_hand or what != "dial_tone"}
        faces += [KeyFace(key, words) for key, words in heard.items()]
    return tuple(_refused(face, refused) for face in faces)


def _taken(live: PositionCall) -> KeyFace:
    taken = live.information_taken
    look = Look.CONTACT if taken else Look.IDLE
    return KeyFace(INFORMATION_TAKEN, say("Information taken"), "", say("taken") if taken else say("not yet"), look)


def _supervisor(table: AgencyTable) -> KeyFace:
    supervisor = table.supervisor
    extension = supervisor.extension if supervisor.number else ""
    note = say("extension {number}", number=extension) if extension else ""
    return KeyFace(SUPERVISOR, supervisor.label or say("Supervisor"), supervisor.number or NO_NUMBER, note=note)
