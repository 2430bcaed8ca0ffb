"""Stories of components: `from pycomponents.stories import story`."""

from pycomponents.stories.knobs import Bounds as Bounds
from pycomponents.stories.knobs import Control as Control
from pycomponents.stories.knobs import Kind as Kind
from pycomponents.stories.knobs import Knob as Knob
from pycomponents.stories.story import Budget as Budget
from pycomponents.stories.story import Story as Story
from pycomponents.stories.story import skip as skip
from pycomponents.stories.story import story as story
