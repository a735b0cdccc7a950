"""Runs the test vectors of SPEC.md, section 12."""

import io
import uuid

import strongroom_format as fmt



def read(path):
    lines = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, value = line.split(": ", 1) if ": " in line else (line.removesuffix(":"), "")
        lines.setdefault(name, []).append(value)
    return lines


def resolved(folder, name):
    lines = read(folder / name)
    if "from" not in lines:
        return lines
    base = resolved(folder, lines["from"][0])
    subject, _ = KINDS[name.split("/")[0]]
    data = bytearray.fromhex(base[subject][0])
    for change in lines.get("change", []):
        apply(data, change.split(" "))
    return {**base, subject: [data.hex()], **lines}


def apply(data, change):
    what = change[0]
    if what == "append":
        data += bytes.fromhex(change[1])
        return
    a, *more = map(int, change[1:])
    if what == "flip":
        data[a] ^= 1
    elif what == "cut":
        del data[a:]
    elif what == "drop":
        del data[a : a + more[0]]
    elif what == "copy":
        data[more[0] : more[0] + more[1]] = data[a : a + more[1]]
    elif what == "move":
        b, n = more
        data[a : a + n], data[b : b + n] = data[b : b + n], data[a : a + n]
    else:
        raise ValueError(what)


def plaintext(length):
    return bytes((i * 7 + i // 251) % 256 for i in range(length))


class Case:
    def __init__(self, lines):
        self.lines = lines

    def text(self, name):
        (value,) = self.lines[name]
        return value

    def all(self, name):
        return self.lines.get(name, [])

    def bytes(self, name):
        return bytes.fromhex(self.text(name))

    def suite(self):
        return fmt.suite_of(int(self.text("suite")))

    def range(self, length):
        """First position and the one after the last; the line has the last."""
        if not self.all("range"):
            return 0, length
        first, last = map(int, self.text("range").split(" "))
        return first, last + 1

    def expects_success(self):
        return self.text("expect") == "success"


def stream(case):
    blob = uuid.UUID(case.text("blob-id")).bytes
    file = io.BytesIO(case.bytes("stream"))
    start, released = 0, b""
    try:
        opened = fmt.Stream(case.suite(), case.bytes("data-key"), blob, case.bytes("commitment"), file)
        for length in case.all("part-length"):
            fmt.require(opened.length == int(length), "length of a part")
        start, end = case.range(opened.length)
        try:
            for piece in opened.read(start, end):
                released += piece
        except fmt.Rejected:
            assert_reads_no_more(opened, start + len(released))
            raise
        assert opened.length == int(case.text("plaintext-length"))
        assert len(released) == end - start
        assert fmt.opaque_tag(file) == case.text("opaque-tag")
    except fmt.Rejected:
        assert case.expects_success() or len(released) == int(case.text("released"))
        raise
    finally:
        assert released == plaintext(start + len(released))[start:]


def assert_reads_no_more(opened, position):
    for start in 0, position:
        try:
            next(opened.read(start, start + 1))
        except fmt.Rejected:
            continue
        raise AssertionError("read on after a rejected segment")


def envelope(case):
    decoded = fmt.decode_envelope(case.bytes("envelope"))
    assert (decoded.suite, decoded.wrap) == (case.suite(), case.text("wrap"))
    if decoded.outer:
        assert decoded.outer.key_id == case.text("outer-key-id")
        assert sorted(f"{n}={v}" for n, v in decoded.outer.context) == sorted(case.all("outer-context"))
        assert decoded.outer.bucket_key == case.bytes("outer-wrapped-bucket-key")
        assert decoded.outer.data_key == case.bytes("outer-wrapped-data-key")
    assert decoded.data_key == case.bytes("wrapped-data-key")
    if decoded.wrap != "customer key":
        assert decoded.key_id == case.text("key-id")
        assert sorted(f"{n}={v}" for n, v in decoded.context) == sorted(case.all("context"))
    if decoded.wrap == "bucket key":
        assert decoded.bucket_key == case.bytes("wrapped-bucket-key")


def wrap(case):
    key, wrapped = case.bytes("wrapping-key"), case.bytes("wrapped")
    secret = fmt.unwrap(case.text("purpose"), case.suite(), key, wrapped, case.text("object-arn"))
    assert secret == case.bytes("secret")


def manifest(case):
    parts = fmt.decode_manifest(case.bytes("manifest"), case.suite(), case.bytes("data-key"))
    assert [str(p.number) for p in parts] == case.all("part-number")
    assert [str(uuid.UUID(bytes=p.blob_id)) for p in parts] == case.all("part-blob-id")
    assert [str(p.length) for p in parts] == case.all("part-length")
    assert [p.commitment.hex() for p in parts] == case.all("part-commitment")


def metadata(case):
    key = fmt.metadata_key(case.suite(), case.bytes("data-key"))
    value = fmt.open_sealed_value(case.suite(), key, case.text("label"), case.bytes("sealed"))
    assert value == case.bytes("plaintext")


def open_envelope(case):
    """Whether a KMS would be asked; nothing is unwrapped here."""
    fmt.check_binding(fmt.decode_envelope(case.bytes("envelope")), case.text("object-arn"))


def export(case):
    arn, decoded, manifest_bytes = fmt.read_record(case.bytes("record"))
    assert arn == case.text("object-arn")
    assert decoded == fmt.decode_envelope(case.bytes("envelope"))
    assert manifest_bytes == case.bytes("manifest")


KINDS = {
    "stream": ("stream", stream),
    "envelope": ("envelope", envelope),
    "open": ("envelope", open_envelope),
    "export": ("record", export),
    "wrap": ("wrapped", wrap),
    "manifest": ("manifest", manifest),
    "metadata": ("sealed", metadata),
}


def check(folder, name):
    case = Case(resolved(folder, name))
    _, read_case = KINDS[name.split("/")[0]]
    try:
        read_case(case)
        return case.expects_success()
    except fmt.Rejected:
        return not case.expects_success()


def check_all(folder):
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    failed = [name for name in names if not check(folder, name)]
    print(f"{len(names) - len(failed)} of {len(names)} vectors as they say")
    if failed or not names:
        raise SystemExit("not as they say: " + ", ".join(failed))
