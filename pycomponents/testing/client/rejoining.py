"""Another page of the server takes over, since the one before is lost: the twin of `renew` in `client/rejoin.js`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pycomponents.testing.client.fields import mode_of

if TYPE_CHECKING:
    from pycomponents.testing.client.queue import Item
    from pycomponents.testing.client.session import Client
    from pycomponents.testing.document.dom import Element


def renew(client: Client, answer: dict[str, Any]) -> None:
    """Nobody knows whether the page before carried out what was sent and not answered, so that is not sent again; what
    the user typed is, from what stands in the controls now; then comes what was never sent, by path where the document
    has changed.
    """
    html: list[str | None] | None = answer.get("html")
    client.listening.timing.flush()
    left = client.queue.restart()
    waiting = [item for item in left if not item.n]
    if html:
        for item in waiting:
            _by_path(client, item)
    client.rev, client.handled = answer["rev"], 0
    if html:
        _remount(client, html, answer)
    _resend_controls(client)
    for item in waiting:
        if not item.is_input:
            item.rev = client.rev
            client.queue.push(item)
    for item in left:
        if item.n and not item.is_input:
            client.tell_unknown(item)
    client.expire(answer.get("refused", []))


def _by_path(client: Client, item: Item) -> None:
    item.at = client.tree.path_of(item.element)
    for one in item.states:
        one.at = client.tree.path_of(one.control)
    item.states = [one for one in item.states if one.at is not None]


def _remount(client: Client, html: list[str | None], answer: dict[str, Any]) -> None:
    with client.changing():
        for index, root in enumerate(_roots(client)):
            text = html[index]
            if text:
                _remount_root(client, root, index, text)
    client.listening.define(0, answer["specs"])
    client.listening.observe()
    tree = client.tree
    client.patches.set_properties(
        entry for entry in answer["properties"] if client.is_connected(tree.root_of(entry[0][0]))
    )


def _remount_root(client: Client, root: Element, index: int, html: str) -> None:
    tree = client.tree
    for number in [number for number in tree.components if number % tree.roots == index]:
        del tree.components[number]
    # What others have taken out of the page stays what it was.
    if client.is_connected(root):
        client.morphing.become(root, html)
    else:
        tree.components[index] = root


def _resend_controls(client: Client) -> None:
    """The new page knows nothing of what the user has typed."""
    for root in _roots(client):
        for control in [*root.elements()]:
            if mode_of(control) and client.protection.is_touched(control):
                client.protection.renew(control)
                client.listening.resend(control)


def _roots(client: Client) -> list[Element]:
    return [client.tree.components[number] for number in range(client.tree.roots)]
