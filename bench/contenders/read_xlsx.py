"""A workbook's first sheet into a table by DuckDB's own reader: read_xlsx.py FILE"""

import glob
import os
import sys

import duckdb
import duckdb_extension_excel

folder = os.path.dirname(duckdb_extension_excel.__file__)
(extension,) = glob.glob(folder + "/**/*.duckdb_extension", recursive=True)
engine = duckdb.connect(config={"threads": 2})
engine.execute(f"LOAD '{extension}'")
engine.execute("CREATE TABLE t AS SELECT * FROM read_xlsx(?, all_varchar = true)", [sys.argv[1]])
print(engine.execute("SELECT count(*) FROM t").fetchone()[0])
