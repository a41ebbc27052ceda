"""Screens of every state that matters, made by hand, to try the window with; callers are invented."""

import dataclasses
from datetime import UTC, datetime, timedelta

from app.position.matter_screen import MatterKey, MatterRow, MattersPane, PaneField, PaneForm
from app.position.screen import (
    CallerCard,
    CallRow,
    CardState,
    Datum,
    DirectoryPane,
    Edge,
    Form,
    Health,
    KeyFace,
    Look,
    NextStep,
    Pane,
    RelatedCall,
    Screen,
    TextLine,
    TtyPane,
)

NOW = datetime(2026, 11, 22, 18, 31, 7, tzinfo=UTC)

CALLER = CallerCard(
    state=CardState.LIVE,
    heading="CALLER",
    note="",
    number=Datum("(905) 326-1224"),
    call_number=Datum("00552"),
    address=Datum("324 FIRST ST N"),
    location=Datum("APT 6"),
    name=Datum("PALMER, ROBERT"),
    locality=Datum("OSHAWA  L1G 4B7"),
    service=Datum("RES  Residential"),
    service_tell="Number and address are as listed for the line.",
    ring_back=Datum("Ring back: yes", note="an ordinary line"),
    borough=Datum("OSH"),
    esn=Datum("0047"),
    agencies=Datum("DUR REG POLICE (905) 579-1234"),
    sent=Datum("sent 2026-11-22 18:30:26"),
    position=Datum("0218"),
    routing_number=Datum("no routing number sent", absent=True),
    text_lines=(
        "(905) 326-1224  RES  OSH   18:30:26  11-22",
        "PALMER, ROBERT",
        "    324          FIRST ST N           APT 6",
        "OSHAWA  OSHAWA              L1G 4B7",
        "ESN 0047   #00552   P0218",
        "DUR REG POLICE   905-579-1234",
    ),
    problems=(),
    extra=(("exchange", "OSHAWA"),),
    arrived_at=NOW - timedelta(seconds=41),
)


def _absent(text: str) -> Datum:
    return Datum(text, absent=True)


NO_CARD = CallerCard(
    state=CardState.NONE,
    heading="NO CALL YET",
    note="the next caller's details will stand here",
    number=_absent("no call yet"),
    call_number=_absent("-"),
    address=_absent("address"),
    location=_absent("apartment or location"),
    name=_absent("name"),
    locality=_absent("municipality"),
    service=_absent("service class"),
    service_tell="",
    ring_back=_absent("ring back"),
    borough=_absent("-"),
    esn=_absent("-"),
    agencies=_absent("agency"),
    sent=_absent("time sent"),
    position=_absent("-"),
    routing_number=_absent("routing number"),
)

