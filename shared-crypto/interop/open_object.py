#!/usr/bin/env python3
"""Opens stored objects by SPEC.md, without Strongroom.

  open_object.py show RECORD                      what to ask the KMS
  open_object.py open RECORD --out FILE [--kms-answer FILE [--outer-kms-answer FILE] | --customer-key FILE]
                      BLOB_OR_FOLDER...
  open_object.py vectors FOLDER                   checks every test vector

A key's file that is as long as the key holds the key itself. Otherwise, without white space around, twice as many
hexadecimal digits are hexadecimal, and anything else is Base64. The file at --out is replaced.
"""

import argparse
import base64
import binascii
import collections
import json
import os
import pathlib
import stat
import sys
import tempfile
import uuid

import strongroom_format as fmt
import vectors


def read_record(path):
    return fmt.read_record(pathlib.Path(path).read_bytes())


def key_length(envelope):
    """What a KMS wrapped is the data key itself; the other wraps need 32 bytes (WRAP-2)."""
    return envelope.suite.layer.key_bytes if envelope.wrap == "KMS" else 32


def read_key(path, length):
    data = pathlib.Path(path).read_bytes()
    if len(data) == length:
        return data
    text = data.strip()
    try:
        if len(text) == 2 * length:
            key = binascii.unhexlify(text)
        else:
            key = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        key = b""
    fmt.require(len(key) == length, f"{path} holds no key of {length} bytes")
    return key


def pass_over(path, why):
    print(f"passed over {path}: {why.strerror}", file=sys.stderr)


def files_in(place):
    """Files only, no pipes or devices; links to folders are not entered, but a place may be one."""
    if not os.path.isdir(place):
        yield place
        return
    for folder, _, names in os.walk(place, onerror=lambda e: pass_over(e.filename, e)):
        yield from (pathlib.Path(folder, name) for name in names)


def blobs_by_commitment(places, wanted):
    """All files with the header of a wanted stream: copies and damaged ones, too."""
    found = {commitment: [] for commitment in wanted}
    for path in (path for place in places for path in files_in(pathlib.Path(place))):
        try:
            if stat.S_ISREG(path.stat().st_mode):
                with path.open("rb") as file:
                    found.get(file.read(fmt.HEADER)[24:], []).append(path)
        except OSError as e:
            pass_over(path, e)
    return found


def segments(part, suite, key, paths):
    """The plaintext of a part, from whichever of its files can be read.

    Where one fails the next goes on. A file that failed at one place may be of use further on, when another has led past
    it: it is then opened anew, with all checks (SEG-8).
    """
    name = str(uuid.UUID(bytes=part.blob_id))
    paths = collections.deque(sorted(set(paths), key=lambda path: (path.name != name, path)))
    fmt.require(paths, f"blob {name} is missing")
    k, failed_here, failures = 0, set(), {}
    while len(failed_here) < len(paths):
        path = paths.popleft()
        try:
            with path.open("rb") as file:
                stream = fmt.Stream(suite, key, part.blob_id, part.commitment, file)
                fmt.require(stream.length == part.length, "length of a part")
                while k <= stream.last:
                    clear = stream.segment(k)
                    k += 1
                    failed_here.clear()
                    yield clear
                return
        except (fmt.Rejected, OSError) as e:
            failures.setdefault(path, e)
            failed_here.add(path)
            paths.append(path)
    reasons = ", ".join(f"{path} ({why})" for path, why in failures.items())
    raise fmt.Rejected(f"blob {name} cannot be read from {reasons}")


def for_kms(wrap):
    return {
        "KeyId": wrap.key_id,
        "EncryptionContext": dict(wrap.context),
        "CiphertextBlob": base64.b64encode(wrap.for_kms).decode(),
    }


def show(arguments):
    arn, envelope, _ = read_record(arguments.record)
    about = {"objectArn": arn, "suite": envelope.suite.id, "wrap": envelope.wrap}
    if envelope.wrap != "customer key":
        about.update(for_kms(envelope))
    if envelope.outer:
        about["outer"] = for_kms(envelope.outer)
    print(json.dumps(about, indent=2, ensure_ascii=False))


def open_object(arguments):
    arn, envelope, manifest = read_record(arguments.record)
    length = key_length(envelope)
    answer = arguments.kms_answer and read_key(arguments.kms_answer, length)
    customer = arguments.customer_key and read_key(arguments.customer_key, length)
    outer = arguments.outer_kms_answer and read_key(arguments.outer_kms_answer, 32)
    key = fmt.data_key(envelope, arn, answer, customer, outer)
    parts = fmt.decode_manifest(manifest, envelope.suite, key)
    blobs = blobs_by_commitment(arguments.blobs, {part.commitment for part in parts})
    out_path = pathlib.Path(arguments.out).absolute()
    # For its owner only, under a name nobody else has.
    handle, partial = tempfile.mkstemp(".partial", ".open-", out_path.parent)
    try:
        with open(handle, "wb") as out:
            for part in parts:
                for clear in segments(part, envelope.suite, key, blobs[part.commitment]):
                    out.write(clear)
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, out_path)
    finally:
        pathlib.Path(partial).unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("show")
    command.add_argument("record")
    command.set_defaults(run=show)
    command = commands.add_parser("open")
    command.add_argument("record")
    command.add_argument("blobs", nargs="+")
    command.add_argument("--out", required=True)
    command.add_argument("--kms-answer")
    command.add_argument("--outer-kms-answer")
    command.add_argument("--customer-key")
    command.set_defaults(run=open_object)
    command = commands.add_parser("vectors")
    command.add_argument("folder")
    command.set_defaults(run=lambda arguments: vectors.check_all(pathlib.Path(arguments.folder)))
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except fmt.Rejected as e:
        sys.exit(f"rejected: {e}")
    except OSError as e:
        sys.exit(f"{e.filename or 'output'}: {e.strerror}")


if __name__ == "__main__":
    main()
