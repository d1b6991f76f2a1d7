"""Pictures of the 17 administrative regions of Québec, and of the way between two towns: where is it?"""

from bot.maps.draw import MOST_MARKED, MapError, region_map
from bot.maps.map_picture import SIZE
from bot.maps.plane import Place, projected
from bot.maps.way import way_map

__all__ = ["MOST_MARKED", "SIZE", "MapError", "Place", "projected", "region_map", "way_map"]
