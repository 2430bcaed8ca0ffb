"""What is played both in Chromium and by our own actions, by what it is about."""

from typing import Any, Final

from tests.testing.in_chromium import Scenario


def _scenario(
    html: str, steps: str = "", *, prevent: str = "", answers: tuple[tuple[str, str, str], ...] = ()
) -> Scenario:
    """steps: with bars between them, each the name of an action, the element, and what else it takes."""
    return Scenario(html, tuple(map(_step, filter(None, steps.split(" | ")))), tuple(prevent.split()), answers)


def _step(text: str) -> tuple[Any, ...]:
    name, _, rest = text.partition(" ")
    if name == "key":
        return name, rest
    target, given, value = rest.partition(" ")
    if not given:
        return name, target
    # Several options have commas between them.
    return name, target, [*filter(None, value.split(","))] if "," in value and name == "select_option" else value


CLICKS: Final = {
    "a button takes the focus": _scenario(
        "<button id=a>A</button><input id=t value=hello>",
        "click #a | click #t",
    ),
    "what stands in a button is clicked, the button has the focus": _scenario(
        "<button id=a><b id=ab>A</b></button>",
        "click #ab",
    ),
    "twice": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "dblclick #a | dblclick #b",
    ),
    "twice on a text": _scenario(
        "<textarea id=t>one two</textarea><input id=i value=abc><input id=n type=number value=3>",
        "dblclick #t | key x | dblclick #i | key Delete | dblclick #n | key Space",
    ),
    "twice on what opens a dialog": _scenario(
        "<dialog id=d><input id=i></dialog><button id=o commandfor=d command=show-modal>Open</button>",
        "dblclick #o",
    ),
    "beside everything": _scenario(
        "<input id=i><p id=p>text</p><div id=d tabindex=-1>d</div>",
        "click #i | click #p | click #d",
    ),
    "inside of what can have the focus": _scenario(
        "<div id=o tabindex=0><input id=i><p id=p>p</p></div>",
        "click #i | click #p | click #i | key Tab | key Shift+Tab",
    ),
    "what is seen though it stands in what is hidden": _scenario(
        "<div style='visibility: hidden'><button id=a style='visibility: visible; --is-display: none'>A</button></div>",
        "click #a",
    ),
    "links": _scenario(
        "<a id=l href=/x>link</a><a id=m>no</a><a id=n href=#x><span id=s>x</span></a>",
        "click #l | press #l Enter | press #l Space | click #m | click #s",
    ),
    "boxes": _scenario(
        "<input id=c type=checkbox><input id=r type=radio>",
        "click #c | click #r | click #r | press #c Space | press #r Space | press #c Enter | dblclick #c",
    ),
    "check and uncheck": _scenario(
        "<label id=l>Check <input type=checkbox id=c></label><label id=m for=e>x</label><input type=checkbox id=e>",
        "click #l | check #c | uncheck #c | uncheck #c | check #m | uncheck #m",
    ),
    "a label takes the focus from another": _scenario(
        "<input id=i><label id=l for=c>L</label><input type=checkbox id=c>",
        "fill #i x | click #l",
    ),
    "a label with several things in it": _scenario(
        "<label id=l>T <button id=b>B</button><input id=i></label><label id=m><input id=j><a id=k href=#x>"
        "<i id=n>k</i></a></label>",
        "click #l | click #b | click #i | click #n",
    ),
    "labels of what is no field": _scenario(
        "<meter id=m></meter><label id=l for=m>x</label><label id=k>t<input type=hidden id=h>"
        "<progress id=p></progress></label><label id=j for=nix>x</label>",
        "click #l | click #j",
    ),
    "labels of a select, a radio, a button": _scenario(
        "<label id=l for=s>L</label><select id=s><option>1</select><label id=m for=r>M</label>"
        "<input type=radio id=r><label id=n for=b>N</label><button id=b popovertarget=p>x</button>"
        "<div popover id=p>x</div>",
        "click #m | click #n",
    ),
    "in the legend of a disabled fieldset": _scenario(
        "<fieldset id=f disabled><legend id=l><input id=i></legend><input id=j></fieldset>",
        "click #i",
    ),
    "options of a list": _scenario(
        "<select id=s size=4><option id=o1>a<option id=o2 disabled>b<option id=o3>c</select>",
        "click #o3 | click #o1 | click #o1",
    ),
    "options of a list for several": _scenario(
        "<select id=s multiple><option id=o1 value=1>One<option id=o2 value=2>Two</select>",
        "select_option #s 1,2 | click #o1 | click #o1",
    ),
}
PREVENTED: Final = {
    "mousedown keeps the focus where it is": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "focus #a | click #b",
        prevent="mousedown",
    ),
    "pointerdown keeps the mouse quiet": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "focus #a | click #b",
        prevent="pointerdown",
    ),
    "click turns boxes back": _scenario(
        "<input type=checkbox id=c><input type=radio name=r id=r1 checked><input type=radio name=r id=r2>"
        "<input type=radio name=r id=r3 disabled><input type=radio name=r id=r4>",
        "click #c | click #r2 | key Space | key ArrowUp",
        prevent="click",
    ),
    "click on details and labels": _scenario(
        "<details id=d><summary id=s>s</summary>x</details><label id=l>x<input type=checkbox id=c></label>",
        "click #s | key Space | key Enter | click #l",
        prevent="click",
    ),
    "keydown": _scenario(
        "<form id=f><input id=i></form>",
        "press_sequentially #i ab | key Enter | key Tab",
        prevent="keydown",
    ),
    "beforeinput": _scenario(
        "<input id=i>",
        "press_sequentially #i ab | fill #i q",
        prevent="beforeinput",
    ),
    "keyup": _scenario(
        "<button id=b>b</button><input type=checkbox id=c>",
        "press #b Space | press #b Enter | press #c Space",
        prevent="keyup",
    ),
    "submit and reset": _scenario(
        "<form id=f><input id=i name=i><button id=b name=b value=v>x</button><button id=r type=reset>x</button></form>",
        "fill #i x | click #r | click #b",
        prevent="submit reset",
    ),
    "invalid": _scenario(
        "<form id=f><input id=i required><button id=b>x</button></form>",
        "click #b",
        prevent="invalid",
    ),
    "cancel": _scenario(
        "<dialog id=d><button id=x>x</button></dialog><button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | key Escape",
        prevent="cancel",
    ),
    "beforetoggle": _scenario(
        "<dialog id=d><button id=x>x</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button><div popover id=p>P "
        "<button id=in>in</button></div><button id=b popovertarget=p>Toggle</button>",
        "click #o | click #b",
        prevent="beforetoggle",
    ),
}
TYPING: Final = {
    "keys where one has clicked": _scenario(
        "<input id=t value=hello>",
        "click #t | key x | key Tab",
    ),
    "keys where one has not clicked": _scenario(
        "<input id=t value=hello>",
        "focus #t | key x | blur #t | press #t y",
    ),
    "fill": _scenario(
        "<input id=i value=x>",
        "fill #i x | key Tab | fill #i y | fill #i x | key Tab | fill #i z | key Tab | fill #i  | clear #i | key Tab",
    ),
    "several lines": _scenario(
        "<textarea id=t>abc</textarea><input id=i value=xyz>",
        "press_sequentially #t hi\n | press #i a | press #i Backspace | fill #i  | press #i Enter | "
        "fill #i a\nb | fill #t a\nb\r\nc",
    ),
    "the caret": _scenario(
        "<input id=i value=abc>",
        "press #i Backspace | press #i End | press #i Backspace | press #i ArrowLeft | press #i x | "
        "key Shift+ArrowLeft | key y | key ArrowRight | key z | press #i Control+a | press #i Backspace | "
        "press #i Backspace | press #i Delete",
    ),
    "the caret in several lines": _scenario(
        "<textarea id=u>a&#10;b&#10;c</textarea>",
        "press #u ArrowDown | key End | key x | key ArrowUp | key y | key Home | key z | key Control+Home | "
        "key Delete | key Control+End | key ArrowUp | key w | key Shift+Enter | key Control+a | key q | key Tab",
    ),
    "Tab selects": _scenario(
        "<input id=a><input id=i value=abc><textarea id=t>hello</textarea>",
        "focus #a | key Tab | key x | key Tab | key y | key Shift+Tab | key Delete",
    ),
    "no more than maxlength": _scenario(
        "<input id=a maxlength=3><input id=e type=email maxlength=3><textarea id=t maxlength=4></textarea>",
        "press_sequentially #a abcdef | fill #a abcdef | fill #e abcdef | press_sequentially #t a\nbcdef | key Tab",
    ),
    "numbers": _scenario(
        "<input id=n type=number><input id=m type=number value=3><input id=q>",
        "press_sequentially #n 1a2e | focus #q | press_sequentially #m e | key Tab | fill #n -5 | "
        "fill #m 1.50 | focus #q | fill #m ",
    ),
    "what is no number yet": _scenario(
        "<input id=n type=number><input id=q>",
        "press_sequentially #n 1e | key Tab | press #n Backspace | press #n 5 | key Tab",
    ),
    "addresses": _scenario(
        "<input id=a type=email maxlength=5><input id=c type=url><input id=e type=email value=5><input id=q>",
        "fill #a  x@y  | fill #c  http://x/y  | press_sequentially #e e | focus #q | press #e x",
    ),
    "other kinds": _scenario(
        "<input id=p type=password><input id=s type=search><input id=t type=tel>",
        "fill #p secret | fill #s q | key Enter | key Escape | key Escape | fill #t 1 | key Tab",
    ),
    "what is picked": _scenario(
        "<input id=d type=date><input id=r type=range><input id=c type=color><input id=t type=time>"
        "<input id=w type=week><input id=m type=month><input id=l type=datetime-local>",
        "fill #d 2026-01-02 | fill #r 20 | fill #c #FF0000 | fill #t 10:30 | fill #w 2026-W01 | "
        "fill #m 2026-01 | fill #l 2026-01-02T10:00 | fill #d  | press #t Enter",
    ),
    "readonly": _scenario(
        "<input id=i readonly value=x><textarea id=t readonly>x</textarea>",
        "click #i | key a | key Backspace | key Enter | press #t b | press #t Enter | press #t Delete | key Home",
    ),
    "combinations": _scenario(
        "<input id=b><button id=c>c</button>",
        "press #b Shift+a | press #b Shift+KeyA | press #b Shift+1 | press #b Shift+Digit1 | press #b A | "
        "press #b Control+b | press #b Alt+b | press #b F2 | press #b + | press #b Shift+? | "
        "press #c Control+Shift+a",
    ),
    "letters that no key has": _scenario(
        "<input id=b>",
        "press_sequentially #b aéß€ | fill #b 日本",
    ),
    "edited in place": _scenario(
        "<div id=e contenteditable>x</div>",
        "fill #e abc | press #e Enter | press_sequentially #e x | key Backspace | key Control+a | "
        "key Backspace | key Tab",
    ),
    "what a script sets": _scenario(
        "<input id=a value=abc><input id=b>",
        "set #a xyz | press #a ! | set #a new | key Tab | press #a End | key ? | key Shift+Home | key Delete | "
        "set #a !xyz | key Tab | set #a q | focus #a | key Tab",
    ),
    "a change is told once": _scenario(
        "<form id=f><input id=i name=i value=a><button id=b>x</button></form>",
        "fill #i b | submit #f | key Enter | key Enter | key Tab",
    ),
}
CHOICES: Final = {
    "arrows on radios": _scenario(
        "<input type=radio name=r id=r1 checked><input type=radio name=r id=r2>"
        "<input type=radio name=r id=r3 disabled><input type=radio name=r id=r4>",
        "focus #r1 | key ArrowDown | key ArrowRight | key ArrowDown | key Space | key ArrowUp | key Control+ArrowUp",
    ),
    "a select": _scenario(
        "<select id=s><option id=o1 value=1>One<option id=o2 value=2>Two</select><label id=l>L"
        "<select id=m multiple><option id=p1>a<option id=p2>b<option id=p3>c</select></label>",
        "select_option #s 2 | select_option #s One | select_option #s One | select_option #m a,c | "
        "select_option #l b, | select_option #m ,",
    ),
    "keys on a select": _scenario(
        "<select id=s><option id=o1 disabled>a<optgroup disabled><option id=o2>b</optgroup><option id=o3>c"
        "<option id=o4>d<option id=o5>dd</select>",
        "focus #s | key ArrowUp | key ArrowDown | key ArrowRight | key ArrowRight | key Home | key End | "
        "key c | key ArrowLeft | key PageDown | key PageUp | key Tab",
    ),
    "keys on a list": _scenario(
        "<select id=s size=3><option id=o1>a<option id=o3>c<option id=o4>d</select>",
        "focus #s | key ArrowDown | key ArrowDown | key Home | key Home | key d",
    ),
    "keys on a list for several": _scenario(
        "<select id=s multiple size=4><option id=o1>a<option id=o3>c<option id=o4>d</select>",
        "focus #s | key ArrowDown | key ArrowDown | key Space | click #o4 | click #o1",
    ),
    "steps of a number": _scenario(
        "<input id=n type=number value=5 min=0 max=10 step=2><input id=m type=number>"
        "<input id=k type=number value=1.5 step=.5>",
        "focus #n | key ArrowUp | key ArrowUp | key ArrowUp | key ArrowUp | key ArrowDown | key PageUp | "
        "key Home | key Tab | key ArrowDown | press #k ArrowUp | key Tab",
    ),
    "a range": _scenario(
        "<input id=r type=range value=5 min=0 max=100 step=2>"
        "<input id=q type=range value=50 min=0 max=1000 step=7><input id=p type=range value=5 min=0 max=8>",
        "focus #r | key ArrowUp | key ArrowLeft | key PageUp | key PageDown | key Home | key End | key End | "
        "key Tab | key PageUp | key Tab | key PageUp",
    ),
    "a range that ends at zero": _scenario(
        "<input id=r type=range value=-5 min=-10 max=0>",
        "focus #r | key End | key PageDown | key Home | key PageUp",
    ),
    "readonly says nothing to boxes and selects": _scenario(
        "<input id=c type=checkbox readonly><select readonly id=s><option id=o1 value=1>One"
        "<option id=o2 value=2>Two</select>",
        "click #c | press #s ArrowDown",
    ),
}
FORMS: Final = {
    "Enter presses the first button": _scenario(
        "<form id=f><input id=t name=t><button id=b name=b value=1>Go</button><button id=c>2</button></form>",
        "fill #t abc | key Enter | key Enter",
    ),
    "Enter in any field but some": _scenario(
        "<form id=f><input id=c type=checkbox><input id=r type=radio><input id=g type=range>"
        "<input id=d type=date><input id=n type=number><textarea id=t></textarea><button id=b>x</button></form>",
        "press #c Enter | press #r Enter | press #g Enter | press #d Enter | press #n Enter | press #t Enter",
    ),
    "Enter with others held down": _scenario(
        "<form id=f><input id=i><textarea id=t></textarea><button id=b>x</button></form>",
        "press #i Control+Enter | press #i Shift+Enter | press #i Alt+Enter | press #t Control+Enter | "
        "press #t Shift+Enter | press #t Alt+Enter | press #b Control+Enter | press #b Shift+Enter | "
        "press #b Alt+Enter",
    ),
    "Enter without a button, in what is no field for text": _scenario(
        "<form id=f><input id=d type=date></form><form id=g><input id=t type=time><input id=x></form>"
        "<form id=h><input id=n type=number></form><form id=j><input id=k type=checkbox></form>",
        "press #d Enter | press #x Enter | press #n Enter | press #k Enter",
    ),
    "Enter without a button": _scenario(
        "<form id=f><input id=q name=q><input type=checkbox></form>",
        "press #q Enter",
    ),
    "Enter without a button, with two fields": _scenario(
        "<form id=f><input id=c type=checkbox><input id=q><input id=z></form>",
        "press #c Enter | press #q Enter",
    ),
    "Enter with a button that is disabled": _scenario(
        "<form id=f><input id=q><button id=b disabled>x</button></form>",
        "press #q Enter",
    ),
    "Enter in what is not valid": _scenario(
        "<form id=f><input id=q required></form>",
        "press #q Enter | submit #f",
    ),
    "buttons elsewhere": _scenario(
        "<form id=f><input id=i name=i><button id=b1 name=b value=1>1</button>"
        "<input type=image id=m name=m alt=go></form><button id=b3 form=f>3</button>"
        "<button id=b4 form=nix>4</button>",
        "click #b1 | click #b3 | click #b4 | click #m | submit #f",
    ),
    "buttons of all kinds": _scenario(
        "<form id=f><input type=submit id=s name=s value=Go><input type=reset id=r>"
        "<input type=button id=b value=x><button id=c popovertarget=p>x</button>"
        "<button id=d commandfor=p command=show-popover>x</button><div id=p popover>x</div></form>",
        "click #s | click #r | click #b | press #s Space | click #c | click #d",
    ),
    "what is missing is told": _scenario(
        "<form id=f><input id=t name=t required><input id=u required><button id=b>Go</button></form>",
        "click #b | click #b",
    ),
    "all that can be missing": _scenario(
        "<form id=f><select id=s required><option id=o value=''>choose<option id=p>1</select>"
        "<input type=radio name=r required id=r1><input type=radio name=r id=r2>"
        "<input type=checkbox id=c required><input type=file required id=fi>"
        "<textarea required id=t></textarea></form>",
        "submit #f | select_option #s 1 | check #r2 | check #c | fill #t x | submit #f",
    ),
    "not looked at": _scenario(
        "<form id=f><input id=a required><button id=z formnovalidate>x</button><button id=y>x</button></form>"
        "<form id=g novalidate><input id=b required><button id=w>x</button></form>",
        "click #z | click #y | click #w | submit #g",
    ),
    "too short counts only where the user has typed": _scenario(
        "<form id=f><input id=i required minlength=3 value=a><button id=b>1</button></form>",
        "click #b | fill #i b | click #b | fill #i abc | key Enter",
    ),
    "reset": _scenario(
        "<form id=f><input id=a value=x><input id=c type=checkbox checked><select id=s><option id=o1>1"
        "<option id=o2 selected>2</select><textarea id=t>abc</textarea>"
        "<button id=r type=reset>r</button></form>",
        "fill #a y | uncheck #c | select_option #s 1 | fill #t z | click #r | set #a q | press #a Enter | click #r",
    ),
    "method=dialog without a dialog": _scenario(
        "<form id=f method=dialog><button id=y>x</button></form>",
        "click #y",
    ),
    "fields that count": _scenario(
        "<form id=f><fieldset id=fs disabled><legend><input name=a value=1></legend><input name=b value=2>"
        "<select name=s><option>x</select></fieldset><input name=c value=3 disabled>"
        "<input type=checkbox name=d checked><input type=checkbox name=d2><input type=radio name=e value=1>"
        "<input type=radio name=e value=2 checked><textarea name=t>a\nb</textarea><select name=m multiple>"
        "<option selected>1<option selected disabled>2<option selected>3</select><select name=n>"
        "<option disabled>q<option>r</select><input type=hidden name=_charset_>"
        "<input name=dn value=x dirname=dn.dir><input type=button name=bb value=x>"
        "<button name=bt value=x>x</button><input type=file name=f><datalist><input name=dl></datalist>"
        "<select name=z></select><output name=o>x</output></form><input form=f name=out value='o&#13;&#10;x'>"
        "<input type=hidden form=f name=h value='o&#13;&#10;x'>",
    ),
    "of several marked the last counts": _scenario(
        "<form id=f><input type=radio name=e value=1 checked><input type=radio name=e value=2 checked>"
        "<select name=s><option selected>1<option selected>2<option>3</select><select name=t><option disabled>1"
        "<option>2</select><select name=u size=2><option>1<option>2</select><select name=v>"
        "<option disabled>1</select><select name=w><option> a  b </select></form>",
    ),
}
FOCUS: Final = {
    "Tab goes on, and out": _scenario(
        "<a id=x href='#'>one</a><input id=t><button id=b>last</button>",
        "focus #x | key Tab | key Shift+Tab | key Tab | key Tab | key Tab | key Tab",
    ),
    "what Tab reaches": _scenario(
        "<p id=p>x</p><div id=d tabindex=0>d<button id=b tabindex=2>b</button>"
        "<button id=c tabindex=1>c</button><input id=h type=hidden><input id=i disabled><a id=a href=x>a</a>"
        "<a id=a2>a</a><div id=e contenteditable>x</div><details id=dt><summary id=sm>x</summary>"
        "<button id=hid>no</button></details><button id=n tabindex=-1>n</button><fieldset disabled>"
        "<input></fieldset><div hidden><input></div><div inert><input></div></div>",
        "click #p | key Tab | key Tab | key Tab | key Tab | key Tab | key Tab | key Tab | key Tab | key Tab",
    ),
    "Tab goes on from where one has clicked": _scenario(
        "<input id=i><p id=p>text</p><button id=a>A</button><button id=b>B</button>",
        "click #p | key Tab | key Tab | blur #b | key Shift+Tab",
    ),
    "Tab from behind everything": _scenario(
        "<a id=a href=#x>link</a><input id=t><span id=s>x</span>",
        "click #s | key Tab | key Tab | click #s | key Shift+Tab",
    ),
    "Tab reaches the radio that is on": _scenario(
        "<input type=radio name=q id=q1><input id=t><input type=radio name=q id=q2 checked><input id=u>",
        "focus #u | key Shift+Tab | key Shift+Tab | key Tab",
    ),
    "Tab from a radio that is off": _scenario(
        "<input type=radio name=q id=q1><input type=radio name=q id=q2 checked><input id=u>",
        "focus #q1 | key Tab | key Tab",
    ),
    "what cannot have the focus gives its keys to what has it": _scenario(
        "<label id=l>lab <input id=li></label><input id=i><span id=s>x</span>",
        "focus #l | dblclick #l | focus #i | press #s x | press #l y | press_sequentially #s z",
    ),
    "Tab reaches a group in which none is on": _scenario(
        "<input id=t><input type=radio name=q id=q1><input type=radio name=q id=q2><input id=u>",
        "focus #u | key Shift+Tab | key Shift+Tab",
    ),
    "Tab in details": _scenario(
        "<details id=d><summary id=s>s</summary><button id=b>x</button></details>",
        "focus #s | key Tab | click #s | key Tab | key Shift+Tab",
    ),
    "focus on what cannot have it": _scenario(
        "<fieldset disabled><input id=i><button id=b>x</button></fieldset><input id=j><p id=p>x</p>",
        "focus #j | focus #p | focus #b | blur #p",
    ),
    "Space and Enter press": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "press #b Space | press #b Enter | press #a Control+Space | press #a Shift+Space",
    ),
    "what is disabled cannot keep it": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "click #a | key Tab",
        answers=(("click", "disabled", "a"),),
    ),
    "what is hidden cannot keep it": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "click #a | key Enter",
        answers=(("click", "hidden", "a"),),
    ),
    "what is inert cannot keep it": _scenario(
        "<div id=w><button id=a>x</button></div><button id=b>x</button>",
        "click #a",
        answers=(("click", "inert", "w"),),
    ),
    "disabled in the middle of typing": _scenario(
        "<input id=a>",
        "fill #a x | key Enter | key y",
        answers=(("keyup", "disabled", "a"),),
    ),
    "disabled while the mouse is down": _scenario(
        "<button id=a>A</button><button id=b>B</button>",
        "click #a",
        answers=(("mousedown", "disabled", "a"),),
    ),
    "disabled by the field that is left": _scenario(
        "<input id=a><button id=b>x</button>",
        "fill #a x | click #b",
        answers=(("blur", "disabled", "b"),),
    ),
    "a label's box that is disabled by the click": _scenario(
        "<label id=l>x<input type=checkbox id=c></label>",
        "click #l",
        answers=(("click", "disabled", "c"),),
    ),
    "a box that is disabled by its click": _scenario(
        "<input type=checkbox id=c>",
        "click #c",
        answers=(("click", "disabled", "c"),),
    ),
}
PLATFORM: Final = {
    "details": _scenario(
        "<details id=d><summary id=s>S <button id=b>b</button></summary><p>text</details>",
        "click #s | key Enter | key Space | click #b | press #b Enter | key Space",
    ),
    "details of one name": _scenario(
        "<details id=d name=n open><summary id=s>S</summary><p>text</details><details id=e name=n>"
        "<summary id=t>S</summary><p>text</details>",
        "click #t | click #t",
    ),
    "a dialog, closed by its button and by Escape": _scenario(
        "<dialog id=d><p>hi<button id=x command=close commandfor=d value=v>Close</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click #x | click #o | key Escape | press #o Enter | key Enter",
    ),
    "a dialog with nothing in it that could have the focus": _scenario(
        "<dialog id=d>only text</dialog><button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | key Tab | key Escape",
    ),
    "a dialog that Escape does not close": _scenario(
        "<dialog id=d closedby=none><a href=x id=a>text</a><input id=i autofocus></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | key Escape",
    ),
    "a dialog that closes by a click beside it": _scenario(
        "<dialog id=d closedby=any><input id=i></dialog><button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click_backdrop #d | key Tab",
    ),
    "a dialog that does not close by a click beside it": _scenario(
        "<dialog id=d><input id=i></dialog><button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click_backdrop #d | key Tab",
    ),
    "a dialog keeps Tab": _scenario(
        "<dialog id=d><input id=i><input id=j></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button><button id=p>P</button>",
        "click #o | key Tab | key Tab | key Tab | key Shift+Tab",
    ),
    "a dialog that is open already": _scenario(
        "<dialog id=d><button id=b tabindex=-1>text</button><button id=c commandfor=d command=close>c</button>"
        "<button id=e commandfor=d command=show-modal>c</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click #e | click #c | press #o Enter",
    ),
    "a dialog is asked to close": _scenario(
        "<dialog id=d>hi<button id=x commandfor=d command=request-close>c</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click #x",
    ),
    "a form in a dialog": _scenario(
        "<dialog id=d><form method=dialog id=f><input id=i name=i autofocus required>"
        "<button id=ok value=ok>ok</button><button id=no value=no formnovalidate>no</button></form></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click #ok | click #no | click #o | fill #i q | click #ok | click #o | key Enter",
    ),
    "dialogs in dialogs": _scenario(
        "<dialog id=d><button id=b commandfor=e command=show-modal>b</button><dialog id=e>"
        "<button id=c commandfor=e command=request-close>c</button></dialog></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "press #o Enter | press #b Enter | key Escape | press #b Enter | press #c Enter | key Escape",
    ),
    "a dialog whose opener is disabled by then": _scenario(
        "<dialog id=d><button id=x commandfor=d command=close>x</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click #x | key Tab",
        answers=(("beforetoggle", "disabled", "o"),),
    ),
    "a dialog that is gone once it is closed": _scenario(
        "<dialog id=d><button id=x commandfor=d command=close>x</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "click #o | click #x",
        answers=(("close", "remove", "d"),),
    ),
    "a command of one's own": _scenario(
        "<button id=c commandfor=q command=--own>b</button><div id=q></div>"
        "<button id=e commandfor=q command=show-modal>x</button>",
        "click #c | click #e",
    ),
    "a popover": _scenario(
        "<div popover id=p>P <button id=in>in</button></div><button id=b popovertarget=p>Toggle</button>"
        "<button id=c style='position:absolute;top:200px'>other</button>",
        "click #b | click #b | click #b | key Tab | key Tab | key Shift+Tab | click #c | click #b | key Escape",
    ),
    "a popover that is closed from inside": _scenario(
        "<div popover id=p><button id=x popovertarget=p popovertargetaction=hide>x</button><input id=i></div>"
        "<button id=b popovertarget=p>b</button>",
        "press #b Enter | key Tab | key Enter | press #b Enter | focus #i | key Escape",
    ),
    "a popover that one closes by hand": _scenario(
        "<div popover=manual id=p>P <input autofocus id=i></div><button id=b popovertarget=p>Toggle</button>"
        "<button id=c commandfor=p command=toggle-popover>Toggle</button>",
        "click #b | key Escape | press #c Enter | key Enter",
    ),
    "popovers in popovers": _scenario(
        "<div popover id=p><button id=b2 popovertarget=q>q</button><div popover id=q>"
        "<button id=y>y</button></div></div><button id=b popovertarget=p>p</button>",
        "press #b Enter | press #b2 Enter | key Escape | key Escape | press #b Enter | "
        "press #b2 Enter | press #b Enter",
    ),
    "one popover closes the other": _scenario(
        "<div popover id=p>P <button id=in>in</button></div><button id=b popovertarget=p>Toggle</button>"
        "<div popover id=z>Z</div><button id=bz popovertarget=z>z</button>",
        "press #b Enter | press #bz Enter | press #bz Enter",
    ),
    "hints beside popovers": _scenario(
        "<div popover=auto id=p>p</div><div popover=hint id=h>h</div><button id=b popovertarget=p>b</button>"
        "<button id=c popovertarget=h>c</button><input id=i style='margin-left:300px'>",
        "press #b Enter | press #c Enter | click #i",
    ),
    "a popover in a dialog": _scenario(
        "<dialog id=d><button id=b popovertarget=p>b</button><div popover id=p>p</div>"
        "<button id=c commandfor=d command=close>c</button></dialog>"
        "<button id=o commandfor=d command=show-modal>Open</button>",
        "press #o Enter | press #b Enter | key Escape | press #b Enter | press #c Enter",
    ),
    "a popover that has gone": _scenario(
        "<div popover id=p>x</div><button id=o popovertarget=p>o</button>",
        "click #o | press #o y | key Escape",
        answers=(("keydown", "remove", "p"),),
    ),
}

GROUPS: Final = {
    "clicks": CLICKS,
    "prevented": PREVENTED,
    "typing": TYPING,
    "choices": CHOICES,
    "forms": FORMS,
    "focus": FOCUS,
    "platform": PLATFORM,
}

# Only where the pointer goes is told here: it goes where the middle of an element is.
POINTER: Final = _scenario(
    "<div id=d>xx<button id=a>x</button></div><p id=p>para <b id=b>bold</b></p><button id=z disabled>z</button>",
    "hover #a | hover #b | hover #a | hover #a | click #b | dblclick #p | hover #z",
)
