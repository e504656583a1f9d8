/** What is told of rows of totals: they are never data, but their numbers prove the rows. */
import { entries } from './entries.js';

export const totalsIssues = [
  ...entries('warning', [
    [
      'total-differs',
      'The total is {total}, the rows taken above it sum up to {sum}: a difference of {difference}. Not in the sum: {rejected} rows to fix, {repeats} repeated rows.',
      '合计为 {total}，其上已接受各行之和为 {sum}，相差 {difference}。未计入：退回 {rejected} 行，重复 {repeats} 行。',
      'Correct the rows to fix; if a difference stays, ask the sender which of the two is right.',
      '请先改正退回的行；如仍有差额，请与提供者核对。',
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