AGENCIES = (
    KeyFace("F5", "Ambulance", "*21", "for OSHAWA", Look.MARKED),
    KeyFace("F6", "Ajax/Brock Fire", "*25"),
    KeyFace("F7", "Clarington Fire", "*22"),
    KeyFace("F8", "Oshawa/Whitby/Scugog/Uxbridge Fire", "*23", "for OSHAWA", Look.MARKED),
    KeyFace("F9", "Pickering Fire", "*26", note="confirm on site"),
    KeyFace("F10", "Orillia O.P.P.", "*36", note="confirm on site"),
)
FEATURES = (
    KeyFace("F2", "9-1-1 FEATURE"),
    KeyFace("F3", "RING BACK", "*99"),
    KeyFace("F4", "HOLD"),
    KeyFace("F11", "VOICE CONTACT"),
    KeyFace("F12", "RELEASE"),
    KeyFace("Esc", "Give up attempt"),
    KeyFace("Ctrl+M", "Listen only"),
    KeyFace("Ctrl+N", "Call without data"),
)
RUNGS = (
    KeyFace("Alt+1", "Star code by hand: Oshawa Fire", "*23"),
    KeyFace("Alt+2", "Tandem number: Oshawa Fire", "713-8150"),
    KeyFace("Alt+I", "Information taken", "", "not yet"),
    KeyFace("Alt+3", "Speed dial: Oshawa Fire", "no number set", "once the information is taken"),
    KeyFace("Alt+4", "Back-up: Clarington Fire", "no number set", "power or telephone failure only"),
    KeyFace("Alt+5", "P.P.S.A.P. supervisor", "579-1520"),
    KeyFace("Alt+D", "Oshawa Fire has the information", "", "asks who took it"),
)
HEARD = tuple(
    KeyFace(f"Ctrl+{number}", words)
    for number, words in enumerate(
        (
            "heard dial tone",
            "heard a ring",
            "heard an answer",
            "heard busy",
            "heard fast busy",
            "heard nothing",
            "caller hung up",
        ),
        start=1,
    )
)
_STREETS = ("KING ST E", "SIMCOE ST N", "HARWOOD AVE S", "LIVERPOOL RD", "BROCK ST S", "QUEEN ST", "TAUNTON RD W")
_TOWNS = ("OSHAWA", "WHITBY", "AJAX", "PICKERING", "CLARINGTON", "SCUGOG", "UXBRIDGE")
_CLASSES = ("RES", "COM", "CEL", "CPB", "PUB")


def rows(count: int) -> tuple[CallRow, ...]:
    """Return invented rows of today, newest first."""
    return tuple(
        CallRow(
            call=count - index,
            time=(NOW - timedelta(minutes=7 * index + 5)).strftime("%H:%M:%S"),
            number=f"(905) 555-0{100 + index % 100}",
            service_class=_CLASSES[index % 5],
            place=f"{12 + 31 * index} {_STREETS[index % 7]}, {_TOWNS[index % 7]}",
            agencies="Ambulance answered in 9 s" if index % 3 else "Oshawa Fire answered in 11 s",
            state="caller gone" if index % 7 == 3 else "released",
        )
        for index in range(count)
    )


LIVE_ROW = CallRow(31, "18:30:26", "(905) 326-1224", "RES", "324 FIRST ST N, OSHAWA", "", "open")
GREETING = NextStep(
    '"Do you require Police, Fire or Ambulance?"',
    "The address is the caller's, not necessarily the incident's",
    "manual p. 12",
)

IDLE = Screen(
    marks=("EMULATED FEED", "VIRTUAL TELEPHONE"),
    position="0218",
    call_taker="",
    feed=Edge("feed emulated: up"),
    phone=Edge("telephone virtual: ready"),
    caller=NO_CARD,
    agency_keys=tuple(face._replace(state="", look=Look.IDLE) for face in AGENCIES),
    feature_keys=FEATURES,
    offers=(),
    line="nobody on the line",
    next_step=NextStep("Ready for the next call.", "Details of the last call stay until then."),
    last_byte_at=NOW - timedelta(seconds=9),
    journal=Edge("written"),
)
LIVE = IDLE._replace(
    marks=(),
    call_taker="KM",
    feed=Edge("feed serial:/dev/ttyUSB0: up"),
    caller=CALLER,
    agency_keys=AGENCIES,
    line="one party on line: caller",
    next_step=GREETING,
    today=(LIVE_ROW, *rows(30)),
    last_byte_at=NOW - timedelta(seconds=1),
)


def _with_key(screen: Screen, key: str, state: str, look: Look) -> Screen:
    def changed(faces: tuple[KeyFace, ...]) -> tuple[KeyFace, ...]:
        return tuple(f._replace(state=state, look=look) if f.key == key else f for f in faces)

    return screen._replace(agency_keys=changed(screen.agency_keys), feature_keys=changed(screen.feature_keys))


