/** Names in Temporal: all carry the workspace's id, none carries anything of a file or a person. */

export const taskQueue = (workspaceId: string): string => `sheetkeep-${workspaceId}`;
export const ingestId = (workspaceId: string, delivery: string): string => `ingest/${workspaceId}/${delivery}`;
export const publishId = (workspaceId: string): string => `publish/${workspaceId}`;
export const sweepId = (workspaceId: string): string => `sweep/${workspaceId}`;
