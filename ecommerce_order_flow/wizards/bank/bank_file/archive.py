"""Unpacking of archives: banks pack several statements in a ZIP file."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from .problem import UnreadableFile

ZIP = b"PK\x03\x04"
MOST_BYTES = 20_000_000  # of all files together: some 20,000 lines


def read_files(content):
    """Return the files in an archive, or the file itself if it isn't packed.

    :param bytes content: The uploaded file.
    :return: The files' contents, sorted by name.
    :raise UnreadableFile: If it is too large, damaged, or packed twice.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile("size")
    if not content.startswith(ZIP):
        return [content]
    try:
        return _unpack(content)
    # Encrypted archives raise RuntimeError, unknown methods NotImplementedError.
    except (BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile("damaged") from error


def _unpack(content):
    files = []
    left = MOST_BYTES
    with ZipFile(BytesIO(content)) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir():
                continue
            # The size stated in the archive may be wrong.
            with archive.open(info) as packed:
                file = packed.read(left + 1)
            left -= len(file)
            if left < 0:
                raise UnreadableFile("size")
            if file.startswith(ZIP):
                raise UnreadableFile("archive")
            files.append(file)
    return files