RINGING = _with_key(LIVE, "F8", "ring 3 of 6", Look.ACTIVE)._replace(
    line="two parties on line: caller, Oshawa Fire ringing",
    next_step=NextStep('Tell the caller: "Stay on the line for Oshawa Fire."', "stay on the line", "manual p. 13"),
)
ANSWERED = _with_key(
    _with_key(LIVE, "F8", "ANSWERED: voice contact?", Look.ATTENTION), "F11", "", Look.ATTENTION
)._replace(
    line="two parties on line: caller, Oshawa Fire answered",
    next_step=NextStep(
        "Listen: are caller and Oshawa Fire speaking? Then F11.",
        "stay until there is voice contact",
        "manual p. 15",
        urgent=True,
    ),
)
CONTACT = _with_key(LIVE, "F8", "voice contact", Look.CONTACT)._replace(
    line="two parties on line: caller, Oshawa Fire",
    next_step=NextStep(
        "F12 leaves; caller and Oshawa Fire stay connected.", "only the agency talks to the caller now", "manual p. 18"
    ),
)
WARNED = _with_key(
    ANSWERED,
    "F12",
    "refused: F12 again releases; no voice contact with Oshawa Fire yet",
    Look.ATTENTION,
)._replace(
    next_step=NextStep(
        "F12 again releases; F11 confirms voice contact.", "no voice contact with Oshawa Fire yet", "manual p. 15", True
    ),
)
FAILED = _with_key(
    _with_key(LIVE, "F8", "NO ANSWER after 6 rings", Look.FAILED),
    "F5",
    "refused: Oshawa Fire: ring 3 of 6; Esc gives it up",
    Look.IDLE,
)._replace(
    offers=RUNGS,
    tasks=("18:31:44 call 31: Oshawa Fire (no answer) has not this caller",),
    next_step=NextStep(
        "Oshawa Fire was not reached: take the information and see that it gets there.",
        "other ways to reach it stand below the keys; nothing redials by itself",
        "manual p. 18",
        urgent=True,
    ),
    notices=(Edge("18:31:44 NO ANSWER from Oshawa Fire", Health.NOTICE),),
)
BY_HAND = FAILED._replace(
    phone=Edge("telephone manual: worked by hand; tell the console what you hear"),
    offers=(*RUNGS, *HEARD),
    tasks=(
        "18:31:44 call 31: Oshawa Fire (no answer) has not this caller",
        "12:07:10 call 28: Ambulance (BUSY) has not this caller",
        "11:58:02 call 27: Pickering Fire (ALL CIRCUITS BUSY) has not this caller",
    ),
    next_step=NextStep("Press FEATURE, then *23 on the set.", "on the telephone set", urgent=True),
)
CHANGED = LIVE._replace(
    caller=CALLER._replace(
        number=Datum("326-1224", note="no area code was sent; may not be the caller's own number"),
        address=Datum("326 FIRST ST N", note="may not be where the caller is", was="324 FIRST ST N"),
        location=Datum("REAR DOOR", was="APT 6"),
        name=Datum("PALMER, ROBERTA", was="PALMER, ROBERT"),
        service=Datum("CPB  Commercial push button, PBX", was="RES"),
        service_tell="The address is likely the switchboard's. Ask where the caller is; the details may not be hers.",
        ring_back=Datum("Ring back: not sure", note="the switchboard may not take calls back"),
        esn=Datum("0048", was="0047"),
        call_number=Datum("00552", was="not sent before"),
    ),
)
PREVIOUS = LIVE._replace(
    caller=CALLER._replace(
        state=CardState.PREVIOUS,
        heading="PREVIOUS CALL'S DETAILS",
        note="ended 18:29:04, released; the caller on the line sent no data",
        arrived_at=NOW - timedelta(minutes=7),
        ended_at=NOW - timedelta(minutes=3),
    ),
    line="one party on line: caller",
    today=(CallRow(32, "18:31:02", "no number", "", "no data sent", "", "open"), *rows(30)),
)
WAITING = RINGING._replace(
    waiting=(CallRow(32, "18:31:02", "(905) 555-0188", "CEL", "TOWER 1171 HWY 12, SCUGOG", "", "WAITING"),),
)
PAST = WAITING._replace(
    caller=CALLER._replace(
        state=CardState.PAST,
        heading="EARLIER CALL, looked at",
        note="call 12, ended 17:06:19, released; Esc is back to the live call",
        arrived_at=NOW - timedelta(minutes=90),
        ended_at=NOW - timedelta(minutes=87),
    ),
)
NOT_DECODED = LIVE._replace(
    caller=NO_CARD._replace(
        state=CardState.LIVE,
        heading="CALLER",
        note="",
        number=Datum("number not known", absent=True, note="look for it in the record below"),
        not_decoded=True,
        text_lines=(
            "911 CALL FROM TRUNK 14 <unknown layout> & more",
            "ST: 00214  LN 03   9053261224␛[2J",
            "PALMER R                    324 FIRST ST N",
            "OSHAWA ON",
        ),
        problems=("no format table fits line 1",),
        arrived_at=NOW - timedelta(seconds=4),
    ),
    agency_keys=IDLE.agency_keys,
)
LOST = LIVE._replace(
    feed=Edge("FEED LOST, ask callers for number and place: /dev/ttyUSB0: there is no such device", Health.FAULT),
    phone=Edge("TELEPHONE LINE LOST: the modem does not answer; use the set by hand", Health.FAULT),
    journal=Edge("NOT LOGGED, tell the supervisor: the disk is full", Health.FAULT),
    notices=(Edge("18:30:59 GARBLED: 31 bytes on the feed, noise between spills", Health.NOTICE),),
    last_byte_at=NOW - timedelta(seconds=754),
)
LONG = LIVE._replace(
    caller=CALLER._replace(
        number=Datum(
            "(705) 326-1224",
            note="may not be the caller's own number; area code 705: directed to this centre by hand",
        ),
        address=Datum("12345-1/2 CONCESSION ROAD 14 AND SIDEROAD 25 WEST OF HIGHWAY", note="may not be there"),
        location=Datum("SECOND FLOOR REAR ENTRANCE OFF LANE BEHIND THE OLD CREAMERY BUILDING UNIT 4"),
        name=Datum("THE CORPORATION OF THE REGIONAL MUNICIPALITY OF DURHAM WORKS"),
        locality=Datum("PORT PERRY (SCUGOG) ON  L9L 1B3"),
        service=Datum("MUL  Multi-party line, commercial or residential, 2 or 4 party"),
        service_tell="Several parties share this line and its number, so that the one who calls may not be the one "
        "listed here; a line of four parties sends no number at all and is routed by default.",
        ring_back=Datum("Ring back: not sure", note="rings every party of the line, and any of them may answer it"),
        agencies=Datum("DUR REG POLICE (905) 579-1234, SCUGOG FIRE (905) 985-2384, AMBULANCE (905) 723-5232"),
    ),
)

