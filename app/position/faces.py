"""How the keys look: label, code, what each is doing, and why one was refused."""

from collections.abc import Mapping

from app.agencies.agency import Agency, AgencyTable
from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.call import Task
from app.ports import Outcome, PhoneCaps
from app.position.conference import RINGS, PositionCall, tells_nothing
from app.position.screen import KeyFace, Look
from app.position.telephone import SWITCH_KEY, Telephone, answer_note

# The rungs after a failure and the small keys beside them; a site moves F-keys by its table, not these.
BY_HAND, TANDEM, SPEED_DIAL, BACK_UP, SUPERVISOR = "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5"
INFORMATION_TAKEN, DELIVERED = "Alt+I", "Alt+D"
GIVE_UP, NO_DATA, TAKE_WAITING, MONITOR = "Esc", "Ctrl+N", "Ctrl+W", "Ctrl+M"
ANSWER, SWITCH_PHONE = "Alt+A", SWITCH_KEY
TAKE_UP = "Alt+R"  # the ended call that is looked at, again
HEARD_KEYS: Mapping[str, tuple[str, str]] = {
    "Ctrl+1": ("dial_tone", "heard dial tone"),
    "Ctrl+2": ("ringing", "heard a ring"),
    "Ctrl+3": ("answered", "heard an answer"),
    "Ctrl+4": ("busy", "heard busy"),
    "Ctrl+5": ("circuits_busy", "heard fast busy"),
    "Ctrl+6": ("nothing", "heard nothing"),
    "Ctrl+7": ("caller_gone", "caller hung up"),
}

GOES_TO = " goes to "  # stands between a municipality and its agency on a marked key

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.DIALLING: "dialling",
    Outcome.RINGING: "ringing",
    Outcome.ANSWERED: "answered",
    Outcome.BUSY: "BUSY",
    Outcome.CIRCUITS_BUSY: "ALL CIRCUITS BUSY",
    Outcome.NO_ANSWER: "NO ANSWER after six rings",
    Outcome.NO_DIAL_TONE: "NO DIAL TONE",
    Outcome.BAD_CODE: "CODE NOT KNOWN to the switch",
    Outcome.REFUSED: "REFUSED by the switch",
    Outcome.NO_RESPONSE: "NO RESPONSE from the switch",
    Outcome.ABORTED: "given up",
    Outcome.LINE_LOST: "LINE LOST",
    Outcome.UNKNOWN: "ENDED, cause not known",
}


def state_words(attempt: Attempt, caps: PhoneCaps) -> str:
    """Say where an attempt stands, and how sure that is."""
    match attempt.state:
        case AttemptState.RECALLING:
            return "getting dial tone"
        case AttemptState.DIALLING:
            if not attempt.digits:
                return "dial tone"
            return (
                f"dialled {attempt.digits}: listen, this line tells nothing"
                if tells_nothing(caps)
                else _dialling(attempt)
            )
        case AttemptState.RINGING:
            return _ring_words(attempt)
        case AttemptState.ANSWERED if attempt.caller_is_back:
            return "ANSWERED: the caller is back"
        case AttemptState.ANSWERED:
            sure = _SURE.get(attempt.certainty, f" ({attempt.certainty})")
            return f"ANSWERED{sure}: voice contact?"
        case AttemptState.CONTACT:
            return "voice contact"
        case AttemptState.MONITORING:
            return "voice contact, listening only"
        case AttemptState.ABORTING:
            return "giving up"
        case AttemptState.LEFT:
            return "left with the caller"
        case AttemptState.ENDED:
            if attempt.outcome is Outcome.ANSWERED:
                return "ANSWERED, then gone before voice contact" if attempt.failed else "has left the line"
            if attempt.outcome is Outcome.BUSY and not caps.busy_vs_reorder:
                return "BUSY (agency or circuits)"
            return OUTCOME_WORDS[attempt.outcome]


_SURE = {"signalled": "", "deduced": " (deduced, confirm by ear)"}


def _dialling(attempt: Attempt) -> str:
    return f"dialling {attempt.digits}"


