"""CUPS as the system's printing: a queue that keeps every job's paper, with nothing of the machine's own printers."""

import subprocess
from pathlib import Path

from tests.partners.program import LOCALHOST, Partner, free_ports, until

QUEUE = "office"

FILES = """
ServerRoot {folder}/root
RequestRoot {folder}/spool
TempDir {folder}/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
SystemGroup {group}
"""

# PreserveJobFiles keeps the paper: the queue's device is /dev/null, and what cupsd took in is what was printed.
SERVER = """
Listen {host}:{port}
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


class Cups(Partner):
    """`environ` is what makes a program print here; `papers` the PDF of every job taken, the first first."""

    kind = "cups"

    def start(self) -> None:
        """Start cupsd with one queue, the default one."""
        port = free_ports(2)
        for name in ("root/ppd", "spool/tmp", "tmp", "cache", "state"):
            (self.folder / name).mkdir(parents=True)
        files = self.folder / "cups-files.conf"
        files.write_text(FILES.format(folder=self.folder, group=self.folder.group()))
        server = self.folder / "cupsd.conf"
        server.write_text(SERVER.format(host=LOCALHOST, port=port))
        self.environ = {"CUPS_SERVER": f"{LOCALHOST}:{port}", "HOME": str(self.folder)}
        self.run("cupsd", "-f", "-c", str(server), "-s", str(files))

        def is_up() -> bool:
            self.alive("while it was to listen")
            return self._tool("lpstat", "-r").stdout.startswith("scheduler is running")

        until(is_up, "cupsd")
        for words in (("lpadmin", "-p", QUEUE, "-E", "-v", "file:///dev/null", "-m", "raw"), ("lpadmin", "-d", QUEUE)):
            done = self._tool(*words)
            assert done.returncode == 0, f"{done.stderr}\n{self.logs()}"

    def papers(self) -> list[Path]:
        """Return the paper of every job that is done."""
        if self._tool("lpstat", "-o").stdout:
            return []  # something is still being taken in
        return sorted((self.folder / "spool").glob("d*-*"))

    def paper(self, number: int = 1) -> str:
        """Wait for the job with this number, and return the words on its paper."""
        papers = until(lambda: found if len(found := self.papers()) >= number else None, "the job")
        return words_of_pdf(papers[number - 1])

    def _tool(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(words, env={"PATH": _PATH, **self.environ}, capture_output=True, text=True, timeout=30)


_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"


def words_of_pdf(file: Path) -> str:
    """Return the words of a PDF file, as a program that is not ours reads them."""
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=30)
    return told.stdout.decode()