# A line on which callers ring, whose answer is only deduced, and that has another caller ringing.
RINGS = LIVE._replace(
    phone=Edge("telephone sip: ready"),
    feature_keys=(
        *(
            face._replace(note="answer deduced: confirm by ear")
            if face.key == "F11"
            else face._replace(note="hands over; may be refused")
            if face.key == "F12"
            else face
            for face in LIVE.feature_keys
        ),
        KeyFace("Alt+A", "ANSWER", "", "rings", Look.ATTENTION),
    ),
    next_step=NextStep("A caller rings: Alt+A answers.", "9-1-1 calls are answered promptly", "manual p. 12", True),
    line="one party on line: caller ringing",
)
CONVERSATION = TtyPane(
    call=1,
    heard=True,
    lines=(
        TextLine(False, NOW - timedelta(seconds=60), "HELLO THERE IS A FIRE AT 324 FIRST ST GA"),
        TextLine(True, NOW - timedelta(seconds=40), "911 CALLING FIRE STAY ON LINE WHAT IS YOUR PHONE NUMBER Q GA"),
        TextLine(False, NOW - timedelta(seconds=9), "905 TTT PQWE GA"),
    ),
    turn="the caller said GA: the turn is with you",
    other_reading=False,
    canned=(
        ("Greeting", "911 DO YOU NEED POLICE FIRE OR AMBULANCE Q GA"),
        ("Address", "WHAT IS THE ADDRESS OF YOUR EMERGENCY Q GA"),
        ("Connecting", "CONNECTING YOU NOW PLS HD"),
        ("Number", "WHAT IS YOUR PHONE NUMBER Q GA"),
    ),
    can_send=True,
)
TTY = RINGING._replace(pane=Pane.TTY, tty=CONVERSATION)
TTY_BOTH = TTY._replace(
    tty=CONVERSATION._replace(other_reading=True, lines=(TextLine(False, NOW, "905 TTT PQWE GA", "OPT 555 0123 &-"),)),
)
LINE = LIVE._replace(
    pane=Pane.LINE,
    line_page=(
        ("telephone", "serial:voice-modem-v253:/dev/ttyUSB1"),
        ("state", "telephone serial:voice-modem-v253:/dev/ttyUSB1: ready"),
        ("self-test", "flash 500 ms read back (18:12:09)"),
        ("last words", "BUSY  (18:30:58)"),
        ("this line", "answer only deduced from silence: confirm by ear"),
        ("this line", "busy may be the agency or the circuits"),
    ),
)
CHECKS = IDLE._replace(
    pane=Pane.COMMISSIONING,
    checklist=(
        "✗ flash 300 ms   no",
        "✓ flash 400 ms   yes: dial tone after 0.42 s",
        "✓ flash 500 ms   yes: dial tone after 0.40 s",
        "▶ flash 600 ms   dial tone heard, and the test caller still on the line?: dial tone after 0.41 s",
        "  flash 700 ms   dial tone heard, and the test caller still on the line?",
        "  6 rings        dial a test number nobody answers: 6 rings, then they cease?",
        "  answer         dial a test number that is answered: shown when it was?",
        "  release        call, bring a test agency in, release it: do both still hear each other?",
    ),
    next_step=NextStep(
        "Check 4 of 12, flash 600 ms: dial tone heard, and the test caller still on the line?",
        "Alt+Y yes, Alt+N no, Alt+S skips",
    ),
)
DIAL = LIVE._replace(
    dial_asked=True,
    next_step=NextStep(
        "Dial tone: press an agency's key, or type.",
        "Esc gives it up; the caller stays",
        "manual p. 15",
    ),
)
HOWLS = LIVE._replace(
    next_step=NextStep(
        "Listen: ringing for six seconds, while the caller's telephone howls.",
        "Ring back: case 2, the telephone is off the hook",
        "manual p. 21",
        until=NOW + timedelta(seconds=4),
    ),
    options=(KeyFace("Alt+Z", "Somebody speaks"),),
)
WATCHED = LIVE._replace(
    next_step=NextStep(
        "Ring back again: no agency has reported from the door yet.",
        "No voice: ring back goes on until an agency arrives and reports",
        "manual p. 15",
        urgent=True,
    ),
    options=(
        KeyFace("Alt+Z", "Report from door ..."),
        KeyFace("Alt+X", "Ring back"),
        KeyFace("Alt+C", "Fire is asked for ..."),
        KeyFace("Alt+V", "More"),
    ),
    tasks=("Call back (call 28): The caller is gone before the need was known: call back ONCE. (after this call)",),
)
REPORTED = WATCHED._replace(
    form=Form("option 1 watch", "Report from door", ("agency", "what it reports"), "agency: expected some words"),
)