def _ring_words(attempt: Attempt) -> str:
    if attempt.rings == 0:
        return "the switch is working on it"
    heard = "" if attempt.ring_source in ("events", "audio") else f" (by {attempt.ring_source})"
    if attempt.purpose is Purpose.RING_BACK:  # rings until answered (D132)
        return f"ring {attempt.rings}{heard}"
    limit = f" of {RINGS}" if attempt.rings <= RINGS else f", more than {RINGS}"
    return f"ring {attempt.rings}{limit}{heard}"


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


def idle_faces(table: AgencyTable, municipality: str) -> tuple[KeyFace, ...]:
    """Return the agency keys of a call on which none was pressed.

    `municipality` marks whose agencies the caller's address belongs to; "" marks none.
    """
    return tuple(
        KeyFace(agency.key, agency.label, agency.star_code, _reason(agency, municipality), Look.MARKED, agency.note)
        if municipality and _serves(agency, municipality)
        else KeyFace(agency.key, agency.label, agency.star_code, note=agency.note)
        for agency in table.agencies
    )


def agency_faces(
    idle: tuple[KeyFace, ...],
    table: AgencyTable,
    call: PositionCall | None,
    refused: Mapping[str, str],
    caps: PhoneCaps,
) -> tuple[KeyFace, ...]:
    """Return the agency keys: as they are `idle`, with what was done on this call and what was refused."""
    attempts = call.attempts if call is not None and call.open else []
    latest = {each.agency: each for each in attempts if each.purpose is Purpose.AGENCY}
    if not latest:
        return _with_refusals(idle, refused)
    faces = tuple(
        _tried(agency, latest[agency.id], caps) if agency.id in latest else face
        for agency, face in zip(table.agencies, idle, strict=True)
    )
    return _with_refusals(faces, refused)


def _tried(agency: Agency, attempt: Attempt, caps: PhoneCaps) -> KeyFace:
    how = f" - {attempt.how} {attempt.digits}" if attempt.how else ""
    state = f"{state_words(attempt, caps)}{how}"
    return KeyFace(agency.key, agency.label, agency.star_code, state, _look(attempt), agency.note)


def _reason(agency: Agency, municipality: str) -> str:
    """Say why a key is marked (D063, D064): "fire: BROCK goes to Ajax Fire"."""
    if agency.short.casefold() == agency.kind:
        return f"for {municipality}"
    return f"{agency.kind}: {municipality}{GOES_TO}{agency.short}"


def _serves(agency: Agency, municipality: str) -> bool:
    return municipality.upper() in agency.municipalities  # which are in capitals


def idle_features(table: AgencyTable, caps: PhoneCaps) -> tuple[KeyFace, ...]:
    """Return F2, F3, F4, F11, F12 (wherever the table puts them), give up, listening only and the no-data call, as they
    are while nothing is done with them.
    """
    keys = table.features
    return (
        KeyFace(keys.feature, "9-1-1 FEATURE"),
        KeyFace(keys.ring_back, "RING BACK", table.ring_back_code),
        KeyFace(keys.hold, "HOLD"),
        KeyFace(keys.voice_contact, "VOICE CONTACT", note=answer_note(caps)),
        KeyFace(keys.release, "RELEASE", note="" if caps.bridge_in_switch else "hands over; may be refused"),
        KeyFace(GIVE_UP, "Give up attempt"),
        KeyFace(MONITOR, "Listen only"),
        KeyFace(NO_DATA, "Call without data"),
    )


def feature_faces(
    idle: tuple[KeyFace, ...],
    call: PositionCall | None,
    refused: Mapping[str, str],
    telephone: Telephone,
    line_key: tuple[KeyFace, ...],
) -> tuple[KeyFace, ...]:
    """Return the keys of `idle_features`, with what is done with them now, and `line_key` behind them."""
    feature, ring_back, hold, contact, release, give_up, monitor, no_data = idle
    caps, live = telephone.caps, call if call is not None and call.open else None
    if live is not None and not live.untouched:
        attempt = live.being_brought_in
        feature = _with_state(feature, live.dial_tone or live.failed_tone, caps)
        ring_back = _with_state(ring_back, _latest(live, Purpose.RING_BACK), caps)
        if live.held:
            hold = _in_use(hold, "ON HOLD")
        if attempt is not None and attempt.state is AttemptState.ANSWERED:
            contact = _in_use(contact, "answered: confirm", Look.ATTENTION)
        if live.release_warned_at is not None:
            release = _in_use(release, "releasing" if live.releasing else "press again", Look.ATTENTION)
        elif live.releasing:
            release = _in_use(release, "releasing")
    if telephone.muted:
        monitor = _in_use(monitor, "listening only")
    faces = (feature, ring_back, hold, contact, release, give_up, monitor, no_data, *line_key)
    return _with_refusals(faces, refused)


