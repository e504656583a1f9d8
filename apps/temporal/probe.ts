import { Connection } from '@temporalio/client';

/** Whether a Temporal service answers a call at the address within 3 s: an open port alone may belong to a process that hangs. */
export async function servesTemporal(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '3s' });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