# Pickering Fire is down, and a fire call from there; then Ajax Fire as well, and nobody has decided yet.
DOWN = LIVE._replace(
    agency_keys=tuple(
        face._replace(
            code="*25",
            state="fire: PICKERING; DOWN: dials Ajax Fire",
            look=Look.DOWN,
        )
        if face.key == "F9"
        else face._replace(state="", look=Look.IDLE)
        for face in AGENCIES
    ),
    tasks=("Pickering Fire DOWN since 13:02, telephone: cable cut on Liverpool Rd; calls go to Ajax Fire",),
    notices=(Edge("DOWN: Pickering Fire (to Ajax Fire)", Health.NOTICE),),
)
BOTH_DOWN = DOWN._replace(
    agency_keys=tuple(
        face._replace(
            code="",
            state="DOWN: Ajax Fire is DOWN too (telephone, since 13:02)"
            if face.key == "F9"
            else "DOWN: Pickering Fire is DOWN too (power, since 13:20)",
            look=Look.DOWN,
        )
        if face.key in ("F6", "F9")
        else face._replace(
            code="", state="DOWN: Oshawa/Hampton Works Yard, no number set (power, since 12:58)", look=Look.DOWN
        )
        if face.key == "F7"
        else face
        for face in DOWN.agency_keys
    ),
    tasks=(
        "Clarington Fire DOWN since 12:58, power: hydro out; Oshawa/Hampton Works Yard, no number set",
        "Pickering Fire DOWN since 13:02, telephone: cable cut on Liverpool Rd; Ajax Fire is DOWN too",
        "Ajax Fire DOWN since 13:20, power: hydro out; Pickering Fire is DOWN too",
        "3 agencies are down: the supervisor decides where calls go (Ctrl+G, K)",
    ),
    notices=(
        Edge(
            "DOWN: Ajax Fire and Pickering Fire, each the other's back-up: SUPERVISOR DECIDES; "
            "Clarington Fire (to Oshawa/Hampton Works Yard, no number set)",
            Health.FAULT,
        ),
    ),
)
WHICH_DOWN = LIVE._replace(
    next_step=NextStep(
        "Pickering Fire: what has failed there?",
        "its key will dial its back-up Ajax Fire (*25)",
        "manual p. 20",
        until=NOW + timedelta(seconds=22),
    ),
    options=(
        KeyFace("Alt+Z", "Power failure ..."),
        KeyFace("Alt+X", "Telephone failure ..."),
        KeyFace("Alt+C", "Leave it"),
    ),
)
# Repeat callers of one incident (D095): found, and linked by the call-taker.
RELATED = LIVE._replace(
    related=(
        RelatedCall(
            30, "18:26", "same number, same address", "(905) 326-1224", "324 FIRST ST N, OSHAWA", "", "caller gone"
        ),
        RelatedCall(
            28,
            "18:12",
            "same address",
            "(905) 555-0102",
            "324 FIRST ST N, OSHAWA",
            "Oshawa Fire answered in 11 s; Ambulance ALL CIRCUITS BUSY",
            "released",
        ),
        RelatedCall(11, "2026-11-20 13:02", "same number", "(905) 326-1224", "9 FIRST ST N, OSHAWA", "", "released"),
    ),
)
LINKED = RELATED._replace(
    linked="same incident as call 30",
    related=(RELATED.related[0]._replace(incident="same incident as call 31"), *RELATED.related[1:]),
    today=(
        LIVE_ROW._replace(linked_to=30, incident="same incident as call 30"),
        *(row._replace(incident="same incident as call 31") if row.call == 30 else row for row in rows(30)),
    ),
    next_step=NextStep(
        "Nothing new? You may tell the caller: we have the information. F12 releases.",
        "same incident as call 30; anything new still goes to the agency",
        "manual p. 18",
    ),
)
DIRECTORY = LIVE._replace(pane=Pane.DIRECTORY, directory=DirectoryPane("", ""))
CHOSEN = DIRECTORY._replace(
    directory=DirectoryPane(
        "administration: Uxbridge Fire", "Enter again dials 905 852-3393: Uxbridge Fire administration"
    ),
)
OFF_LINE = DIRECTORY._replace(
    directory=DirectoryPane("", "refused: not on a 9-1-1 line: use another telephone or the ring-down line"),
)
_STEP_LABELS = ("Supervisor", "Bell SMC", "Ticket", "", "Followed up", "Escalate", "Corrected", "Details")
_MATTER_KEYS = tuple(
    MatterKey(str(number), label, {1: "06:12", 3: "half typed"}.get(number, ""))
    for number, label in enumerate((*_STEP_LABELS, "No trouble"), start=1)
)
_MATTERS_PANE = MattersPane(
    (
        MatterRow(7, "T7  OVERDUE: Bell promised it for 14:30; ask for Bell SMC Manager · trunk: no voice", True),
        MatterRow(9, "T9  NOW: tell the supervisor · printer, Pickering Fire: prints nothing since 06:00", True),
        MatterRow(8, "C8  SOON: written answer due 2026-11-28, 6 days left · complaint, Whitby Fire: late"),
    ),
    0,
    _MATTER_KEYS,
    "Up, Down choose · Ctrl+B trouble · A agency's trouble · C complaint · Esc back",
    "MATTERS 1/3",
    (MatterKey("A", "Agency's trouble"), MatterKey("C", "Complaint")),
)
MATTERS = LIVE._replace(pane=Pane.MATTERS, matters=_MATTERS_PANE)
MATTER_FORM = LIVE._replace(
    pane=Pane.MATTERS,
    matters=dataclasses.replace(
        _MATTERS_PANE,
        heading="AGENCY'S TROUBLE · manual p. 26",
        says="Enter next, at the end gives it · Esc leaves it, kept",
        form=PaneForm(
            "matter 0 trouble",
            "AGENCY'S TROUBLE",
            "By 579-1520 ext 6600, PICKERING 683-9100 ext 6600, or ring-down line; never on a 9-1-1 line.",
            (
                PaneField("agency", "Pickering Fire"),
                PaneField("kind", "printer", ("telephone line", "screen", "printer")),
                PaneField("contact name"),
                PaneField("call-back number"),
                PaneField("nature", wide=True),
            ),
            page="manual p. 26",
        ),
    ),
)
REMINDED = LIVE._replace(
    reminders=("T7 OVERDUE: Bell promised it for 14:30; ask for Bell SMC Manager · 2 more open (Alt+U)",)
)

