"""A console plays a recording of N spills as fast as it is taken, and tells its memory: `many_spills.py N DIR`."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, os.getcwd())

import app.cli
import app.ui.window as window
from app.ports import Chunk
from app.position.screen import Screen
from app.spill.recording import write_chunk, write_header

AT = datetime(2026, 3, 1, tzinfo=UTC)
count, folder = int(sys.argv[1]), Path(sys.argv[2])
SLIP = (
    "326-1224 (905) RES OSH 99/06/21 05:17:39 #{call:05d} Pos:0218\r\nPALMER, ROBERT {call}\r\n{call} FIRST ST N\r\n"
    "APT {call}\r\nOSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def resident() -> float:
    """Return the resident memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Counting(window.Window):
    """The window, with a count of the callers shown."""

    shown = 0
    last = ""
    early = 0.0
    none = true = 0

    def show_screen(self, screen: Screen) -> None:
        """Draw, count, and close the console after the last."""
        super().show_screen(screen)
        number = screen.caller.call_number.text
        if number == self.last or not number.isdigit():
            return
        self.last = number
        self.shown += 1
        if self.shown == count // 5:
            Counting.early = resident()
            Counting.none, Counting.true = sys.getrefcount(None), sys.getrefcount(True)
        if self.shown == count:
            print(
                json.dumps(
                    {
                        "early_mib": Counting.early,
                        "end_mib": resident(),
                        "none_fell": Counting.none - sys.getrefcount(None),
                        "true_fell": Counting.true - sys.getrefcount(True),
                    }
                ),
                flush=True,
            )
            self.close()


window.Window = Counting  # type: ignore[misc]
recording = folder / "many.rec"
with recording.open("w") as file:
    file.write(write_header("many spills", AT))
    for call in range(1, count + 1):
        file.write(write_chunk(Chunk(AT, SLIP.format(call=call % 100_000).encode(), 0.01)))
sys.exit(app.cli.main(["run", "--feed", f"replay:{recording}?speed=max", "--journal", str(folder / "journal.sqlite")]))
