"""The object format of ../SPEC.md, read by other means: nothing here comes from the Java code.

Section numbers are those of SPEC.md. Needs the package `cryptography`, version 42 or later, with SM4-GCM.
"""

import hashlib
import hmac
import json
import base64
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import hmac as library_hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SEGMENT = 16384
TAG = 16
HEADER = 56
NONCE = 12


class Rejected(Exception):
    """GEN-1: the one error. The argument is for whoever debugs this file."""


def require(holds, what):
    if not holds:
        raise Rejected(what)


# 2. Suites


@dataclass(frozen=True)
class Suite:
    id: int
    aead: str
    key_bytes: int
    derivation: object
    authentication: object
    block_cipher: object
    layer_id: int = 0

    @property
    def layer(self):
        """What each layer of a stream is sealed with (3.7)."""
        return SUITES[self.layer_id or self.id]

    @property
    def twice(self):
        return self.layer is not self

    def open(self, key, nonce, sealed, additional=b""):
        return aead_open(self.block_cipher(key), nonce, sealed, additional)


def aead_open(block_cipher, nonce, sealed, additional):
    require(len(sealed) >= TAG, "shorter than a tag")
    decryptor = Cipher(block_cipher, modes.GCM(nonce, sealed[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(additional)
    try:
        return decryptor.update(sealed[:-TAG]) + decryptor.finalize()
    except InvalidTag:
        raise Rejected("tag") from None


SUITES = {
    1: Suite(1, "AEAD_AES_256_GCM", 32, hashes.SHA512(), hashes.SHA256(), algorithms.AES),
    2: Suite(2, "AEAD_SM4_GCM", 16, hashes.SM3(), hashes.SM3(), algorithms.SM4),
    3: Suite(3, "AEAD_AES_256_GCM+AEAD_AES_256_GCM", 64, hashes.SHA512(), hashes.SHA256(), algorithms.AES, 1),
}


def suite_of(number):
    require(number in SUITES, "unknown suite")
    return SUITES[number]


def mac(algorithm, key, message):
    code = library_hmac.HMAC(key, algorithm)
    code.update(message)
    return code.finalize()


def expand(algorithm, key, info, length):
    """HKDF-Expand, RFC 5869."""
    out, block = b"", b""
    for counter in range(1, 256):
        if len(out) >= length:
            break
        block = mac(algorithm, key, block + info + bytes([counter]))
        out += block
    return out[:length]


def same(a, b):
    return hmac.compare_digest(a, b)


# 3. Sealed streams


def plaintext_length(sealed_length):
    full, rest = divmod(sealed_length - HEADER, SEGMENT + TAG)
    require(sealed_length >= HEADER and rest >= TAG and full < 2**38, "impossible length")
    return full * SEGMENT + rest - TAG


def Stream(suite, data_key, blob_id, commitment, file):
    """A stored stream in a file open for reading. Of two layers it is the inner one, read through the outer one."""
    require(len(data_key) == suite.key_bytes, "data key length")
    context = b"strongroom/blob@v1" + blob_id
    if not suite.twice:
        return Layer(suite, data_key, context, commitment, file)
    half = suite.layer.key_bytes
    outer = Layer(suite.layer, data_key[half:], b"strongroom/outer-layer@v1" + context, commitment, file)
    return Layer(suite.layer, data_key[:half], context, None, Inside(outer))


class Inside:
    """What an opened layer holds, as a file."""

    def __init__(self, outer):
        self.outer, self.at = outer, 0

    def seek(self, position, whence=0):
        self.at = position + (self.outer.length if whence == 2 else 0)
        return self.at

    def read(self, length):
        data = b"".join(self.outer.read(self.at, min(self.at + length, self.outer.length)))
        self.at += len(data)
        return data


class Layer:
    """Checks header and last segment at once (3.4)."""

    def __init__(self, suite, key, context, commitment, file):
        self.suite, self.file, self.rejected = suite, file, False
        self.length = plaintext_length(file.seek(0, 2))
        file.seek(0)
        salt, stored = file.read(24), file.read(32)
        info = b"c2sp.org/chunked-encryption@v1+" + suite.aead.encode() + b"\0" + salt
        derived = expand(suite.derivation, key, info + context, suite.key_bytes + NONCE + 32)
        self.key = derived[: suite.key_bytes]
        self.base_nonce = derived[suite.key_bytes : suite.key_bytes + NONCE]
        require(same(stored, derived[-32:]), "commitment")
        require(commitment is None or same(stored, commitment), "another stream")
        self.last = self.length // SEGMENT
        require(len(self.segment(self.last)) == self.length % SEGMENT, "last segment")

    def segment(self, k):
        require(not self.rejected, "an earlier segment was rejected")
        nonce = bytes(x ^ y for x, y in zip(self.base_nonce, k.to_bytes(NONCE, "big")))
        try:
            self.file.seek(HEADER + k * (SEGMENT + TAG))
            return self.suite.open(self.key, nonce, self.file.read(SEGMENT + TAG))
        except Rejected:
            self.rejected = True
            raise

    def segments(self):
        return self.read(0, self.length)

    def read(self, start, end):
        """The bytes from start to before end, in pieces. Opens the segments that hold them alone."""
        while start < end:
            k, skip = divmod(start, SEGMENT)
            piece = self.segment(k)[skip : skip + end - start]
            yield piece
            start += len(piece)


# 4. Envelope


class Reader:
    """GEN-3: takes what is there, rejects what is not."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, length):
        require(length <= len(self.data) - self.at, "cut short")
        self.at += length
        return self.data[self.at - length : self.at]

    def number(self, length):
        return int.from_bytes(self.take(length), "big")

    def bytes(self, least, most):
        value = self.take(self.number(2))
        require(least <= len(value) <= most, "length out of bounds")
        return value

    def text(self, least=0, most=65535):
        try:
            return self.bytes(least, most).decode("utf-8")
        except UnicodeDecodeError:
            raise Rejected("not UTF-8") from None

    def end(self):
        require(self.at == len(self.data), "bytes after the end")


@dataclass(frozen=True)
class Envelope:
    suite: Suite
    wrap: str
    data_key: bytes
    key_id: str = ""
    bucket_key: bytes = b""
    context: tuple = ()
    outer: object = None

    @property
    def for_kms(self):
        """What the KMS is asked to decrypt."""
        return self.bucket_key or self.data_key


def decode_envelope(data):
    require(len(data) <= 70680, "envelope too long")
    r = Reader(data)
    require(r.take(4) == b"SRE1", "another magic")
    suite = suite_of(r.number(1))
    kind = r.number(1)
    require((kind == 4) == suite.twice, "layers of suite and wrap")
    if kind == 3:
        envelope = Envelope(suite, "customer key", r.bytes(1, 8192))
    elif kind == 4:
        inner = decode_wrap(r, suite, r.number(1))
        outer = decode_wrap(r, suite.layer, r.number(1))
        require(outer.wrap == "bucket key", "an outer key without a bucket key")
        envelope = replace(inner, outer=outer)
    else:
        envelope = decode_wrap(r, suite, kind)
    r.end()
    return envelope


def decode_wrap(r, suite, kind):
    """One that needs a KMS."""
    require(kind in (1, 2), "unknown wrap")
    key_id = r.text(1, 2048)
    wrapped = r.bytes(1, 8192)
    context = decode_context(r)
    if kind == 1:
        return Envelope(suite, "KMS", wrapped, key_id, b"", context)
    return Envelope(suite, "bucket key", r.bytes(1, 8192), key_id, wrapped, context)


def decode_context(r):
    count = r.number(2)
    require(count <= 128, "too many pairs")
    pairs = tuple((r.text(), r.text()) for _ in range(count))
    names = [name.encode() for name, _ in pairs]
    require(all(a < b for a, b in zip(names, names[1:])), "pairs not in order")
    require(sum(len(n.encode()) + len(v.encode()) for n, v in pairs) <= 16384, "context too long")
    return pairs


def check_binding(envelope, object_arn):
    """ENV-3."""
    if envelope.wrap == "customer key":
        return
    context = dict(envelope.context)
    require("strongroom:use" not in context, "record of an upload")
    bound = context.get("aws:s3:arn")
    bucket_arn = object_arn.split("/")[0]
    allowed = (object_arn,) if envelope.wrap == "KMS" else (object_arn, bucket_arn)
    require(bound in allowed, "record of another object")
    if envelope.outer:
        check_binding(envelope.outer, object_arn)


# 5. Local wraps


BUCKET_KEY_WRAP = "strongroom/bucket-key-wrap@v1"
CUSTOMER_KEY_WRAP = "strongroom/customer-key-wrap@v1"
METADATA_KEY_WRAP = "strongroom/metadata-key-wrap@v1"
OUTER_KEY_WRAP = "strongroom/outer-key-wrap@v1"


def secret_length(purpose, suite):
    known = (BUCKET_KEY_WRAP, CUSTOMER_KEY_WRAP, METADATA_KEY_WRAP, OUTER_KEY_WRAP)
    require(purpose in known, "unknown purpose")
    return 32 if purpose == METADATA_KEY_WRAP else suite.key_bytes


def arn_bytes(object_arn):
    try:
        encoded = object_arn.encode()
    except UnicodeEncodeError:
        raise Rejected("ARN with half a surrogate pair") from None
    require(1 <= len(encoded) <= 4096, "length of the object ARN")
    return encoded


def unwrap(purpose, suite, wrapping_key, wrapped, object_arn):
    length = secret_length(purpose, suite)
    require(len(wrapping_key) == 32, "wrapping key length")
    r = Reader(wrapped)
    require(r.number(1) == 1, "another version")
    salt, commitment = r.take(32), r.take(32)
    okm = expand(hashes.SHA512(), mac(hashes.SHA512(), salt, wrapping_key), purpose.encode(), 76)
    require(same(commitment, okm[44:]), "wrap commitment")
    additional = purpose.encode() + b"\0" + bytes([suite.id]) + arn_bytes(object_arn)
    secret = aead_open(algorithms.AES(okm[:32]), okm[32:44], wrapped[65:], additional)
    require(len(secret) == length, "length of the wrapped key")
    return secret


def data_key(envelope, object_arn, kms_answer=None, customer_key=None, outer_answer=None):
    """The data key, from what the KMS answered or from the customer's key."""
    check_binding(envelope, object_arn)
    wrap, suite = envelope.wrap, envelope.suite.layer
    key = customer_key if wrap == "customer key" else kms_answer
    require(key is not None, "needs another kind of key")
    if wrap == "customer key":
        key = unwrap(CUSTOMER_KEY_WRAP, suite, key, envelope.data_key, object_arn)
    elif wrap == "bucket key":
        key = unwrap(BUCKET_KEY_WRAP, suite, key, envelope.data_key, object_arn)
    require(len(key) == suite.key_bytes, "data key length")
    if not envelope.outer:
        return key
    require(outer_answer is not None, "needs the KMS's answer for the outer key")
    return key + unwrap(OUTER_KEY_WRAP, suite, outer_answer, envelope.outer.data_key, object_arn)


# 6. and 7. Part manifest, metadata key


@dataclass(frozen=True)
class Part:
    number: int
    blob_id: bytes
    length: int
    commitment: bytes


def metadata_key(suite, key):
    require(len(key) == suite.key_bytes, "data key length")
    info = b"strongroom/metadata-key@v1+" + suite.aead.encode()
    return expand(suite.derivation, key, info, 32)


def decode_manifest(data, suite, key):
    r = Reader(data)
    require(r.take(4) == b"SRM1", "another magic")
    require(suite_of(r.number(1)) == suite, "another suite")
    count = r.number(2)
    require(1 <= count <= 10_000, "number of parts")
    parts = [Part(r.number(2), r.take(16), r.number(8), r.take(32)) for _ in range(count)]
    authenticated = r.at
    manifest_key = expand(suite.derivation, metadata_key(suite, key), b"strongroom/part-manifest@v1", 32)
    require(same(r.take(32), mac(suite.authentication, manifest_key, data[:authenticated])), "manifest")
    r.end()
    numbers = [0] + [part.number for part in parts]
    require(all(a < b for a, b in zip(numbers, numbers[1:])) and numbers[-1] <= 10_000, "part order")
    require(sum(part.length for part in parts) < 2**52, "object too long")
    return parts


def open_sealed_value(suite, metadata, label, sealed):
    require(len(sealed) <= 24 + 65536 + TAG, "sealed value too long")
    r = Reader(sealed)
    info = b"strongroom/sealed-metadata@v1+" + suite.aead.encode() + b"\0" + r.take(24) + label.encode()
    size = suite.layer.key_bytes
    derived = expand(suite.derivation, metadata, info, size + NONCE)
    return suite.open(derived[:size], derived[size:], sealed[24:])


# 4.2 Export


def canonical_base64(text):
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, "Base64 in another form")
    return data


def read_record(data):
    """From the bytes of a file."""

    def members(pairs):
        found = dict(pairs)
        require(len(found) == len(pairs), "repeated member")
        return found

    try:
        # Decoded here, since json.loads would guess other encodings and take a byte order mark.
        record = json.loads(data.decode("utf-8"), object_pairs_hook=members)
        require(isinstance(record, dict), "not an object record")
        require(set(record) == {"format", "objectArn", "envelope", "manifest"}, "members")
        require(all(isinstance(value, str) for value in record.values()), "members")
        require(record["format"] == "strongroom/object-record@v1", "another format")
        arn_bytes(record["objectArn"])
        envelope = decode_envelope(canonical_base64(record["envelope"]))
        manifest = canonical_base64(record["manifest"])
    except (ValueError, RecursionError):
        raise Rejected("not an object record") from None
    return record["objectArn"], envelope, manifest


def opaque_tag(file):
    """3.6, from stored bytes alone; a tag for each part of the object."""
    size = file.seek(0, 2)
    file.seek(0)
    digest = hashlib.sha256(file.read(HEADER))
    for k in range(plaintext_length(size) // SEGMENT + 1):
        file.seek(min(size, HEADER + (k + 1) * (SEGMENT + TAG)) - TAG)
        digest.update(file.read(TAG))
    return digest.hexdigest()[:32]
