"""Frames from clients that may be anybody (T08)."""

from __future__ import annotations

import pytest

from pycomponents.errors import FrameError
from pycomponents.runtime.messages import Ack, EventMessage, Ping, Repair, decode


def test_trailing_items_that_are_empty_may_be_left_out() -> None:
    assert decode('["event",3,12,[0,1],"click"]') == EventMessage(3, 12, [0, 1], "click")
    assert decode('["ack",13]') == Ack(13, None)
    assert decode('["ack",13,12]') == Ack(13, 12)
    assert decode('["repair",3]') == Repair(3)
    assert decode('["ping"]') == Ping()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        "null",
        '"event"',
        "[]",
        "{}",
        '["nothing"]',
        '["event"]',
        '["event","1",0,[0],"click"]',
        '["event",1.0,0,[0],"click"]',
        '["event",true,0,[0],"click"]',
        '["event",-1,0,[0],"click"]',
        '["event",1,0,[],"click"]',
        '["event",1,0,[true],"click"]',
        '["event",1,0,[null],"click"]',
        '["event",1,0,[[0]],"click"]',
        '["event",1,0,[0],"click",[]]',
        '["event",1,0,[0],"click",{},[],"d",1]',
        '["event",1,0,[0],"click",{"a":NaN}]',
        '["event",1,0,[0],"click",{"a":Infinity}]',
        '["event",1,0,[0],"click",{"a":1e999}]',
        '["event",1,0,[0],"click",{"a":"\\ud800"}]',
        '["event",1,0,[0],"click",{"a":"\\u0000"}]',
        '["event",1,0,["\\u0000"],"click"]',
        '["event",1,0,[0],"click",{"a":"\x00"}]',
        '["event",1,0,[0],"click",{"a":"b"}] x',
        '\ufeff["ping"]',
        '["ping",1]',
        "[" * 100_000,
        '["event",1,0,[0],"click",{"a":' + "[" * 100_000,
        '["event",' + "9" * 5000 + ',0,[0],"click"]',
        '["event",1,0,[' + ",".join("0" * 300) + '],"click"]',
        '["event",1,0,[0],"' + "x" * 100 + '"]',
        '["event",1,0,["' + "x" * 1000 + '"],"click"]',
    ],
)
def test_a_frame_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(FrameError):
        decode(text)


def test_a_text_about_nul_is_no_nul() -> None:
    message = decode('["event",1,0,[0],"click",{"value":"\\\\u0000"}]')
    assert isinstance(message, EventMessage)
    assert message.brought == {"value": "\\u0000"}