def line_key(caps: PhoneCaps, by_hand: bool, lost: bool, anyone_rings: bool, cut_off: bool) -> tuple[KeyFace, ...]:
    """Return the one key of the line itself, if it has one now: answer, or the set worked by hand in its place."""
    if by_hand:
        return (KeyFace(SWITCH_PHONE, "BACK", "", "still lost" if lost else "line ready"),)
    if anyone_rings and caps.can_answer:
        return (KeyFace(ANSWER, "ANSWER", "", "rings", Look.ATTENTION),)
    if (lost or cut_off) and not caps.by_hand:
        return (KeyFace(SWITCH_PHONE, "BY HAND", "", "line lost", Look.ATTENTION),)
    return (KeyFace(ANSWER, "ANSWER"),) if caps.can_answer else ()


def _latest(call: PositionCall, purpose: Purpose) -> Attempt | None:
    return next((each for each in reversed(call.attempts) if each.purpose is purpose), None)


def _with_state(face: KeyFace, attempt: Attempt | None, caps: PhoneCaps) -> KeyFace:
    return _in_use(face, state_words(attempt, caps), _look(attempt)) if attempt else face


def _in_use(face: KeyFace, state: str, look: Look = Look.ACTIVE) -> KeyFace:
    return KeyFace(face.key, face.label, face.code, state, look, face.note)


def _with_refusals(faces: tuple[KeyFace, ...], refused: Mapping[str, str]) -> tuple[KeyFace, ...]:
    if not refused:
        return faces
    return tuple(
        _in_use(face, f"refused: {why}", face.look) if (why := refused.get(face.key)) else face for face in faces
    )


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
            KeyFace(BY_HAND, f"{agency.short}: star code by hand", agency.star_code),
            KeyFace(TANDEM, f"{agency.short}: tandem number", agency.tandem_number or "no number set"),
            _taken(live),
            KeyFace(
                SPEED_DIAL,
                f"{agency.short}: speed dial",
                agency.speed_dial_number or "no number set",
                "" if live.information_taken else "once the information is taken",
            ),
            KeyFace(
                BACK_UP,
                f"Back-up: {agency.backup_site or 'none named'}",
                agency.backup_number or "no number set",
                "press again if power or telephone failed there"
                if live.backup_asked_at
                else "power or telephone failure only",
            ),
            _with_state(_supervisor(table), _latest(live, Purpose.SUPERVISOR), caps),
        ]
    elif live is not None and live.owed:
        faces.append(_taken(live))
    if tasks:
        of = "" if live is not None and tasks[0].call == live.id else f", of call {tasks[0].call}"
        faces.append(KeyFace(DELIVERED, f"{tasks[0].short} has the information", "", f"closes the oldest task{of}"))
    if (caps.by_hand or tells_nothing(caps)) and live is not None:
        heard = {key: words for key, (what, words) in HEARD_KEYS.items() if caps.by_hand or what != "dial_tone"}
        faces += [KeyFace(key, words) for key, words in heard.items()]
    return _with_refusals(tuple(faces), refused)


def _taken(live: PositionCall) -> KeyFace:
    taken = live.information_taken
    look = Look.CONTACT if taken else Look.IDLE
    return KeyFace(INFORMATION_TAKEN, "Information taken", "", "taken" if taken else "not yet", look)


def _supervisor(table: AgencyTable) -> KeyFace:
    supervisor = table.supervisor
    note = f"extension {supervisor.extension}" if supervisor.number and supervisor.extension else ""
    return KeyFace(SUPERVISOR, supervisor.label or "Supervisor", supervisor.number or "no number set", note=note)
