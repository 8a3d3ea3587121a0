"""Photos of customers: what is no photo doesn't survive."""

import random
from io import BytesIO

import pytest
from PIL import Image

from .reader import rules

encode_photo = rules.photos.encode_photo


def draw(kind="JPEG", size=(40, 30), mode="RGB", **options):
    file = BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()


def read(data):
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "I;16"),
        ("PNG", "LA"),
        ("WEBP", "RGB"),
    ],
)
def test_photos_become_jpeg_files(kind, mode):
    photo = read(encode_photo(draw(kind, mode=mode)))

    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (40, 30))


def test_large_photos_are_made_smaller():
    assert read(encode_photo(draw(size=(4000, 2000)))).size == (1920, 960)


def test_metadata_are_dropped_and_the_photo_stays_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "Secret"
    data = draw(exif=exif)
    assert b"Secret" in data

    photo = encode_photo(data)

    assert b"Secret" not in photo
    assert read(photo).size == (30, 40)
    assert not read(photo).getexif()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00" + b"\0" * 200,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"GIF89a" + b"\0" * 50,
        draw("GIF"),
        draw("BMP"),
        draw()[:200],
    ],
)
def test_anything_else_is_refused(data):
    assert encode_photo(data) is None


def test_photo_that_unfolds_to_more_than_memory_is_refused():
    assert encode_photo(draw("PNG", size=(20_000, 4_000), mode="1")) is None


def test_what_hangs_on_a_photo_is_cut():
    assert b"<script>" not in encode_photo(draw() + b"<script>")


def test_damaged_photos_raise_nothing():
    chance = random.Random(26)
    for kind in ("JPEG", "PNG", "WEBP"):
        data = bytearray(draw(kind))
        for _time in range(200):
            damaged = bytearray(data)
            for _byte in range(chance.randrange(1, 8)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            encode_photo(bytes(damaged))
