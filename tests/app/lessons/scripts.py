"""What trainees do in the shipped lessons: well, so that every rule is kept, and badly, with the verdicts that earns.

`BADLY` is by lesson the script and the verdicts of all expectations in their order, a letter each: m met, l late,
x missed, w wrong, - not judged.
"""

from collections.abc import Callable, Mapping

from tests.app.lessons.trainee import Trainee

Script = Callable[[Trainee], None]


def ordinary_fire(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.bring_in("F8")
    desk.release()


def ordinary_fire_badly(desk: Trainee) -> None:
    desk.comes(1, 20)  # asks about the fire first
    desk.press("F5")
    desk.wait(2)
    desk.press("Esc")
    desk.wait(2)
    desk.press("F8")
    desk.until_told("answered")
    desk.press("F12", "F12")  # never listens whether they speak
    desk.wait(1)


def ordinary_ambulance(desk: Trainee) -> None:
    desk.comes(1, 7)
    desk.bring_in("F5")
    desk.release()
    desk.comes(2, 8)
    desk.begin("W")
    desk.wait(6)
    desk.choose("Medical, poison")
    desk.bring_in("F5")
    desk.release()


def ordinary_ambulance_badly(desk: Trainee) -> None:
    desk.comes(1, 7)
    desk.bring_in("F5")
    desk.wait(40)
    desk.press("F12")
    desk.comes(2, 5)
    desk.bring_in("F8")  # without asking: fire
    desk.release()


def ordinary_police(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("P")
    desk.wait(20)
    desk.choose("Type it here", "break-in, lockers", "the annex, 22 Quarryman Road", "Desmond Kestrel")
    desk.release()
    desk.comes(2, 12)
    desk.bring_in("F10")
    desk.release()


def ordinary_police_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.bring_in("F10")  # the O.P.P., for a theft in Pickering
    desk.begin("P")
    desk.choose("Type it here", "break-in", "900 Sundial Blvd", "Desmond Kestrel")
    desk.release()
    desk.comes(2, 12)
    desk.begin("P")
    desk.choose("Type it here", "truck", "Highway 48", "a man")
    desk.release()


def which_fire(desk: Trainee) -> None:
    for number, key, seconds in ((1, "F9", 12), (2, "F7", 12), (3, "F6", 8), (4, "F8", 8)):
        desk.comes(number, seconds)
        desk.bring_in(key)
        desk.release()


def which_fire_badly(desk: Trainee) -> None:
    for number, key, seconds in ((1, "F8", 5), (2, "F8", 5), (3, "F8", 8), (4, "F6", 30)):
        desk.comes(number, seconds)
        desk.bring_in(key)
        desk.release()


def agency_fails(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.press("F7")
    desk.until_told("attempt_ended")
    desk.wait(2)
    desk.bring_in("Alt+2")
    desk.release()
    desk.comes(2, 8)
    desk.press("F5")
    desk.until_told("attempt_ended")
    desk.wait(15)
    desk.press("Alt+I", "Alt+2")
    desk.until_told("attempt_ended")
    desk.moment("reached", 8)
    desk.press("Alt+D")
    desk.fill("the dispatcher")
    desk.release()


def agency_fails_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.press("F7")
    desk.until_told("attempt_ended")
    desk.wait(30)
    desk.press("F7")  # the same key again
    desk.until_told("attempt_ended")
    desk.press("F12", "F12")
    desk.comes(2, 8)
    desk.press("F5")
    desk.until_told("attempt_ended")
    desk.press("F12", "F12")
    desk.wait(1)
    desk.press("Alt+D")
    desk.fill("nobody")


def second_caller(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.bring_in("F8")
    desk.release()
    desk.moment("same", 5)
    desk.press("Alt+L")
    desk.release(4)


def second_caller_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.press("F8")
    desk.comes(2)
    desk.press("Esc")  # gives the fire department up to see who else rings
    desk.wait(1)
    desk.press("Ctrl+W")
    desk.moment("same", 5)
    desk.bring_in("F8")
    desk.release()


def cellular_drop(desk: Trainee) -> None:
    desk.comes(1, 10)
    desk.choose("Call back")
    desk.until_step("Called back once")
    desk.choose("Close the call")
    desk.comes(2, 8)
    desk.choose("Call back")
    desk.until_step("Contact made")
    desk.wait(5)
    desk.bring_in("F5")
    desk.release()


def cellular_drop_badly(desk: Trainee) -> None:
    desk.comes(1, 10)
    desk.press("F3")  # ring back, on a cellular call
    desk.wait(25)
    desk.choose("Call back")
    desk.until_step("Called back once")
    desk.choose("Evidence of emergency", "I just think so")
    desk.choose("Call back")
    desk.comes(2, 8)
    desk.choose("The need is known")
    desk.release()


def no_voice(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("V")
    desk.wait(8)
    desk.choose("No word: try TTY")
    desk.wait(12)
    desk.choose("No: send all")
    desk.bring_in("F5")
    desk.wait(3)
    desk.choose("Police told", "Sergeant Yarroway")
    desk.wait(2)
    desk.bring_in("F8")
    desk.wait(10)
    desk.choose("Ring back")
    desk.choose("No tone: off the hook")
    desk.until_step("Does anybody speak?")
    desk.choose("Leave it")
    desk.moment("door", 5)
    desk.choose("Report from door", "police", "an old lady has fallen, awake")
    desk.release()


def no_voice_badly(desk: Trainee) -> None:
    desk.comes(1, 25)
    desk.begin("V")
    desk.wait(5)
    desk.choose("No word: try TTY")
    desk.wait(5)
    desk.choose("No: send all")
    desk.bring_in("F5")
    desk.wait(60)
    desk.choose("Police told", "Sergeant Yarroway")
    desk.wait(2)
    desk.bring_in("F8")
    desk.choose("More")
    desk.choose("Supervisor")
    desk.choose("Close the watch", "myself", "nobody there")
    desk.release()


def no_voice_brock(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("V")
    desk.wait(8)
    desk.choose("No word: try TTY")
    desk.wait(12)
    desk.choose("No: send all")
    desk.bring_in("F5")
    desk.wait(3)
    desk.choose("Police told", "Constable Inglenook")
    desk.moment("fire wanted", 4)
    desk.choose("Fire is asked for", "police, Constable Inglenook")
    desk.bring_in("F6")
    desk.moment("door", 4)
    desk.choose("Report from door", "police", "out, all right")
    desk.release()


def no_voice_brock_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("V")
    desk.choose("No word: try TTY")
    desk.choose("No: send all")
    desk.bring_in("F6")  # fire, at once
    desk.bring_in("F5")
    desk.choose("Police told", "Constable Inglenook")
    desk.moment("door", 4)
    desk.choose("Report from door", "police", "out, all right")
    desk.release()


def voip(desk: Trainee) -> None:
    desk.comes(1, 12)
    desk.bring_in("F6")
    desk.release()
    desk.comes(2, 9)
    desk.press("F3")
    desk.until_told("attempt_ended")
    desk.wait(4)
    desk.bring_in("F5")
    desk.release()


def voip_badly(desk: Trainee) -> None:
    desk.comes(1, 5)
    desk.bring_in("F8")
    desk.release()
    desk.comes(2, 30)
    desk.press("F3")
    desk.until_told("attempt_ended")
    desk.press("F12", "F12")


def ring_back(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.press("F3")
    desk.until_told("answered")
    desk.wait(6)
    desk.bring_in("F5")
    desk.release()
    desk.comes(2, 10)
    desk.press("F3")
    desk.choose("No tone: off the hook")
    desk.until_step("Does anybody speak?")
    desk.wait(2)
    desk.choose("Nobody: stop the first")
    desk.wait(1)
    desk.choose("Nobody: howl again")
    desk.until_step("No response to the second howler")
    desk.choose("Send to the address")
    desk.wait(2)
    desk.bring_in("F5")
    desk.release()
    desk.comes(3, 9)
    desk.press("F3")
    desk.wait(3)
    desk.choose("Leave it")
    desk.release()


def ring_back_badly(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.press("F3")
    desk.wait(4)
    desk.choose("No answer: stop ringing")
    desk.wait(1)
    desk.press("F12", "F12")
    desk.comes(2, 10)
    desk.press("F3")
    desk.choose("Leave it")
    desk.press("F12", "F12")
    desk.comes(3, 9)
    desk.press("F3")
    desk.choose("Ring back all the same")
    desk.wait(20)


def trace(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.press("F3")
    desk.until_step("No answer")
    desk.moment("asked for", 3)
    desk.choose("Hold for trace")
    desk.choose("An agency asks", "police, Sergeant Northcliff", "a gun")
    desk.choose("Hold")
    desk.wait(5)
    desk.choose("Line no.", "05-124-17")
    desk.choose("Another call-taker", "AB", "905 555 0100")
    desk.wait(20)
    desk.choose("Bell told", "Rowantree")
    desk.moment("bell", 4)
    desk.choose("Trace done", "1190 Rusty Pump Road, Port Perry")
    desk.moment("there", 4)
    desk.choose("Agency is there", "police")
    desk.choose("Release")
    desk.wait(1)


def trace_badly(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.begin("T")
    desk.choose("An agency asks", "I think so", "a gun")
    desk.choose("Supervisor wants it", "nobody", "no time")
    desk.choose("Hold")
    desk.wait(5)
    desk.choose("Not shown")
    desk.wait(100)
    desk.choose("Ended by", "myself", "it takes too long")
    desk.press("F12", "F12")


GREETING = "DURHAM 911 DO YOU NEED POLICE FIRE OR AMBULANCE GA"


def tty(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.send_text(GREETING)
    desk.moment("fell", 4)
    desk.bring_in("F5")
    desk.send_text("AMBULANCE IS COMING STAY WITH HIM GA")
    desk.moment("quick", 5)
    desk.release()
    desk.comes(2, 6)
    desk.begin("V")
    desk.wait(8)
    desk.choose("No word: try TTY")
    desk.wait(3)
    desk.send_text(GREETING)
    desk.moment("fire", 5)
    desk.bring_in("F8")
    desk.send_text("FIRE DEPT IS COMING LEAVE THE HOUSE SK")
    desk.release()


def tty_badly(desk: Trainee) -> None:
    desk.comes(1, 6)
    desk.choose("No TDD after all")
    desk.release()
    desk.comes(2, 6)
    desk.begin("V")
    desk.choose("No word: try TTY")
    desk.choose("No: send all")
    desk.bring_in("F5")


def deaf_line(desk: Trainee) -> None:
    desk.comes(1, 6)
    desk.begin("D")
    desk.wait(2)
    desk.choose("It is transferred")
    desk.wait(3)
    desk.choose("Picked up")
    desk.wait(2)
    desk.choose("On hold")
    desk.wait(3)
    desk.choose("Started")
    desk.wait(5)
    desk.choose("We typed", GREETING)
    desk.wait(15)
    desk.choose("Caller typed", "MY HUSBAND FELL DOWN NOT AWAKE GA")
    desk.bring_in("F5")
    desk.choose("Conversation over")
    desk.release()


def deaf_line_badly(desk: Trainee) -> None:
    desk.comes(1, 20)
    desk.begin("D")
    desk.choose("It is transferred")
    desk.choose("Picked up")
    desk.choose("On hold")
    desk.wait(30)
    desk.choose("Started")
    desk.choose("We typed", "HELLO")
    desk.bring_in("F5")
    desk.release()


def nuisance(desk: Trainee) -> None:
    desk.comes(1, 7)
    desk.begin("A")
    desk.wait(1)
    desk.choose("Disconnect now")
    desk.comes(2, 8)
    desk.begin("N")
    desk.wait(4)
    desk.choose("Not ill")
    desk.choose("Disconnect", "a prank about a refrigerator")
    desk.comes(3, 6)
    desk.begin("N")
    desk.choose("Not ill")
    desk.wait(10)
    desk.choose("Supervisor is told")
    desk.choose("Disconnect", "the same prank again")
    desk.comes(4, 9)
    desk.begin("N")
    desk.wait(3)
    desk.choose("May be ill")
    desk.bring_in("F5")
    desk.release()


def nuisance_badly(desk: Trainee) -> None:
    desk.comes(1, 7)
    desk.begin("P")
    desk.comes(2, 8)
    desk.press("F12", "F12")
    desk.comes(3, 6)
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Later")
    desk.choose("Disconnect", "the same prank again")
    desk.comes(4, 9)
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Disconnect", "drunk")


def non_emergency(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("E")
    desk.wait(6)
    desk.choose("Disconnect")
    desk.comes(2, 6)
    desk.bring_in("F8")
    desk.release()
    desk.moment("music", 5)
    desk.begin("E")
    desk.wait(4)
    desk.choose("Police: park it")
    desk.choose("We call back: leave")
    desk.wait(8)
    desk.bring_in("F5")
    desk.release()
    desk.wait(5)
    desk.choose("Call back")
    desk.until_step("The caller is back")
    desk.wait(20)
    desk.choose("Dealt with")
    desk.release()


def non_emergency_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("P")
    desk.wait(35)
    desk.release()
    desk.comes(2, 6)
    desk.bring_in("F8", 20)
    desk.release()
    desk.moment("music", 5)
    desk.begin("P")
    desk.wait(60)
    desk.release()
    desk.wait(2)
    desk.bring_in("F5")
    desk.release()


def media_overlap(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("M")
    desk.choose("The 9-1-1 system")
    desk.wait(8)
    desk.choose("Referred")
    desk.release()
    desk.comes(2, 12)
    desk.begin("O")
    desk.choose("Ambulance")
    desk.wait(2)
    desk.choose("Star code")  # none is set
    desk.wait(10)
    desk.choose("Take the details", "Wren Eastlake, 905 555 0152", "Scarborough, 9 Gander Road", "broken leg")
    desk.wait(25)
    desk.choose("Relayed", "Toronto, dispatcher Bellwood")
    desk.release()


def media_overlap_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("M")
    desk.choose("One agency")
    desk.choose("Referred", "police")
    desk.comes(2, 12)
    desk.bring_in("F5")
    desk.release()


def agency_down(desk: Trainee) -> None:
    desk.comes(1, 6)
    desk.begin("K")
    desk.press("F6")
    desk.choose("Power failure")
    desk.fill("hydro out, lines dead")
    desk.comes(2, 8)
    desk.bring_in("F6")
    desk.release()


def agency_down_badly(desk: Trainee) -> None:
    desk.comes(2, 8)  # nothing is marked
    desk.press("F6")
    desk.until_told("attempt_ended")
    desk.wait(2)
    desk.bring_in("F9")
    desk.release()


def lines_failed(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.begin("L")
    desk.wait(3)
    desk.choose("Told")
    desk.wait(20)
    desk.choose("Asked: they re-route")
    desk.wait(20)
    desk.choose("York has them")
    desk.moment("alarm", 5)
    desk.choose("Evacuate")
    desk.choose("Decided", "Inspector Juniper")
    for label in ("They are there", "Connected", "Started up", "It works", "It works"):
        desk.wait(20)
        desk.choose(label)


def lines_failed_badly(desk: Trainee) -> None:
    desk.comes(1, 50)
    desk.begin("L")
    desk.choose("Told")
    desk.choose("Not reached", "one call")
    desk.moment("alarm", 5)
    desk.begin("X")
    desk.choose("Decided", "somebody")
    desk.choose("They are there")
    desk.wait(90)
    desk.choose("Connected")
    desk.choose("Started up")


def no_data(desk: Trainee) -> None:
    desk.comes(1, 6)
    desk.begin("W")
    desk.choose("Fire, gas, chemicals")
    desk.wait(5)
    desk.bring_in("F9")
    desk.release()
    desk.comes(2, 4)
    desk.press("Ctrl+N")
    desk.moment("seizure", 3)
    desk.bring_in("F5")
    desk.release()
    desk.comes(3, 12)
    desk.bring_in("F7")
    desk.release()


def no_data_badly(desk: Trainee) -> None:
    desk.comes(1, 6)
    desk.bring_in("F8")
    desk.release()
    desk.comes(2, 12)
    desk.press("Ctrl+N", "F3")
    desk.choose("9-1-1 line")
    desk.press("F3")
    desk.comes(3, 12)


def lost_link(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.bring_in("F8")
    desk.release()
    desk.press("Ctrl+B")
    desk.comes(2, 7)
    desk.begin("W")
    desk.choose("Fire, gas, chemicals")
    desk.wait(5)
    desk.bring_in("F9")
    desk.release()
    desk.comes(3, 4)
    desk.press("Ctrl+N")
    desk.moment("fell", 3)
    desk.bring_in("F5")
    desk.release()
    desk.comes(4, 8)
    desk.bring_in("F7")
    desk.release()


def lost_link_badly(desk: Trainee) -> None:
    desk.comes(1, 8)
    desk.press("F8")
    desk.wait(5)
    desk.press("Esc")  # gives up: the link is lost
    desk.wait(10)
    desk.bring_in("F8")
    desk.release()
    desk.comes(2, 9)
    desk.bring_in("F8")  # takes the broken address for one in Oshawa
    desk.release()
    desk.comes(3, 12)  # waits for data
    desk.press("Ctrl+N")
    desk.wait(20)
    desk.bring_in("F5")
    desk.release()
    desk.comes(4, 6)
    desk.press("Ctrl+N")  # trusts no data any more
    desk.bring_in("F7")


def storm(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.bring_in("F8")
    desk.release()
    desk.press("Ctrl+B")
    desk.comes(2, 8)
    desk.bring_in("F5")
    desk.release()


def storm_badly(desk: Trainee) -> None:
    desk.comes(1, 9)
    desk.press("F8")
    desk.moment("storm", 3)
    desk.press("Ctrl+W")  # leaves the caller for one who waits
    desk.until_told("answered")
    desk.press("F12", "F12")  # and never comes back
    desk.comes(2, 20)
    desk.press("F5")
    desk.until_told("answered")
    desk.press("F12", "F12")


WELL: Mapping[str, Script] = {
    "agency-down": agency_down,
    "agency-fails": agency_fails,
    "cellular-drop": cellular_drop,
    "deaf-line": deaf_line,
    "lines-failed": lines_failed,
    "lost-link": lost_link,
    "media-overlap": media_overlap,
    "no-data": no_data,
    "no-voice": no_voice,
    "no-voice-brock": no_voice_brock,
    "non-emergency": non_emergency,
    "nuisance": nuisance,
    "ordinary-ambulance": ordinary_ambulance,
    "ordinary-fire": ordinary_fire,
    "ordinary-police": ordinary_police,
    "ring-back": ring_back,
    "second-caller": second_caller,
    "storm": storm,
    "trace": trace,
    "tty": tty,
    "voip": voip,
    "which-fire": which_fire,
}

BADLY: Mapping[str, tuple[Script, str]] = {
    "agency-down": (agency_down_badly, "xmwmm"),
    "agency-fails": (agency_fails_badly, "mxxwmxxxw"),
    "cellular-drop": (cellular_drop_badly, "lwwxxxxw"),
    "deaf-line": (deaf_line_badly, "lmlxxmm"),
    "lines-failed": (lines_failed_badly, "lxxxlxx"),
    "lost-link": (lost_link_badly, "mwmmxxxxwllmmxxx"),
    "media-overlap": (media_overlap_badly, "xmxxxxw"),
    "no-data": (no_data_badly, "xxxwlxwxxxxx"),
    "no-voice": (no_voice_badly, "lmmlmxxw"),
    "no-voice-brock": (no_voice_brock_badly, "mmmwxwmm"),
    "non-emergency": (non_emergency_badly, "xmmmmxxxlmm"),
    "nuisance": (nuisance_badly, "xmxxxmxxw"),
    "ordinary-ambulance": (ordinary_ambulance_badly, "mmmmlxxwxw"),
    "ordinary-fire": (ordinary_fire_badly, "lwxww"),
    "ordinary-police": (ordinary_police_badly, "mwxmmxxw"),
    "ring-back": (ring_back_badly, "mxxxwxxmxwxwx"),
    "second-caller": (second_caller_badly, "mwxxxwm"),
    "storm": (storm_badly, "mmxwwxlxw"),
    "trace": (trace_badly, "xwwxxxxw"),
    "tty": (tty_badly, "xxxxwmxwxx"),
    "voip": (voip_badly, "xwxwlxxw"),
    "which-fire": (which_fire_badly, "xwxwxxwxxwxxw"),
}
