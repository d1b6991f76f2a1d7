"""How far apart two towns are, as the crow flies."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Position: TypeAlias = tuple[float, float]  # latitude and longitude, degrees
_RADIUS = 6371.0  # of the Earth, km


def kilometres(one: Position, latitudes: ArrayLike, longitudes: ArrayLike) -> NDArray[np.float64]:
    """Distances from one place to each of several, by the haversine formula: accurate to half a percent."""
    latitude, longitude = np.radians(one)
    others, along = np.radians(latitudes), np.radians(longitudes)
    half = np.sin((others - latitude) / 2) ** 2
    half = half + np.cos(latitude) * np.cos(others) * np.sin((along - longitude) / 2) ** 2
    distance: NDArray[np.float64] = 2 * _RADIUS * np.arcsin(np.sqrt(half))
    return distance
