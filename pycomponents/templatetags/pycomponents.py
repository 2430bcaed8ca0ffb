"""`{% load pycomponents %}`: components in Django's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.base import token_kwargs
from django.utils.safestring import mark_safe

from pycomponents.web import embedding

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.template.base import FilterExpression, Parser, Token
    from django.template.context import Context

register = template.Library()


class ComponentNode(template.Node):
    """`{% component "app.Name" prop=value %}`."""

    def __init__(self, tag: str, name: FilterExpression, props: dict[str, FilterExpression]) -> None:
        self.tag = tag
        self.name = name
        self.props = props

    def render(self, context: Context) -> str:
        name = self.name.resolve(context)
        props = {prop: value.resolve(context) for prop, value in self.props.items()}
        shared = self.tag == "shared_component"
        return embedding.component(f"{{% {self.tag} %}}", _request(context), name, props, shared=shared)


# Not Django's `simple_tag`: with it, no prop could be called like a parameter.
@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """A component of this name, with these props: its HTML, which comes alive."""
    tag, *bits = token.split_contents()
    if not bits or "=" in bits[0].split('"')[0]:
        raise template.TemplateSyntaxError(
            f'{{% {tag} %}} wants the name of a component first: {{% {tag} "app.Name" prop=value %}}.'
        )
    name = parser.compile_filter(bits.pop(0))
    props = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{{% {tag} %}} takes props by name, as in title=value. Got: {bits[0]!r}.")
    return ComponentNode(tag, name, props)


# Made for nobody in particular: it may stand in what is cached for all.
register.tag("shared_component", component)


@register.simple_tag(takes_context=True)
def pycomponents_assets(context: Context) -> str:
    """The client, once for a page."""
    return mark_safe(embedding.assets(_request(context)))


def _request(context: Context) -> HttpRequest | None:
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return request
