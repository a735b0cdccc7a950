"""Runs the test vectors of SPEC.md, section 12."""

import io
import uuid

import strongroom_format as fmt

SUBJECT = {"stream": "stream", "envelope": "envelope", "wrap": "wrapped", "manifest": "manifest", "metadata": "sealed"}


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
    subject = SUBJECT[name.split("/")[0]]
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


def stream(case):
    blob = uuid.UUID(case.text("blob-id")).bytes
    file = io.BytesIO(case.bytes("stream"))
    opened = fmt.Stream(case.suite(), case.bytes("data-key"), blob, case.bytes("commitment"), file)
    assert b"".join(opened.segments()) == plaintext(int(case.text("plaintext-length")))


def envelope(case):
    decoded = fmt.decode_envelope(case.bytes("envelope"))
    assert (decoded.suite, decoded.wrap) == (case.suite(), case.text("wrap"))
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


KINDS = {"stream": stream, "envelope": envelope, "wrap": wrap, "manifest": manifest, "metadata": metadata}


def check(folder, name):
    case = Case(resolved(folder, name))
    try:
        KINDS[name.split("/")[0]](case)
        return case.text("expect") == "success"
    except fmt.Rejected:
        return case.text("expect") == "rejected"


def check_all(folder):
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    failed = [name for name in names if not check(folder, name)]
    print(f"{len(names) - len(failed)} of {len(names)} vectors as they say")
    if failed or not names:
        raise SystemExit("not as they say: " + ", ".join(failed))
