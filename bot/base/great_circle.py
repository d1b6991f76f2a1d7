"""How far apart two places on Earth are, as the crow flies: by the haversine formula, accurate to half a percent."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS = 6371.0  # km
Position: TypeAlias = tuple[float, float]  # latitude and longitude, degrees


def kilometres(one: Position, other: Position) -> float:
    """The distance between two places."""
    return float(kilometres_to_each(one, *other))


def kilometres_to_each(one: Position, latitudes: ArrayLike, longitudes: ArrayLike) -> NDArray[np.float64]:
    """The distances from one place to each of several, whose coordinates are in degrees."""
    latitude, longitude = np.radians(one)
    others, along = np.radians(latitudes), np.radians(longitudes)
    half = np.sin((others - latitude) / 2) ** 2
    half = half + np.cos(latitude) * np.cos(others) * np.sin((along - longitude) / 2) ** 2
    distance: NDArray[np.float64] = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(half))
    return distance
