"""Unpacks what banks pack: several statements in a ZIP file."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from .problem import UnreadableFile

ZIP = b"PK\x03\x04"
MOST_BYTES = 20_000_000  # of all files together: some 20,000 lines


def read_files(content):
    """Return the files that a file consists of: itself, unless it is packed.

    :param bytes content: What somebody chose.
    :return: The files' contents, in the order of their names.
    :raise UnreadableFile: If it is too large, damaged, or packed twice.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile("size")
    if not content.startswith(ZIP):
        return [content]
    try:
        return _unpack(content)
    # Encrypted ones raise RuntimeError, unknown methods NotImplementedError.
    except (BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile("damaged") from error


def _unpack(content):
    files = []
    left = MOST_BYTES
    with ZipFile(BytesIO(content)) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir():
                continue
            # What the archive says of a size needn't be true.
            with archive.open(info) as packed:
                file = packed.read(left + 1)
            left -= len(file)
            if left < 0:
                raise UnreadableFile("size")
            if file.startswith(ZIP):
                raise UnreadableFile("archive")
            files.append(file)
    return files
