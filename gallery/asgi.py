"""What `make gallery` serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gallery.settings")

from channels.routing import ProtocolTypeRouter
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application

from pycomponents.web.asgi import sockets

application = ProtocolTypeRouter({"http": ASGIStaticFilesHandler(get_asgi_application()), "websocket": sockets()})
