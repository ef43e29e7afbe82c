"""Reads portable bitmaps as hex, one a line; prints the members that CRoaring finds, and its own bytes, optimized for runs on every other line."""
import sys

from pyroaring import BitMap64

for number, line in enumerate(sys.stdin):
    bitmap = BitMap64.deserialize(bytes.fromhex(line.strip()))
    members = ",".join(map(str, bitmap))
    if number % 2:
        bitmap.run_optimize()
    print(f"{members};{bitmap.serialize().hex()}")
