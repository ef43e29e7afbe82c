"""Asks a running server by the Python client and prints what came back, one JSON document a query."""
import json
import sys

from trino.dbapi import connect

host, port = sys.argv[1], int(sys.argv[2])
cursor = connect(host=host, port=port, user="python").cursor()
for sql in sys.argv[3:]:
    cursor.execute(sql)
    print(json.dumps(cursor.fetchall(), default=str))
