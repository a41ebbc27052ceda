"""Reading SIPp's message file."""

from tests.partners.sipp import messages, method_of

FILE = b"""\
----------------------------------------------- 2026-11-27 04:14:43.831932
UDP message received [520] bytes :

INVITE sip:*31@127.0.0.1 SIP/2.0\r
Content-Length: 0\r
\r

----------------------------------------------- 2026-11-27 04:14:43.832669
TCP message sent (357 bytes):

SIP/2.0 487 Request Terminated\r
CSeq: 1 INVITE\r
\r
"""


def test_each_message_is_told_with_its_way() -> None:
    assert messages(FILE) == [
        ("received", "INVITE sip:*31@127.0.0.1 SIP/2.0\r\nContent-Length: 0"),
        ("sent", "SIP/2.0 487 Request Terminated\r\nCSeq: 1 INVITE"),
    ]


def test_a_file_that_is_still_written_gives_what_is_there() -> None:
    assert messages(FILE[: FILE.index(b"TCP")]) == messages(FILE)[:1]
    assert messages(b"") == []


def test_a_message_is_known_by_method_or_code() -> None:
    assert [method_of(text) for _, text in messages(FILE)] == ["INVITE", "487"]
