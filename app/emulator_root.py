"""The emulator beside a console (`run --emulator`): its feed, what is ordered of it, and the window for that.

The console stays what it is, on the emulated feed. Orders reach the feed from the loop's thread; what was sent is told
in the feed's thread, which makes a new tally of it. The window looks at that now and then: nothing waits for anything.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.clock import Clock
from app.console import Joined
from app.emulator import EmulatorView, FaultLine, SentLine, Tally
from app.emulator.tally import LONGEST, SentKind
from app.emulator.view import fault_state, state_words
from app.errors import AnswerpointError, FeedError
from app.first_look import FirstLook
from app.monitor.notation import named
from app.settings import Settings
from app.words import say
from drivers.emulated_feed import EmulatedFeed, Line
from drivers.emulator.emulation import Emulation
from drivers.emulator.fault import FAULTS, Unit
from drivers.emulator.truth import Sent
from drivers.feed_spec import parse_feed

if TYPE_CHECKING:  # loaded after the first paint
    from app.spill.formats import FormatTable
    from app.ui.emulator_window import EmulatorWindow

OFFERED = tuple(name for name, kind in FAULTS.items() if kind.unit is not Unit.LINK and name != "link_dies")
"""The faults of the list. Nobody writes to an emulated feed, so none is deaf; and a key cuts its line and mends it."""


def scenario_of(emulator: str, feeds: Sequence[str]) -> str:
    """Return the scenario that `--emulator` and `--feed` ask for together, "" for the usual one. Raises FeedError."""
    if not feeds:
        return emulator
    spec = parse_feed(feeds[0])
    if len(feeds) > 1 or spec.driver != "emulated":
        others = " and ".join(repr(each[:60]) for each in feeds)
        raise FeedError(f"--emulator: expected no --feed, or emulated[:SCENARIO] once, got {others}")
    if emulator and spec.target and emulator != spec.target:
        raise FeedError(f"--emulator: expected one scenario, got {emulator[:60]!r} and {spec.target[:60]!r}")
    return emulator or spec.target


def emulator_settings(settings: Settings) -> Settings:
    """Return the settings without what belongs to live callers: no caller of the emulator is to reach any of it.

    The journal neither: settings that name no feed may be those of a console whose command line names it.
    """
    return replace(settings, feed="emulated", second_feed=None, phone="virtual", journal=None, record=None)


class EmulatorDesk:
    """The emulated feed of a console and the window beside it."""

    def __init__(self, look: FirstLook, clock: Clock) -> None:
        self._look = look
        self._clock = clock
        self._feed: EmulatedFeed | None = None
        self._tally = Tally()
        self._told = say("the emulation has begun")
        self._before: dict[str, str] = {}  # at which rate a fault was in force before it was switched off
        self._cannot: dict[str, str] = {}
        self._facts: tuple[tuple[str, str], ...] = ()
        self._window: EmulatorWindow | None = None

    def feed(
        self, scenario: str, tables: "Sequence[FormatTable]", position: str, silent_after: float | None
    ) -> EmulatedFeed:
        """Make the feed; `position` is the console's own, which its spills name. Raises FeedError, TableError."""
        known = {table.name: table for table in tables}
        feed = self._feed = EmulatedFeed(
            scenario, self._clock, tables=known, sent=self._sent, position=position, silent_after=silent_after
        )
        self._cannot = {name: feed.emulation.cannot(name) for name in OFFERED}
        self._facts = _facts(feed.emulation, silent_after)
        return feed

    def join(self, joined: Joined) -> None:
        """Open the window beside the console's."""
        from app.ui.emulator_window import EmulatorWindow

        window = self._window = EmulatorWindow(self._look.theme, self._look.scale, self.view)
        window.held_or_let_go.connect(self.hold_or_let_go)
        window.called.connect(self.call_now)
        window.struck.connect(self.strike)
        window.switched.connect(self.switch)
        window.typed.connect(self.take_words)
        window.cut_or_mended.connect(self.cut_or_mend)
        window.calmed.connect(self.calm)
        window.left.connect(self.leave)
        window.show_beside(joined.window)
        window.opened_with_a_key_of(joined.window)

    def close(self) -> None:
        """Take the window away."""
        if self._window is not None:
            self._window.close()

    # --- what is seen ---

    def view(self) -> EmulatorView:
        """Return everything that the technician sees."""
        feed = self._playing
        standing, emulation = feed.standing, feed.emulation
        scenario = emulation.scenario
        return EmulatorView(
            title=f"{feed.name}  {scenario.about}".rstrip(),
            facts=self._facts,
            state=state_words(
                standing.line,
                held=standing.held,
                over=standing.over,
                next_caller=standing.next_caller,
                storm=emulation.storm,
            ),
            stands=standing.held or standing.line is not Line.THERE,
            held=standing.held,
            cut=standing.line in (Line.CUT, Line.GONE),
            faults=tuple(self._fault_line(name) for name in OFFERED),
            in_force=", ".join(written for name in FAULTS for written in self._written(name)) or say("none"),
            tally=self._tally,
            told=self._told,
        )

    def _fault_line(self, name: str) -> FaultLine:
        asked = bool(self._playing.emulation.force(name).asked)
        state = fault_state(self._written(name), asked=asked, possible=not self._cannot[name])
        return FaultLine(name, FAULTS[name].words, state)

    def _written(self, name: str) -> tuple[str, ...]:
        return self._playing.emulation.force(name).written(FAULTS[name])

    def _sent(self, sent: Sent) -> None:
        """Count what was sent; in the feed's thread."""
        line = SentLine(
            at=f"{self._clock.now().astimezone():%H:%M:%S}",
            kind=SentKind(sent.what),
            call=sent.number,
            whole=sent.whole,
            faults=sent.faults,
            size=len(sent.data),
            text=beginning(sent.data),
        )
        self._tally = self._tally.with_line(line)

    @property
    def _playing(self) -> EmulatedFeed:
        assert self._feed is not None, "the feed is made before anybody looks at it"
        return self._feed

    # --- orders ---

    def hold_or_let_go(self) -> None:
        """Hold the callers, or let them come again."""
        held = not self._playing.standing.held
        self._playing.hold(held)
        self._told = say("callers are held; N lets one come") if held else say("callers come again")

    def call_now(self) -> None:
        """Let the next caller come now."""
        if self._playing.standing.over:
            self._told = say("no caller is left in this scenario")
            return
        self._playing.call_now()
        self._told = self._unless_cut(say("the next caller comes now"))

    def strike(self, fault: str) -> None:
        """Let a fault strike once: `fault` as in `half_record` or `stormx200`. The next caller comes for it."""
        name = fault.partition("x")[0]
        feed = self._playing
        over = feed.standing.over
        if over and not feed.emulation.scenario.heartbeat:
            self._told = say("no caller is left in this scenario")
            return
        try:
            feed.inject(fault)
        except AnswerpointError as error:
            self._told = str(error)
            return
        if FAULTS[name].unit is Unit.HEARTBEAT or over:
            self._told = self._unless_cut(say("{fault} strikes at the next chance", fault=fault))
        elif name == "noise":
            self._told = self._unless_cut(say("noise comes now"))
        else:
            feed.call_now()
            self._told = self._unless_cut(say("{fault} strikes the next caller, who comes now", fault=fault))

    def switch(self, name: str) -> None:
        """Switch a fault off, or on: at the rate it had before, else at its usual one."""
        kind, written = FAULTS[name], self._written(name)
        if written:
            self._before[name] = next((each for each in written if "=" in each), "")
            self._switch(f"{name}=0")
        elif self._before.get(name):
            self._switch(self._before[name])
        elif kind.usual:
            self._switch(f"{name}={kind.usual:g}")
        else:
            self._told = say("{fault} has no usual rate: write it, as in {fault}=0.01", fault=name)

    def take_words(self, words: str) -> None:
        """Take a fault as it is written after `--fault`: with a rate it is switched on, without one it strikes once."""
        fault = words.strip()
        name = fault.partition("=")[0].partition("x")[0].partition("@")[0]
        if not fault:
            self._told = say("nothing was written")
        elif name in FAULTS and name not in OFFERED:
            self._told = say("{fault} is not for this feed: L cuts its line and mends it", fault=name)
        elif "@" in fault:
            self._told = say("a moment is for the beginning: without it, {fault} strikes once, now", fault=name)
        elif "=" in fault:
            self._switch(fault)
        else:
            self.strike(fault)

    def cut_or_mend(self) -> None:
        """Cut the line, or mend it."""
        line = self._playing.standing.line
        if line is Line.THERE:
            self._playing.cut()
            self._told = say("the line is cut; L mends it")
        elif line is Line.DEAD:
            self._told = say("a dead line cannot be mended")
        else:
            self._playing.mend()
            self._told = say("the line is there again")

    def calm(self) -> None:
        """Switch every fault off, also those of the scenario, and end a storm."""
        self._playing.emulation.calm()
        self._told = say("no fault is in force any more")

    def leave(self) -> None:
        """The window is gone, and with it every key: nothing may stand still for ever."""
        self._playing.hold(False)
        self._playing.mend()

    def _switch(self, fault: str) -> None:
        try:
            self._playing.emulation.switch(fault)
        except AnswerpointError as error:
            self._told = str(error)
            return
        name = fault.partition("=")[0]
        self._told = say("in force: {fault}", fault=fault) if self._written(name) else say("{fault} is off", fault=name)

    def _unless_cut(self, words: str) -> str:
        there = self._playing.standing.line is Line.THERE
        return words if there else say("it comes when the line is there again")


def beginning(data: bytes) -> str:
    """Return the beginning of what was sent as a line has room for it; what does not end there has an ellipsis."""
    text = named(data[: LONGEST + 1])
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _facts(emulation: Emulation, silent_after: float | None) -> tuple[tuple[str, str], ...]:
    """Return what does not change while it plays, label and words."""
    scenario, table = emulation.scenario, emulation.table
    least, most = scenario.every
    often = say("{least} to {most} s between two", least=f"{least:g}", most=f"{most:g}")
    beat = say("{text} every {seconds} s", text=scenario.heartbeat, seconds=f"{scenario.heartbeat_every:g}")
    silent = say("after {seconds} s", seconds=f"{silent_after or 0:g}")
    return (
        (say("format"), f"{table.name}: {table.title}"),
        (say("line"), str(scenario.line)),
        (say("seed"), f"{scenario.seed}"),
        (say("position"), scenario.position),
        (say("callers"), scenario.rate.words if scenario.rate else often),
        (say("heartbeat"), beat if scenario.heartbeat else say("none")),
        (say("called silent"), say("never") if silent_after is None else silent),
        *(((say("note"), emulation.remark),) if emulation.remark else ()),
    )
