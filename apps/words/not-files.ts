/** What lies in an inbox and is no file, by the reason it is left alone for. */
const kinds: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  symlink: ['a link', '链接'],
  folder: ['a folder', '文件夹'],
  fifo: ['a pipe', '管道'],
  socket: ['a socket', '套接字'],
  device: ['a device', '设备'],
};

export const notFileWords = (reason: string): readonly [en: string, zh: string] => kinds[reason] ?? [reason, reason];
