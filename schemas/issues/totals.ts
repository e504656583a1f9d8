/** What is told of rows of totals: they are never data, but their numbers prove the rows. */
import { entries } from './entries.js';

const compare = 'Correct the rows to fix; if a difference stays, ask the sender which of the two is right.';
const compareZh = '请先改正退回的行；如仍有差额，请与提供者核对。';

export const totalsIssues = [
  ...entries('warning', [
    [
      'total-differs',
      'The total is {total}, the rows taken that it covers sum up to {sum}: a difference of {difference}. Not in the sum: {rejected} {rejected|row|rows} to fix, {repeats} repeated {repeats|row|rows}.',
      '合计为 {total}，所含已接受各行之和为 {sum}，相差 {difference}。未计入：退回 {rejected} 行，重复 {repeats} 行。',
      compare,
      compareZh,
    ],
    [
      'total-differs-units',
      'The total is {total}, the rows taken that it covers sum up to {sum}: a difference of {difference}, in the unit of the column (×{unit}; {whole} in all). Not in the sum: {rejected} {rejected|row|rows} to fix, {repeats} repeated {repeats|row|rows}.',
      '合计为 {total}，所含已接受各行之和为 {sum}，相差 {difference}（按该列的单位 ×{unit}，即相差 {whole}）。未计入：退回 {rejected} 行，重复 {repeats} 行。',
      compare,
      compareZh,
    ],
    [
      'total-not-compared',
      'The row of totals holds formulas whose results were not saved: it could not be compared with the rows above it.',
      '合计行是公式，但文件中没有保存计算结果：未能与其上各行核对。',
      'Open the file, let it calculate, save it and send it again if the total is to be checked.',
      '如需核对合计，请打开文件重新计算并保存后再发送。',
    ],
  ]),
  ...entries('info', [
    [
      'total-agrees',
      'The totals of this column ({totals}) agree with the sums of the rows taken.',
      '该列的合计（{totals} 处）与已接受各行之和一致。',
      'Nothing to do.',
      '无需处理。',
    ],
  ]),
];
