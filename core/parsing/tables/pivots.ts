/** Pivot tables: what Excel, WPS and LibreOffice write above them says so. Their rows sum up rows of another list, and one another. */
import type { StagedTable } from '../../../schemas/staging.js';

const rowLabels =
  /(?:^|[/\n] *)(?:行标签|行標籤|row labels|zeilenbeschriftungen|étiquettes de lignes|etiquetas de fila|rótulos de linha|etichette di riga|行ラベル)(?= *(?:$|[/\n]))/iu;
const figures =
  /(?:^|[/\n] *)(?:(?:求和项|计数项|平均值项|最大值项|最小值项|乘积项|加總|計數) *[:：的-]|(?:sum|count|average|max|min) of |(?:summe|anzahl|mittelwert) von |(?:somme|nombre|moyenne) de |(?:suma|cuenta|recuento|promedio) de |(?:soma|contagem|média) de |(?:somma|conteggio|media) di |(?:合計|データの個数|平均) *\/)/iu;

/** A column of row labels beside one of sums, counts … */
export function isPivot({ columns }: StagedTable): boolean {
  const headers = columns.map(({ header }) => header);
  return headers.some((header) => rowLabels.test(header)) && headers.some((header) => figures.test(header));
}
