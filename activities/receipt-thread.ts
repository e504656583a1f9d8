/** The thread that writes one large receipt; started by large-receipt.ts. Pure JavaScript: no engine is loaded here. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { ReceiptInput, RejectedRow } from '../core/intake/receipts/input.js';
import { writeReceipt, type ReceiptPlace, type WrittenReceipt } from '../core/intake/receipts/receipt.js';
import { makeToken } from '../core/judging/fixup/token.js';

export interface ReceiptTask {
  input: Omit<ReceiptInput, 'rejected'>;
  place: Omit<ReceiptPlace, 'token'>;
  secret: Uint8Array;
  /** Asked for a page with any message; answers a page, or null after the last. */
  pages: MessagePort;
}

/** Errors lose their code between threads: it is told beside the message. */
export type ReceiptAnswer = { written: WrittenReceipt } | { failed: string; code: string | null };

const { input, place, secret, pages } = workerData as ReceiptTask;

async function* rowsFrom(port: MessagePort): AsyncGenerator<readonly RejectedRow[]> {
  for (;;) {
    const page = await new Promise<readonly RejectedRow[] | null>((done) => {
      port.once('message', done);
      port.postMessage('next');
    });
    if (page === null) return;
    yield page;
  }
}

const token = (part: string, row: number): string => makeToken(secret, { delivery: input.delivery, part, row });

const failed = (thrown: unknown): ReceiptAnswer => ({
  failed: thrown instanceof Error ? thrown.message : String(thrown),
  code: typeof (thrown as { code?: unknown } | null)?.code === 'string' ? (thrown as { code: string }).code : null,
});

// Not awaited at the top: a thread that is ended while its module ends takes the whole process with it (Node 22 and 24).
void writeReceipt({ ...input, rejected: rowsFrom(pages) }, { ...place, token })
  .then((written): ReceiptAnswer => ({ written }), failed)
  .then((answer) => {
    pages.close();
    parentPort?.postMessage(answer);
  });
