/** Names in Temporal: all carry the workspace's id, none carries anything of a file or a person. */

export const taskQueue = (workspaceId: string): string => `sheetkeep-${workspaceId}`;
/** Polled by a keeper that serves: scheduled work waits for one, and no single command is held up by it. */
export const upkeepQueue = (workspaceId: string): string => `${taskQueue(workspaceId)}-upkeep`;
export const ingestId = (workspaceId: string, delivery: string): string => `ingest/${workspaceId}/${delivery}`;
export const publishId = (workspaceId: string): string => `publish/${workspaceId}`;
/** `name`: of the settings. The server adds the time to the id of each run. */
export const scheduleId = (workspaceId: string, name: string): string => `schedule/${workspaceId}/${name}`;
export const scheduledId = (workspaceId: string, name: string): string => `scheduled/${workspaceId}/${name}`;
export const sweepId = (workspaceId: string): string => `sweep/${workspaceId}`;
