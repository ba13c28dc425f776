"""The pages that phones, the projector and the facilitator see, and the server that carries them."""

from .desk import desk_app, desk_path
from .phone import phone_app
from .server import bind, serving
from .wall import wall_app

__all__ = ["bind", "desk_app", "desk_path", "phone_app", "serving", "wall_app"]
