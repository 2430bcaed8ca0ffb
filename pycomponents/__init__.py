"""Server-driven user interfaces for Django: write Python classes, no templates and no JavaScript."""

from pycomponents.component.component import Component as Component
from pycomponents.component.event import Event as Event
from pycomponents.component.event import event as event
from pycomponents.component.event_types import ClickEvent as ClickEvent
from pycomponents.component.event_types import DragEvent as DragEvent
from pycomponents.component.event_types import FocusEvent as FocusEvent
from pycomponents.component.event_types import InputEvent as InputEvent
from pycomponents.component.event_types import KeyEvent as KeyEvent
from pycomponents.component.event_types import MediaEvent as MediaEvent
from pycomponents.component.event_types import MouseEvent as MouseEvent
from pycomponents.component.event_types import PointerEvent as PointerEvent
from pycomponents.component.event_types import SubmitEvent as SubmitEvent
from pycomponents.component.event_types import WheelEvent as WheelEvent
from pycomponents.component.fields import computed as computed
from pycomponents.component.fields import state as state
from pycomponents.component.memo import each as each
from pycomponents.component.memo_calls import memo as memo
from pycomponents.component.refs import ref as ref
from pycomponents.component.timers import Timer as Timer
from pycomponents.dom.tags import Node as Node
