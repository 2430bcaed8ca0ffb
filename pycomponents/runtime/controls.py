"""What the user did to controls, laid over the trees last sent, so that the diff sees it (see `diff.live`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.runtime.addresses import is_path, seen_way

if TYPE_CHECKING:
    from pycomponents.runtime.instances import Tree
    from pycomponents.runtime.messages import Address, ControlState, EventMessage


def lay_over(tree: Tree, message: EventMessage, *, texts: bool) -> None:
    """Lay what `message` says of controls over the trees that its user saw, and those sent since.

    texts: whether texts are laid, too. Where an event was not carried out they are not: what is ticked or chosen goes
    back to what the server says, but what somebody has typed stays, to be mended or sent again.
    """
    if is_path(message.address):
        return  # the tree that the user saw is gone, and its controls with it
    for address, state in _states(message):
        number = address[0]
        owner = tree.instances.get(number) if isinstance(number, int) else None
        if owner is None or not owner.sent or (isinstance(state, str) and not texts):
            continue
        try:
            path, way = seen_way(owner.sent.at(message.rev), address[1:])
        except LookupError:
            continue
        if way and owner.sent.lay(message.rev, path, state):
            tree.rendered[owner] = None


def _states(message: EventMessage) -> list[tuple[Address, ControlState]]:
    # Whatever brings a control's text says what stands in it: keydown does, when Enter is to clear the field.
    text = message.brought.get("value")
    return [(message.address, text), *message.controls] if isinstance(text, str) else message.controls
