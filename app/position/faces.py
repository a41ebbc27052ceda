"""How the keys look: label, code, what each is doing, and why one was refused."""

from collections.abc import Mapping

from app.agencies.agency import Agency, AgencyTable, Kind
from app.agencies.backup import NO_NUMBER
from app.call.attempt import Attempt, AttemptState, Cause, Purpose
from app.call.call import Task
from app.ports import Outcome, PhoneCaps
from app.position.attempt_words import CERTAINTY_WORDS, FEATURE_LABEL, OUTCOME_WORDS, RING_BACK_LABEL
from app.position.conference import BY_CLOCK, BY_EAR, PositionCall, tells_nothing
from app.position.screen import KeyFace, Look
from app.position.standing import Standing
from app.position.telephone import SWITCH_KEY, Telephone, answer_note
from app.words import joined, say, say_count

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
            return ring_words(attempt)
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
            if attempt.earlier and (attempt.answered_at or attempt.outcome is Outcome.UNKNOWN):
                return _earlier_words(attempt)
            if attempt.answered_late:
                return say("ANSWERED when it was over: is it on the line?")
            if attempt.ended_by is Cause.ABORT_NOT_CONFIRMED:
                return say("given up, NOT CONFIRMED by the line")
            if attempt.ended_by is Cause.LINE_LOST and attempt.answered_at:
                return say("LINE LOST in voice contact") if attempt.contact_at else say("ANSWERED, then LINE LOST")
            if attempt.outcome is Outcome.ANSWERED:
                return say("ANSWERED, then gone before voice contact") if attempt.failed else say("has left the line")
            if attempt.outcome is Outcome.BUSY and not caps.busy_vs_reorder:
                return say("BUSY (agency or circuits)")
            if attempt.outcome is Outcome.NO_ANSWER and attempt.rang_out:
                return say_count("NO ANSWER after {n} ring", "NO ANSWER after {n} rings", attempt.ring_limit)
            return OUTCOME_WORDS[attempt.outcome]


def _earlier_words(attempt: Attempt) -> str:
    """Say what is known of an attempt of before the console was started again; whether it goes on is not."""
    if attempt.contact_at:
        return say("voice contact before the restart")
    if attempt.answered_at:
        return say("answered before the restart, no voice contact noted")
    return say("dialled before the restart, its end is not known")


_SOURCE_WORDS = {BY_CLOCK: say("clock"), BY_EAR: say("call-taker")}


def _dialling(attempt: Attempt) -> str:
    return say("dialling {digits}", digits=attempt.digits)


def ring_words(attempt: Attempt) -> str:
    """Say which ring it is, of how many, and who counts."""
    if attempt.rings == 0:
        return say("the switch is working on it")
    if not attempt.ring_limit:  # rings until answered (D132)
        words = say("ring {n}", n=attempt.rings)
    elif attempt.rings <= attempt.ring_limit:
        words = say("ring {n} of {limit}", n=attempt.rings, limit=attempt.ring_limit)
    else:
        words = say("ring {n}, more than {limit}", n=attempt.rings, limit=attempt.ring_limit)
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
    if attempt.perhaps_on_line and not attempt.earlier:
        return Look.ATTENTION
    return Look.FAILED if attempt.failed else _LOOKS.get(attempt.state, Look.IDLE)


