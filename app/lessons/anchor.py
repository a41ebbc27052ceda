"""What times of a lesson count from, in words: for people, who have not read the lesson's table."""

from app.lessons.lesson import ARRIVAL, Does, LessonCall, Moment
from app.words import joined, say

LONGEST = 40  # letters of what a caller says, or of a rule, that name it


def anchor_words(call: LessonCall, anchor: str) -> str:
    """Return an anchor of a call as it stands in a sentence: 'the caller says "Fire!"'; of a rule its words."""
    if anchor == ARRIVAL:
        return say("the call comes")
    moment = next((each for each in call.moments if each.id == anchor), None)
    if moment is not None:
        return _moment_words(moment)
    rule = next((each.words for each in call.expectations if each.id == anchor), "")
    return joined("", ('"', shortened(rule), '"')) if rule else anchor


def _moment_words(moment: Moment) -> str:
    words = shortened(moment.says)
    match moment.does:
        case Does.SAYS:
            return say('the caller says "{words}"', words=words) if words else say("the caller speaks")
        case Does.TYPES:
            return say('the caller types "{words}"', words=words) if words else say("the caller types")
        case Does.IS_HERE:
            return say("the caller is here")
        case Does.HANGS_UP:
            return say("the caller hangs up")
        case Does.TONES:
            return say("TTY tones are heard")
        case Does.FAULT:
            return say("the fault {fault}", fault=moment.fault)


def shortened(words: str) -> str:
    """Return words of a lesson with at most LONGEST letters; what is cut short ends with an ellipsis."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
