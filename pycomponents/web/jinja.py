"""Components in Jinja2's templates: an extension that brings the functions `component` and `pycomponents_assets`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.ext import Extension
from markupsafe import Markup

from pycomponents.web import embedding

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context


class Components(Extension):
    """`"OPTIONS": {"extensions": ["pycomponents.web.jinja.Components"]}` of Django's Jinja2 backend."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        globals_: dict[str, Any] = environment.globals
        for function in (component, shared_component, pycomponents_assets):
            globals_[function.__name__] = function


@pass_context
def component(context: Context, name: str, /, **props: Any) -> Markup:
    """A component of this name, with these props: its HTML, which comes alive."""
    return Markup(embedding.component("component()", context.get("request"), name, props))


@pass_context
def shared_component(context: Context, name: str, /, **props: Any) -> Markup:
    """Made for nobody in particular: it may stand in what is cached for all."""
    return Markup(embedding.component("shared_component()", context.get("request"), name, props, shared=True))


@pass_context
def pycomponents_assets(context: Context) -> Markup:
    """The client, once for a page."""
    return Markup(embedding.assets(context.get("request")))
