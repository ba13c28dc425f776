"""What there is to see to before, in the evening of, and after a day: values for a list."""

from .after import after
from .before import before
from .chore import Act, Around, Chore, Item
from .evening import evening
from .moment import PARTS, Part, fitting

__all__ = ["PARTS", "Act", "Around", "Chore", "Item", "Part", "after", "before", "evening", "fitting"]
