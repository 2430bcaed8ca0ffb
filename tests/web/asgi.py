"""What the servers of these tests run, and what only they may import: it changes constants and makes tables."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable
from typing import Any

from channels.routing import ProtocolTypeRouter
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from pycomponents.web.asgi import sockets
from tests.web.site import queries


def _log(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    queries.append(sql)
    return execute(sql, params, many, context)


def _watch(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    connection.execute_wrappers.append(_log)


for _name, _value in json.loads(os.environ.get("PYCOMPONENTS_TEST_PATCHES", "{}")).items():
    _module, _, _constant = _name.rpartition(".")
    setattr(importlib.import_module(_module), _constant, _value)

if not connection.introspection.table_names():
    call_command("migrate", run_syncdb=True, verbosity=0)
connection.close()
connection_created.connect(_watch)

application = ProtocolTypeRouter({"http": ASGIStaticFilesHandler(get_asgi_application()), "websocket": sockets()})
