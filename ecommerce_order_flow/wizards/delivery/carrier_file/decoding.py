"""Turns bytes into text: every text is read, only its umlauts may be doubtful.

Only encodings in which separators, digits and quotes are ASCII are guessed, so that a
wrong guess never swallows one: numbers and dates come out right in any case.
"""

import codecs
import re

from .problem import UnreadableFile

# Longest first, for one begins like another.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Likely ones first: Windows, then MS-DOS. The last two read any byte.
ENCODINGS = ("cp1252", "cp1250", "iso8859-2", "cp850", "cp437")
SAMPLE_SIZE = 200_000  # bytes by which the encoding is recognised
# The letters of languages beyond ASCII. A word with letters of two languages is none.
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
# A sharp s follows a vowel: otherwise it is another letter in another encoding.
GERMAN = re.compile(r"(?:[a-zäöü]|(?<=[aeiouyäöü])ß)+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(content):
    """Return the text of a file.

    :raise UnreadableFile: If it is no text.
    """
    text = decode_marked(content) or decode_unmarked(content)
    text = text.rstrip("\x1a")  # the end of a file in MS-DOS
    if CONTROL.search(text):
        raise UnreadableFile
    return text.lstrip("\ufeff")


def decode_marked(content):
    """Return the text of a file that says how it is encoded, none if it doesn't."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFile from error
    return None


def decode_unmarked(content):
    """Return the text of a file in UTF-8, else as its words look best."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(find_wide_encoding(content) or "utf-8")
    except UnicodeDecodeError:
        return content.decode(find_encoding(content[:SAMPLE_SIZE]), errors="replace")


def find_wide_encoding(content):
    """Return the encoding of two bytes a letter that isn't marked, none if it has one.

    Of each pair of an ASCII letter's bytes one is zero.
    """
    half = len(content) // 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and content[offset::2].count(0) > 0.7 * half:
            return encoding
    return None


def find_encoding(content):
    """Return the single-byte encoding in which most words are words of a language."""
    scores = {}
    for encoding in ENCODINGS:
        try:
            scores[encoding] = score_words(content.decode(encoding))
        except UnicodeDecodeError:
            continue  # a byte means nothing in it
    return max(scores, key=scores.get)


def score_words(text):
    """Return how many words beyond ASCII are possible ones; German ones count twice."""
    return sum(map(score_word, WORD.findall(text)))


def score_word(word):
    """Return how likely letters and signs are a word: signs are in none."""
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