GALLERY: dict[str, Screen] = {
    "matters": MATTERS,
    "matter-form": MATTER_FORM,
    "reminded": REMINDED,
    "no-call": IDLE,
    "caller": LIVE,
    "ringing": RINGING,
    "answered": ANSWERED,
    "contact": CONTACT,
    "release-warned": WARNED,
    "failed": FAILED,
    "by-hand": BY_HAND,
    "changed": CHANGED,
    "previous": PREVIOUS,
    "waiting": WAITING,
    "past": PAST,
    "not-decoded": NOT_DECODED,
    "lost": LOST,
    "long": LONG,
    "rings": RINGS,
    "tty": TTY,
    "tty-both": TTY_BOTH,
    "line": LINE,
    "dial": DIAL,
    "help": LIVE._replace(pane=Pane.HELP),
    "help-idle": IDLE._replace(pane=Pane.HELP),
    "help-failed": FAILED._replace(pane=Pane.HELP),
    "help-by-hand": BY_HAND._replace(pane=Pane.HELP),
    "checks": CHECKS,
    "agency-down": DOWN,
    "both-down": BOTH_DOWN,
    "which-down": WHICH_DOWN,
    "related": RELATED,
    "linked": LINKED,
    "directory": DIRECTORY,
    "directory-chosen": CHOSEN,
    "directory-refused": OFF_LINE,
    "by-hand-after-loss": BY_HAND._replace(
        feature_keys=(*BY_HAND.feature_keys, KeyFace("Alt+H", "BACK", "", "still lost")),
    ),
    "howls": HOWLS,
    "watched": WATCHED,
    "reported": REPORTED,
    "emulated": RINGING._replace(marks=IDLE.marks, feed=IDLE.feed),
}
