"""What the runtime must be told of Django: models in state and props, whole forms, languages, connections."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import close_old_connections, models
from django.db.backends.signals import connection_created
from django.http import QueryDict
from django.urls import get_script_prefix, get_urlconf
from django.utils import timezone, translation

from pycomponents.component.memo_shared import vary_shared
from pycomponents.component.payload import add_form_type
from pycomponents.errors import CodecError
from pycomponents.runtime.codec import Adapter, add_adapter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from pycomponents.web.request import PageRequest


def install() -> None:
    """Tell it, once, when Django has loaded its apps."""
    add_adapter(Adapter(lambda kind: issubclass(kind, models.Model), _write_model, _read_model))
    add_form_type(QueryDict, _query_dict)
    vary_shared(_around)
    connection_created.connect(_note_connection, dispatch_uid="pycomponents")


def _around() -> tuple[object, ...]:
    """What texts, times and URLs depend on."""
    zone = timezone.get_current_timezone_name()
    return translation.get_language(), zone, get_script_prefix(), get_urlconf()


def _write_model(instance: models.Model) -> object:
    if instance.pk is None or instance._state.adding:
        raise CodecError(f"{instance._meta.label} is not saved, so it could not be read back. Save it first.")
    return instance.pk if isinstance(instance.pk, (int, str)) else str(instance.pk)


def _read_model(kind: type[Any], pk: object) -> object:
    try:
        return kind._default_manager.get(pk=pk)
    except ObjectDoesNotExist:
        raise CodecError(f"{kind._meta.label} {pk!r} is gone.") from None


def _query_dict(pairs: Sequence[tuple[str, str]]) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, value in pairs:
        form.appendlist(name, value)
    form._mutable = False
    return form


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):  # a fixed offset has no name that can be read back
        return timezone.get_default_timezone()


# Replaceable: what ends connections that have grown old or broken, before and after each stay on a thread.
tidy_connections: Callable[[], None] = close_old_connections


class PageSurroundings:
    """Language and time zone of the page's first HTML; on threads, connections that are still good."""

    def __init__(self, request: PageRequest) -> None:
        self._language = request.language
        self._zone = _zone(request.time_zone)
        # A thread of ours starts with these, and every event passes here.
        self._is_plain = self._language == settings.LANGUAGE_CODE and self._zone == timezone.get_default_timezone()

    def enter(self) -> None:
        if self._is_plain:
            return
        if self._language is None:
            translation.deactivate_all()
        else:
            translation.activate(self._language)
        timezone.activate(self._zone)

    def tidy(self) -> None:
        if hasattr(_threads, "connected"):  # a thread that never had a connection has none to tidy
            tidy_connections()


_threads: Final = threading.local()


def _note_connection(**_: object) -> None:
    _threads.connected = True
