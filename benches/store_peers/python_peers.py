"""DuckDB and Oxigraph through Python on the graph of `store_peers --export FILE`: extra rows; the calls cost some microseconds.

    pip install duckdb pyoxigraph
    python3 python_peers.py FILE
"""
import os
import random
import sys
import tempfile
import time

import duckdb

source = sys.argv[1]
folder = tempfile.mkdtemp()
path = os.path.join(folder, "peer.duckdb")
database = duckdb.connect(path)
started = time.perf_counter()
database.execute(
    "CREATE TABLE statement AS SELECT * FROM read_csv(?, header=false, columns={"
    "'s': 'INTEGER', 'r': 'UTINYINT', 'o': 'INTEGER', 'd': 'INTEGER', 'name': 'VARCHAR'})",
    [source],
)
database.execute("CREATE INDEX by_subject ON statement (s)")
database.execute("CREATE INDEX by_object ON statement (o)")
database.execute("CHECKPOINT")
count = database.execute("SELECT COUNT(*) FROM statement").fetchone()[0]
print(f"duckdb load with indices: {time.perf_counter() - started:.2f} s, {count} statements, "
      f"{os.path.getsize(path) / count:.1f} B/statement")

samples = database.execute("SELECT s, r, o FROM statement USING SAMPLE 300 ROWS (reservoir, 42)").fetchall()


def measure(name, query, arguments):
    started = time.perf_counter()
    done = 0
    for sample in samples:
        database.execute(query, arguments(sample)).fetchall()
        done += 1
        if time.perf_counter() - started > 4:
            break
    print(f"duckdb {name}: {(time.perf_counter() - started) / done * 1e6:.0f} µs ({done} samples)")


measure("one hop", "SELECT o FROM statement WHERE s = ? AND r = ?", lambda x: x[:2])
measure("one hop back", "SELECT s FROM statement WHERE o = ? AND r = ?", lambda x: (x[2], x[1]))
measure(
    "two-hop count",
    "SELECT COUNT(*) FROM statement a JOIN statement b ON a.o = b.s WHERE a.s = ? AND a.r = ? AND b.r = ?",
    lambda x: (x[0], x[1], x[1]),
)
for name, query in [
    ("two-hop rows of the whole graph", "SELECT COUNT(*) FROM statement a JOIN statement b ON a.o = b.s"),
    ("join of two relations",
     "SELECT COUNT(*) FROM statement a JOIN statement b ON a.o = b.s WHERE a.r = 3 AND b.r = 11"),
    ("top out-degree", "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM statement GROUP BY s)"),
]:
    started = time.perf_counter()
    answer = database.execute(query).fetchone()[0]
    print(f"duckdb {name}: {(time.perf_counter() - started) * 1e3:.1f} ms ({answer})")

# Oxigraph with its own store on disk, by its bulk loader; names are labels, the document is the named graph.
try:
    import pyoxigraph
except ImportError:
    sys.exit()
quads = os.path.join(folder, "statements.nq")
names = {}
with open(source) as rows, open(quads, "w") as out:
    for row in rows:
        s, r, o, d, name = row.rstrip("\n").split(",", 4)
        out.write(f"<urn:e:{s}> <urn:r:{r}> <urn:e:{o}> <urn:d:{d}> .\n")
        names[s] = name
    for s, name in names.items():
        out.write(f'<urn:e:{s}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}" .\n')
path = os.path.join(folder, "oxigraph")
started = time.perf_counter()
store = pyoxigraph.Store(path)
store.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
seconds = time.perf_counter() - started
size = sum(os.path.getsize(os.path.join(place, file)) for place, _, files in os.walk(path) for file in files)
print(f"oxigraph bulk load from N-Quads: {seconds:.2f} s, {size / count:.1f} B/statement")


def walk(name, work):
    started = time.perf_counter()
    done = 0
    for sample in samples:
        work(*sample)
        done += 1
        if time.perf_counter() - started > 4:
            break
    print(f"oxigraph {name}: {(time.perf_counter() - started) / done * 1e6:.0f} µs ({done} samples)")


def entity(number):
    return pyoxigraph.NamedNode(f"urn:e:{number}")


def relation(number):
    return pyoxigraph.NamedNode(f"urn:r:{number}")


def answers(query):
    return [row for row in store.query(query)]


walk("one hop", lambda s, r, o: list(store.quads_for_pattern(entity(s), relation(r), None, None)))
walk("one hop back", lambda s, r, o: list(store.quads_for_pattern(None, relation(r), entity(o), None)))
walk("SPARQL one hop", lambda s, r, o: answers(
    f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ <urn:e:{s}> <urn:r:{r}> ?o }} }}"))
walk("SPARQL two-hop count", lambda s, r, o: answers(
    f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ <urn:e:{s}> <urn:r:{r}> ?m }} GRAPH ?h {{ ?m <urn:r:{r}> ?o }} }}"))
