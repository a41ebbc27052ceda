"""The kinds of events in the journal, for people: how the list of a replay says them."""

from app.words import say

_KINDS = {
    each.replace(" ", "_"): each
    for each in (
        *(say("console started"), say("console stopped"), say("spill arrived"), say("noise heard")),
        *(
            say("feed state changed"),
            say("line up"),
            say("line lost"),
            say("line told"),
            say("not done"),
            say("caller ringing"),
        ),
        *(
            say("caller here"),
            say("caller away"),
            say("screen taken"),
            say("information taken"),
            say("caller gone"),
            say("dial tone"),
            say("dialled"),
            say("progress"),
            say("ringing"),
        ),
        *(say("answered"), say("conferenced"), say("attempt ended"), say("released"), say("release refused")),
        *(say("held on line"), say("resumed"), say("muted"), say("audio lost"), say("audio back"), say("tty heard")),
        *(say("tty text"), say("time tried"), say("times kept"), say("instruction"), say("key pressed")),
        *(say("digits typed"), say("entry chosen"), say("text typed"), say("caller joined"), say("check done")),
        *(say("step taken"), say("matter opened"), say("matter went"), say("matter drafted"), say("matters found")),
        *(say("procedure found"), say("matter task left"), say("matter task done"), say("task found")),
        *(say("matter agency down"), say("matter agency up"), say("matter calls directed")),
        *(say("matter direction lifted"), say("standing found"), say("form filled"), say("phone changed")),
        *(
            say("initials given"),
            say("call looked at"),
            say("past call found"),
            say("related found"),
            say("trouble met"),
        ),
        *(say("lesson went"), say("lesson struck"), say("woke")),
    )
}


def kind_words(kind: str) -> str:
    """Return a kind in words, `key_pressed` as "key pressed"; one that this version does not know as it stands."""
    return _KINDS.get(kind, kind)
