"""A picture of the 17 administrative regions of Québec, with chosen ones marked: where is it?"""

from bot.maps.draw import MOST_MARKED, MapError, region_map
from bot.maps.plane import Place, projected
from bot.maps.sheet import SIZE

__all__ = ["MOST_MARKED", "SIZE", "MapError", "Place", "projected", "region_map"]