def idle_faces(table: AgencyTable, municipality: str) -> tuple[KeyFace, ...]:
    """Return the agency keys of a call on which none was pressed.

    `municipality` marks whose agencies the caller's address belongs to; "" marks none.
    """
    return tuple(
        KeyFace(agency.key, agency.label, agency.star_code, _reason(agency, municipality), Look.MARKED, agency.note)
        if municipality and agency.serves(municipality)
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
    state = state_words(attempt, caps)
    if attempt.how:
        state = joined(" ", (state, "-", attempt.how, attempt.digits))
    return KeyFace(agency.key, agency.label, agency.star_code, state, _look(attempt), agency.note)


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


def idle_features(table: AgencyTable, caps: PhoneCaps) -> tuple[KeyFace, ...]:
    """Return F2, F3, F4, F11, F12 (wherever the table puts them), give up, listening only and the no-data call, as they
    are while nothing is done with them.
    """
    keys = table.features
    return (
        KeyFace(keys.feature, FEATURE_LABEL),
        KeyFace(keys.ring_back, RING_BACK_LABEL, table.ring_back_code),
        KeyFace(keys.hold, say("HOLD")),
        KeyFace(keys.voice_contact, say("VOICE CONTACT"), note=answer_note(caps)),
        KeyFace(keys.release, say("RELEASE"), note="" if caps.bridge_in_switch else say("hands over; may be refused")),
        KeyFace(GIVE_UP, say("Give up attempt")),
        KeyFace(MONITOR, say("Listen only")),
        KeyFace(NO_DATA, say("Call without data")),
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
            hold = _in_use(hold, say("held"))
        if attempt is not None and attempt.state is AttemptState.ANSWERED:
            contact = _in_use(contact, say("answered: confirm"), Look.ATTENTION)
        if live.release_warned_at is not None:
            release = _in_use(release, say("releasing") if live.releasing else say("press again"), Look.ATTENTION)
        elif live.releasing:
            release = _in_use(release, say("releasing"))
    if telephone.muted:
        monitor = _in_use(monitor, say("listening only"))
    faces = (feature, ring_back, hold, contact, release, give_up, monitor, no_data, *line_key)
    return _with_refusals(faces, refused)


def line_key(caps: PhoneCaps, by_hand: bool, lost: bool, anyone_rings: bool, cut_off: bool) -> tuple[KeyFace, ...]:
    """Return the one key of the line itself, if it has one now: answer, or the set worked by hand in its place."""
    if by_hand:
        return (KeyFace(SWITCH_PHONE, say("BACK"), "", say("still lost") if lost else say("line ready")),)
    if anyone_rings and caps.can_answer:
        return (KeyFace(ANSWER, say("ANSWER"), "", say("rings"), Look.ATTENTION),)
    if (lost or cut_off) and not caps.by_hand:
        return (KeyFace(SWITCH_PHONE, say("BY HAND"), "", say("line lost"), Look.ATTENTION),)
    return (KeyFace(ANSWER, say("ANSWER")),) if caps.can_answer else ()


def _latest(call: PositionCall, purpose: Purpose) -> Attempt | None:
    return next((each for each in reversed(call.attempts) if each.purpose is purpose), None)


def _with_state(face: KeyFace, attempt: Attempt | None, caps: PhoneCaps) -> KeyFace:
    return _in_use(face, state_words(attempt, caps), _look(attempt)) if attempt else face


def _in_use(face: KeyFace, state: str, look: Look = Look.ACTIVE) -> KeyFace:
    return KeyFace(face.key, face.label, face.code, state, look, face.note)


def _with_refusals(faces: tuple[KeyFace, ...], refused: Mapping[str, str]) -> tuple[KeyFace, ...]:
    if not refused:
        return faces
    told = []
    for face in faces:
        why = refused.get(face.key)
        told.append(_in_use(face, say("refused: {why}", why=why), face.look) if why else face)
    return tuple(told)


def offer_faces(
    standing: Standing,
    call: PositionCall | None,
    tasks: list[Task],
    refused: Mapping[str, str],
    caps: PhoneCaps,
) -> tuple[KeyFace, ...]:
    """Return the next rungs after a failure (D093, D094, D096, D116), and what was heard where only she hears it."""
    faces: list[KeyFace] = []
    live = call if call is not None and call.open else None
    failed = live.on_a_rung if live is not None else None
    table = standing.table
    agency = table.by_id.get(failed.agency) if failed is not None else None
    if live is not None and agency is not None:
        backup = standing.backup(agency)
        faces += [
            KeyFace(BY_HAND, say("Star code by hand: {agency}", agency=agency.short), agency.star_code),
            KeyFace(TANDEM, say("Tandem number: {agency}", agency=agency.short), agency.tandem_number or NO_NUMBER),
            _taken(live),
            KeyFace(
                SPEED_DIAL,
                say("Speed dial: {agency}", agency=agency.short),
                agency.speed_dial_number or NO_NUMBER,
                "" if live.information_taken else say("once the information is taken"),
            ),
            KeyFace(
                BACK_UP,
                say("Back-up: {site}", site=backup.site if backup is not None else say("none named")),
                standing.backup_words(agency),
                say("press again if power or telephone failed there")
                if live.backup_asked_at
                else say("power or telephone failure only"),
            ),
            _with_state(_supervisor(table), _latest(live, Purpose.SUPERVISOR), caps),
        ]
    elif live is not None and live.owed:
        faces += [_taken(live), _with_state(_supervisor(table), _latest(live, Purpose.SUPERVISOR), caps)]
    if tasks:
        own = next((each for each in tasks if live is not None and each.call == live.id), None)
        first = own or tasks[0]
        asks = say("asks who took it") if own else say("asks who took it, of call {call}", call=first.call)
        faces.append(KeyFace(DELIVERED, say("{agency} has the information", agency=first.short), "", asks))
    if (caps.by_hand or tells_nothing(caps)) and live is not None:
        heard = {key: words for key, (what, words) in HEARD_KEYS.items() if caps.by_hand or what != "dial_tone"}
        faces += [KeyFace(key, words) for key, words in heard.items()]
    return _with_refusals(tuple(faces), refused)


def _taken(live: PositionCall) -> KeyFace:
    taken = live.information_taken
    look = Look.CONTACT if taken else Look.IDLE
    return KeyFace(INFORMATION_TAKEN, say("Information taken"), "", say("taken") if taken else say("not yet"), look)


def _supervisor(table: AgencyTable) -> KeyFace:
    supervisor = table.supervisor
    extension = supervisor.extension if supervisor.number else ""
    note = say("extension {number}", number=extension) if extension else ""
    return KeyFace(SUPERVISOR, supervisor.label or say("Supervisor"), supervisor.number or NO_NUMBER, note=note)
