"""Rows of a workbook's first sheet by python-calamine: calamine.py FILE"""

import sys

import python_calamine

book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
cells = 0
for row in book.get_sheet_by_index(0).iter_rows():
    cells += len(row)
print(cells)
