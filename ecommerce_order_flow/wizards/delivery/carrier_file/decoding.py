"""Decoding of bytes: every text is read, only umlauts may be uncertain.

Only encodings with ASCII separators, digits and quotes are guessed, so that a wrong
guess never loses one: numbers and dates are right in any case.
"""

import codecs
import re

from .problem import UnreadableFile

# Longest first, because one is the beginning of another.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LETTER_SIZES = {"utf-16": 2, "utf-32": 4}  # bytes, at least
# Likely ones first: Windows, then MS-DOS. The last two decode any byte.
ENCODINGS = ("cp1252", "cp1250", "iso8859-2", "cp850", "cp437")
SAMPLE_SIZE = 200_000  # bytes used for the recognition
# The non-ASCII letters of languages. No word has letters of two languages.
ALPHABETS = [
    set(letters)
    for letters in (
        "äöüé",  # German
        "àâæçéèêëîïôœùûüÿ",  # French
        "àèéìòù",  # Italian
        "áéíñóúü",  # Spanish
        "ãõáâàçéêíóôú",  # Portuguese
        "æøåéöäü",  # Scandinavian
        "áðéíóúýþæö",  # Icelandic
        "ëïéèöü",  # Dutch
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "ąćęłńóśźż",  # Polish
        "áéíóöőúüű",  # Hungarian
        "čćđšž",  # Croatian
        "ăâîşţ",  # Romanian
    )
]
WORD = re.compile(r"[a-zA-Z]*[^\x00-\x7f][a-zA-Z\x80-\uffff]*")
AROUND_WORDS = "\xa0\xab\xbb\xad\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026"
# A sharp s follows a vowel: otherwise it is a letter of another encoding.
GERMAN = re.compile(r"(?:[a-zäöü]|(?<=[aeiouyäöü])ß)+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(content):
    """Return the text of a file.

    :raise UnreadableFile: If it is no text.
    """
    text = decode_marked(content) or decode_unmarked(content)
    text = text.rstrip("\x1a\0")  # end of a file in MS-DOS
    if CONTROL.search(text):
        raise UnreadableFile
    return text.lstrip("\ufeff")


def decode_marked(content):
    """Return the text of a file with a byte order mark, or None without one."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return cut_padding(content, encoding).decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFile from error
    return None


def decode_unmarked(content):
    """Return the text of a file in UTF-8, or else in the likeliest encoding."""
    content = content.removeprefix(codecs.BOM_UTF8).rstrip(b"\0")
    encoding = find_wide_encoding(content) or "utf-8"
    try:
        return cut_padding(content, encoding).decode(encoding)
    except UnicodeDecodeError:
        return content.decode(find_encoding(content[:SAMPLE_SIZE]), errors="replace")


def cut_padding(content, encoding):
    """Return a file without the zeros with which some programs pad it.

    Those of its last letter are kept.
    """
    content = content.rstrip(b"\0")
    size = LETTER_SIZES.get(encoding[:6], 1)
    return content + b"\0" * (-len(content) % size)


def find_wide_encoding(content):
    """Return the unmarked two-byte encoding of a file, or None.

    One of the two bytes of each ASCII letter is zero.
    """
    half = len(content) // 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and content[offset::2].count(0) > 0.7 * half:
            return encoding
    return None


def find_encoding(content):
    """Return the single-byte encoding in which most words are possible."""
    scores = {}
    for encoding in ENCODINGS:
        try:
            scores[encoding] = score_words(content.decode(encoding))
        except UnicodeDecodeError:
            continue  # a byte is undefined in it
    return max(scores, key=scores.get)


def score_words(text):
    """Return the number of possible non-ASCII words; German ones count twice."""
    return sum(map(score_word, WORD.findall(text)))


def score_word(word):
    """Return the score of a word; words with symbols are impossible."""
    word = word.strip(AROUND_WORDS)
    if word and not word.isalpha():
        return -1
    if not (word.islower() or word.isupper() or word.istitle()):
        return 0
    word = word.lower()
    if GERMAN.fullmatch(word):
        return 2
    letters = {letter for letter in word if letter > "\x7f"}
    return int(bool(letters) and any(letters <= alphabet for alphabet in ALPHABETS))
