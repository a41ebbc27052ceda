"""The section [sip] of the settings file: how the SIP telephone of a position is set.

[sip]
address = "127.0.0.1"           where this telephone listens; nothing else can reach it there
port = 5060
switch = "10.1.2.3:5060"        host and port of the switch
transport = "tcp"               tcp | udp; TLS is not offered
user = "position-1"             our name at the switch
auth_user = ""                  the name the password belongs to, where that is another
password = ""                   with one, the file must be readable by its owner alone
register = false                tell the switch where we are
codecs = ["pcmu", "pcma"]
microphone = "alsa:default"     alsa:NAME | tone:HZ | file:PATH | none
earpiece = "alsa:default"       alsa:NAME | file:PATH | none
bridge = "console"              console | switch: who joins caller, agency and call-taker
answer = "key"                  key | auto: a caller is answered by a key, or when nobody is on the line
hold_limit = 3.0                seconds until the far end must have answered a hold
transfer_limit = 10.0           seconds until a release must have its outcome
"""

import os
import stat
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from app.errors import TableError

if TYPE_CHECKING:
    from pydantic import BaseModel

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What a file with a password must not have: any right of the group or of others."""

_DEVICE = r"none|alsa:[^\s\x00-\x1f\x7f]{1,100}|file:[^\x00-\x1f\x7f]{1,1000}"
_PORT = r"([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_IPV4 = r"(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]?)(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}"
_NAME = r"[^\x00-\x20\x7f@:;<>\"?\\,]{0,64}"


@dataclass(frozen=True, slots=True)
class SipSettings:
    """What the section says; each default is what stands where it says nothing."""

    address: str = "127.0.0.1"
    port: int = 5060
    switch: str = "127.0.0.1:5080"
    user: str = "answerpoint"
    auth_user: str = ""
    password: str = field(default="", repr=False)
    transport: str = "tcp"
    register: bool = False
    codecs: tuple[str, ...] = ("pcmu", "pcma")
    microphone: str = "none"
    earpiece: str = "none"
    bridge: str = "console"
    answer: str = "key"
    hold_limit: float = 3.0
    transfer_limit: float = 10.0


def check_secret(sip: SipSettings, path: Path) -> None:
    """Raise TableError where the file `path` gives a password away. Windows keeps its rights elsewhere."""
    if not sip.password:
        return
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return  # it was read a moment ago; what is gone gives nothing away
    if mode & OTHERS and os.name == "posix":
        raise TableError(
            f"{path}: expected a file with a password to be readable by its owner alone (chmod 600), got mode {mode:o}"
        )


def sip_of(section: Any, folder: Path) -> SipSettings:
    """Make the frozen value of the model that pydantic filled; a sound file is taken from `folder`."""
    names = (("register_" if name == "register" else name) for name in SipSettings.__dataclass_fields__)
    values = {name.rstrip("_"): getattr(section, name) for name in names}  # pydantic has a `register` of its own
    for device in ("microphone", "earpiece"):
        kind, _, name = values[device].partition(":")
        if kind == "file":
            values[device] = f"file:{folder.absolute() / name}"
    return SipSettings(**(values | {"codecs": tuple(section.codecs)}))


@cache
def sip_model() -> "type[BaseModel]":
    """Build the model of the section; a description says what is expected of a value."""
    from pydantic import BaseModel, ConfigDict, Field

    def words(pattern: str, description: str) -> Any:
        return Field(pattern=f"^({pattern})$", max_length=1_010, description=description)

    def seconds(least: float, most: float) -> Any:
        return Field(ge=least, le=most, allow_inf_nan=False, description=f"seconds from {least:g} to {most:g}")

    name = words(_NAME, 'a name in quotes, at most 64 characters, without spaces and @ : ; < > " ? \\ ,')
    truth = Field(description="true or false")

    class SipSection(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid")
        address: Annotated[str, words(_IPV4, 'an address of this computer, as in "127.0.0.1"')] = "127.0.0.1"
        port: Annotated[int, Field(ge=1, le=65_535, description="a port from 1 to 65535")] = 5060
        switch: Annotated[
            str, words(rf"[A-Za-z0-9.-]{{1,253}}:{_PORT}", 'host and port of the switch, as in "10.1.2.3:5060"')
        ] = "127.0.0.1:5080"
        user: Annotated[str, name, Field(min_length=1)] = "answerpoint"
        auth_user: Annotated[str, name] = ""
        password: Annotated[
            str, words(r"[^\x00-\x1f\x7f\"\\]{0,128}", 'a password in quotes, at most 128 characters, without " and \\')
        ] = ""
        transport: Annotated[Literal["tcp", "udp"], Field(description="one of tcp, udp")] = "tcp"
        register_: Annotated[bool, truth, Field(alias="register")] = False
        codecs: Annotated[
            list[Literal["pcmu", "pcma"]],
            Field(min_length=1, max_length=2, description='a list of codecs: "pcmu", "pcma" or both'),
        ] = ["pcmu", "pcma"]
        microphone: Annotated[
            str, words(rf"{_DEVICE}|tone:[0-9]{{2,4}}", "one of alsa:NAME, tone:HZ, file:PATH, none")
        ] = "none"
        earpiece: Annotated[str, words(_DEVICE, "one of alsa:NAME, file:PATH, none")] = "none"
        bridge: Annotated[Literal["console", "switch"], Field(description="one of console, switch")] = "console"
        answer: Annotated[Literal["key", "auto"], Field(description="one of key, auto")] = "key"
        hold_limit: Annotated[float, seconds(0.5, 10)] = 3.0
        transfer_limit: Annotated[float, seconds(3, 60)] = 10.0

    return SipSection
