/** Where a cell stands. Columns of a form are called by the places of their values: `B5`, in a text file `5:2` (row and column), the second in one cell `B5#2`; those of records in cells by their column, `B#2`. */

interface Place {
  row?: number | null;
  column?: string | null;
}

/** Row and column of the cell itself: those of a row, but for a form's. */
export function cellOf<T extends Place>(place: T): T {
  const column = place.column ?? '';
  const [, letters, below] = /^([A-Z]{1,3})(\d+)(?:#\d+)?$/.exec(column) ?? [];
  if (letters !== undefined) return { ...place, row: Number(below), column: letters };
  const [, row, number] = /^(\d+):(\d+)(?:#\d+)?$/.exec(column) ?? [];
  if (number !== undefined) return { ...place, row: Number(row), column: number };
  const [, alone] = /^([A-Z]{1,3}|\d+)#\d+$/.exec(column) ?? [];
  return alone === undefined ? place : { ...place, column: alone };
}
