"""A request, as it is generated, shortened, sent and told."""

import json
import shlex
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

BOUNDARY = "fuzzfuzzfuzz"
FORM = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
# How a body is written, by its kind, and what its content type says.
KINDS = {
    "form": FORM,
    "multipart": MULTIPART,
    "file": MULTIPART,  # each field is a file
    "cut": MULTIPART,  # without its end
    "json": "application/json",
    "rpc": "application/json",
    "text": "text/plain",
    "lie": "application/octet-stream",
    "none": "",
}
LONGEST_TOLD = 300  # characters of a value


@dataclass(frozen=True)
class Request:
    """What a visitor sends.

    :ivar str visitor: The name of the session.
    :ivar tuple query: Pairs of a name and a value in the address.
    :ivar tuple form: Pairs of a name and a value in the body, or None without a body.
        Lone surrogates stand for bytes that aren't UTF-8.
    :ivar str kind: How the body is written, of `KINDS`.
    """

    visitor: str
    method: str
    path: str
    query: tuple = ()
    form: tuple | None = None
    kind: str = "form"

    @property
    def target(self):
        """The path with its query, escaped."""
        query = f"?{encode(self.query)}" if self.query else ""
        return quote(self.path, safe="/%", errors="surrogateescape") + query

    @property
    def values(self):
        """The values of all fields."""
        return [value for _name, value in (*self.query, *(self.form or ()))]

    def get_body(self):
        """Return the body's bytes, or None."""
        if self.form is None:
            return None
        return WRITERS.get(self.kind, write_form)(self.form)

    def get_headers(self):
        content_type = KINDS[self.kind]
        if self.form is None or not content_type:
            return {}
        return {"Content-Type": content_type}

    def shortened(self):
        """Yield simpler requests: with a field less, or half of a value."""
        for part in ("query", "form"):
            fields = getattr(self, part) or ()
            for place, (name, value) in enumerate(fields):
                before, after = fields[:place], fields[place + 1 :]
                yield replace(self, **{part: before + after})
                middle = len(value) // 2
                if middle and name != "csrf_token":
                    for half in (value[:middle], value[middle:]):
                        yield replace(self, **{part: (*before, (name, half), *after)})
        if self.form and self.kind != "form":
            yield replace(self, kind="form")

    def tell(self, site):
        """Return a command that sends it; long values are cut off."""
        words = ["curl", "-i", "-X", self.method, site + cut(self.target)]
        words += ["-b", f"session_id={self.visitor}"]
        for name, value in self.get_headers().items():
            words += ["-H", f"{name}: {value}"]
        if self.form is not None:
            body = self.get_body().decode(errors="backslashreplace")
            words += ["--data-binary", cut(body)]
        return shlex.join(words)


def cut(text):
    if len(text) <= LONGEST_TOLD:
        return text
    return f"{text[:LONGEST_TOLD]}... ({len(text)} characters)"


def encode(fields):
    return urlencode(fields, errors="surrogateescape")


def to_bytes(text):
    return text.encode("utf-8", "surrogateescape")


# === BODIES === #


def write_form(fields):
    return encode(fields).encode()


def write_parts(fields, as_files=False):
    """Return a multipart body; a field may be a file that somebody uploads."""
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (
            BOUNDARY.encode(),
            to_bytes(name),
            # Without its session's token no form is read at all.
            b'; filename="a.txt"' if as_files and name != "csrf_token" else b"",
            to_bytes(value),
        )
        for name, value in fields
    ]
    return b"".join(parts) + b"--%s--\r\n" % BOUNDARY.encode()


def write_files(fields):
    return write_parts(fields, as_files=True)


def write_cut(fields):
    body = write_parts(fields)
    return body[: len(body) // 2]


def write_json(fields):
    return json.dumps(dict(fields)).encode()


def write_rpc(fields):
    return json.dumps({"jsonrpc": "2.0", "id": 1, "params": dict(fields)}).encode()


WRITERS = {
    "multipart": write_parts,
    "file": write_files,
    "cut": write_cut,
    "json": write_json,
    "rpc": write_rpc,
}
