"""Photos of customers, encoded anew, so that only the image remains."""

from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 60_000_000  # more than the cameras of phones have
LONGEST_SIDE = 1920  # pixels
QUALITY = 85


def encode_photo(data):
    """Return a photo as a JPEG file of limited size, without the camera's metadata.

    :param bytes data: Untrusted contents of a file.
    :return: None if it is no photo.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            return _encode(ImageOps.exif_transpose(image))
    except Exception:  # noqa: BLE001 malicious files raise anything in Pillow
        return None


def _encode(image):
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new image has no metadata, such as the place where the photo was taken.
    photo = Image.new("RGB", image.size, "white")
    has_alpha = image.mode in ("RGBA", "LA", "PA")
    photo.paste(image.convert("RGB"), mask=image.getchannel("A") if has_alpha else None)
    file = BytesIO()
    photo.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
