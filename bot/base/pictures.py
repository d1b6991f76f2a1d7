"""A drawing as a small PNG file, and a picture that somebody sent re-encoded."""

from io import BytesIO
from typing import TYPE_CHECKING

from bot.base.errors import BotError

if TYPE_CHECKING:  # matplotlib takes half a second to import: only what draws pays for it
    from matplotlib.figure import Figure

_READ = ("JPEG", "PNG", "WEBP")
_LONGEST_SIDE = 2000  # pixels, the longer side of a re-encoded picture
_MOST_PIXELS = 50_000_000  # limit once unpacked: a small file may hold a huge picture
_COLOURS = 256  # colours of a drawing, including the mixed ones along its edges


def png(figure: "Figure") -> bytes:
    """The file of a drawing, with a palette: a third of the size and no visible difference."""
    from PIL import Image

    raw = BytesIO()
    figure.savefig(raw, format="raw", dpi=figure.dpi)
    size = tuple(round(inches * figure.dpi) for inches in figure.get_size_inches())
    picture = Image.frombytes("RGBA", (size[0], size[1]), raw.getvalue()).convert("RGB")
    file = BytesIO()
    picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


class NoPicture(BotError):
    """A file that is not a picture of an accepted kind, or is too large to be unpacked."""


def made_anew(content: bytes) -> bytes:
    """A picture somebody sent, as a JPEG of its pixels alone: without location, embedded program or trailing data.

    Raises:
        NoPicture: it is not of a kind that is accepted.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=_READ) as given:
            if given.width * given.height > _MOST_PIXELS:
                raise NoPicture
            turned = ImageOps.exif_transpose(given).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture from error
    turned.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    file = BytesIO()
    turned.save(file, "JPEG", quality=85)
    return file.getvalue()
