/** What can be wrong with a sealed file; each a value so that a reader of test vectors can tell them apart. */
import { NamedError } from '../../../schemas/errors.js';

export type AgeFault =
  /** Not an age file, or its head is malformed. */
  | 'header'
  /** Sealed to none of the identities at hand. */
  | 'no-match'
  /** The head was changed. */
  | 'hmac'
  /** The payload was changed, cut or continued. */
  | 'payload';

const said: Record<AgeFault, string> = {
  header: 'it is not a file of the age format, version 1',
  'no-match': 'it is sealed to other keys than those at hand',
  hmac: 'its head was changed',
  payload: 'its content was changed or cut',
};

/** `seal-key-wrong` for other keys, `sealed-damaged` for all else. */
export class AgeError extends NamedError {
  readonly fault: AgeFault;

  constructor(fault: AgeFault) {
    super(
      fault === 'no-match' ? 'seal-key-wrong' : 'sealed-damaged',
      `a sealed file cannot be opened: ${said[fault]}`,
      fault === 'no-match'
        ? {
            exit: 'missingPart',
            hint: 'Name the file that holds the recovery identity with --identity, or put archive/keys.json back.',
          }
        : { exit: 'checkFailed', hint: 'See "sheetkeep snapshot check".' },
    );
    this.fault = fault;
  }
}
