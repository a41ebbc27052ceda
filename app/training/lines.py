"""The lines of the trainer's window that tell of one call: what its caller does, and what is expected of the trainee.

They are sentences, said in the language of the window; what the lesson's own table says in them stays as it is.
"""

from app.lessons import Does, Expectation, LessonCall, Moment
from app.lessons.anchor import anchor_words
from app.lessons.score import Result, Verdict
from app.lessons.trainer_view import ExpectedLine, MomentLine, minutes
from app.words import joined, say

_DOES = {
    Does.SAYS: say("says"),
    Does.IS_HERE: say("is here"),
    Does.HANGS_UP: say("hangs up"),
    Does.TONES: say("tones"),
    Does.TYPES: say("types"),
    Does.FAULT: say("fault"),
}
_VERDICTS = {
    Verdict.MET: say("met"),
    Verdict.LATE: say("LATE"),
    Verdict.MISSED: say("MISSED"),
    Verdict.WRONG: say("WRONG"),
    Verdict.NOT_JUDGED: say("NOT JUDGED"),
}


def moment_line(moment: Moment, happened: bool, left: float) -> MomentLine:
    """Return what the caller does at a moment; `left` are the seconds until it comes."""
    does = _DOES[moment.does]
    if moment.says:
        words = joined(": ", (does, f'"{moment.says}"'))
    else:
        words = joined(" ", (does, moment.fault)) if moment.fault else does
    state = say("now or before") if happened else say("in {time}", time=minutes(left))
    return MomentLine(minutes(moment.at), words, state)


def expected_line(call: LessonCall, expected: Expectation, result: Result | None, left: float | None) -> ExpectedLine:
    """Return how a rule stands. `result` is how it was kept so far; `left` are its seconds, None where no time runs."""
    words = say("Never: {words}", words=expected.words) if expected.never else expected.words
    order = say("not before {moment}", moment=anchor_words(call, expected.not_before)) if expected.not_before else ""
    state = say("kept so far") if expected.never else say("to do")
    limit = _limit(call, expected)
    if result is not None and result.at is not None:
        state = _VERDICTS[result.verdict]
        limit = result.why or limit  # what was done is judged: its time no longer runs
    elif left is not None and not expected.never:
        over = left <= 0
        state = say("OVERDUE") if over else state
        limit = joined(": ", (limit, say("the time is over") if over else say("{time} left", time=minutes(left))))
    by_when = joined(", ", [each for each in (limit, order) if each])
    return ExpectedLine(words, ", ".join(expected.rules), by_when, state)


def _limit(call: LessonCall, expected: Expectation) -> str:
    """Say by when it is to be done; "" where it may be done at any time."""
    if expected.within is None:
        return ""
    moment = anchor_words(call, expected.after)
    return say("within {seconds} s after {moment}", seconds=f"{expected.within:g}", moment=moment)
