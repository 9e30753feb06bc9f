"""The SHA-256 of a book's events, as `vaoso log copy` and `log verify` print it,
computed without vaoso's own code from:

    vaoso events tail --from start --no-follow --json | python3 digest.py
"""
import hashlib
import json
import sys

digest = hashlib.sha256()
for line in sys.stdin.buffer:
    event = json.loads(line)
    # The stored bytes, not what a JSON library would write for them.
    data = line[line.index(b'"data":') + len(b'"data":'):line.rindex(b',"meta":')]
    meta = line[line.rindex(b',"meta":') + len(b',"meta":'):].rstrip(b"\n")[:-1]
    meta = b'{"version":%d,' % event["version"] + meta[1:]
    for value in (event["id"].encode(), event["stream"].encode(), b"%d" % event["revision"],
                  event["type"].encode(), data, meta):
        digest.update(b"%d:%s," % (len(value), value))
print(digest.hexdigest())
