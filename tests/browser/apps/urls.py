"""The pages of the browser tests. Each visit has a token of its own, by which test and server speak of it."""

from django.contrib.staticfiles.views import serve
from django.urls import include, path

from tests.browser.apps import backstage
from tests.browser.apps.counting import Counter
from tests.browser.apps.fields import Choices, Sheet, Typing
from tests.browser.apps.happening import Happening
from tests.browser.apps.hostile import Clobbering, Hostile
from tests.browser.apps.keeping import Keeping
from tests.browser.apps.listening import Listening
from tests.browser.apps.states import States
from tests.browser.apps.ticking import Ticking

urlpatterns = [
    # Below a prefix, where Django's own handler for static files does not look.
    path("static/<path:path>", serve, {"insecure": True}),
    path("backstage/", include(backstage)),
    path("counter/<str:token>/", Counter.as_view()),
    path("copied/<str:token>/", backstage.copied(Counter.as_view())),
    path("typing/<str:token>/", Typing.as_view()),
    path("choices/<str:token>/", Choices.as_view()),
    path("sheet/<str:token>/", Sheet.as_view()),
    path("listening/<str:token>/", Listening.as_view()),
    path("happening/<str:token>/", Happening.as_view()),
    path("keeping/<str:token>/", Keeping.as_view()),
    path("states/<str:token>/<int:first>/", States.as_view()),
    path("ticking/<str:token>/", Ticking.as_view()),
    path("hostile/<str:token>/<str:first>/", Hostile.as_view()),
    path("clobbering/<str:token>/", Clobbering.as_view()),
]
