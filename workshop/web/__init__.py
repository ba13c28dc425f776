"""The pages that phones and the projector see, and the server that carries them."""

from .phone import phone_app
from .server import addresses, bind, serving
from .wall import wall_app

__all__ = ["addresses", "bind", "phone_app", "serving", "wall_app"]
