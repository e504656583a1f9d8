/** Receipts with many rows to fix are written by a thread of their own: the main thread goes on meanwhile. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { compiledModule } from '../core/archive/compiled.js';
import { tempName } from '../core/archive/files.js';
import type { ReceiptDataset, ReceiptInput, RejectedRow } from '../core/intake/receipts/input.js';
import { receiptLimits, type ReceiptPlace, type WrittenReceipt } from '../core/intake/receipts/receipt.js';
import { NamedError } from '../schemas/errors.js';
import type { ReceiptAnswer, ReceiptTask } from './receipt-thread.js';

/** From so many rows on the thread's start is worth it. */
export const largeFromRows = 500;

export interface LargeReceiptPlace extends Pick<ReceiptPlace, 'folder' | 'replaces'> {
  /** Signs row tokens. */
  secret: Uint8Array;
  /** Old-generation heap of the thread; past it the thread is ended. */
  threadMemoryMb: number;
}

/** As `writeReceipt`, in a thread. Throws `receipt-thread` (tried again) when the thread ends by itself; nothing is left behind then. */
export async function writeLargeReceipt(input: ReceiptInput, place: LargeReceiptPlace): Promise<WrittenReceipt> {
  const { folder, replaces = null, secret, threadMemoryMb } = place;
  const temps = Array.from({ length: receiptLimits.books }, () => tempName());
  const { port1, port2 } = new MessageChannel();
  const { rejected, ...rest } = input;
  const datasets = { dataset: input.dataset && plain(input.dataset), datasets: input.datasets.map(plain) };
  const workerData: ReceiptTask = {
    input: { ...rest, ...datasets },
    place: { folder, replaces, temps },
    secret,
    pages: port2,
  };
  const resourceLimits = { maxOldGenerationSizeMb: threadMemoryMb };
  const worker = new Worker(compiledModule('./receipt-thread.js', import.meta.url), {
    workerData,
    transferList: [port2],
    resourceLimits,
  });
  try {
    const answer = await Promise.race([answerOf(worker), servePages(port1, rejected)]);
    if ('written' in answer) return answer.written;
    throw Object.assign(new Error(answer.failed), answer.code === null ? {} : { code: answer.code });
  } finally {
    port1.close();
    await worker.terminate();
    for (const temp of temps) await rm(join(folder, temp), { force: true });
  }
}

/** Rules of a dataset are functions: they stay here. */
const plain = ({ name, label, fields }: ReceiptDataset): ReceiptDataset => ({
  name,
  label,
  fields: fields.map((field) => ({ name: field.name, label: field.label })),
});

function answerOf(worker: Worker): Promise<ReceiptAnswer> {
  return new Promise((done, failed) => {
    const ended = (why: unknown): void =>
      failed(
        new NamedError('receipt-thread', `the thread that wrote the receipt ended (${String(why)})`, {
          retryable: true,
        }),
      );
    worker.once('message', done);
    worker.once('error', (error: NodeJS.ErrnoException) => ended(error.code ?? error.name));
    worker.once('exit', (code) => ended(code));
  });
}

/** Answers each request with the next page. Settles only by an error of the rows: that ends the writing. */
function servePages(port: MessagePort, rows: ReceiptInput['rejected']): Promise<never> {
  const pages: AsyncIterator<readonly RejectedRow[]> | undefined = rows?.[Symbol.asyncIterator]();
  return new Promise((_, failed) => {
    const next = async (): Promise<void> => {
      const page = await pages?.next();
      port.postMessage(!page || page.done ? null : page.value);
    };
    port.on('message', () => void next().catch(failed));
  });
}
