import type { Body } from './manifest/model.js';
import type { Opening } from './objects.js';

/** A snapshot of a chain with its contents, ready to be read. */
export interface Link extends Opening {
  body: Body;
}
