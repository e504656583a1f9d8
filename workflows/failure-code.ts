import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure } from '@temporalio/workflow';

export const isStep = (error: unknown): error is ActivityFailure | ChildWorkflowFailure =>
  error instanceof ActivityFailure || error instanceof ChildWorkflowFailure;

/** The code of what went wrong in a step or a child: the failure's type. */
export function codeOf(error: unknown): string | null {
  if (!isStep(error)) return null;
  return error.cause instanceof ApplicationFailure ? (error.cause.type ?? null) : codeOf(error.cause);
}
