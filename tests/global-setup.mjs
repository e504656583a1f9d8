// Pool threads, child processes and the workflow bundle run from dist/: make it current before any test.
import { build } from '../bin/build.mjs';

export default async function setup() {
  await build();
}
