"""A picture of the 17 administrative regions of Québec, with chosen ones marked: where is it?"""

from bot.maps.draw import MOST_MARKED, SIZE, MapError, Place, projected, region_map

__all__ = ["MOST_MARKED", "SIZE", "MapError", "Place", "projected", "region_map"]
