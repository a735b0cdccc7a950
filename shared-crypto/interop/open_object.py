#!/usr/bin/env python3
"""Opens stored objects by SPEC.md, without Strongroom.

  open_object.py show RECORD                      what to ask the KMS
  open_object.py open RECORD --out FILE [--kms-answer FILE | --customer-key FILE] BLOB_OR_FOLDER...
  open_object.py vectors FOLDER                   checks every test vector

Keys are files of raw bytes, or of their Base64 or hexadecimal text.
"""

import argparse
import base64
import binascii
import json
import os
import pathlib
import sys

import strongroom_format as fmt
import vectors


def read_key(path):
    data = pathlib.Path(path).read_bytes()
    if len(data) in (16, 32):
        return data
    text = data.decode("ascii").strip()
    try:
        return bytes.fromhex(text)
    except ValueError:
        return base64.b64decode(text, validate=True)


def blobs_by_commitment(places):
    found = {}
    for place in map(pathlib.Path, places):
        for path in [place] if place.is_file() else place.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    found[file.read(fmt.HEADER)[24:]] = path
    return found


def show(arguments):
    arn, envelope, _ = fmt.read_record(pathlib.Path(arguments.record).read_bytes())
    about = {"objectArn": arn, "suite": envelope.suite.id, "wrap": envelope.wrap}
    if envelope.wrap != "customer key":
        about["KeyId"] = envelope.key_id
        about["EncryptionContext"] = dict(envelope.context)
        about["CiphertextBlob"] = base64.b64encode(envelope.for_kms).decode()
    print(json.dumps(about, indent=2, ensure_ascii=False))


def open_object(arguments):
    arn, envelope, manifest = fmt.read_record(pathlib.Path(arguments.record).read_bytes())
    answer = arguments.kms_answer and read_key(arguments.kms_answer)
    customer = arguments.customer_key and read_key(arguments.customer_key)
    key = fmt.data_key(envelope, arn, answer, customer)
    blobs = blobs_by_commitment(arguments.blobs)
    partial = arguments.out + ".partial"
    try:
        with open(partial, "wb") as out:
            for part in fmt.decode_manifest(manifest, envelope.suite, key):
                fmt.require(part.commitment in blobs, "a blob is missing")
                with blobs[part.commitment].open("rb") as file:
                    stream = fmt.Stream(envelope.suite, key, part.blob_id, part.commitment, file)
                    fmt.require(stream.length == part.length, "length of a part")
                    for clear in stream.segments():
                        out.write(clear)
        os.replace(partial, arguments.out)
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


if __name__ == "__main__":
    main()
